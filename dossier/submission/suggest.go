package submission

import (
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/datafile"
)

// choices says of choices that the case speaks for what was taken over and what was left, so that nobody sends a
// suggestion for a decision, and of what is chosen what nobody has seen in force.
func (p *preflight) choices() {
	for i := range p.answers {
		a := &p.answers[i]
		if len(a.Suggested) > 0 {
			p.suggestion(a)
		}
		p.unseen(a)
	}
}

func (p *preflight) suggestion(a *Answer) {
	if !a.Own && slices.Equal(a.Keys, sorted(a.Suggested)) {
		p.add(dossier.Hint, p.ownPlace(a.Question.ID), "suggested", "question", a.Question.ID, "options", p.labels(a.Question, a.Suggested))
		return
	}
	left := slices.DeleteFunc(slices.Clone(a.Suggested), func(k string) bool { return slices.Contains(a.Keys, k) })
	if a.Question.Kind == "choices" && len(left) > 0 {
		p.add(dossier.Hint, p.ownPlace(a.Question.ID), "suggested-left", "question", a.Question.ID, "options", p.labels(a.Question, left))
	}
}

// unseen: what is behind an option comes and goes (mandates are renewed from year to year), and the form has it from memory
// or from others.
func (p *preflight) unseen(a *Answer) {
	var keys []string
	asOf := ""
	for _, k := range a.Keys {
		o, ok := a.Question.Choice(k)
		if !ok || o.Source == "" || o.Confidence == datafile.Verified {
			continue
		}
		keys = append(keys, k)
		if asOf == "" || o.Date < asOf {
			asOf = o.Date
		}
	}
	if len(keys) > 0 {
		p.add(dossier.Hint, p.ownPlace(a.Question.ID), "option-unseen", "question", a.Question.ID, "options", p.labels(a.Question, keys), "asof", asOf)
	}
}

// labels are the words of options, whose own words hold commas.
func (p *preflight) labels(q *Question, keys []string) string {
	out := make([]string, 0, len(keys))
	for _, k := range keys {
		label, _ := q.OptionLabel(k, p.req.Language)
		out = append(out, label)
	}
	return strings.Join(out, "; ")
}

func sorted(keys []string) []string { return slices.Sorted(slices.Values(keys)) }
