package ui

import (
	"context"
	"time"

	"probata/dossier"
	"probata/dossier/door"
	"probata/dossier/edtf"
	"probata/dossier/store"
	"probata/ui/speech"
	"probata/ui/widget"
)

// caseDue is the deadline of a case that the lists of cases show. It follows
// from the whole case, and so is found beside the main goroutine and kept until
// the case changes or the day does.
type caseDue struct {
	changed time.Time
	today   edtf.Date
	any     bool
	due     door.Deadline
}

// findDues finds the deadlines of cases whose own are not known, one case after
// the other, and tells of each. Leaving the vault ends it.
func (w *Window) findDues(cases []store.CaseRow, found func()) {
	w.endDues()
	ctx, cancel := context.WithCancel(context.Background())
	w.endDues = cancel
	var wanted []store.CaseRow
	today := w.Today()
	for _, c := range cases {
		if have, ok := w.dues[c.ID]; !ok || !have.changed.Equal(c.Changed) || have.today != today {
			wanted = append(wanted, c)
		}
	}
	if len(wanted) == 0 {
		cancel()
		return
	}
	st, library := w.session.Store, w.parts.Law
	go func() { // ctx ends with the next search or the vault: what was found is told after the last case was read
		for _, c := range wanted {
			d, err := st.Load(ctx, c.ID)
			if err != nil {
				return // whoever opens the case is told
			}
			x := caseDue{changed: c.Changed, today: today}
			x.due, x.any = speech.Nearest(door.Deadlines(library, door.Question{Dossier: d, Today: today}), today)
			w.do(func() {
				if ctx.Err() == nil && w.session != nil {
					w.dues[c.ID] = x
					found()
				}
			})
		}
	}()
}

// dueMark is the deadline of a case as a chip, as far as it is known.
func (w *Window) dueMark(id dossier.ID) (widget.Mark, bool) {
	d, ok := w.dues[id]
	if !ok || !d.any {
		return widget.Mark{}, false
	}
	words, kind := w.say.Nearness(d.due, w.Today())
	return widget.Mark{Text: w.say.T("ui.due.chip", "when", words), Kind: kind}, true
}

// dueHint is the same in the few letters that the column of cases has room for.
func (w *Window) dueHint(id dossier.ID) string {
	d, ok := w.dues[id]
	now, known := w.Today().Latest()
	first, exact := d.due.Due.Earliest()
	if !ok || !d.any || !known || !exact {
		return ""
	}
	if d.due.Passed != edtf.No || first < now {
		return w.say.T("ui.due.late")
	}
	return w.say.N("ui.due.short", int(first-now))
}

// compareDues puts the case whose deadline is nearer first, and those without
// one last.
func (w *Window) compareDues(a, b dossier.ID) int {
	x, y := w.dues[a], w.dues[b]
	switch {
	case x.any && y.any:
		return edtf.Compare(x.due.Due, y.due.Due)
	case x.any:
		return -1
	case y.any:
		return 1
	}
	return 0
}
