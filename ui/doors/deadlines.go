package doors

import (
	"bytes"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"probata/dossier/door"
	"probata/dossier/edtf"
	"probata/dossier/exchange"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// showDeadline fills the pane with one deadline: the day, how near it is, the
// rule it follows from, and the way to its record and to the body.
func (s *Screen) showDeadline(d door.Deadline) {
	say := s.w.Say()
	words, kind := say.Nearness(d, s.w.Today())
	day := widget.NewText(say.Printer.Date(d.Due))
	day.Bold = true
	col := widget.NewStack(10, widget.NewChips(widget.NewChip(words, kind)), day)
	if text := door.DeadlineText(say.Printer, d); text != say.DeadlineTitle(d) {
		col.Add(widget.NewText(text))
	}
	if s.w.Session().Dossier.Get(d.Record) != nil {
		col.Add(widget.NewClickRow(widget.ClickRow{
			Icon: s.w.Icons()[speech.IconOf[d.Record.Type()]], Kind: widget.Info, Title: say.Label(s.w.Session().Dossier, d.Record),
			Subtitle: say.T("ui.due.follows", "type", say.TypeWord(d.Record.Type())), Tapped: func() { s.w.Jump(d.Record, "") },
		}))
	}
	if d.Body != "" {
		col.Add(widget.NewClickRow(widget.ClickRow{
			Icon: s.w.Icons()["law"], Kind: widget.Info, Title: say.T("ui.due.body", "body", say.Word("body", d.Body)), Tapped: func() { s.Show("doors", d.Body) },
		}))
	}
	s.Pane.SetSections()
	s.Pane.Add(widget.NewCard(say.DeadlineTitle(d), col))
	s.Pane.ScrollToTop()
}

// AskCalendar says what a calendar does with what it is told, and how much it is
// to be told.
func (s *Screen) AskCalendar() {
	say := s.w.Say()
	details := fw.NewCheck(say.T("ui.due.details"), nil)
	s.w.Ask(room.Question{
		Title: say.T("ui.due.export-title"), Text: say.T("ui.due.export-text"),
		More: widget.NewStack(6, fyne.CanvasObject(details), widget.NewCaption(say.T("ui.due.details-about"))),
		Yes:  say.T("ui.json.yes"), No: say.Words.Cancel, Danger: true,
	}, func() {
		var b bytes.Buffer
		if err := exchange.WriteCalendar(&b, s.Days(details.Checked), s.w.Data().Now()); err != nil {
			s.w.Fail(err)
			return
		}
		room.SaveFile(s.w, room.NeutralName(s.w, "calendar", "", ".ics"), b.Bytes(), say.T("ui.due.exported"))
	})
}

// Days are the deadlines to come as entries of a calendar. Without details they
// say nothing but that something is due. One that is known by the month or year
// only stands on its first day.
func (s *Screen) Days(details bool) []exchange.Day {
	say, d := s.w.Say(), s.w.Session().Dossier
	var out []exchange.Day
	for _, x := range s.Due {
		first, ok := x.Due.Earliest()
		if !ok || x.Passed == edtf.Yes {
			continue
		}
		y, m, day := first.Date()
		entry := exchange.Day{
			ID:     strings.Join([]string{string(d.Case().ID), x.Key, x.Body, string(x.Record), "probata"}, "-"),
			Date:   time.Date(y, time.Month(m), day, 0, 0, 0, 0, time.UTC),
			Title:  say.T("command.deadline.title"),
			Alarms: []int{30, 14, 3, 0},
		}
		if details {
			entry.Title = strings.TrimSpace(d.Case().Reference + ": " + say.DeadlineTitle(x))
			entry.Text = door.DeadlineText(say.Printer, x)
		}
		out = append(out, entry)
	}
	return out
}
