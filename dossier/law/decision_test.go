package law

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"probata/dossier"
	"probata/dossier/datafile"
)

// TestDecisionsShipped asks of the library what an advocate expects: enough of it, every subject, and what was recalled shown as
// such.
func TestDecisionsShipped(t *testing.T) {
	l := shipped(t)
	all := l.AllDecisions()
	if len(all) < 120 {
		t.Errorf("%d decisions, want 120 at least", len(all))
	}
	kinds, states := map[DecisionKind]int{}, map[string]int{}
	places := map[string]string{}
	for _, d := range all {
		kinds[d.Kind]++
		states[d.State]++
		if d.Confidence == datafile.Memory && !strings.Contains(d.Source, "recollection") {
			t.Errorf("%s: kept as memory, but the source does not say so: %s", d.ID, d.Source)
		}
		if d.Confidence != datafile.Memory && strings.HasSuffix(d.Source, "; recollection") {
			t.Errorf("%s: %s, yet recalled", d.ID, d.Confidence)
		}
		place := d.Number + " " + d.Paragraphs
		if other := places[place]; other != "" {
			t.Errorf("%s and %s are the same place, %s", other, d.ID, place)
		}
		places[place] = d.ID
		for _, e := range d.Elements {
			if !slices.ContainsFunc(l.Decisions(e), func(x Decision) bool { return x.ID == d.ID }) {
				t.Errorf("%s is not found by its element %s", d.ID, e)
			}
		}
	}
	for _, k := range decisionKinds {
		if kinds[DecisionKind(k)] == 0 {
			t.Errorf("no decision of kind %s", k)
		}
	}
	for _, s := range []string{"KZ", "KG", "UZ", "TJ", "TM", "BY", "RU", "AZ", "GE", "AM", "MD", "UA", "TR"} {
		if states[s] == 0 {
			t.Errorf("no decision on %s", s)
		}
	}
	for _, id := range []string{
		"iccpr.7", "iccpr.9", "iccpr.14", "iccpr.19", "iccpr.21", "iccpr.22", "cat.3", "cat.12", "ced.2", "cedaw.2", "echr.5", "echr.13",
		"echr.18", "echr.34", "iccpr.2", "iccpr.9.reasons", "iccpr.9.judge", "iccpr.9.custody", "iccpr.9.review", "iccpr.14.defence",
		"iccpr.19.necessity", "iccpr.21.proportionality", "iccpr.7.inquiry", "cat.3.assurances", "ced.2.outside", "cedaw.2.diligence",
	} {
		if len(l.Decisions(id)) == 0 {
			t.Errorf("no decision on %s", id)
		}
	}
}

// TestDecisionsOrder: what names a provision stands before what serves it through an element that it shares.
func TestDecisionsOrder(t *testing.T) {
	l := shipped(t)
	list := l.Decisions("echr.5")
	shared := slices.IndexFunc(list, func(d Decision) bool { return !slices.Contains(d.Provisions, "echr.5") })
	if shared < 1 || slices.ContainsFunc(list[shared:], func(d Decision) bool { return slices.Contains(d.Provisions, "echr.5") }) {
		t.Errorf("the first of %d that does not name the article is number %d", len(list), shared)
	}
	if first := l.DecisionsFor("echr.5", "iccpr.9.custody")[0]; first.Organ != "ecthr" {
		t.Errorf("under the Convention %s comes first", first.ID)
	}
	if first := l.DecisionsFor("iccpr.9", "iccpr.9.custody")[0]; first.Organ != "ccpr" {
		t.Errorf("under the Covenant %s comes first", first.ID)
	}
	if list := l.Decisions("iccpr.9"); list[0].Kind != GeneralComment || list[0].Confidence != datafile.Verified {
		t.Errorf("%s comes first, %s, %s", list[0].ID, list[0].Kind, list[0].Confidence)
	}
	if l.Decisions("nowhere") != nil {
		t.Error("decisions on nothing")
	}
}

const decisionHead = `
[[state]]
id = "KZ"
[[topic]]
id = "liberty"
title = { en = "a", ru = "b" }
[[organ]]
id = "ccpr"
name = { en = "Committee", ru = "Комитет" }
[[treaty]]
id = "x"
title = { en = "a", ru = "b" }
short = { en = "a", ru = "b" }
in_force = "1976-03-23"
source = "s"
date = "2026-01"
confidence = "memory"
[[instrument]]
id = "x"
kind = "treaty"
title = { en = "a", ru = "b" }
short = { en = "a", ru = "b" }
cite = { en = "{number}", ru = "{number}" }
source = "s"
date = "2026-01"
confidence = "memory"
[[provision]]
id = "x.9"
instrument = "x"
number = "9"
title = { en = "a", ru = "b" }
summary = { en = "a", ru = "b" }
topics = ["liberty"]
source = "s"
date = "2026-01"
confidence = "memory"
[[decision]]
`

