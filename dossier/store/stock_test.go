package store

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"probata/dossier"
)

// TestStockTools runs the commands that FORMAT.md gives to who has lost the program
// and not the pass phrase: age asks for it on a terminal, which script plays.
func TestStockTools(t *testing.T) {
	for _, program := range []string{"age", "sqlite3", "bash", "script", "xxd"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("no %s on this computer", program)
		}
	}
	format, err := os.ReadFile("../vault/FORMAT.md")
	must(t, err)
	_, section, _ := strings.Cut(string(format), "## Opening it with stock tools\n")
	section, _, _ = strings.Cut(section, "\n#")
	var commands []string
	for line := range strings.Lines(section) {
		if command, ok := strings.CutPrefix(line, "    "); ok {
			commands = append(commands, strings.TrimRight(command, "\n"))
		}
	}
	shell := strings.Join(commands, "\n")
	if !strings.Contains(shell, "sqlite3 case.db") || !strings.Contains(shell, "> attachment") {
		t.Fatalf("FORMAT.md gives other commands:\n%s", shell)
	}

	ctx := context.Background()
	s, dir := newTestStore(t)
	must(t, s.Import(ctx, small()))
	content := strings.Repeat("what the camera saw. ", 5000)
	e, err := s.Attach(ctx, "case-1", "a.txt", "text/plain", strings.NewReader(content))
	must(t, err)
	must(t, s.Close())
	cd, rest, _ := strings.Cut(shell, "\n")
	if cd != `cd "Name.probata"` {
		t.Errorf("begins with %q", cd)
	}
	c := exec.Command("script", "-qec", "bash -e "+write(t, "stty -echo\n"+rest), "/dev/null")
	c.Dir = dir
	c.Stdin = strings.NewReader(strings.Repeat(string(phrase)+"\n", 2))
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if want := e.ID; !strings.Contains(string(out), string(want)) {
		t.Errorf("no attachment %s in:\n%s", want, out)
	}
	for _, r := range small() {
		if ev, ok := r.(*dossier.Event); ok && ev.Case == "case-1" && !strings.Contains(string(out), ev.Title) {
			t.Errorf("no event %s in:\n%s", ev.ID, out)
		}
	}
	got, err := os.ReadFile(filepath.Join(dir, "attachment"))
	if err != nil || string(got) != content {
		t.Errorf("attachment: %d bytes, %v", len(got), err)
	}
}

func write(t *testing.T, script string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "commands")
	must(t, os.WriteFile(file, []byte(script), 0o600))
	return file
}
