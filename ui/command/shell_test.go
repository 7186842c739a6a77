package command

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"probata/dossier/lang"
)

// The completions are read by their shells, where these are installed, and complete what they are to.
func TestCompletion(t *testing.T) {
	s := newSession(t)
	scripts := map[string]string{}
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		scripts[shell] = s.must("completion", shell).out
		for _, cmd := range table() {
			if !strings.Contains(scripts[shell], cmd.name) {
				t.Errorf("%s does not know %s", shell, cmd.name)
			}
		}
	}
	s.wants(ExitUsage, "powershell", "completion", "tcsh")
	try := func(shell, script string, wants ...string) {
		t.Helper()
		path, err := exec.LookPath(shell)
		if err != nil {
			t.Logf("%s is not installed", shell)
			return
		}
		out, err := exec.Command(path, "-c", script).CombinedOutput()
		for _, w := range wants {
			if err != nil || !strings.Contains(string(out), w) {
				t.Errorf("%s: %v, without %q:\n%s", shell, err, w, out)
			}
		}
	}
	file := s.file("c.bash", scripts["bash"])
	ask := func(words ...string) string {
		return ". " + file + "; COMP_WORDS=(" + strings.Join(words, " ") + "); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _probata; echo \"${COMPREPLY[@]}\""
	}
	try("bash", ask("probata", "sub"), "submit")
	try("bash", ask("probata", "submit", "V", "--ed"), "--edition")
	try("bash", ask("probata", "submit", "V", "--edition", "p"), "public")
	try("bash", ask("probata", "check", "V", "--form", "wg"), "wgad")
	try("zsh", "autoload -U compinit; compinit -D; source "+s.file("c.zsh", scripts["zsh"])+"; whence -w _probata", "function")
	try("fish", "source "+s.file("c.fish", scripts["fish"])+"; complete -C 'probata sub'; complete -C 'probata submit --edition p'", "submit", "public")
}

// The manual page is read without a warning, and names every command and flag.
func TestMan(t *testing.T) {
	s := newSession(t)
	for _, l := range []string{"en", "ru"} {
		page := s.must("help", "--man", "--ui-lang", l).out
		for _, cmd := range table() {
			for _, x := range cmd.own().all {
				if !strings.Contains(page, roff("--"+x.name)) {
					t.Errorf("%s: the page lacks --%s of %s", l, x.name, cmd.name)
				}
			}
		}
		groff, err := exec.LookPath("groff")
		if err != nil {
			t.Log("groff is not installed")
			continue
		}
		cmd := exec.Command(groff, "-man", "-Kutf8", "-Tutf8", "-ww", "-z")
		cmd.Stdin = strings.NewReader(page)
		if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("%s: groff says: %v\n%.2000s", l, err, out)
		}
	}
}

// With --json everything on standard error is one object a line, too.
func TestErrorsAsJSON(t *testing.T) {
	s := example(t)
	for _, c := range []struct {
		code int
		key  string
		args []string
	}{
		{ExitNoVault, "no-vault", []string{"list", s.path("nowhere"), "--json"}},
		{ExitUsage, "usage.unknown-command", []string{"--json", "lits", "V"}},
		{ExitUsage, "usage.flag", []string{"list", "V", "--nonsense", "--json"}},
		{ExitError, "no-case", []string{"show", "V", "EXAMPLE-11", "--json"}},
		{ExitPassphrase, "passphrase", []string{"list", "V", "--json", "--passphrase-file", s.file("wrong", "wrong\n")}},
	} {
		r := s.run(c.args...)
		lines := strings.Split(strings.TrimSpace(r.err), "\n")
		var got said
		for _, line := range lines {
			if err := json.Unmarshal([]byte(line), &got); err != nil {
				t.Errorf("%v: %v: %s", c.args, err, line)
			}
		}
		if got.Error != c.key || got.Exit != c.code || r.code != c.code || got.Message == "" {
			t.Errorf("%v: exit %d, %+v", c.args, r.code, got)
		}
	}
	var found struct{ Note string }
	s.check(json.Unmarshal([]byte(s.must("backup", "V", s.dir, "--json").err), &found))
	if found.Note != "backed-up" {
		t.Errorf("%+v", found)
	}
}

