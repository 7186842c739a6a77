package narrative_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/exchange"
	"probata/dossier/lang"
	"probata/dossier/narrative"
)

var update = flag.Bool("update", false, "write the goldens anew")

func printer(t testing.TB, tag string) *lang.Printer {
	t.Helper()
	c, err := lang.Load(os.DirFS("../../assets/lang"))
	if err != nil {
		t.Fatal(err)
	}
	return c.Printer(tag)
}

func read(t testing.TB, name string) *dossier.Dossier {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d, err := exchange.ReadJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// told is the whole of a case: its events in order, quotes and remedies.
func told(t testing.TB, d *dossier.Dossier, tag string) string {
	t.Helper()
	n := narrative.New(d, printer(t, tag), func(id dossier.ID) string { return d.NameIn(id, tag) })
	var b strings.Builder
	write := func(list []narrative.Sentence) {
		for i, s := range list {
			if i > 0 && s.New {
				b.WriteString("\n\n")
			} else if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(s.Text)
		}
		b.WriteString("\n\n")
	}
	for _, e := range d.Timeline() {
		write(n.Event(e))
	}
	for _, s := range n.Rest() {
		write([]narrative.Sentence{s})
	}
	for _, r := range dossier.Of[*dossier.Remedy](d) {
		write(n.Remedy(r))
	}
	return b.String()
}

// russian puts the texts of a fixture into Russian, so that its sentences can be read as they would be in a Russian case.
func russian(t testing.TB, d *dossier.Dossier) {
	t.Helper()
	data, err := os.ReadFile("testdata/russian.json")
	if err != nil {
		t.Fatal(err)
	}
	var words map[string]string
	if err := json.Unmarshal(data, &words); err != nil {
		t.Fatal(err)
	}
	for _, r := range d.All() {
		if n, ok := r.(*dossier.Name); ok && n.Language == "en" {
			n.Language = "ru"
		}
		for _, f := range dossier.TableOf(r.Type()).Fields {
			f.MapTexts(r, func(s string) string {
				if w, ok := words[s]; ok {
					return w
				}
				return s
			})
		}
		d.Put(r)
	}
}

// TestGolden holds the narrative of the example and of the complete fixtures, as a text to be read.
func TestGolden(t *testing.T) {
	cases := map[string]string{
		"example": "../../assets/example/example-1.json",
		"sp":      "../submission/testdata/fixtures/sp.complete.json",
		"wgad":    "../submission/testdata/fixtures/wgad.complete.json",
		"wgeid":   "../submission/testdata/fixtures/wgeid.complete.json",
		"hate":    "../submission/testdata/fixtures/odihr-hate-crime.complete.json",
	}
	for name, file := range cases {
		for _, tag := range []string{"en", "ru", "fr", "es", "kk"} {
			t.Run(name+"."+tag, func(t *testing.T) {
				d := read(t, file)
				if tag == "ru" && name != "example" {
					russian(t, d)
				}
				got := told(t, d, tag)
				golden := filepath.Join("testdata", name+"."+tag+".txt")
				if *update {
					if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				if got != string(want) {
					t.Errorf("%s changed: compare the texts and run with -update if the change is meant", golden)
				}
			})
		}
	}
}
