package layout

import (
	"slices"
	"strconv"

	"probata/dossier/document"
)

// front sets the head of the first page: title, rule, addressee and date.
func (s *setter) front() {
	d := s.doc
	x, w := margin, float64(measure)
	if d.Front != nil {
		s.titlePage(d.Front, x, w)
		return
	}
	if d.Title != "" {
		s.leaf = s.newTag(TagTitle, 0)
		s.keepChain(s.text(document.T(d.Title), titleStyle, x, w), titleStyle)
	}
	if d.Subtitle != "" {
		s.space(3)
		s.keepChain(s.text(document.T(d.Subtitle), subStyle, x, w), subStyle)
	}
	if d.Title+d.Subtitle != "" {
		s.space(9)
		s.add(item{h: 1.4, keep: true, ops: []Op{{Kind: Rect, Color: navy, Block: Furniture, X: x, W: w, H: 1.4}}})
		s.space(14)
	}
	s.addressee(x, w)
}

// addressee sets the lines of the address with the date beside them.
func (s *setter) addressee(x, w float64) {
	const share = 0.7
	var to, date []line
	for _, t := range s.doc.To {
		to = append(to, s.text(document.T(t), toStyle, x, w*share)...)
	}
	if s.doc.Date != "" {
		st := toStyle
		st.align, st.color = right, grey
		date = s.text(document.T(s.doc.Date), st, x+w*share+10, w*(1-share)-10)
	}
	if len(to)+len(date) == 0 {
		return
	}
	s.slices([][]line{to, date}, toStyle, 0, 0, true)
	s.keepLast()
	s.space(20)
}

// titlePage sets a page of its own: what the paper is, its title, to whom it
// goes, what identifies it, and at the foot who may read it.
func (s *setter) titlePage(f *document.Front, x, w float64) {
	const top = 34.0
	s.add(item{h: top, keep: true})
	if f.Kind != "" {
		s.keepChain(s.text(document.T(f.Kind), frontKind, x, w), frontKind)
		s.space(10)
	}
	if s.doc.Title != "" {
		s.leaf = s.newTag(TagTitle, 0)
		s.keepChain(s.text(document.T(s.doc.Title), frontTitle, x, w), frontTitle)
	}
	if s.doc.Subtitle != "" {
		s.space(7)
		s.keepChain(s.text(document.T(s.doc.Subtitle), frontSub, x, w), frontSub)
	}
	s.space(16)
	s.add(item{h: 1.8, keep: true, ops: []Op{rule(x, 0, w, 1.8, navy)}})
	s.space(26)
	for _, t := range s.doc.To {
		s.addLines(s.text(document.T(t), frontTo, x, w), frontTo)
	}
	s.space(30)
	if len(f.Items) > 0 || f.Pages != "" {
		s.inside(TagTable, func() { s.frontRows(f, x, w) })
	}
	s.frontMark(f.Mark, x, w)
	s.fresh = true
}

// frontRows sets what identifies the paper, a line each, ruled below.
func (s *setter) frontRows(f *document.Front, x, w float64) {
	const share, pad = 0.3, 6.0
	items := f.Items
	if f.Pages != "" {
		items = append(slices.Clip(items), document.FieldItem{Label: document.T(f.Pages)})
	}
	for i, row := range items {
		it := item{}
		h := 0.0
		s.inside(TagTR, func() {
			s.fieldHead(func() { h = s.stack(&it, s.text(row.Label, frontLabel, x, w*share-12), frontLabel, pad) })
			s.inside(TagTD, func() {
				if f.Pages != "" && i == len(items)-1 {
					st := frontValue
					it.entry = &entry{total: true, tag: s.newTag(TagP, s.parent), ps: st, from: x + w*share, y: pad + st.baseline()}
					h = max(h, st.leading)
					return
				}
				h = max(h, s.frontAnswer(&it, row, x+w*share, w*(1-share), pad))
			})
		})
		it.h = h + 2*pad
		it.ops = append([]Op{rule(x, it.h-0.5, w, 0.5, hairline)}, it.ops...)
		if i == 0 {
			it.ops = append([]Op{rule(x, 0, w, 0.5, hairline)}, it.ops...)
		}
		s.add(it)
	}
}

func (s *setter) frontAnswer(it *item, row document.FieldItem, x, w, y float64) float64 {
	h := 0.0
	for i, b := range row.Answer {
		p, ok := b.(document.Paragraph)
		if !ok {
			continue
		}
		if i > 0 {
			h += 2
		}
		h += s.stack(it, s.text(p.Spans, frontValue, x, w), frontValue, y+h)
	}
	if h == 0 && row.Empty != "" {
		h = s.stack(it, s.text(document.T(row.Empty), emptyStyle, x, w), emptyStyle, y)
	}
	return h
}

