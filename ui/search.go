package ui

import (
	"context"
	"strings"

	"probata/dossier"
	"probata/ui/speech"
	"probata/ui/widget"
)

// searchMost is how many hits the search everywhere shows.
const searchMost = 60

// search finds any record of the vault by its words and goes there.
func (s *shell) search() {
	anchor := s.side
	widget.Pick(widget.Anchor(anchor), s.w.say.T("ui.search.title"), s.w.say.Words, s.hits, s.goTo)
}

// searchFor is the search with words already typed in the column of cases.
func (s *shell) searchFor(q string) {
	hits := s.hits(q)
	if len(s.shown) == 0 && len(hits) == 1 {
		s.goTo(hits[0])
		return
	}
	if len(s.shown) == 1 {
		s.openCase(s.shown[0].ID)
		return
	}
	s.search()
}

// hits are the records that hold the words. The key of an option is the case
// and the record, the field behind them.
func (s *shell) hits(q string) []widget.Option {
	if strings.TrimSpace(q) == "" {
		return s.everyCase()
	}
	s.w.session.Flush()
	found, err := s.w.session.Store.Search(context.Background(), q, searchMost)
	if err != nil {
		s.w.Fail(err)
		return nil
	}
	say := s.w.say
	title := map[dossier.ID]string{}
	for _, c := range s.w.session.Cases {
		title[c.ID] = c.Title
	}
	out := make([]widget.Option, 0, len(found))
	for _, h := range found {
		t := h.Record.Type()
		out = append(out, widget.Option{
			Key:   string(h.Case) + " " + string(h.Record) + " " + h.Field,
			Label: h.Snippet, Detail: speech.Join(say.TypeWord(t), say.FieldLabel(t, h.Field), title[h.Case]),
		})
	}
	return out
}

// everyCase is what the search offers before anything is typed.
func (s *shell) everyCase() []widget.Option {
	var out []widget.Option
	for _, c := range s.w.session.Cases {
		r := s.w.say.CaseRow(c, s.w.icons)
		out = append(out, widget.Option{Key: string(c.ID) + " " + string(c.ID) + " ", Label: r.Title, Detail: r.Subtitle})
	}
	return out
}

func (s *shell) goTo(o widget.Option) {
	parts := strings.Split(o.Key, " ")
	if len(parts) < 3 || parts[0] == "" {
		return
	}
	if s.w.session.CaseID() != dossier.ID(parts[0]) || s.view == nil {
		s.openCase(dossier.ID(parts[0]))
	}
	s.w.Jump(dossier.ID(parts[1]), parts[2])
}
