package records

import (
	"slices"

	"probata/dossier"
	"probata/ui/room"
	"probata/ui/widget"
)

// leaving adds the record shown, the field with the keyboard and what stands in
// the fields without being understood.
func (e *Editor) leaving(l *room.LeftOff) {
	r := e.Current()
	if r == nil {
		return
	}
	l.Record, l.Loose = e.ID, map[string]string{}
	if e.Draft != nil {
		l.Draft, _ = dossier.Encode(e.Draft) // every record has a JSON form
		l.Owner = e.trail[len(e.trail)-1]
	}
	focused := e.w.Win().Canvas().Focused()
	for _, c := range e.Form(r.Type()).Controls {
		if widget.Holds(c.Widget.Object(), focused) {
			l.Field = c.Field.Key
		}
		if c.loose == nil {
			continue
		}
		if text := c.loose(); text != "" {
			l.Loose[c.Field.Key] = text
		}
	}
}

// ComeBack shows again what was left off at the lock.
func (s *Screen) ComeBack(l room.LeftOff) {
	if s.List != nil && l.List != s.shown && slices.Contains(s.types, l.List) {
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
	e := s.Editor
	if r, err := dossier.Decode(l.Record.Type(), l.Draft); l.Draft != nil && err == nil {
		e.beginDraft(r)
	}
	r := e.Current()
	if r == nil || e.ID != l.Record {
		return
	}
	for _, c := range e.Form(r.Type()).Controls {
		if text := l.Loose[c.Field.Key]; text != "" && c.loosen != nil {
			c.loosen(text)
		}
	}
	if l.Field != "" {
		e.focusField(l.Field)
	}
}

// Leaving adds the list and the record that are shown.
func (s *Screen) Leaving(l *room.LeftOff) {
	l.List = s.shown
	s.Editor.leaving(l)
}
