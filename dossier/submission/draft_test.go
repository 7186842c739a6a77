package submission_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/submission"
)

// editing is a complete case with what a test does to the narrative of a form.
type editing struct {
	t   *testing.T
	e   submission.Engine
	req submission.Request
	n   int
}

func editOf(t *testing.T, formID, language string) *editing {
	t.Helper()
	e, forms := engine(t)
	form, ok := forms.Get(formID)
	if !ok {
		t.Fatal("no form", formID)
	}
	d, answers := fixture(t, formID+".complete")
	return &editing{t: t, e: e, req: submission.Request{
		Dossier: d, Form: form, Language: language, Edition: submission.Confidential, Today: day(t, "2026-11-24"), Answers: answers,
	}}
}

func (x *editing) paragraphs() []submission.Paragraph {
	x.t.Helper()
	list, err := x.e.Paragraphs(context.Background(), x.req)
	if err != nil {
		x.t.Fatal(err)
	}
	return list
}

// about is the passage about a record.
func (x *editing) about(id dossier.ID) submission.Paragraph {
	x.t.Helper()
	list := x.paragraphs()
	i := slices.IndexFunc(list, func(p submission.Paragraph) bool { return p.About == id })
	if i < 0 {
		x.t.Fatal("no passage about", id)
	}
	return list[i]
}

func (x *editing) put(d *dossier.Draft, err error) *dossier.Draft {
	x.t.Helper()
	if err != nil {
		x.t.Fatal(err)
	}
	if d.ID == "" {
		x.n++
		d.ID = dossier.ID("draft-t" + string(rune('0'+x.n)))
	}
	x.req.Dossier.Put(d)
	return d
}

func (x *editing) filled(edition submission.Edition) (*submission.Filled, string) {
	x.t.Helper()
	req := x.req
	req.Edition = edition
	filled, err := x.e.Fill(context.Background(), req)
	if err != nil {
		x.t.Fatal(err)
	}
	doc, err := filled.Document()
	if err != nil {
		x.t.Fatal(err)
	}
	return filled, submission.DocumentText(doc)
}

func has(filled *submission.Filled, key string) bool {
	return slices.ContainsFunc(filled.Problems, func(p dossier.Problem) bool { return p.Key == key })
}

// firstArrest is the event with an act of arrest, and that act.
func (x *editing) firstArrest() (*dossier.Event, *dossier.Act) {
	x.t.Helper()
	for _, a := range dossier.Of[*dossier.Act](x.req.Dossier) {
		if e, ok := dossier.Find[*dossier.Event](x.req.Dossier, a.Event); ok && a.Kind == "arrest" {
			return e, a
		}
	}
	x.t.Fatal("no arrest")
	return nil, nil
}

// TestPassagesAreThePaper: what is offered for editing is what the paper says, and all of its narrative.
func TestPassagesAreThePaper(t *testing.T) {
	for _, formID := range []string{"sp", "wgad", "wgeid", "dossier"} {
		x := editOf(t, formID, "en")
		_, text := x.filled(submission.Confidential)
		text = strings.Join(strings.Fields(text), " ")
		list := x.paragraphs()
		if len(list) < len(dossier.Of[*dossier.Event](x.req.Dossier)) {
			t.Errorf("%s: %d passages of %d events", formID, len(list), len(dossier.Of[*dossier.Event](x.req.Dossier)))
		}
		for _, p := range list {
			if p.State != submission.Drafted || p.Text != p.Draft || p.Question == "" {
				t.Errorf("%s %s: %s", formID, p.About, p.State)
			}
			first, _, _ := strings.Cut(p.Text, "[^")
			first, _, _ = strings.Cut(first, "\n")
			if len(strings.Fields(first)) < 60 && !strings.Contains(text, strings.Join(strings.Fields(first), " ")) {
				t.Errorf("%s %s: the paper does not say %q", formID, p.About, first)
			}
		}
	}
}

