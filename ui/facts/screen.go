package facts

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/ui/room"
	"probata/ui/session"
	"probata/ui/speech"
	"probata/ui/widget"
)

// The columns in their order.
const (
	When = iota
	What
	Act
	Victims
	Perpetrators
	Source
	Page
	Provision
)

// keys name the columns in the languages, below ui.facts.
var keys = []string{"when", "what", "act", "victims", "perpetrators", "source", "page", "provision"}

// shownKey remembers whether the table or the timeline was shown last.
const shownKey = "facts-shown"

// Screen is the tab of the timeline: the screen with the list of events, and the table.
type Screen struct {
	w      room.Host
	List   room.Screen // the timeline
	Table  *widget.Table
	Mode   *widget.Switch
	lines  []line
	asks   *widget.Text // what the cell of the keyboard means or asks
	body   *fyne.Container
	table  fyne.CanvasObject
	object fyne.CanvasObject

	shown   bool       // the table
	writing dossier.ID // whose cell is written in
	told    string     // its words as told before
	page    *string    // a page that is typed and not saved yet
}

// line is a row of the table: a year, an event, or the empty one at the end.
type line struct {
	heading string
	event   dossier.ID
}

// New makes the tab around the screen with the timeline.
func New(w room.Host, list room.Screen) *Screen {
	s := &Screen{w: w, List: list, body: container.NewStack(), asks: widget.NewCaption("")}
	t := w.Say().T
	widths := []float32{118, 0, 112, 142, 142, 150, 56, 116}
	columns := make([]widget.Column, len(keys))
	for i, k := range keys {
		columns[i] = widget.Column{Key: k, Label: t("ui.facts." + k), Width: widths[i], Pick: i == Act || i == Victims || i == Perpetrators || i == Source || i == Provision}
	}
	s.Table = widget.NewTable(w.Say().Words, columns)
	s.Table.Line, s.Table.Typed, s.Table.Left = s.line, s.typed, s.left
	s.Table.Find, s.Table.Chosen, s.Table.Pick = s.find, s.chosen, s.pick
	s.Table.Many = func(column int) bool { return column == Victims || column == Perpetrators }
	s.Table.Paste, s.Table.Moved = s.paste, func(int, int) { s.w.Touch(); s.explain() }
	s.Table.Open = func(row int) { s.open(row) }
	s.Mode = widget.NewSwitch([]widget.Option{{Key: "list", Label: t("ui.facts.list")}, {Key: "table", Label: t("ui.facts.table")}}, "list", func(k string) { s.Show(k == "table") })
	again := widget.NewQuietButton(t("ui.facts.again"), w.Icons()["link"], func() { s.CiteAgain() })
	foot := widget.NewBar(8, 0, s.asks, again)
	s.table = container.NewBorder(nil, widget.NewPadded(foot, 4, 0, 8, 4), nil, nil, s.Table)
	s.object = container.NewBorder(widget.NewPadded(widget.NewBar(8, -1, s.Mode), 0, 0, 8, 0), nil, nil, nil, s.body)
	s.Show(w.App().Preferences().String(shownKey) == "table")
	return s
}

// Show shows the table, or the timeline.
func (s *Screen) Show(table bool) {
	s.w.Session().Flush()
	s.Table.Leave()
	s.shown = table
	key, o := "list", s.List.Object()
	if table {
		key, o = "table", s.table
		s.sort()
	}
	s.Mode.Set(key)
	s.w.App().Preferences().SetString(shownKey, key)
	s.body.Objects = []fyne.CanvasObject{o}
	s.body.Refresh()
	if table {
		s.Table.Select(len(s.lines)-1, 0)
		s.explain()
		s.w.Win().Canvas().Focus(s.Table)
	}
}

// sort puts the lines in order of time, below their years.
func (s *Screen) sort() {
	s.lines = nil
	last := ""
	for _, e := range s.d().Timeline() {
		year := s.w.Say().T("ui.timeline.undated")
		if v := e.When.Value(); !v.IsZero() {
			year = strconv.Itoa(v.Year())
		}
		if year != last {
			s.lines = append(s.lines, line{heading: year})
			last = year
		}
		s.lines = append(s.lines, line{event: e.ID})
	}
	s.lines = append(s.lines, line{})
	s.Table.SetLines(len(s.lines))
}

func (s *Screen) d() *dossier.Dossier { return s.w.Session().Dossier }

// fact is what a line says now, with what is being typed.
func (s *Screen) fact(row int) desk.Fact {
	if row < 0 || row >= len(s.lines) {
		return desk.Fact{}
	}
	if e, ok := s.w.Session().Record(s.lines[row].event).(*dossier.Event); ok {
		return desk.FactOf(s.d(), e)
	}
	return desk.Fact{}
}

