package layout

import (
	"fmt"
	"slices"
	"strings"

	"probata/dossier/document"
)

// finishEntries adds the page numbers to the lines of the contents, and the
// number of pages to the title page.
func (s *setter) finishEntries(l *Layout, pages []builtPage, held []int) {
	for _, i := range held {
		for _, it := range pages[i].body {
			if it.entry == nil {
				continue
			}
			if it.entry.total {
				it.ops = append(slices.Clip(it.ops), s.total(it.entry, len(pages))...)
			}
			if at, ok := l.Places[it.entry.place]; ok {
				it.ops = append(slices.Clip(it.ops), s.finish(it.entry, at.Page+1)...)
			}
		}
	}
}

// locate notes where the link targets and headings of a page stand.
func (l *Layout) locate(page int, pg builtPage) {
	for _, it := range slices.Concat(pg.body, pg.notes) {
		at := Place{Page: page, Y: it.y}
		for _, name := range it.places {
			l.Places[name] = at
		}
		if it.mark != nil {
			m := *it.mark
			m.Place = at
			l.Bookmarks = append(l.Bookmarks, m)
		}
	}
}

type painter struct{ page *Page }

// text paints all of a page but its head and foot.
func (p *painter) text(pages []builtPage, i int) {
	pg, n := pages[i], 48 // rules, frames, head and foot beside the text
	for _, part := range [][]pageItem{pg.heads, pg.body, pg.notes} {
		for _, it := range part {
			n += len(it.ops)
		}
	}
	p.page.Width, p.page.Height = pageWidth, pageHeight
	p.page.Ops = make([]Op, 0, n)
	p.frames(slices.Concat(pg.heads, pg.body), lastFrames(pages, i-1), firstFrames(pages, i+1))
	p.items(pg.heads, true)
	p.items(pg.body, false)
	if len(pg.notes) > 0 {
		y := pg.notes[0].y - pg.notes[0].before - noteRule/2 - 1
		p.rect(margin, y, measure*0.3, 0.5, grey)
	}
	p.items(pg.notes, false)
}

func (p *painter) rect(x, y, w, h float64, c Color) {
	p.page.Ops = append(p.page.Ops, Op{Kind: Rect, Color: c, Block: Furniture, X: x, Y: y, W: w, H: h})
}

// items paints text; that of repeated heads is furniture.
func (p *painter) items(items []pageItem, furniture bool) {
	for _, it := range items {
		for _, op := range it.ops {
			op.X += it.x
			op.Y += it.y
			if furniture {
				op.Block, op.Tag = Furniture, 0
			}
			p.page.Ops = append(p.page.Ops, op)
		}
		for _, k := range it.links {
			k.X += it.x
			k.Y += it.y
			p.page.Links = append(p.page.Links, k)
		}
	}
}

// frames paints every frame around the neighbouring items that have it.
// one that runs on from the page before, or to the page after, gets some room
// at that end.
func (p *painter) frames(items []pageItem, before, after []*frame) {
	depth := 0
	for _, it := range items {
		depth = max(depth, len(it.item.frames))
	}
	for d := range depth {
		for i := 0; i < len(items); {
			j := i + 1
			f := frameAt(items[i], d)
			for f != nil && j < len(items) && frameAt(items[j], d) == f {
				j++
			}
			if f != nil {
				y0, y1 := items[i].y, items[j-1].y+items[j-1].h
				if i == 0 && slices.Contains(before, f) && f.left {
					y0 -= frameOverlap
				}
				if j == len(items) && slices.Contains(after, f) && f.left {
					y1 += frameOverlap
				}
				p.frame(f, y0, y1)
			}
			i = j
		}
	}
}

const frameOverlap = 4

// hatch fills a frame with upright strokes: a hole is seen in print without
// colour, and words on it are still read.
func (p *painter) hatch(f *frame, y0, h float64) {
	const step, stroke = 3.5, 1.0
	for x := f.x + 1; x+stroke <= f.x+f.w; x += step {
		p.rect(x, y0+0.4, stroke, h-0.8, f.hatch)
	}
}

func lastFrames(pages []builtPage, i int) []*frame {
	if i < 0 || len(pages[i].body) == 0 {
		return nil
	}
	return pages[i].body[len(pages[i].body)-1].item.frames
}

