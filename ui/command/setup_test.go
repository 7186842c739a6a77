package command

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"probata/dossier/lang"
	"probata/dossier/law"
	"probata/dossier/reading"
	"probata/dossier/submission"
	"probata/dossier/vault"
	"probata/dossier/withhold"
	"probata/pdf"
)

var update = flag.Bool("update", false, "write the golden files anew")

const passphrase = "orbit velvet canyon meadow lantern"

// assets is the folder of what ships, wherever a test goes.
var assets = func() string {
	dir, err := filepath.Abs("../../assets")
	if err != nil {
		panic(err)
	}
	return dir + "/"
}()

// data is what ships with the program, read once for all tests.
var data = sync.OnceValue(func() Env {
	words, err := lang.Load(os.DirFS(assets + "lang"))
	if err != nil {
		panic(err)
	}
	library, err := law.Load(os.DirFS(assets))
	if err != nil {
		panic(err)
	}
	forms, err := submission.LoadForms(os.DirFS(assets))
	if err != nil {
		panic(err)
	}
	names, err := withhold.Load(os.DirFS(assets))
	if err != nil {
		panic(err)
	}
	return Env{
		Words: words, Law: library, Forms: forms, Names: names, Example: os.DirFS(assets + "example"), Licences: os.DirFS(assets + "licences"), Version: "1.2.3",
		Reading: sync.OnceValues(func() (*reading.Rules, error) { return reading.Load(os.DirFS(assets)) }),
		Fonts:   sync.OnceValues(func() (*pdf.Fonts, error) { return pdf.LoadFonts(os.DirFS(assets + "fonts")) }),
		Now:     func() time.Time { return time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC) },
		Vault:   vault.Options{WorkFactor: 1},
	}
})

// table is every command.
func table() []command { return newCall(testEnv()).all }

// testEnv has what a call needs before it runs.
func testEnv() Env {
	env := data()
	env.Getenv = func(string) string { return "" }
	return env
}

// session is a place to run commands in, with its own pass phrase file.
type session struct {
	t   testing.TB
	dir string
	env Env
	in  string
	set map[string]string // environment
}

func newSession(t testing.TB) *session {
	t.Helper()
	s := &session{t: t, dir: t.TempDir(), env: data(), set: map[string]string{}}
	s.set[fileVariable] = s.file("pass", passphrase+"\n")
	return s
}

// file writes a file and gives its path.
func (s *session) file(name, content string) string {
	s.t.Helper()
	name = filepath.Join(s.dir, name)
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		s.t.Fatal(err)
	}
	return name
}

func (s *session) path(name string) string { return filepath.Join(s.dir, name) }

// result is what one command left.
type result struct {
	code     int
	out, err string
}

// run runs a command. "V" stands for the vault of the session.
func (s *session) run(args ...string) result {
	s.t.Helper()
	args = append([]string(nil), args...)
	for i, a := range args {
		if a == "V" {
			args[i] = s.path("V")
		}
	}
	var out, errs bytes.Buffer
	env := s.env
	env.In, env.Out, env.Err = strings.NewReader(s.in), &out, &errs
	env.Getenv = func(name string) string { return s.set[name] }
	code := Run(context.Background(), args, env)
	return result{code, out.String(), strings.ReplaceAll(errs.String(), s.dir+string(filepath.Separator), "")}
}

// must runs a command that has to succeed.
func (s *session) must(args ...string) result {
	s.t.Helper()
	r := s.run(args...)
	if r.code != ExitDone {
		s.t.Fatalf("%s: exit %d\n%s", strings.Join(args, " "), r.code, r.err)
	}
	return r
}

// wants checks exit code and words of a command.
func (s *session) wants(code int, words string, args ...string) result {
	s.t.Helper()
	r := s.run(args...)
	if r.code != code || !strings.Contains(r.err, words) {
		s.t.Errorf("%s: exit %d, want %d; stderr without %q:\n%s", strings.Join(args, " "), r.code, code, words, r.err)
	}
	return r
}

// example is a session with the example in its vault.
func example(t testing.TB) *session {
	t.Helper()
	s := newSession(t)
	s.must("example", "V")
	return s
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; see what changed with -update and git diff:\n%s", name, got)
	}
}

// content is every file of the vault with its bytes, but for the lock.
func (s *session) content() map[string]string {
	s.t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(s.path("V"), func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "lock" {
			return err
		}
		b, err := os.ReadFile(name)
		out[name] = string(b)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return out
}
