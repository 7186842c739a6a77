package submission

import (
	"slices"
	"strings"
	"unicode"

	"probata/dossier"
	"probata/dossier/document"
)

// speaker writes the argument under one provision, for one person after the other.
type speaker struct {
	*filler
	out    []document.Block
	before map[string][]string // elements argued in the same words under another provision, by that provision
	order  []string
	plain  bool            // no heads: the text runs on
	sames  map[string]bool // the sentences on whom a text holds for besides
}

// spoken is what was argued for one of several persons.
type spokenFor struct {
	victim dossier.ID
	text   string
	at     int // the block that it ends in
}

// each writes one text of every allegation: whole for the first, and for the others what was not said yet.
func (s *speaker) each(p point, head string, text func(*dossier.Allegation) (dossier.Record, string)) {
	var said []spokenFor
	same := map[int][]dossier.ID{}
	for _, a := range p.of {
		r, words := text(a)
		if strings.TrimSpace(words) == "" {
			continue
		}
		var notes []document.Span
		if r != nil {
			notes = s.cite(r)
		}
		i := slices.IndexFunc(said, func(o spokenFor) bool { return s.holdsToo(o, a.Victim, words) })
		if i >= 0 {
			same[said[i].at] = append(same[said[i].at], a.Victim)
			if words = s.beyond(said[i], a.Victim, words); words == "" {
				continue
			}
		} else {
			for _, o := range said {
				words = s.unsaid(o, words)
			}
		}
		if words == "" {
			continue
		}
		s.write(head, words, notes)
		head = ""
		said = append(said, spokenFor{a.Victim, words, len(s.out) - 1})
	}
	for at, who := range same {
		last := s.out[at].(document.Paragraph)
		holds := " " + s.t(oneOrMore("argument.same", len(who)), "names", s.persons(who))
		if s.sames == nil {
			s.sames = map[string]bool{}
		}
		s.sames[holds] = true
		last.Spans = append(last.Spans, document.Span{Text: holds})
		s.out[at] = last
	}
}

func oneOrMore(key string, n int) string {
	if n == 1 {
		return key + "-one"
	}
	return key + "-many"
}

// element writes one element for all of whom it is argued.
func (s *speaker) element(p point, element string) {
	s.each(p, s.word("element", element), func(a *dossier.Allegation) (dossier.Record, string) {
		for _, x := range dossier.As[*dossier.Finding](s.d.Children(a.ID, dossier.TypeFinding)) {
			if x.Element != element || !argued(x) {
				continue
			}
			said := strings.Join(paragraphs(x.Analysis), "\n\n")
			if said == "" {
				continue
			}
			if by, ok := dossier.Find[*dossier.Finding](s.d, s.argued[said]); ok && by.ID != x.ID {
				if o, ok := dossier.Find[*dossier.Allegation](s.d, by.Allegation); ok && o.Provision != p.provision {
					s.shares(o.Provision, element)
					return nil, ""
				}
			} else {
				s.argued[said] = x.ID
			}
			return x, x.Analysis
		}
		return nil, ""
	})
}

func (s *speaker) shares(provision, element string) {
	if s.before == nil {
		s.before = map[string][]string{}
	}
	if !slices.Contains(s.order, provision) {
		s.order = append(s.order, provision)
	}
	if !slices.Contains(s.before[provision], element) {
		s.before[provision] = append(s.before[provision], element)
	}
}

// shared names the elements that are met for reasons given under another provision.
func (s *speaker) shared() {
	for _, provision := range s.order {
		var names []string
		for _, e := range s.before[provision] {
			names = append(names, lowerFirst(s.word("element", e)))
		}
		said := s.t("argument.shared", "provision", s.word("provision", provision), "elements", strings.Join(names, "; "))
		s.out = append(s.out, document.Paragraph{Numbered: true, Spans: document.T(said)})
	}
}

// write puts a text down: its first paragraph numbered, behind the head where there is one, and those that belong to it below.
func (s *speaker) write(head, words string, notes []document.Span) {
	told := paragraphs(words)
	if s.plain {
		head = ""
	}
	for i, p := range told {
		b := document.Paragraph{Kind: document.Detail, Spans: s.content(p)}
		if i == 0 || head == "" {
			b = document.Paragraph{Numbered: true, Spans: s.content(p)}
		}
		if i == 0 && head != "" {
			b.Spans = append([]document.Span{{Text: head + ". ", Style: document.Bold}}, b.Spans...)
		}
		if i == len(told)-1 {
			b.Spans = append(b.Spans, notes...)
		}
		s.out = append(s.out, b)
	}
}

