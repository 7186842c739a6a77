package layout

import (
	"math"
	"slices"

	"probata/dossier/document"
)

// A timeline is drawn lane by lane in rows; every row is an item, so that a
// long one runs over pages, and the axis is repeated on each. A moment is a
// mark with its words below it; moments that would meet stand in rows below
// each other. What has no date stands in a column of its own, never on the
// axis.
const (
	laneRoom    = 92.0  // names of the lanes
	undatedRoom = 96.0  // column of what has no date
	markRoom    = 8.5   // above the words of a moment
	markSize    = 5.0   // side of the mark of a day
	momentWidth = 118.0 // widest words of a moment
	momentGap   = 7.0
	axisHeight  = 17.0
	axisInset   = 6.0
)

var (
	tickStyle   = paraStyle{size: 8.5, leading: 10.5, color: grey, align: ragged}
	laneStyle   = paraStyle{size: 9.5, leading: 11.6, style: document.Bold, color: navy, align: ragged}
	momentStyle = paraStyle{size: 8.5, leading: 10, color: ink, align: ragged}
)

// axis maps days to places across the page.
type axis struct {
	x, w     float64 // of the dated part
	from, to float64
	undated  float64 // left edge of the column without dates; 0 = none
	order    bool    // nothing is dated: marks are hollow
	right    float64
}

func (a *axis) at(day float64) float64 {
	if !(a.to > a.from) {
		return a.x + a.w/2
	}
	return a.x + a.w*min(1, max(0, (day-a.from)/(a.to-a.from)))
}

// moment is an event at its place in a row.
type moment struct {
	document.Moment
	x0, x1      float64 // of the mark
	left, right float64 // of mark and words
	lines       []line
}

func (s *setter) timeline(t document.Timeline, x, w float64) {
	s.space(paraGap + 4)
	s.figureCaption(t.Caption, x, w)
	a := newAxis(t, x, w)
	tag := s.newTag(TagFigure, s.parent)
	said := t.Caption
	for _, l := range t.Lanes {
		for _, m := range l.Moments {
			said = append(slices.Clip(said), append(document.T("; "), m.Label...)...)
		}
	}
	s.tags[tag].Alt = described(t.Alt, said)
	outer := s.head
	s.axisHead(t, a, x, w, tag)
	for i, l := range t.Lanes {
		s.lane(l, t.Ticks, a, x, w, tag, i == len(t.Lanes)-1)
	}
	s.head = outer
	if len(t.Key) > 0 {
		s.keepLast()
		s.space(4)
		s.addLines(s.text(t.Key, smallStyle, x, w), smallStyle)
	}
	s.space(paraGap + 8)
}

func newAxis(t document.Timeline, x, w float64) *axis {
	a := &axis{x: x + laneRoom + axisInset, right: x + w, from: math.Inf(1), to: math.Inf(-1)}
	a.w = w - laneRoom - 2*axisInset
	a.order = t.Order
	note := func(v float64) {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			a.from, a.to = min(a.from, v), max(a.to, v)
		}
	}
	for _, tick := range t.Ticks {
		note(tick.At)
	}
	for _, l := range t.Lanes {
		for _, m := range l.Moments {
			if m.Undated && a.undated == 0 {
				a.w -= undatedRoom
				a.undated = a.x + a.w + axisInset + 4
			}
			if !m.Undated {
				note(m.From)
				note(max(m.From, m.To))
			}
		}
	}
	return a
}

// axisHead sets the labels of the ticks, which are repeated on every page. A
// label that would meet the one before is left to its line.
func (s *setter) axisHead(t document.Timeline, a *axis, x, w float64, tag int32) {
	it := item{h: axisHeight, keep: true}
	ticks := slices.Clone(t.Ticks)
	slices.SortStableFunc(ticks, func(p, q document.Tick) int { return compareDays(p.At, q.At) })
	end := x + laneRoom - 4
	label := func(text string, at, share, limit float64) {
		ops := s.label(tag, clean(text), tickStyle, 0, 200)
		if len(ops) == 0 {
			return
		}
		last := ops[len(ops)-1]
		wide := last.X + last.W
		left := max(at-wide*share, x+laneRoom)
		left = min(left, limit-wide)
		if left < end+4 {
			return
		}
		for i := range ops {
			ops[i].X += left
			ops[i].Y += 10.5
		}
		it.ops = append(it.ops, ops...)
		end = left + wide
	}
	limit := a.right
	if a.undated > 0 {
		limit = a.undated - 8
	}
	for _, tick := range ticks {
		label(tick.Label, a.at(tick.At), 0.5, limit)
	}
	if a.undated > 0 {
		label(t.Undated, a.undated, 0, a.right)
	}
	it.ops = append(it.ops, Op{Kind: Rect, Color: navy, Block: Furniture, X: x, Y: axisHeight - 0.7, W: w, H: 0.7})
	head := it
	s.add(it)
	s.head = &tableHead{items: []item{head}, h: axisHeight}
	s.items[len(s.items)-1].head = s.head
}

