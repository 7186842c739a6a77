package main_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestCommandsLeaveHomeAlone runs commands where there is no home and where it
// cannot be written: the toolkit of the window, which would make folders there
// and complain, is not touched.
func TestCommandsLeaveHomeAlone(t *testing.T) {
	probata := program(t)
	closed := filepath.Join(t.TempDir(), "closed")
	if err := os.Mkdir(closed, 0o500); err != nil {
		t.Fatal(err)
	}
	for name, env := range map[string][]string{
		"no home": {}, "a home that is not there": {"HOME=" + filepath.Join(closed, "none")}, "a closed home": {"HOME=" + closed},
	} {
		for _, args := range [][]string{{"version"}, {"forms"}, {"help"}, {"licences", "gofpdf"}} {
			c := exec.Command(probata, args...)
			c.Env = append([]string{"PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8"}, env...)
			var said bytes.Buffer
			c.Stderr = &said
			if out, err := c.Output(); err != nil || len(out) == 0 || said.Len() > 0 {
				t.Errorf("%s, %v: %d bytes, %v\n%s", name, args, len(out), err, said.Bytes())
			}
		}
	}
	if left, err := os.ReadDir(closed); err != nil || len(left) > 0 {
		t.Errorf("%d entries are left in the home (%v)", len(left), err)
	}
}
