package submission

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"probata/dossier/lang"
)

// What was asked to be kept back, and texts of records that an edition leaves out,
// are found word by word, by the search key of each word, so that one pass over a
// text finds all of them in any case of letters and any script. Persons are found
// otherwise: see package withhold.

// token is one word of a text.
type token struct {
	from, to int
	key      string // see lang.Fold
	lower    bool   // begins with a small letter
}

// reader turns texts into tokens and remembers the keys of words: a case says
// the same words again and again.
type reader struct{ keys map[string]string }

func newReader() *reader { return &reader{keys: make(map[string]string)} }

func (k *reader) tokens(s string) []token {
	var out []token
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			i += n
			continue
		}
		end := i + n
		if !unspaced(r) {
			end = wordEnd(s, end)
		}
		if key := k.key(s[i:end]); key != "" {
			out = append(out, token{i, end, key, unicode.IsLower(r)})
		}
		i = end
	}
	return out
}

// wordEnd is the end of the word whose first letter ends at i.
func wordEnd(s string, i int) int {
	end := i
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unspaced(r):
			return end
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			end = i + n
		case unicode.Is(unicode.Cf, r), strings.ContainsRune("'‘’ʼʻʹʺ`´", r): // inside a word only
		default:
			return end
		}
		i += n
	}
	return end
}

// unspaced tells whether a letter is of a script that leaves no room between
// words; each of its letters counts as a word.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func (k *reader) key(word string) string {
	key, ok := k.keys[word]
	if !ok {
		key = strings.ReplaceAll(lang.Fold(word), " ", "")
		k.keys[word] = key
	}
	return key
}

// needle is a sequence of words to be found.
type needle struct {
	words []word
	plain bool   // a short single word: found only when it is not in small letters ("Will", «Вера»)
	value string // what was searched for
	stand string // what takes its place
}

type word struct {
	key   string // search key of the word, or of its stem where endings may follow
	stem  string // the stem in small letters, as written
	extra int    // letters that may follow the stem
}

// shortName is the length in letters below which a single name is told from an
// ordinary word by its capital.
const shortName = 6

// finder finds any of many needles in one pass.
type finder struct {
	reader *reader
	exact  map[string][]needle // without endings, by the first key, longest first
	loose  map[byte][]needle   // with endings, by the first byte of the first key, longest first
	glued  []needle            // single long names, found inside longer words too
}

// gluedName is the length of a key from which a name is also looked for inside of
// words, as addresses, handles and file names glue it to others ("freeilyashev").
const gluedName = 7

func newFinder(k *reader, list []needle) *finder {
	f := &finder{reader: k, exact: make(map[string][]needle), loose: make(map[byte][]needle)}
	for _, n := range list {
		if len(n.words) == 0 {
			continue
		}
		first := n.words[0]
		if slices.ContainsFunc(n.words, func(w word) bool { return w.extra > 0 }) {
			f.loose[first.key[0]] = append(f.loose[first.key[0]], n)
		} else {
			f.exact[first.key] = append(f.exact[first.key], n)
		}
		if len(n.words) == 1 && len(first.key) >= gluedName {
			f.glued = append(f.glued, n)
		}
	}
	for _, l := range f.loose {
		longestFirst(l)
	}
	for _, l := range f.exact {
		longestFirst(l)
	}
	return f
}

func longestFirst(l []needle) {
	slices.SortStableFunc(l, func(a, b needle) int {
		return cmp.Or(cmp.Compare(len(b.words), len(a.words)), cmp.Compare(len(b.value), len(a.value)))
	})
}

// empty tells that there is nothing to be found.
func (f *finder) empty() bool { return len(f.exact) == 0 && len(f.loose) == 0 }

// exact is the needle of a value as it stands.
func (k *reader) exact(value string) needle {
	n := needle{value: value}
	for _, t := range k.tokens(value) {
		n.words = append(n.words, word{key: t.key})
	}
	first, _ := utf8.DecodeRuneInString(value)
	n.plain = len(n.words) == 1 && utf8.RuneCountInString(value) < shortName && !unicode.IsLower(first)
	return n
}

// inflected is the needle of a name with the endings that Slavic and Turkic
// grammar put behind its words ("Ильяшева", "Ильяшевтың").
func (k *reader) inflected(name, stand string) needle {
	n := k.exact(name)
	n.stand = stand
	for i, t := range k.tokens(name) {
		s := stem(strings.ToLower(name[t.from:t.to]))
		extra := 0
		switch letters := utf8.RuneCountInString(s); {
		case letters > 3:
			extra = 5
		case letters == 3: // «Ким» has «Кимом», and is no «Кимоно»
			extra = 2
		}
		if key := k.key(s); key != "" {
			n.words[i] = word{key: key, stem: s, extra: extra}
		}
	}
	return n
}

