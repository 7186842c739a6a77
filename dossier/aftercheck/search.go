package aftercheck

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"probata/dossier/filetext"
)

// Check reads a file and looks for what is wanted in all of it. The name decides
// where the bytes do not; a pass phrase opens a sealed PDF.
func (c *Checker) Check(name string, data []byte, passphrase string) Report {
	f := filetext.Read(name, data, passphrase)
	r := Report{Unread: f.Unread}
	for i := range f.Parts {
		p := &f.Parts[i]
		s := &search{Checker: c, part: p, report: &r, seen: map[string]bool{}, cleared: c.cleared(p.Inside)}
		s.look(p.Text, p.Pages)
		if plain, coded := uncoded(p.Text); coded { // a name in an address is a name
			s.look(plain, nil)
		}
	}
	return r
}

// CheckWithin is Check of a file that goes along with another, under its name: its
// finds are told as being in it.
func (c *Checker) CheckWithin(name string, data []byte) Report {
	r := c.Check(name, data, "")
	for i := range r.Finds {
		r.Finds[i].Inside = filetext.Within(name, r.Finds[i].Inside)
	}
	for i := range r.Unread {
		r.Unread[i].Inside = filetext.Within(name, r.Unread[i].Inside)
	}
	if slices.Contains(c.wanted.Cleared, name) {
		for i := range r.Finds {
			r.Finds[i].Level = Near
		}
	}
	return r
}

// Text looks through a text that is not a file yet.
func (c *Checker) Text(part, text string) Report {
	var r Report
	s := &search{Checker: c, part: &filetext.Part{Name: part}, report: &r, seen: map[string]bool{}}
	s.look(text, nil)
	return r
}

// cleared tells whether a file within the file, or one around it, was looked
// through by somebody.
func (c *Checker) cleared(inside string) bool {
	return inside != "" && slices.ContainsFunc(c.wanted.Cleared, func(name string) bool {
		return inside == name || strings.HasPrefix(inside, name+filetext.Separator)
	})
}

// search is the work on one part.
type search struct {
	*Checker
	part    *filetext.Part
	report  *Report
	seen    map[string]bool // finds that were told
	cleared bool

	text   string
	pages  []int
	tokens []token
}

func (s *search) look(text string, pages []int) {
	s.text, s.pages, s.tokens = text, pages, s.Checker.tokens(text)
	for i := range s.tokens {
		s.names(i)
		s.texts(i)
	}
	s.split()
	s.spaced()
	s.numbers()
	s.days()
	s.addresses()
	s.unspaced()
}

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
	for _, j := range s.near(i) {
		if s.allowed.pairs[[2]string{s.tokens[i].word.plain, s.tokens[j].word.plain}] {
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
			if s.allowed.pairs[[2]string{s.tokens[i].word.plain, s.tokens[j].word.plain}] {
				continue
			}
			s.find(Leak, "name", s.wanted.Persons[p.person].Record, min(i, j), max(i, j))
			return true
		}
	}
	return false
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

// texts finds values word by word.
func (s *search) texts(i int) {
	for _, k := range s.values.byFirst[s.tokens[i].word.plain] {
		v := s.values.texts[k]
		if i+len(v.keys) > len(s.tokens) {
			continue
		}
		same := true
		for j, key := range v.keys {
			if s.tokens[i+j].word.plain != key {
				same = false
				break
			}
		}
		if !same || len(v.keys) == 1 && s.tokens[i].word.allowed {
			continue
		}
		s.find(Leak, "text", s.wantedValue(v.value), i, i+len(v.keys)-1)
	}
}

// addresses finds a house by its numbers and a word of its street, however the
// rest is written.
func (s *search) addresses() {
	for k := range s.values.texts {
		v := &s.values.texts[k]
		numbers, words := addressOf(v.keys)
		if len(numbers) == 0 || len(words) == 0 || len(v.keys) > 12 {
			continue
		}
		for i, t := range s.tokens {
			if t.word.digits && t.word.plain == numbers[0] && s.addressAt(i, numbers, words) {
				s.find(Near, "address", s.wantedValue(v.value), max(0, i-3), min(len(s.tokens)-1, i+3))
			}
		}
	}
}

// addressOf are the numbers of an address and the stems of its longer words.
func addressOf(keys []string) (numbers, words []string) {
	for _, k := range keys {
		switch r := []rune(k); {
		case r[0] >= '0' && r[0] <= '9':
			numbers = append(numbers, k)
		case len(r) >= 4:
			words = append(words, string(r[:max(4, len(r)-2)]))
		}
	}
	return numbers, words
}

func (s *search) addressAt(i int, numbers, words []string) bool {
	from, to := max(0, i-6), min(len(s.tokens), i+7)
	street := false
	found := 0
	for _, t := range s.tokens[from:to] {
		street = street || slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(t.word.plain, w) })
	}
	for _, n := range numbers {
		if slices.ContainsFunc(s.tokens[from:to], func(t token) bool { return t.word.plain == n }) {
			found++
		}
	}
	return street && found == len(numbers)
}

// unspaced finds names of scripts that leave no room between words.
func (s *search) unspaced() {
	if len(s.whole) == 0 {
		return
	}
	text := norm.NFKC.String(s.text)
	for _, w := range s.whole {
		if n := strings.Count(text, norm.NFKC.String(w.text)); n > 0 && !s.allowed.words[w.text] {
			s.tell(Find{Level: Leak, How: "word", Record: s.wanted.Persons[w.person].Record, Passage: w.text})
		}
	}
}

func (s *search) wantedValue(i int) string { return s.wanted.Values[i].Record }

// find tells of the words i to j, unless somebody kept the passage.
func (s *search) find(level Level, how, record string, i, j int) {
	if s.isKept(i, j) {
		return
	}
	from, to := s.tokens[i].from, s.tokens[j].to
	page, _ := slices.BinarySearch(s.pages, from+1)
	s.tell(Find{Level: level, How: how, Record: record, Page: page, Passage: passage(s.text, from, to)})
}

// tell adds a find, once for each passage.
func (s *search) tell(f Find) {
	if s.cleared {
		f.Level = Near
	}
	f.Inside, f.Part = s.part.Inside, s.part.Name
	key := f.Record + "\x00" + f.Passage
	if s.seen[key] {
		return
	}
	s.seen[key] = true
	s.report.Finds = append(s.report.Finds, f)
}

// isKept tells whether the words i to j stand within a passage that was kept.
func (s *search) isKept(i, j int) bool {
	for _, keys := range s.kept {
		for at := max(0, j-len(keys)+1); at <= i && at+len(keys) <= len(s.tokens); at++ {
			same := true
			for k, key := range keys {
				if s.tokens[at+k].word.plain != key {
					same = false
					break
				}
			}
			if same {
				return true
			}
		}
	}
	return false
}

// around is how many bytes of a text are shown on each side of a find.
const around = 60

func passage(text string, from, to int) string {
	a, b := max(0, from-around), min(len(text), to+around)
	for a > 0 && !utf8.RuneStart(text[a]) {
		a--
	}
	for b < len(text) && !utf8.RuneStart(text[b]) {
		b++
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(text[a:b], "\u00ad", "")), " ")
}
