package ui

import (
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/exchange"
	"probata/ui/widget"
)

// sentChange is a record that is not as it was when the case was sent.
type sentChange struct {
	id       dossier.ID
	was, now dossier.Record // nil: it was not there, it is gone
}

// unsent are types that are no part of what a body was told.
var unsent = []dossier.Type{
	dossier.TypeFiling, dossier.TypeSubmission, dossier.TypeAnswer, dossier.TypeWaiver, dossier.TypeNote, dossier.TypeTask, dossier.TypeCustody,
}

// changesSince are the records that differ between two states of a case, those
// that are there now in their order, then those that went.
func changesSince(was, now *dossier.Dossier) []sentChange {
	var out []sentChange
	sent := map[dossier.ID]bool{} // documents as they were sent: the body has them
	for _, f := range dossier.Of[*dossier.Filing](now) {
		sent[f.Document] = true
	}
	for _, t := range dossier.Tables() {
		if slices.Contains(unsent, t.Type) {
			continue
		}
		for _, r := range now.List(t.Type) {
			id := r.Header().ID
			if sent[id] {
				continue
			}
			if old := was.Get(id); old == nil || !sameWords(old, r) {
				out = append(out, sentChange{id, old, r})
			}
		}
	}
	for _, t := range dossier.Tables() {
		for _, r := range was.List(t.Type) {
			if id := r.Header().ID; !slices.Contains(unsent, t.Type) && now.Get(id) == nil {
				out = append(out, sentChange{id, r, nil})
			}
		}
	}
	return out
}

// sameWords compares what two states of a record say, not where they stand in a list.
func sameWords(a, b dossier.Record) bool { return len(fieldsBetween(a, b)) == 0 }

func fieldsBetween(a, b dossier.Record) []dossier.Field {
	var out []dossier.Field
	for _, f := range dossier.TableOf(b.Type()).Fields {
		same := f.String(a) == f.String(b) && f.Number(a) == f.Number(b) && f.Date(a) == f.Date(b) &&
			slices.Equal(f.Strings(a), f.Strings(b)) && slices.Equal(f.Links(a), f.Links(b))
		if !same {
			out = append(out, f)
		}
	}
	return out
}

// since is what changed in the case since a filing, as rows that open their
// places, and the ways to what was sent and to a follow-up.
func (p *inspect) since(f *dossier.Filing) []widget.InspectorSection {
	say := p.w.say
	sent := widget.InspectorSection{Title: say.T("ui.sent.kept")}
	if ev, ok := dossier.Find[*dossier.Evidence](p.w.session.d, f.Document); ok {
		sent.Rows = append(sent.Rows, widget.ClickRow{
			Icon: p.w.icons["eye"], Kind: widget.Info, Title: say.T("ui.sent.look"), Subtitle: join(ev.FileName, say.Size(ev.Size)), Tapped: func() { p.w.view(ev) },
		})
	}
	sent.Rows = append(sent.Rows, widget.ClickRow{
		Icon: p.w.icons["submission"], Kind: widget.Info, Title: say.T("ui.sent.follow-up"), Subtitle: say.T("ui.sent.follow-up-about"), Tapped: func() { p.followUp(f) },
	})
	if f.Data == "" {
		return []widget.InspectorSection{sent}
	}
	since := widget.InspectorSection{Title: say.T("ui.sent.since"), Count: true, Kind: widget.Warning, Empty: say.T("ui.sent.same")}
	was, err := p.sentState(f)
	if err != nil {
		since.Empty = p.w.sentence(err)
		return []widget.InspectorSection{sent, since}
	}
	since.Rows = drawn(changesSince(was, p.w.session.d), func(c sentChange) widget.ClickRow { return p.changeRow(was, c) })
	since.More = widget.ClickRow{Icon: p.w.icons["history"], Title: say.T("ui.submit.more"), Tapped: func() { p.w.showTab("history") }}
	return []widget.InspectorSection{sent, since}
}

