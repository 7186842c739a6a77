package command

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"probata/dossier/store"
	"probata/dossier/vault"
)

func TestUsage(t *testing.T) {
	s := newSession(t)
	submit := []string{"submit", "V", "EXAMPLE-1", "--form", "wgad", "--out", s.path("x.pdf")}
	s.must("example", "V")
	for _, c := range []struct {
		words string
		args  []string
	}{
		{"no command", []string{"nonsense"}},
		{"too few or too many", []string{"list"}},
		{"too few or too many", []string{"list", "V", "V"}},
		{"no flag --nonsense", []string{"list", "V", "--nonsense"}},
		{"no flag --nonsense", []string{"--nonsense", "list", "V"}},
		{"--limit does not take", []string{"search", "V", "x", "--limit", "few"}},
		{"--limit takes a value", []string{"search", "V", "x", "--limit"}},
		{"Did you mean: --limit?", []string{"search", "V", "x", "--limti", "3"}},
		{"Did you mean: submit?", []string{"sumbit", "V"}},
		{"Did you mean: wgad?", []string{"check", "V", "EXAMPLE-1", "--form", "wagd"}},
		{"at least 1", []string{"search", "V", "x", "--limit", "0"}},
		{"only format", []string{"export", "V", "EXAMPLE-1", "--format", "xml"}},
		{"dossier, ", []string{"check", "V", "EXAMPLE-1", "--form", "nonsense"}},
		{"dossier, ", []string{"submit", "V", "EXAMPLE-1", "--out", s.path("x.pdf")}},
		{"en, fr, es, ru", append(submit, "--lang", "kk")},
		{"confidential, state, public", append(submit, "--edition", "secret")},
		{"takes a day", append(submit, "--date", "2026-02-31")},
		{"takes a day", append(submit, "--date", "2026-02")},
		{"takes a day", append(submit, "--date", "32 May")},
		{"--victim takes", append(submit, "--victim", "event-e3")},
		{"--author takes", append(submit, "--author", "nobody")},
		{"does not ask", append(submit, "--answer", "nonsense=x")},
		{"QUESTION=TEXT", append(submit, "--answer", "nonsense")},
		{"where the submission", []string{"submit", "V", "EXAMPLE-1", "--form", "wgad"}},
		{"end in .pdf, .docx", []string{"submit", "V", "EXAMPLE-1", "--form", "wgad", "--out", "x.odt"}},
	} {
		s.wants(ExitUsage, c.words, c.args...)
	}
	s.set = map[string]string{}
	s.wants(ExitUsage, "--passphrase-file", "list", "V")
	s.wants(ExitUsage, "--passphrase-file", "example", s.path("W"))
}

// A text of the case in a faulty flag is not repeated.
func TestUsageKeepsAnswers(t *testing.T) {
	s := example(t)
	r := s.wants(ExitUsage, "QUESTION=TEXT", "submit", "V", "EXAMPLE-1", "--form", "wgad", "--out", s.path("x.pdf"), "--answer", "Ilyashev was tortured")
	if strings.Contains(r.err, "Ilyashev") {
		t.Error(r.err)
	}
}

func TestExitCodes(t *testing.T) {
	for _, c := range []struct {
		name    string
		code    int
		words   string
		prepare func(*session)
	}{
		{"wrong pass phrase", ExitPassphrase, "does not open", func(s *session) { s.set[fileVariable] = s.file("wrong", "wrong") }},
		{"no vault", ExitNoVault, "no vault here", func(s *session) { s.rename() }},
		{"another folder", ExitNoVault, "no vault here", func(s *session) { s.rename(); s.check(os.Mkdir(s.path("V"), 0o700)) }},
		{"newer", ExitNewer, "newer version", (*session).makeNewer},
		{"damaged", ExitDamaged, "has changed since it was sealed", func(s *session) { s.damage("image-*.age") }},
		{"missing", ExitDamaged, "image-", func(s *session) { s.check(os.Remove(s.find("image-*.age"))) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := example(t)
			c.prepare(s)
			before := maps.Clone(s.set)
			for _, args := range [][]string{{"list", "V"}, {"check", "V", "EXAMPLE-1"}, {"passphrase", "V", "--generate"}, {"verify", "V"}} {
				if r := s.wants(c.code, c.words, args...); r.out != "" {
					t.Errorf("%v: stdout is %q", args, r.out)
				}
			}
			s.set = before
		})
	}
}

