package pdf

import (
	"bytes"
	"os"
	"testing"
)

func TestWriteSample(t *testing.T) {
	f := loadFonts(t)
	for _, w := range []words{english, russian, kazakh} {
		var out bytes.Buffer
		r, err := Write(t.Context(), &out, rich(w), f)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d pages, %d bytes, missing %v", w.lang, r.Pages, out.Len(), r.Missing)
		if dir := os.Getenv("PDF_OUT"); dir != "" {
			if err := os.WriteFile(dir+"/"+w.lang+".pdf", out.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}
