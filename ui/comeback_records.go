package ui

import (
	"slices"

	"probata/dossier"
	"probata/ui/room"
	"probata/ui/widget"
)

// leaving adds the record shown, the field with the keyboard and what stands in
// the fields without being understood.
func (e *editor) leaving(l *room.LeftOff) {
	r := e.current()
	if r == nil {
		return
	}
	l.Record, l.Loose = e.id, map[string]string{}
	if e.draft != nil {
		l.Draft, _ = dossier.Encode(e.draft) // every record has a JSON form
		l.Owner = e.trail[len(e.trail)-1]
	}
	focused := e.w.Win().Canvas().Focused()
	for _, c := range e.form(r.Type()).controls {
		if widget.Holds(c.widget.Object(), focused) {
			l.Field = c.field.Key
		}
		if c.loose == nil {
			continue
		}
		if text := c.loose(); text != "" {
			l.Loose[c.field.Key] = text
		}
	}
}

// ComeBack shows again what was left off at the lock.
func (s *section) ComeBack(l room.LeftOff) {
	if s.list != nil && l.List != s.shown && slices.Contains(s.types, l.List) {
		s.showList(l.List)
	}
	at := l.Record
	if l.Draft != nil {
		at = l.Owner
	}
	chain := room.ChainTo(s.w.Session().Dossier, at)
	if len(chain) == 0 {
		return
	}
	s.Jump(room.Place{Chain: chain})
	e := s.editor
	if r, err := dossier.Decode(l.Record.Type(), l.Draft); l.Draft != nil && err == nil {
		e.beginDraft(r)
	}
	r := e.current()
	if r == nil || e.id != l.Record {
		return
	}
	for _, c := range e.form(r.Type()).controls {
		if text := l.Loose[c.field.Key]; text != "" && c.loosen != nil {
			c.loosen(text)
		}
	}
	if l.Field != "" {
		e.focusField(l.Field)
	}
}

// Leaving adds the list and the record that are shown.
func (s *section) Leaving(l *room.LeftOff) {
	l.List = s.shown
	s.editor.leaving(l)
}
