package submission

import (
	"fmt"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
)

// matrix is which facts carry what under every provision, as numbers of paragraphs where these are told. What is not shown is
// a hole and stays in the program. Provisions and persons of whom the same is to be said stand in one group: a commitment
// often repeats an article, and a family suffers one act.
func (f *filler) matrix(q *Question) []document.Block {
	m := matrix{filler: f, told: f.tellsFacts()}
	for _, a := range f.alleged(q) {
		m.add(a)
	}
	if len(m.groups) == 0 {
		return nil
	}
	t := document.Table{Lines: true, Widths: []float64{4, 6}}
	t.Head = make([]document.Cell, 0, len(t.Widths))
	for _, head := range f.heads("matrix.element", "matrix.facts") {
		t.Head = append(t.Head, document.H(head))
	}
	for _, g := range m.groups {
		head := document.H(m.title(g))
		head.Span = len(t.Widths)
		t.Rows = append(append(t.Rows, []document.Cell{head}), g.rows...)
	}
	if !m.told {
		return []document.Block{t}
	}
	return []document.Block{t, document.Paragraph{Kind: document.Small, Spans: document.T(m.t("matrix.key-numbers"))}}
}

type matrix struct {
	*filler
	told   bool
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
		if argued(x) && len(x.Facts) > 0 {
			g.rows = append(g.rows, m.row(x))
		}
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

// row is one element and the facts that carry it.
func (m *matrix) row(x *dossier.Finding) []document.Cell {
	return []document.Cell{document.H(m.word("element", x.Element)), document.S(m.carried(x)...)}
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

// carried are the facts of an element: numbers of paragraphs, or their names.
func (m *matrix) carried(x *dossier.Finding) []document.Span {
	if refs := m.factNumbers(x.Facts); refs != nil {
		return refs
	}
	var names []string
	for _, id := range x.Facts {
		names = append(names, m.factLabel(id))
	}
	return document.T(strings.Join(compact(names...), "; "))
}