func TestLocked(t *testing.T) {
	s := example(t)
	st, err := store.Open(s.path("V"), []byte(passphrase), store.Options{Vault: s.env.Vault})
	if err != nil {
		t.Fatal(err)
	}
	s.wants(ExitLocked, "Close it there", "list", "V")
	before := s.content()
	if out := s.must("list", "V", "--read-only").out; !strings.Contains(out, "EXAMPLE-1") {
		t.Error(out)
	}
	s.wants(ExitError, "for reading only", "erase", "V", "EXAMPLE-1", "--yes", "--read-only")
	s.wants(ExitLocked, "Close it there", "erase", "V", "--yes")
	if !maps.Equal(before, s.content()) {
		t.Error("a look into the vault changed it")
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	s.must("list", "V")
}

// TestOutIsNoFile refuses to replace what is no file, also when told to overwrite.
func TestOutIsNoFile(t *testing.T) {
	s := example(t)
	s.check(os.Symlink("/dev/null", s.path("link")))
	for _, out := range []string{"/dev/null", s.path("link")} {
		s.wants(ExitError, "a device or a pipe", "export", "V", "EXAMPLE-1", "--out", out, "--force")
	}
	if info, err := os.Stat("/dev/null"); err != nil || info.Mode().IsRegular() {
		t.Fatal("the device is gone")
	}
}

// A vault in a folder that a cloud service copies is made, with a warning.
func TestPlaces(t *testing.T) {
	s := newSession(t)
	s.check(os.Mkdir(s.path("Dropbox"), 0o700))
	s.wants(ExitDone, "cloud service", "init", s.path("Dropbox/V"))
	if r := s.must("init", "V"); strings.Contains(r.err, "cloud") {
		t.Error(r.err)
	}
	for _, l := range []string{"en", "ru"} {
		for _, p := range []vault.Place{vault.PlaceSynced, vault.PlaceNetwork, vault.PlaceFAT} {
			if !s.env.Words.Printer(l).Has("command." + string(p)) {
				t.Errorf("%s has no words for %s", l, p)
			}
		}
	}
}

// full is a disk without room.
type full struct{ vault.FileSystem }

func (full) ReadDir(name string) ([]fs.DirEntry, error) { return os.ReadDir(name) }
func (full) Mkdir(string) error                         { return syscall.ENOSPC }

func TestNoSpace(t *testing.T) {
	s := newSession(t)
	s.env.Vault.FS = full{}
	s.wants(ExitNoSpace, "no room", "init", "V")
}

// Every error that is told apart has its code and words in each language.
func TestSentinels(t *testing.T) {
	for _, l := range []string{"en", "ru"} {
		for _, f := range sentinels() {
			var b strings.Builder
			c := &call{Env: data(), say: data().Words.Printer(l)}
			c.Err = &b
			if code := c.explain(fmt.Errorf("open vault: %w", f.err)); code != f.code {
				t.Errorf("%v: exit %d, want %d", f.err, code, f.code)
			}
			if strings.Contains(b.String(), "command.") || len(b.String()) < 40 {
				t.Errorf("%v in %s: %q", f.err, l, b.String())
			}
		}
	}
}

// Closing may fail after a check that found problems: the failure counts.
func TestHeavier(t *testing.T) {
	bad := errors.New("bad")
	for _, c := range []struct{ closing, work, want error }{
		{nil, nil, nil},
		{nil, errProblems, errProblems},
		{bad, nil, bad},
		{bad, errProblems, bad},
	} {
		if got := heavier(c.closing, c.work); !errors.Is(got, c.want) {
			t.Errorf("closing %v, work %v: %v", c.closing, c.work, got)
		}
	}
}

// Every key of words that the code speaks of exists in both languages.
func TestWordsAreThere(t *testing.T) {
	pattern := regexp.MustCompile(`(usage|failed|note|T)\("([a-z.-]+)"|key: "([a-z-]+)"`)
	area := map[string]string{"usage": "command.usage.", "failed": "command.error.", "note": "command.note.", "T": ""}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range pattern.FindAllStringSubmatch(string(src), -1) {
			key := area[m[1]] + m[2]
			if m[3] != "" {
				key = "command.error." + m[3]
			}
			if !strings.HasSuffix(name, "_test.go") && !strings.HasSuffix(key, ".") { // a key that goes on is in the tables
				keys = append(keys, key)
			}
		}
	}
	for _, c := range table() {
		keys = append(keys, "command.help."+c.name)
	}
	if len(keys) < 60 {
		t.Fatalf("only %d keys found", len(keys))
	}
	for _, l := range []string{"en", "ru"} {
		for _, k := range keys {
			if !data().Words.Printer(l).Has(k) {
				t.Errorf("%s has no words for %s", l, k)
			}
		}
		if missing := data().Words.Missing(l, "command"); len(missing) > 0 {
			t.Errorf("%s lacks %v", l, missing)
		}
	}
}

func (s *session) check(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *session) rename() { s.check(os.Rename(s.path("V"), s.path("gone"))) }

func (s *session) find(pattern string) string {
	s.t.Helper()
	found, err := filepath.Glob(filepath.Join(s.path("V"), pattern))
	if err != nil || len(found) == 0 {
		s.t.Fatalf("no %s in the vault", pattern)
	}
	return found[0]
}

// damage turns one bit in the middle of a file.
func (s *session) damage(pattern string) {
	name := s.find(pattern)
	b, err := os.ReadFile(name)
	s.check(err)
	b[len(b)/2] ^= 1
	s.check(os.WriteFile(name, b, 0o600))
}

// makeNewer writes the marker as a later format would.
func (s *session) makeNewer() {
	const marker = "probata.vault"
	b, err := os.ReadFile(filepath.Join(s.path("V"), marker))
	s.check(err)
	lines := strings.SplitAfter(string(b), "\n")
	body := strings.Join(append([]string{"probata vault 99\n"}, lines[1:len(lines)-2]...), "")
	sum := sha256.Sum256([]byte(body))
	s.check(os.WriteFile(filepath.Join(s.path("V"), marker), fmt.Appendf([]byte(body), "%s %x\n", marker, sum), 0o600))
}
