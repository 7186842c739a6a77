package withhold

import (
	"slices"
	"unicode/utf8"
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
	mostCrossed = 2
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

func (w *walker) walk(p place) {
	if len(w.out)-w.from > 400 {
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
			p.cost++
		}
	}
	p.singles = p.singles && single
	p.word, p.pos = at, next.a
	return p, p.cost <= mostCost
}

// settle looks for stems that end at p.
func (w *walker) settle(p place) {
	if s, ok := p.c.flush(); ok && !w.bones {
		if next := w.trie.nodes[p.node][s]; next != 0 {
			q := p
			q.depth++
			w.finish(q, w.trie.entries[next])
		}
	}
	w.finish(p, w.trie.entries[p.node])
}

func (w *walker) finish(p place, list []entry) {
	if len(list) == 0 {
		return
	}
	word := w.v.words[p.word]
	if p.pos == word.a && p.pos > w.start {
		return // what an apostrophe or a hyphen sets off was looked at before it
	}
	end := w.ending(p)
	for i := range list {
		e := &list[i]
		sex, ok := w.follows(e, end, p)
		m := match{part: e.part, from: w.start, to: word.b, fw: w.fw, tw: p.word + 1, cost: p.cost, sex: sex, split: p.split, whole: p.pos == word.b && e.class == whole}
		if !ok {
			if !w.glues(*e, p) {
				continue
			}
			m.to, m.tail, m.sex = p.pos, true, male|female
		}
		m.head = w.start > w.v.words[w.fw].a
		if w.grade(*e, p, &m) {
			w.out = append(w.out, m)
		}
	}
}

// ending is what the letters from p to the end of the word are as an ending. Stems end at one letter in many ways, so what
// was looked up last is kept.
func (w *walker) ending(p place) ending {
	key := endAt{p.pos, w.alt}
	if w.lastAt == key {
		return w.lastEnd
	}
	var e ending
	last := w.v.words[p.word].b
	l := w.v.letters[min(p.pos, last-1)]
	s := l.script
	if w.alt {
		s = w.f.rules.scriptOf(l.alt)
	}
	if int(last-p.pos) <= w.f.rules.longEnd && w.f.rules.ends[s] != nil {
		var b [64]byte
		text := b[:0]
		for i := p.pos; i < last; i++ {
			text = utf8.AppendRune(text, same(w.rune(i)))
		}
		e = w.f.rules.ends[s][string(text)]
	}
	w.lastAt, w.lastEnd = key, e
	return e
}

// endAt is where an ending begins, and by which letters.
type endAt struct {
	pos int32
	alt bool
}

// follows tells whether an ending may follow a stem, and of whom it speaks.
func (w *walker) follows(e *entry, end ending, p place) (sexes, bool) {
	if p.pos == w.v.words[p.word].b {
		if e.class == whole {
			return male | female, true
		}
		return end.of[e.class], end.of[e.class] != 0
	}
	if w.inner {
		return 0, false
	}
	if sex := end.of[e.class]; sex != 0 {
		return sex, true
	}
	return male | female, e.class == whole && end.chains&e.follows != 0
}

// glues tells whether a name may stand there with other words behind it and no room between.
func (w *walker) glues(e entry, p place) bool {
	if e.class != whole && !(e.class == possessive && e.stem == 0) {
		return false
	}
	n := w.f.parts[e.part].sounds
	if w.tech {
		return n >= 3
	}
	return n >= 7 && w.v.words[p.word].b-w.v.words[p.word].a >= 9
}

