package history

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"probata/dossier"
	"probata/dossier/store"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// removed is what was deleted in one step, the record that was meant first: what
// means nothing without it went with it, and comes back with it.
type removed []store.Trashed

// together joins what was deleted at the same moment.
func together(all []store.Trashed) []removed {
	var out []removed
	for _, x := range all {
		if n := len(out); n > 0 && out[n-1][0].At.Equal(x.At) {
			out[n-1] = append(out[n-1], x)
		} else {
			out = append(out, removed{x})
		}
	}
	for _, r := range out {
		slices.SortStableFunc(r, func(a, b store.Trashed) int { return r.weight(b) - r.weight(a) })
	}
	return out
}

// weight tells what was meant: the record that the others point at.
func (r removed) weight(x store.Trashed) int {
	n := 0
	mine := map[dossier.ID]bool{x.Record.Header().ID: true}
	for _, o := range x.Owned {
		mine[o.Header().ID] = true
	}
	for _, other := range r.records() {
		if mine[other.Header().ID] {
			continue
		}
		for _, f := range dossier.TableOf(other.Type()).Fields {
			if slices.ContainsFunc(f.Links(other), func(id dossier.ID) bool { return mine[id] }) {
				n++
			}
		}
	}
	return n
}

// records are all that went, with what they owned.
func (r removed) records() []dossier.Record {
	var out []dossier.Record
	for _, x := range r {
		out = append(append(out, x.Record), x.Owned...)
	}
	return out
}

// withTrash is a case as if nothing had been deleted from it, for names.
func withTrash(d *dossier.Dossier, all []store.Trashed) *dossier.Dossier {
	have := map[dossier.ID]bool{}
	var records []dossier.Record
	for _, r := range append(d.All(), removed(all).records()...) {
		if id := r.Header().ID; !have[id] { // deleted twice, or there again
			have[id] = true
			records = append(records, r)
		}
	}
	return dossier.New(records...)
}

// versionsMost is how many states of a record are drawn.
const versionsMost = 30

// addVersions lists the states that a record was in; a click shows one beside
// what is now.
func (h *Screen) addVersions(id dossier.ID) {
	versions, err := h.w.Session().Store.Versions(context.Background(), id)
	if err != nil {
		h.w.Fail(err)
		return
	}
	if len(versions) < 2 {
		return // there is nothing to go back to
	}
	say := h.w.Say()
	rows := widget.NewStack(2)
	for i, v := range versions[:min(len(versions), versionsMost)] {
		row := widget.ClickRow{
			Icon: h.w.Icons()["history"], Title: v.At.Local().Format("2006-01-02 15:04:05"), Trail: v.Who,
			Subtitle: say.T("ui.history.version", "n", say.Number(len(versions)-i)), Tapped: func() { h.ShowVersion(id, v) },
		}
		if i == 0 {
			row.Subtitle, row.Tapped = say.T("ui.history.present"), nil
		}
		rows.Add(widget.NewClickRow(row))
	}
	h.Detail.Add(room.Labelled(say.T("ui.history.versions"), rows))
}

// ShowVersion shows what a record was and is, field by field, and brings it back.
func (h *Screen) ShowVersion(id dossier.ID, v store.Version) {
	say, d := h.w.Say(), h.w.Session().Dossier
	now := d.Get(id)
	h.Detail.Objects = []fyne.CanvasObject{
		widget.NewCaption(speech.Join(say.TypeWord(id.Type()), v.At.Local().Format("2006-01-02 15:04:05"), v.Who)),
		widget.NewHeading(say.T("ui.history.was")),
	}
	if v.Record == nil {
		h.Detail.Add(widget.NewText(say.T("ui.change.removed")))
	}
	for _, f := range dossier.TableOf(id.Type()).Fields {
		if v.Record != nil && (now == nil || say.Value(d, v.Record, f) != say.Value(d, now, f)) {
			h.Detail.Add(h.thenAndNow(f, v.Record, now))
		}
	}
	back := widget.NewPrimaryButton(say.T("ui.history.restore"), h.w.Icons()["undo"], func() { h.bringBack(h.w.Session().Restore(id, v.Seq)) })
	h.Detail.Add(widget.NewBar(8, -1, back))
	h.addVersions(id)
	h.Detail.Refresh()
}

func (h *Screen) thenAndNow(f dossier.Field, then, now dossier.Record) fyne.CanvasObject {
	say, d := h.w.Say(), h.w.Session().Dossier
	value := func(r dossier.Record) string {
		if r == nil || f.Empty(r) {
			return say.T("ui.history.nothing")
		}
		return say.Value(d, r, f)
	}
	present := widget.NewCaption(say.T("ui.history.now", "value", value(now)))
	return room.Labelled(say.FieldLabel(then.Type(), f.Key), widget.NewStack(2, widget.NewText(value(then)), present))
}

// bringBack shows the history anew after something of it was brought back.
func (h *Screen) bringBack(err error) {
	if err != nil {
		h.w.Fail(err)
		return
	}
	h.Refill()
	h.w.Notice(h.w.Say().T("ui.history.restored"))
}

// showTrashed shows a deleted record as it was last, and puts it back with all
// that went in the same step.
func (h *Screen) showTrashed(x removed) {
	say, r := h.w.Say(), x[0].Record
	id := r.Header().ID
	ids := make([]dossier.ID, len(x))
	for i := range x {
		ids[i] = x[i].Record.Header().ID
	}
	h.Detail.Objects = []fyne.CanvasObject{
		widget.NewCaption(speech.Join(say.TypeWord(id.Type()), x[0].At.Local().Format("2006-01-02 15:04:05"), x[0].Who)),
		widget.NewHeading(say.Label(h.was, id)),
		widget.NewBar(8, -1, widget.NewPrimaryButton(say.T("ui.history.put-back"), h.w.Icons()["undo"], func() { h.bringBack(h.w.Session().Untrash(ids...)) })),
	}
	for _, f := range dossier.TableOf(id.Type()).Fields {
		if !f.Empty(r) && !f.Parent {
			h.Detail.Add(room.Labelled(say.FieldLabel(id.Type(), f.Key), widget.NewText(say.Value(h.was, r, f))))
		}
	}
	for _, p := range x.records()[1:] {
		h.Detail.Add(widget.NewCaption(say.TypeWord(p.Type()) + say.Dash(say.Label(h.was, p.Header().ID))))
	}
	h.Detail.Refresh()
}
