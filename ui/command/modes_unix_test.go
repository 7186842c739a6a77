//go:build !windows

package command

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestOutputsAreOwnersAlone writes with every command that writes a file while the
// umask forbids nothing, and over a file that everybody may read.
func TestOutputsAreOwnersAlone(t *testing.T) {
	old := syscall.Umask(0)
	defer syscall.Umask(old)
	s := example(t)
	s.check(os.Mkdir(s.path("out"), 0o700))
	out := func(name string) string { return s.path("out/" + name) }
	key := s.file("key", s.must("contact", "V").out)
	s.must("attach", "V", "EXAMPLE-1", s.file("a.txt", "recorded"))
	s.check(os.WriteFile(out("case.json"), []byte("old"), 0o644))
	for _, args := range [][]string{
		{"export", "V", "EXAMPLE-1", "--out", out("case.json"), "--force"},
		{"submit", "V", "EXAMPLE-1", "--form", "wgad", "--out", out("a.pdf"), "--force"},
		{"submit", "V", "EXAMPLE-1", "--form", "wgad", "--out", out("a.docx"), "--force"},
		{"submit", "V", "EXAMPLE-1", "--form", "wgad", "--out", out("a.txt"), "--force"},
		{"submit", "V", "EXAMPLE-1", "--form", "wgad", "--out", out("a.portal.txt"), "--force"},
		{"submit", "V", "EXAMPLE-1", "--form", "wgad", "--out", out("a.csv"), "--force"},
		{"pack", "V", "EXAMPLE-1", "--form", "wgad", "--out", out("a.zip"), "--force"},
		{"handover", "V", "EXAMPLE-1", "--to", key, "--out", out("a.age")},
		{"deadlines", "V", "EXAMPLE-1", "--out", out("a.ics")},
		{"references", "V", "EXAMPLE-1", "--out", out("b.json")},
		{"backup", "V", s.path("out")},
		{"salvage", "V", out("Salvaged")},
	} {
		if r := s.run(args...); r.code != ExitDone && r.code != ExitProblems {
			t.Errorf("%v: exit %d\n%s", args, r.code, r.err)
		}
	}
	files := 0
	s.check(filepath.WalkDir(s.dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == s.dir {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", name[len(s.dir):], info.Mode())
		}
		if err == nil && filepath.Dir(name) == s.path("out") && !d.IsDir() {
			files++
		}
		return err
	}))
	if files != 10 {
		t.Errorf("%d files were written", files)
	}
}