// line is a row as the table shows it.
func (s *Screen) line(row int) widget.Line {
	l := s.lines[row]
	if l.heading != "" {
		return widget.Line{Heading: l.heading}
	}
	say, f := s.w.Say(), s.fact(row)
	out := widget.Line{Cells: []string{
		dateCell(say, f.When), f.What, say.Word("act-kind", f.Act), s.names(f.Victims), s.names(f.Perpetrators), s.source(f), f.Page, say.Word("provision", f.Provision),
	}}
	out.Asks = []bool{f.When.EDTF == "" && f.When.Words != ""}
	if l.event == "" {
		out.Hints = []string{say.T("ui.facts.when-hint"), say.T("ui.facts.what-hint")}
	}
	return out
}

// dateCell is a date as it can be typed again, or the words as told.
func dateCell(say *speech.Speech, d dossier.Date) string {
	if text := speech.DateText(say, d); text != "" {
		return text
	}
	return d.Words
}

func (s *Screen) names(ids []dossier.ID) string {
	out := ""
	for _, id := range ids {
		if out != "" {
			out += ", "
		}
		out += s.w.Say().Label(s.d(), id)
	}
	return out
}

// source is the source of a line, and how many there are besides.
func (s *Screen) source(f desk.Fact) string {
	if f.Source == "" {
		return ""
	}
	out := s.w.Say().Label(s.d(), f.Source)
	if f.Sources > 1 {
		out += " +" + strconv.Itoa(f.Sources-1)
	}
	return out
}

// explain says below the table what the date under the keyboard means or asks, or which
// keys there are.
func (s *Screen) explain() {
	row, column := s.Table.Cell()
	say := s.w.Say()
	text := say.T("ui.facts.keys")
	s.asks.Color = widget.ColorMuted
	if f := s.fact(row); column == When && (f.When.EDTF != "" || f.When.Words != "") {
		display, asks := speech.Understand(say, dateCell(say, f.When), s.w.Today(), f.When.Within)
		if text = display; asks != "" {
			text = asks + " " + say.T("ui.date.kept")
			s.asks.Color = widget.ColorWarningText
		}
	}
	s.asks.Text = text
	s.asks.Refresh()
}

// Object is the tab.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Changed takes notice that records are different: lines go with their events, new events
// come at the end.
func (s *Screen) Changed(c session.Change) {
	s.List.Changed(c)
	if !s.shown {
		return
	}
	if !c.Whole {
		s.Table.RefreshLines()
		s.explain()
		return
	}
	have := map[dossier.ID]bool{}
	kept := s.lines[:0:0]
	for _, l := range s.lines[:len(s.lines)-1] {
		if l.event == "" || s.d().Get(l.event) != nil {
			kept = append(kept, l)
			have[l.event] = true
		}
	}
	for _, e := range s.d().Timeline() {
		if !have[e.ID] {
			kept = append(kept, line{event: e.ID})
		}
	}
	s.lines = append(kept, line{})
	s.Table.SetLines(len(s.lines))
	s.explain()
}

// Jump shows a record in the timeline.
func (s *Screen) Jump(place room.Place) bool {
	if s.shown {
		s.Show(false)
	}
	return s.List.Jump(place)
}

func (s *Screen) open(row int) { s.w.Jump(s.lines[row].event, "title") }

// Leave saves what is being typed.
func (s *Screen) Leave() {
	s.Table.Leave()
	s.List.Leave()
}

// Add moves the keyboard to the new line, or makes a record in the timeline.
func (s *Screen) Add() bool {
	if !s.shown {
		a, ok := s.List.(room.Adder)
		return ok && a.Add()
	}
	s.Table.Select(len(s.lines)-1, 0)
	s.w.Win().Canvas().Focus(s.Table)
	return true
}

// Filter moves the keyboard to the filter of the timeline.
func (s *Screen) Filter() bool {
	f, ok := s.List.(room.Filterer)
	return ok && !s.shown && f.Filter()
}

// Shows tells whether the record is in view.
func (s *Screen) Shows(id dossier.ID) bool {
	if s.shown {
		return true
	}
	f, ok := s.List.(room.Follower)
	return ok && f.Shows(id)
}

// Leaving adds where somebody is.
func (s *Screen) Leaving(l *room.LeftOff) {
	if r, ok := s.List.(room.Returner); ok && !s.shown {
		r.Leaving(l)
	}
}

// ComeBack shows again what was left off at the lock.
func (s *Screen) ComeBack(l room.LeftOff) {
	if r, ok := s.List.(room.Returner); ok && !s.shown {
		r.ComeBack(l)
	}
}

// Rows is how many rows the table has, with years and the empty one.
func (s *Screen) Rows() int { return len(s.lines) }

// Asks is what is said below the table.
func (s *Screen) Asks() string { return s.asks.Text }
