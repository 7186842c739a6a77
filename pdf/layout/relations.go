package layout

import (
	"slices"

	"probata/dossier/document"
)

// A picture of relations has three columns: at the left those to whom
// something was done, in the middle what, at the right who did it. Lines run
// from right to left and end in an arrow. A picture of a size that is read at
// a glance is drawn as one (web.go); a larger one in rows, party by party, so
// that it runs over pages.
const (
	webParties = 25   // more are set in rows
	webTies    = 14   // more lines side by side cannot be followed
	webShare   = 0.78 // of a page's height
	boxPad     = 4.5
	boxGap     = 9.0
)

var (
	boxName  = paraStyle{size: 9, leading: 10.8, style: document.Bold, color: ink, align: ragged, even: true}
	boxRole  = paraStyle{size: 8, leading: 9.6, color: grey, align: ragged, even: true}
	tieStyle = paraStyle{size: 8.5, leading: 10.2, color: ink, align: centre, even: true}
	rowTie   = paraStyle{size: 8.5, leading: 10.2, color: ink, align: ragged, even: true}
	partHead = paraStyle{size: 10, leading: 12.4, style: document.Bold, color: ink, align: ragged}
)

func (s *setter) relations(r document.Relations, x, w float64) {
	s.space(paraGap + 4)
	s.figureCaption(r.Caption, x, w)
	doubt := false
	for i, p := range r.Parts {
		if len(p.Ties)+len(p.Alone) == 0 {
			continue
		}
		if len(p.Head) > 0 {
			s.keepChain(s.text(p.Head, partHead, x, w), partHead)
			s.space(3)
		}
		part := newPart(r, p)
		part.tag = s.newTag(TagFigure, s.parent)
		alt := document.Relations{Parties: r.Parties, Parts: r.Parts[i : i+1 : i+1]}.Said()
		s.tags[part.tag].Alt = described(alt, document.T(r.Alt))
		s.part(part, x, w)
		doubt = doubt || part.doubt
		s.space(paraGap + 4)
	}
	if doubt && r.Doubt != "" {
		s.keepLast()
		s.doubtKey(r.Doubt, x, w)
	}
	if len(r.Key) > 0 {
		s.keepLast()
		s.space(3)
		s.addLines(s.text(r.Key, smallStyle, x, w), smallStyle)
	}
	s.space(paraGap + 6)
}

// figureCaption sets the words above a drawn figure, kept with it.
func (s *setter) figureCaption(caption []document.Span, x, w float64) {
	if len(caption) == 0 {
		return
	}
	st := cellStyle
	st.style, st.size, st.leading, st.color = document.Bold, 10.5, 13, navy
	s.keepChain(s.text(caption, st, x, w), st)
	s.space(5)
}

// doubtKey shows a broken line and says what it means.
func (s *setter) doubtKey(words string, x, w float64) {
	const sample = 26.0
	lines := s.text(document.T(words), smallStyle, x+sample+7, w-sample-7)
	lines[0].ops = append(dashes(x, -3, sample), lines[0].ops...)
	s.addLines(lines, smallStyle)
}

// part is one picture with what it needs of the whole.
type part struct {
	document.Part
	parties     []document.Box
	left, right []int // parties of the columns
	doubt       bool
	tag         int32
}

// newPart drops ends that name no party: a caller may have withheld one.
func newPart(r document.Relations, p document.Part) *part {
	out := &part{Part: p, parties: r.Parties}
	known := func(i int) bool { return i >= 0 && i < len(r.Parties) }
	out.Ties = nil
	for _, t := range p.Ties {
		t.To = slices.DeleteFunc(slices.Clone(t.To), func(i int) bool { return !known(i) })
		t.From = slices.DeleteFunc(slices.Clone(t.From), func(e document.End) bool { return !known(e.Party) })
		out.Ties = append(out.Ties, t)
		for _, i := range t.To {
			out.left = once(out.left, i)
		}
		for _, e := range t.From {
			out.right = once(out.right, e.Party)
			out.doubt = out.doubt || e.Doubt
		}
	}
	out.Alone = slices.DeleteFunc(slices.Clone(p.Alone), func(i int) bool { return !known(i) })
	slices.Sort(out.left)
	slices.Sort(out.right)
	return out
}

func once(list []int, i int) []int {
	if slices.Contains(list, i) {
		return list
	}
	return append(list, i)
}

