package aftercheck

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is one word or number of a text.
type token struct {
	from, to int
	word     *word
	glued    bool // stands in an address, a handle or the name of a file, or is a piece of a longer word
}

// word is what is known of a spelling; it is worked out once for each.
type word struct {
	plain   string
	digits  bool
	capital bool // begins with a capital, or its script has none
	lower   bool
	hits    []hit
	single  bool // one letter
	allowed bool
}

// inWord tells what is inside of words: letters, marks, digits, joiners.
func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.In(r, unicode.Mn, unicode.Mc) || circled(r)
}

// circled tells letters in circles, which stand for themselves.
func circled(r rune) bool { return r >= 0x24B6 && r <= 0x24E9 || r >= 0x1F130 && r <= 0x1F189 }

func unseen(r rune) bool {
	return unicode.Is(unicode.Cf, r) || r == 0x034F || r >= 0xFE00 && r <= 0xFE0F
}

// tokens takes a text apart. A soft hyphen joins what stands on both sides of a
// line end. Letters and digits, and the pieces of a word with capitals inside, are
// tokens of their own.
func (c *Checker) tokens(s string) []token {
	out := make([]token, 0, len(s)/6)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !inWord(r) {
			i += n
			continue
		}
		end := wordEnd(s, i)
		out = c.pieces(out, s, i, end)
		i = end
	}
	return out
}

func wordEnd(s string, i int) int {
	end, soft := i, false
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case inWord(r):
			soft = false
			end = i + n
		case r == 0xAD:
			soft = true
		case unseen(r), isApostrophe(r):
		case soft && unicode.IsSpace(r):
		default:
			return end
		}
		i += n
	}
	return end
}

// pieces adds the tokens of one run of letters and digits.
func (c *Checker) pieces(out []token, s string, from, to int) []token {
	cuts := []int{from}
	var was rune
	for i, r := range s[from:to] {
		if unseen(r) || unicode.Is(unicode.Mn, r) || isApostrophe(r) {
			continue
		}
		if was != 0 && (unicode.IsDigit(was) != unicode.IsDigit(r) || unicode.IsLower(was) && unicode.IsUpper(r)) {
			cuts = append(cuts, from+i)
		}
		was = r
	}
	if len(cuts) == 1 {
		return append(out, token{from: from, to: to, word: c.word(s[from:to]), glued: inAddress(s, from, to)})
	}
	if whole := c.word(s[from:to]); len(whole.hits) > 0 { // "McDonald", "S4dykova"
		return append(out, token{from: from, to: to, word: whole, glued: true})
	}
	for i, cut := range cuts {
		end := to
		if i+1 < len(cuts) {
			end = cuts[i+1]
		}
		out = append(out, token{from: cut, to: end, word: c.word(s[cut:end]), glued: true})
	}
	return out
}

// inAddress tells whether a word is part of an address, a handle or a file name.
func inAddress(s string, from, to int) bool {
	before, after := byte(' '), byte(' ')
	if from > 0 {
		before = s[from-1]
	}
	if to < len(s) {
		after = s[to]
	}
	if strings.IndexByte("@#_/=&", before) >= 0 || strings.IndexByte("@_/=&", after) >= 0 {
		return true
	}
	if after == '.' && to+1 < len(s) {
		r, _ := utf8.DecodeRuneInString(s[to+1:])
		return unicode.IsLower(r)
	}
	return false
}

// word is a spelling with what it hits.
func (c *Checker) word(spelling string) *word {
	w, ok := c.words[spelling]
	if ok {
		return w
	}
	first, _ := utf8.DecodeRuneInString(spelling)
	w = &word{plain: plainKey(spelling), lower: unicode.IsLower(first)}
	w.capital = !w.lower
	w.digits = unicode.IsDigit(first) && strings.IndexFunc(w.plain, unicode.IsLetter) < 0
	if w.digits {
		w.plain = asciiDigits(spelling)
	} else {
		w.single = utf8.RuneCountInString(w.plain) == 1
		w.allowed = c.allowed.words[w.plain]
		w.hits = c.hits(w, spelling)
	}
	c.words[spelling] = w
	return w
}

// asciiDigits are the digits of a text in any script as 0 to 9.
func asciiDigits(s string) string {
	var b strings.Builder
	for _, r := range s {
		if !unicode.IsDigit(r) {
			continue
		}
		zero := r
		for n := 0; n < 9 && unicode.IsDigit(zero-1) && r >= 0x80; n++ {
			zero--
		}
		if r < 0x80 {
			zero = '0'
		}
		b.WriteRune('0' + r - zero)
	}
	return b.String()
}
