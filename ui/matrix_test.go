package ui

import (
	"slices"
	"strings"
	"testing"

	"probata/dossier"
	"probata/ui/records"
	"probata/ui/widget"
)

// TestMatrix shows the holes of an allegation, flips a cell, and opens the place
// of a hole.
func TestMatrix(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.example()
	s.showTab("law")
	sec := s.view.section()
	sec.ShowMatrix()
	m := sec.Matrix
	a, _ := dossier.Find[*dossier.Allegation](b.session.Dossier, m.ID)
	elements := records.ElementsOf(b.say, b.session.Dossier, a)
	if len(elements) == 0 {
		t.Fatal("the first allegation has no elements")
	}
	facts := records.FactsOf(b.session.Dossier, a, elements)
	said := textsOf(m.Pane)
	for _, e := range elements {
		if title := m.ElementTitle(e.ID); !strings.Contains(said, title) {
			t.Errorf("the element %s is not shown", e.ID)
		}
		if hole, _ := records.HoleOf(b.say, e); hole != "" && !strings.Contains(said, hole) {
			t.Errorf("the hole of %s is not shown", e.ID)
		}
	}
	for _, f := range facts {
		if !strings.Contains(said, m.FactRow(f).Title) {
			t.Errorf("the fact %s is not shown", f)
		}
	}
	of := func() []dossier.ID {
		f, _ := dossier.Find[*dossier.Finding](b.session.Dossier, elements[0].Finding.ID)
		return f.Facts
	}
	was := slices.Contains(of(), facts[0])
	m.Flip(records.ElementsOf(b.say, b.session.Dossier, a)[0], facts[0])
	if slices.Contains(of(), facts[0]) == was {
		t.Error("the cell did not flip")
	}
	b.shell().undo(false)
	if slices.Contains(of(), facts[0]) != was {
		t.Error("undo did not flip it back")
	}
	b.ShowTab("overview")
	b.ShowTab("law")
	sec = b.shell().view.section()
	sec.ShowMatrix()
	sec.Matrix.Open(elements[0], "analysis")
	if sec.Matrix != nil || sec.Editor.ID != elements[0].Finding.ID {
		t.Errorf("the hole opened %s", sec.Editor.ID)
	}
}

// TestHoles: what counts as a hole of an element.
func TestHoles(t *testing.T) {
	s := testSpeech(t, "en")
	facts := []dossier.ID{"event-1"}
	for _, c := range []struct {
		name string
		f    *dossier.Finding
		kind widget.Kind
		hole bool
	}{
		{"not begun", nil, widget.Danger, true},
		{"not applicable", &dossier.Finding{State: "not-applicable"}, widget.Neutral, false},
		{"without facts", &dossier.Finding{State: "shown"}, widget.Danger, true},
		{"shown", &dossier.Finding{State: "shown", Facts: facts}, widget.Neutral, false},
		{"partly", &dossier.Finding{State: "partly", Facts: facts}, widget.Warning, true},
		{"missing", &dossier.Finding{State: "missing", Facts: facts}, widget.Danger, true},
		{"shown with a hole", &dossier.Finding{State: "shown", Facts: facts, Holes: []string{"the order"}}, widget.Warning, true},
	} {
		words, kind := records.HoleOf(s, records.LegalElement{ID: "iccpr.9.reasons", Finding: c.f})
		if kind != c.kind || (words != "") != c.hole {
			t.Errorf("%s: %q in tone %d", c.name, words, kind)
		}
	}
}

// TestInsertCitation lets a finding rest on a place that one of its facts rests on.
func TestInsertCitation(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	var to dossier.ID
	for _, f := range dossier.Of[*dossier.Finding](b.session.Dossier) {
		if len(f.Facts) > 0 && len(records.CitationsFor(b.session.Dossier, f.ID)) > 0 {
			to = f.ID
			break
		}
	}
	if to == "" {
		t.Fatal("no finding of the example has a citation to take over")
	}
	from := records.CitationsFor(b.session.Dossier, to)[0]
	b.Jump(to, "")
	before := len(b.session.Dossier.Citations(to))
	b.inspect().CopyCitation(to, from.ID)
	all := b.session.Dossier.Citations(to)
	if len(all) != before+1 {
		t.Fatalf("%d citations, want %d", len(all), before+1)
	}
	c := all[len(all)-1]
	if c.ID == from.ID || c.Source != from.Source || c.Page != from.Page || c.Fact != to {
		t.Errorf("the citation inserted is %+v", c)
	}
	for _, x := range records.CitationsFor(b.session.Dossier, to) {
		if x.Source == from.Source && x.Page == from.Page && x.Paragraph == from.Paragraph && x.Time == from.Time {
			t.Error("the same place is offered again")
		}
	}
}

// TestCiteDecision offers the decisions that serve an element beside it, cites one, and takes it back in one step.
func TestCiteDecision(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	var finding *dossier.Finding
	for _, f := range dossier.Of[*dossier.Finding](b.session.Dossier) {
		if len(records.Offered(b.say, b.session.Dossier, f.ID)) > 1 {
			finding = f
			break
		}
	}
	if finding == nil {
		t.Fatal("no finding of the example is served by a decision")
	}
	b.Jump(finding.ID, "")
	all := records.Offered(b.say, b.session.Dossier, finding.ID)
	said := textsOf(b.inspect().Pane)
	for _, r := range all[:min(len(all), widget.InspectorMost)] {
		for _, want := range []string{r.Decision.Citation.In("en"), r.Decision.Holding.In("en"), b.say.Word("law-confidence", string(r.Decision.Confidence))} {
			if !strings.Contains(said, want) {
				t.Errorf("%s: %q is not shown", r.Decision.ID, want)
			}
		}
	}
	before := len(b.session.Dossier.List(dossier.TypeSource))
	records.Rely(b.Window, all[0])
	if !b.say.Law.Relied(b.session.Dossier, all[0]) || len(b.session.Dossier.List(dossier.TypeSource)) != before+1 {
		t.Fatal("the decision was not cited")
	}
	if !strings.Contains(textsOf(b.inspect().Pane), b.say.T("ui.decisions.cited")) {
		t.Error("the decision is not shown as cited")
	}
	records.Rely(b.Window, all[0])
	if n := len(b.session.Dossier.List(dossier.TypeSource)); n != before+1 {
		t.Errorf("citing twice made %d sources of %d", n, before)
	}
	b.shell().undo(false)
	if b.say.Law.Relied(b.session.Dossier, all[0]) || len(b.session.Dossier.List(dossier.TypeSource)) != before {
		t.Error("undo did not take the citation back in one step")
	}
	a, _ := dossier.Find[*dossier.Allegation](b.session.Dossier, finding.Allegation)
	if whole := records.Offered(b.say, b.session.Dossier, a.ID); len(whole) < len(all) || whole[0].Finding != "" {
		t.Errorf("the allegation is offered %d decisions, its element %d", len(whole), len(all))
	}
	if len(records.Offered(b.say, b.session.Dossier, a.Victim)) > 0 {
		t.Error("a person is offered decisions")
	}
}
