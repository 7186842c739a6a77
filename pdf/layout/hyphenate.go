package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// speech is a language of the document with what is known of its words.
type speech struct {
	tag   string
	words *hyphens // nil = no patterns
}

// speak gives the number of a language, 0 for the document's own.
func (c *composer) speak(tag string) uint8 {
	if tag == "" {
		return 0
	}
	for i := range c.speeches {
		if strings.EqualFold(c.speeches[i].tag, tag) {
			return uint8(i)
		}
	}
	if len(c.speeches) > 250 {
		return 0
	}
	c.addSpeech(tag)
	return uint8(len(c.speeches) - 1)
}

func (c *composer) addSpeech(tag string) {
	s := speech{tag: tag}
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if f := c.fonts.hyphens[base]; f != nil {
		var err error
		if s.words, err = f.load(); err != nil && c.err == nil {
			c.err = err
		}
	}
	c.speeches = append(c.speeches, s)
}

// hyphenable tells whether a paragraph has words that may be hyphenated.
func (c *composer) hyphenable(p *para) bool {
	for _, a := range p.attrs {
		if c.speeches[a.lang].words != nil {
			return true
		}
	}
	return false
}

// hyphenate divides the pieces wider than limit at the hyphens of their words.
// The parts keep the shape of the whole word: which of them stand together
// is known when the line is set.
func (c *composer) hyphenate(p *para, limit float64) {
	old, runs := p.pieces, p.runs
	p.pieces, p.runs = make([]piece, 0, 2*len(old)), make([]run, 0, 2*len(runs))
	for _, pc := range old {
		cur := piece{from: len(p.runs)}
		for _, r := range runs[pc.from:pc.glue] {
			if pc.w > limit && !r.space && !r.part {
				cur, r = c.divide(p, cur, r)
			}
			p.runs = append(p.runs, r)
			cur.w += r.w
			if r.space {
				cur.inner += r.w
			}
		}
		cur.hyphen, cur.hyphenW = pc.hyphen, pc.hyphenW
		cur.forced, cur.glueW = pc.forced, pc.glueW
		cur.glue = len(p.runs)
		p.runs = append(p.runs, runs[pc.glue:pc.to]...)
		cur.to = len(p.runs)
		p.pieces = append(p.pieces, cur)
	}
}

// divide ends a piece at every hyphen of a run; it returns the piece that is
// open after the last and what is left of the run.
func (c *composer) divide(p *para, cur piece, r run) (piece, run) {
	a := &p.attrs[r.attr]
	at := c.runPoints(r.word, &c.speeches[a.lang])
	if len(at) == 0 || r.word.RTL || a.bar || a.uri != "" {
		return cur, r
	}
	hyphen := c.word([]rune{'-'}, 0, 1, r.word.Face, false)
	if hyphen.Glyphs[0].ID == 0 {
		return cur, r
	}
	from, x := 0, 0.0
	next, adv := 0, 0.0 // bytes and width of the glyphs before glyph g
	for g := 0; g <= len(r.word.Glyphs) && len(at) > 0; g++ {
		for len(at) > 0 && at[0] < next {
			at = at[1:] // inside a ligature
		}
		if len(at) > 0 && at[0] == next && next > from {
			part := r
			part.part, part.a, part.b = true, int32(from), int32(next)
			part.w = (adv - x) * a.size
			cur.w += part.w
			p.runs = append(p.runs, part)
			cur.glue, cur.to = len(p.runs), len(p.runs)
			cur.hyphen, cur.hyphenW = c.softHyphen(hyphen), hyphen.Adv*a.size
			p.pieces = append(p.pieces, cur)
			cur = piece{from: len(p.runs)}
			from, x = next, adv
			at = at[1:]
		}
		if g < len(r.word.Glyphs) {
			next += len(r.word.Glyphs[g].Text)
			adv += float64(r.word.Glyphs[g].Adv) / shapeSize
		}
	}
	if from > 0 {
		r.part, r.a, r.b = true, int32(from), int32(len(r.word.Text))
		r.w = (r.word.Adv - x) * a.size
	}
	return cur, r
}

