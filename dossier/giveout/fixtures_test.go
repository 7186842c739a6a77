package giveout_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"probata/dossier"
	"probata/dossier/aftercheck"
	"probata/dossier/edtf"
	"probata/dossier/exchange"
	"probata/dossier/giveout"
	"probata/dossier/lang"
	"probata/dossier/law"
	"probata/dossier/submission"
	"probata/dossier/withhold"
	"probata/pdf"
)

const (
	assets   = "../../assets/"
	fixtures = "../submission/testdata/fixtures/"
)

// shipped is the data of the program, read once.
var shipped = sync.OnceValue(func() (s struct {
	engine submission.Engine
	forms  *submission.Forms
	fonts  *pdf.Fonts
},
) {
	var err error
	fail := func() {
		if err != nil {
			panic(err)
		}
	}
	s.engine.Words, err = lang.Load(os.DirFS(assets + "lang"))
	fail()
	s.engine.Law, err = law.Load(os.DirFS(assets))
	fail()
	s.engine.Names, err = withhold.Load(os.DirFS(assets))
	fail()
	s.forms, err = submission.LoadForms(os.DirFS(assets))
	fail()
	s.fonts, err = pdf.LoadFonts(os.DirFS(assets + "fonts"))
	fail()
	return s
})

func readCase(t testing.TB, name string) *dossier.Dossier {
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

// request is one of the two fixtures of a form.
func request(t testing.TB, form *submission.Form, which string) submission.Request {
	t.Helper()
	name := fixtures + form.ID + "." + which
	today, err := edtf.Parse("2026-11-24")
	if err != nil {
		t.Fatal(err)
	}
	req := submission.Request{Dossier: readCase(t, name+".json"), Form: form, Today: today}
	text, err := os.ReadFile(name + ".answers.json")
	if err == nil {
		err = json.Unmarshal(text, &req.Answers)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	others, _ := filepath.Glob(name + ".other-*.json")
	for _, o := range others {
		req.Others = append(req.Others, readCase(t, o))
	}
	req.Frozen = func(*dossier.Filing) (*dossier.Dossier, error) { return readCase(t, name+".was.json"), nil }
	return req
}

// order is an order for a filled form.
func order(f *submission.Filled, kind giveout.Kind) giveout.Order {
	s := shipped()
	return giveout.Order{Kind: kind, Filled: f, Words: s.engine.Words.Printer(f.Language), Fonts: func() (*pdf.Fonts, error) { return s.fonts, nil }}
}

// TestFixturesAreClean: with the names taken out as they are, no file of any form in
// any edition is stopped, and what is near can be counted on the fingers.
func TestFixturesAreClean(t *testing.T) {
	s := shipped()
	files, near, wanted := 0, map[string]int{}, 0
	for _, form := range s.forms.All() {
		for _, which := range []string{"complete", "minimal"} {
			req := request(t, form, which)
			for _, edition := range []submission.Edition{submission.Confidential, submission.State, submission.Public} {
				for i, language := range form.Languages {
					req.Language, req.Edition = language, edition
					filled, err := s.engine.Fill(t.Context(), req)
					if err != nil {
						t.Fatal(err)
					}
					wanted += len(filled.Wanted().Persons)
					kinds := []giveout.Kind{giveout.Text, giveout.DOCX, giveout.Portal, giveout.CSV}
					if i == len(form.Languages)-1 {
						kinds = append(kinds, giveout.PDF)
					}
					for _, kind := range kinds {
						f, err := giveout.Make(t.Context(), order(filled, kind))
						name := fmt.Sprintf("%s.%s.%s.%s.%s", form.ID, which, edition, language, kind)
						if err != nil {
							t.Errorf("%s: %v", name, err)
							if r := giveout.Check(filled, "x."+string(kind), raw(t, filled, kind), ""); testing.Verbose() {
								for _, x := range r.Of(aftercheck.Leak) {
									t.Logf("  %s %s %s %d: %s", x.How, x.Record, x.Part, x.Page, x.Passage)
								}
							}
							continue
						}
						files++
						for _, x := range f.Near {
							if x.How == "word" && strings.HasPrefix(x.Record, "party-a") || x.Record == "party-bureau" {
								continue // a single word of the Bureau of Invented Cases, in cases that are all invented
							}
							near[strings.Join([]string{x.How, form.ID, x.Record, x.Passage}, " | ")]++
						}
					}
				}
			}
		}
	}
	t.Logf("%d files, %d people looked for, %d near passages", files, wanted, len(near))
	for k, n := range near {
		t.Logf("%3d %s", n, k)
	}
	if wanted == 0 || len(near) > 60 { // with names shared by words, people wave warnings through
		t.Errorf("%d people looked for, %d near passages", wanted, len(near))
	}
}

// TestFixturesAreFound: what an edition withholds is found in the edition that has
// it, in every kind of file, so that a clean file proves something.
func TestFixturesAreFound(t *testing.T) {
	s := shipped()
	searched := 0
	for _, form := range s.forms.All() {
		req := request(t, form, "complete")
		req.Edition, req.Language = submission.Public, form.Languages[0]
		public, err := s.engine.Fill(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		if len(public.Wanted().Persons) == 0 {
			continue
		}
		req.Edition = submission.Confidential
		open, err := s.engine.Fill(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range []giveout.Kind{giveout.Text, giveout.DOCX, giveout.Portal, giveout.CSV, giveout.PDF} {
			data := raw(t, open, kind)
			if kind == giveout.CSV && !names(public, string(data)) { // a table of choices alone
				continue
			}
			searched++
			r := giveout.Check(public, "x."+string(kind), data, "")
			if len(r.Finds) == 0 || kind != giveout.CSV && len(r.Of(aftercheck.Leak)) == 0 {
				t.Errorf("%s as %s: nobody is found where everybody is named", form.ID, kind)
			}
		}
	}
	if searched < 20 {
		t.Errorf("only %d files were searched", searched)
	}
}

// names tells whether a text has the family name of anybody who is looked for.
func names(f *submission.Filled, text string) bool {
	for _, p := range f.Wanted().Persons {
		for _, n := range p.Names {
			if n.Family != "" && strings.Contains(text, n.Family) {
				return true
			}
		}
	}
	return false
}

// raw is a file that Make refused.
func raw(t *testing.T, f *submission.Filled, kind giveout.Kind) []byte {
	t.Helper()
	data, err := giveout.Unchecked(t.Context(), order(f, kind))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
