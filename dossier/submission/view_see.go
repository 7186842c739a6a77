package submission

import (
	"fmt"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
)

// see points to the questions of the filter in place of saying the same again: mandates ask in words of their own what the
// general part has told. It answers nothing while none of those has an answer.
func (f *filler) see(q *Question) []document.Block {
	var where []string
	for _, a := range f.answers {
		if slices.Contains(q.Filter, a.Question.ID) && len(a.Blocks) > 0 {
			number := a.Question.Number
			if number == "" {
				number = f.t("quoted", "words", a.Question.Label.In(f.req.Language))
			}
			where = append(where, number)
		}
	}
	if len(where) == 0 {
		return nil
	}
	return []document.Block{document.Para(f.t("see.where", "where", f.words.List(where)))}
}

// places is where it happened, each place once: of the events in which an act was done, or of those whose kind the filter
// names.
func (f *filler) places(q *Question) []document.Block {
	var out []string
	for _, e := range f.incidentEvents(q) {
		s := strings.Join(compact(e.Venue, e.Area, f.choice("country", e.Country)), ", ")
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return f.oneLine(out)
}

// dates is when it happened, each date once, of the same events; the date of an act goes before that of its event.
func (f *filler) dates(q *Question) []document.Block {
	var out []string
	for _, e := range f.incidentEvents(q) {
		when := []string{f.date(e.When)}
		for _, a := range dossier.As[*dossier.Act](f.d.Children(e.ID, dossier.TypeAct)) {
			if !a.When.IsZero() {
				when = append(slices.DeleteFunc(when, func(s string) bool { return s == f.date(e.When) }), f.date(a.When))
			}
		}
		for _, s := range compact(when...) {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return f.oneLine(out)
}

func (f *filler) incidentEvents(q *Question) []*dossier.Event {
	return slices.DeleteFunc(slices.Clone(f.timelineEvents()), func(e *dossier.Event) bool {
		if len(q.Filter) > 0 {
			return !slices.Contains(q.Filter, e.Kind)
		}
		return len(f.d.Children(e.ID, dossier.TypeAct)) == 0
	})
}

func (f *filler) oneLine(parts []string) []document.Block {
	if len(parts) == 0 {
		return nil
	}
	return []document.Block{document.Paragraph{Spans: f.content(strings.Join(parts, "; "))}}
}

// sees checks that what is pointed to is asked, and before: a pointer to a later answer would find none.
func (c *formChecker) sees() {
	asked := map[string]bool{}
	c.form.Questions(func(_ *Section, q *Question) {
		asked[q.ID] = true
		if q.View != "see" {
			return
		}
		if len(q.Filter) == 0 {
			c.fault(q.ID, "filter must name the questions that answer it")
		}
		for _, id := range q.Filter {
			if id == q.ID || !asked[id] {
				c.fault(q.ID, fmt.Sprintf("filter: no question %q stands before it", id))
			}
		}
	})
}
