package submission

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
)

// matrix is what has to be shown under every provision: the facts that carry
// each element, as numbers of paragraphs where these are told, and the holes in
// sight, hatched. Provisions and persons of whom the same is to be said stand in
// one group: a commitment often repeats an article, and a family suffers one act.
func (f *filler) matrix(q *Question) []document.Block {
	m := matrix{filler: f, told: f.tellsFacts(), open: f.openNumbers()}
	for _, a := range f.alleged(q) {
		m.add(a)
	}
	if len(m.groups) == 0 {
		return nil
	}
	t := document.Table{Lines: true, Widths: []float64{3.2, 1.7, 2, 3.1}}
	t.Head = make([]document.Cell, 0, len(t.Widths))
	for _, head := range f.heads("matrix.element", "matrix.state", "matrix.facts", "matrix.holes") {
		t.Head = append(t.Head, document.H(head))
	}
	for _, g := range m.groups {
		head := document.H(m.title(g))
		head.Span = len(t.Widths)
		t.Rows = append(append(t.Rows, []document.Cell{head}), g.rows...)
	}
	return []document.Block{t, document.Paragraph{Kind: document.Small, Spans: document.T(m.key())}}
}

type matrix struct {
	*filler
	told   bool
	open   map[string]openPoint // by the words of the hole
	groups []*matrixGroup
}

// matrixGroup is the elements of one or more provisions for one or more
// persons.
type matrixGroup struct {
	provisions []string
	victims    []dossier.ID
	rows       [][]document.Cell
	said       string // what the rows say, to find the same said again
}

func (m *matrix) add(a *dossier.Allegation) {
	g := &matrixGroup{provisions: []string{a.Provision}, victims: []dossier.ID{a.Victim}}
	for _, x := range dossier.As[*dossier.Finding](m.d.Children(a.ID, dossier.TypeFinding)) {
		g.rows = append(g.rows, m.row(x))
	}
	if len(g.rows) == 0 {
		return
	}
	g.said = fmt.Sprint(g.rows)
	for _, o := range m.groups {
		switch {
		case o.said != g.said:
		case slices.Equal(o.victims, g.victims):
			o.provisions = append(o.provisions, a.Provision)
			return
		case len(o.provisions) == 1 && o.provisions[0] == a.Provision:
			o.victims = append(o.victims, a.Victim)
			return
		}
	}
	m.groups = append(m.groups, g)
}

// row is one element: how far it is shown, by which facts, what is missing.
func (m *matrix) row(x *dossier.Finding) []document.Cell {
	missing := m.missing(x)
	if missing == nil && hole(x) != document.Whole {
		missing = document.T(lowerFirst(m.choice("finding-state", x.State)))
	}
	gap := document.Cell{Paragraphs: [][]document.Span{missing}, Hole: hole(x)}
	return []document.Cell{document.H(m.word("element", x.Element)), document.S(m.state(x)...), document.S(m.carried(x)...), gap}
}

func (m *matrix) key() string {
	s := m.t("matrix.key")
	if m.told {
		s += " " + m.t("matrix.key-numbers")
	}
	return s
}

// title names the provisions and, where the case has several victims, the
// persons.
func (m *matrix) title(g *matrixGroup) string {
	var names []string
	for _, id := range g.provisions {
		s := m.word("provision", id)
		if p, ok := m.law.Provision(id); ok {
			s += ": " + p.Title.In(m.req.Language)
		}
		names = append(names, s)
	}
	s := strings.Join(names, "; ")
	if len(m.d.WithRole("alleged-victim")) > 1 && !m.forOne() {
		s += " – " + m.names(g.victims)
	}
	return s
}

// state is in bold where something is missing: hatching alone is not read.
func (m *matrix) state(x *dossier.Finding) []document.Span {
	s := document.Span{Text: m.choice("finding-state", x.State)}
	if hole(x) != document.Whole {
		s.Style = document.Bold
	}
	return []document.Span{s}
}

func hole(x *dossier.Finding) document.Hole {
	switch {
	case x.State == "missing":
		return document.Open
	case x.State == "partly", len(x.Holes) > 0 && x.State != "not-applicable":
		return document.Partly
	}
	return document.Whole
}

// carried are the facts of an element: numbers of paragraphs, or their names.
func (m *matrix) carried(x *dossier.Finding) []document.Span {
	if x.State == "not-applicable" {
		return nil
	}
	if refs := m.factNumbers(x.Facts); refs != nil {
		return refs
	}
	var names []string
	for _, id := range x.Facts {
		names = append(names, m.factLabel(id))
	}
	return document.T(strings.Join(compact(names...), "; "))
}

// missing names the open points of an element by their numbers, where this
// document lists them, or in words.
func (m *matrix) missing(x *dossier.Finding) []document.Span {
	var refs []document.Span
	holes := slices.Clone(x.Holes)
	slices.SortStableFunc(holes, func(a, b string) int { return m.open[a].number - m.open[b].number })
	for _, h := range holes {
		at := m.open[h].anchor
		if at == "" {
			return m.content(strings.Join(x.Holes, "; "))
		}
		if len(refs) > 0 {
			refs = append(refs, document.Span{Text: ", "})
		}
		refs = append(refs, document.Span{Ref: at})
	}
	if refs == nil {
		return nil
	}
	return append(document.T(m.t("matrix.open")+" "), refs...)
}

// openNumbers are the anchors of the holes in the list of open points, if the
// form has one.
func (f *filler) openNumbers() map[string]openPoint {
	listed := false
	f.form.Questions(func(_ *Section, q *Question) { listed = listed || q.View == "open-points" })
	if !listed {
		return nil
	}
	out := make(map[string]openPoint)
	for i, h := range f.holes() {
		out[h.words] = openPoint{i, holeAnchor(i)}
	}
	return out
}

// openPoint is a hole in the list of open points.
type openPoint struct {
	number int
	anchor string
}

func holeAnchor(i int) string { return "hole-" + strconv.Itoa(i+1) }
