package submission

import (
	"slices"

	"probata/dossier"
	"probata/dossier/document"
)

// openPoints are the holes of the case in the open: what a reader of the
// dossier must not take for shown. The same hole under several provisions is
// one point, and can be referred to by its number.
func (f *filler) openPoints(*Question) []document.Block {
	var out []document.Block
	point := func(id string, spans []document.Span) {
		out = append(out, document.Paragraph{Numbered: true, ID: id, Spans: spans})
	}
	for _, e := range f.timelineEvents() {
		if e.When.Value().IsZero() {
			point("", document.T(f.t("open.undated", "event", e.Title)))
		}
		if !f.d.Sourced(e.ID) {
			point("", document.T(f.t("open.unsourced", "event", e.Title)))
		}
	}
	for i, h := range f.holes() {
		at := document.Span{Text: " (" + f.words.List(h.under) + ")", Style: document.Italic}
		point(holeAnchor(i), append(f.content(h.words), at))
	}
	for _, t := range dossier.Of[*dossier.Task](f.d) {
		if t.Done != "yes" {
			point("", append(document.T(f.t("open.task")+" "), f.content(t.Title)...))
		}
	}
	return out
}

// openHole is what is missing, with the provisions it stands under.
type openHole struct {
	words string
	under []string
}

// holes is what the allegations and their elements still lack, each hole once
// with the provisions it stands under, in the order of first mention.
func (f *filler) holes() []openHole {
	var out []openHole
	at := make(map[string]int)
	note := func(hole, provision string) {
		i, ok := at[hole]
		if !ok {
			i = len(out)
			at[hole] = i
			out = append(out, openHole{words: hole})
		}
		if !slices.Contains(out[i].under, provision) {
			out[i].under = append(out[i].under, provision)
		}
	}
	for _, a := range dossier.Of[*dossier.Allegation](f.d) {
		provision := f.word("provision", a.Provision)
		for _, h := range a.Holes {
			note(h, provision)
		}
		for _, x := range dossier.As[*dossier.Finding](f.d.Children(a.ID, dossier.TypeFinding)) {
			for _, h := range x.Holes {
				note(h, provision)
			}
		}
	}
	return out
}
