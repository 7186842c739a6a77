package layout

import (
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/bidi"
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

func (c *composer) lineLevels(start, end int, base bidi.Direction) {
	runs := c.bidi.Segment(c.text[start:end], base)
	for i := range runs.NumRuns() {
		r := runs.Run(i)
		level := int8(r.Level)
		for k := start + r.Start; k < start+r.End; k++ {
			c.levels[k] = level
		}
		if base == bidi.LeftToRight && level&1 == 0 {
			c.numberLevels(start+r.Start, start+r.End, level)
		}
	}
}

// numberLevels tells numbers (level 2) from the text around them (level 0) in
// a run of even levels, which the library joins. Explicit embeddings are
// removed before, so there are no other even levels: a number at the start
// that follows right-to-left text, and Arabic-Indic digits anywhere.
func (c *composer) numberLevels(start, end int, level int8) {
	i := start
	if level == 2 {
		for i < end && c.inNumber(i, end) {
			c.levels[i] = 2
			i++
		}
	}
	for ; i < end; i++ {
		c.levels[i] = 0
		if arabicDigit(c.text[i]) {
			c.levels[i] = 2
		}
	}
}

func (c *composer) inNumber(i, end int) bool {
	r := c.text[i]
	if unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Sc, r) || strings.ContainsRune("%‰#°′″", r) {
		return true
	}
	return strings.ContainsRune(".,:/+-", r) && i+1 < end && unicode.IsDigit(c.text[i+1])
}

func arabicDigit(r rune) bool { return r >= 0x660 && r <= 0x66C && r != 0x66A }

func rightToLeft(r rune) bool {
	return r >= 0x590 && (r <= 0x8FF || r == 0x200F || r >= 0xFB1D && r <= 0xFDFF ||
		r >= 0xFE70 && r <= 0xFEFF || r >= 0x10800 && r <= 0x10FFF || r >= 0x1E800 && r <= 0x1EFFF)
}