const decisionBody = `id = "d"
kind = "views"
organ = "ccpr"
state = "KZ"
title = { en = "A v. B", ru = "А против Б" }
number = "1/2020"
decided = "2020-11-06"
citation = { en = "c", ru = "ц" }
holding = { en = "h", ru = "в" }
provisions = ["x.9"]
source = "s"
date = "2026-01"
confidence = "memory"
`

// TestDecisionFaults: every mistake in an entry stops the load and is named.
func TestDecisionFaults(t *testing.T) {
	for _, c := range []struct{ old, new, fault string }{
		{"", "", ""},
		{`holding = { en = "h", ru = "в" }`, `holding = { en = "h" }`, "holding has no words in ru"},
		{`citation = { en = "c", ru = "ц" }`, ``, "citation has no words in en"},
		{`number = "1/2020"`, `number = " "`, "no number"},
		{`decided = "2020-11-06"`, `decided = "6 November"`, "decided is not a date"},
		{`decided = "2020-11-06"`, ``, "no date"},
		{`organ = "ccpr"`, `organ = "court"`, `organ "court" is not in the data`},
		{`state = "KZ"`, `state = "ZZ"`, `state "ZZ" is not in the data`},
		{`state = "KZ"`, ``, "against no State"},
		{`kind = "views"`, `kind = "general-comment"`, "speaks to all States"},
		{`kind = "views"`, `kind = "rumour"`, `kind "rumour"`},
		{`provisions = ["x.9"]`, `provisions = ["x.10"]`, `provision "x.10" is not in the data`},
		{`provisions = ["x.9"]`, `provisions = []`, "serves no provision"},
		{`provisions = ["x.9"]`, "provisions = [\"x.9\"]\nelements = [\"x.9.a\"]", `element "x.9.a" is not in the data`},
		{`confidence = "memory"`, `confidence = "sure"`, `confidence "sure"`},
		{`number = "1/2020"`, "number = \"1/2020\"\nverdict = \"won\"", "verdict"},
		{`topics = ["liberty"]`, "topics = [\"liberty\"]\ntreaty = \"y\"", `no treaty "y"`},
	} {
		text := decisionHead + decisionBody
		if c.old != "" {
			i := strings.LastIndex(text, c.old)
			if i < 0 {
				t.Fatalf("%q does not stand in the entry", c.old)
			}
			text = text[:i] + c.new + text[i+len(c.old):]
		}
		_, err := Load(fstest.MapFS{"law/a.toml": {Data: []byte(text)}})
		switch {
		case c.fault == "" && err != nil:
			t.Fatal(err)
		case c.fault != "" && (err == nil || !strings.Contains(err.Error(), c.fault)):
			t.Errorf("%q: %v, want %q", c.new, err, c.fault)
		}
	}
}

func relyCase() *dossier.Dossier {
	head := func(id dossier.ID) dossier.Head { return dossier.Head{ID: id, Case: "case-1", Place: 10} }
	return dossier.New(
		&dossier.Case{Head: dossier.Head{ID: "case-1"}},
		&dossier.Allegation{Head: head("allegation-1"), Provision: "iccpr.9"},
		&dossier.Finding{Head: head("finding-1"), Allegation: "allegation-1", Element: "iccpr.9.judge"},
		&dossier.Allegation{Head: head("allegation-2"), Provision: "iccpr.14"},
	)
}

