package layout

import (
	"slices"

	"probata/dossier/document"
)

// cut divides the composed text into pieces at the places where Unicode lets
// a line break (UAX #14), and the pieces into shaped runs.
func (c *composer) cut(p *para) {
	if len(c.text) == 0 {
		p.pieces = []piece{{}}
		return
	}
	words := len(c.text)/6 + 2
	p.runs = make([]run, 0, 2*words)
	p.pieces = make([]piece, 0, words)
	c.seg.Init(c.text)
	start, at := 0, 0
	for it := c.seg.LineIterator(); it.Next(); {
		line := it.Line()
		end := line.Offset + len(line.Text)
		if end < len(c.text) && c.glued(end) {
			continue
		}
		at = c.addPiece(p, start, end, at)
		start = end
	}
}

// glued forbids a break that Unicode allows: between a word and the mark of
// its note, and after the "//" of an address.
func (c *composer) glued(pos int) bool {
	last := c.text[pos-1]
	if last == '\n' || breakingSpace(last) {
		return false
	}
	if pos > 2 && last == '/' && c.text[pos-2] == '/' {
		return true
	}
	i, found := slices.BinarySearchFunc(c.attrs, pos, func(a attr, pos int) int { return a.start - pos })
	return found && c.attrs[i].note != nil
}

func breakingSpace(r rune) bool {
	return r == ' ' || r == 0x1680 || r >= 0x2000 && r <= 0x200B && r != 0x2007 || r == 0x205F || r == 0x3000
}

// addPiece adds text[start:end]; at is the attr in force and is handed on.
func (c *composer) addPiece(p *para, start, end, at int) int {
	pc := piece{from: len(p.runs)}
	if c.text[end-1] == '\n' {
		pc.forced = true
		end--
	}
	hi := end
	for hi > start && breakingSpace(c.text[hi-1]) {
		hi--
	}
	content := hi
	if hi > start && c.text[hi-1] == 0xAD {
		content--
	}
	at = c.addRuns(p, start, content, at)
	pc.glue = len(p.runs)
	for _, r := range p.runs[pc.from:pc.glue] {
		pc.w += r.w
		if r.space {
			pc.inner += r.w
		}
	}
	if content < hi && pc.glue > pc.from {
		last := p.runs[pc.glue-1]
		pc.hyphen = c.word([]rune{'-'}, 0, 1, last.word.Face, last.word.RTL)
		pc.hyphenW = pc.hyphen.Adv * c.attrs[last.attr].size
	}
	at = c.addRuns(p, hi, end, at)
	pc.to = len(p.runs)
	for _, r := range p.runs[pc.glue:pc.to] {
		pc.glueW += r.w
	}
	p.pieces = append(p.pieces, pc)
	return at
}

// addRuns shapes text[start:end] in runs of one attr, face, level and kind.
func (c *composer) addRuns(p *para, start, end, at int) int {
	for i := start; i < end; {
		for at+1 < len(c.attrs) && c.attrs[at+1].start <= i {
			at++
		}
		limit := end
		if at+1 < len(c.attrs) {
			limit = min(limit, c.attrs[at+1].start)
		}
		j := i + 1
		for j < limit && c.same(i, j) {
			j++
		}
		level := c.level(i)
		face := int(max(0, c.face[i]))
		w := c.word(c.text, i, j, face, level&1 == 1)
		p.runs = append(p.runs, run{
			word: w, attr: int32(at), level: level,
			space: stretches(c.text[i]), w: w.Adv * c.attrs[at].size,
		})
		i = j
	}
	return at
}

func (c *composer) same(i, j int) bool {
	return c.face[i] == c.face[j] && c.level(i) == c.level(j) && stretches(c.text[i]) == stretches(c.text[j])
}

func (c *composer) level(i int) int8 {
	if len(c.levels) == 0 {
		return 0
	}
	return c.levels[i]
}

