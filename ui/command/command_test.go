package command

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestExampleAndLookingAtIt(t *testing.T) {
	s := newSession(t)
	r := s.must("example", "V")
	if r.out != "EXAMPLE-1\n" {
		t.Errorf("stdout is %q", r.out)
	}
	for _, c := range []struct {
		golden string
		args   []string
	}{
		{"show.txt", []string{"show", "V", "EXAMPLE-1"}},
		{"show-ru.txt", []string{"show", "V", "EXAMPLE-1", "--ui-lang", "ru"}},
		{"show.json", []string{"show", "V", "EXAMPLE-1", "--json"}},
		{"show-event.txt", []string{"show", "V", "EXAMPLE-1", "event-e3"}},
		{"show-event.json", []string{"show", "V", "EXAMPLE-1", "event-e3", "--json"}},
		{"search.json", []string{"search", "V", "search", "parents", "--json", "--limit", "3"}},
		{"verify.json", []string{"verify", "V", "--json"}},
	} {
		r := s.must(c.args...)
		golden(t, c.golden, r.out)
		if r.err != "" {
			t.Errorf("%s: stderr is not empty: %s", c.golden, r.err)
		}
	}
}

func TestListJSON(t *testing.T) {
	s := example(t)
	var got struct {
		Cases []caseLine
	}
	if err := json.Unmarshal([]byte(s.must("list", "V", "--json").out), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Cases) != 1 || got.Cases[0].Reference != "EXAMPLE-1" || got.Cases[0].Records["event"] != 13 || got.Cases[0].Changed != "2026-03-31T12:00:00Z" {
		t.Errorf("%+v", got)
	}
	if r := s.must("list", "V"); !strings.HasPrefix(r.out, "EXAMPLE-1  KZ  ") {
		t.Errorf("list: %q", r.out)
	}
}

func TestSearchAcrossScripts(t *testing.T) {
	s := example(t)
	latin, cyrillic := s.must("search", "V", "Zhovtis").out, s.must("search", "V", "Жовтис").out
	if latin == "" || latin != cyrillic {
		t.Errorf("Latin finds\n%s\nCyrillic finds\n%s", latin, cyrillic)
	}
	s.wants(ExitDone, "Nothing was found", "search", "V", "zebra9")
}

func TestInit(t *testing.T) {
	s := newSession(t)
	s.wants(ExitDone, "has been made", "init", "V")
	s.wants(ExitDone, "no case yet", "list", "V")
	s.wants(ExitError, "holds something already", "init", "V")
}

func TestInitDrawsPassphrase(t *testing.T) {
	s := newSession(t)
	r := s.wants(ExitDone, "seven words", "init", "V", "--generate")
	if n := len(strings.Fields(r.out)); n != 7 {
		t.Fatalf("%d words on stdout", n)
	}
	s.wants(ExitPassphrase, "does not open", "list", "V")
	s.set[fileVariable] = s.file("drawn", r.out)
	s.must("list", "V")
}

// typing answers the questions of a terminal.
func typing(lines ...string) func(context.Context, string) ([]byte, error) {
	return func(context.Context, string) ([]byte, error) {
		if len(lines) == 0 {
			return nil, io.EOF
		}
		line := lines[0]
		lines = lines[1:]
		return []byte(line), nil
	}
}

func TestPassphraseTyped(t *testing.T) {
	s := newSession(t)
	s.set = map[string]string{}
	s.env.Ask = typing("", "one", "two", passphrase, passphrase)
	r := s.wants(ExitDone, "not the same", "init", "V")
	if !strings.Contains(r.err, "empty") {
		t.Error(r.err)
	}
	s.env.Ask = typing(passphrase)
	s.must("list", "V")
	s.env.Ask = typing("password", "password", weakPhrase, weakPhrase, "yes")
	s.wants(ExitDone, "too easy to guess", "init", s.path("Yes"))
	s.env.Ask = typing(weakPhrase, weakPhrase, "no")
	s.wants(ExitError, "--accept-weak", "init", s.path("No"))
	s.absent("No")
	s.env.Ask = typing("a", "b", "a", "b", "a", "b")
	s.wants(ExitError, "three times", "init", s.path("W"))
	s.env.Ask = func(context.Context, string) ([]byte, error) { return nil, context.Canceled }
	s.wants(ExitError, "interrupted", "list", "V")
}

