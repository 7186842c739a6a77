package aftercheck

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOrdinaryText: in the texts of the law, of the forms and of the program's own
// words, in five languages, nobody is found for sure, and next to nobody nearly.
func TestOrdinaryText(t *testing.T) {
	c := New(people)
	words, near := 0, 0
	for _, pattern := range []string{"law/*.toml", "forms/*.toml", "lang/*.toml", "law/*/*.toml"} {
		files, err := filepath.Glob("../../assets/" + pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasPrefix(filepath.Base(file), "jurisprudence") {
				continue // decisions bear the names of those who brought them
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			words += len(c.tokens(string(data)))
			r := c.Check("x.txt", data, "")
			for _, f := range r.Of(Leak) {
				t.Errorf("%s: %s %s: %s", filepath.Base(file), f.Record, f.How, f.Passage)
			}
			for _, f := range r.Of(Near) {
				near++
				t.Logf("%s: %s %s: %s", filepath.Base(file), f.Record, f.How, f.Passage)
			}
		}
	}
	t.Logf("%d words, %d near", words, near)
	if words < 100_000 || near*5_000 > words {
		t.Errorf("%d of %d words are near a name", near, words)
	}
}

func FuzzCheck(f *testing.F) {
	for _, s := range []string{"Сейткалиева", "a%D0%A1=D0=A1", "8 (701) 123-45-67", "1987 жылғы 12 мамыр", "С е й т к а л и е в а", "sadykovaaigul1985@", "王小明", "\u00ad\n", "ⓈⒶ"} {
		f.Add(s)
	}
	w := people
	w.Values = []Value{{Text: "+7 701 123 45 67"}, {Day: "1987-05-12"}, {Text: "пр. Абая 12, кв. 5"}}
	w.Kept = []string{"Сейткалиева пришла"}
	f.Fuzz(func(t *testing.T, s string) {
		for _, x := range New(w).Check("x.txt", []byte(s), "").Finds {
			if x.Passage == "" {
				t.Fatalf("a find without a passage: %v", x)
			}
		}
	})
}
