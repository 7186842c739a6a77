package aftercheck

import (
	"strings"
	"unicode/utf8"
)

// Whom a word denotes is weighed here: what it meets of a name, what stands beside
// it, and what may stand anyway.

// names weighs what the word at i meets.
func (s *search) names(i int) {
	t := s.tokens[i]
	for _, h := range t.word.hits {
		p := s.parts[h.part]
		switch {
		case s.beside(i, h):
		case h.how <= bySpell:
			s.exact(i, h, p)
		case t.word.allowed, s.known[t.word.plain], p.kind == full && s.severalWords(p.person):
		case h.how == inside:
			s.glued(i, h, p)
		case p.letters >= 3 && !s.allowed.closer(looseKey(t.word.plain), edits([]rune(looseKey(t.word.plain)), []rune(p.loose))):
			how := "ending"
			if h.how == bySound {
				how = "sound"
			}
			s.find(Near, how, s.wanted.Persons[p.person].Record, i, i)
		}
	}
}

// exact is a whole part of a name as a word by itself.
func (s *search) exact(i int, h hit, p part) {
	t := s.tokens[i]
	level, how := Leak, "word"
	if h.how == bySpell {
		how = "spelling"
	}
	switch {
	case p.letters < 3:
		return
	case t.word.allowed:
		if s.ofAllowed(i) {
			return
		}
		level = Near
	case p.kind == full && s.severalWords(p.person): // «Bureau of Invented Cases»
		if t.word.lower || s.known[t.word.plain] {
			return
		}
		level = Near
	case t.word.lower && !p.lower && (p.letters < longName || ordinary[p.plain]) && !t.glued:
		if h.how == bySpell || p.letters < 5 || ordinary[p.plain] {
			return // "will", «вера»
		}
		level = Near
	case ordinary[p.plain] && !t.glued:
		level = Near
	case h.how == bySpell && p.letters < 5:
		level = Near
	}
	s.find(level, how, s.wanted.Persons[p.person].Record, i, i)
}

// ofAllowed tells whether an allowed word stands in the name that allows it, or by
// itself where no other part of a withheld name does.
func (s *search) ofAllowed(i int) bool {
	for _, j := range append(s.near(i), i-1, i+1) { // initials too
		if j >= 0 && j < len(s.tokens) && s.allowed.pairs[[2]string{s.tokens[i].word.plain, s.tokens[j].word.plain}] {
			return true
		}
	}
	return false
}

func (s *search) severalWords(person int) bool {
	n := 0
	for _, p := range s.parts {
		if p.person == person {
			n++
		}
	}
	return n > 1
}

// near are the words beside i, over initials.
func (s *search) near(i int) []int {
	var out []int
	for _, step := range []int{-1, 1} {
		for j, skipped := i+step, 0; j >= 0 && j < len(s.tokens) && skipped < 3; j += step {
			if s.apart(j, j-step) {
				break
			}
			if !s.tokens[j].word.single {
				out = append(out, j)
				break
			}
			skipped++
		}
	}
	return out
}

// apart tells that two neighbouring words belong to different texts.
func (s *search) apart(i, j int) bool {
	a, b := s.tokens[min(i, j)], s.tokens[max(i, j)]
	return strings.Contains(s.text[min(a.to, b.from):b.from], "\n\n") || b.from-a.to > 8
}

// beside tells of a name whose parts stand beside each other: one of them as it is
// written, the other at least by its stem or sound. Then words that are allowed by
// themselves are no excuse, unless they are one allowed name.
func (s *search) beside(i int, h hit) bool {
	p := s.parts[h.part]
	for _, j := range s.near(i) {
		for _, other := range s.tokens[j].word.hits {
			q := s.parts[other.part]
			if q.person != p.person || q.plain == p.plain || min(h.how, other.how) > bySpell || q.kind == p.kind && p.kind != full {
				continue
			}
			if s.allowed.pairs[[2]string{s.tokens[i].word.plain, s.tokens[j].word.plain}] || p.kind == full && s.common(i, p, j, q) {
				continue
			}
			s.find(Leak, "name", s.wanted.Persons[p.person].Record, min(i, j), max(i, j))
			return true
		}
	}
	return false
}

// common tells that of two words of an organisation's name one is too common to make the other its name: "cases of" is no
// Bureau of Invented Cases.
func (s *search) common(i int, p part, j int, q part) bool {
	const weighty = 4
	return s.severalWords(p.person) && (min(p.letters, q.letters) < weighty || s.tokens[i].word.lower && !p.lower || s.tokens[j].word.lower && !q.lower)
}

// glued is a name within a longer word.
func (s *search) glued(i int, h hit, p part) {
	t := s.tokens[i]
	level := Near
	for _, other := range t.word.hits {
		if q := s.parts[other.part]; other.how == inside && q.person == p.person && q.kind != p.kind {
			level = Leak // "sadykovaaigul"
		}
	}
	if t.glued && p.letters > longName {
		level = Leak
	}
	s.find(level, "inside", s.wanted.Persons[p.person].Record, i, i)
}

// split finds names that a hyphen, a line end or a space cuts in two.
func (s *search) split() {
	for i := 0; i+1 < len(s.tokens); i++ {
		a, b := s.tokens[i], s.tokens[i+1]
		if a.word.digits || b.word.digits || a.word.single && b.word.single || b.from-a.to > 3 || b.from < a.to {
			continue
		}
		hyphen := strings.ContainsAny(s.text[a.to:b.from], "-\u2010\u2011/\n_.")
		for _, k := range s.plain[a.word.plain+b.word.plain] {
			p := s.parts[k]
			if p.letters >= insideName || hyphen && p.letters >= 5 {
				s.find(Leak, "word", s.wanted.Persons[p.person].Record, i, i+1)
			}
		}
		if hyphen {
			s.contracted(i, a, b)
		}
	}
}

// contracted finds «С-ва» for «Сейткалиева».
func (s *search) contracted(i int, a, b token) {
	letters := utf8.RuneCountInString(b.word.plain)
	if !a.word.single || a.word.lower || letters < 2 || letters > 3 || !strings.HasPrefix(s.text[a.to:], "-") {
		return
	}
	for k := range s.parts {
		p := &s.parts[k]
		if p.kind == family && p.letters >= insideName && strings.HasPrefix(p.plain, a.word.plain) && strings.HasSuffix(p.plain, b.word.plain) {
			s.find(Near, "initials", s.wanted.Persons[p.person].Record, i, i+1)
		}
	}
}

// spaced finds names with a space between all their letters.
func (s *search) spaced() {
	for i := 0; i < len(s.tokens); i++ {
		j, word := i, ""
		for j < len(s.tokens) && s.tokens[j].word.single && (j == i || s.tokens[j].from-s.tokens[j-1].to <= 3) {
			word += s.tokens[j].word.plain
			j++
		}
		if j-i < 4 {
			continue
		}
		for k := range s.parts {
			if p := &s.parts[k]; p.letters >= 4 && strings.Contains(word, p.plain) {
				s.find(Leak, "word", s.wanted.Persons[p.person].Record, i, j-1)
			}
		}
		i = j
	}
}