// holdsToo tells whether all that was written for one person was written for another in the same words, but for their names.
func (s *speaker) holdsToo(o spokenFor, victim dossier.ID, words string) bool {
	if o.victim == victim {
		return false
	}
	other := sentences(words)
	for _, x := range sentences(o.text) {
		if !slices.ContainsFunc(other, func(y string) bool { return s.equal(o.victim, x, victim, y) }) {
			return false
		}
	}
	return true
}

// beyond is what was written for a person and not for the other.
func (s *speaker) beyond(o spokenFor, victim dossier.ID, words string) string {
	return keepSentences(words, func(y string) bool {
		return !slices.ContainsFunc(sentences(o.text), func(x string) bool { return s.equal(o.victim, x, victim, y) })
	})
}

// unsaid is a text without the sentences that stand before in the very same words and speak of the same: one with a pronoun may
// speak of another.
func (s *speaker) unsaid(o spokenFor, words string) string {
	pronouns := strings.Fields(s.t("argument.pronouns"))
	return keepSentences(words, func(y string) bool {
		spoken := strings.FieldsFunc(strings.ToLower(y), func(r rune) bool { return !unicode.IsLetter(r) })
		if slices.ContainsFunc(spoken, func(w string) bool { return slices.Contains(pronouns, w) }) {
			return true
		}
		return !slices.Contains(sentences(o.text), y)
	})
}

// equal tells whether a sentence on one person says what another says on somebody else: in the same words once each has the
// names of the two replaced by their parts in the case.
func (s *speaker) equal(a dossier.ID, x string, b dossier.ID, y string) bool {
	if x == y {
		return true
	}
	own, other := apart(s.name(a), s.name(b))
	return swapped(x, own, other) == swapped(y, other, own)
}

// apart are the words of each of two names that the other has not.
func apart(a, b string) (own, other []string) {
	split := func(s string) []string {
		return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
	}
	x, y := split(a), split(b)
	for _, w := range x {
		if !slices.Contains(y, w) {
			own = append(own, w)
		}
	}
	for _, w := range y {
		if !slices.Contains(x, w) {
			other = append(other, w)
		}
	}
	return own, other
}

// swapped is a sentence with the names of the person it is on and of the other replaced.
func swapped(s string, own, other []string) string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		switch {
		case slices.Contains(own, w):
			w = "\x01"
		case slices.Contains(other, w):
			w = "\x02"
		}
		if len(out) > 0 && out[len(out)-1] == w && w < " " {
			continue
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}

// sentences splits a text at the ends of its sentences. A stop before a small letter or a figure is one of an abbreviation.
func sentences(s string) []string {
	var out []string
	for _, p := range paragraphs(s) {
		rs := []rune(p)
		start := 0
		for i := 0; i < len(rs); i++ {
			if !strings.ContainsRune(".!?。", rs[i]) {
				continue
			}
			end := i + 1
			for end < len(rs) && strings.ContainsRune("”»\"’)", rs[end]) {
				end++
			}
			next := end
			for next < len(rs) && unicode.IsSpace(rs[next]) {
				next++
			}
			if next < len(rs) && (next == end && rs[i] != '。' || unicode.IsLower(rs[next]) || unicode.IsDigit(rs[next])) {
				continue
			}
			out = append(out, strings.TrimSpace(string(rs[start:end])))
			start = end
		}
		if rest := strings.TrimSpace(string(rs[start:])); rest != "" {
			out = append(out, rest)
		}
	}
	return out
}

// keepSentences is a text with the sentences for which keep holds; its paragraphs stay.
func keepSentences(s string, keep func(string) bool) string {
	var out []string
	for _, p := range paragraphs(s) {
		all := sentences(p)
		kept := slices.DeleteFunc(slices.Clone(all), func(x string) bool { return !keep(x) })
		switch {
		case len(kept) == len(all):
			out = append(out, p)
		case len(kept) > 0:
			out = append(out, strings.Join(kept, " "))
		}
	}
	return strings.Join(out, "\n\n")
}
