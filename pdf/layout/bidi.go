package layout

import (
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/bidi"

	"probata/dossier/document"
)

// directions fills c.levels when the text has letters that run leftwards.
// The base direction is that of the first letter (UAX #9, P2 and P3); in a
// document that runs from right to left it is that of the document, but for a
// text of foreign letters only.
func (c *composer) directions(p *para) {
	c.levels = c.levels[:0]
	if !slices.ContainsFunc(c.text, rightToLeft) && !(c.mirrored && !slices.ContainsFunc(c.text, unicode.IsLetter)) {
		return
	}
	p.mixed = true
	base := bidi.LeftToRight
	if c.mirrored {
		base, p.rtl = bidi.RightToLeft, true
	}
	for _, r := range c.text {
		if unicode.IsLetter(r) {
			if rightToLeft(r) {
				base, p.rtl = bidi.RightToLeft, true
			}
			break
		}
	}
	c.levels = slices.Grow(c.levels, len(c.text))[:len(c.text)]
	// The library stops at the end of a line, so every line goes by itself.
	for start := 0; start < len(c.text); {
		end := start
		for end < len(c.text) && c.text[end] != '\n' {
			end++
		}
		c.lineLevels(start, end, base)
		if end < len(c.text) {
			c.levels[end] = 0
		}
		start = end + 1
	}
}

// A value put into a text keeps the order of its own parts and does not turn those
// around it (UAX #9, 4.3): a line is resolved with a sign in the place of every value,
// and every value by itself, in the direction of its first letter.

// placeholder stands for a value: a neutral sign that is neither a bracket nor a number.
const placeholder = '\uFFFC'

// isolate is a value within a line.
type isolate struct {
	from, to int
	leftward bool
}

func (c *composer) lineLevels(start, end int, base bidi.Direction) {
	values := c.isolates(start, end)
	if len(values) == 1 && values[0].from == start && values[0].to == end {
		values = nil
	}
	if len(values) == 0 {
		c.ordered(start, end, base)
		return
	}
	c.around(start, end, base, values, func(v isolate, base bidi.Direction) { c.ordered(v.from, v.to, base) })
}

// ordered resolves a part of a line in which dates and numbers stay together.
func (c *composer) ordered(start, end int, base bidi.Direction) {
	text := c.text[start:end]
	if !slices.ContainsFunc(text, unicode.IsDigit) || !slices.ContainsFunc(text, rightToLeft) {
		c.plainLevels(text, c.levels[start:end], base)
		return
	}
	var values []isolate
	for _, at := range document.Ordered(string(text), rightToLeft) {
		values = append(values, isolate{from: start + at[0], to: start + at[1]})
	}
	c.around(start, end, base, values, func(v isolate, base bidi.Direction) {
		c.plainLevels(c.text[v.from:v.to], c.levels[v.from:v.to], base)
	})
}

// around resolves what stands around values, and each of them within.
func (c *composer) around(start, end int, base bidi.Direction, values []isolate, within func(isolate, bidi.Direction)) {
	flat := make([]rune, 0, end-start)
	at := start
	for _, v := range values {
		flat = append(append(flat, c.text[at:v.from]...), placeholder)
		at = v.to
	}
	flat = append(flat, c.text[at:end]...)
	levels := make([]int8, len(flat))
	c.plainLevels(flat, levels, base)
	at, k := start, 0
	for _, v := range values {
		k += copy(c.levels[at:v.from], levels[k:])
		outer := levels[k]
		k++
		inner := bidi.LeftToRight
		if v.leftward {
			inner = bidi.RightToLeft
		}
		within(v, inner)
		if outer > 0 && !v.leftward { // above the level of what it stands in
			for i := v.from; i < v.to; i++ {
				c.levels[i] += 2
			}
		}
		at = v.to
	}
	copy(c.levels[at:end], levels[k:])
}

// isolates are the values of a line: spans of the text with letters or digits. Spans that
// follow each other in one direction and language are one text, whatever their styles, and
// the mark of a note belongs to the words before it.
func (c *composer) isolates(start, end int) (out []isolate) {
	lang, joined := uint8(0), false
	for i := range c.attrs {
		a := &c.attrs[i]
		from, to := max(a.start, start), end
		if i+1 < len(c.attrs) {
			to = min(to, c.attrs[i+1].start)
		}
		if from >= to {
			continue
		}
		v := isolate{from: from, to: to}
		letters := false
		for _, r := range c.text[from:to] {
			if letters = unicode.IsLetter(r); letters {
				v.leftward = rightToLeft(r)
				break
			}
		}
		n := len(out)
		touches := joined && n > 0 && out[n-1].to == from
		switch {
		case a.note != nil && touches:
			out[n-1].to = to
		case !letters && (a.note != nil || !slices.ContainsFunc(c.text[from:to], unicode.IsDigit)):
			joined = false
		case touches && letters && out[n-1].leftward == v.leftward && a.lang == lang:
			out[n-1].to = to
		default:
			out, lang, joined = append(out, v), a.lang, letters
		}
	}
	return out
}

// plainLevels are the levels of a text by the rules of Unicode.
func (c *composer) plainLevels(text []rune, levels []int8, base bidi.Direction) {
	if len(text) == 0 {
		return
	}
	runs := c.bidi.Segment(text, base)
	for i := range runs.NumRuns() {
		r := runs.Run(i)
		level := int8(r.Level)
		for k := r.Start; k < r.End; k++ {
			levels[k] = level
		}
		if base == bidi.LeftToRight && level&1 == 0 {
			numberLevels(text[r.Start:r.End], levels[r.Start:r.End], level)
		}
	}
}

// numberLevels tells numbers (level 2) from the text around them (level 0) in
// a run of even levels, which the library joins. Explicit embeddings are
// removed before, so there are no other even levels: a number at the start
// that follows right-to-left text, and Arabic-Indic digits anywhere.
func numberLevels(text []rune, levels []int8, level int8) {
	i := 0
	if level == 2 {
		for i < len(text) && inNumber(text, i) {
			levels[i] = 2
			i++
		}
	}
	for ; i < len(text); i++ {
		levels[i] = 0
		if arabicDigit(text[i]) {
			levels[i] = 2
		}
	}
}

func inNumber(text []rune, i int) bool {
	r := text[i]
	if unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Sc, r) || strings.ContainsRune("%‰#°′″", r) {
		return true
	}
	return strings.ContainsRune(".,:/+-", r) && i+1 < len(text) && unicode.IsDigit(text[i+1])
}

func arabicDigit(r rune) bool { return r >= 0x660 && r <= 0x66C && r != 0x66A }

func rightToLeft(r rune) bool {
	return r >= 0x590 && (r <= 0x8FF || r == 0x200F || r >= 0xFB1D && r <= 0xFDFF ||
		r >= 0xFE70 && r <= 0xFEFF || r >= 0x10800 && r <= 0x10FFF || r >= 0x1E800 && r <= 0x1EFFF)
}
