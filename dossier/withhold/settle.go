package withhold

import (
	"unicode/utf8"
)

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
	return n >= 4 && w.v.words[p.word].b-w.v.words[p.word].a >= 9
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