func firstFrames(pages []builtPage, i int) []*frame {
	if i >= len(pages) || len(pages[i].body) == 0 {
		return nil
	}
	return pages[i].body[0].item.frames
}

func frameAt(it pageItem, depth int) *frame {
	if depth < len(it.item.frames) {
		return it.item.frames[depth]
	}
	return nil
}

func (p *painter) frame(f *frame, y0, y1 float64) {
	h := y1 - y0
	if f.fill != 0 {
		p.rect(f.x, y0, f.w, h, f.fill)
	}
	if f.hatch != 0 {
		p.hatch(f, y0, h)
	}
	if f.heavyLeft > 0 {
		p.rect(f.x, y0, f.heavyLeft, h, f.heavy)
	}
	lw := f.width
	if f.top {
		p.rect(f.x, y0-lw/2, f.w, lw, f.line)
	}
	if f.bottom {
		p.rect(f.x, y1-lw/2, f.w, lw, f.line)
	}
	if f.left {
		p.rect(f.x-lw/2, y0-lw/2, lw, h+lw, f.line)
	}
	if f.right {
		p.rect(f.x+f.w-lw/2, y0-lw/2, lw, h+lw, f.line)
	}
}

// furniture is the head and the foot that all pages share, painted once.
type furniture struct{ first, others []Op }

// furniture paints head and foot of a page without its number.
func (s *setter) furniture(f *furniture, page *Page, number int) {
	ops := &f.others
	if number == 0 {
		ops = &f.first
	}
	if *ops == nil {
		p := painter{page: &Page{}}
		s.sameFurniture(&p, number)
		*ops = p.page.Ops
	}
	from := len(page.Ops)
	page.Ops = append(page.Ops, *ops...)
	if s.mirrored {
		mirror(page.Ops[from:], nil)
	}
}

// pageNumber adds the number of a page to its foot.
func (s *setter) pageNumber(page *Page, number, pages int) {
	p, from := painter{page: page}, len(page.Ops)
	s.oneLine(&p, pageOf(s.doc.Words.PageOf, number+1, pages), paraStyle{size: 8.5, color: grey}, footLine, right, measure)
	if s.mirrored {
		mirror(page.Ops[from:], nil)
	}
}

// sameFurniture is all of head and foot but the number of the page.
func (s *setter) sameFurniture(p *painter, page int) {
	d := s.doc
	head := paraStyle{size: 8.5, color: grey}
	if d.Draft != "" {
		st := paraStyle{size: 9.5, style: document.Bold, color: redBrown}
		s.oneLine(p, d.Draft, st, draftLine, centre, measure)
	}
	if page > 0 && d.Running != "" {
		s.oneLine(p, d.Running, head, headLine, ragged, measure)
	}
	if page > 0 && d.Running != "" || d.Draft != "" {
		c, y := hairline, headLine+5
		if d.Draft != "" {
			c = redBrown
		}
		if page == 0 || d.Running == "" {
			y = draftLine + 7
		}
		p.rect(margin, y, measure, 0.5, c)
	}
	p.rect(margin, footLine-12, measure, 0.5, hairline)
	mark := paraStyle{size: 8.5, style: document.Bold, color: navy}
	s.oneLine(p, d.Mark, mark, footLine, ragged, measure*0.75)
}

func pageOf(words string, page, pages int) string {
	if strings.Count(words, "%d") != 2 || strings.Count(words, "%") != 2 {
		return fmt.Sprintf("%d / %d", page, pages)
	}
	return fmt.Sprintf(words, page, pages)
}

// oneLine paints a text that repeats on every page on one line, smaller when
// it is too long.
func (s *setter) oneLine(p *painter, text string, ps paraStyle, y float64, a align, w float64) {
	if text == "" {
		return
	}
	text = strings.ReplaceAll(clean(text), "\n", " ")
	ops := s.label(artifact, text, ps, 0, w)
	end := 0.0
	for _, op := range ops {
		end = max(end, op.X+op.W)
	}
	scale := min(1, w/max(end, 1))
	x := margin
	switch a {
	case centre:
		x += (measure - end*scale) / 2
	case right:
		x += measure - end*scale
	}
	for _, op := range ops {
		op.X = x + op.X*scale
		op.W *= scale
		op.Size *= scale
		op.H *= scale
		op.Y += y
		p.page.Ops = append(p.page.Ops, op)
	}
}