// stem drops the vowel that declension changes at the end of a longer name.
func stem(word string) string {
	runes := []rune(word)
	if last := len(runes) - 1; last >= 4 && strings.ContainsRune("аяйьоуыеию", runes[last]) {
		return string(runes[:last])
	}
	return word
}

// matches tells whether a word of the text is w, with an ending if w allows one.
func (w word) matches(s string, t token) bool {
	if t.key == w.key {
		return true
	}
	if w.extra == 0 {
		return false
	}
	slack := 0 // one letter of another script may be two of the key
	if w.extra > 2 {
		slack = 1
	}
	if rest, ok := strings.CutPrefix(t.key, w.key); ok && len(rest) <= w.extra+slack {
		return true
	}
	rest, ok := strings.CutPrefix(strings.ToLower(s[t.from:t.to]), w.stem) // where the ending changes the key of the stem
	return ok && utf8.RuneCountInString(rest) <= w.extra
}

// begins tells whether n stands at token i.
func (n needle) begins(s string, all []token, i int) bool {
	if i+len(n.words) > len(all) || n.plain && all[i].lower {
		return false
	}
	for j, w := range n.words {
		if !w.matches(s, all[i+j]) {
			return false
		}
	}
	return true
}

// inside tells whether n, a single word, stands behind other letters of a longer
// one. At its beginning the endings decide: a street may be Ilyashevskaya.
func (n needle) inside(t token) bool {
	return strings.Contains(t.key[1:], n.words[0].key)
}

// at is the longest needle that begins with token i.
func (f *finder) at(s string, all []token, i int) (needle, bool) {
	for _, l := range [][]needle{f.loose[all[i].key[0]], f.exact[all[i].key]} {
		for _, n := range l {
			if n.begins(s, all, i) {
				return n, true
			}
		}
	}
	for _, n := range f.glued {
		if n.inside(all[i]) {
			return n, true
		}
	}
	return needle{}, false
}

// replace puts the stand-ins into a text, in one pass: a stand-in is never
// looked at again.
func (f *finder) replace(s string) string {
	if plain := unescaped(s); plain != s && len(f.find(plain)) > 0 {
		s = plain
	}
	s = f.mended(s)
	var b strings.Builder
	done := 0
	all := f.reader.tokens(s)
	for i := 0; i < len(all); {
		n, ok := f.at(s, all, i)
		if !ok {
			i++
			continue
		}
		b.WriteString(s[done:all[i].from])
		b.WriteString(n.stand)
		i += len(n.words)
		done = all[i-1].to
		if strings.HasSuffix(n.value, ".") && strings.HasPrefix(s[done:], ".") { // of an initial
			done++
		}
	}
	if done == 0 {
		return s
	}
	return b.String() + s[done:]
}

// find are the values that occur in a text, each once.
func (f *finder) find(s string) []string {
	var out []string
	if plain := unescaped(s); plain != s {
		out = f.find(plain)
	}
	return f.scan(f.mended(s), out)
}

// scan adds the values that occur in a text as it is written.
func (f *finder) scan(s string, out []string) []string {
	all := f.reader.tokens(s)
	for i := range all {
		for _, l := range [][]needle{f.loose[all[i].key[0]], f.exact[all[i].key]} {
			for _, n := range l {
				if n.begins(s, all, i) && !slices.Contains(out, n.value) {
					out = append(out, n.value)
				}
			}
		}
		for _, n := range f.glued {
			if n.inside(all[i]) && !slices.Contains(out, n.value) {
				out = append(out, n.value)
			}
		}
	}
	return out
}

var escapes = regexp.MustCompile(`(?:%[0-9A-Fa-f]{2})+`)

// unescaped is a text with the letters that an address writes as "%D0%90"
// written as letters: a name in an address is a name.
func unescaped(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	return escapes.ReplaceAllStringFunc(s, func(code string) string {
		plain, err := url.PathUnescape(code)
		if err != nil || !utf8.ValidString(plain) || strings.Contains(plain, "%") {
			return code
		}
		return plain
	})
}

// Leaks are the withheld strings that occur in a text, compared without regard
// to case, accents and script. It is run over what was written, after the
// export: the proof that redaction did its work. Errors and messages must give
// their number, never the strings.
func Leaks(text string, withheld []string) []string {
	return leakFinder(newReader(), withheld).find(text)
}

func leakFinder(k *reader, withheld []string) *finder {
	list := make([]needle, 0, len(withheld))
	for _, w := range withheld {
		list = append(list, k.exact(w))
	}
	return newFinder(k, list)
}
