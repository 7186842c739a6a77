package ui

import (
	"slices"
	"strings"
	"testing"

	"probata/dossier"
	"probata/ui/widget"
)

// TestMatrix shows the holes of an allegation, flips a cell, and opens the place
// of a hole.
func TestMatrix(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.example()
	s.showTab("law")
	sec := s.view.section
	sec.showMatrix()
	m := sec.matrix
	a, _ := dossier.Find[*dossier.Allegation](b.session.d, m.id)
	elements := b.say.elementsOf(b.session.d, a)
	if len(elements) == 0 {
		t.Fatal("the first allegation has no elements")
	}
	facts := factsOf(b.session.d, a, elements)
	said := textsOf(m.pane)
	for _, e := range elements {
		if title := m.elementTitle(e.id); !strings.Contains(said, title) {
			t.Errorf("the element %s is not shown", e.id)
		}
		if hole, _ := b.say.holeOf(e); hole != "" && !strings.Contains(said, hole) {
			t.Errorf("the hole of %s is not shown", e.id)
		}
	}
	for _, f := range facts {
		if !strings.Contains(said, m.factRow(f).Title) {
			t.Errorf("the fact %s is not shown", f)
		}
	}
	of := func() []dossier.ID {
		f, _ := dossier.Find[*dossier.Finding](b.session.d, elements[0].finding.ID)
		return f.Facts
	}
	was := slices.Contains(of(), facts[0])
	m.flip(b.say.elementsOf(b.session.d, a)[0], facts[0])
	if slices.Contains(of(), facts[0]) == was {
		t.Error("the cell did not flip")
	}
	b.shell().undo(false)
	if slices.Contains(of(), facts[0]) != was {
		t.Error("undo did not flip it back")
	}
	b.showTab("overview")
	b.showTab("law")
	sec = b.shell().view.section
	sec.showMatrix()
	sec.matrix.open(elements[0], "analysis")
	if sec.matrix != nil || sec.editor.id != elements[0].finding.ID {
		t.Errorf("the hole opened %s", sec.editor.id)
	}
}

// TestHoles: what counts as a hole of an element.
func TestHoles(t *testing.T) {
	s := newSpeech(testParts(t), "en")
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
		words, kind := s.holeOf(legalElement{"iccpr.9.reasons", c.f})
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
	for _, f := range dossier.Of[*dossier.Finding](b.session.d) {
		if len(f.Facts) > 0 && len(citationsFor(b.session.d, f.ID)) > 0 {
			to = f.ID
			break
		}
	}
	if to == "" {
		t.Fatal("no finding of the example has a citation to take over")
	}
	from := citationsFor(b.session.d, to)[0]
	b.jump(to, "")
	before := len(b.session.d.Citations(to))
	b.inspect.copyCitation(to, from.ID)
	all := b.session.d.Citations(to)
	if len(all) != before+1 {
		t.Fatalf("%d citations, want %d", len(all), before+1)
	}
	c := all[len(all)-1]
	if c.ID == from.ID || c.Source != from.Source || c.Page != from.Page || c.Fact != to {
		t.Errorf("the citation inserted is %+v", c)
	}
	for _, x := range citationsFor(b.session.d, to) {
		if x.Source == from.Source && x.Page == from.Page && x.Paragraph == from.Paragraph && x.Time == from.Time {
			t.Error("the same place is offered again")
		}
	}
}
