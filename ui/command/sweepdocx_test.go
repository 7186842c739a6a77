package command

import (
	"archive/zip"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"probata/dossier/submission"
)

var (
	tags      = regexp.MustCompile(`<[^>]*>`)
	lineEnds  = regexp.MustCompile(`</w:p>|<w:br/>|<w:tab/>`)
	inTags    = regexp.MustCompile(`="([^"]*)"`)
	docxParts = []string{"[Content_Types].xml", "docProps/core.xml", "word/document.xml", "word/footnotes.xml", "word/header1.xml", "word/footer2.xml"}
)

// part is what a part of a .docx says, read without a word processor: the text
// with its runs grown together, the text with its runs apart, what stands in
// the elements themselves, and the bytes.
func part(raw string) []string {
	var values strings.Builder
	for _, m := range inTags.FindAllStringSubmatch(raw, -1) {
		values.WriteString(m[1] + "\n")
	}
	return []string{tags.ReplaceAllString(lineEnds.ReplaceAllString(raw, "\n"), ""), tags.ReplaceAllString(raw, " "), values.String(), raw}
}

func lookDocx(t *testing.T, file string) map[string]string {
	t.Helper()
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = z.Close() }()
	out := map[string]string{}
	if z.Comment != "" {
		t.Errorf("the file has a comment")
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if len(f.Extra) > 9 || f.Comment != "" || f.Modified.Year() != 1980 {
			t.Errorf("%s says more than its name and its size", f.Name)
		}
		out[f.Name] = string(b)
	}
	for _, name := range docxParts {
		if out[name] == "" {
			t.Fatalf("there is no %s", name)
		}
	}
	return out
}

// TestEditionsHideInNoPart: what an edition withholds is in no part of a file
// for a word processor, and not in the sheet for a web form.
func TestEditionsHideInNoPart(t *testing.T) {
	s := example(t)
	withheld := []string{
		"Ilyashev", "Alnur", "Shuraev", "Zhovtis", "Rakhmanov", "Ильяшев", "Альнур", "Шураев", "Жовтис", "Рахманов",
	}
	for _, form := range data().Forms.All() {
		for _, edition := range []string{"state", "public"} {
			l := form.Languages[len(form.Languages)-1]
			file := s.path("part-" + form.ID + "-" + edition)
			submit := func(ending string) string {
				s.must("submit", "V", "EXAMPLE-1", "--form", form.ID, "--lang", l, "--edition", edition, "--out", file+ending)
				return file + ending
			}
			proved(t, submit(".docx"), withheld)
			for name, raw := range lookDocx(t, file+".docx") {
				for i, text := range part(raw) {
					if n := len(submission.Leaks(text, withheld)) + len(submission.Leaks(reversed(text), withheld)); n > 0 {
						t.Errorf("%s %s in %s: %d withheld names in %s (%d)", form.ID, edition, l, n, name, i)
					}
				}
			}
			proved(t, submit(".portal.txt"), withheld)
			b, err := os.ReadFile(file + ".portal.txt")
			if err != nil {
				t.Fatal(err)
			}
			if n := len(submission.Leaks(string(b), withheld)); n > 0 || len(b) < 500 {
				t.Errorf("%s %s in %s: %d withheld names in %d bytes for a web form", form.ID, edition, l, n, len(b))
			}
		}
	}
	open := s.path("part-open.docx") // the search finds what is there
	s.must("submit", "V", "EXAMPLE-1", "--form", "wgad", "--lang", "en", "--out", open)
	if b, err := os.ReadFile(open); err != nil || seek(withheld).Check(open, b, "").Err() == nil {
		t.Errorf("the proof does not find the names in the edition that has them (%v)", err)
	}
	if text := part(lookDocx(t, open)["word/document.xml"])[0]; len(submission.Leaks(text, withheld)) == 0 {
		t.Error("the names are not found in the edition that has them")
	}
}

// TestSubmitDocx: the same submission gives the same bytes, and all that the
// plain text says of an answer.
func TestSubmitDocx(t *testing.T) {
	s := example(t)
	read := func(name string) string {
		s.must("submit", "V", "EXAMPLE-1", "--form", "wgad", "--out", s.path(name), "--date", "2026-03-01")
		b, err := os.ReadFile(s.path(name))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if read("a.docx") != read("b.docx") {
		t.Error("the same submission gives other bytes")
	}
	text := part(lookDocx(t, s.path("a.docx"))["word/document.xml"])[0]
	for _, want := range []string{"Alnur", "Date of arrest", "protest mood in society"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text says nothing of %q", want)
		}
	}
	sheet := read("a.portal.txt")
	for _, want := range []string{"### 1. Family name\n1 word, 8 characters.\n---", "\nIlyashev\n---", "### 8. Address of usual residence\n[NOT ANSWERED"} {
		if !strings.Contains(sheet, want) {
			t.Errorf("the sheet for a web form has no %q:\n%.1500s", want, sheet)
		}
	}
}
