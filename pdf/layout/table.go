package layout

import (
	"probata/dossier/document"
)

const (
	cellPadX  = 5.0
	cellPadY  = 3.6
	wholeRow  = 0.33 // rows up to this share of a page are not broken
	headLimit = 0.4  // higher heads are not repeated
	cellGap   = 4.0  // between two paragraphs of a cell
	holeRoom  = 9.0  // the hatched edge of a cell
)

// columns gives the left edges of the columns and their widths.
func columns(t document.Table, x, w float64) (xs, ws []float64) {
	ws = t.Shares(t.Columns(), w)
	for _, cw := range ws {
		xs = append(xs, x)
		x += cw
	}
	return xs, ws
}

func (s *setter) table(t document.Table, x, w float64) {
	s.space(paraGap)
	s.inside(TagTable, func() { s.tableParts(t, x, w) })
	s.space(paraGap + 5)
}

func (s *setter) tableParts(t document.Table, x, w float64) {
	if len(t.Caption) > 0 {
		s.space(14)
		cap := cellStyle
		cap.style, cap.size, cap.leading, cap.color = document.Bold, 10.5, 13, navy
		s.inside(TagCaption, func() { s.keepChain(s.text(t.Caption, cap, x, w), cap) })
		s.space(4)
	}
	outer := s.head
	xs, ws := columns(t, x, w)
	var head []preparedCell
	if len(t.Head) > 0 {
		s.inside(TagTHead, func() { head = s.prepareRow(t.Head, headStyle, len(xs)) })
	}
	rows := tableRows{Table: t, x: x, w: w, xs: xs, ws: ws, prepared: make([][]preparedCell, len(t.Rows))}
	if rows.divide(s); len(rows.parts) > 1 {
		if err := rows.onAllCores(s, head); err != nil && s.fault == nil {
			s.fault = err
		}
	} else {
		rows.tag = s.inside(TagTBody, func() { rows.prepare(s, 0, len(t.Rows)) })
		rows.begin(s, head)
		rows.set(s, 0, len(t.Rows))
	}
	s.overHeads(rows.from)
	s.head = outer
}

// tableRows is the body of a table while it is set. A long one is set in
// parts: the cells of all are composed before the widths of the columns are
// known, and then set.
type tableRows struct {
	document.Table
	x, w      float64
	xs, ws    []float64
	prepared  [][]preparedCell
	stretches []stretch
	parts     []*setter
	end       counts
	tag       int32 // of the body
	from      int   // the first item of the body
}

func (r *tableRows) divide(s *setter) {
	now := s.counted()
	out := []stretch{{counts: now}}
	size := 0
	for i, row := range r.Rows {
		if size >= s.partSize {
			out[len(out)-1].to = i
			out = append(out, stretch{from: i, counts: now})
			size = 0
		}
		n, notes := weigh(document.Table{Rows: [][]document.Cell{row}})
		size += n
		now.notes += notes
	}
	out[len(out)-1].to = len(r.Rows)
	if r.end = now; len(out) > 1 {
		r.stretches, r.parts = out, s.parts(out)
	}
}

func (r *tableRows) onAllCores(s *setter, head []preparedCell) error {
	r.tag = s.inside(TagTBody, func() {})
	each := func(set func(p *setter, from, to int)) error {
		return s.onAllCores(r.parts, func(i int, p *setter) error {
			set(p, r.stretches[i].from, r.stretches[i].to)
			return s.ctx.Err()
		})
	}
	if err := each(r.prepare); err != nil {
		return err
	}
	r.begin(s, head)
	for _, p := range r.parts {
		p.head = s.head
	}
	if err := each(r.set); err != nil {
		return err
	}
	return s.join(r.parts, r.stretches, r.end, r.tag)
}

func (r *tableRows) prepare(s *setter, from, to int) {
	for i := from; i < to; i++ {
		r.prepared[i] = s.prepareRow(r.Rows[i], cellStyle, len(r.xs))
	}
}

