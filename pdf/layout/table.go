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
	rows := tableRows{Table: t, x: x, w: w, xs: xs, ws: ws}
	if rows.divide(s); len(rows.stretches) > 1 {
		if err := rows.inParts(s, head); err != nil && s.fault == nil {
			s.fault = err
		}
	} else {
		var prepared [][]preparedCell
		s.inside(TagTBody, func() { prepared = rows.prepare(s, 0, len(t.Rows)) })
		rows.fit(append(prepared, head))
		rows.head(s, head)
		from := len(s.items)
		rows.set(s, prepared, 0)
		s.overHeads(from, nil)
	}
	s.head = outer
}

// tableRows is the body of a table while it is set. A long one is set in
// parts: first the words of all rows are measured, since the widths of the columns hang
// on them, then the rows are set part by part, and pages made of them.
type tableRows struct {
	document.Table
	x, w      float64
	xs, ws    []float64
	stretches []stretch
	end       counts
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
	r.stretches, r.end = out, now
}

func (r *tableRows) inParts(s *setter, head []preparedCell) error {
	tag := s.inside(TagTBody, func() {})
	need, err := r.measure(s)
	if err != nil {
		return err
	}
	r.fitNeed(longestWords(r.w, r.ws, [][]preparedCell{head}, need))
	r.head(s, head)
	var now *tableHead
	for from := 0; from < len(r.stretches); from += atOnce {
		to := min(from+atOnce, len(r.stretches))
		stretches := r.stretches[from:to]
		parts := s.parts(stretches)
		err := s.onAllCores(parts, func(i int, p *setter) error {
			p.head = s.head
			r.set(p, r.prepare(p, stretches[i].from, stretches[i].to), stretches[i].from)
			return s.ctx.Err()
		})
		if err != nil {
			return err
		}
		first := len(s.items)
		if err := s.join(parts, stretches, countsAt(r.stretches, to, r.end), tag); err != nil {
			return err
		}
		now = s.overHeads(first, now)
		if err := s.flush(false); err != nil {
			return err
		}
	}
	return nil
}

// measure gives what the longest words of the columns need. Its rows are composed for
// that alone and let go: a long table is not held as a whole.
func (r *tableRows) measure(s *setter) ([]float64, error) {
	needs := make([][]float64, len(r.stretches))
	for from := 0; from < len(r.stretches); from += atOnce {
		stretches := r.stretches[from:min(from+atOnce, len(r.stretches))]
		err := s.onAllCores(s.parts(stretches), func(i int, p *setter) error {
			var need []float64
			for k := stretches[i].from; k < stretches[i].to; k++ {
				need = longestWords(r.w, r.ws, r.prepare(p, k, k+1), need)
			}
			needs[from+i] = need
			return s.ctx.Err()
		})
		if err != nil {
			return nil, err
		}
	}
	most := make([]float64, len(r.ws))
	for _, need := range needs {
		for i, w := range need {
			most[i] = max(most[i], w)
		}
	}
	return most, nil
}

func (r *tableRows) prepare(s *setter, from, to int) [][]preparedCell {
	out := make([][]preparedCell, 0, to-from)
	for _, row := range r.Rows[from:to] {
		out = append(out, s.prepareRow(row, cellStyle, len(r.xs)))
	}
	return out
}

// fit settles the widths of the columns by the words of rows.
func (r *tableRows) fit(rows [][]preparedCell) {
	r.fitNeed(longestWords(r.w, r.ws, rows, nil))
}

func (r *tableRows) fitNeed(need []float64) {
	document.FitColumns(r.ws, need)
	for i := 1; i < len(r.ws); i++ {
		r.xs[i] = r.xs[i-1] + r.ws[i-1]
	}
}

// head sets the head.
func (r *tableRows) head(s *setter, head []preparedCell) {
	if len(r.Head) > 0 {
		s.tableHead(head, r.x, r.w, r.xs, r.ws)
	}
}

// set sets prepared rows, the first of which is row number first.
func (r *tableRows) set(s *setter, prepared [][]preparedCell, first int) {
	for i, row := range prepared {
		f := &frame{x: r.x, w: r.w, line: hairline, width: 0.4, bottom: r.Lines}
		if first+i == len(r.Rows)-1 {
			f.line, f.width, f.bottom = navy, 0.7, true
		}
		if len(row) > 1 && row[0].span == len(row) {
			f.fill = tint
			s.overRow(row, f, r.xs, r.ws)
		} else {
			s.row(row, cellStyle, f, r.xs, r.ws)
		}
		prepared[i] = nil
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

// longestWords is the width that each column needs to break no word. Hashes
// and addresses that would take more than their share are broken anyway; a
// column with such keeps the width that it was given. need is what other rows need, and
// is added to; nil = none.
func longestWords(width float64, ws []float64, rows [][]preparedCell, need []float64) []float64 {
	limit := 0.3 * width
	if need == nil {
		need = make([]float64, len(ws))
	}
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
