package records

import (
	"bytes"
	"context"
	"strings"

	"probata/dossier"
	"probata/dossier/difference"
	"probata/dossier/filing"
	"probata/pdf"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// since is what changed in the case since a filing, as rows that open their
// places, and the ways to what was sent and to a follow-up.
func (p *Inspect) since(f *dossier.Filing) []widget.InspectorSection {
	say := p.w.Say()
	sent := widget.InspectorSection{Title: say.T("ui.sent.kept")}
	if ev, ok := dossier.Find[*dossier.Evidence](p.w.Session().Dossier, f.Document); ok {
		sent.Rows = append(sent.Rows, widget.ClickRow{
			Icon: p.w.Icons()["eye"], Kind: widget.Info, Title: say.T("ui.sent.look"), Subtitle: speech.Join(ev.FileName, say.Size(ev.Size)), Tapped: func() { p.w.View(ev) },
		})
	}
	sent.Rows = append(sent.Rows, widget.ClickRow{
		Icon: p.w.Icons()["submission"], Kind: widget.Info, Title: say.T("ui.sent.follow-up"), Subtitle: say.T("ui.sent.follow-up-about"), Tapped: func() { p.w.FollowUp(f) },
	})
	if f.Data == "" {
		return []widget.InspectorSection{sent}
	}
	since := widget.InspectorSection{Title: say.T("ui.sent.since"), Count: true, Kind: widget.Warning, Empty: say.T("ui.sent.same")}
	was, err := p.SentState(f)
	if err != nil {
		since.Empty = p.w.Sentence(err)
		return []widget.InspectorSection{sent, since}
	}
	if len(difference.Between(was, p.w.Session().Dossier)) > 0 {
		sent.Rows = append(sent.Rows, widget.ClickRow{
			Icon: p.w.Icons()["export"], Kind: widget.Info, Title: say.T("ui.sent.print"), Tapped: func() { p.AskDifference(f, was) },
		})
	}
	since.Rows = room.Drawn(difference.Between(was, p.w.Session().Dossier), func(c difference.Change) widget.ClickRow { return p.changeRow(was, c) })
	since.More = widget.ClickRow{Icon: p.w.Icons()["history"], Title: say.T("ui.submit.more"), Tapped: func() { p.w.ShowTab("history") }}
	return []widget.InspectorSection{sent, since}
}

// SentState is the case as it was sent, read once.
func (p *Inspect) SentState(f *dossier.Filing) (*dossier.Dossier, error) {
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

func (p *Inspect) changeRow(was *dossier.Dossier, c difference.Change) widget.ClickRow {
	say := p.w.Say()
	row := widget.ClickRow{Icon: p.w.Icons()["edit"], Title: speech.Join(say.T("ui.change.edited"), say.Label(p.w.Session().Dossier, c.ID)), Subtitle: differenceText(say, was, p.w.Session().Dossier, c), Tapped: func() { p.w.Jump(c.ID, "") }}
	switch {
	case c.Was == nil:
		row.Icon, row.Kind, row.Title = p.w.Icons()["add"], widget.Success, speech.Join(say.T("ui.change.added"), say.Label(p.w.Session().Dossier, c.ID))
	case c.Now == nil:
		row.Icon, row.Kind, row.Title, row.Tapped = p.w.Icons()["trash"], widget.Danger, speech.Join(say.T("ui.change.removed"), say.Label(was, c.ID)), nil
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

// AskDifference writes what changed since a filing as a PDF, after saying that
// nothing in it is redacted.
func (p *Inspect) AskDifference(f *dossier.Filing, was *dossier.Dossier) {
	w, say := p.w, p.w.Say()
	w.Ask(room.Question{Title: say.T("ui.sent.print-title"), Text: say.T("ui.sent.print-text"), Yes: say.T("ui.json.yes"), No: say.Words.Cancel, Danger: true}, func() {
		doc := filing.Document(f, was, w.Session().Dossier, say.Printer, w.Data().Law, w.Today())
		var b bytes.Buffer
		w.Work(func(ctx context.Context) error {
			fonts, err := w.Data().Fonts()
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
