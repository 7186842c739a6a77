package ui

import (
	"context"
	"strings"

	"probata/dossier"
	"probata/dossier/filing"
	"probata/dossier/giveout"
	"probata/pdf"
	"probata/ui/room"
	"probata/ui/widget"
)

// sending is what a person says of a submission that has left: when, and under
// which reference the body knows it.
type sending struct {
	on        dossier.Date
	reference string
}

// askSent asks when it was sent, and says what is frozen by that.
func (s *submissions) askSent() {
	s.w.Session().Flush()
	s.answer.writing = false
	s.refill()
	if s.filled != nil {
		s.cleared(false, s.askWhen)
	}
}

// askWhen asks for the day and the reference.
func (s *submissions) askWhen() {
	say := s.w.Say()
	on := room.NewWhenField("sent", say.T("ui.date.hint"), say, s.w.Icons())
	said := sending{on: dossier.Date{EDTF: s.w.Today().String()}}
	on.Set(said.on)
	on.OnChanged = func(d dossier.Date) { said.on = d }
	reference := widget.NewLineField("reference", say.T("ui.sent.reference-hint"))
	more := widget.NewStack(10,
		room.Labelled(say.FieldLabel(dossier.TypeFiling, "filed"), on.Object()),
		room.Labelled(say.FieldLabel(dossier.TypeFiling, "reference"), reference.Object()))
	if b := s.stopped(); b != nil {
		more.Add(b)
	}
	s.w.Ask(room.Question{Title: say.T("ui.sent.title"), Text: say.T("ui.sent.text"), More: more, Yes: say.T("ui.sent.yes"), No: say.Words.Cancel}, func() {
		said.reference = strings.TrimSpace(reference.Text())
		s.freeze(said)
	})
}

// freeze keeps what was sent: the pages as a file of the case with its hash, the
// case as it is, and the filing that names both.
func (s *submissions) freeze(said sending) {
	if s.w.Busy() {
		return
	}
	ses, id := s.w.Session(), s.w.Session().CaseID()
	filled, o, err := s.withAnnexes(output{key: "pdf"}, pdf.Options{})
	if err != nil {
		s.w.Fail(err)
		return
	}
	name := room.NeutralName(s.w, "sent-"+filled.Form.ID, filled.Language, ".pdf")
	var kept *dossier.Filing
	s.w.Job(s.w.Say().T("ui.sent.freezing"), func(ctx context.Context, _ func(done, total int64)) error {
		made, err := giveout.Make(ctx, order(s.w, "pdf", filled, o))
		if err != nil {
			return err
		}
		d, err := ses.Store.Load(ctx, id) // the one on the screen may be edited meanwhile
		if err != nil {
			return err
		}
		kept, err = filing.Freeze(ctx, ses.Store, d, filing.Sent{
			Filled: filled, Document: made.Data, MediaType: "application/pdf", Name: name, On: said.on, Reference: said.reference,
		})
		return err
	}, func(err error, ended bool) {
		if err != nil {
			s.w.Fail(err)
			return
		}
		if ended || s.w.Session() != ses || ses.CaseID() != id {
			return
		}
		if err := ses.Reload(context.Background(), kept.ID); err != nil {
			s.w.Fail(err)
			return
		}
		s.w.Jump(kept.ID, "reply-due")
		s.w.Notice(s.w.Say().T("ui.sent.done"))
	})
}
