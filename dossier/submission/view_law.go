package submission

import (
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
)

// uncategorised in the filter of a legal question leaves out what is argued by categories.
const uncategorised = "-category"

// alleged are the allegations that the submission argues: without those that the author keeps back or has left out.
func (f *filler) alleged(q *Question) []*dossier.Allegation {
	return slices.DeleteFunc(f.allegedAll(q), func(a *dossier.Allegation) bool { return f.cut[string(a.ID)] })
}

// allegedAll are the allegations of the submission but those that are kept back until more is known, filtered by instrument: the
// part of a provision's id before the first dot, or its prefix with a hyphen
// for the documents of one body ("osce").
func (f *filler) allegedAll(q *Question) []*dossier.Allegation {
	var out []*dossier.Allegation
	for _, a := range dossier.As[*dossier.Allegation](f.ofVictim(f.d.List(dossier.TypeAllegation))) {
		if a.Standing == "reserved" {
			continue
		}
		if slices.Contains(q.Filter, uncategorised) && len(a.Categories) > 0 {
			continue
		}
		if len(q.Filter) == 0 || slices.ContainsFunc(q.Filter, func(s string) bool { return f.instrument(a.Provision, f.ofBody(s)) }) {
			out = append(out, a)
		}
	}
	return out
}

func (f *filler) instrument(provision, want string) bool {
	p, ok := f.law.Provision(provision)
	if !ok {
		return strings.HasPrefix(provision, want)
	}
	if i, ok := f.law.Instrument(p.Instrument); ok && string(i.Kind) == want {
		return true
	}
	return p.Instrument == want
}

// factNumbers are references to the paragraphs that tell facts, each once.
func (f *filler) factNumbers(ids []dossier.ID) []document.Span {
	if !f.tellsFacts() {
		return nil
	}
	var refs []document.Span
	for _, id := range ids {
		e := id
		if a, ok := dossier.Find[*dossier.Act](f.d, id); ok {
			e = a.Event
		}
		ref := document.Span{Ref: string(e)}
		if f.d.Get(e) == nil || e.Type() != dossier.TypeEvent ||
			slices.ContainsFunc(refs, func(s document.Span) bool { return s.Ref == ref.Ref }) {
			continue
		}
		if len(refs) > 0 {
			refs = append(refs, document.Span{Text: ", "})
		}
		refs = append(refs, ref)
	}
	return refs
}

func (f *filler) tellsFacts() bool {
	found := false
	f.form.Questions(func(_ *Section, q *Question) { found = found || q.View == "facts" && !f.cut[q.ID] })
	return found
}

// factLabel names a fact that a legal point rests on.
func (f *filler) factLabel(id dossier.ID) string {
	switch r := f.d.Get(id).(type) {
	case *dossier.Act:
		return f.word("act-kind", r.Kind) + " (" + f.name(r.Victim) + ")"
	case *dossier.Quote:
		return f.t("quote.of", "name", f.name(r.Speaker))
	case nil:
		return ""
	default:
		return f.d.Label(id, f.req.Language)
	}
}

// commitments are the provisions relied on with one sentence each of what they
// ask of the State.
func (f *filler) commitments(q *Question) []document.Block {
	var rows [][]document.Cell
	var done []string
	for _, a := range f.alleged(q) {
		p, ok := f.law.Provision(a.Provision)
		if !ok || slices.Contains(done, a.Provision) {
			continue
		}
		done = append(done, a.Provision)
		rows = append(rows, []document.Cell{
			document.H(f.word("provision", a.Provision)),
			document.C(strings.Join(compact(p.Title.In(f.req.Language), p.Summary.In(f.req.Language)), "\n")),
		})
	}
	return table(f.heads("commitment.provision", "commitment.content"), []float64{3, 7}, rows)
}
