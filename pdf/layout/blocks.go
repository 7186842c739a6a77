package layout

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"probata/dossier/document"
)

// blocks sets blocks in a column at x of width w.
func (s *setter) blocks(blocks []document.Block, x, w float64, body paraStyle) error {
	outer := s.under
	defer func() { s.under = outer }()
	s.under = false
	return s.blockRange(blocks, 0, len(blocks), x, w, body)
}

// blockRange sets blocks[from:to]; s.under tells of what stands before.
func (s *setter) blockRange(blocks []document.Block, from, to int, x, w float64, body paraStyle) error {
	for i := from; i < to; i++ {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		if s.depth == 0 {
			s.block++
		}
		var after bool
		s.under, after = below(blocks, i, s.under)
		if err := s.one(blocks[i], x, w, body); err != nil {
			return err
		}
		s.under = after
	}
	return nil
}

// below tells whether block i belongs to a numbered paragraph above it, and
// whether the block after it may.
func below(blocks []document.Block, i int, under bool) (here, after bool) {
	b := blocks[i]
	_, quote := b.(document.Quote)
	here = under || quote && i+1 < len(blocks) && numbered(blocks[i+1])
	return here, numbered(b) || here && (quote || detail(b))
}

func numbered(b document.Block) bool {
	p, ok := b.(document.Paragraph)
	return ok && p.Numbered
}

func detail(b document.Block) bool {
	p, ok := b.(document.Paragraph)
	return ok && p.Kind == document.Detail
}

func (s *setter) one(b document.Block, x, w float64, body paraStyle) error {
	switch b := b.(type) {
	case document.Heading:
		s.heading(b, x, w)
	case document.Paragraph:
		s.paragraph(b, x, w, body)
	case document.Quote:
		s.quote(b, x, w)
	case document.Table:
		s.table(b, x, w)
	case document.Fields:
		return s.fields(b, x, w)
	case document.List:
		s.list(b, x, w, body)
	case document.Contents:
		s.contents(b, x, w)
	case document.PageBreak:
		s.fresh = true
	case document.Space:
		s.gap = min(bodyHeight, max(0, s.gap+b.Points))
	case document.Figure:
		s.figure(b, x, w)
	case document.Sheet:
		s.sheet(b, x, w)
	case document.Timeline:
		s.timeline(b, x, w)
	case document.Relations:
		s.relations(b, x, w)
	case document.Cover:
		return s.cover(b, x, w)
	case document.Signature:
		s.signature(b, x, w)
	default:
		return fmt.Errorf("set block %d: unknown kind %T", s.block, b)
	}
	return nil
}

func (s *setter) heading(h document.Heading, x, w float64) {
	at := s.heads[s.nextH]
	s.nextH++
	st := headings[min(max(h.Level, 1), len(headings))-1]
	if len(s.items) > 0 {
		s.space(st.before)
	}
	s.fresh = s.fresh || h.NewPage
	s.places = append(s.places, at.place)
	if visible(h.Text) {
		s.leaf = s.headingTag(h.Level)
	}
	s.mark = &Bookmark{Level: at.level, Title: clean(document.Plain(at.text))}
	s.keepChain(s.text(h.Text, st.paraStyle, x, w), st.paraStyle)
	s.space(st.after)
}

func visible(text []document.Span) bool { return strings.TrimSpace(clean(document.Plain(text))) != "" }

// keepChain adds lines that stay with each other and with what follows.
func (s *setter) keepChain(lines []line, ps paraStyle) {
	leading := leadingOf(lines, ps)
	for i := range lines {
		it := lines[i].item(leading, ps.baseline()+(leading-ps.leading)/2)
		it.keep = true
		s.add(it)
	}
}

func (s *setter) paragraph(p document.Paragraph, x, w float64, body paraStyle) {
	ps := body
	switch p.Kind {
	case document.Detail:
		s.detail(p, x+hang, w-hang, body)
		return
	case document.Small:
		ps = smallStyle
	case document.Center:
		ps = centreStyle
	case document.Warning:
		s.space(paraGap)
		s.within(&frame{
			x: x, w: w, fill: warnTint, line: warnLine, width: 0.6, top: true, bottom: true, right: true,
			heavyLeft: 3, heavy: redBrown,
		}, 7, func() { s.anchored(p, x+14, w-26, warnStyle) })
		s.space(paraGap + 2)
		return
	}
	s.anchored(p, x, w, ps)
	s.space(paraGap)
}