// weakPhrase is worth more than 40 bits and less than 60.
const weakPhrase = "жираф телега облако гвоздь"

// TestWeakPassphrase: a pass phrase that is easily found seals no case, wherever a
// new one is chosen; a weak one only after a yes.
func TestWeakPassphrase(t *testing.T) {
	s := example(t)
	key := s.file("key", s.must("recovery", "V", "make", "--generate").out)
	guessed, weak := s.file("guessed", "Алматы2024!\n"), s.file("weak", weakPhrase+"\n")
	for _, c := range [][]string{
		{"init", s.path("W"), "--passphrase-file"},
		{"example", s.path("W"), "--passphrase-file"},
		{"passphrase", "V", "--new-passphrase-file"},
		{"passphrase", "V", "--recovery-file", key, "--new-passphrase-file"},
	} {
		s.wants(ExitError, "too easy to guess", append(c, guessed)...)
		s.wants(ExitError, "too easy to guess", append(c, guessed, "--accept-weak")...)
		s.wants(ExitError, "--accept-weak", append(c, weak)...)
		s.absent("W")
		s.must("list", "V") // the old one still opens it
	}
	s.must("init", s.path("W"), "--accept-weak", "--passphrase-file", weak)
	s.must("passphrase", "V", "--accept-weak", "--new-passphrase-file", weak)
	s.must("list", "V", "--passphrase-file", weak)
}

// absent fails if something lies where a vault was refused.
func (s *session) absent(name string) {
	s.t.Helper()
	if _, err := os.Stat(s.path(name)); !os.IsNotExist(err) {
		s.t.Errorf("%s was made all the same: %v", name, err)
	}
}

func TestPassphraseChanged(t *testing.T) {
	s := example(t)
	next := s.file("next", "another seven words than those that were\r\n")
	s.wants(ExitDone, "has been changed", "passphrase", "V", "--new-passphrase-file", next)
	s.wants(ExitPassphrase, "does not open", "list", "V")
	s.must("list", "V", "--passphrase-file", next)
}

func TestPassphraseFiles(t *testing.T) {
	s := example(t)
	s.in = passphrase
	s.must("list", "--passphrase-file", "-", "V")
	s.wants(ExitError, "cannot be read", "list", "V", "--passphrase-file", s.path("absent"))
	s.wants(ExitError, "is empty", "list", "V", "--passphrase-file", s.file("empty", "\nsecond line"))
	s.wants(ExitError, "cannot be read", "list", "V", "--passphrase-file", s.file("long", strings.Repeat("x", maxPassphrase+1)))
	open := s.file("open", passphrase)
	if err := os.Chmod(open, 0o644); err != nil {
		t.Fatal(err)
	}
	s.wants(ExitDone, "chmod 600", "list", "V", "--passphrase-file", open)
}

func TestExportComesBack(t *testing.T) {
	s := example(t)
	shipped, err := os.ReadFile(assets + "example/example-1.json")
	if err != nil {
		t.Fatal(err)
	}
	if out := s.must("export", "V", "EXAMPLE-1").out; out != string(shipped) {
		t.Error("what is exported is not what was imported")
	}
	file := s.path("case.json")
	s.wants(ExitDone, "not sealed", "export", "V", "case-example1", "--format", "json", "--out", file)
	s.wants(ExitError, "--force", "export", "V", "EXAMPLE-1", "--out", file)
	s.must("export", "V", "EXAMPLE-1", "--out", file, "--force")
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	s.must("init", s.path("W"))
	if out := s.must("import", s.path("W"), file).out; out != "EXAMPLE-1\n" {
		t.Errorf("import says %q", out)
	}
	if out := s.must("export", s.path("W"), "EXAMPLE-1").out; out != string(shipped) {
		t.Error("what comes out of the second vault is not what went into the first")
	}
	golden(t, "import.json", s.must("import", s.path("W"), file, "--json").out)
}

