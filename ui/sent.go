package ui

import (
	"bytes"
	"context"
	"strings"

	"probata/dossier"
	"probata/dossier/exchange"
	"probata/dossier/store"
	"probata/dossier/submission"
	"probata/pdf"
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
	s.w.session.flush()
	s.answer.writing = false
	s.refill()
	if s.filled == nil {
		return
	}
	say := s.w.say
	on := newWhenField("sent", say.T("ui.date.hint"), say, s.w.icons)
	said := sending{on: dossier.Date{EDTF: s.w.today().String()}}
	on.Set(said.on)
	on.OnChanged = func(d dossier.Date) { said.on = d }
	reference := widget.NewLineField("reference", say.T("ui.sent.reference-hint"))
	more := widget.NewStack(10,
		labelled(say.fieldLabel(dossier.TypeFiling, "filed"), on.Object()),
		labelled(say.fieldLabel(dossier.TypeFiling, "reference"), reference.Object()))
	if b := s.stopped(); b != nil {
		more.Add(b)
	}
	s.w.ask(question{title: say.T("ui.sent.title"), text: say.T("ui.sent.text"), more: more, yes: say.T("ui.sent.yes"), no: say.words.Cancel}, func() {
		said.reference = strings.TrimSpace(reference.Text())
		s.freeze(said)
	})
}

// freeze keeps what was sent: the pages as a file of the case with its hash, the
// case as it was, and the filing that names both.
func (s *submissions) freeze(said sending) {
	sh, ok := s.w.screen.(*shell)
	if !ok || sh.task.cancel != nil {
		return
	}
	ses, filled, r := s.w.session, s.filled, s.record()
	var data bytes.Buffer
	if err := exchange.WriteJSON(&data, ses.d); err != nil {
		s.w.fail(err)
		return
	}
	body, id := bodyOf(filled), ses.caseID()
	pages, o, err := s.withAnnexes(output{key: "pdf"}, pdf.Options{})
	if err != nil {
		s.w.fail(err)
		return
	}
	name := s.w.neutralName("sent-"+filled.Form.ID, filled.Language, ".pdf")
	var ev *dossier.Evidence
	sh.working(s.w.say.T("ui.sent.freezing"))
	sh.task.run(func(ctx context.Context, progress func(done, total int64)) error {
		var file bytes.Buffer
		if _, err := s.w.writeAs(ctx, "pdf", pages, o, &file); err != nil {
			return err
		}
		total := int64(file.Len())
		var err error
		ev, err = ses.store.TakeIn(ctx, id, store.Intake{Name: name, MediaType: "application/pdf", Content: &file, Progress: func(done int64) { progress(done, total) }})
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
		if err := ses.reload(context.Background(), ev.ID); err != nil {
			s.w.fail(err)
			return
		}
		filing := s.w.create(dossier.TypeFiling, "", func(x dossier.Record) {
			f := x.(*dossier.Filing)
			f.Body, f.Procedure, f.Victim = body, filled.Form.Title.In(filled.Language), r.Victim
			f.Filed, f.Reference, f.Outcome = said.on, said.reference, "pending"
			f.Language, f.Edition = filled.Language, string(filled.Edition)
			f.Data, f.Document, f.SHA256 = data.String(), ev.ID, ev.SHA256
		})
		if filing != "" {
			s.w.jump(filing, "reply-due")
			s.w.notice(s.w.say.T("ui.sent.done"))
		}
	})
}

// bodyOf is whom a submission is for: the body chosen in it, else that of the form.
func bodyOf(f *submission.Filled) string {
	for i := range f.Answers {
		if a := &f.Answers[i]; a.Question.ID == f.Form.BodyBy && len(a.Keys) > 0 {
			return a.Keys[0]
		}
	}
	return f.Form.Body
}