func TestNearest(t *testing.T) {
	of := []string{"list", "submit", "sent", "set", "show", "search"}
	for word, want := range map[string]string{"sumbit": "submit", "sub": "submit", "lst": "list", "zzz": "", "SHOW": "show", "x": ""} {
		if got := strings.Join(nearest(word, of), " "); !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
}

// A language is one file: it is listed, spoken, and what it lacks is named.
func TestMadeUpLanguage(t *testing.T) {
	s := newSession(t)
	file := s.file("zu.toml", "[meta]\nname = \"Zaum\"\nui = true\nplural = \"one\"\nscript = \"Latn\"\n\n[command.lang]\ncomplete = \"dyr\"\n")
	r := s.wants(ExitProblems, "", "lang", "check", file)
	if !strings.Contains(r.out, "command.lang.missing\n") || strings.Contains(r.out, "command.lang.complete") {
		t.Errorf("%.300s", r.out)
	}
	s.wants(ExitUsage, "no language zu", "lang", "check", "zu")
	if out := s.must("lang", "check", "ru").out; !strings.Contains(out, "Nothing") {
		t.Error(out)
	}
	dir := t.TempDir()
	s.check(os.CopyFS(dir, os.DirFS(assets+"lang")))
	text, err := os.ReadFile(file)
	s.check(err)
	s.check(os.WriteFile(filepath.Join(dir, "zu.toml"), text, 0o600))
	s.env.Words, err = lang.Load(os.DirFS(dir))
	s.check(err)
	if out := s.must("lang").out; !strings.Contains(out, "Zaum") {
		t.Error(out)
	}
	if out := s.must("help", "list", "--ui-lang", "zu").out; !strings.Contains(out, "|zu") || !strings.Contains(out, "list the cases") {
		t.Error(out)
	}
}

// Traces name commands, steps and ids, with how long they took, and nothing else.
func TestTraced(t *testing.T) {
	s := example(t)
	s.set["PROBATA_TRACE"] = "1"
	r := s.must("search", "V", "Ilyashev")
	if !strings.Contains(r.err, "ms vault.open\n") || !strings.Contains(r.err, "ms command.search\n") || strings.Contains(r.err, "Ilyashev") || strings.Contains(r.err, s.dir) {
		t.Error(r.err)
	}
	if r := s.must("show", "V", "EXAMPLE-1"); !strings.Contains(r.err, "ms case.load case-") || strings.Contains(r.err, "EXAMPLE-1") {
		t.Error(r.err)
	}
}

// Words that were drawn are not shown before it is known that the vault can be made.
func TestGenerateOnFullFolder(t *testing.T) {
	s := newSession(t)
	s.check(os.Mkdir(s.path("V"), 0o700))
	s.file("V/something", "x")
	for _, name := range []string{"init", "example"} {
		if r := s.wants(ExitError, "exists and holds something", name, "V", "--generate"); r.out != "" {
			t.Errorf("%s printed %q", name, r.out)
		}
	}
}

// A file attached twice is told.
func TestAttachedAgain(t *testing.T) {
	s := example(t)
	file := s.file("letter.txt", "A letter.")
	first := strings.TrimSpace(s.must("attach", "V", "EXAMPLE-1", file).out)
	r := s.must("attach", "V", "EXAMPLE-1", file)
	if !strings.Contains(r.err, "has this very file already: "+first) {
		t.Error(r.err)
	}
}

// --version is taken where no command stands.
func TestVersionFlag(t *testing.T) {
	s := newSession(t)
	if one, other := s.must("--version").out, s.must("version").out; one != other {
		t.Errorf("%q, %q", one, other)
	}
	env := s.env
	env.Out, env.Err, env.Getenv = io.Discard, io.Discard, func(string) string { return "" }
	if code := Run(context.Background(), []string{"list", "--version"}, env); code != ExitUsage {
		t.Errorf("exit %d", code)
	}
}
