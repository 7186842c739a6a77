package intake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"probata/dossier"
)

// unreadOf is what a finding tells to be unread; "?" where it tells nothing.
func unreadOf(f Finding) string {
	parts, known := (&dossier.Evidence{Metadata: f.Metadata}).Unread()
	if !known {
		return "?"
	}
	return strings.Join(parts, ", ")
}

// told is what a file tells of itself: metadata without the lines on what was read.
func told(metadata string) string {
	var out []string
	for _, line := range strings.Split(metadata, "\n") {
		if !strings.HasPrefix(line, dossier.PartsLine+": ") && !strings.HasPrefix(line, dossier.UnreadLine+": ") {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

// A name that stands anywhere in a file is found, and what was not read is told.
func TestHidden(t *testing.T) {
	files, err := filepath.Glob("testdata/hidden/*")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		f := inspect(t, filepath.Base(file), b)
		all := strings.ToLower(f.Text + "\n" + f.Metadata)
		found := strings.Contains(all, "sadykova") || strings.Contains(all, "sparrowhawk") || strings.Contains(all, "садыкова")
		if !found {
			t.Errorf("%s (%s): the name is not found\n%q\n%q", file, f.MediaType, f.Text, f.Metadata)
		}
		t.Logf("%s: %s; unread %q", filepath.Base(file), f.MediaType, unreadOf(f))
	}
}

// The words of the files of testdata/words are found whole.
func TestWords(t *testing.T) {
	for file, words := range map[string]string{
		"tracked.docx": "Старохатов Новохатов", "special.docx": "Тау началострофы правыйстолб альтчанковый невидимовский скрытошный",
		"plain.xlsx": "ЛистСекретный бобровничийпрямой", "nocharset1251.eml": "нутриевская куницынский", "htmlmail.eml": "зимородковский",
		"box.mbox": "Коростелевский козодоевский удод", "padded64.eml": "вальдшнеповский", "koi8.txt": "Осоедовского", "cp866.txt": "Луневского",
		"utf16le_nobom.txt": "Сапсанновский", "mostlylatin1251.txt": "Орланов", "z.warc.gz": "Ржанковский", "nometa1251.html": "щегловский",
	} {
		b, err := os.ReadFile("testdata/words/" + file)
		if err != nil {
			t.Fatal(err)
		}
		f := inspect(t, file, b)
		for _, w := range strings.Fields(words) {
			found := false
			for _, have := range strings.FieldsFunc(f.Text, func(r rune) bool { return !unicode.IsLetter(r) }) {
				found = found || have == w
			}
			if !found {
				t.Errorf("%s: no word %s in %q\n%q", file, w, f.Text, f.Metadata)
			}
		}
		t.Logf("%s: %s; unread %q", file, f.MediaType, unreadOf(f))
	}
}
