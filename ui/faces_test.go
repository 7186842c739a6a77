package ui

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/dossier/document"
	"probata/dossier/exchange"
	"probata/dossier/giveout"
	"probata/dossier/store"
	"probata/pdf"
	"probata/ui/command"
	"probata/ui/room"
	"probata/ui/submit"
)

// faces are two copies of one vault: in the one an act is done by the window, in the
// other by the command.
type faces struct {
	*bench
	copied string // the vault of the command
	home   string // in which the command remembers what it has seen
	pass   string
	dir    string // of the files that leave
}

func newFaces(t *testing.T) *faces {
	f := &faces{bench: newBench(t, "en", "light"), home: t.TempDir(), dir: t.TempDir()}
	f.example()
	f.dropFiles(map[string][]byte{"photo.png": pictureFile()}, "photo.png")
	f.shell().showTab("submissions")
	f.shell().view.submit().Begin("dossier")
	if err := f.session.Store.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	f.copied = filepath.Join(t.TempDir(), "Copy.probata")
	if err := os.CopyFS(f.copied, os.DirFS(f.session.Path)); err != nil {
		t.Fatal(err)
	}
	f.pass = filepath.Join(t.TempDir(), "pass")
	if err := os.WriteFile(f.pass, []byte(testPhrase), 0o600); err != nil {
		t.Fatal(err)
	}
	return f
}

// command does a command in the copy, which must end well.
func (f *faces) command(t *testing.T, args ...string) {
	t.Helper()
	t.Setenv("HOME", f.home)
	var out bytes.Buffer
	p := f.parts
	code := command.Run(t.Context(), append(args, "--passphrase-file", f.pass), command.Env{
		Words: p.Words, Law: p.Law, Forms: p.Forms, Names: p.Names, Fonts: p.Fonts, Version: p.Version, Vault: p.Vault, Now: p.Now,
		In: strings.NewReader(""), Out: &out, Err: &out, Getenv: func(string) string { return "" },
	})
	if code != command.ExitDone {
		t.Fatalf("%v: code %d, %s", args, code, out.String())
	}
}

// target is a file that the window was told to write.
func (f *faces) target(name string) desk.Target {
	return func(fill func(io.Writer) error) error {
		out, err := os.Create(filepath.Join(f.dir, name))
		if err != nil {
			return err
		}
		defer out.Close()
		return fill(out)
	}
}

// said are the lines of all records of the case, of custody among them, in order and
// without the part of new ids that is drawn by lot.
func said(t *testing.T, st *store.Store) string {
	t.Helper()
	rows, err := st.Cases(t.Context())
	if err != nil || len(rows) != 1 {
		t.Fatalf("%d cases, %v", len(rows), err)
	}
	d, err := st.Load(t.Context(), rows[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range dossier.Of[*dossier.Filing](d) {
		if x.Data == "" {
			t.Error("the case as it was is not kept")
		}
		x.Data = "" // with ids of its own
	}
	var b bytes.Buffer
	if err := exchange.WriteJSON(&b, d); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(regexp.MustCompile(`"([a-z]+)-[0-9a-z]{16,}"`).ReplaceAllString(b.String(), `"$1"`), "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// differ is the first line in which two texts differ, "" for none.
func differ(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return fmt.Sprintf("line %d: %q and %q", i+1, x[i], y[i])
		}
	}
	if len(x) != len(y) {
		return fmt.Sprintf("%d and %d lines", len(x), len(y))
	}
	return ""
}

// TestFaces does each act once in the window and once by the command, and finds the
// same records, the same lines of custody and the same files.
func TestFaces(t *testing.T) {
	f := newFaces(t)
	st := f.session.Store
	paper := func() *submit.Screen {
		f.shell().showTab("submissions")
		s := f.shell().view.submit()
		s.Annexes = document.Bound
		return s
	}
	c, reference := f.copied, f.session.Dossier.Case().Reference
	file := func(name string) string { return filepath.Join(f.dir, name) }
	letter := file("letter.txt")
	if err := os.WriteFile(letter, []byte("Dear Sir"), 0o600); err != nil {
		t.Fatal(err)
	}
	give := func(kind, name string) {
		t.Helper()
		s := paper()
		g, err := room.Shelf(f).Give(t.Context(), st, s.Outgoing(giveout.Kind(kind), pdf.Options{}))
		if err != nil {
			t.Fatal(err)
		}
		if err := g.Hand(t.Context(), st, f.target(name), nil, nil); err != nil {
			t.Fatal(err)
		}
		room.Reread(f, f.session.CaseID()) // as the window does when it has written a file
	}
	folder := func(name string) string {
		dir := file(name)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	for _, act := range []struct {
		name, kind string
		window     func()
		args       []string
	}{
		{"take in", "", func() { f.dropFiles(map[string][]byte{"letter.txt": []byte("Dear Sir")}, "letter.txt") }, []string{"attach", c, reference, letter}},
		{"write a PDF", ".pdf", func() { give("pdf", "window.pdf") }, []string{"submit", c, reference, "--form", "dossier", "--lang", "en", "--annexes", "bind", "--out", file("command.pdf")}},
		{"write a text", ".txt", func() { give("text", "window.txt") }, []string{"submit", c, reference, "--form", "dossier", "--lang", "en", "--out", file("command.txt")}},
		{"pack", ".zip", func() { give("pack", "window.zip") }, []string{"pack", c, reference, "--form", "dossier", "--lang", "en", "--annexes", "bind", "--out", file("command.zip")}},
		{"send", "", func() {
			paper().Freeze(desk.Said{On: dossier.Date{EDTF: f.Today().String()}})
			f.settle("the filing", func() bool { return f.shell().task.Idle() })
		}, []string{"sent", c, reference, "--form", "dossier", "--lang", "en", "--annexes", "bind"}},
		{"back up", "", func() {
			if _, err := desk.BackUp(t.Context(), st, folder("window"), desk.BackupsKept, f.parts.Now(), nil); err != nil {
				t.Fatal(err)
			}
		}, []string{"backup", c, folder("command")}},
	} {
		act.window()
		f.command(t, act.args...)
		other, err := store.OpenReadOnly(c, []byte(testPhrase), f.options())
		if err != nil {
			t.Fatal(err)
		}
		if d := differ(said(t, st), said(t, other)); d != "" {
			t.Errorf("%s: the records differ: %s", act.name, d)
		}
		if act.name == "back up" && !desk.LastBackup(t.Context(), other).Equal(desk.LastBackup(t.Context(), st)) {
			t.Error("only one face remembers its backup")
		}
		if err := other.Close(); err != nil {
			t.Fatal(err)
		}
		if act.kind == "" {
			continue
		}
		if a, b := inside(t, file("window"+act.kind)), inside(t, file("command"+act.kind)); a != b || a == "" {
			t.Errorf("%s: the files differ: %s", act.name, differ(a, b))
		}
	}
	ev := dossier.Of[*dossier.Evidence](f.session.Dossier)[0]
	if lines := len(f.session.Dossier.Children(ev.ID, dossier.TypeCustody)); lines < 3 {
		t.Errorf("only %d lines of custody tell of what went out", lines)
	}
}

// inside is what a file holds; of a ZIP that of its files.
func inside(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Ext(name) != ".zip" {
		return string(data)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, x := range z.File {
		r, err := x.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "%s\n%s\n", x.Name, data)
	}
	return out.String()
}