// grade weighs how well the letters are those of the name, and whether that is enough.
func (w *walker) grade(e entry, p place, m *match) bool {
	part := w.f.parts[e.part]
	s := w.v.letters[w.start].script
	if w.alt {
		s = w.f.rules.scriptOf(w.v.letters[w.start].alt)
	}
	m.letters = s == e.script && string(w.text) == e.letters
	n := min(part.sounds, p.depth+min(e.stem, 1))
	if s.abjad() && !w.bones {
		n = len(w.text) // vowels that are not written tell nothing
	}
	m.sounds = n
	switch {
	case m.letters, p.loose:
		if m.letters {
			m.cost = 0
		}
	case s == e.script && s != latn && s != hani:
		m.cost++
		m.near = true
	case s == e.script:
		m.near = n < 5
	}
	if m.split && n < 6 && !p.singles {
		return false
	}
	m.near = m.near || m.cost > 1 || m.cost == 1 && n < 6 || w.bones && !m.letters && n < 4
	if m.split && p.crossed > 0 {
		m.near = m.near || w.v.words[p.word].gap == gapSpace
	}
	switch {
	case m.letters:
		return true
	case n <= 2: // "nur.li"
		m.near = true
		return w.tech && m.whole && m.cost == 0 && n == 2
	case n == 3:
		return m.cost == 0 && (!m.near || s != e.script)
	case n == 4:
		return m.cost <= 1
	}
	return m.cost <= mostCost || n >= 8 && m.cost <= mostCost+1
}

// matches are all matches in a text.
func (f *Finder) matches(v *view) []match {
	w := &walker{f: f, v: v, trie: f.trie, lastAt: endAt{pos: -1}}
	bones := &walker{f: f, v: v, trie: f.bones, bones: true, lastAt: endAt{pos: -1}}
	for i := range v.words {
		word := &v.words[i]
		if word.digits && !f.leetWord(v, i) {
			continue
		}
		if f.idle.has(v, word) {
			continue
		}
		before := len(w.out) + len(bones.out)
		w.ended, bones.ended = false, false
		f.word(w, int32(i))
		if len(f.bones.nodes) > 1 {
			f.word(bones, int32(i))
		}
		if before == len(w.out)+len(bones.out) && !w.ended && !bones.ended {
			f.idle.add(v, word)
		}
	}
	out := append(w.out, bones.out...)
	slices.SortStableFunc(out, func(a, b match) int {
		if a.from != b.from {
			return int(a.from - b.from)
		}
		return int(b.to - a.to)
	})
	return out
}

// leetWord tells whether a word of digits may be the head of one of letters.
func (f *Finder) leetWord(v *view, i int) bool {
	return i+1 < len(v.words) && v.words[i+1].gap == gapNone && v.words[i].b-v.words[i].a == 1 && len(f.rules.leet[v.letters[v.words[i].a].r]) > 0
}

// word walks from the head of a word, from behind what may be glued before it, and from inside of it where names are glued
// together.
func (f *Finder) word(w *walker, i int32) {
	word := w.v.words[i]
	w.tech, w.inner = word.tech, false
	streams := 1
	if f.altered(w.v, word) {
		streams = 2
	}
	for n := range streams {
		w.alt = n == 1
		w.at(i, word.a)
		s := w.v.letters[word.a].script
		for _, p := range f.rules.before[s] {
			runes := []rune(p)
			if n := int32(len(runes)); word.b-word.a > n+1 && w.spelt(word.a, runes) {
				w.at(i, word.a+n)
			}
		}
		length := word.b - word.a
		if !word.tech && length < 10 || word.digits || s == hani {
			continue
		}
		for pos := word.a + 1; pos+2 < word.b; pos++ {
			w.inside(i, pos)
		}
	}
	w.alt = false
}

func (f *Finder) altered(v *view, word word) bool {
	for _, l := range v.letters[word.a:word.b] {
		if l.alt != l.r {
			return true
		}
	}
	return false
}

// inside walks from a letter inside of a word; what is found must be long, or reach to the end of the word.
func (w *walker) inside(i, pos int32) {
	before := len(w.out)
	w.inner = true
	w.at(i, pos)
	kept := w.out[:before]
	for _, m := range w.out[before:] {
		n := w.f.parts[m.part].sounds
		if !m.near && (n >= 7 || w.tech && n >= 3) {
			kept = append(kept, m)
		}
	}
	w.out = kept
}