func stretches(r rune) bool { return r == ' ' || r == 0xA0 }

// fit makes no piece wider than measure: words that were tied are untied, a long word is
// hyphenated, a hash or an address that is too long is cut between two characters.
func (c *composer) fit(p *para, measure float64) {
	wide := func(pc piece) bool { return pc.w+pc.hyphenW > measure }
	if !slices.ContainsFunc(p.pieces, wide) {
		return
	}
	c.untie(p, wide)
	c.hyphenate(p, measure)
	if !slices.ContainsFunc(p.pieces, wide) {
		return
	}
	old := p.pieces
	p.pieces = nil
	runs := p.runs
	p.runs = nil
	for _, pc := range old {
		if wide(pc) {
			c.split(p, runs, pc, measure)
			continue
		}
		shift := len(p.runs) - pc.from
		p.runs = append(p.runs, runs[pc.from:pc.to]...)
		pc.from, pc.glue, pc.to = pc.from+shift, pc.glue+shift, pc.to+shift
		p.pieces = append(p.pieces, pc)
	}
}

// untie divides pieces that are too wide at the spaces within, which do not break
// elsewhere: that harms a reader less than a word that is torn apart.
func (c *composer) untie(p *para, wide func(piece) bool) {
	old := p.pieces
	p.pieces = make([]piece, 0, len(old)+8)
	for _, pc := range old {
		if !wide(pc) {
			p.pieces = append(p.pieces, pc)
			continue
		}
		cur := piece{from: pc.from}
		for i := pc.from; i < pc.glue; i++ {
			r := p.runs[i]
			if r.space && i > cur.from && i+1 < pc.glue {
				cur.glue, cur.to, cur.glueW = i, i+1, r.w
				p.pieces = append(p.pieces, cur)
				cur = piece{from: i + 1}
				continue
			}
			cur.w += r.w
			if r.space {
				cur.inner += r.w
			}
		}
		cur.glue, cur.to, cur.glueW = pc.glue, pc.to, pc.glueW
		cur.hyphen, cur.hyphenW, cur.forced = pc.hyphen, pc.hyphenW, pc.forced
		p.pieces = append(p.pieces, cur)
	}
}

// split adds the parts of one piece that is wider than measure.
func (c *composer) split(p *para, runs []run, pc piece, measure float64) {
	cur := piece{from: len(p.runs)}
	flush := func() {
		cur.glue, cur.to = len(p.runs), len(p.runs)
		p.pieces = append(p.pieces, cur)
		cur = piece{from: len(p.runs)}
	}
	add := func(r run, parts []*Word) {
		if len(parts) == 0 {
			return
		}
		r.word = c.join(parts)
		r.w = r.word.Adv * p.attrs[r.attr].size
		p.runs = append(p.runs, r)
		cur.w += r.w
		if r.space {
			cur.inner += r.w
		}
	}
	for _, r := range runs[pc.from:pc.glue] {
		r = c.whole(p, r)
		size := p.attrs[r.attr].size
		var parts []*Word
		w := cur.w
		for _, part := range c.clusters(r.word) {
			if w+part.Adv*size > measure-pc.hyphenW && w > 0 {
				add(r, parts)
				parts, w = nil, 0
				flush()
			}
			parts = append(parts, part)
			w += part.Adv * size
		}
		add(r, parts)
	}
	cur.hyphen, cur.hyphenW = pc.hyphen, pc.hyphenW
	cur.forced, cur.glueW = pc.forced, pc.glueW
	cur.glue = len(p.runs)
	p.runs = append(p.runs, runs[pc.glue:pc.to]...)
	cur.to = len(p.runs)
	p.pieces = append(p.pieces, cur)
}

// plain is the text of spans without notes, for contents and bookmarks.
func plain(spans []document.Span) []document.Span {
	out := make([]document.Span, 0, len(spans))
	for _, s := range spans {
		s.Note = nil
		out = append(out, s)
	}
	return out
}
