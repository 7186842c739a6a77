package report

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/dossier/edtf"
	"probata/dossier/reading"
	"probata/dossier/store"
	"probata/ui/room"
	"probata/ui/session"
	"probata/ui/speech"
	"probata/ui/widget"
)

// The lists beside the text.
const (
	open   = "open"   // suggestions that nothing was decided on
	used   = "used"   // passages that are cited
	differ = "differ" // where sources do not say the same
)

// Screen is one report beside the case.
type Screen struct {
	w        Host
	Evidence dossier.ID // the file that is read, "" for none
	text     reading.Text
	result   reading.Result
	Open     []reading.Suggestion // that make a record, in the order of the text
	Used     []reading.Passage
	gone     []*dossier.Citation // of this source, whose words are not in the text
	Apart    []reading.Difference
	At       int // in the list shown
	mode     string
	want     dossier.ID // citation to be shown once the text is there
	left     bool
	filling  bool
	turn     int // counts what was to be read: only the last counts

	Page   *widget.ReadingPage
	List   *widget.RecordList
	Choice *widget.ChoiceField
	Day    *widget.DateField
	Mode   *widget.Switch
	again  *widget.Button
	marker *widget.Button
	card   *fyne.Container
	body   *fyne.Container
	page   fyne.CanvasObject
	side   fyne.CanvasObject
	object fyne.CanvasObject
}

// New shows the report that was taken in last.
func New(w Host) *Screen {
	s := &Screen{w: w, mode: open, Page: widget.NewReadingPage(), card: widget.NewStack(8), body: container.NewStack()}
	t := w.Say().T
	s.Page.OnKey, s.Page.OnPaste, s.Page.OnTapped, s.Page.Copied = s.key, func() { s.Paste() }, s.tapped, w.ForgetClipboard
	s.Choice = widget.NewChoiceField("report", t("ui.report.choose"), nil, w.Say().Words)
	s.Choice.OnChanged = func(k string) { s.Read(dossier.ID(k)) }
	s.Day = widget.NewDateField("issued", t("ui.report.day-hint"), func(x string) (string, string) { return speech.Understand(w.Say(), x, w.Today(), false) })
	s.Day.OnChanged = s.typedDay
	s.again = widget.NewButton(t("ui.report.again"), w.Icons()["redo"], s.Again)
	paste := widget.NewButton(t("ui.report.paste"), w.Icons()["paste"], func() { s.Paste() })
	file := widget.NewButton(t("ui.report.file"), w.Icons()["folder"], func() { w.ChooseReport(s.Begin) })
	head := widget.NewBar(8, 0, s.Choice.Object(), paste, file, s.again)
	label := widget.NewText(t("ui.report.day"))
	label.Flow = widget.Whole
	day := widget.NewBar(10, 1, label, s.Day.Object())
	s.page = widget.NewHeaded(8, day, widget.NewSheet(widget.NewPadded(s.Page, 6, 4, 6, 6)))
	s.List = widget.NewRecordList(widget.RecordListOptions{EmptyIcon: w.Icons()["check"], EmptyText: t("ui.report.none")})
	s.List.OnSelected = func(i int) { w.Touch(); s.show(i); s.focus() }
	s.Mode = widget.NewSwitch([]widget.Option{{Key: open, Label: t("ui.report.open")}, {Key: used, Label: t("ui.report.used")}, {Key: differ, Label: t("ui.report.differ")}}, open, s.Show)
	s.marker = widget.NewButton(t("ui.report.mark"), w.Icons()["quote"], s.askKind)
	s.marker.OnKey(func(k fyne.KeyName) bool { // the keyboard comes back to it from what it opened
		if len(k) == 1 {
			s.focus()
		}
		return len(k) == 1
	})
	all := widget.NewButton(t("ui.report.all"), w.Icons()["check"], s.AcceptAll)
	tools := widget.NewBar(8, 0, fyne.CanvasObject(s.marker), all)
	keys := widget.NewCaption(t("ui.report.keys"))
	right := container.NewBorder(widget.NewStack(8, s.Mode, tools, s.card), keys, nil, nil, s.List)
	s.side = widget.NewPadded(right, 0, 0, 0, 6)
	s.object = widget.NewHeaded(8, head, s.body)
	s.fillChoice()
	s.empty()
	s.last()
	return s
}