// detail sets a paragraph that belongs to the numbered one above it, close
// below it and a shade smaller.
func (s *setter) detail(p document.Paragraph, x, w float64, body paraStyle) {
	body.size, body.leading = body.size-0.5, body.leading-0.6
	if s.under {
		s.gap = min(s.gap, detailGap)
		s.keepLast()
	}
	s.anchored(p, x, w, body)
	s.space(paraGap)
}

// anchored sets a paragraph with its number, if it has one.
func (s *setter) anchored(p document.Paragraph, x, w float64, ps paraStyle) {
	if p.ID != "" {
		s.places = append(s.places, idPlace(p.ID))
	}
	if !p.Numbered {
		s.addLines(s.text(p.Spans, ps, x, w), ps)
		return
	}
	s.number++
	tag := s.newTag(TagP, s.parent)
	number := s.label(tag, strconv.Itoa(s.number)+".", ps, x, hang)
	s.leaf = tag
	s.hanging(number, p.Spans, ps, x+hang, w-hang)
}

// hanging sets a paragraph with something standing before its first line.
func (s *setter) hanging(before []Op, spans []document.Span, ps paraStyle, x, w float64) {
	lines := s.text(spans, ps, x, w)
	lines[0].ops = append(before, lines[0].ops...)
	s.addLines(lines, ps)
}

func idPlace(id string) string { return "id " + id }

func (s *setter) list(l document.List, x, w float64, body paraStyle) {
	tag := s.inside(TagL, func() { s.listItems(l, x, w, body) })
	s.tags[tag].Numbers = "Disc"
	if l.Ordered {
		s.tags[tag].Numbers = "LowerAlpha"
	}
	s.space(paraGap)
}

func (s *setter) listItems(l document.List, x, w float64, body paraStyle) {
	for i, it := range l.Items {
		mark := "•"
		if l.Ordered {
			mark = "(" + document.Letters(i) + ")"
		}
		if i > 0 {
			s.space(3.2)
		}
		s.inside(TagLI, func() {
			number := s.label(s.newTag(TagLbl, s.parent), mark, body, x+4, listHang)
			s.inside(TagLBody, func() {
				s.hanging(number, it, body, x+4+listHang, w-4-listHang)
			})
		})
	}
}

// signature draws a line for every label, two beside each other.
func (s *setter) signature(sig document.Signature, x, w float64) {
	const gap, room = 36.0, 46.0
	s.keepLast() // a page with nothing but a signature is worth nothing
	col := (w - gap) / 2
	s.space(12)
	for i := 0; i < len(sig.Labels); i += 2 {
		it := item{h: room + 6, keep: true}
		h := 0.0
		for k, label := range sig.Labels[i:min(i+2, len(sig.Labels))] {
			cx := x + float64(k)*(col+gap)
			it.ops = append(it.ops, Op{Kind: Rect, Color: ink, Block: Furniture, X: cx, Y: room, W: col, H: 0.6})
			lines := s.text(document.T(label), smallStyle, cx, col)
			for n := range lines {
				part := lines[n].item(smallStyle.leading, room+4+smallStyle.baseline()+float64(n)*smallStyle.leading)
				it.ops = append(it.ops, part.ops...)
			}
			under := float64(len(lines)) * smallStyle.leading
			if n := i + k; n < len(sig.Names) && sig.Names[n] != "" {
				under += s.stack(&it, s.text(document.T(sig.Names[n]), signStyle, cx, col), signStyle, room+5+under)
			}
			h = max(h, under)
		}
		it.h += h
		it.keep = i+2 < len(sig.Labels) && i < 4
		s.add(it)
	}
	s.space(paraGap)
}

