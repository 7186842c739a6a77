package submission

import (
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
)

// alleged are the allegations of the submission, filtered by instrument: the
// part of a provision's id before the first dot, or its prefix with a hyphen
// for the documents of one body ("osce").
func (f *filler) alleged(q *Question) []*dossier.Allegation {
	var out []*dossier.Allegation
	for _, a := range dossier.As[*dossier.Allegation](f.ofVictim(f.d.List(dossier.TypeAllegation))) {
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

// assessment is the legal part: for every provision the analysis, then each
// element that is shown, the decisions and law relied on that no note has named,
// and the conclusion.
func (f *filler) assessment(q *Question) []document.Block {
	var out []document.Block
	for _, a := range f.alleged(q) {
		out = append(out, document.Heading{Level: 3, ID: string(a.ID), Text: document.T(f.allegationTitle(a))})
		out = append(out, f.numbered(a.Analysis, f.cite(a))...)
		for _, x := range dossier.As[*dossier.Finding](f.d.Children(a.ID, dossier.TypeFinding)) {
			out = append(out, f.finding(x)...)
		}
		out = append(out, f.authorities(a)...)
		out = append(out, f.numbered(a.Conclusion, nil)...)
		if l := f.factRefs(a.Facts); l != nil {
			out = append(out, document.Paragraph{Kind: document.Small, Spans: l})
		}
	}
	return out
}

// authorities are the decisions and texts of law that an allegation leans on,
// without those that a note to its argument names: each as a note would, in full
// the first time.
func (f *filler) authorities(a *dossier.Allegation) []document.Block {
	noted := map[dossier.ID]bool{}
	if !f.form.NoNotes {
		for _, r := range f.argument(a) {
			for _, c := range f.d.Citations(r) {
				noted[c.Source] = true
			}
		}
	}
	var spans []document.Span
	for _, id := range a.Authority {
		s, ok := dossier.Find[*dossier.Source](f.d, id)
		if !ok || noted[id] {
			continue
		}
		if len(spans) > 0 {
			spans = append(spans, document.Span{Text: "; "})
		}
		spans = append(spans, f.source(s)...)
	}
	if spans == nil {
		return nil
	}
	before, after, _ := strings.Cut(f.t("relied"), "{sources}")
	spans = append([]document.Span{{Text: before}}, spans...)
	return []document.Block{document.Paragraph{Kind: document.Small, Spans: append(spans, document.Span{Text: after})}}
}

// argument are the records of an allegation whose text is printed, and whose
// citations therefore stand in notes.
func (f *filler) argument(a *dossier.Allegation) []dossier.ID {
	var out []dossier.ID
	if len(paragraphs(a.Analysis)) > 0 {
		out = append(out, a.ID)
	}
	for _, x := range dossier.As[*dossier.Finding](f.d.Children(a.ID, dossier.TypeFinding)) {
		if argued(x) && f.argued[strings.Join(paragraphs(x.Analysis), "\n\n")] == x.ID {
			out = append(out, x.ID)
		}
	}
	return out
}

func (f *filler) allegationTitle(a *dossier.Allegation) string {
	s := f.word("provision", a.Provision)
	if p, ok := f.law.Provision(a.Provision); ok {
		s += ": " + p.Title.In(f.req.Language)
	}
	if len(f.d.WithRole("alleged-victim")) > 1 && !f.forOne() {
		s += " – " + f.name(a.Victim)
	}
	return s
}

func (f *filler) numbered(s string, notes []document.Span) []document.Block {
	var out []document.Block
	all := paragraphs(s)
	for i, p := range all {
		spans := f.content(p)
		if i == len(all)-1 {
			spans = append(spans, notes...)
		}
		out = append(out, document.Paragraph{Numbered: true, Spans: spans})
	}
	return out
}

// argued tells whether an element goes into the paper. One that is not shown is
// a hole: it stays in the program, because the State would quote it.
func argued(x *dossier.Finding) bool {
	return x.State == "shown" || x.State == "partly" || x.State == ""
}

// finding is one element and why it is met. What was argued in the same words
// before, under a provision that shares the element, is not said again.
func (f *filler) finding(x *dossier.Finding) []document.Block {
	told := paragraphs(x.Analysis)
	said := strings.Join(told, "\n\n")
	if !argued(x) || said == "" || f.argued[said] != "" {
		return nil
	}
	spans := []document.Span{{Text: f.word("element", x.Element) + ". ", Style: document.Bold}}
	f.argued[said] = x.ID
	if len(told) > 0 {
		spans = append(spans, f.content(told[0])...)
	}
	return f.continued(document.Paragraph{Numbered: true, ID: string(x.ID), Spans: spans}, told, f.cite(x))
}

// continued is a numbered paragraph with those that belong to it: what was told in
// several stays so. The first of told stands in it already; what holds for all stands
// behind the last.
func (f *filler) continued(head document.Paragraph, told []string, end []document.Span) []document.Block {
	out := []document.Block{head}
	for _, p := range told[min(1, len(told)):] {
		out = append(out, document.Paragraph{Kind: document.Detail, Spans: f.content(p)})
	}
	last := out[len(out)-1].(document.Paragraph)
	last.Spans = append(last.Spans, end...)
	out[len(out)-1] = last
	return out
}

// factRefs names the paragraphs that carry a legal point, when this document
// tells the facts.
func (f *filler) factRefs(ids []dossier.ID) []document.Span {
	if !f.tellsFacts() {
		return nil
	}
	refs := f.factNumbers(ids)
	if refs == nil {
		return nil
	}
	return append([]document.Span{{Text: f.t("facts.at") + " "}}, refs...)
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
	f.form.Questions(func(_ *Section, q *Question) { found = found || q.View == "facts" })
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

// categories are the WGAD categories relied on, each with its test and the
// provisions under which it is argued (A/HRC/36/38, para. 8).
func (f *filler) categories(q *Question) []document.Block {
	var out []document.Block
	for _, c := range f.law.Categories() {
		var under []string
		for _, a := range f.alleged(q) {
			if slices.Contains(a.Categories, c.Number) {
				under = append(under, f.word("provision", a.Provision))
			}
		}
		if len(under) == 0 {
			continue
		}
		head := f.t("labelled", "label", f.t("category", "number", c.Number), "value", lowerFirst(c.Title.In(f.req.Language)))
		spans := []document.Span{{Text: sentence(head) + " ", Style: document.Bold}}
		spans = append(spans, document.Span{Text: f.t("labelled", "label", f.t("category-of.test"), "value", lowerFirst(sentence(c.Test.In(f.req.Language)))) + " "})
		spans = append(spans, document.Span{Text: f.t("category-of.under", "provisions", f.words.List(under)) + ".", Style: document.Italic})
		out = append(out, document.Paragraph{Spans: spans})
	}
	return out
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
