package submission

import (
	"slices"

	"probata/dossier"
)

// settle drops questions whose condition does not hold, and says which of the
// others are required. What a dropped question cited in full was said to nobody,
// so the others are then answered again.
func (f *filler) settle() {
	var keep []Answer
	for _, a := range f.answers {
		if !f.shown(a.Question) {
			continue
		}
		a.Required = a.Question.Required || a.Question.required.set() && f.holds(a.Question.required)
		keep = append(keep, a)
	}
	again := len(keep) < len(f.answers)
	f.answers = keep
	if !again {
		return
	}
	f.cited = newNotebook()
	clear(f.argued)
	f.answers = nil
	for _, a := range keep {
		b := f.answer(a.Section, a.Question)
		b.Required = a.Required
		f.answers = append(f.answers, b)
	}
}

// shown tells whether a question is asked. A question that is not asked has no
// answer that another could depend on; there are no circles of conditions.
func (f *filler) shown(q *Question) bool { return f.shows(q.within) && f.shows(q.show) }

func (f *filler) shows(c condition) bool {
	if !c.set() {
		return true
	}
	if !f.holds(c) {
		return false
	}
	if c.about != "question" {
		return true // the other conditions look at what they rest on themselves
	}
	for _, a := range f.answers {
		if a.Question.ID == c.question {
			return f.shown(a.Question)
		}
	}
	return true
}

func (f *filler) holds(c condition) bool {
	var have []string
	switch c.about {
	case "edition":
		have = []string{string(f.req.Edition)}
	case "language":
		have = []string{f.req.Language}
	case "author":
		have = []string{"other"}
		if f.req.Author != "" && slices.Contains(f.ofRequest(), f.req.Author) {
			have = []string{"victim"}
		}
		if p, ok := dossier.Find[*dossier.Party](f.full, f.req.Author); ok && p.Kind != "person" && p.Kind != "group" {
			have = append(have, "organisation")
		}
	case "late":
		have = []string{f.late()}
	case "unanswered":
		return slices.ContainsFunc(f.answers, func(a Answer) bool {
			return slices.Contains(c.values, a.Question.ID) && f.shown(a.Question) && f.unanswered(a)
		})
	case "question":
		for _, a := range f.answers {
			if a.Question.ID == c.question {
				have = a.Keys
			}
		}
	}
	return slices.ContainsFunc(have, func(s string) bool { return slices.Contains(c.values, s) })
}
