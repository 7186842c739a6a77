package exchange

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/law"
)

const exampleFile = "../../assets/example/example-1.json"

func example(t *testing.T) *dossier.Dossier {
	t.Helper()
	f, err := os.Open(exampleFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d, err := ReadJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The example stands in the tree as the program itself would export it.
func TestExampleIsAsExported(t *testing.T) {
	var b bytes.Buffer
	if err := WriteJSON(&b, example(t)); err != nil {
		t.Fatal(err)
	}
	golden(t, exampleFile, b.String())
}

func TestExampleHasWholeCase(t *testing.T) {
	d := example(t)
	if ref := d.Case().Reference; ref != "EXAMPLE-1" {
		t.Errorf("reference is %s", ref)
	}
	for _, want := range []struct {
		of dossier.Type
		n  int
	}{
		{dossier.TypeParty, 15},
		{dossier.TypeEvent, 13},
		{dossier.TypeQuote, 6},
		{dossier.TypeAct, 13},
		{dossier.TypeSubmission, 3},
		{dossier.TypeConsent, 0}, // none is on record, and the program must say so
		{dossier.TypeEvidence, 0},
		{dossier.TypeIdentity, 0},
	} {
		if n := len(d.List(want.of)); n != want.n {
			t.Errorf("%d records of type %s, want %d", n, want.of, want.n)
		}
	}
	for _, p := range d.List(dossier.TypeParty) {
		if len(d.LinkedFrom(p.Header().ID, dossier.TypeRole, "party")) == 0 {
			t.Errorf("%s has no role", p.Header().ID)
		}
	}
}

func TestExampleCitesEveryStatement(t *testing.T) {
	d := example(t)
	for _, of := range []dossier.Type{
		dossier.TypeParty, dossier.TypeRole, dossier.TypeEvent, dossier.TypeAct, dossier.TypeInvolvement, dossier.TypeQuote,
		dossier.TypeAllegation, dossier.TypeFinding, dossier.TypeRemedy,
	} {
		for _, r := range d.List(of) {
			if len(d.LinkedFrom(r.Header().ID, dossier.TypeCitation, "fact")) == 0 {
				t.Errorf("%s has no citation", r.Header().ID)
			}
		}
	}
	for _, q := range dossier.Of[*dossier.Quote](d) {
		cited := dossier.As[*dossier.Citation](d.LinkedFrom(q.ID, dossier.TypeCitation, "fact"))
		if cited[0].Quoted != q.Words {
			t.Errorf("the first citation of %s does not hold its words", q.ID)
		}
	}
}

// The report gives no calendar date, so the example has none: no year but that
// of the report, no month by name, no date finer than the season.
func TestExampleInventsNoDate(t *testing.T) {
	year := regexp.MustCompile(`\b\d{4}\b`)
	day := regexp.MustCompile(`(?i)\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\d{4}-\d{2}-\d{2}|\b(january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\b\d{1,2} May\b`)
	for _, r := range example(t).All() {
		for _, f := range dossier.TableOf(r.Type()).Fields {
			if edtf := f.Date(r).EDTF; edtf != "" && (r.Header().ID != "source-press" || edtf != "2020-21") {
				t.Errorf("%s.%s has a date", r.Header().ID, f.Key)
			}
			for _, s := range f.Texts(r) {
				if found := year.FindString(strings.ReplaceAll(s, "2020", "")); found != "" {
					t.Errorf("%s.%s has the number %s", r.Header().ID, f.Key, found)
				}
				if found := day.FindString(s); found != "" {
					t.Errorf("%s.%s has the date %s", r.Header().ID, f.Key, found)
				}
			}
		}
	}
}

// Every event but the press conference is dated by words or by another event.
func TestExampleKeepsDatesAsTold(t *testing.T) {
	for _, e := range dossier.Of[*dossier.Event](example(t)) {
		if e.When.Words == "" && len(e.After)+len(e.Before)+len(e.During) == 0 {
			t.Errorf("%s has neither words for its date nor an order", e.ID)
		}
	}
}

func TestExampleSpeaksOfKnownLaw(t *testing.T) {
	lib, err := law.Load(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	d := example(t)
	covered := make(map[string]bool)
	for _, a := range dossier.Of[*dossier.Allegation](d) {
		covered[a.Provision] = true
		p, ok := lib.Provision(a.Provision)
		if !ok {
			t.Errorf("%s is about an unknown provision %s", a.ID, a.Provision)
			continue
		}
		findings := dossier.As[*dossier.Finding](d.Children(a.ID, dossier.TypeFinding))
		if len(findings) != len(p.Elements) {
			t.Errorf("%s has %d findings, want one for each of %d elements", a.ID, len(findings), len(p.Elements))
			continue
		}
		for i, e := range p.Elements {
			if findings[i].Element != e.ID {
				t.Errorf("%s is about %s, want %s", findings[i].ID, findings[i].Element, e.ID)
			}
		}
	}
	for _, id := range []string{
		"iccpr.7", "iccpr.9", "iccpr.14", "iccpr.17", "iccpr.19", "iccpr.25", "cat.12", "cat.13", "cat.16",
		"copenhagen-1990.5.15", "copenhagen-1990.9.1", "copenhagen-1990.10.1", "moscow-1991.23.1", "moscow-1991.24",
	} {
		if !covered[id] {
			t.Errorf("no allegation of %s", id)
		}
	}
}

// What is only partly shown, or missing, says what is still to be found.
func TestExampleNamesItsHoles(t *testing.T) {
	for _, f := range dossier.Of[*dossier.Finding](example(t)) {
		if f.State == "missing" && len(f.Holes) == 0 {
			t.Errorf("%s is missing something but does not say what", f.ID)
		}
		if f.State == "" || f.Analysis == "" || len(f.Facts) == 0 {
			t.Errorf("%s lacks its state, analysis or facts", f.ID)
		}
	}
}

func BenchmarkReadJSON(b *testing.B) {
	data, err := os.ReadFile(exampleFile)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := ReadJSON(bytes.NewReader(data)); err != nil {
			b.Fatal(err)
		}
	}
}
