package intake

import (
	"bytes"
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// A text that does not say in which encoding it is written is read in each of those
// that people here meet, and that one is taken in which its words look most like
// words: pairs of letters that are often met, no capitals inside a word, no frames
// among letters. Ours are the words of cyrillic.txt, as detectors that are made for
// whole pages fail on a line, and on a page of addresses with one name in it.

//go:embed cyrillic.txt
var cyrillicWords string

// coding is an encoding that a text may be in, and the letters of its languages.
type coding struct {
	name    string
	e       encoding.Encoding
	letters string  // beyond the ASCII, in small; "" for Cyrillic and what has other letters
	bonus   float64 // how often it is met, whatever the length of the text
}

// codings are tried in this order; of two that fit equally the first is taken.
func codings() []coding {
	return []coding{
		{"windows-1251", charmap.Windows1251, "", 0.6},
		{"koi8-r", charmap.KOI8R, "", 0.2},
		{"ibm866", charmap.CodePage866, "", 0},
		{"koi8-u", charmap.KOI8U, "", 0},
		{"x-mac-cyrillic", charmap.MacintoshCyrillic, "", 0},
		{"iso-8859-5", charmap.ISO8859_5, "", -0.3},
		{"ibm855", charmap.CodePage855, "", -3},
		{"windows-1252", charmap.Windows1252, "áàâäãåæçéèêëíìîïñóòôöõøœúùûüßÿ", 0.5},
		{"windows-1254", charmap.Windows1254, "âçğıîöşüûi̇", 0.3},
		{"windows-1250", charmap.Windows1250, "ąćęłńóśźżáčďéěíňřšťúůýžôőűäöüăâîţşđ", 0},
		{"windows-1257", charmap.Windows1257, "āčēģīķļņšūžąęėįųõäöü", 0},
		{"windows-1253", charmap.Windows1253, "", 0},
		{"windows-1255", charmap.Windows1255, "", 0},
		{"windows-1256", charmap.Windows1256, "", 0},
		{"gb18030", simplifiedchinese.GB18030, "", 0},
		{"shift_jis", japanese.ShiftJIS, "", 0},
		{"euc-kr", korean.EUCKR, "", 0},
		{"big5", traditionalchinese.Big5, "", 0},
	}
}

// guess is the encoding that fits best.
type guess struct {
	name     string
	encoding encoding.Encoding
	sure     bool // beyond doubt
	cyrillic bool
	fit      float64 // for each byte beyond the ASCII; below 0 it looks like no text
}

// model knows which pairs of letters are met in Cyrillic words.
type model struct {
	pairs   map[[2]rune]int
	codings []coding
}

// words is the one model there is: it is made when it is first asked for.
var words = sync.OnceValue(newModel)

func newModel() *model {
	m := &model{pairs: make(map[[2]rune]int), codings: codings()}
	for _, w := range strings.Fields(strings.ToLower(cyrillicWords)) {
		last := ' '
		for _, r := range w + " " {
			m.pairs[[2]rune{last, r}]++
			last = r
		}
	}
	return m
}

// maxGuessed is how many bytes of words beyond the ASCII are looked at to guess.
const maxGuessed = 8 << 10

// guess tells in which encoding the bytes are, which are not UTF-8.
func (m *model) guess(b []byte) guess {
	b, high := foreign(b)
	if w := decodedBy(charmap.Windows1252, b); w == decodedBy(charmap.Windows1251, b) {
		return guess{encoding: charmap.Windows1252, sure: true, fit: 1} // signs that both write alike
	}
	best, next := guess{fit: -100}, -100.0
	text := ""
	for _, c := range m.codings {
		s := decodedBy(c.e, b)
		fit := (m.fit(s, c.letters) + c.bonus) / float64(max(high, 1))
		switch {
		case s == text:
		case fit > best.fit:
			best, next, text = guess{name: c.name, encoding: c.e, fit: fit}, best.fit, s
			best.cyrillic = cyrillicShare(s)
		case fit > next:
			next = fit
		}
	}
	clear := best.fit - next
	best.sure = best.fit > 0.5 && high >= 3 && (clear > 0.3 || clear*float64(high) > 6)
	return best
}

// foreign are the words with bytes beyond the ASCII, and how many such bytes those
// are.
func foreign(b []byte) (words []byte, high int) {
	for word := range bytes.FieldsSeq(b) {
		n := 0
		for _, c := range word {
			if c >= 0x80 {
				n++
			}
		}
		if n == 0 {
			continue
		}
		if len(words)+len(word) > maxGuessed {
			if len(words) == 0 {
				return word[:maxGuessed], maxGuessed
			}
			break
		}
		words = append(append(words, word...), ' ')
		high += n
	}
	return words, high
}

func decodedBy(e encoding.Encoding, b []byte) string {
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return strings.Repeat("\ufffd", len(b))
	}
	return string(out)
}

