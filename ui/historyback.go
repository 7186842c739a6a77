package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"probata/dossier"
	"probata/dossier/store"
	"probata/ui/widget"
)

// restore makes a record what it was after an entry of its history.
func (s *session) restore(id dossier.ID, seq int64) error {
	s.flush()
	if err := s.store.Restore(context.Background(), id, seq); err != nil {
		return err
	}
	return s.reload(context.Background(), id)
}

// untrash puts a deleted record back with what belonged to it.
func (s *session) untrash(id dossier.ID) error {
	s.flush()
	if err := s.store.Untrash(context.Background(), s.caseID(), id); err != nil {
		return err
	}
	return s.reload(context.Background(), id)
}

// versionsMost is how many states of a record are drawn.
const versionsMost = 30

// addVersions lists the states that a record was in; a click shows one beside
// what is now.
func (h *history) addVersions(id dossier.ID) {
	versions, err := h.w.session.store.Versions(context.Background(), id)
	if err != nil {
		h.w.fail(err)
		return
	}
	if len(versions) < 2 {
		return // there is nothing to go back to
	}
	say := h.w.say
	rows := widget.NewStack(2)
	for i, v := range versions[:min(len(versions), versionsMost)] {
		row := widget.ClickRow{
			Icon: h.w.icons["history"], Title: v.At.Local().Format("2006-01-02 15:04:05"), Trail: v.Who,
			Subtitle: say.T("ui.history.version", "n", say.Number(len(versions)-i)), Tapped: func() { h.showVersion(id, v) },
		}
		if i == 0 {
			row.Subtitle, row.Tapped = say.T("ui.history.present"), nil
		}
		rows.Add(widget.NewClickRow(row))
	}
	h.detail.Add(labelled(say.T("ui.history.versions"), rows))
}

// showVersion shows what a record was and is, field by field, and brings it back.
func (h *history) showVersion(id dossier.ID, v store.Version) {
	say, d := h.w.say, h.w.session.d
	now := d.Get(id)
	h.detail.Objects = []fyne.CanvasObject{
		widget.NewCaption(join(say.typeWord(id.Type()), v.At.Local().Format("2006-01-02 15:04:05"), v.Who)),
		widget.NewHeading(say.T("ui.history.was")),
	}
	if v.Record == nil {
		h.detail.Add(widget.NewText(say.T("ui.change.removed")))
	}
	for _, f := range dossier.TableOf(id.Type()).Fields {
		if v.Record != nil && (now == nil || say.value(d, v.Record, f) != say.value(d, now, f)) {
			h.detail.Add(h.thenAndNow(f, v.Record, now))
		}
	}
	back := widget.NewPrimaryButton(say.T("ui.history.restore"), h.w.icons["undo"], func() { h.bringBack(h.w.session.restore(id, v.Seq)) })
	h.detail.Add(widget.NewBar(8, -1, back))
	h.addVersions(id)
	h.detail.Refresh()
}

func (h *history) thenAndNow(f dossier.Field, then, now dossier.Record) fyne.CanvasObject {
	say, d := h.w.say, h.w.session.d
	value := func(r dossier.Record) string {
		if r == nil || f.Empty(r) {
			return say.T("ui.history.nothing")
		}
		return say.value(d, r, f)
	}
	present := widget.NewCaption(say.T("ui.history.now", "value", value(now)))
	return labelled(say.fieldLabel(then.Type(), f.Key), widget.NewStack(2, widget.NewText(value(then)), present))
}

// bringBack shows the history anew after something of it was brought back.
func (h *history) bringBack(err error) {
	if err != nil {
		h.w.fail(err)
		return
	}
	h.refill()
	h.w.notice(h.w.say.T("ui.history.restored"))
}

// showTrashed shows a deleted record as it was last, and puts it back.
func (h *history) showTrashed(x store.Trashed) {
	say := h.w.say
	id := x.Record.Header().ID
	was := dossier.New(append([]dossier.Record{x.Record}, x.Owned...)...)
	h.detail.Objects = []fyne.CanvasObject{
		widget.NewCaption(join(say.typeWord(id.Type()), x.At.Local().Format("2006-01-02 15:04:05"), x.Who)),
		widget.NewHeading(say.label(was, id)),
		widget.NewBar(8, -1, widget.NewPrimaryButton(say.T("ui.history.put-back"), h.w.icons["undo"], func() { h.bringBack(h.w.session.untrash(id)) })),
	}
	for _, f := range dossier.TableOf(id.Type()).Fields {
		if !f.Empty(x.Record) && !f.Parent {
			h.detail.Add(labelled(say.fieldLabel(id.Type(), f.Key), widget.NewText(say.value(h.w.session.d, x.Record, f))))
		}
	}
	for _, r := range x.Owned {
		h.detail.Add(widget.NewCaption(say.typeWord(r.Type()) + say.dash(say.label(was, r.Header().ID))))
	}
	h.detail.Refresh()
}
