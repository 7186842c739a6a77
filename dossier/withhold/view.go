package withhold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letter is one letter, digit or sign of a text as it is meant.
type letter struct {
	r        rune // small and composed
	alt      rune // what it is if the word is of the script that most of it is written in
	from, to int32
	script   script
	upper    bool
	digit    bool
}

// gap is what stands before a word.
type gap uint8

const (
	gapNone  gap = iota // nothing: a digit meets a letter
	gapCase             // a capital inside of a word
	gapSpace            // one space or line break
	gapJoin             // a hyphen, slash, dot, underscore, apostrophe: may part a word
	gapWide             // anything more
)

// word is a sequence of letters, or of digits and signs.
type word struct {
	a, b    int32 // letters of the view
	gap     gap
	mark    rune // the sign of gapJoin
	digits  bool // digits and signs that may stand for letters
	upper   bool // begins with a capital
	capital bool // has no small letter, and more than one
	mixed   bool // of two scripts
	first   bool // begins a sentence
	tech    bool // part of an address, a handle, a file name
}

// view is a text as it is meant.
type view struct {
	letters []letter
	words   []word
}

// view reads a text: entities and percent codes are what they stand for, letters of any form are letters, accents are
// part of them, and what cannot be seen is not there.
func (r *Rules) view(text string) *view {
	v := &view{letters: make([]letter, 0, len(text)), words: make([]word, 0, len(text)/5)}
	b := builder{view: v, rules: r, text: text, sentence: true, gap: gapWide}
	for i := 0; i < len(text); {
		c, n := decode(text, i)
		b.add(c, i, i+n)
		i += n
	}
	b.end()
	v.markTech(text)
	for i := range v.words {
		r.untwin(v, &v.words[i])
	}
	return v
}

// builder makes letters into words.
type builder struct {
	*view
	rules    *Rules
	text     string
	open     bool // a word is open
	gap      gap
	mark     rune
	spaces   int
	sentence bool // the next word begins a sentence
}

func (b *builder) add(c rune, from, to int) {
	if c < utf8.RuneSelf {
		b.ascii(c, from, to)
		return
	}
	if p, ok := b.rules.plain[c]; ok {
		b.letter(p, from, to, unicode.IsUpper(c))
		return
	}
	switch {
	case unicode.Is(unicode.Mn, c):
		b.accent(c, to)
	case unicode.Is(unicode.Cf, c), unicode.Is(unicode.Variation_Selector, c):
		if b.open { // inside of a word only: a stand-in must not take the mark that follows a word
			return
		}
	case unicode.IsLetter(c) || unicode.IsNumber(c) || unicode.IsSymbol(c):
		b.form(c, from, to)
	default:
		b.separate(c)
	}
}

// form takes a letter that may be a form of others: wide, circled, bold, a ligature.
func (b *builder) form(c rune, from, to int) {
	if c >= 0x2000 || c > 0x0132 && c < 0x0250 || c == 'ª' || c == 'º' {
		if s := norm.NFKC.String(string(c)); s != string(c) {
			for _, part := range s {
				b.plain(part, from, to)
			}
			return
		}
	}
	b.plain(c, from, to)
}

func (b *builder) plain(c rune, from, to int) {
	switch {
	case unicode.IsLetter(c):
		b.letter(c, from, to, unicode.IsUpper(c))
	case unicode.IsDigit(c):
		b.digit(digit(c), from, to)
	case len(b.rules.leet[c]) > 0:
		b.digit(c, from, to)
	default:
		b.separate(c)
	}
}

func (b *builder) ascii(c rune, from, to int) {
	switch {
	case c >= 'a' && c <= 'z':
		b.letter(c, from, to, false)
	case c >= 'A' && c <= 'Z':
		b.letter(c, from, to, true)
	case c >= '0' && c <= '9':
		b.digit(c, from, to)
	case (c == '@' || c == '$' || c == '!' || c == '*') && b.inside(to):
		b.digit(c, from, to)
	default:
		b.separate(c)
	}
}

// inside tells whether a sign stands between two letters, with no way to end a word.
func (b *builder) inside(to int) bool {
	if !b.open || to >= len(b.text) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(b.text[to:])
	return unicode.IsLetter(next)
}

// digit is the ASCII form of a decimal digit of any script.
func digit(r rune) rune {
	if r < utf8.RuneSelf {
		return r
	}
	zero := r
	for n := 0; n < 9 && unicode.IsDigit(zero-1); n++ {
		zero--
	}
	return '0' + r - zero
}

func (b *builder) accent(c rune, to int) {
	if !b.open || len(b.letters) == 0 {
		return
	}
	last := &b.letters[len(b.letters)-1]
	last.to = int32(to)
	if s := []rune(norm.NFC.String(string(last.r) + string(c))); len(s) == 1 {
		last.r, last.alt = s[0], s[0]
	}
}