func compareDays(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// lane sets one lane: its name beside the first of its rows.
func (s *setter) lane(l document.Lane, ticks []document.Tick, a *axis, x, w float64, tag int32, last bool) {
	s.leaf = tag
	name := s.text(l.Name, laneStyle, x, laneRoom-8)
	rows := s.rows(l.Moments, a, tag)
	if len(rows) == 0 {
		rows = [][]moment{nil}
	}
	for i, row := range rows {
		it := item{keep: i == 0 && len(rows) > 1}
		lines := 0
		for k := range row {
			lines = max(lines, len(row[k].lines))
		}
		it.h = markRoom + float64(lines)*momentStyle.leading + 4
		if i == 0 {
			it.h = max(it.h, 3+s.stack(&it, name, laneStyle, 2.5))
		}
		s.ticks(&it, ticks, a)
		for k := range row {
			s.moment(&it, &row[k], a.order, tag)
		}
		if i == len(rows)-1 {
			c := hairline
			if last {
				c = navy
			}
			it.ops = append([]Op{{Kind: Rect, Color: c, Block: Furniture, X: x, Y: it.h - 0.5, W: w, H: 0.5}}, it.ops...)
		}
		s.add(it)
	}
}

func (s *setter) ticks(it *item, ticks []document.Tick, a *axis) {
	var ops []Op
	line := func(x float64, c Color) {
		ops = append(ops, Op{Kind: Rect, Color: c, Block: Furniture, X: x - 0.2, W: 0.4, H: it.h})
	}
	for _, t := range ticks {
		if !a.order {
			line(a.at(t.At), headTint)
		}
	}
	if a.undated > 0 {
		line(a.undated-6, hairline)
	}
	it.ops = append(ops, it.ops...)
}

// rows shares the moments of a lane out: each goes into the first row where
// it meets no other.
func (s *setter) rows(moments []document.Moment, a *axis, tag int32) [][]moment {
	sorted := slices.Clone(moments)
	slices.SortStableFunc(sorted, func(p, q document.Moment) int {
		if p.Undated != q.Undated {
			if p.Undated {
				return 1
			}
			return -1
		}
		if p.Undated {
			return 0 // in the order given
		}
		return compareDays(p.From, q.From)
	})
	var rows [][]moment
	var ends, undated []float64
	for _, d := range sorted {
		m := s.measureMoment(d, a, tag)
		i := 0
		for ; i < len(rows); i++ {
			if m.Undated && undated[i] == 0 || !m.Undated && m.left >= ends[i]+momentGap {
				break
			}
		}
		if i == len(rows) {
			rows, ends, undated = append(rows, nil), append(ends, math.Inf(-1)), append(undated, 0)
		}
		if m.Undated {
			undated[i] = 1
		} else {
			ends[i] = m.right
		}
		rows[i] = append(rows[i], m)
	}
	return rows
}

func (s *setter) measureMoment(d document.Moment, a *axis, tag int32) moment {
	m := moment{Moment: d}
	width, left, right := momentWidth, a.x-axisInset, a.x+a.w+axisInset
	switch {
	case d.Undated:
		m.x0, left, right = a.undated, a.undated, a.right
		m.x1 = m.x0 + markSize
		width = right - left
	default:
		m.x0, m.x1 = a.at(d.From), a.at(max(d.From, d.To))
		if m.x1-m.x0 < markSize {
			mid := (m.x0 + m.x1) / 2
			m.x0, m.x1 = mid-markSize/2, mid+markSize/2
		}
		width = min(right-left, max(width, m.x1-m.x0))
	}
	s.leaf = tag
	m.lines = s.text(d.Label, momentStyle, 0, width)
	wide := 0.0
	for _, l := range m.lines {
		wide = max(wide, l.right)
	}
	at := max(left, min(m.x0, right-wide))
	for i := range m.lines {
		for k := range m.lines[i].ops {
			m.lines[i].ops[k].X += at
		}
		for k := range m.lines[i].links {
			m.lines[i].links[k].X += at
		}
	}
	m.left, m.right = min(m.x0, at), max(m.x1, at+wide)
	return m
}

// moment draws the mark of an event and the words below it: a square for a
// day, a bar for a span, a bar with an outline for "at some time within",
// strokes for many events together. What has no date is hollow.
func (s *setter) moment(it *item, m *moment, order bool, tag int32) {
	const top = 3.0
	mark := func(x, y, w, h float64, c Color) {
		it.ops = append(it.ops, Op{Kind: Rect, Color: c, Block: int32(s.block), Tag: tag, X: x, Y: y, W: w, H: h})
	}
	switch wide := m.x1 - m.x0; {
	case m.Undated || order && m.To <= m.From:
		mark(m.x0, top, markSize, markSize, grey)
		mark(m.x0+1, top+1, markSize-2, markSize-2, 0xFFFFFF)
	case order:
		mark(m.x0, top, wide, markSize, grey)
		mark(m.x0+1, top+1, wide-2, markSize-2, 0xFFFFFF)
	case m.Count > 0:
		for x := m.x0; x < m.x1; x += 2.4 {
			mark(x, top-0.5, min(1.5, m.x1-x), markSize+1, navy)
		}
	case m.To > m.From && m.Within:
		mark(m.x0, top, wide, markSize, navy)
		mark(m.x0+0.7, top+0.7, wide-1.4, markSize-1.4, headTint)
	case m.To > m.From:
		mark(m.x0, top+0.5, wide, markSize-1, navy)
	default:
		mark(m.x0, top, markSize, markSize, redBrown)
	}
	s.stack(it, m.lines, momentStyle, markRoom)
}
