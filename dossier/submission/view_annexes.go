package submission

import (
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
)

// annexed are the exhibits that go with the submission, in the order of the list of annexes.
func (f *filler) annexed() []*dossier.Evidence {
	return slices.DeleteFunc(dossier.Of[*dossier.Evidence](f.d), func(e *dossier.Evidence) bool { return e.Annex == "no" })
}

// annexNumber is the sign of an annex: that of the exhibit, else its place in the list.
func (f *filler) annexNumber(i int, e *dossier.Evidence) string {
	if e.Exhibit != "" {
		return e.Exhibit
	}
	if whole := f.follows.whole; whole != nil { // it keeps the number that it would have beside the first ones
		i = slices.IndexFunc(f.on(whole).annexed(), func(x *dossier.Evidence) bool { return x.ID == e.ID })
	}
	return f.t("annex.number", "n", i+1)
}

// exhibits is which annexes bear out which paragraph of the facts: the body reads the complaint with the annexes beside it.
func (f *filler) exhibits(*Question) []document.Block {
	annexed := f.annexed()
	var rows [][]document.Cell
	for _, e := range f.timelineEvents() {
		proof := f.proofOf(e)
		var signs []string
		for i, a := range annexed {
			if slices.Contains(proof, a.ID) {
				signs = append(signs, f.annexNumber(i, a))
			}
		}
		if len(signs) > 0 {
			at := document.Cell{Paragraphs: [][]document.Span{{{Ref: string(e.ID)}}}}
			rows = append(rows, []document.Cell{at, f.cell(e.Title), f.cell(strings.Join(signs, ", "))})
		}
	}
	return table(f.heads("exhibit.paragraph", "exhibit.fact", "exhibit.annexes"), []float64{1, 5, 2.5}, rows)
}

// proofOf is every piece of evidence for an event: its own, the files of the sources cited for it and its acts, and the
// recordings of what was said about it.
func (f *filler) proofOf(e *dossier.Event) []dossier.ID {
	out := slices.Clone(e.Evidence)
	facts := append([]dossier.Record{e}, f.d.Children(e.ID, dossier.TypeAct)...)
	for _, q := range f.quotesAbout(e) {
		out = append(out, q.Recording...)
		facts = append(facts, q)
	}
	for _, r := range facts {
		for _, c := range dossier.As[*dossier.Citation](f.d.LinkedFrom(r.Header().ID, dossier.TypeCitation, "fact")) {
			if s, ok := dossier.Find[*dossier.Source](f.d, c.Source); ok {
				out = append(out, s.Files...)
			}
		}
	}
	return out
}