// empty says how a report comes in.
func (s *Screen) empty() {
	t := s.w.Say().T
	s.again.Disable()
	s.body.Objects = []fyne.CanvasObject{widget.NewEmpty(s.w.Icons()["source"], t("ui.report.empty"), t("ui.report.file"), func() { s.w.ChooseReport(s.Begin) })}
	s.body.Refresh()
}

// lastMost is how many files are looked at for one with words when the room is entered.
const lastMost = 20

// last reads the newest file of a source that has words.
func (s *Screen) last() {
	d, st := s.w.Session().Dossier, s.w.Session().Store
	var ids []dossier.ID
	for _, e := range dossier.Of[*dossier.Evidence](d) {
		if reading.SourceOf(d, e.ID) != nil {
			ids = append(ids, e.ID)
		}
	}
	slices.Reverse(ids)
	ids = ids[:min(len(ids), lastMost)]
	if len(ids) == 0 {
		return
	}
	found := dossier.ID("")
	s.w.Work(func(ctx context.Context) error {
		for _, id := range ids {
			if text, err := st.Text(ctx, id); err == nil && text != "" {
				found = id
				return nil
			}
		}
		return nil
	}, func(error) {
		if found != "" && s.turn == 0 && !s.away(st) {
			s.Read(found)
		}
	})
}

// away tells that the room was left, or the vault locked, since.
func (s *Screen) away(st *store.Store) bool {
	return s.left || s.w.Session() == nil || s.w.Session().Store != st
}

func (s *Screen) fillChoice() {
	d := s.w.Session().Dossier
	var options []widget.Option
	for _, e := range dossier.Of[*dossier.Evidence](d) {
		label := s.w.Say().Label(d, e.ID)
		if src := reading.SourceOf(d, e.ID); src != nil {
			label = s.w.Say().Label(d, src.ID)
		}
		options = append(options, widget.Option{Key: string(e.ID), Label: label, Detail: e.FileName})
	}
	slices.Reverse(options) // the newest first
	s.Choice.SetOptions(options)
	s.Choice.Set(string(s.Evidence))
}

// Begin reads a file that has just come in: it gets a source of its own.
func (s *Screen) Begin(evidence dossier.ID) { s.load(evidence, s.begun) }

// Read shows the words of a file of the case and what they suggest.
func (s *Screen) Read(evidence dossier.ID) { s.load(evidence, func() {}) }

// load reads a file beside the main goroutine.
func (s *Screen) load(evidence dossier.ID, then func()) {
	if evidence == "" || s.left {
		return
	}
	s.w.Session().Flush()
	d, st, data := s.w.Session().Dossier, s.w.Session().Store, s.w.Data()
	text := reading.Text{Language: s.w.Say().Tag()}
	if src := reading.SourceOf(d, evidence); src != nil {
		text.Published = src.Issued.Value()
	}
	var result reading.Result
	s.turn++
	turn := s.turn
	s.w.Work(func(ctx context.Context) (err error) {
		if text.Words, err = st.Text(ctx, evidence); err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		text, result, err = suggest(data, text)
		return err
	}, func(err error) {
		switch {
		case s.away(st) || turn != s.turn:
			return
		case err != nil:
			s.w.Fail(err)
			return
		}
		fresh := s.Evidence != evidence
		s.Evidence, s.text, s.result = evidence, text, result
		s.loaded(fresh)
		then()
	})
}

// suggest reads a text; its own dateline counts where nobody said on which day it was published.
func suggest(data *room.Data, text reading.Text) (reading.Text, reading.Result, error) {
	rules, err := data.Reading()
	if err != nil {
		return text, reading.Result{}, err
	}
	if text.Published.IsZero() {
		text.Published = rules.Dateline(text.Words)
	}
	return text, rules.Read(text, data.Law), nil
}

// loaded shows what was read.
func (s *Screen) loaded(fresh bool) {
	if fresh {
		s.At = 0
		s.Page.SetText(s.text.Words)
	}
	s.again.Enable()
	s.fillChoice()
	s.setDay()
	s.body.Objects = []fyne.CanvasObject{widget.NewSplit(s.page, s.side, 0.58)}
	s.body.Refresh()
	s.fill()
	s.tellUnread()
	if s.want != "" {
		s.showCitation(s.want)
	}
	if s.w.Win().Canvas().Overlays().Top() == nil {
		s.focus()
	}
}