// frontMark sets the mark in a box that ends where the text of the page does,
// or behind the rest when that fills the page.
func (s *setter) frontMark(mark string, x, w float64) {
	if mark == "" {
		return
	}
	const pad = 9.0
	lines := s.text(document.T(mark), frontWarn, x+14, w-28)
	used := 2*pad + leadingOf(lines, frontWarn)*float64(len(lines))
	for _, it := range s.items {
		used += it.before + it.h
	}
	s.gap = 0
	s.space(max(20, bodyHeight-used-1))
	f := &frame{x: x, w: w, line: navy, width: 0.9, top: true, bottom: true, left: true, right: true}
	s.within(f, pad, func() { s.addLines(lines, frontWarn) })
}

// total is the number of pages, known when all are filled.
func (s *setter) total(e *entry, pages int) []Op {
	ops := s.label(e.tag, strconv.Itoa(pages), e.ps, 0, 80)
	for i := range ops {
		ops[i].X += e.from
		ops[i].Y += e.y
		ops[i].Block = Furniture
	}
	return ops
}

// entry is a line of the contents whose page number is known only when all
// pages are filled, or the number of the pages itself.
type entry struct {
	total       bool
	place       string
	tag         int32
	ps          paraStyle
	from, right float64
	y           float64
}

// tocStyles are the styles of the contents by level.
var tocStyles = [3]struct {
	paraStyle
	indent, before float64
}{
	{paraStyle{size: 11.5, leading: 14.2, style: document.Bold, color: ink, align: ragged}, 0, 6},
	{paraStyle{size: 11.5, leading: 14.2, color: ink, align: ragged}, 16, 2},
	{paraStyle{size: 11, leading: 13.6, color: grey, align: ragged}, 32, 1},
}

func (s *setter) contents(c document.Contents, x, w float64) {
	const numberRoom = 34
	if s.doc.Words.Contents != "" {
		if len(s.items) > 0 {
			s.space(headings[0].before)
		}
		s.leaf = s.headingTag(1)
		s.keepChain(s.text(document.T(s.doc.Words.Contents), headings[0].paraStyle, x, w), headings[0].paraStyle)
		s.space(6)
	}
	s.inside(TagTOC, func() { s.entries(c, x, w-numberRoom, x+w) })
	s.space(16)
}

// entries sets the lines of the contents; right is where their page numbers
// end.
func (s *setter) entries(c document.Contents, x, w, right float64) {
	for _, h := range s.heads {
		if h.level > c.Depth && c.Depth > 0 {
			continue
		}
		st := tocStyles[min(max(h.level, 1), len(tocStyles))-1]
		s.space(st.before)
		link := s.inline(TagLink, s.inline(TagReference, s.newTag(TagTOCI, s.parent), 0), 0)
		s.leaf = link
		lines := s.text(plain(h.text), st.paraStyle, x+st.indent, w-st.indent)
		for i := range lines {
			end := lines[i].right
			it := lines[i].item(st.leading, st.baseline())
			it.keep = i < len(lines)-1
			it.links = append(it.links, Link{
				X: x, Y: 0, W: right - x, H: st.leading, Place: h.place, Name: clean(document.Plain(h.text)), Tag: link,
			})
			if !it.keep {
				it.ops = s.spaceAfter(it.ops)
				it.entry = &entry{place: h.place, tag: link, ps: st.paraStyle, from: end + 5, right: right, y: st.baseline()}
			}
			s.add(it)
		}
	}
}

// finish draws the leader and the page number of a line of the contents.
func (s *setter) finish(e *entry, page int) []Op {
	st := e.ps
	number := s.label(e.tag, strconv.Itoa(page), st, 0, 60)
	w := 0.0
	if n := len(number); n > 0 {
		w = number[n-1].X + number[n-1].W
	}
	for i := range number {
		number[i].X += e.right - w
		number[i].Y += e.y
		number[i].Block = Furniture
	}
	const step = 4.5
	// The dots of all lines stand on one grid.
	from := float64(int(e.from/step)+1) * step
	if to := e.right - w - 5; to > from+step {
		number = append(number, Op{Kind: Leader, Color: grey, Block: Furniture, X: from, Y: e.y - 0.6, W: to - from, H: step})
	}
	return number
}
