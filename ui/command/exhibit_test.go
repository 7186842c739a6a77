package command

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// witness makes a vault with a case whose witness Aigul Sadykova has agreed to
// nothing, and seals files of testdata/exhibits into it.
func witness(t *testing.T, files ...string) (s *session, ids map[string]string) {
	t.Helper()
	s = newSession(t)
	s.must("init", "V")
	data, err := os.ReadFile(filepath.Join("testdata", "exhibits", "state1.json"))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("Sparrowhawk", "Sadykova", "Wilhelmina", "Aigul").Replace(string(data))
	s.must("import", "V", s.file("case.json", text))
	ids = map[string]string{}
	for _, name := range files {
		ids[name] = strings.TrimSpace(s.must("attach", "V", "STATE-1", filepath.Join("testdata", "exhibits", name)).out)
	}
	return s, ids
}

// unzipped are the files of a pack by their names.
func unzipped(t *testing.T, name string) map[string][]byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(in); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func exhibitsOf(files map[string][]byte) []string {
	var out []string
	for name := range files {
		if strings.HasPrefix(name, "exhibits/") {
			out = append(out, name)
		}
	}
	return out
}

// TestNoExhibitGoesByItself: each of these files names a witness somewhere beside
// its body text, or in a code that has to be guessed, or in a picture. None goes to
// the State, as a file or as pages, before somebody has looked; then it does.
func TestNoExhibitGoesByItself(t *testing.T) {
	all, err := os.ReadDir(filepath.Join("testdata", "exhibits"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range all {
		if f.Name() != "state1.json" {
			names = append(names, f.Name())
		}
	}
	if len(names) < 31 {
		t.Fatalf("only %d files", len(names))
	}
	s, ids := witness(t, names...)
	pack := []string{"pack", "V", "STATE-1", "--form", "wgad", "--lang", "en", "--edition", "state", "--annexes", "bind", "--date", "2026-11-24"}
	said := s.must(append(pack, "--out", s.path("1.zip"))...).err
	one := unzipped(t, s.path("1.zip"))
	// Those that name somebody else, Sparrowhawk, are read by nobody either before
	// every part of them is; the readers may come to know that they are clean.
	for name, id := range ids {
		theirs := strings.HasPrefix(name, "e") || name == "bind-form.pdf"
		if theirs && !strings.Contains(said, id) {
			t.Errorf("%s: not told that it stays out", name)
		}
	}
	for _, name := range exhibitsOf(one) {
		if bytes.Contains(bytes.ToLower(one[name]), []byte("sadykova")) {
			t.Errorf("%s goes to the State and names the witness", name)
		}
	}
	for _, edition := range []string{"public"} {
		pack[8] = edition
		s.must(append(pack, "--out", s.path("2.zip"))...)
		if got := exhibitsOf(unzipped(t, s.path("2.zip"))); len(got) > 0 {
			t.Errorf("%s: %v", edition, got)
		}
	}
}

// TestSeen: what somebody has said of a file holds for its edition and can be taken
// back; a name that was found is not passed over in silence.
func TestSeen(t *testing.T) {
	s, ids := witness(t, "e41-png-private.png", "bind-form.pdf")
	picture := ids["e41-png-private.png"]
	goes := func(edition string) int {
		t.Helper()
		s.must("pack", "V", "STATE-1", "--form", "wgad", "--edition", edition, "--out", s.path("p.zip"), "--force")
		return len(exhibitsOf(unzipped(t, s.path("p.zip"))))
	}
	s.wants(ExitUsage, "--by", "evidence", "V", "STATE-1", picture, "--seen", "state")
	s.wants(ExitUsage, "state, public", "evidence", "V", "STATE-1", picture, "--seen", "confidential", "--by", "LT")
	if n := goes("state"); n != 0 {
		t.Fatalf("%d go before anybody looked", n)
	}
	s.must("evidence", "V", "STATE-1", picture, "--seen", "state", "--by", "LT", "--others")
	if n, m := goes("state"), goes("public"); n != 1 || m != 0 {
		t.Errorf("said for the State: %d go there, %d to everybody", n, m)
	}
	s.must("evidence", "V", "STATE-1", picture, "--unseen")
	if n := goes("state"); n != 0 {
		t.Errorf("taken back, and %d go", n)
	}
	s.must("evidence", "V", "STATE-1", picture, "--seen", "public", "--by", "LT", "--others")
	if n, m := goes("state"), goes("public"); n != 0 || m != 1 {
		t.Errorf("said for everybody: %d go to the State, %d to everybody", n, m)
	}
	if log := s.log(); strings.Count(log, `"from": "LT"`) != 2 || strings.Count(log, "seen-") != 2 || strings.Count(log, "unseen") != 1 {
		t.Errorf("the custody log does not say who looked:\n%s", log)
	}
}

// TestFlatten copies a filled form: what can still be read is found, what is black
// is not there, the original is as it was, and two copies are the same.
func TestFlatten(t *testing.T) {
	s, ids := witness(t, "bind-form.pdf")
	id := ids["bind-form.pdf"]
	s.wants(ExitUsage, "PAGE:x,y,width,height", "evidence", "V", "STATE-1", id, "--flatten", "--box", "1:2,0,1,1")
	s.wants(ExitError, "a page that the file does not have", "evidence", "V", "STATE-1", id, "--flatten", "--box", "2:0,0,1,1")
	pack := func(args ...string) (map[string][]byte, string) {
		t.Helper()
		said := s.must(append([]string{
			"pack", "V", "STATE-1", "--form", "wgad", "--lang", "en", "--edition", "state", "--annexes", "bind",
			"--date", "2026-11-24", "--out", s.path("p.zip"), "--force",
		}, args...)...).err
		return unzipped(t, s.path("p.zip")), said
	}
	copyOf := func(args ...string) copied {
		t.Helper()
		var out copied
		s.check(json.Unmarshal([]byte(s.must(append([]string{"evidence", "V", "STATE-1", id, "--flatten", "--json"}, args...)...).out), &out))
		return out
	}
	miss := copyOf("--box", "1:0.8,0.8,0.1,0.1")
	if files, said := pack(); len(exhibitsOf(files)) != 0 || !strings.Contains(said, string(miss.Evidence)) || !strings.Contains(said, "withheld") {
		t.Errorf("a box that misses the name lets the copy go: %v\n%s", exhibitsOf(files), said)
	}
	first, again := copyOf("--box", "1:0,0,1,1"), copyOf("--box", "1:0,0,1,1")
	if first.SHA256 != again.SHA256 || first.Pages != 1 || first.Boxes != 1 {
		t.Errorf("two copies: %+v and %+v", first, again)
	}
	files, _ := pack()
	names := exhibitsOf(files)
	if len(names) != 1 || !strings.Contains(names[0], first.SHA256[:8]) {
		t.Fatalf("in the pack: %v", names)
	}
	for _, word := range []string{"adykova", "/Annot", "/AcroForm", "/Widget", "/Font", "/Info"} {
		if bytes.Contains(files[names[0]], []byte(word)) {
			t.Errorf("the copy holds %q", word)
		}
	}
	if tool, err := exec.LookPath("pdftotext"); err == nil {
		for _, name := range []string{names[0], "submission.pdf"} {
			text, err := exec.Command(tool, s.file("x.pdf", string(files[name])), "-").Output()
			if err != nil || bytes.Contains(bytes.ToLower(text), []byte("sadykova")) {
				t.Errorf("%s names the witness, or cannot be read: %v", name, err)
			}
		}
	}
	s.must("evidence", "V", "STATE-1", id, "--out", s.path("original.pdf"))
	got, err := os.ReadFile(s.path("original.pdf"))
	want, werr := os.ReadFile(filepath.Join("testdata", "exhibits", "bind-form.pdf"))
	if err != nil || werr != nil || !bytes.Equal(got, want) {
		t.Error("the original is not as it was")
	}
	sum := sha256.Sum256(want)
	of := hex.EncodeToString(sum[:])
	log := s.log()
	if strings.Count(log, `"other": "`+of) != 3 || strings.Count(log, `"other": "`+first.SHA256) != 2 || strings.Count(log, `"action": "flattened"`) != 6 {
		t.Errorf("both logs of three copies do not name both hashes:\n%s", log)
	}
	s.wants(ExitError, "neither a PDF nor a picture", "evidence", "V", "STATE-1", strings.TrimSpace(s.must("attach", "V", "STATE-1", s.file("a.txt", "words")).out), "--flatten")
}

// log is the case as JSON, custody logs and all.
func (s *session) log() string {
	s.t.Helper()
	s.must("export", "V", "STATE-1", "--out", s.path("log.json"), "--force")
	b, err := os.ReadFile(s.path("log.json"))
	s.check(err)
	return string(b)
}

// TestOddPicturesAreBound: scans, moving pictures and what telephones write go
// along as pages; of the others the true reason is told.
func TestOddPicturesAreBound(t *testing.T) {
	s, _ := witness(t)
	from := filepath.Join("..", "..", "dossier", "intake", "testdata")
	for _, name := range []string{"cmyk.tif", "real.heic", "w.webp", "anim.gif"} {
		s.must("attach", "V", "STATE-1", filepath.Join(from, name))
	}
	said := s.must("submit", "V", "STATE-1", "--form", "wgad", "--lang", "en", "--annexes", "bind", "--out", s.path("o.pdf")).err
	if strings.Count(said, "did not go along") != 1 || !strings.Contains(said, "Annex A-2") || !strings.Contains(said, "HEIC") {
		t.Errorf("said: %s", said)
	}
}