// begin settles the widths of the columns and sets the head.
func (r *tableRows) begin(s *setter, head []preparedCell) {
	fitColumns(r.xs, r.ws, append([][]preparedCell{head}, r.prepared...))
	if len(r.Head) > 0 {
		s.tableHead(head, r.x, r.w, r.xs, r.ws)
	}
	r.from = len(s.items)
}

func (r *tableRows) set(s *setter, from, to int) {
	for i := from; i < to; i++ {
		f := &frame{x: r.x, w: r.w, line: hairline, width: 0.4, bottom: r.Lines}
		if i == len(r.Rows)-1 {
			f.line, f.width, f.bottom = navy, 0.7, true
		}
		if row := r.prepared[i]; len(row) > 1 && row[0].span == len(row) {
			f.fill = tint
			s.overRow(row, f, r.xs, r.ws)
		} else {
			s.row(row, cellStyle, f, r.xs, r.ws)
		}
		r.prepared[i] = nil
	}
}

// preparedCell is the paragraphs of a cell before the widths are known.
type preparedCell struct {
	paras []composed
	span  int // columns; 0 = it stands below a cell that takes more than one
	hole  document.Hole
}

// prepareRow composes the cells of a row of a table of n columns.
func (s *setter) prepareRow(cells []document.Cell, ps paraStyle, n int) []preparedCell {
	row := make([]preparedCell, 0, n)
	s.inside(TagTR, func() {
		for i := 0; len(row) < n; i++ {
			if i >= len(cells) {
				s.newTag(TagTD, s.parent)
				row = append(row, preparedCell{span: 1})
				continue
			}
			span := min(max(cells[i].Span, 1), n-len(row))
			row = append(row, s.prepareCell(cells[i], ps, span))
			row = append(row, make([]preparedCell, span-1)...)
		}
	})
	return row
}

// prepareCell composes a cell. One paragraph is the cell itself in the
// structure: a long table has thousands.
func (s *setter) prepareCell(cell document.Cell, ps paraStyle, span int) preparedCell {
	out := preparedCell{span: span, hole: cell.Hole}
	kind, scope := TagTD, ""
	switch {
	case ps == headStyle:
		kind, scope = TagTH, "Column"
	case cell.Strong:
		kind, scope = TagTH, "Row"
	}
	if cell.Strong {
		ps.style |= document.Bold
	}
	tag := s.inside(kind, func() {
		for _, p := range cell.Paragraphs {
			if len(cell.Paragraphs) == 1 {
				s.leaf = s.parent
			}
			out.paras = append(out.paras, s.prepare(p, ps))
		}
	})
	s.tags[tag].Scope = scope
	if span > 1 {
		s.tags[tag].Columns = span
	}
	return out
}

// fitColumns widens columns whose longest word would have to be broken, at
// the cost of those that have room.
func fitColumns(xs, ws []float64, rows [][]preparedCell) {
	width := 0.0
	for _, w := range ws {
		width += w
	}
	document.FitColumns(ws, longestWords(width, ws, rows))
	for i := 1; i < len(ws); i++ {
		xs[i] = xs[i-1] + ws[i-1]
	}
}

// longestWords is the width that each column needs to break no word. Hashes
// and addresses that would take more than their share are broken anyway; a
// column with such keeps the width that it was given.
func longestWords(width float64, ws []float64, rows [][]preparedCell) []float64 {
	limit := 0.3 * width
	need := make([]float64, len(ws))
	for _, r := range rows {
		for i, cell := range r {
			if cell.span != 1 {
				continue
			}
			for _, p := range cell.paras {
				for k := range p.pieces {
					w := p.pieces[k].w + p.pieces[k].hyphenW + 2*cellPadX + 0.5
					if w > limit {
						w = min(ws[i], limit)
					}
					need[i] = max(need[i], w)
				}
			}
		}
	}
	return need
}

