package submission

import (
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/lang"
)

// other is another case that a submission puts beside its own to show a pattern, as its edition may see it.
type other struct {
	d        *dossier.Dossier
	withheld []string
	guard    guard
	passages *passages
}

// beside redacts each case by itself: whoever agreed to be named in one has not agreed in another.
func (f *filler) beside(req Request, p *lang.Printer) []other {
	var out []other
	for _, d := range req.Others {
		if d == nil || d.Case() == nil {
			continue
		}
		r := req
		r.Dossier, r.Victim, r.Author, r.Submission, r.Answers = d, "", "", "", nil
		cut := redact(inLanguage(r), p, f.rules)
		out = append(out, other{cut.d, cut.Withheld, cut.guard, cut.clean.passages})
	}
	return out
}

// cases is a table of this case and those put beside it: who, when and where it began, what was done, which provisions. The
// bodies that look at patterns want them side by side.
func (f *filler) cases(*Question) []document.Block {
	rows := [][]document.Cell{f.caseRow(f, 1)}
	for i, o := range f.others {
		of := *f
		of.d, of.full, of.order, of.cited, of.tongue = o.d, o.d, nil, newNotebook(), nil
		of.req.Victim = ""
		rows = append(rows, f.caseRow(&of, i+2))
	}
	return table(f.heads("case.number", "case.victims", "case.when", "case.place", "case.acts", "case.law"),
		[]float64{0.6, 3, 2, 2, 3, 3}, rows)
}

// caseRow says one case in the words of of, whose case it is.
func (f *filler) caseRow(of *filler, n int) []document.Cell {
	var when, where, acts, provisions []string
	add := func(list *[]string, s string) {
		if s != "" && !slices.Contains(*list, s) {
			*list = append(*list, s)
		}
	}
	for _, e := range of.timelineEvents() {
		for _, a := range dossier.As[*dossier.Act](of.d.Children(e.ID, dossier.TypeAct)) {
			date := a.When
			if date.IsZero() {
				date = e.When
			}
			add(&when, of.date(date))
			add(&where, strings.Join(compact(e.Area, of.choice("country", e.Country)), ", "))
			add(&acts, of.word("act-kind", a.Kind))
		}
	}
	for _, a := range dossier.Of[*dossier.Allegation](of.d) {
		add(&provisions, of.word("provision", a.Provision))
	}
	if len(when) > 2 {
		when = []string{when[0], "…", when[len(when)-1]}
	}
	return []document.Cell{
		f.cell(f.words.Number(n)), f.cell(of.names(of.d.WithRole("alleged-victim"))), f.cell(strings.Join(when, "\n\n")),
		f.cell(strings.Join(where, "; ")), f.cell(strings.Join(acts, "; ")), f.cell(strings.Join(provisions, "; ")),
	}
}
