package docx

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// TestOffice opens the files in LibreOffice and reads the pages that it makes.
func TestOffice(t *testing.T) {
	for _, program := range []string{"soffice", "pdftotext"} {
		switch _, err := exec.LookPath(program); {
		case err != nil && os.Getenv("DOCX_CHECK") != "":
			t.Fatalf("%s is missing", program)
		case err != nil:
			t.Skipf("%s is missing, so no word processor opens the files; make check-docx installs it", program)
		}
	}
	if testing.Short() {
		t.Skip("-short: LibreOffice takes seconds to start")
	}
	dir := t.TempDir()
	var files []string
	for name, d := range samples() {
		if name == "empty" {
			continue
		}
		file := filepath.Join(dir, name+".docx")
		if err := os.WriteFile(file, write(t, d), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	args := append([]string{"-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(dir, "profile")), "--headless", "--convert-to", "pdf", "--outdir", dir}, files...)
	if out, err := exec.Command("soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	for name, d := range samples() {
		if name == "empty" {
			continue
		}
		out, err := exec.Command("pdftotext", "-layout", filepath.Join(dir, name+".pdf"), "-").Output()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		text := squeezed(string(out))
		_, parts := unpack(t, write(t, d))
		for _, part := range []string{"word/document.xml", "word/footnotes.xml"} {
			for _, word := range strings.Fields(said(t, part, parts[part])) {
				// Signs of pairs are turned round where the direction turns.
				word = strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
				if latin(word) && !strings.Contains(text, squeezed(word)) {
					t.Errorf("%s: %q of %s is on no page", name, word, part)
				}
			}
		}
		pages := strings.Count(string(out), "\f")
		if want := squeezed("Page 1 of " + string(rune('0'+pages%10))); pages < 10 && !strings.Contains(text, want) {
			t.Errorf("%s: the %d pages are not numbered", name, pages)
		}
		if name == "small" && !strings.Contains(text, squeezed("See paragraph 1 and I. Identity.")) {
			t.Errorf("the cross references lead nowhere:\n%s", out)
		}
	}
}

// latin tells of words that pdftotext gives as they were written: no hash that
// is broken over lines, and no letters that run leftwards.
func latin(word string) bool {
	return len(word) < 20 && !strings.ContainsFunc(word, func(r rune) bool { return r > 0x24F })
}

// squeezed is a text without the room between its letters: lines break where
// they will.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' || r == '\u00ad' || r == '\u2010' {
			return -1
		}
		return r
	}, s)
}