// fit tells how much a text looks like one.
func (m *model) fit(s, letters string) float64 {
	sum, last, lower := 0.0, ' ', ' '
	for _, r := range s + " " {
		low := unicode.ToLower(r)
		switch {
		case r < 0x80 && last < 0x80:
		case !unicode.IsLetter(r) && !unicode.IsLetter(last):
			sum += symbol(r, last)
		default:
			sum += m.step(last, r, lower, low, letters)
		}
		last, lower = r, low
		if !unicode.IsLetter(r) {
			lower = ' '
		}
	}
	return sum
}

// step is what two letters that follow each other say, of which one is beyond the
// ASCII.
func (m *model) step(last, r, lower, low rune, letters string) float64 {
	before, now := script(last), script(r)
	sum := 0.0
	if unicode.IsLower(last) && unicode.IsUpper(r) {
		sum -= 3
	}
	if before != 0 && now != 0 && before != now {
		return sum - 4
	}
	switch {
	case now == 'c' || now == 0 && before == 'c':
		if now == 0 {
			sum += symbol(r, last)
			low = ' '
		}
		return sum + m.pair(lower, low)
	case now == 'l' && r >= 0x80:
		switch {
		case !strings.ContainsRune(letters, low):
			sum -= 2
		case last >= 0x80 && before == 'l':
			sum -= 1
		default:
			sum++
		}
	case now == 'o':
		sum += 0.5
	case now == 0:
		sum += symbol(r, last)
	}
	return sum
}

// pair is what two letters of Cyrillic say, ' ' for the end of a word.
func (m *model) pair(a, b rune) float64 {
	switch n := m.pairs[[2]rune{a, b}]; {
	case n >= 4:
		return 1.5
	case n > 0:
		return 0.7
	}
	return -1
}

// symbol is what a sign says that is no letter: those of a printed text are met,
// and frames, signs of mathematics and controls are not, least of all in a word.
func symbol(r, last rune) float64 {
	switch {
	case r < 0x80:
		return 0
	case r == '\ufffd':
		return -6
	case strings.ContainsRune("\u00a0«»–—“”„‘’№…•§°·", r):
		return 0.2
	case unicode.IsLetter(last):
		return -3
	}
	return -1.5
}

// script tells letters apart: Latin, Cyrillic, others; 0 for what is no letter.
func script(r rune) rune {
	switch {
	case !unicode.IsLetter(r):
		return 0
	case unicode.Is(unicode.Latin, r):
		return 'l'
	case unicode.Is(unicode.Cyrillic, r):
		return 'c'
	}
	return 'o'
}

// cyrillicShare tells whether most letters are Cyrillic of those beyond the ASCII.
func cyrillicShare(s string) bool {
	c, other := 0, 0
	for _, r := range s {
		if unicode.Is(unicode.Cyrillic, r) {
			c++
		} else if r >= 0x80 && unicode.IsLetter(r) {
			other++
		}
	}
	return c > other
}
