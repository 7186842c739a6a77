package ui

import (
	"slices"

	"probata/dossier"
	"probata/dossier/submission"
	"probata/ui/speech"
	"probata/ui/widget"
)

// questions are all questions of a form, to be chosen from.
func questions(s *speech.Speech, f *submission.Form) []widget.Option {
	var out []widget.Option
	f.Questions(func(_ *submission.Section, q *submission.Question) {
		out = append(out, widget.Option{Key: q.ID, Label: speech.Spaced(q.Number, q.Label.In(s.Tag())), Detail: q.ID})
	})
	return out
}

// named is a problem with the label of its question in place of the question's id.
func named(s *speech.Speech, filled *submission.Filled, p dossier.Problem) string {
	args := slices.Clone(p.Args)
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] != "question" {
			continue
		}
		filled.Form.Questions(func(_ *submission.Section, q *submission.Question) {
			if q.ID == args[i+1] {
				args[i+1] = speech.Spaced(q.Number, speech.Shorter(q.Label.In(s.Tag()), 70))
			}
		})
	}
	p.Args = args
	return s.Problem(p)
}
