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
