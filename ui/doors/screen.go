package doors

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/dossier/door"
	"probata/ui/room"
	"probata/ui/session"
	"probata/ui/speech"
	"probata/ui/widget"
)

// Screen is the tab on which a body is chosen: which door is open, why, what is
// needed yet, what a filing there closes; and, on its other side, the deadlines
// of the case. Nothing is written here: it is a view of the case and of the law.
type Screen struct {
	w        Host
	mode     string // "doors" or "deadlines"
	victim   dossier.ID
	All      []door.Door
	Due      []door.Deadline
	Shown    []int // of all or due, after the filter
	filter   string
	body     string // whose door is shown
	day      int    // of the deadlines: which is shown
	list     *widget.RecordList
	lists    *fyne.Container
	tally    *fyne.Container
	flip     *widget.Switch
	calendar *widget.Button
	Pane     *widget.Inspector
	Canvas   *fyne.Container
}

func New(w Host) *Screen {
	t := w.Say().T
	s := &Screen{w: w, mode: "doors", Pane: widget.NewInspector(), lists: container.NewStack(), tally: container.NewStack()}
	s.flip = widget.NewSwitch([]widget.Option{{Key: "doors", Label: t("ui.door.bodies")}, {Key: "deadlines", Label: t("ui.door.deadlines")}}, s.mode, s.turn)
	s.calendar = widget.NewButton(t("ui.due.export"), w.Icons()["export"], s.AskCalendar)
	head := widget.NewBar(10, 1, s.flip, s.tally, s.victims(), s.calendar)
	split := widget.NewSplit(room.NewWide(s.lists, room.ListLeast), s.Pane, 0.44)
	s.Canvas = widget.NewHeaded(10, head, split)
	s.showList()
	return s
}

// turn shows the other side.
func (s *Screen) turn(mode string) {
	s.w.Touch()
	s.mode, s.filter = mode, ""
	s.showList()
}

// victims chooses for whom is asked; there is nothing to choose of one.
func (s *Screen) victims() fyne.CanvasObject {
	say, d := s.w.Say(), s.w.Session().Dossier
	all := d.WithRole("alleged-victim")
	if len(all) < 2 {
		return container.NewStack()
	}
	options := make([]widget.Option, 0, len(all))
	for _, id := range all {
		options = append(options, widget.Option{Key: string(id), Label: say.Label(d, id)})
	}
	c := widget.NewChoiceField("victim", say.T("ui.door.anyone"), options, widget.Words{Search: say.Words.Search, Choose: say.Words.Choose, Clear: say.Words.Clear, Fold: say.Words.Fold})
	c.OnChanged = func(k string) {
		s.w.Touch()
		s.victim = dossier.ID(k)
		s.refill()
	}
	return room.NewWide(c.Object(), 190)
}

func (s *Screen) showList() {
	t := s.w.Say().T
	opts := widget.RecordListOptions{FilterHint: t("ui.list.filter"), NoMatch: t("ui.list.no-match"), EmptyIcon: s.w.Icons()["law"], EmptyText: t("ui.door.empty")}
	if s.mode == "deadlines" {
		opts.Timeline, opts.EmptyIcon, opts.EmptyText = true, s.w.Icons()["history"], t("ui.due.none")
	}
	s.list = widget.NewRecordList(opts)
	s.list.OnFilter = func(q string) { s.filter = q; s.fillList() }
	s.list.OnSelected = func(i int) {
		s.w.Touch()
		s.choose(s.Shown[i])
	}
	s.lists.Objects = []fyne.CanvasObject{s.list}
	s.lists.Refresh()
	s.calendar.Hidden, s.tally.Hidden = s.mode != "deadlines", s.mode == "deadlines"
	s.refill()
	s.Canvas.Refresh()
}

func (s *Screen) question() door.Question {
	return door.Question{Dossier: s.w.Session().Dossier, Victim: s.victim, Today: s.w.Today()}
}

// refill asks the law anew.
func (s *Screen) refill() {
	s.All = door.All(s.w.Data().Law, s.question())
	speech.SortDoors(s.All)
	s.Due = door.Deadlines(s.w.Data().Law, s.question())
	s.fillTally()
	s.fillList()
}

// fillTally counts the verdicts, in words.
func (s *Screen) fillTally() {
	var chips []*widget.Chip
	for _, v := range speech.Verdicts {
		n := 0
		for _, d := range s.All {
			if d.Verdict == v {
				n++
			}
		}
		if n > 0 {
			chips = append(chips, widget.NewChip(s.w.Say().T("ui.door.count-"+string(v), "n", s.w.Say().Number(n)), speech.VerdictKind(v)))
		}
	}
	s.tally.Objects = []fyne.CanvasObject{widget.NewChips(chips...)}
	s.tally.Refresh()
}

func (s *Screen) rows() (n int, row func(int) widget.Row) {
	if s.mode == "deadlines" {
		today := s.w.Today()
		return len(s.Due), func(i int) widget.Row { return s.w.Say().DeadlineRow(s.w.Session().Dossier, s.Due[i], today) }
	}
	return len(s.All), func(i int) widget.Row { return s.w.Say().DoorRow(s.All[i], s.w.Icons()) }
}

func (s *Screen) fillList() {
	n, row := s.rows()
	s.Shown = s.Shown[:0]
	at := 0
	for i := range n {
		if r := row(i); s.filter != "" && !room.Contains(r.Lead+" "+r.Title+" "+r.Subtitle, s.filter) {
			continue
		}
		if s.mode == "doors" && s.All[i].Body == s.body || s.mode == "deadlines" && i == s.day {
			at = len(s.Shown)
		}
		s.Shown = append(s.Shown, i)
	}
	s.list.SetRows(func(i int) widget.Row { return row(s.Shown[i]) }, len(s.Shown))
	if len(s.Shown) == 0 {
		s.Pane.SetSections()
		return
	}
	s.list.Select(at)
	s.choose(s.Shown[at])
}

func (s *Screen) choose(i int) {
	if s.mode == "deadlines" {
		s.day = i
		s.showDeadline(s.Due[i])
		return
	}
	s.body = s.All[i].Body
	s.showDoor(s.All[i])
}

// Show shows one side, and there the door of a body.
func (s *Screen) Show(mode, body string) {
	s.mode, s.filter = mode, ""
	if body != "" {
		s.body = body
	}
	s.flip.Set(mode)
	s.showList()
}

// Object is the tab.
func (s *Screen) Object() fyne.CanvasObject { return s.Canvas }

// Changed takes notice that records are different.
func (s *Screen) Changed(session.Change) { s.refill() }

// Jump shows the doors, of which body first, or the deadlines.
func (s *Screen) Jump(place room.Place) bool {
	if place.Mode == "" {
		return false
	}
	s.Show(place.Mode, place.Body)
	return true
}

// Leave gives nothing up: nothing works beside the main goroutine.
func (s *Screen) Leave() {}
