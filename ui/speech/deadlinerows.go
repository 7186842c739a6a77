package speech

import (
	"slices"

	"probata/dossier"
	"probata/dossier/door"
	"probata/dossier/edtf"
	"probata/ui/widget"
)

// How near a deadline has to be for its colour, in days.
const (
	dueSoon = 7
	dueNear = 30
)

// Nearness says in words how far off a deadline is, and gives it its tone. A
// vague day counts from the earliest that it can mean.
func (s *Speech) Nearness(d door.Deadline, today edtf.Date) (string, widget.Kind) {
	now, ok := today.Latest()
	first, known := d.Due.Earliest()
	last, ends := d.Due.Latest()
	switch {
	case !ok || !known:
		return s.T("ui.due.vague"), widget.Neutral
	case d.Passed == edtf.Yes && ends:
		return s.N("ui.due.passed", int(now-last)), widget.Danger
	case d.Passed != edtf.No:
		if ends && first == last { // the day itself
			return s.T("ui.due.today"), widget.Danger
		}
		return s.T("ui.due.perhaps"), widget.Danger
	}
	return s.daysLeft(int(first - now))
}

func (s *Speech) daysLeft(n int) (string, widget.Kind) {
	kind := widget.Neutral
	switch {
	case n <= 0:
		return s.T("ui.due.today"), widget.Danger
	case n <= dueSoon:
		kind = widget.Danger
	case n <= dueNear:
		kind = widget.Warning
	}
	return s.N("ui.due.in", n), kind
}

// DeadlineTitle is what is due, without the rule it follows from.
func (s *Speech) DeadlineTitle(d door.Deadline) string {
	return door.DeadlineText(s.Printer, door.Deadline{Key: d.Key, Body: d.Body})
}

// DeadlineRow is a deadline as a line of a list.
func (s *Speech) DeadlineRow(d *dossier.Dossier, x door.Deadline, today edtf.Date) widget.Row {
	words, kind := s.Nearness(x, today)
	out := widget.Row{
		Lead: s.DateShort(x.Due), Title: s.DeadlineTitle(x), Subtitle: OneLine(x.Note.In(s.Tag())),
		Marks: []widget.Mark{{Text: words, Kind: kind}}, Dim: x.Passed == edtf.Yes,
	}
	if out.Subtitle == "" && d.Get(x.Record) != nil {
		out.Subtitle = s.TypeWord(x.Record.Type()) + s.Dash(s.Label(d, x.Record))
	}
	return out
}

// overdue is how long, in days, what has passed goes before what is to come: a
// task not done, an answer not given.
const overdue = 30

// Nearest is the deadline to be shown where there is room for one: the earliest
// that has not passed, unless something of ours is overdue.
func Nearest(all []door.Deadline, today edtf.Date) (door.Deadline, bool) {
	now, _ := today.Latest()
	late := slices.IndexFunc(all, func(d door.Deadline) bool {
		last, ok := d.Due.Latest()
		return d.Passed == edtf.Yes && ok && now-last <= overdue && (d.Key == "task" || d.Key == "reply")
	})
	if late >= 0 {
		return all[late], true
	}
	if i := slices.IndexFunc(all, func(d door.Deadline) bool { return d.Passed != edtf.Yes }); i >= 0 {
		return all[i], true
	}
	return door.Deadline{}, false
}