func (b *builder) letter(c rune, from, to int, upper bool) {
	if apostrophe(c) {
		b.separate(c)
		return
	}
	low := b.rules.known(lower(c))
	l := letter{r: low, alt: low, from: int32(from), to: int32(to), upper: upper, script: b.rules.scriptOf(low)}
	if b.open {
		last := &b.letters[len(b.letters)-1]
		switch {
		case last.digit:
			b.end()
			b.gap = gapNone
		case upper && !last.upper && last.script.cased(), l.script == hani:
			b.end()
			b.gap = gapCase
		}
	}
	b.begin(false, upper)
	w := &b.words[len(b.words)-1]
	w.capital = w.capital && (upper || !l.script.cased())
	if n := len(b.letters); int32(n) > w.a && b.letters[n-1].script != l.script {
		w.mixed = true
	}
	b.push(l)
}

func (b *builder) digit(c rune, from, to int) {
	if b.open && !b.letters[len(b.letters)-1].digit {
		b.end()
		b.gap = gapNone
	}
	b.begin(true, false)
	b.push(letter{r: c, alt: c, from: int32(from), to: int32(to), digit: true})
}

func (b *builder) push(l letter) {
	b.letters = append(b.letters, l)
	b.words[len(b.words)-1].b = int32(len(b.letters))
}

func (b *builder) begin(digits, upper bool) {
	if b.open {
		return
	}
	n := int32(len(b.letters))
	b.words = append(b.words, word{a: n, b: n, gap: b.gap, mark: b.mark, digits: digits, upper: upper, capital: true, first: b.sentence})
	b.open, b.sentence = true, false
}

// end ends the open word.
func (b *builder) end() {
	if b.open {
		b.open, b.spaces = false, 0
	}
}

// separate takes a sign that is no letter. An apostrophe ends a word as a hyphen does.
func (b *builder) separate(c rune) {
	if b.open {
		b.end()
		b.gap, b.mark = gapNone, 0
	}
	space := unicode.IsSpace(c)
	switch {
	case space && (b.gap == gapNone || b.gap == gapSpace && b.spaces < 3):
		b.gap = gapSpace
		b.spaces++
	case space && b.gap == gapJoin && b.mark == '.' && b.words[len(b.words)-1].b-b.words[len(b.words)-1].a > 3:
		b.gap = gapWide // the end of a sentence
	case space && b.gap >= gapJoin: // "Sevo-" at the end of a line; "G. S."
	case b.gap == gapNone && strings.ContainsRune("-‐‑‒–—/\\._·+~=|", c) || b.gap == gapNone && apostrophe(c):
		b.gap, b.mark = gapJoin, c
	case b.gap == gapNone && c == utf8.RuneError:
		b.gap, b.mark = gapJoin, c
	default:
		b.gap, b.mark = gapWide, c
	}
	if strings.ContainsRune(".!?…։؟。\n\r\t:;•", c) {
		b.sentence = true
	} else if !space && !unicode.In(c, unicode.Ps, unicode.Pi, unicode.Pd) && c != '"' {
		b.sentence = false
	}
}

func (r *Rules) scriptOf(c rune) script {
	if c < utf8.RuneSelf {
		return latn
	}
	if s, ok := r.scripts[c]; ok {
		return s
	}
	switch {
	case unicode.Is(unicode.Latin, c):
		return latn
	case unicode.Is(unicode.Cyrillic, c):
		return cyrl
	case unicode.Is(unicode.Greek, c):
		return grek
	case unicode.Is(unicode.Arabic, c):
		return arab
	case unicode.Is(unicode.Han, c):
		return hani
	}
	return noScript
}

// markTech marks the words of addresses, handles, tags and file names: of a field without space that has a sign in it
// which prose does not put between letters.
func (v *view) markTech(text string) {
	for i := 0; i < len(v.words); {
		j := i + 1
		for j < len(v.words) && !spaced(text, v.letters[v.words[j-1].b-1].to, v.letters[v.words[j].a].from) {
			j++
		}
		if v.tech(text, i, j) {
			for k := i; k < j; k++ {
				v.words[k].tech = true
			}
		}
		i = j
	}
}

func spaced(text string, from, to int32) bool {
	return from < to && strings.ContainsAny(text[from:to], " \n\t\r\u00a0,;\"«»()[]<>")
}

func (v *view) tech(text string, i, j int) bool {
	from, to := v.letters[v.words[i].a].from, v.letters[v.words[j-1].b-1].to
	if from > 0 && (text[from-1] == '@' || text[from-1] == '#') {
		return true
	}
	if int(to) < len(text) && (text[to] == '@' || text[to] == '_') {
		return true
	}
	field := text[from:to]
	if strings.ContainsAny(field, "@#_=?") || strings.Contains(field, "://") || strings.Contains(field, "www.") {
		return true
	}
	last := v.words[j-1]
	if strings.Contains(field, "/") && strings.Contains(field, ".") {
		return true
	}
	if j-i < 2 || last.gap != gapJoin || last.mark != '.' || last.upper || last.digits || v.words[j-2].b-v.words[j-2].a < 2 {
		return false
	}
	n := last.b - last.a
	return n >= 2 && n <= 5 && v.letters[last.a].script == latn // "passport.pdf", "mail.example.org"
}
