package aftercheck

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Wanted says what is looked for.
type Wanted struct {
	Persons []Person
	Values  []Value
	// Allowed are names and places that may stand in the file: of those who
	// agreed, of officials, of towns, and the stand-ins. A word of theirs that is
	// also a word of a withheld name is no leak by itself.
	Allowed []string
	// Known are other words of the file that are no forms of a name: of its fixed
	// text, of institutions and places. They are not reported for a stem or a sound.
	Known []string
	// Kept are passages that somebody looked at and kept. What stands within one
	// is not reported again.
	Kept []string
	// Cleared are files within the file ("exhibits/A-1.pdf") that somebody looked
	// through and lets go as they are: what is found there is Near at most.
	Cleared []string
}

// Empty tells that nothing is looked for.
func (w Wanted) Empty() bool { return len(w.Persons) == 0 && len(w.Values) == 0 }

// Person is somebody who is not named.
type Person struct {
	Record string // id, told in finds
	Names  []Name
}

// Name is a name as it is recorded, in one script.
type Name struct {
	Family, Given, Patronymic string
	Full                      string // where the parts are not known
}

// Value is something else that must not stand: a telephone, an address, a day of
// birth, a text.
type Value struct {
	Record string
	Text   string // as it is recorded
	Day    string // "1987-05-12" for a day, whatever Text says
}

// What kind of part a word of a name is.
const (
	family = iota
	given
	patronymic
	full
)

// part is one word of a name.
type part struct {
	person  int
	kind    int
	plain   string
	loose   string
	letters int // of plain
	lower   bool
	sounds  []string
}

// Checker looks for what is wanted in any number of files. It is not for several
// goroutines at once: it remembers the words it has seen.
type Checker struct {
	wanted  Wanted
	parts   []part
	plain   map[string][]int
	loose   map[string][]int
	stems   map[string][]int
	sounds  map[string][]int
	inside  []int // parts long enough to be seen inside other words
	whole   []wholeText
	allowed allowance
	known   map[string]bool
	values  values
	words   map[string]*word
	kept    [][]string
}

// wholeText is a name of a script that leaves no room between words.
type wholeText struct {
	person int
	text   string
}

// New prepares a check.
func New(w Wanted) *Checker {
	c := &Checker{
		wanted: w, plain: map[string][]int{}, loose: map[string][]int{}, stems: map[string][]int{}, sounds: map[string][]int{},
		words: map[string]*word{},
	}
	c.allowed, c.known = newAllowance(w.Allowed), newAllowance(w.Known).words
	for i, p := range w.Persons {
		for _, n := range p.Names {
			c.name(i, n)
		}
	}
	c.index()
	c.words = map[string]*word{} // what was learnt before all names were known
	c.values = c.newValues(w.Values)
	for _, s := range w.Kept {
		if keys := c.sequence(s); len(keys) > 0 {
			c.kept = append(c.kept, keys)
		}
	}
	return c
}

// name adds the words of a name.
func (c *Checker) name(person int, n Name) {
	if text := unspacedText(n.Family + n.Given); text != "" {
		c.whole = append(c.whole, wholeText{person, text})
	}
	for _, s := range []string{n.Full, n.Given + n.Family, n.Given} {
		if text := unspacedText(s); text != "" {
			c.whole = append(c.whole, wholeText{person, text})
		}
	}
	c.partsOf(person, family, n.Family)
	c.partsOf(person, given, n.Given)
	c.partsOf(person, patronymic, n.Patronymic)
	if n.Family == "" && n.Given == "" {
		c.partsOf(person, full, n.Full)
	}
}

// unspacedText is a name of at least two letters that are all of a script without
// room between words, "" for others.
func unspacedText(s string) string {
	s = strings.Join(strings.Fields(s), "")
	if utf8.RuneCountInString(s) < 2 || strings.ContainsFunc(s, func(r rune) bool { return !unspaced(r) }) {
		return ""
	}
	return s
}

