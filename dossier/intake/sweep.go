package intake

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// maxSwept is how much of a file or a part that nothing here reads is searched for
// words, in bytes.
const maxSwept = 16 << 20

// sweep looks for words in bytes that nothing here can read, as the tool strings
// does: in UTF-8, in UTF-16, and in the code pages of Cyrillic. What it finds can be
// searched; that the part was not read stays told.
func (l *look) sweep(b []byte) {
	b = b[:min(len(b), maxSwept)]
	found := func(s string) {
		if wordy(s) {
			l.beside(unreadBinary, s)
		}
	}
	had := l.acc.read[unreadBinary]
	sweepUTF8(b, found)
	for _, odd := range []int{0, 1} {
		for _, high := range []int{0, 1} {
			if l.ctx.Err() == nil {
				sweepUTF16(b[min(odd, len(b)):], high, found)
			}
		}
	}
	l.sweepCyrillic(b, found)
	if !had {
		delete(l.acc.read, unreadBinary) // it was searched, not read
	}
}

// wordy tells words from what bytes look like by chance.
func wordy(s string) bool {
	letters, digits, all := 0, 0, 0
	for _, r := range s {
		all++
		switch {
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r), r == ' ':
			digits++
		}
	}
	return letters >= 3 && all >= 4 && 10*(letters+digits) >= 7*all || digits >= 7 && 10*digits >= 7*all
}

func sweepUTF8(b []byte, found func(string)) {
	from := 0
	for at := 0; at < len(b); {
		r, n := rune(b[at]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(b[at:])
		}
		if !unicode.IsPrint(r) || r == utf8.RuneError || n > 1 && !plausible(r) {
			if at-from >= 4 {
				found(string(b[from:at]))
			}
			from = at + n
		}
		at += n
	}
	if len(b)-from >= 4 {
		found(string(b[from:]))
	}
}

// sweepUTF16 reads pairs of bytes of which the one at high is the more significant.
func sweepUTF16(b []byte, high int, found func(string)) {
	var run []uint16
	flush := func() {
		if s := string(utf16.Decode(run)); len(run) >= 4 && oneScript(s) {
			found(s)
		}
		run = run[:0]
	}
	for ; len(b) >= 2; b = b[2:] {
		u := uint16(b[high])<<8 | uint16(b[1-high])
		if !plausible(rune(u)) || len(run) > 4096 {
			flush()
		}
		if plausible(rune(u)) {
			run = append(run, u)
		}
	}
	flush()
}

// oneScript: words are written in one script, and Latin ones have plain letters;
// bytes that mean something else are letters of all.
func oneScript(s string) bool {
	plain, marked, other := 0, 0, map[rune]bool{}
	for _, r := range s {
		switch {
		case !unicode.IsLetter(r):
		case r < 0x80:
			plain++
		case script(r) == 'l':
			marked++
		case script(r) == 'o':
			other[r>>8] = true
		default:
			other[script(r)] = true
		}
	}
	return len(other) <= 1 && marked <= plain
}

// plausible: a letter of the scripts that people here write, not one of the tens of
// thousands that any two bytes are.
func plausible(r rune) bool {
	switch {
	case r >= ' ' && r < 0x7f, r >= 0xc0 && r < 0x250, r >= 0x370 && r < 0x5f5, r >= 0x620 && r < 0x6d4, r >= 0x10a0 && r < 0x1100:
		return unicode.IsPrint(r)
	}
	return r >= 0x2010 && r < 0x2040 || r == 0xab || r == 0xbb || r == 0x2116
}

// sweepCyrillic reads runs of bytes above the ASCII that are words in one of the
// code pages of Cyrillic beyond doubt.
func (l *look) sweepCyrillic(b []byte, found func(string)) {
	m := words()
	from, guesses := -1, 0
	for at := 0; at <= len(b); at++ {
		if at < len(b) && b[at] >= 0x80 || at < len(b) && from >= 0 && strings.IndexByte(" -.", b[at]) >= 0 {
			if from < 0 {
				from = at
			}
			continue
		}
		if from >= 0 && at-from >= 6 && at-from < 1<<16 && guesses < 5000 {
			guesses++
			if g := m.guess(b[from:at]); g.cyrillic && g.sure {
				found(decodedBy(g.encoding, b[from:at]))
			}
		}
		from = -1
		if at&0xffff == 0 && l.ctx.Err() != nil {
			return
		}
	}
}