// tableHead adds the head and makes it the one that is repeated on the pages
// that follow.
func (s *setter) tableHead(cells []preparedCell, x, w float64, xs, ws []float64) {
	from := len(s.items)
	f := &frame{x: x, w: w, fill: headTint, line: navy, width: 0.7, top: true, bottom: true}
	s.row(cells, headStyle, f, xs, ws)
	head := &tableHead{}
	for i := from; i < len(s.items); i++ {
		s.items[i].keep = true
		it := s.items[i]
		it.notes, it.places, it.mark, it.before = nil, nil, nil, 0
		head.items = append(head.items, it)
		head.h += it.h
	}
	if head.h < headLimit*bodyHeight {
		s.head = head
		s.items[len(s.items)-1].head = head
	}
}

// row sets the cells of a row. One that is not high is a single piece; a
// higher one is cut line by line, so that it runs over pages.
func (s *setter) row(cells []preparedCell, ps paraStyle, f *frame, xs, ws []float64) {
	outer := s.frames
	s.frames = outer[:len(outer):len(outer)]
	cols := make([][][]line, len(cells))
	longest := 0
	for i, c := range cells {
		x, w := xs[i], 0.0
		for _, more := range ws[i:min(i+c.span, len(ws))] {
			w += more
		}
		if c.hole != document.Whole {
			s.frames = append(s.frames, hatched(c.hole, x, w))
			x, w = x+holeRoom-cellPadX/2, w-holeRoom+cellPadX/2
		}
		n := 0
		for _, p := range c.paras {
			lines := s.set(p, x+cellPadX, w-2*cellPadX)
			if c.hole == document.Open {
				clearBehind(lines, x+cellPadX, ps)
			}
			cols[i] = append(cols[i], lines)
			n += len(lines)
		}
		longest = max(longest, n)
	}
	s.frames = append(s.frames, f)
	if float64(longest)*ps.leading < wholeRow*bodyHeight {
		s.wholeRow(cols, ps)
	} else {
		s.longRow(cols, ps)
	}
	s.frames = outer
}

// wholeRow adds a row as one item; lines of neighbouring cells stand at one
// height up to the first gap between paragraphs.
func (s *setter) wholeRow(cols [][][]line, ps paraStyle) {
	leading := ps.leading
	for _, col := range cols {
		for _, lines := range col {
			leading = max(leading, leadingOf(lines, ps))
		}
	}
	it, base := item{ops: make([]Op, 0, opsOf(cols))}, ps.baseline()+(leading-ps.leading)/2
	h := leading
	for _, col := range cols {
		y := 0.0
		for i, lines := range col {
			if i > 0 {
				y += cellGap
			}
			for k := range lines {
				it.put(lines[k].item(leading, cellPadY+y+base))
				y += leading
			}
		}
		h = max(h, y)
	}
	it.h = cellPadY + h + cellPadY + 0.6
	s.add(it)
}

// opsOf is how many marks stand in the cells of a row.
func opsOf(cols [][][]line) int {
	n := 0
	for _, col := range cols {
		for _, lines := range col {
			for i := range lines {
				n += len(lines[i].ops)
			}
		}
	}
	return n
}

// put adds what stands in another item.
func (it *item) put(part item) {
	it.ops = append(it.ops, part.ops...)
	it.links = append(it.links, part.links...)
	it.notes = append(it.notes, part.notes...)
}

// longRow adds a row line by line. Where a paragraph ends in any cell there is
// room between two lines of all, or the cells would not be cut at one height.
func (s *setter) longRow(cols [][][]line, ps paraStyle) {
	flat := make([][]line, len(cols))
	gaps := map[int]bool{}
	for i, col := range cols {
		for k, lines := range col {
			if k > 0 {
				gaps[len(flat[i])] = true
			}
			flat[i] = append(flat[i], lines...)
		}
	}
	from := len(s.items)
	s.slices(flat, ps, cellPadY, cellPadY+0.6, false)
	for k := range gaps {
		it := &s.items[from+k]
		it.h += cellGap
		for i := range it.ops {
			it.ops[i].Y += cellGap
		}
		for i := range it.links {
			it.links[i].Y += cellGap
		}
	}
}
