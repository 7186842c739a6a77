package submission

import (
	"slices"

	"probata/dossier"
	"probata/dossier/document"
)

// openPoints are the holes of the case in the open: what a reader of the
// dossier must not take for shown. The same hole under several provisions is
// one point.
func (f *filler) openPoints(*Question) []document.Block {
	l := document.List{}
	for _, e := range f.timelineEvents() {
		if e.When.Value().IsZero() {
			l.Items = append(l.Items, document.T(f.t("open.undated", "event", e.Title)))
		}
		if !f.d.Sourced(e.ID) {
			l.Items = append(l.Items, document.T(f.t("open.unsourced", "event", e.Title)))
		}
	}
	l.Items = append(l.Items, f.holes()...)
	for _, t := range dossier.Of[*dossier.Task](f.d) {
		if t.Done != "yes" {
			l.Items = append(l.Items, append(document.T(f.t("open.task")+" "), f.content(t.Title)...))
		}
	}
	if len(l.Items) == 0 {
		return nil
	}
	return []document.Block{l}
}

// holes is what the allegations and their elements still lack, each hole once
// with the provisions it stands under, in the order of first mention.
func (f *filler) holes() [][]document.Span {
	var order []string
	under := make(map[string][]string)
	note := func(hole, provision string) {
		if under[hole] == nil {
			order = append(order, hole)
		}
		if !slices.Contains(under[hole], provision) {
			under[hole] = append(under[hole], provision)
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
	out := make([][]document.Span, 0, len(order))
	for _, h := range order {
		at := document.Span{Text: " (" + f.words.List(under[h]) + ")", Style: document.Italic}
		out = append(out, append(f.content(h), at))
	}
	return out
}