// quote sets somebody's words: beside their translation when there is one,
// above it otherwise.
func (s *setter) quote(q document.Quote, x, w float64) {
	s.space(paraGap)
	if s.under {
		// Words quoted among numbered paragraphs stand at the edge of their text.
		x, w = x+hang-2, w-hang+2
	}
	f := &frame{x: x + 2, w: w - 2, heavyLeft: 2, heavy: hairline}
	s.inside(TagQuote, func() { s.within(f, 0, func() { s.quoteText(q, x, w) }) })
	s.space(paraGap + 3)
}

func (s *setter) quoteText(q document.Quote, x, w float64) {
	cx, cw := x+16, w-16
	if len(q.Translations) == 1 && cw > 260 && runes(q.Original)+runes(q.Translations[0].Text) <= mostBeside {
		s.besideQuote(q, cx, cw)
	} else {
		s.stackedQuote(q, cx, cw)
	}
	if len(q.Attribution) > 0 {
		s.keepLast()
		s.space(3)
		dash := append([]document.Span{{Text: "— "}}, q.Attribution...)
		s.addLines(s.text(dash, attribStyle, cx, cw), attribStyle)
	}
}

// mostBeside is how long a quote and its translation may be together, in
// characters, to stand beside each other: longer ones are easier to read below
// each other than in narrow columns over pages.
const mostBeside = 2000

func runes(spans []document.Span) int { return utf8.RuneCountInString(document.Plain(spans)) }

func (s *setter) stackedQuote(q document.Quote, x, w float64) {
	original := func() { s.addLines(s.textIn(q.OriginalLang, q.Original, quoteStyle, x, w), quoteStyle) }
	if len(q.Translations) == 0 {
		original()
		return
	}
	s.quoteHead(s.doc.Words.Original, q.OriginalLang, x, w)
	original()
	for _, t := range q.Translations {
		s.space(5)
		s.quoteHead(s.doc.Words.Translat, t.Lang, x, w)
		s.addLines(s.textIn(t.Lang, t.Text, quoteStyle, x, w), quoteStyle)
	}
}

func (s *setter) quoteHead(word, lang string, x, w float64) {
	if text := headWord(word, lang); text != "" {
		s.keepChain(s.text(document.T(text), tinyHead, x, w), tinyHead)
	}
}

func headWord(word, lang string) string {
	if word != "" && lang != "" {
		word += " (" + lang + ")"
	}
	return strings.TrimSpace(word)
}

func (s *setter) besideQuote(q document.Quote, x, w float64) {
	const gap = 18.0
	col := (w - gap) / 2
	xs := []float64{x, x + col + gap}
	t := q.Translations[0]
	heads := []string{headWord(s.doc.Words.Original, q.OriginalLang), headWord(s.doc.Words.Translat, t.Lang)}
	if heads[0]+heads[1] != "" {
		var cols [][]line
		for i, h := range heads {
			cols = append(cols, s.text(document.T(h), tinyHead, xs[i], col))
		}
		s.slices(cols, tinyHead, 0, 0, true)
		s.keepLast()
	}
	ps := quoteStyle
	ps.align, ps.even = ragged, true
	cols := [][]line{s.textIn(q.OriginalLang, q.Original, ps, xs[0], col), s.textIn(t.Lang, t.Text, ps, xs[1], col)}
	s.slices(cols, ps, 0, 0, false)
}

// slices adds columns of lines side by side, line by line, with room above
// and below; whole forbids a page break between them.
func (s *setter) slices(cols [][]line, ps paraStyle, above, below float64, whole bool) {
	leading, n := ps.leading, 1
	for _, c := range cols {
		leading = max(leading, leadingOf(c, ps))
		n = max(n, len(c))
	}
	for k := range n {
		it := item{h: leading}
		base := ps.baseline() + (leading-ps.leading)/2
		if k == 0 {
			it.h += above
			base += above
		}
		if k == n-1 {
			it.h += below
		}
		for _, c := range cols {
			if k < len(c) {
				part := c[k].item(leading, base)
				it.ops = append(it.ops, part.ops...)
				it.links = append(it.links, part.links...)
				it.notes = append(it.notes, part.notes...)
			}
		}
		it.keep = k < n-1 && (whole || k == 0 || k == n-2)
		s.add(it)
	}
}