func (s *setter) part(p *part, x, w float64) {
	if len(p.Ties) > 0 {
		web := false
		if len(p.left)+len(p.right) <= webParties && len(p.Ties) <= webTies {
			web = s.web(p, x, w)
		}
		if !web {
			s.groups(p, x, w)
		}
	}
	s.alone(p, x, w)
}

// columnHeads sets the heads of the three columns.
func (s *setter) columnHeads(p *part, xs, ws [3]float64) bool {
	if p.Left+p.Tie+p.Right == "" {
		return false
	}
	it, h := item{keep: true}, 0.0
	for i, head := range []string{p.Left, p.Tie, p.Right} {
		st := tinyHead
		if i == 1 && tieStyle.align == centre {
			st.align = centre
		}
		s.leaf = p.tag
		h = max(h, s.stack(&it, s.text(document.T(head), st, xs[i], ws[i]), st, 0))
	}
	it.h = h + 4
	s.add(it)
	return true
}

// alone sets the parties that nothing ties, three beside each other.
func (s *setter) alone(p *part, x, w float64) {
	const columns, gap = 3, 14.0
	bw := (w - (columns-1)*gap) / columns
	for i := 0; i < len(p.Alone); i += columns {
		it, h := item{}, 0.0
		row := p.Alone[i:min(i+columns, len(p.Alone))]
		boxes := make([]*box, len(row))
		for k, party := range row {
			boxes[k] = s.box(p, party, x+float64(k)*(bw+gap), bw)
			h = max(h, boxes[k].h)
		}
		for _, b := range boxes {
			b.h = h
			s.drawBox(&it, b)
		}
		it.h = h
		if i > 0 || len(p.Ties) > 0 {
			s.space(boxGap)
		}
		s.add(it)
	}
}

// box is a party's frame with its words, which stand at their place across
// the page and from zero downwards.
type box struct {
	party      int
	body       bool
	x, y, w, h float64
	name, role []line
	text       float64 // height of the words
	ports      int
}

func (s *setter) box(p *part, party int, x, w float64) *box {
	d := p.parties[party]
	b := &box{party: party, body: d.Body, x: x, w: w}
	s.leaf = p.tag
	b.name = s.text(d.Name, boxName, x+boxPad+1, w-2*boxPad-1)
	b.text = leadingOf(b.name, boxName) * float64(len(b.name))
	if len(d.Role) > 0 {
		s.leaf = p.tag
		b.role = s.text(d.Role, boxRole, x+boxPad+1, w-2*boxPad-1)
		b.text += 1 + leadingOf(b.role, boxRole)*float64(len(b.role))
	}
	b.h = b.text + 2*boxPad
	return b
}

// drawBox adds a box to an item: a person in a thin frame, an authority or
// organisation tinted and with a bar at its edge.
func (s *setter) drawBox(it *item, b *box) {
	width, fill := 0.7, Color(0xFFFFFF)
	if b.body {
		fill = headTint
	}
	outline(it, b.x, b.y, b.w, b.h, width, fill, navy)
	if b.body {
		it.ops = append(it.ops, rule(b.x, b.y, 2.4, b.h, navy))
	}
	y := b.y + (b.h-b.text)/2
	y += s.stack(it, b.name, boxName, y)
	if len(b.role) > 0 {
		s.stack(it, b.role, boxRole, y+1)
	}
}

func rule(x, y, w, h float64, c Color) Op {
	return Op{Kind: Rect, Color: c, Block: Furniture, X: x, Y: y, W: w, H: h}
}

// outline is a frame with an even width and a fill.
func outline(it *item, x, y, w, h, width float64, fill, c Color) {
	it.ops = append(it.ops, rule(x, y, w, h, fill),
		rule(x, y, w, width, c), rule(x, y+h-width, w, width, c), rule(x, y, width, h, c), rule(x+w-width, y, width, h, c))
}

// dashes is a broken line from x over w, around y.
func dashes(x, y, w float64) []Op {
	const on, off = 3.0, 2.2
	var ops []Op
	for at := 0.0; at < w; at += on + off {
		ops = append(ops, rule(x+at, y-lineWidth/2, min(on, w-at), lineWidth, navy))
	}
	return ops
}

