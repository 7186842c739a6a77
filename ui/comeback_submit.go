package ui

import (
	"probata/dossier"
	"probata/ui/room"
	"probata/ui/widget"
)

// ComeBack shows again what was left off at the lock.
func (s *submissions) ComeBack(l room.LeftOff) {
	if l.Submission == "" {
		return
	}
	s.Jump(room.Place{Chain: []dossier.ID{l.Submission}})
	if s.id != l.Submission || l.Question == "" || s.filled == nil {
		return
	}
	s.openQuestion(l.Question)
	if l.Field != "" && s.answer.text != nil {
		s.w.Win().Canvas().Focus(s.answer.text.FocusTarget())
	}
}

// Leaving adds the submission and the question that are shown.
func (s *submissions) Leaving(l *room.LeftOff) {
	l.Submission, l.Question = s.id, s.chosen
	if s.answer != nil && s.answer.text != nil && widget.Holds(s.answer.text.Object(), s.w.Win().Canvas().Focused()) {
		l.Field = s.answer.text.Key()
	}
}
