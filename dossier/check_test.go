package dossier

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// sound is a small case of which nothing is wrong.
func sound() *Dossier {
	in := func(id ID) Head { return Head{ID: id, Case: "case-1"} }
	return New(
		&Case{Head: Head{ID: "case-1"}, Reference: "R-1", Title: "T", States: []string{"KZ"}},
		&Party{Head: Head{ID: "party-v"}, Kind: "person"}, &Party{Head: Head{ID: "party-p"}, Kind: "state-body", Description: "D"},
		&Name{Head: Head{ID: "name-v"}, Party: "party-v", Given: "A", Family: "B"},
		&Role{Head: in("role-v"), Party: "party-v", Role: "alleged-victim"},
		&Consent{Head: in("consent-v"), Party: "party-v", Scope: []string{"submit"}, Given: Date{EDTF: "2020-01"}, Expires: Date{EDTF: "2030"}},
		&Event{Head: in("event-1"), Title: "T", When: Date{EDTF: "2020-05"}},
		&Event{Head: in("event-2"), Title: "T", After: []ID{"event-1"}},
		&Act{Head: in("act-1"), Event: "event-1", Kind: "arrest", Victim: "party-v", When: Date{EDTF: "2020-05-02"}, Judge: Date{EDTF: "2020-05-03"}},
		&Involvement{Head: in("involvement-1"), Act: "act-1", Party: "party-p", Degree: "ordered"},
		&Source{Head: in("source-1"), Kind: "report", Title: "T"},
		&Citation{Head: in("citation-1"), Fact: "event-1", Source: "source-1"},
		&Citation{Head: in("citation-2"), Fact: "event-2", Source: "source-1"},
		&Quote{Head: in("quote-1"), Speaker: "party-v", Words: "W"},
		&Citation{Head: in("citation-3"), Fact: "quote-1", Source: "source-1"},
		&Translation{Head: in("translation-1"), Quote: "quote-1", Language: "en", Words: "W", Of: Digest("W")},
		&Allegation{Head: in("allegation-1"), Provision: "iccpr.9", Victim: "party-v", Facts: []ID{"act-1"}},
		&Finding{Head: in("finding-1"), Allegation: "allegation-1", Element: "iccpr.9.reasons", State: "shown", Facts: []ID{"act-1"}},
		&Remedy{Head: in("remedy-1"), Kind: "appeal", Filed: Date{EDTF: "2020-06"}, Decided: Date{EDTF: "2020-07"}},
	)
}

// change puts a changed copy of a record.
func change[P Record](d *Dossier, id ID, by func(P)) {
	p := Copy(d.Get(id)).(P)
	by(p)
	d.Put(p)
}

func problems(d *Dossier) []string {
	var out []string
	for _, p := range Check(d) {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s.%s %s %v", p.Weight, p.Record, p.Field, p.Key, p.Args)))
	}
	return out
}

func TestCheckSound(t *testing.T) {
	if got := problems(sound()); len(got) != 0 {
		t.Errorf("a sound case has problems:\n%s", strings.Join(got, "\n"))
	}
}