// groups sets a part in rows: every party at the left with what was done to
// it and by whom, one tie in a row.
func (s *setter) groups(p *part, x, w float64) {
	const gap = 24.0
	bw := (w - 2*gap) / 3
	xs, ws := [3]float64{x, x + bw + gap, x + 2*(bw+gap)}, [3]float64{bw, bw, bw}
	outer := s.head
	if s.columnHeads(p, xs, ws) {
		head := s.items[len(s.items)-1]
		s.head = &tableHead{items: []item{head}, h: head.h}
		s.items[len(s.items)-1].head = s.head
	}
	for _, party := range p.left {
		var ties []document.Tie
		for _, t := range p.Ties {
			if slices.Contains(t.To, party) {
				ties = append(ties, t)
			}
		}
		s.group(p, party, ties, xs, ws)
	}
	s.head = outer
}

// group is one party with its ties. The line that joins them runs from row to
// row; the box stands beside the first and, when it is higher, the next.
func (s *setter) group(p *part, party int, ties []document.Tie, xs, ws [3]float64) {
	const few = 8 // rows that stay together
	b := s.box(p, party, xs[0], ws[0])
	spine := (xs[0] + ws[0] + xs[1]) / 2
	for i, t := range ties {
		it := item{}
		h := s.groupRow(&it, p, t, xs, ws)
		last := i == len(ties)-1
		if i == 0 {
			h = max(h, b.h)
		}
		mid := h / 2
		if i == 0 {
			b.h = h
			it.ops = append(it.ops, arrow(xs[0]+ws[0], mid, spine-xs[0]-ws[0])...)
		}
		it.ops = append(it.ops, rule(spine, mid-lineWidth/2, xs[1]-spine, lineWidth, navy))
		top, bottom := 0.0, h+rowGap
		if i == 0 {
			top = mid
		}
		if last {
			bottom = mid
		}
		if len(ties) > 1 {
			it.ops = append(it.ops, rule(spine-lineWidth/2, top, lineWidth, bottom-top, navy))
		}
		if i == 0 {
			s.drawBox(&it, b)
		}
		it.h = h + rowGap
		it.keep = !last && (len(ties) <= few || i == 0 || i == len(ties)-2)
		s.add(it)
	}
	s.space(3)
}

const rowGap = 5.0

// groupRow sets a tie and those from whom it comes, and gives their height.
func (s *setter) groupRow(it *item, p *part, t document.Tie, xs, ws [3]float64) float64 {
	s.leaf = p.tag
	label := s.text(t.Label, rowTie, xs[1]+boxPad, ws[1]-2*boxPad)
	lh := leadingOf(label, rowTie) * float64(len(label))
	var names [][]line
	var doubt []bool
	nh := 0.0
	for _, e := range t.From {
		s.leaf = p.tag
		lines := s.text(p.parties[e.Party].Name, rowTie, xs[2]+boxPad, ws[2]-2*boxPad)
		names, doubt = append(names, lines), append(doubt, e.Doubt)
		nh += leadingOf(lines, rowTie) * float64(len(lines))
	}
	h := max(lh, nh, 8) + 2*boxPad - 2
	outline(it, xs[1], 0, ws[1], h, 0.5, tint, hairline)
	s.stack(it, label, rowTie, (h-lh)/2)
	y := (h - nh) / 2
	for i, lines := range names {
		mid := y + leadingOf(lines, rowTie)/2
		if doubt[i] {
			it.ops = append(it.ops, dashes(xs[1]+ws[1], mid, xs[2]-xs[1]-ws[1])...)
		} else {
			it.ops = append(it.ops, rule(xs[1]+ws[1], mid-lineWidth/2, xs[2]-xs[1]-ws[1], lineWidth, navy))
		}
		y += s.stack(it, lines, rowTie, y)
	}
	return h
}

// arrow is a line from x over w at y whose head points to the left.
func arrow(x, y, w float64) []Op {
	ops := []Op{rule(x+headLong/2, y-lineWidth/2, w-headLong/2, lineWidth, navy)}
	return append(ops, arrowHead(x, y)...)
}

const (
	lineWidth = 0.8
	headLong  = 6.0
)

// arrowHead is a solid triangle with its tip at x, made of thin upright bars:
// a page knows rectangles only.
func arrowHead(x, y float64) []Op {
	const bars = 8
	ops := make([]Op, 0, bars)
	for i := range bars {
		half := 2.7 * (float64(i) + 0.7) / bars
		ops = append(ops, rule(x+float64(i)*headLong/bars, y-half, headLong/bars+0.05, 2*half, navy))
	}
	return ops
}
