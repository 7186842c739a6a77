package command

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The README's commands do what they are there for, run as they are written, one after the other. Only the stick, which is
// mounted on no machine of the tests, stands for a folder here.
func TestReadmeCommands(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	s := newSession(t)
	s.file("photo.jpg", "no picture, but a file")
	s.file(".probata-passphrase", passphrase+"\n")
	s.check(os.Mkdir(s.path("stick"), 0o700))
	s.set = map[string]string{}
	t.Chdir(s.dir)
	ran := 0
	for line := range strings.Lines(string(text)) {
		words, err := splitWords(strings.TrimSpace(line))
		if err != nil || !strings.HasPrefix(line, "    ") || len(words) == 0 {
			continue
		}
		if name, file, ok := strings.Cut(strings.Join(words[1:], ""), "=~/"); words[0] == "export" && ok {
			s.set[name] = s.path(file)
			continue
		}
		for words[0] == "probata" {
			one, rest := words[1:], []string(nil)
			if i := slices.Index(words, "&&"); i > 0 {
				one, rest = words[1:i], words[i+1:]
			}
			for i, w := range one {
				if w == "/media/stick" {
					one[i] = s.path("stick")
				}
			}
			want := ExitDone
			if one[0] == "check" {
				want = ExitProblems // as the README says
			}
			if r := s.run(one...); r.code != want {
				t.Errorf("%s: exit %d\n%s", strings.Join(one, " "), r.code, r.err)
			}
			ran++
			if words = rest; len(words) == 0 {
				break
			}
		}
	}
	if ran < 8 {
		t.Errorf("only %d commands found", ran)
	}
	for _, name := range []string{"wgad.pdf", "dossier.pdf", "case.json"} {
		if info, err := os.Stat(filepath.Join(s.dir, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s was not written: %v", name, err)
		}
	}
}
