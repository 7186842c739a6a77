package submission

import (
	"regexp"
	"strings"
	"unicode"
)

// A name is still a name where a line ended within it ("Ilya-\nshev"), where it
// was spaced out for emphasis ("И л ь я ш е в", "I.l.y.a.s.h.e.v"), or where a
// hyphen or a star was put in to hide it from machines ("Ilya*shev").

var (
	broken = regexp.MustCompile(`\p{L}\p{M}*(?:[\p{L}\p{M}]*(?:\p{Pd}|\x{00AD}|[*_.·~|+])[ \t]*\r?\n?[ \t]*\p{L}[\p{L}\p{M}]*)+`)
	spaced = regexp.MustCompile(`(?:\p{L}\p{M}*[\s\p{Pd}.·*_|\x{200B}]{1,3}){3,}\p{L}\p{M}*`)
)

// mended is a text with those pieces put together that then are a name, and the
// rest as it was: a hyphen elsewhere means something.
func (f *finder) mended(s string) string {
	s = spaced.ReplaceAllStringFunc(s, f.joined)
	return broken.ReplaceAllStringFunc(s, f.joined)
}

// joined is a piece without what stands between its letters, if that makes a name
// of it that was none before.
func (f *finder) joined(piece string) string {
	if len(f.scan(piece, nil)) > 0 {
		return piece
	}
	whole := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) {
			return r
		}
		return -1
	}, piece)
	if found := f.scan(whole, nil); len(found) == 0 {
		return piece
	}
	return whole
}