func TestForms(t *testing.T) {
	s := newSession(t)
	golden(t, "forms.json", s.must("forms", "--json").out)
	golden(t, "forms-osce.txt", s.must("forms", "osce-brief").out)
	golden(t, "forms-osce.json", s.must("forms", "osce-brief", "--json").out)
	s.wants(ExitUsage, "dossier, ", "forms", "nonsense")
	if out := s.must("forms").out; !strings.Contains(out, "wgad") {
		t.Error(out)
	}
}

func TestVersion(t *testing.T) {
	s := newSession(t)
	if out := s.must("version").out; !strings.HasPrefix(out, "probata 1.2.3 (go1.") {
		t.Error(out)
	}
	var v map[string]string
	if err := json.Unmarshal([]byte(s.must("--json", "version").out), &v); err != nil || v["version"] != "1.2.3" {
		t.Errorf("%v, %v", v, err)
	}
}

func TestHelp(t *testing.T) {
	s := newSession(t)
	for _, l := range []string{"en", "ru"} {
		golden(t, "help-"+l+".txt", s.must("help", "--ui-lang", l).out)
	}
	want := s.must("help").out
	for _, args := range [][]string{{}, {"--help"}, {"-h"}} {
		if got := s.must(args...).out; got != want {
			t.Errorf("%v prints other help", args)
		}
	}
	for _, c := range table() {
		if one, other := s.must("help", c.name).out, s.must(c.name, "--help").out; one != other || !strings.Contains(one, "probata "+c.name) {
			t.Errorf("help of %s: %q and %q", c.name, one, other)
		}
	}
	s.wants(ExitUsage, "no command", "help", "nonsense")
}

func TestLanguage(t *testing.T) {
	s := newSession(t)
	for _, c := range []struct{ variable, value, words string }{
		{"LANG", "en_US.UTF-8", "There is no vault here"},
		{"LANG", "ru_KZ.UTF-8", "Здесь нет хранилища"},
		{"LANG", "C.UTF-8", "There is no vault here"},
		{"LANG", "fr_FR.UTF-8", "There is no vault here"}, // documents only
		{"LC_ALL", "ru", "Здесь нет хранилища"},
	} {
		s.set["LANG"], s.set["LC_ALL"] = "", ""
		s.set[c.variable] = c.value
		s.wants(ExitNoVault, c.words, "list", s.path("nowhere"))
	}
	s.set["LC_ALL"] = "ru"
	s.wants(ExitNoVault, "There is no vault here", "--ui-lang", "en", "list", s.path("nowhere"))
}

func TestWindow(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		dir  string
		ok   bool
	}{
		{nil, "", true},
		{[]string{dir}, dir, true},
		{[]string{"list"}, "", false},
		{[]string{"list", dir}, "", false},
		{[]string{"--help"}, "", false},
		{[]string{file}, file, false},
		{[]string{dir, dir}, "", false},
		{[]string{dir + "/absent"}, dir + "/absent", false},
	} {
		got, ok := Window(c.args)
		if ok != c.ok || ok && got != c.dir {
			t.Errorf("%v: %q, %v", c.args, got, ok)
		}
	}
}

// failing is an output that a full disk stands behind.
type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestOutputFails(t *testing.T) {
	s := example(t)
	env := s.env
	env.Out, env.Err, env.Getenv = failing{errors.New("broken pipe")}, io.Discard, func(n string) string { return s.set[n] }
	for _, args := range [][]string{{"version"}, {"forms", "--json"}, {"list", s.path("V")}, {"export", s.path("V"), "EXAMPLE-1"}} {
		if code := Run(context.Background(), args, env); code != ExitError {
			t.Errorf("%v: exit %d", args, code)
		}
	}
}
