package speech

import (
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/submission"
	"probata/dossier/vault"
	"probata/ui/widget"
)

// Questions are all questions of a form, to be chosen from.
func Questions(s *Speech, f *submission.Form) []widget.Option {
	var out []widget.Option
	f.Questions(func(_ *submission.Section, q *submission.Question) {
		out = append(out, widget.Option{Key: q.ID, Label: Spaced(q.Number, q.Label.In(s.Tag())), Detail: q.ID})
	})
	return out
}

// Named is a problem with the label of its question in place of the question's id.
func Named(s *Speech, filled *submission.Filled, p dossier.Problem) string {
	args := slices.Clone(p.Args)
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] != "question" {
			continue
		}
		filled.Form.Questions(func(_ *submission.Section, q *submission.Question) {
			if q.ID == args[i+1] {
				args[i+1] = Spaced(q.Number, Shorter(q.Label.In(s.Tag()), 70))
			}
		})
	}
	p.Args = args
	return s.Problem(p)
}

// Places says what is wrong with where a folder lies, "" for nothing.
func Places(s *Speech, dir string) string {
	if strings.TrimSpace(dir) == "" {
		return ""
	}
	var out []string
	for _, p := range vault.Places(dir) {
		out = append(out, s.T("ui."+string(p)))
	}
	return strings.Join(out, " ")
}