func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// partsOf adds the words of a part of a name. Words of two letters («Ли») are
// parts too; they count only beside another part.
func (c *Checker) partsOf(person, kind int, s string) {
	for _, t := range c.tokens(s) {
		if t.word.digits || t.word.single {
			continue
		}
		spelling := s[t.from:t.to]
		c.part(person, kind, t.word.plain, t.word.lower)
		if cyrillic, latin := oneScript(spelling); cyrillic != "" {
			c.part(person, kind, plainKey(cyrillic), t.word.lower)
			c.part(person, kind, plainKey(latin), t.word.lower)
		}
	}
}

func (c *Checker) part(person, kind int, plain string, lower bool) {
	if slices.ContainsFunc(c.parts, func(p part) bool { return p.person == person && p.plain == plain }) {
		return
	}
	c.parts = append(c.parts, part{
		person: person, kind: kind, plain: plain, loose: looseKey(plain), letters: utf8.RuneCountInString(plain), lower: lower, sounds: soundKeys(plain),
	})
}

// index makes the parts findable by each of the methods.
func (c *Checker) index() {
	for i, p := range c.parts {
		c.plain[p.plain] = append(c.plain[p.plain], i)
		if p.letters < 3 {
			continue
		}
		c.loose[p.loose] = append(c.loose[p.loose], i)
		if stem := p.stem(); stem != "" {
			c.stems[stem] = append(c.stems[stem], i)
		}
		for _, s := range p.sounds {
			if len(s) >= fewestSounds {
				c.sounds[s] = append(c.sounds[s], i)
			}
		}
		if p.letters >= insideName {
			c.inside = append(c.inside, i)
		}
	}
}

// Lengths from which a name is told from chance, in letters or classes.
const (
	shortestStem = 4
	fewestSounds = 3
	insideName   = 6
	longName     = 6 // from here on a word in small letters is a name as well
	slack        = 5 // letters that endings add
)

// stem is the loose spelling without its last two letters, "" where too little
// would be left.
func (p part) stem() string {
	r := []rune(p.loose)
	switch {
	case len(r) >= shortestStem+2:
		return string(r[:len(r)-2])
	case len(r) >= shortestStem:
		return string(r[:shortestStem])
	}
	return ""
}

// allowance is what may stand.
type allowance struct {
	words map[string]bool
	pairs map[[2]string]bool  // words of one name
	stems map[string][]string // loose spellings by their first letters
}

func newAllowance(list []string) allowance {
	a := allowance{words: map[string]bool{}, pairs: map[[2]string]bool{}, stems: map[string][]string{}}
	for _, s := range list {
		words := strings.FieldsFunc(s, func(r rune) bool { return !inWord(r) && !unseen(r) && !isApostrophe(r) })
		keys := make([]string, len(words))
		for i, w := range words {
			keys[i] = plainKey(w)
			if loose := looseKey(keys[i]); !a.words[keys[i]] && utf8.RuneCountInString(loose) >= 3 {
				head := string([]rune(loose)[:3])
				a.stems[head] = append(a.stems[head], loose)
			}
			a.words[keys[i]] = true
		}
		for i := range keys {
			for j := range keys {
				if i != j {
					a.pairs[[2]string{keys[i], keys[j]}] = true
					if first, _ := utf8.DecodeRuneInString(keys[j]); first != utf8.RuneError {
						a.pairs[[2]string{keys[i], string(first)}] = true // "M. Primerova"
					}
				}
			}
		}
	}
	return a
}

// closer tells whether a word is nearer to an allowed one than distance.
func (a allowance) closer(loose string, distance int) bool {
	r := []rune(loose)
	if len(r) < 3 {
		return false
	}
	for _, other := range a.stems[string(r[:3])] {
		if d := edits(r, []rune(other)); d <= distance && d <= max(2, len(r)/3) {
			return true
		}
	}
	return false
}

// edits is the number of letters to change, put in or leave out.
func edits(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := 1
			if x == y {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(diagonal+cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
