package submit

import (
	"probata/dossier"
	"probata/ui/room"
	"probata/ui/widget"
)

// ComeBack shows again what was left off at the lock.
func (s *Screen) ComeBack(l room.LeftOff) {
	if l.Submission == "" {
		return
	}
	s.Jump(room.Place{Chain: []dossier.ID{l.Submission}})
	if s.ID != l.Submission || l.Question == "" || s.Filled == nil {
		return
	}
	s.openQuestion(l.Question)
	if l.Passage != "" && s.Write() {
		s.Writing.Go(l.Passage)
		if l.Field != "" {
			s.Writing.Pane.focus()
		}
		return
	}
	if l.Field != "" && s.Answer.Text != nil {
		s.w.Win().Canvas().Focus(s.Answer.Text.FocusTarget())
	}
}

// Leaving adds the submission and the question that are shown.
func (s *Screen) Leaving(l *room.LeftOff) {
	l.Submission, l.Question = s.ID, s.Chosen
	if s.Writing != nil {
		l.Passage = s.Writing.About
		if f := s.Writing.Pane.Text; f != nil && widget.Holds(f.Object(), s.w.Win().Canvas().Focused()) {
			l.Field = f.Key()
		}
		return
	}
	if s.Answer != nil && s.Answer.Text != nil && widget.Holds(s.Answer.Text.Object(), s.w.Win().Canvas().Focused()) {
		l.Field = s.Answer.Text.Key()
	}
}