// TestRely: one source for several places of a text, no link twice, and the paragraph in the citation.
func TestRely(t *testing.T) {
	l, d, bytes := shipped(t), relyCase(), &random{}
	rely := func(id string, a, f dossier.ID) []dossier.Record {
		t.Helper()
		dec, ok := l.Decision(id)
		if !ok {
			t.Fatalf("no decision %s", id)
		}
		put, err := l.Rely(d, Reliance{dec, a, f, "ru"}, bytes)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range put {
			d.Put(r)
		}
		return put
	}
	if n := len(rely("gc35-judge", "allegation-1", "finding-1")); n != 3 {
		t.Errorf("%d records for a new decision, want source, allegation, citation", n)
	}
	if n := len(rely("gc35-judge", "allegation-1", "finding-1")); n != 0 {
		t.Errorf("%d records when nothing is new", n)
	}
	rely("gc35-incommunicado", "allegation-1", "finding-1")
	rely("un-pichugina", "allegation-1", "")
	rely("gc35-judge", "allegation-2", "")
	sources := dossier.Of[*dossier.Source](d)
	if len(sources) != 2 {
		t.Fatalf("%d sources, want the General Comment and the Views", len(sources))
	}
	gc, views := sources[0], sources[1]
	if gc.Kind != "document" || gc.Number != "CCPR/C/GC/35" || gc.Authority != "Комитет по правам человека" || gc.Issued.EDTF != "2014" ||
		gc.Reliability != "unsure" {
		t.Errorf("the General Comment became %+v", gc)
	}
	if views.Kind != "legal_case" || views.Title != "Пичугина против Беларуси" || views.Issued.EDTF != "2013-07-17" {
		t.Errorf("the Views became %+v", views)
	}
	var at []string
	for _, c := range d.Citations("finding-1") {
		at = append(at, c.Paragraph)
	}
	if got := strings.Join(at, " "); got != "32-34 35" {
		t.Errorf("the finding cites paragraphs %q", got)
	}
	a, _ := dossier.Find[*dossier.Allegation](d, "allegation-1")
	b, _ := dossier.Find[*dossier.Allegation](d, "allegation-2")
	if !slices.Equal(a.Authority, []dossier.ID{gc.ID, views.ID}) || !slices.Equal(b.Authority, []dossier.ID{gc.ID}) {
		t.Errorf("authorities %v and %v", a.Authority, b.Authority)
	}
	for _, p := range dossier.Check(d) {
		if kind := p.Record.Type(); kind == dossier.TypeSource || kind == dossier.TypeCitation {
			t.Errorf("%s: %s is faulty: %s", p.Record, p.Field, p.Key)
		}
	}
	for _, r := range []Reliance{{Allegation: "allegation-9"}, {Allegation: "allegation-2", Finding: "finding-1"}} {
		if _, err := l.Rely(d, r, bytes); err == nil {
			t.Errorf("%+v was accepted", r)
		}
	}
	dec, _ := l.Decision("un-askarov")
	if _, err := l.Rely(d, Reliance{dec, "allegation-1", "", "en"}, strings.NewReader("")); !errors.Is(err, io.EOF) {
		t.Errorf("without random bytes: %v", err)
	}
}

// random gives bytes that differ from call to call.
type random struct{ calls byte }

func (r *random) Read(p []byte) (int, error) {
	r.calls++
	return copy(p, bytes.Repeat([]byte{r.calls}, len(p))), nil
}

// TestRegionalTreaties compares the days that the program works out with those that the tables give.
func TestRegionalTreaties(t *testing.T) {
	l := shipped(t)
	for _, c := range []struct{ state, treaty, day string }{
		{"GE", "echr-p4", "2000-04-13"},
		{"DK", "echr-p4", "1968-05-02"},
		{"AZ", "echr-p6", "2002-05-01"},
		{"AT", "echr-p6", "1985-03-01"},
		{"AZ", "echr-p7", "2002-07-01"},
		{"CH", "echr-p7", "1988-11-01"},
		{"AL", "echr-p12", "2005-04-01"},
		{"PT", "echr-p12", "2017-05-01"},
		{"AM", "echr-p13", "2024-02-01"},
		{"GR", "echr-p13", "2005-06-01"},
		{"AZ", "echr-p16", "2023-11-01"},
		{"FR", "echr-p16", "2018-08-01"},
		{"CO", "achr", "1978-07-18"},
	} {
		if a, ok := l.Acceptance(c.state, c.treaty); !ok || a.InForce != c.day {
			t.Errorf("%s %s in force %q, want %s", c.state, c.treaty, a.InForce, c.day)
		}
	}
	for _, s := range l.States() {
		for _, tr := range []string{"echr-p4", "echr-p6", "echr-p7", "echr-p12", "echr-p13", "echr-p16", "ecpt", "istanbul"} {
			if _, ok := l.Acceptance(s.ID, tr); s.OSCE && !ok {
				t.Errorf("no acceptance for %s %s", s.ID, tr)
			}
		}
	}
	for _, c := range []struct {
		state, treaty, on string
		verdict           Verdict
	}{
		{"TR", "istanbul", "2020", Yes},
		{"TR", "istanbul", "2022", No},
		{"RU", "echr-p4", "2021", Yes},
		{"RU", "echr-p7", "2023", No},
		{"PL", "echr-p13", "2015", Check}, // bound, the day not known
		{"RU", "ecpt", "2024", Check},
		{"KZ", "ecpt", "2024", No},
	} {
		if got := l.Bound(c.state, c.treaty, on(t, c.on)).Verdict; got != c.verdict {
			t.Errorf("%s %s in %s: %s, want %s", c.state, c.treaty, c.on, got, c.verdict)
		}
	}
	for id, want := range map[string]string{"echr.P4-4": "echr-p4", "echr.P7-2": "echr-p7", "echr.P12-1": "echr-p12", "echr.5": "echr", "iccpr.9": "iccpr"} {
		p, _ := l.Provision(id)
		if tr, ok := l.TreatyOf(p); !ok || tr.ID != want {
			t.Errorf("%s binds by %s, want %s", id, tr.ID, want)
		}
	}
}