var checks = []struct {
	name   string
	change func(*Dossier)
	want   []string
}{
	{"required", func(d *Dossier) { change(d, "case-1", func(c *Case) { c.Title = " \n" }) }, []string{"warns case-1.title required []"}},
	{
		"hidden", func(d *Dossier) { change(d, "event-1", func(e *Event) { e.Title = "a\u202eb" }) },
		[]string{"warns event-1.title hidden-characters []"},
	},
	{
		"control", func(d *Dossier) { change(d, "name-v", func(n *Name) { n.Given = "a\x07" }) },
		[]string{"warns name-v.given hidden-characters []"},
	},
	{"line ends are no controls", func(d *Dossier) { change(d, "event-1", func(e *Event) { e.Description = "a\n\n\tb" }) }, nil},
	{
		"dangling", func(d *Dossier) { change(d, "event-1", func(e *Event) { e.Parties = []ID{"party-9"} }) },
		[]string{"stops event-1.parties dangling [id party-9]"},
	},
	{
		"wrong link", func(d *Dossier) { change(d, "event-1", func(e *Event) { e.Parties = []ID{"event-2"} }) },
		[]string{"stops event-1.parties wrong-link [id event-2]"},
	},
	{
		"unknown choice", func(d *Dossier) { change(d, "event-1", func(e *Event) { e.Kind, e.Country = "party", "XX" }) },
		[]string{"warns event-1.kind unknown-choice [vocabulary event-kind]"},
	},
	{
		"unreadable date", func(d *Dossier) { change(d, "event-1", func(e *Event) { e.When = Date{EDTF: "32 May", Words: "w"} }) },
		[]string{"warns event-1.when unreadable-date []", "hint event-1.when undated []"},
	},
	{"date in words", func(d *Dossier) { change(d, "act-1", func(a *Act) { a.When = Date{Words: "in May"} }) }, nil},
	{
		"no victim", func(d *Dossier) { change(d, "role-v", func(r *Role) { r.Role = "witness" }) },
		[]string{"stops case-1. no-victim []"},
	},
	{"undated", func(d *Dossier) { change(d, "event-2", func(e *Event) { e.After = nil }) }, []string{"hint event-2.when undated []"}},
	{
		"after against dates", func(d *Dossier) { change(d, "event-2", func(e *Event) { e.When.EDTF = "2019" }) },
		[]string{"warns event-2.after order-against-dates []"},
	},
	{
		"before against dates", func(d *Dossier) {
			change(d, "event-2", func(e *Event) { e.After, e.Before, e.When.EDTF = nil, []ID{"event-1"}, "2021" })
		},
		[]string{"warns event-2.before order-against-dates []"},
	},
	{
		"during against dates", func(d *Dossier) {
			change(d, "event-2", func(e *Event) { e.After, e.During, e.When.EDTF = nil, []ID{"event-1"}, "2019" })
		},
		[]string{"warns event-2.during order-against-dates []"},
	},
	{"a vague date is against nothing", func(d *Dossier) { change(d, "event-2", func(e *Event) { e.When.EDTF = "2020" }) }, nil},
	{
		"circle", func(d *Dossier) { change(d, "event-1", func(e *Event) { e.After = []ID{"event-2"} }) },
		[]string{"warns event-1.after order-circle []", "warns event-2.after order-circle []"},
	},
	{"unsourced event and its act", func(d *Dossier) { d.Remove("citation-1") }, []string{"warns event-1. unsourced []", "warns act-1. unsourced []"}},
	{
		"a citation without source", func(d *Dossier) { change(d, "citation-2", func(c *Citation) { c.Source = "" }) },
		[]string{"warns event-2. unsourced []", "warns citation-2.source required []"},
	},
	{"unsourced quote", func(d *Dossier) { d.Remove("citation-3") }, []string{"warns quote-1. unsourced []"}},
	{
		"reversed", func(d *Dossier) { change(d, "act-1", func(a *Act) { a.Judge.EDTF = "2020-04" }) },
		[]string{"warns act-1.judge dates-reversed [first when second judge]"},
	},
	{"no perpetrator", func(d *Dossier) { d.Remove("involvement-1") }, []string{"hint act-1. no-perpetrator []"}},
	{
		"stale translation", func(d *Dossier) { change(d, "quote-1", func(q *Quote) { q.Words = "X" }) },
		[]string{"warns translation-1.words translation-stale []"},
	},
	{
		"consent without scope and date", func(d *Dossier) {
			change(d, "consent-v", func(c *Consent) { c.Scope, c.Given = nil, Date{} })
		},
		[]string{"warns consent-v.scope consent-empty []", "warns consent-v.given consent-undated []"},
	},
	{
		"consent impossible", func(d *Dossier) {
			change(d, "consent-v", func(c *Consent) { c.Scope, c.Given, c.Impossible = nil, Date{}, "detained" })
		},
		[]string{"warns consent-v.interest consent-interest []"},
	},
	{
		"consent withdrawn before it was given", func(d *Dossier) {
			change(d, "consent-v", func(c *Consent) { c.Withdrawn.EDTF = "2019" })
		},
		[]string{"warns consent-v.withdrawn dates-reversed [first given second withdrawn]"},
	},
	{"no consent", func(d *Dossier) { d.Remove("consent-v") }, []string{"warns party-v. consent-none []"}},
	{"nameless", func(d *Dossier) { d.Remove("name-v") }, []string{"warns party-v.description nameless []"}},
	{
		"allegation without facts and with holes", func(d *Dossier) {
			change(d, "allegation-1", func(a *Allegation) { a.Facts, a.Holes = nil, []string{"x", "y"} })
		},
		[]string{"warns allegation-1.facts allegation-without-facts []", "warns allegation-1.holes allegation-holes [count 2]"},
	},
	{
		"open element", func(d *Dossier) { change(d, "finding-1", func(f *Finding) { f.State = "missing" }) },
		[]string{"warns finding-1.facts element-open [element iccpr.9.reasons]"},
	},
	{"element that does not apply", func(d *Dossier) {
		change(d, "finding-1", func(f *Finding) { f.State, f.Facts = "not-applicable", nil })
	}, nil},
	{
		"no remedy and no reason", func(d *Dossier) { change(d, "remedy-1", func(r *Remedy) { r.Kind = "none" }) },
		[]string{"warns remedy-1.obstacle remedy-unexplained []"},
	},
	{
		"remedies not known", func(d *Dossier) { change(d, "remedy-1", func(r *Remedy) { r.Kind = "unknown" }) },
		[]string{"warns remedy-1.kind remedy-unknown []"},
	},
	{
		"filing answered before it was sent", func(d *Dossier) {
			d.Put(&Filing{Head: Head{ID: "filing-1"}, Body: "wgad", Filed: Date{EDTF: "2020"}, Replied: Date{EDTF: "2019"}})
		},
		[]string{"warns filing-1.replied dates-reversed [first filed second replied]"},
	},
	{
		"held until before", func(d *Dossier) {
			d.Put(&Detention{Head: Head{ID: "detention-1"}, Act: "act-1", Venue: "V", From: Date{EDTF: "2020"}, To: Date{EDTF: "2019"}})
			d.Put(&Address{Head: Head{ID: "address-1"}, Party: "party-v", Kind: "work", From: Date{EDTF: "2020"}, To: Date{EDTF: "2019"}})
		},
		[]string{"warns address-1.to dates-reversed [first from second to]", "warns detention-1.to dates-reversed [first from second to]"},
	},
}

func TestCheck(t *testing.T) {
	for _, tt := range checks {
		t.Run(tt.name, func(t *testing.T) {
			d := sound()
			tt.change(d)
			if got := problems(d); !slices.Equal(got, tt.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
	}
}

// TestProblemsHoldNoText: what is wrong is told by ids, keys and numbers, even
// of a case full of everything.
func TestProblemsHoldNoText(t *testing.T) {
	for seed := range uint64(10) {
		d := fullCase(seed, 3)
		list := Check(d)
		if len(list) == 0 {
			t.Fatal("a random case has no problem")
		}
		for _, p := range list {
			table := TableOf(p.Record.Type())
			if _, ok := table.Field(p.Field); !ok && p.Field != "" || d.Get(p.Record) == nil || len(p.Args)%2 != 0 {
				t.Errorf("%+v leads nowhere", p)
			}
			for _, a := range p.Args {
				if s, ok := a.(string); ok && strings.ContainsAny(s, " \n\"") {
					t.Errorf("%s: argument %q is text", p.Key, s)
				}
			}
		}
	}
}
