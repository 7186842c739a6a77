package ui

import (
	"context"
	"strings"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/dossier/giveout"
	"probata/pdf"
	"probata/ui/widget"
)

// askSent asks when it was sent, and says what is frozen by that.
func (s *submissions) askSent() {
	s.w.session.flush()
	s.answer.writing = false
	s.refill()
	if s.filled != nil {
		s.cleared(false, s.askWhen)
	}
}

// askWhen asks for the day and the reference.
func (s *submissions) askWhen() {
	say := s.w.say
	on := newWhenField("sent", say.T("ui.date.hint"), say, s.w.icons)
	said := desk.Said{On: dossier.Date{EDTF: s.w.today().String()}}
	on.Set(said.On)
	on.OnChanged = func(d dossier.Date) { said.On = d }
	reference := widget.NewLineField("reference", say.T("ui.sent.reference-hint"))
	more := widget.NewStack(10,
		labelled(say.fieldLabel(dossier.TypeFiling, "filed"), on.Object()),
		labelled(say.fieldLabel(dossier.TypeFiling, "reference"), reference.Object()))
	if b := s.stopped(); b != nil {
		more.Add(b)
	}
	s.w.ask(question{title: say.T("ui.sent.title"), text: say.T("ui.sent.text"), more: more, yes: say.T("ui.sent.yes"), no: say.words.Cancel}, func() {
		said.Reference = strings.TrimSpace(reference.Text())
		s.freeze(said)
	})
}

// freeze keeps what was sent: the pages as a file of the case with its hash, the
// case as it is, and the filing that names both.
func (s *submissions) freeze(said desk.Said) {
	sh, ok := s.w.screen.(*shell)
	if !ok || s.filled == nil || sh.task.cancel != nil {
		return
	}
	ses, id := s.w.session, s.w.session.caseID()
	out, shelf := s.outgoing(giveout.PDF, pdf.Options{}), s.w.shelf()
	var kept desk.Sent
	sh.working(s.w.say.T("ui.sent.freezing"))
	sh.task.run(func(ctx context.Context, _ func(done, total int64)) (err error) {
		kept, err = shelf.Send(ctx, ses.store, out, said)
		return err
	}, func(err error, ended bool) {
		sh.working("")
		if err != nil {
			s.w.fail(err)
			return
		}
		if ended || s.w.session != ses || ses.caseID() != id {
			return
		}
		if err := ses.reload(context.Background(), kept.Filing.ID); err != nil {
			s.w.fail(err)
			return
		}
		s.w.jump(kept.Filing.ID, "reply-due")
		s.w.notice(s.w.say.T("ui.sent.done"))
	})
}
