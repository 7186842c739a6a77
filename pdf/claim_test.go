package pdf

import (
	"bytes"
	"regexp"
	"testing"

	"probata/dossier/document"
)

// TestClaim: a page with a code in place of a letter cannot be read aloud, so the file is
// not said to be PDF/A of level A, nor is one without such a page said to be less.
func TestClaim(t *testing.T) {
	level := regexp.MustCompile(`<pdfaid:conformance>(.)<`)
	for text, want := range map[string]string{"Plain words.": "A", "A sign: \U00012000": "B"} {
		var b bytes.Buffer
		r, err := Write(t.Context(), &b, document.Document{Title: "T", Language: "en", Blocks: []document.Block{document.Para(text)}}, loadFonts(t))
		if err != nil {
			t.Fatal(err)
		}
		if m := level.FindSubmatch(b.Bytes()); m == nil || string(m[1]) != want || (len(r.Missing) > 0) != (want == "B") {
			t.Errorf("level %s with %d missing, want %s", m, len(r.Missing), want)
		}
	}
}
