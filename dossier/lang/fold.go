package lang

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold is the search key of a text: two spellings of one name, in one script
// or several, should have the same key. It is for search only, never for
// display or for telling people apart, because it throws much away:
//
//   - Case, accents, vowel signs, apostrophes and punctuation go; what separates
//     words becomes one space.
//   - Cyrillic (Russian, Kazakh, Ukrainian, Kyrgyz, Tajik, Uzbek), Georgian,
//     Armenian and Arabic letters become Latin ones.
//   - The ways in which Latin spells the same sound become one: zh, dzh, dj = j;
//     kh, ḥ = h; gh = g; q, ck = k; w = v; y = i; ye, yo = e; tz = ts; tsch, tch = ch;
//     shch, sch = sh; ph = f; ou = u; x = ks, but h at the head of a word (Uzbek).
//   - Double letters become single, double digits stay.
//   - Look-alikes of another script inside of a word (Latin p, c, x in a Cyrillic
//     one) are read as letters of the word's own.
//
// Known not to meet: Ukrainian г as h, Uzbek x for х inside a word, German j
// for й, Polish and Czech digraphs, and Arabic against a Latin spelling with
// its short vowels (Arabic, Persian and Urdu forms of a letter do meet).
func Fold(s string) string {
	latin := digraphs.Replace(latinize(s))
	return single(sounds.Replace(single(latin)))
}

// latinize turns the text into Latin letters, digits and single spaces. Letters
// of other scripts stay as they are.
func latinize(s string) string {
	var b strings.Builder
	gap := false
	begins := true // at the head of a word
	text := strings.ReplaceAll(strings.ToLower(unmixed(norm.NFKC.String(s))), "ու", "u")
	for _, r := range text {
		to, known := letters[r]
		switch {
		case known:
		case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r), strings.ContainsRune("'‘’ʼʻʹʺ`´", r):
			continue
		case unicode.IsLetter(r):
			to = stripped(r)
		case unicode.IsDigit(r):
			to = string(digit(r))
		default:
			gap = true
			continue
		}
		if to == "" {
			continue // a soft sign, a silent letter
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		begins, gap = begins || gap, false
		if begins {
			to = initial(r, to)
		}
		b.WriteString(to)
		begins = false
	}
	return b.String()
}

// initial is what a letter becomes at the head of a word.
func initial(r rune, to string) string {
	switch r {
	case 'x':
		return "h" // Uzbek: Xurshid, Хуршид
	case 'ո':
		return "vo" // Armenian: Ոսկան, Voskan
	}
	return to
}

// stripped is a letter without its accents, by the letters table if the bare
// letter stands there.
func stripped(r rune) string {
	var b strings.Builder
	for _, part := range norm.NFKD.String(string(r)) {
		if unicode.Is(unicode.Mn, part) {
			continue
		}
		if to, ok := letters[part]; ok {
			b.WriteString(to)
			continue
		}
		b.WriteRune(part)
	}
	return b.String()
}

// digit is the ASCII form of a decimal digit of any script: each script's ten
// stand in a row that begins at a multiple of ten from the last of the row.
func digit(r rune) rune {
	if r < 128 {
		return r
	}
	zero := r
	for n := 0; n < 9 && unicode.IsDigit(zero-1); n++ {
		zero--
	}
	return '0' + r - zero
}

// single makes doubled letters single.
func single(s string) string {
	var b strings.Builder
	var last rune
	for _, r := range s {
		if r == last && unicode.IsLetter(r) {
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// digraphs makes the spellings of one sound one; at each place the first that
// fits is taken. sounds follows when doubles are gone ("iye" is "ie" by then).
var (
	digraphs = strings.NewReplacer(
		"dzh", "j", "zh", "j", "dj", "j", "shch", "sh", "sch", "sh", "tsch", "ch", "tch", "ch",
		"kh", "h", "gh", "g", "ph", "f", "ck", "k", "ou", "u", "tz", "ts", "q", "k", "w", "v", "y", "i", "x", "ks",
	)
	sounds = strings.NewReplacer("ie", "e", "io", "e")
)
