package layout

// Short footnotes stand side by side: a page may have dozens that only name a
// source. Their text must fit a third or a quarter of the measure.
const (
	noteColumnGap = 8.0
	mostAbreast   = 4
	leastAbreast  = 3
)

// abreast is how many notes of a width stand side by side, or 0 when a note
// needs lines of its own.
func abreast(w float64) int {
	for n := mostAbreast; n >= leastAbreast; n-- {
		if w+noteColumnGap <= measure/float64(n) {
			return n
		}
	}
	return 0
}

// noteRows tells the height of a foot while notes are added to it. The pager
// asks it both when it looks for the end of a page and when it fills the
// foot, so that the two cannot differ.
type noteRows struct {
	h    float64 // with the rule; 0 = no notes
	n    int     // notes in the last row when they stand side by side
	cols int     // columns of that row
	row  float64 // height of the last row
}

// add adds a line of a note; fresh tells that it begins a row.
func (r *noteRows) add(it *item) (fresh bool) {
	if r.h == 0 {
		r.h = noteRule
	}
	cols := it.abreast
	if r.n > 0 && cols > 0 {
		cols = min(cols, r.cols) // one grid for a run of short notes
		if r.n < cols {
			r.n, r.cols = r.n+1, cols
			r.h += max(0, it.h-r.row)
			r.row = max(r.row, it.h)
			return false
		}
	}
	r.n, r.cols, r.row = min(cols, 1), cols, it.h
	r.h += it.before + it.h
	return true
}

// with is the foot with more notes: all of them, and the height at the least,
// when the last one may be carried over in part.
func (r noteRows) with(notes []*note) (all noteRows, least float64) {
	least = r.h
	for i, n := range notes {
		for k := range n.items {
			r.add(&n.items[k])
			if k < 2 || i < len(notes)-1 || len(n.items) < splittableNote {
				least = r.h
			}
		}
	}
	return r, least
}

// foot sets lines of notes upwards from the bottom of the page and gives the
// rest back. A page without text always takes at least one.
func (p *pager) foot(pg *builtPage, lines []*item, room float64) []*item {
	var rows noteRows
	n := 0
	for n < len(lines) {
		next := rows
		next.add(lines[n])
		if next.h > room+0.01 && (n > 0 || len(pg.body) > 0) {
			break
		}
		rows, n = next, n+1
	}
	top, first := bodyBottom-rows.h, 0
	rows = noteRows{}
	for i, it := range lines[:n] {
		if rows.add(it) {
			first = i
		}
		pg.notes = append(pg.notes, pageItem{item: it, y: top + rows.h - rows.row})
		for k := first + 1; k <= i; k++ {
			pg.notes[k].x = float64(k-first) * measure / float64(rows.cols)
		}
	}
	return lines[n:]
}
