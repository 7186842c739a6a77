package history

import (
	"context"
	"maps"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/dossier/edtf"
	"probata/dossier/store"
	"probata/ui/room"
	"probata/ui/session"
	"probata/ui/speech"
	"probata/ui/widget"
)

// historyMost is how many entries are looked through and shown.
const historyMost = 2000

// Screen is what was done to the case: when, to which record, from what to
// what; the states each record was in; and what was deleted. Everything in it can
// be brought back, as a change like any other.
type Screen struct {
	w       room.Host
	List    *widget.RecordList
	Entries []store.Entry    // of the case, as far as they fit the filter
	all     []store.Entry    // before the filter by words
	Trash   []removed        // in place of them, when trashed
	gone    []removed        // before the filter
	was     *dossier.Dossier // the case with what was deleted from it, for names
	trashed bool
	Kind    dossier.Type // only of this type
	who     string       // only by the user with this code
	span    edtf.Date    // only of these days
	People  []string     // codes of users, of all looks so far
	Person  *widget.ChoiceField
	When    *widget.DateField
	Words   string
	Mode    *widget.Switch
	Detail  *fyne.Container
	Canvas  fyne.CanvasObject
}

func New(w room.Host) *Screen {
	h := &Screen{w: w, Detail: widget.NewStack(12)}
	t := w.Say().T
	h.List = widget.NewRecordList(widget.RecordListOptions{
		FilterHint: t("ui.list.filter"), NoMatch: t("ui.list.no-match"),
		EmptyIcon: w.Icons()["history"], EmptyText: t("ui.history.empty"), Timeline: true, LeadWidth: 92,
	})
	h.List.OnFilter = func(q string) { h.Words = q; h.fill() }
	h.List.OnSelected = func(i int) { w.Touch(); h.showRow(i) }
	var kinds []widget.Option
	for _, table := range dossier.Tables() {
		kinds = append(kinds, widget.Option{Key: string(table.Type), Label: w.Say().TypesWord(table.Type)})
	}
	kind := widget.NewChoiceField("kind", t("ui.history.all"), kinds, w.Say().Words)
	kind.OnChanged = func(k string) { h.Kind = dossier.Type(k); h.Refill() }
	h.Mode = widget.NewSwitch([]widget.Option{{Key: "changes", Label: t("ui.history.changes")}, {Key: "trash", Label: t("ui.history.trash")}}, "changes", func(k string) {
		h.trashed = k == "trash"
		h.Refill()
	})
	sheet := widget.NewSheet(container.NewVScroll(widget.NewPadded(h.Detail, 14, 18, 18, 18)))
	h.Person = widget.NewChoiceField("who", t("ui.history.anybody"), nil, w.Say().Words)
	h.Person.OnChanged = func(k string) { h.who = k; h.Refill() }
	h.When = widget.NewDateField("when", t("ui.history.when"), func(s string) (string, string) { return speech.Understand(w.Say(), s, w.Today(), false) })
	h.When.OnChanged = h.typed
	narrow := widget.NewBar(8, 1, room.NewWide(h.Person.Object(), 150), h.When.Object())
	left := widget.NewHeaded(8, widget.NewStack(8, widget.NewBar(8, 1, h.Mode, kind.Object()), narrow), h.List)
	h.Canvas = widget.NewSplit(room.NewWide(left, room.ListLeast), sheet, 0.5)
	h.Refill()
	return h
}

// Refill reads the history again and shows the newest entry.
func (h *Screen) Refill() {
	s, err := h.w.Session(), error(nil)
	ctx := context.Background()
	if h.trashed {
		var gone []store.Trashed
		gone, err = s.Store.Trash(ctx, s.CaseID())
		h.gone, h.was = together(gone), withTrash(s.Dossier, gone)
	} else {
		from, to := daysOf(h.span)
		h.all, err = s.Store.History(ctx, store.Filter{Case: s.CaseID(), Type: h.Kind, Who: h.who, From: from, To: to, Limit: historyMost})
	}
	if err != nil {
		h.w.Fail(err)
		return
	}
	h.offerPeople()
	h.fill()
}

// fill shows what fits the filter.
func (h *Screen) fill() {
	say, d := h.w.Say(), h.w.Session().Dossier
	row := func(i int) widget.Row { return entryRow(say, d, h.Entries[i]) }
	n := 0
	if h.trashed {
		h.Trash = h.Trash[:0]
		for _, x := range h.gone {
			if (h.Kind == "" || x[0].Record.Type() == h.Kind) && (h.who == "" || x[0].Who == h.who) && within(h.span, x[0].At) && h.fits(trashRow(say, h.was, x)) {
				h.Trash = append(h.Trash, x)
			}
		}
		row, n = func(i int) widget.Row { return trashRow(say, h.was, h.Trash[i]) }, len(h.Trash)
	} else {
		h.Entries = h.Entries[:0]
		for _, e := range h.all {
			if h.Words == "" || h.fits(entryRow(say, d, e)) {
				h.Entries = append(h.Entries, e)
			}
		}
		n = len(h.Entries)
	}
	h.List.SetRows(row, n)
	h.Detail.Objects = nil
	if n > 0 {
		h.List.Select(0)
		h.showRow(0)
	} else if h.trashed && h.Words == "" {
		h.Detail.Add(widget.NewCaption(say.T("ui.history.no-trash")))
	}
	h.Detail.Refresh()
}