// sentState is the case as it was sent, read once.
func (p *inspect) sentState(f *dossier.Filing) (*dossier.Dossier, error) {
	if d := p.sent[f.ID]; d != nil {
		return d, nil
	}
	d, err := exchange.ReadJSON(strings.NewReader(f.Data))
	if err != nil {
		return nil, err
	}
	if p.sent == nil {
		p.sent = map[dossier.ID]*dossier.Dossier{}
	}
	p.sent[f.ID] = d
	return d, nil
}

func (p *inspect) changeRow(was *dossier.Dossier, c sentChange) widget.ClickRow {
	say := p.w.say
	row := widget.ClickRow{Icon: p.w.icons["edit"], Title: join(say.T("ui.change.edited"), say.label(p.w.session.d, c.id)), Subtitle: say.difference(was, p.w.session.d, c), Tapped: func() { p.w.jump(c.id, "") }}
	switch {
	case c.was == nil:
		row.Icon, row.Kind, row.Title = p.w.icons["add"], widget.Success, join(say.T("ui.change.added"), say.label(p.w.session.d, c.id))
	case c.now == nil:
		row.Icon, row.Kind, row.Title, row.Tapped = p.w.icons["trash"], widget.Danger, join(say.T("ui.change.removed"), say.label(was, c.id)), nil
	}
	return row
}

// mostSaid is how many letters of a value a difference shows.
const mostSaid = 60

// difference says field by field what a record said and what it says now.
func (s *speech) difference(was, now *dossier.Dossier, c sentChange) string {
	if c.was == nil || c.now == nil {
		return s.typeWord(c.id.Type())
	}
	var out []string
	for _, f := range fieldsBetween(c.was, c.now) {
		before, after := s.value(was, c.was, f), s.value(now, c.now, f)
		if before == "" {
			before = s.T("ui.history.nothing")
		}
		if after == "" {
			after = s.T("ui.history.nothing")
		}
		out = append(out, s.T("ui.sent.field", "field", s.fieldLabel(c.id.Type(), f.Key), "was", shorter(before, mostSaid), "now", shorter(after, mostSaid)))
	}
	return strings.Join(out, "\n")
}

// followUp begins a submission to the body of a filing, with a note of what
// changed since.
func (p *inspect) followUp(f *dossier.Filing) {
	say := p.w.say
	forms := formsOf(p.w.parts.Forms, f.Body)
	for _, x := range forms {
		if x.Title.In(f.Language) == f.Procedure { // the form that was sent
			forms[0] = x
		}
	}
	if len(forms) == 0 {
		p.w.tell(say.T("ui.sent.follow-up"), say.T("ui.door.no-form"))
		return
	}
	if was, err := p.sentState(f); err == nil && f.Data != "" {
		p.w.noteChanges(f, was)
	}
	p.w.showTab("submissions")
	if sh, ok := p.w.screen.(*shell); ok && sh.view != nil && sh.view.submit != nil {
		sh.view.submit.beginFor(forms[0].ID, f.Body, f.Victim)
	}
}

// noteChanges keeps what changed since a filing as a note, from which the
// follow-up is written.
func (w *Window) noteChanges(f *dossier.Filing, was *dossier.Dossier) {
	var text []string
	for _, c := range changesSince(was, w.session.d) {
		at, key := w.session.d, "edited"
		switch {
		case c.was == nil:
			key = "added"
		case c.now == nil:
			at, key = was, "removed"
		}
		text = append(text, join(w.say.T("ui.change."+key), w.say.label(at, c.id))+"\n"+w.say.difference(was, w.session.d, c))
	}
	if len(text) == 0 {
		return
	}
	head := w.say.T("ui.sent.note", "body", w.say.word("body", f.Body), "date", w.say.date(f.Filed))
	w.create(dossier.TypeNote, "", func(r dossier.Record) { r.(*dossier.Note).Words = head + "\n\n" + strings.Join(text, "\n\n") })
}
