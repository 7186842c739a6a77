package command

import (
	"bytes"
	"encoding/json"
	"image"
	"image/jpeg"
	"os"
	"strings"
	"testing"
)

// TestAnnexesGoAlong binds a photograph in, attaches it, and finds a line in its
// custody log for each time.
func TestAnnexesGoAlong(t *testing.T) {
	s := example(t)
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 40, 30)), nil); err != nil {
		t.Fatal(err)
	}
	id := strings.TrimSpace(s.must("attach", "V", "EXAMPLE-1", s.file("IMG_0001.jpg", photo.String())).out)
	broken := s.file("broken.pdf", "%PDF-1.7 and nothing more")
	s.must("attach", "V", "EXAMPLE-1", broken)

	pages, said := 0, ""
	submit := func(name string, more ...string) []byte {
		t.Helper()
		args := append([]string{"submit", "V", "EXAMPLE-1", "--form", "wgad", "--date", "2026-11-24", "--json", "--out", s.path(name)}, more...)
		r := s.must(args...)
		var line submitted
		b, err := os.ReadFile(s.path(name))
		if err == nil {
			err = json.Unmarshal([]byte(r.out), &line)
		}
		if err != nil {
			t.Fatal(err)
		}
		pages, said = line.Pages, r.err
		return b
	}
	submit("listed.pdf")
	listed := pages
	submit("bound.pdf", "--annexes", "bind")
	if pages != listed+2 { // the cover sheet and the photograph
		t.Errorf("%d pages bound, %d listed", pages, listed)
	}
	if !strings.Contains(said, "A-2") {
		t.Errorf("nothing said of the broken annex: %s", said)
	}
	attached := submit("attached.pdf", "--annexes", "attach", "--archive", "a3")
	if !bytes.Contains(attached, []byte("/EmbeddedFile")) || bytes.Contains(attached, []byte("IMG_0001")) {
		t.Error("the file is not inside, or under the name that it came with")
	}
	log := s.must("history", "V", id, "--kind", "exported").out + s.must("history", "V", "EXAMPLE-1", "--kind", "exported").out
	if n := strings.Count(log, "custody-"); n < 3 { // the photograph twice, the broken file attached
		t.Errorf("%d lines in the custody logs:\n%s", n, log)
	}
	sealed := submit("sealed.pdf", "--pdf-passphrase-file", s.file("phrase", "correct horse"))
	if !bytes.Contains(sealed, []byte("/Encrypt")) {
		t.Error("the file is not sealed")
	}
}

func TestPDFFlagsRefused(t *testing.T) {
	s := example(t)
	tests := []struct {
		words string
		args  []string
	}{
		{"list, bind, attach", []string{"--annexes", "glue"}},
		{"a1, a2, a3", []string{"--archive", "a9"}},
		{"PDF/A-3 only", []string{"--annexes", "attach", "--archive", "a2"}},
		{"sealed PDF", []string{"--archive", "a1", "--pdf-passphrase-file", s.path("pass")}},
		{"custody log", []string{"--annexes", "bind", "--read-only"}},
	}
	for _, test := range tests {
		s.wants(ExitUsage, test.words, append([]string{"submit", "V", "EXAMPLE-1", "--form", "wgad", "--out", s.path("o.pdf")}, test.args...)...)
	}
	s.wants(ExitUsage, "for a .pdf file", "submit", "V", "EXAMPLE-1", "--form", "wgad", "--out", s.path("o.docx"), "--annexes", "bind")
}
