//go:build !windows

package outfile

import (
	"io"
	"path/filepath"
	"syscall"
	"testing"
)

func TestWhateverTheUmask(t *testing.T) {
	for _, mask := range []int{0, 0o022, 0o277} {
		ways(t, func(t *testing.T, write func(string, func(io.Writer) error) error) {
			name := filepath.Join(t.TempDir(), "out")
			old := syscall.Umask(mask)
			err := write(name, text("x"))
			syscall.Umask(old)
			if err != nil {
				t.Fatal(err)
			}
			holds(t, name, "x")
		})
	}
}
