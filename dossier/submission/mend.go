package submission

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A name is still a name where a line ended within it ("Ilya-\nshev"), where it
// was spaced out for emphasis ("И л ь я ш е в", "I.l.y.a.s.h.e.v"), or where a
// hyphen or a star was put in to hide it from machines ("Ilya*shev").

var broken = regexp.MustCompile(`\p{L}\p{M}*(?:[\p{L}\p{M}]*(?:\p{Pd}|\x{00AD}|[*_.·~|+])[ \t]*\r?\n?[ \t]*\p{L}[\p{L}\p{M}]*)+`)

// mended is a text with those pieces put together that then are a name, and the
// rest as it was: a hyphen elsewhere means something.
func (f *finder) mended(s string) string {
	return broken.ReplaceAllStringFunc(f.unspaced(s), f.joined)
}

// fewSpaced is how many letters in a row stand alone before they are looked at
// as a word: "A. B. Smith" is none.
const fewSpaced = 4

// unspaced is a text without the room within names that were spaced out.
func (f *finder) unspaced(s string) string {
	all := f.reader.tokens(s)
	var b strings.Builder
	done := 0
	for i := 0; i < len(all); {
		end := i
		for end < len(all) && single(s, all[end]) && (end == i || all[end].from-all[end-1].to <= 3*utf8.UTFMax) {
			end++
		}
		if end-i >= fewSpaced {
			from, to := all[i].from, all[end-1].to
			b.WriteString(s[done:from] + f.joined(s[from:to]))
			done = to
		}
		i = max(end, i+1)
	}
	if done == 0 {
		return s
	}
	return b.String() + s[done:]
}

// single tells whether a word is one letter of a script that joins letters to words.
func single(s string, t token) bool {
	r, n := utf8.DecodeRuneInString(s[t.from:t.to])
	return unicode.IsLetter(r) && !unspaced(r) && strings.TrimFunc(s[t.from+n:t.to], unicode.IsMark) == ""
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