// TestEditedGoesOut: an edited passage stands in the paper as it was typed, once, with its notes, in place of what was drafted.
func TestEditedGoesOut(t *testing.T) {
	x := editOf(t, "wgad", "en")
	e, _ := x.firstArrest()
	p := x.about(e.ID)
	if !strings.Contains(p.Draft, "[^1]") || len(p.DraftFacts) == 0 {
		t.Fatalf("no citations in %q", p.Draft)
	}
	x.put(submission.Edit(x.req, p, "She was taken from the square before everybody.[^1]\n\n\nNobody told her why [^9999] ever.", submission.OfForm))
	filled, text := x.filled(submission.Confidential)
	drafted, _, _ := strings.Cut(p.Draft, "[^")
	switch {
	case strings.Count(text, "She was taken from the square before everybody.") != 1:
		t.Error("the edited text does not stand in the paper once")
	case strings.Contains(text, drafted):
		t.Error("the drafted text stands beside the edited one")
	case strings.Contains(text, "[^"):
		t.Error("a mark is printed")
	case has(filled, "draft-stale"), has(filled, "draft-withheld"):
		t.Error("a fresh text is called stale or withheld")
	}
	if got := x.about(e.ID); got.State != submission.Edited || got.Draft != p.Draft || len(got.Uncited) != len(p.DraftFacts)-1 {
		t.Errorf("state %s, draft same %v, uncited %v of %v", got.State, got.Draft == p.Draft, got.Uncited, p.DraftFacts)
	}
	x.req.Language = "ru"
	if got := x.about(e.ID); got.State != submission.Drafted {
		t.Error("the text of one language stands in the paper of another")
	}
}

// TestEditedKeepsItsSources: a text that lost its marks is noted at its end.
func TestEditedKeepsItsSources(t *testing.T) {
	x := editOf(t, "wgad", "en")
	e, _ := x.firstArrest()
	p := x.about(e.ID)
	x.put(submission.Edit(x.req, p, "Typed anew.", submission.OfForm))
	filled, _ := x.filled(submission.Confidential)
	noted := false
	for _, a := range filled.Answers {
		for _, b := range a.Blocks {
			if p, ok := b.(document.Paragraph); ok && strings.Contains(document.Plain(p.Spans), "Typed anew.") {
				noted = slices.ContainsFunc(p.Spans, func(s document.Span) bool { return len(s.Note) > 0 })
			}
		}
	}
	if !noted {
		t.Error("the sources of a text typed anew are gone")
	}
}

// TestStale: a change of any record beneath an edited passage shows, and is met by drafting anew or by keeping the text.
func TestStale(t *testing.T) {
	changes := map[string]func(x *editing, e *dossier.Event, a *dossier.Act){
		"field of the event": func(x *editing, e *dossier.Event, a *dossier.Act) { e.Venue = "another square"; x.req.Dossier.Put(e) },
		"field of the act":   func(x *editing, e *dossier.Event, a *dossier.Act) { a.Reason = "another"; x.req.Dossier.Put(a) },
		"a new act": func(x *editing, e *dossier.Event, a *dossier.Act) {
			x.req.Dossier.Put(&dossier.Act{Head: dossier.Head{ID: "act-new", Case: e.Case}, Event: e.ID, Kind: "threat", Victim: a.Victim})
		},
		"an act taken away": func(x *editing, e *dossier.Event, a *dossier.Act) { x.req.Dossier.Remove(a.ID) },
		"the name of the victim": func(x *editing, e *dossier.Event, a *dossier.Act) {
			n := dossier.As[*dossier.Name](x.req.Dossier.Children(a.Victim, dossier.TypeName))[0]
			n.Family += "a"
			x.req.Dossier.Put(n)
		},
		"words said about it": func(x *editing, e *dossier.Event, a *dossier.Act) {
			x.req.Dossier.Put(&dossier.Quote{Head: dossier.Head{ID: "quote-new", Case: e.Case}, Speaker: a.Victim, Words: "No.", About: []dossier.ID{e.ID}})
		},
	}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			x := editOf(t, "wgad", "en")
			e, a := x.firstArrest()
			x.put(submission.Edit(x.req, x.about(e.ID), "My own words.[^1]", submission.OfForm))
			change(x, e, a)
			p := x.about(e.ID)
			filled, text := x.filled(submission.Confidential)
			if p.State != submission.Stale || len(p.Changed) == 0 || !has(filled, "draft-stale") || !strings.Contains(text, "My own words.") {
				t.Fatalf("state %s, changed %v", p.State, p.Changed)
			}
			x.put(submission.Edit(x.req, p, "My other words.[^1]", submission.OfForm))
			if p = x.about(e.ID); p.State != submission.Stale || len(x.req.Dossier.List(dossier.TypeDraft)) != 1 {
				t.Errorf("editing makes a stale text %s, %d records", p.State, len(x.req.Dossier.List(dossier.TypeDraft)))
			}
			x.put(submission.KeepMine(x.req, p))
			if p = x.about(e.ID); p.State != submission.Edited || p.Text != "My other words.[^1]" {
				t.Errorf("kept: %s, %q", p.State, p.Text)
			}
			change(x, e, a) // again; what is the same as before changes nothing
			x.put(submission.Redraft(x.req, x.about(e.ID)))
			if p = x.about(e.ID); p.State != submission.Edited || p.Text != p.Draft {
				t.Errorf("drafted anew: %s, %q", p.State, p.Text)
			}
			x.req.Dossier.Remove(p.Record)
			if p = x.about(e.ID); p.State != submission.Drafted || p.Record != "" {
				t.Errorf("dropped: %s", p.State)
			}
		})
	}
}

