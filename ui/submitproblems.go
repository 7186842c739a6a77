package ui

import (
	"slices"

	"probata/dossier"
	"probata/dossier/submission"
	"probata/ui/widget"
)

// fillProblems groups what stands against sending by its weight.
func (s *submissions) fillProblems() {
	say := s.w.say
	groups := []dossier.Weight{dossier.Stops, dossier.Warn, dossier.Hint}
	sections := make([]widget.InspectorSection, 0, len(groups))
	for _, g := range groups {
		sec := widget.InspectorSection{Title: say.T("ui.submit." + g.String()), Kind: weightKind(g), Count: true, More: widget.ClickRow{Title: say.T("ui.submit.more")}}
		var found []dossier.Problem
		for _, p := range s.filled.Problems {
			if p.Weight == g {
				found = append(found, p)
			}
		}
		sec.Rows = drawn(found, s.problemRow)
		if g == dossier.Stops {
			sec.Empty = say.T("ui.submit.no-stops")
		}
		sections = append(sections, sec)
	}
	s.pane.SetSections(sections...)
}

// problemRow opens the place that mends a problem: a field of a record, or the
// question itself where only an answer of one's own can.
func (s *submissions) problemRow(p dossier.Problem) widget.ClickRow {
	row := s.w.problemRow(p, true)
	row.Title = s.w.say.named(s.filled, p)
	if q := argument(p, "question"); q != "" && s.w.session.d.Get(p.Record) == nil {
		row.Tapped = func() { s.chosen = q; s.fillList() }
	}
	return row
}

// named is a problem with the label of its question in place of the question's id.
func (s *speech) named(filled *submission.Filled, p dossier.Problem) string {
	args := slices.Clone(p.Args)
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] != "question" {
			continue
		}
		filled.Form.Questions(func(_ *submission.Section, q *submission.Question) {
			if q.ID == args[i+1] {
				args[i+1] = spaced(q.Number, shorter(q.Label.In(s.Tag()), 70))
			}
		})
	}
	p.Args = args
	return s.problem(p)
}

func argument(p dossier.Problem, name string) string {
	for i := 0; i+1 < len(p.Args); i += 2 {
		if p.Args[i] == name {
			v, _ := p.Args[i+1].(string)
			return v
		}
	}
	return ""
}
