package ui

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/dossier/edtf"
	"probata/dossier/store"
	"probata/ui/widget"
)

// historyMost is how many entries are shown at a time; the button below the
// list reads on.
const historyMost = 500

// history is what was done to the case: when, to which record, from what to what.
type history struct {
	w       *Window
	list    *widget.RecordList
	entries []store.Entry
	detail  *fyne.Container
	object  fyne.CanvasObject
}

func newHistory(w *Window) *history {
	h := &history{w: w, detail: widget.NewStack(12)}
	h.list = widget.NewRecordList(widget.RecordListOptions{
		EmptyIcon: w.icons["history"], EmptyText: w.say.T("ui.history.empty"), Timeline: true, LeadWidth: 92,
	})
	h.list.OnSelected = func(i int) { w.touch(); h.show(h.entries[i]) }
	sheet := widget.NewSheet(container.NewVScroll(widget.NewPadded(h.detail, 14, 18, 18, 18)))
	h.object = widget.NewSplit(h.list, sheet, 0.5)
	h.refill()
	return h
}

// refill reads the history again and shows the newest entry.
func (h *history) refill() {
	entries, err := h.w.session.store.History(context.Background(), store.Filter{Case: h.w.session.caseID(), Limit: historyMost})
	if err != nil {
		h.w.fail(err)
		return
	}
	h.entries = entries
	h.list.SetRows(func(i int) widget.Row { return h.w.say.entryRow(h.w.session.d, h.entries[i]) }, len(entries))
	if len(entries) > 0 {
		h.list.Select(0)
		h.show(entries[0])
	}
}

// entryRow is one entry of the history as a line.
func (s *speech) entryRow(d *dossier.Dossier, e store.Entry) widget.Row {
	at := e.At.Local()
	out := widget.Row{Lead: s.DateShort(edtf.OfTime(at)) + "\n" + at.Format("15:04:05"), Title: s.T("ui.change." + changeKey(e))}
	out.Subtitle = join(s.typeWord(e.Record.Type()), s.entryLabel(d, e))
	var fields []string
	for _, f := range differing(e) {
		fields = append(fields, s.fieldLabel(e.Record.Type(), f))
	}
	if len(e.Before) > 0 && len(e.After) > 0 {
		out.Title += ": " + strings.Join(fields, ", ")
	}
	if e.Undoes != 0 {
		out.Marks = []widget.Mark{{Text: s.T("ui.history.undo"), Kind: widget.Neutral}}
		if e.Redo {
			out.Marks[0].Text = s.T("ui.history.redo")
		}
	}
	out.Dim = len(e.After) == 0
	return out
}

func changeKey(e store.Entry) string {
	switch {
	case len(e.Before) == 0:
		return "added"
	case len(e.After) == 0:
		return "removed"
	}
	return "edited"
}

// entryLabel names the record as it is, or as it was when it is gone.
func (s *speech) entryLabel(d *dossier.Dossier, e store.Entry) string {
	if d != nil && d.Get(e.Record) != nil {
		return s.label(d, e.Record)
	}
	for _, data := range [][]byte{e.After, e.Before} {
		if r, err := dossier.Decode(e.Record.Type(), data); len(data) > 0 && err == nil {
			return s.label(dossier.New(r), e.Record)
		}
	}
	return ""
}

// differing are the keys of the fields that an entry changed, in the order of
// the table.
func differing(e store.Entry) []string {
	before, after := fieldsOf(e.Before), fieldsOf(e.After)
	var out []string
	table := dossier.TableOf(e.Record.Type())
	if table == nil {
		return nil
	}
	for _, f := range table.Fields {
		if !bytes.Equal(before[f.Key], after[f.Key]) {
			out = append(out, f.Key)
		}
	}
	return out
}

func fieldsOf(data []byte) map[string]json.RawMessage {
	m := map[string]json.RawMessage{}
	if len(data) > 0 {
		_ = json.Unmarshal(data, &m) // our own JSON; what cannot be read shows as empty
	}
	return m
}

// show says what an entry changed, field by field.
func (h *history) show(e store.Entry) {
	say, d := h.w.say, h.w.session.d
	h.detail.Objects = nil
	h.detail.Add(widget.NewCaption(join(say.typeWord(e.Record.Type()), e.At.Local().Format("2006-01-02 15:04:05"), e.Who)))
	h.detail.Add(widget.NewHeading(say.entryLabel(d, e)))
	var before, after dossier.Record
	if len(e.Before) > 0 {
		before, _ = dossier.Decode(e.Record.Type(), e.Before) // shown as empty when unreadable
	}
	if len(e.After) > 0 {
		after, _ = dossier.Decode(e.Record.Type(), e.After)
	}
	for _, key := range differing(e) {
		f, _ := dossier.TableOf(e.Record.Type()).Field(key)
		h.detail.Add(h.difference(d, f, before, after))
	}
	if d.Get(e.Record) != nil {
		h.detail.Add(widget.NewBar(8, -1, widget.NewButton(say.T("ui.history.open"), h.w.icons["forward"], func() { h.w.jump(e.Record, "") })))
	}
	h.detail.Refresh()
}

func (h *history) difference(d *dossier.Dossier, f dossier.Field, before, after dossier.Record) fyne.CanvasObject {
	say := h.w.say
	head := widget.NewText(say.fieldLabel(typeOf(before, after), f.Key))
	head.Bold = true
	col := widget.NewStack(4, head)
	if before != nil && !f.Empty(before) {
		was := widget.NewText("− " + say.value(d, before, f))
		was.Color = widget.ColorDangerText
		col.Add(was)
	}
	if after != nil && !f.Empty(after) {
		is := widget.NewText("+ " + say.value(d, after, f))
		is.Color = widget.ColorSuccessText
		col.Add(is)
	}
	return col
}

func typeOf(records ...dossier.Record) dossier.Type {
	for _, r := range records {
		if r != nil {
			return r.Type()
		}
	}
	return ""
}
