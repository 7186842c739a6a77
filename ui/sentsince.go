package ui

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/difference"
	"probata/dossier/filing"
	"probata/dossier/submission"
	"probata/pdf"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// since is what changed in the case since a filing, as rows that open their
// places, and the ways to what was sent and to a follow-up.
func (p *inspect) since(f *dossier.Filing) []widget.InspectorSection {
	say := p.w.say
	sent := widget.InspectorSection{Title: say.T("ui.sent.kept")}
	if ev, ok := dossier.Find[*dossier.Evidence](p.w.session.Dossier, f.Document); ok {
		sent.Rows = append(sent.Rows, widget.ClickRow{
			Icon: p.w.icons["eye"], Kind: widget.Info, Title: say.T("ui.sent.look"), Subtitle: speech.Join(ev.FileName, say.Size(ev.Size)), Tapped: func() { p.w.view(ev) },
		})
	}
	sent.Rows = append(sent.Rows, widget.ClickRow{
		Icon: p.w.icons["submission"], Kind: widget.Info, Title: say.T("ui.sent.follow-up"), Subtitle: say.T("ui.sent.follow-up-about"), Tapped: func() { p.w.followUp(f) },
	})
	if f.Data == "" {
		return []widget.InspectorSection{sent}
	}
	since := widget.InspectorSection{Title: say.T("ui.sent.since"), Count: true, Kind: widget.Warning, Empty: say.T("ui.sent.same")}
	was, err := p.sentState(f)
	if err != nil {
		since.Empty = p.w.Sentence(err)
		return []widget.InspectorSection{sent, since}
	}
	if len(difference.Between(was, p.w.session.Dossier)) > 0 {
		sent.Rows = append(sent.Rows, widget.ClickRow{
			Icon: p.w.icons["export"], Kind: widget.Info, Title: say.T("ui.sent.print"), Tapped: func() { p.askDifference(f, was) },
		})
	}
	since.Rows = room.Drawn(difference.Between(was, p.w.session.Dossier), func(c difference.Change) widget.ClickRow { return p.changeRow(was, c) })
	since.More = widget.ClickRow{Icon: p.w.icons["history"], Title: say.T("ui.submit.more"), Tapped: func() { p.w.ShowTab("history") }}
	return []widget.InspectorSection{sent, since}
}

// sentState is the case as it was sent, read once.
func (p *inspect) sentState(f *dossier.Filing) (*dossier.Dossier, error) {
	if d := p.sent[f.ID]; d != nil {
		return d, nil
	}
	d, err := filing.Frozen(f)
	if err != nil {
		return nil, err
	}
	if p.sent == nil {
		p.sent = map[dossier.ID]*dossier.Dossier{}
	}
	p.sent[f.ID] = d
	return d, nil
}

func (p *inspect) changeRow(was *dossier.Dossier, c difference.Change) widget.ClickRow {
	say := p.w.say
	row := widget.ClickRow{Icon: p.w.icons["edit"], Title: speech.Join(say.T("ui.change.edited"), say.Label(p.w.session.Dossier, c.ID)), Subtitle: differenceText(say, was, p.w.session.Dossier, c), Tapped: func() { p.w.Jump(c.ID, "") }}
	switch {
	case c.Was == nil:
		row.Icon, row.Kind, row.Title = p.w.icons["add"], widget.Success, speech.Join(say.T("ui.change.added"), say.Label(p.w.session.Dossier, c.ID))
	case c.Now == nil:
		row.Icon, row.Kind, row.Title, row.Tapped = p.w.icons["trash"], widget.Danger, speech.Join(say.T("ui.change.removed"), say.Label(was, c.ID)), nil
	}
	return row
}

// mostSaid is how many letters of a value a difference shows.
const mostSaid = 60

// differenceText says field by field what a record said and what it says now.
func differenceText(s *speech.Speech, was, now *dossier.Dossier, c difference.Change) string {
	if c.Was == nil || c.Now == nil {
		return s.TypeWord(c.ID.Type())
	}
	var out []string
	for _, f := range c.Fields {
		before, after := s.Value(was, c.Was, f), s.Value(now, c.Now, f)
		if before == "" {
			before = s.T("ui.history.nothing")
		}
		if after == "" {
			after = s.T("ui.history.nothing")
		}
		out = append(out, s.T("ui.sent.field", "field", s.FieldLabel(c.ID.Type(), f.Key), "was", speech.Shorter(before, mostSaid), "now", speech.Shorter(after, mostSaid)))
	}
	return strings.Join(out, "\n")
}

// askDifference writes what changed since a filing as a PDF, after saying that
// nothing in it is redacted.
func (p *inspect) askDifference(f *dossier.Filing, was *dossier.Dossier) {
	w, say := p.w, p.w.say
	w.Ask(room.Question{Title: say.T("ui.sent.print-title"), Text: say.T("ui.sent.print-text"), Yes: say.T("ui.json.yes"), No: say.Words.Cancel, Danger: true}, func() {
		doc := filing.Document(f, was, w.session.Dossier, say.Printer, w.parts.Law, w.Today())
		var b bytes.Buffer
		w.Work(func(ctx context.Context) error {
			fonts, err := w.parts.Fonts()
			if err != nil {
				return err
			}
			_, err = pdf.Write(ctx, &b, doc, fonts)
			return err
		}, func(err error) {
			if err != nil {
				w.Fail(err)
				return
			}
			room.SaveFile(w, room.NeutralName(w, "changes", say.Tag(), ".pdf"), b.Bytes(), say.T("ui.output.written"))
		})
	})
}

// followUp begins a submission that tells the body of a filing what is new since.
func (w *Window) followUp(f *dossier.Filing) {
	forms := slices.DeleteFunc(w.parts.Forms.All(), func(x *submission.Form) bool { return !x.FollowUp })
	if len(forms) == 0 {
		w.Tell(w.say.T("ui.sent.follow-up"), w.say.T("ui.door.no-form"))
		return
	}
	w.ShowTab("submissions")
	if sh, ok := w.screen.(*shell); ok && sh.view != nil && sh.view.submit != nil {
		sh.view.submit.beginAfter(forms[0], f)
	}
}
