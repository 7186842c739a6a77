package submit

import (
	"context"
	"strings"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/dossier/giveout"
	"probata/pdf"
	"probata/ui/room"
	"probata/ui/widget"
)

// AskSent asks when it was sent, and says what is frozen by that.
func (s *Screen) AskSent() {
	s.w.Session().Flush()
	s.Answer.Writing = false
	s.Refill()
	if s.Filled != nil {
		s.cleared(false, s.askWhen)
	}
}

// askWhen asks for the day and the reference.
func (s *Screen) askWhen() {
	say := s.w.Say()
	on := room.NewWhenField("sent", say.T("ui.date.hint"), s.w)
	said := desk.Said{On: dossier.Date{EDTF: s.w.Today().String()}}
	on.Set(said.On)
	on.OnChanged = func(d dossier.Date) { said.On = d }
	reference := widget.NewLineField("reference", say.T("ui.sent.reference-hint"))
	more := widget.NewStack(10,
		room.Labelled(say.FieldLabel(dossier.TypeFiling, "filed"), on.Object()),
		room.Labelled(say.FieldLabel(dossier.TypeFiling, "reference"), reference.Object()))
	if b := s.stopped(); b != nil {
		more.Add(b)
	}
	s.w.Ask(room.Question{Title: say.T("ui.sent.title"), Text: say.T("ui.sent.text"), More: more, Yes: say.T("ui.sent.yes"), No: say.Words.Cancel}, func() {
		said.Reference = strings.TrimSpace(reference.Text())
		s.Freeze(said)
	})
}

// Freeze keeps what was sent: the pages as a file of the case with its hash, the
// case as it is, and the filing that names both.
func (s *Screen) Freeze(said desk.Said) {
	if s.Filled == nil || s.w.Busy() {
		return
	}
	ses, id := s.w.Session(), s.w.Session().CaseID()
	out, shelf := s.Outgoing(giveout.PDF, pdf.Options{}), room.Shelf(s.w)
	var kept desk.Sent
	s.w.Job(s.w.Say().T("ui.sent.freezing"), func(ctx context.Context, _ func(done, total int64)) (err error) {
		kept, err = shelf.Send(ctx, ses.Store, out, said)
		return err
	}, func(err error, ended bool) {
		if err != nil {
			s.w.Fail(err)
			return
		}
		if ended || s.w.Session() != ses || ses.CaseID() != id {
			return
		}
		if err := ses.Reload(context.Background(), kept.Filing.ID); err != nil {
			s.w.Fail(err)
			return
		}
		s.w.Jump(kept.Filing.ID, "reply-due")
		s.w.Notice(s.w.Say().T("ui.sent.done"))
	})
}
