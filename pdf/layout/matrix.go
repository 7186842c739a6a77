package layout

import (
	"slices"

	"probata/dossier/document"
)

// A matrix is a table whose rows stand in groups: a cell over all columns heads
// the rows below it, on every page that they run over. Cells with a hole are
// hatched.

// overRow sets a row that is one cell: it heads the rows below it.
func (s *setter) overRow(row []preparedCell, f *frame, xs, ws []float64) {
	from := len(s.items)
	s.row(row, cellStyle, f, xs, ws)
	for i := range s.items[from:] {
		s.items[from+i].keep = true
		s.items[from+i].over = true
	}
}

// overHeads makes the rows that head others, from an item on, stand below the head of
// the table where that is repeated; now is the head as it was before these rows.
func (s *setter) overHeads(from int, now *tableHead) *tableHead {
	for i := from; i < len(s.items); i++ {
		switch it := &s.items[i]; {
		case it.head == nil:
			return nil // the head is too high to be repeated
		case it.over:
			if i == 0 || !s.items[i-1].over {
				now = it.head
			}
			now = now.with(*it)
		case now != nil:
			it.head = now
		}
	}
	return now
}

// with is a repeated head with one more item, if it is not too high then.
func (h *tableHead) with(it item) *tableHead {
	if h.h+it.h > headLimit*bodyHeight {
		return h
	}
	it.notes, it.places, it.mark, it.before = nil, nil, nil, 0
	return &tableHead{items: append(slices.Clip(h.items), it), h: h.h + it.h, of: h.root()}
}

// root tells the table that a head belongs to.
func (h *tableHead) root() *tableHead {
	if h != nil && h.of != nil {
		return h.of
	}
	return h
}

// hatched is the frame of a cell with a hole.
func hatched(h document.Hole, x, w float64) *frame {
	if h == document.Partly {
		w = holeRoom - 2
	}
	return &frame{x: x, w: w, hatch: hatchLine}
}

// clearBehind keeps the strokes of a hatched cell off its words.
func clearBehind(lines []line, x float64, ps paraStyle) {
	for i := range lines {
		if l := &lines[i]; len(l.ops) > 0 {
			from := x
			for _, op := range l.ops {
				from = min(from, op.X)
			}
			l.ops = append([]Op{rule(from-2, -ps.size*0.8, l.right-from+4, ps.size*1.08, 0xFFFFFF)}, l.ops...)
		}
	}
}