// typed takes the days that are wanted; what is not understood narrows nothing.
func (h *Screen) typed(text string) {
	span, _, err := edtf.ReadSaid(text, h.w.Say().Tag(), h.w.Today())
	if err != nil {
		span = edtf.Date{}
	}
	if span != h.span {
		h.span = span
		h.Refill()
	}
}

// daysOf is the time from the first day of a date to its last; zero is open.
func daysOf(d edtf.Date) (from, to time.Time) {
	if first, ok := d.Earliest(); ok {
		from = midnight(first)
	}
	if last, ok := d.Latest(); ok {
		to = midnight(last).AddDate(0, 0, 1)
	}
	return from, to
}

func midnight(d edtf.Day) time.Time {
	year, month, day := d.Date()
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.Local)
}

func within(d edtf.Date, at time.Time) bool {
	from, to := daysOf(d)
	return !at.Before(from) && (to.IsZero() || at.Before(to))
}

// offerPeople lists whose changes there are, the one chosen among them.
func (h *Screen) offerPeople() {
	codes := map[string]bool{}
	for _, e := range h.all {
		codes[e.Who] = true
	}
	for _, x := range h.gone {
		codes[x[0].Who] = true
	}
	for _, o := range h.People {
		codes[o] = true // of an earlier look, wider than this one
	}
	delete(codes, "")
	h.People = slices.Sorted(maps.Keys(codes))
	options := make([]widget.Option, len(h.People))
	for i, k := range h.People {
		options[i] = widget.Option{Key: k, Label: k}
	}
	h.Person.SetOptions(options)
	h.Person.SetReadOnly(len(options) == 0)
}

func (h *Screen) fits(r widget.Row) bool {
	return h.Words == "" || room.Contains(r.Lead+" "+r.Title+" "+r.Subtitle, h.Words)
}

func (h *Screen) showRow(i int) {
	if h.trashed {
		h.showTrashed(h.Trash[i])
		return
	}
	h.show(h.Entries[i])
}

// show says what an entry changed, field by field.
func (h *Screen) show(e store.Entry) {
	say, d := h.w.Say(), h.w.Session().Dossier
	h.Detail.Objects = nil
	h.Detail.Add(widget.NewCaption(speech.Join(say.TypeWord(e.Record.Type()), e.At.Local().Format("2006-01-02 15:04:05"), e.Who)))
	h.Detail.Add(widget.NewHeading(entryLabel(say, d, e)))
	var before, after dossier.Record
	if len(e.Before) > 0 {
		before, _ = dossier.Decode(e.Record.Type(), e.Before) // shown as empty when unreadable
	}
	if len(e.After) > 0 {
		after, _ = dossier.Decode(e.Record.Type(), e.After)
	}
	for _, key := range differing(e) {
		f, _ := dossier.TableOf(e.Record.Type()).Field(key)
		h.Detail.Add(h.difference(d, f, before, after))
	}
	if d.Get(e.Record) != nil {
		h.Detail.Add(widget.NewBar(8, -1, widget.NewButton(say.T("ui.history.open"), h.w.Icons()["forward"], func() { h.w.Jump(e.Record, "") })))
	}
	h.addVersions(e.Record)
	h.Detail.Refresh()
}

func (h *Screen) difference(d *dossier.Dossier, f dossier.Field, before, after dossier.Record) fyne.CanvasObject {
	say := h.w.Say()
	head := widget.NewText(say.FieldLabel(typeOf(before, after), f.Key))
	head.Bold = true
	col := widget.NewStack(4, head)
	if before != nil && !f.Empty(before) {
		was := widget.NewText("− " + say.Value(d, before, f))
		was.Color = widget.ColorDangerText
		col.Add(was)
	}
	if after != nil && !f.Empty(after) {
		is := widget.NewText("+ " + say.Value(d, after, f))
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

// Object is the tab.
func (h *Screen) Object() fyne.CanvasObject { return h.Canvas }

// Changed takes notice that records are different.
func (h *Screen) Changed(session.Change) { h.Refill() }

// Jump leads nowhere: the history lists no records.
func (h *Screen) Jump(room.Place) bool { return false }

// Leave gives nothing up: nothing works beside the main goroutine.
func (h *Screen) Leave() {}

// Filter moves the keyboard to the filter.
func (h *Screen) Filter() bool {
	h.List.FocusFilter()
	return true
}