// softHyphen is a hyphen that is no part of the text: it is copied as one
// that a reader may drop.
func (c *composer) softHyphen(w *Word) *Word {
	if h := c.soft[w.Face]; h != nil {
		return h
	}
	h := *w
	h.Glyphs = append([]Glyph{}, w.Glyphs...)
	h.Text, h.Glyphs[0].Text = "\u00AD", "\u00AD"
	c.soft[w.Face] = c.shared.add(&h)
	return &h
}

// runPoints are the byte offsets in a run where it may be hyphenated.
func (c *composer) runPoints(w *Word, s *speech) []int {
	if s.words == nil || len(w.Text) < s.words.left+s.words.right {
		return nil
	}
	known := c.points[s.tag]
	if known == nil {
		known = map[string][]int{}
		c.points[s.tag] = known
	}
	if at, ok := known[w.Text]; ok {
		return at
	}
	var at []int
	if address(w.Text) {
		known[w.Text] = at
		return at
	}
	glued := false // to digits or to a sign of an address, before
	for i := 0; i < len(w.Text); {
		n, letters := 0, 0
		plain := !glued
		for _, r := range w.Text[i:] {
			if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) {
				plain = plain && !glues(r)
				break
			}
			// A name is never torn apart, and an abbreviation has no syllables.
			// That a word at the head of a sentence stays whole too costs little.
			if letters == 0 && unicode.IsUpper(r) {
				plain = false
			}
			n += utf8.RuneLen(r)
			letters++
		}
		if n > 0 && plain {
			at = append(at, wordPoints(w.Text[i:i+n], i, s.words)...)
		}
		i += n
		if i < len(w.Text) {
			r, size := utf8.DecodeRuneInString(w.Text[i:])
			glued = glues(r)
			i += size
		}
	}
	known[w.Text] = at
	return at
}

// glues tells that a sign makes the letters beside it no word.
func glues(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune("_@/", r) }

// address tells that a run is one of the network: a hyphen in it would be taken for a part of it.
func address(s string) bool {
	return strings.Contains(s, "://") || strings.Contains(s, "@") || strings.HasPrefix(s, "www.")
}

// wordPoints are the hyphens of one word that begins at byte base.
func wordPoints(word string, base int, h *hyphens) []int {
	lower := []rune(strings.ToLower(word))
	if len(lower) != utf8.RuneCountInString(word) {
		return nil
	}
	var at []int
	offset, letter := 0, 0
	points := h.points(lower)
	for _, r := range word {
		if len(points) > 0 && points[0] == letter {
			at = append(at, base+offset)
			points = points[1:]
		}
		offset += utf8.RuneLen(r)
		letter++
	}
	return at
}

// whole gives a run that is only a part of its word a word of its own.
func (c *composer) whole(p *para, r run) run {
	if !r.part {
		return r
	}
	r.part = false
	if int(r.b-r.a) < len(r.word.Text) {
		text := []rune(r.word.Text[r.a:r.b])
		r.word = c.word(text, 0, len(text), r.word.Face, r.word.RTL)
	}
	r.w = r.word.Adv * p.attrs[r.attr].size
	return r
}

// lineRuns are the runs of a line, with parts of one word put together and
// the hyphen at the end.
func (c *composer) lineRuns(p *para, bl brokenLine) []run {
	first, last := p.pieces[bl.from], p.pieces[bl.to-1]
	runs := p.runs[first.from:last.glue]
	hyphen := last.hyphen != nil && !bl.last
	parts := false
	for i := range runs {
		parts = parts || runs[i].part
	}
	if !parts && !hyphen {
		return runs
	}
	out := c.line[:0]
	for _, r := range runs {
		if n := len(out); r.part && n > 0 && out[n-1].part && out[n-1].word == r.word && out[n-1].b == r.a {
			out[n-1].b = r.b
			continue
		}
		out = append(out, r)
	}
	for i := range out {
		out[i] = c.whole(p, out[i])
	}
	if hyphen && len(out) > 0 {
		h := out[len(out)-1]
		h.word, h.space, h.w = last.hyphen, false, last.hyphen.Adv*p.attrs[h.attr].size
		out = append(out, h)
	}
	c.line = out
	return out
}
