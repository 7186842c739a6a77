package withhold

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// script is a script that names are written in.
type script uint8

const (
	noScript script = iota
	latn
	cyrl
	grek
	geor
	armn
	arab
	hebr
	hani
	scriptCount
)

func scriptOf(code string) (script, bool) {
	for i, c := range []string{"", "Latn", "Cyrl", "Grek", "Geor", "Armn", "Arab", "Hebr", "Hani"} {
		if i > 0 && c == code {
			return script(i), true
		}
	}
	return noScript, false
}

// abjad tells whether a script leaves short vowels unwritten.
func (s script) abjad() bool { return s == arab || s == hebr }

// cased tells whether a script has capitals, so that a small letter says something.
func (s script) cased() bool { return s == latn || s == cyrl || s == grek || s == armn }

// twin is what a sign looks like in other scripts.
type twin [scriptCount]rune

// sound is one sound of a name, as an index; sounds are the letters it has in the data.
type sound = uint8

const sounds = "aeioubpdtgkhzsJSCTlmnrvf"

func soundOf(b byte) (sound, bool) {
	i := strings.IndexByte(sounds, b)
	return sound(i), i >= 0
}

func vowel(s sound) bool { return s < 5 }

const (
	soundE sound = 1
	soundI sound = 2
	soundU sound = 4
	soundV sound = 22
)

// reading is one way to say a grapheme.
type reading struct {
	sounds []sound
	cost   int8
}

// grapheme is one or several letters that are said as one.
type grapheme struct {
	rest     []rune // after the first letter
	readings []reading
}

func readings(text string) ([]reading, error) {
	var out []reading
	for word := range strings.FieldsSeq(text) {
		var one reading
		plain, loose := strings.CutPrefix(word, "~")
		if loose {
			one.cost = 1
		}
		for i := range len(plain) {
			if plain == "-" {
				break
			}
			s, ok := soundOf(plain[i])
			if !ok {
				return nil, fmt.Errorf("sound %q: write sounds of %s, or - for none", plain, sounds)
			}
			one.sounds = append(one.sounds, s)
		}
		out = append(out, one)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no sound: write - for none")
	}
	return out, nil
}

// canon is the state in which sounds are made equal that spellings do not keep apart: doubles are one, i before a vowel
// is not told apart from softness but at the head of a word, and u behind a vowel is v. The same is done to names and to
// texts, so both come to the same sounds.
type canon struct {
	last    sound
	some    bool // a sound was given out
	pending bool // an i waits for what comes
}

// step takes a sound and gives out what it settles: none, one or two sounds.
func (c canon) step(s sound) (canon, [2]sound, int) {
	var out [2]sound
	n := 0
	give := func(s sound) {
		if !c.some || c.last != s {
			out[n] = s
			n++
		}
		c.last, c.some = s, true
	}
	if c.pending {
		if s == soundI {
			return c, out, 0
		}
		c.pending = false
		if !vowel(s) || !c.some && s != soundE {
			give(soundI)
		}
	}
	switch {
	case s == soundI:
		c.pending = true
	case s == soundU && c.some && vowel(c.last) && c.last != soundU:
		give(soundV)
	default:
		give(s)
	}
	return c, out, n
}

// flush gives out the i that still waits.
func (c canon) flush() (sound, bool) {
	return soundI, c.pending && (!c.some || c.last != soundI)
}

func lower(r rune) rune {
	if r == 'İ' {
		return 'i'
	}
	return unicode.ToLower(r)
}

// bare is a word as written, without what same makes equal.
func (r *Rules) bare(s string) string { return strings.Map(same, r.spelt(s)) }

// spelt is a word in small letters, composed, with nothing in it but letters and digits.
func (r *Rules) spelt(s string) string {
	var b strings.Builder
	for _, c := range norm.NFC.String(s) {
		if c = lower(c); (unicode.IsLetter(c) || unicode.IsDigit(c)) && !apostrophe(c) {
			b.WriteRune(r.known(c))
		}
	}
	return b.String()
}

// same makes letters equal that papers of one script put for each other.
func same(r rune) rune {
	switch r {
	case 'ё':
		return 'е'
	case 'ґ', 'ғ':
		return 'г'
	case 'қ': // names are written with the letters of the one language in papers of the other
		return 'к'
	case 'ң':
		return 'н'
	case 'ұ', 'ү', 'ӯ':
		return 'у'
	case 'ө':
		return 'о'
	case 'ә':
		return 'а'
	case 'һ', 'ҳ':
		return 'х'
	case 'і', 'ӣ':
		return 'и'
	case 'ي', 'ى':
		return 'ی'
	case 'ك':
		return 'ک'
	case 'أ', 'إ', 'آ':
		return 'ا'
	case 'ς':
		return 'σ'
	}
	return r
}

// apostrophe tells whether a sign stands inside of words for softness or a stop, or before an ending.
func apostrophe(c rune) bool { return strings.ContainsRune("'’‘ʼʻʹʺˈˊ`´′", c) }

// known is a letter without its accents if it has no sounds of its own.
func (r *Rules) known(c rune) rune {
	if c < utf8.RuneSelf || len(r.graphemes[c]) > 0 || unicode.Is(unicode.Han, c) {
		return c
	}
	for _, part := range norm.NFD.String(string(c)) {
		return part
	}
	return c
}