// tellUnread says what of the file could not be read: it is not silent about any part.
func (s *Screen) tellUnread() {
	e, ok := dossier.Find[*dossier.Evidence](s.w.Session().Dossier, s.Evidence)
	switch {
	case !ok:
	case s.text.Words == "":
		s.w.Warn(widget.Warning, s.w.Say().T("ui.report.no-words"))
	case s.result.Cut:
		s.w.Warn(widget.Warning, s.w.Say().T("ui.report.cut"))
	case store.Unread(e) != "":
		s.w.Warn(widget.Warning, s.w.Say().T("ui.report.part"))
	}
}

// begun gives a report that came in its source, and asks for its day.
func (s *Screen) begun() {
	src, err := reading.Begin(s.intake())
	if err != nil {
		s.w.Fail(err)
		return
	}
	if s.source() == nil {
		s.w.Session().Apply("add", "", []dossier.Record{src}, nil)
	}
	if s.text.Published.IsZero() {
		s.w.Warn(widget.Info, s.w.Say().T("ui.report.day-ask"))
		s.w.Win().Canvas().Focus(s.Day.FocusTarget())
	}
}

// intake is the report on its way into the case.
func (s *Screen) intake() reading.Intake {
	return reading.Intake{
		Dossier: s.w.Session().Dossier, Evidence: s.Evidence, Text: s.text, Result: s.result, NewID: s.w.Session().Store.NewID,
	}
}

func (s *Screen) source() *dossier.Source {
	if s.Evidence == "" {
		return nil
	}
	return reading.SourceOf(s.w.Session().Dossier, s.Evidence)
}

// setDay shows the day from which "yesterday" counts, unless it is being typed.
func (s *Screen) setDay() {
	day := s.text.Published
	if typed, _, err := edtf.ReadSaid(s.Day.Text(), s.w.Say().Tag(), s.w.Today()); err == nil && typed == day {
		return
	}
	s.filling = true
	s.Day.SetText("")
	if !day.IsZero() {
		s.Day.SetText(s.w.Say().Date(day))
	}
	s.filling = false
}

// typedDay keeps the day of publication with the source, and reads anew.
func (s *Screen) typedDay(text string) {
	day, _, err := edtf.ReadSaid(text, s.w.Say().Tag(), s.w.Today())
	if s.filling || err != nil || day == s.text.Published || day.Precision() != edtf.ToDay {
		return
	}
	if src := s.source(); src != nil {
		s.w.Session().Typed(src.ID, "issued", func(r dossier.Record) { r.(*dossier.Source).Issued = dossier.Date{EDTF: day.String()} })
	}
	text2, result, err := suggest(s.w.Data(), reading.Text{Words: s.text.Words, Language: s.text.Language, Published: day})
	if err != nil {
		s.w.Fail(err)
		return
	}
	s.text, s.result = text2, result
	s.w.Hush()
	s.fill()
}

func (s *Screen) focus() { s.w.Win().Canvas().Focus(s.Page.FocusTarget()) }

// Object is the tab.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Changed takes notice that records are different.
func (s *Screen) Changed(session.Change) {
	s.fillChoice()
	if s.Evidence == "" {
		return
	}
	if s.w.Session().Dossier.Get(s.Evidence) == nil {
		s.Evidence = ""
		s.empty()
		return
	}
	if src := s.source(); src != nil && !src.Issued.Value().IsZero() && src.Issued.Value() != s.text.Published {
		s.Read(s.Evidence) // another day of publication, by an undo or elsewhere
	}
	s.fill()
}

// Jump shows the passage of a citation, or reads a file.
func (s *Screen) Jump(p room.Place) bool {
	if len(p.Chain) == 0 {
		return false
	}
	d, id := s.w.Session().Dossier, p.Chain[len(p.Chain)-1]
	switch r := d.Get(id).(type) {
	case *dossier.Evidence:
		s.Read(id)
	case *dossier.Citation:
		src, ok := dossier.Find[*dossier.Source](d, r.Source)
		if !ok || len(src.Files) == 0 {
			return false
		}
		s.want = id
		file := src.Files[len(src.Files)-1]
		if file == s.Evidence {
			s.showCitation(id)
			return true
		}
		s.Read(file)
	default:
		return false
	}
	return true
}

// Leave gives up what still works for it.
func (s *Screen) Leave() { s.left = true }

// Paste takes the text of the clipboard in as a report.
func (s *Screen) Paste() bool {
	s.paste(s.w.App().Clipboard().Content())
	return true
}