// TestCitationsMakeNothingStale: another source is noted with the text that stands there.
func TestCitationsMakeNothingStale(t *testing.T) {
	x := editOf(t, "wgad", "en")
	e, _ := x.firstArrest()
	x.put(submission.Edit(x.req, x.about(e.ID), "My own words.[^1]", submission.OfForm))
	x.req.Dossier.Put(&dossier.Citation{Head: dossier.Head{ID: "citation-new", Case: e.Case}, Fact: e.ID, Source: x.req.Dossier.List(dossier.TypeSource)[0].Header().ID})
	e.Place += 7
	x.req.Dossier.Put(e)
	if p := x.about(e.ID); p.State != submission.Edited {
		t.Errorf("a citation, or the order of the list, makes a text %s: %v", p.State, p.Changed)
	}
}

// TestScopes: the text of the submission goes before that of the form, that of the form before that of the language; an edit in
// one paper leaves the wider text to the others.
func TestScopes(t *testing.T) {
	x := editOf(t, "wgad", "en")
	e, _ := x.firstArrest()
	x.req.Dossier.Put(&dossier.Submission{Head: dossier.Head{ID: "submission-x", Case: e.Case}, Form: "wgad", Language: "en", Edition: "confidential"})
	x.put(submission.Edit(x.req, x.about(e.ID), "For every form.", submission.OfLanguage))
	x.put(submission.Edit(x.req, x.about(e.ID), "For this form.", submission.OfForm))
	if n := len(x.req.Dossier.List(dossier.TypeDraft)); n != 2 {
		t.Fatalf("%d texts", n)
	}
	if got := x.about(e.ID).Text; got != "For this form." {
		t.Error(got)
	}
	x.req.Submission = "submission-x"
	x.put(submission.Edit(x.req, x.about(e.ID), "For this paper.", submission.OfSubmission))
	if got := x.about(e.ID).Text; got != "For this paper." {
		t.Error(got)
	}
	x.req.Submission = ""
	if got := x.about(e.ID).Text; got != "For this form." {
		t.Error(got)
	}
	_, forms := engine(t)
	x.req.Form, _ = forms.Get("sp")
	if got := x.about(e.ID).Text; got != "For every form." {
		t.Error(got)
	}
	if _, err := submission.Edit(x.req, x.about(e.ID), " [^1] \n", submission.OfForm); err == nil {
		t.Error("an empty text is taken")
	}
}

// TestEditedIsWithheld: names in an edited passage are replaced as in every text, what nobody is sure of is asked, and a passage
// that rests on something the edition does not hold is not printed in it.
func TestEditedIsWithheld(t *testing.T) {
	x := editOf(t, "wgad", "en")
	d := x.req.Dossier
	e, a := x.firstArrest()
	var quiet *dossier.Party
	for _, p := range dossier.Of[*dossier.Party](d) {
		if p.Kind == "person" && d.HasRole(p.ID, "witness", "relative") && !d.HasRole(p.ID, "alleged-victim") && quiet == nil {
			quiet = p
		}
	}
	if quiet == nil {
		t.Fatal("the case has nobody whose name is withheld")
	}
	name := d.NameIn(quiet.ID, "en")
	x.put(submission.Edit(x.req, x.about(e.ID), name+" saw how they led her away.[^1]", submission.OfForm))
	if _, text := x.filled(submission.Confidential); !strings.Contains(text, name+" saw how they led her away") {
		t.Error("the confidential edition does not name who may be named")
	}
	filled, text := x.filled(submission.Public)
	if strings.Contains(text, name) || !strings.Contains(text, "saw how they led her away") {
		t.Error("a withheld name, or no edited text, in the public edition")
	}
	if has(filled, "draft-withheld") {
		t.Error("a passage that rests on nothing withheld is held back")
	}
	d.Put(&dossier.Quote{Head: dossier.Head{ID: "quote-secret", Case: e.Case}, Speaker: a.Victim, Words: "No.", About: []dossier.ID{a.ID}, Confidentiality: "confidential"})
	filled, text = x.filled(submission.Public)
	if strings.Contains(text, "saw how they led her away") || !has(filled, "draft-withheld") {
		t.Error("a passage that rests on withheld words goes out")
	}
}
