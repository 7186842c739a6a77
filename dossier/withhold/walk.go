package withhold

import (
	"slices"
)

// match is a stem with its ending found in a text.
type match struct {
	part     int32
	from, to int32 // letters of the view
	fw, tw   int32 // words: the first, and the one behind the last
	cost     int8
	near     bool // the letters are not those of the name
	split    bool // a space or another sign stands inside
	sex      sexes
	head     bool // begins inside of a word
	tail     bool // ends inside of a word
	letters  bool // the script of the name, letter by letter
	whole    bool // no ending follows
	sounds   int  // of the name, as it is said here
}

// walker walks down the trie by the letters of a text.
type walker struct {
	f     *Finder
	v     *view
	trie  *trie
	bones bool
	alt   bool // by what look-alikes are
	inner bool // inside of a longer word: endings are not looked for
	tech  bool
	start int32
	fw    int32
	text  []rune // letters so far
	out   []match
	from  int  // out before this walk
	ended bool // a walk came to the end of the word, and may go on in the next

	lastAt  endAt
	lastEnd ending
}

// place is where a walk is.
type place struct {
	node    int32
	pos     int32
	word    int32
	c       canon
	cost    int8
	crossed int8
	singles bool // all pieces so far are single letters
	split   bool
	loose   bool // a sign stood for a letter
	depth   int  // sounds so far
}

// the most that a walk may cost, and the most pieces a name may be parted into.
const (
	mostCost    = 2
	mostCrossed = 4 // a space counts for two
)

func (w *walker) rune(pos int32) rune {
	if w.alt {
		return w.v.letters[pos].alt
	}
	return w.v.letters[pos].r
}

// at walks from a letter of a word.
func (w *walker) at(word, pos int32) {
	w.start, w.fw, w.text, w.from = pos, word, w.text[:0], len(w.out)
	one := w.v.words[word]
	w.walk(place{pos: pos, word: word, singles: one.b-one.a == 1})
	w.tidy()
}

// tidy leaves the best of what one walk found of each part.
func (w *walker) tidy() {
	list := w.out[w.from:]
	if len(list) < 2 {
		return
	}
	slices.SortFunc(list, func(a, b match) int { return compareMatches(a, b) })
	for i := len(list) - 2; i >= 0; i-- { // several classes may fit, each with what it tells of the sex
		if next := list[i+1]; list[i].part == next.part && list[i].to == next.to && list[i].near == next.near {
			list[i].sex |= next.sex
		}
	}
	list = slices.CompactFunc(list, func(a, b match) bool { return a.part == b.part && a.to == b.to })
	w.out = w.out[:w.from+len(list)]
}

func compareMatches(a, b match) int {
	switch {
	case a.part != b.part:
		return int(a.part - b.part)
	case a.to != b.to:
		return int(b.to - a.to)
	case a.tail != b.tail:
		return rank(a.tail) - rank(b.tail)
	case a.near != b.near:
		return rank(a.near) - rank(b.near)
	case a.cost != b.cost:
		return int(a.cost - b.cost)
	}
	return rank(b.whole) - rank(a.whole)
}

func rank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// mostLetters is how many letters a sound may have been written with, and spare how many more a walk may take: doubled letters
// are one sound, and a run of the same letter must not be walked to its end from each of its letters.
const (
	mostLetters = 4
	spare       = 12
)

func (w *walker) walk(p place) {
	if len(w.out)-w.from > 400 || p.pos-w.start > mostLetters*int32(p.depth)+spare {
		return
	}
	if p.pos > w.start {
		w.settle(p)
	}
	end := w.v.words[p.word].b
	if p.pos == end {
		w.ended = true
		if next, ok := w.cross(p); ok {
			w.walk(next)
		}
		return
	}
	if w.v.letters[p.pos].script.abjad() && !w.bones && p.node != 0 {
		w.vowels(p)
	}
	if l := w.v.letters[p.pos]; l.digit {
		w.leet(p)
		return
	}
	first := w.rune(p.pos)
	longer := false
	for _, g := range w.f.rules.graphemes[first] {
		n := int32(len(g.rest)) + 1
		if p.pos+n > end || !w.spelt(p.pos+1, g.rest) {
			continue
		}
		extra := int8(0)
		if longer && n == 1 {
			extra = 1
		}
		longer = true
		for _, rd := range g.readings {
			w.say(p, rd, n, extra)
		}
	}
}

func (w *walker) spelt(pos int32, rest []rune) bool {
	for i, c := range rest {
		if w.rune(pos+int32(i)) != c {
			return false
		}
	}
	return true
}

// say follows one reading of n letters.
func (w *walker) say(p place, rd reading, n int32, extra int8) {
	if rd.cost == 0 && n == 1 {
		extra = 0
	}
	next := p
	next.cost += rd.cost + extra
	if next.cost > mostCost {
		return
	}
	for _, s := range rd.sounds {
		if w.bones && vowel(s) {
			continue
		}
		if !w.sound(&next, s) {
			return
		}
	}
	next.pos += n
	mark := len(w.text)
	for i := range n {
		w.text = append(w.text, same(w.rune(p.pos+i)))
	}
	w.walk(next)
	w.text = w.text[:mark]
}

func (w *walker) sound(p *place, s sound) bool {
	var out [2]sound
	var n int
	p.c, out, n = p.c.step(s)
	for _, o := range out[:n] {
		if p.node = w.trie.nodes[p.node][o]; p.node == 0 {
			return false
		}
		p.depth++
	}
	return true
}

// vowels passes over vowels that an abjad leaves unwritten.
func (w *walker) vowels(p place) {
	for s := range sound(5) {
		if next := w.trie.nodes[p.node][s]; next != 0 && !(p.c.some && p.c.last == s) {
			q := p
			q.node, q.c.last, q.c.some, q.c.pending = next, s, true, false
			q.depth++
			w.walkLetter(q)
			w.vowels(q)
		}
	}
}

// walkLetter goes on with the letter at p without looking for what ends there.
func (w *walker) walkLetter(p place) {
	end := w.v.words[p.word].b
	for _, g := range w.f.rules.graphemes[w.rune(p.pos)] {
		n := int32(len(g.rest)) + 1
		if p.pos+n <= end && w.spelt(p.pos+1, g.rest) {
			for _, rd := range g.readings {
				w.say(p, rd, n, 0)
			}
		}
	}
}

// leet follows what a digit or sign may stand for.
func (w *walker) leet(p place) {
	list := w.f.rules.leet[w.v.letters[p.pos].r]
	for _, rd := range list {
		next := p
		ok := true
		for _, s := range rd.sounds {
			ok = ok && w.sound(&next, s)
		}
		if ok {
			next.pos++
			next.loose = true
			w.walk(next)
		}
	}
}

// cross goes on behind what parts a word.
func (w *walker) cross(p place) (place, bool) {
	at := p.word + 1
	if int(at) >= len(w.v.words) || w.inner && p.node == 0 {
		return p, false
	}
	next := w.v.words[at]
	single := next.b-next.a == 1
	switch {
	case next.gap == gapNone, next.gap == gapCase, next.gap == gapJoin && apostrophe(next.mark):
	case next.gap == gapWide, next.digits && next.b-next.a > 1:
		return p, false
	case p.singles && single:
		p.split = true
	case p.crossed >= mostCrossed || p.pos-w.start < 2:
		return p, false
	default:
		p.crossed++
		p.split = true
		if next.gap == gapSpace {
			p.crossed++
			p.cost++
		}
	}
	p.singles = p.singles && single
	p.word, p.pos = at, next.a
	return p, p.cost <= mostCost
}
