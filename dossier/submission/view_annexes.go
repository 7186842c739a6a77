package submission

import (
	"cmp"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
)

// annexed are the exhibits that go with the submission, in the order of the list of annexes. A flattened copy stands in the place
// of its original in the editions that it was made for, the last one made where there are several; the body gets the original.
func (f *filler) annexed() []*dossier.Evidence {
	copies := make(map[dossier.ID]*dossier.Evidence)
	for _, e := range dossier.Of[*dossier.Evidence](f.d) {
		if of, ok := dossier.Find[*dossier.Evidence](f.d, e.CopyOf); ok && e.Annex != "no" && of.Annex != "no" {
			copies[e.CopyOf] = e
		}
	}
	var out []*dossier.Evidence
	for _, e := range dossier.Of[*dossier.Evidence](f.d) {
		c := copies[e.ID]
		switch {
		case e.Annex == "no", f.inPlace(e):
		case c != nil && f.req.Edition != Confidential:
			out = append(out, c)
		default:
			out = append(out, e)
		}
	}
	return out
}

// inPlace tells whether a piece of evidence is a copy that stands in the place of its original, or nowhere: what is not to be
// told of in an edition is not told of by its copy. A copy of what does not go along is an exhibit like any other.
func (f *filler) inPlace(e *dossier.Evidence) bool {
	of, ok := dossier.Find[*dossier.Evidence](f.full, e.CopyOf)
	return ok && (of.Annex != "no" || f.d.Get(of.ID) == nil)
}

// original is the evidence as it came in: of a copy, what it was made of.
func original(e *dossier.Evidence) dossier.ID { return cmp.Or(e.CopyOf, e.ID) }

// annexNumber is the sign of an annex: that of the exhibit, else its place in the list.
func (f *filler) annexNumber(i int, e *dossier.Evidence) string {
	if n := f.exhibitNumber(e); n != "" {
		return n
	}
	if whole := f.follows.whole; whole != nil { // it keeps the number that it would have beside the first ones
		i = slices.IndexFunc(f.on(whole).annexed(), func(x *dossier.Evidence) bool { return x.ID == e.ID })
	}
	return f.t("annex.number", "n", i+1)
}

// exhibitNumber is the number somebody gave to an exhibit. A copy has that of its original.
func (f *filler) exhibitNumber(e *dossier.Evidence) string {
	return f.origin(e).Exhibit
}

// copied says of a copy that it is one; "" of everything else.
func (f *filler) copied(e *dossier.Evidence) string {
	whole, ok := dossier.Find[*dossier.Evidence](f.full, e.ID) // where the boxes lie is withheld, that there are any is not
	switch {
	case e.CopyOf == "":
		return ""
	case ok && len(whole.Boxes) > 0:
		return f.t("bound.copy-black")
	}
	return f.t("bound.copy")
}

// origin is the evidence that a copy was made of, where it is still there; else the evidence itself.
func (f *filler) origin(e *dossier.Evidence) *dossier.Evidence {
	if of, ok := dossier.Find[*dossier.Evidence](f.d, e.CopyOf); ok {
		return of
	}
	return e
}

// exhibits is which annexes bear out which paragraph of the facts: the body reads the complaint with the annexes beside it.
func (f *filler) exhibits(*Question) []document.Block {
	annexed := f.annexed()
	var rows [][]document.Cell
	for _, e := range f.timelineEvents() {
		proof := f.proofOf(e)
		var signs []string
		for i, a := range annexed {
			if slices.Contains(proof, original(a)) {
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
