package reading

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"strings"
	"unicode/utf8"
)

// Kind is what a suggestion would become.
type Kind string

// The kinds.
const (
	Person       Kind = "person"
	Organisation Kind = "organisation"
	Quote        Kind = "quote"
	Date         Kind = "date"
	Place        Kind = "place"
	Act          Kind = "act"
	Role         Kind = "role"
	Statute      Kind = "statute"
	Remedy       Kind = "remedy"
	Officers     Kind = "officers"
	Term         Kind = "term"
	Sum          Kind = "sum"
)

// Span is a passage of the text: [Start, End) in code points, [ByteStart, ByteEnd) in UTF-8 bytes, and the paragraph counted
// from 1. A paragraph is a line with words in it.
type Span struct {
	Start     int `json:"start"`
	End       int `json:"end"`
	ByteStart int `json:"byte_start"`
	ByteEnd   int `json:"byte_end"`
	Paragraph int `json:"paragraph"`
}

// Link says how one suggestion belongs to another.
type Link struct {
	As string `json:"as"` // speaker, victim, by, when, party, of, provision
	To string `json:"to"` // key of the other
}

// Suggestion is what one passage offers.
type Suggestion struct {
	Key   string `json:"key"` // digest of the kind, the words and their surroundings: the same in the same text
	Kind  Kind   `json:"kind"`
	Value string `json:"value"` // name in its base form, EDTF, words said, key of a vocabulary, article
	Words string `json:"words"` // of the passage
	Span
	Mentions []Span `json:"mentions,omitempty"` // of a person or organisation: everywhere it stands
	Links    []Link `json:"links,omitempty"`
	// Detail is what is known besides, by the keys of the records: given, family, party-kind, country, instrument, part,
	// provision, relation, form (direct or indirect), relative.
	Detail   map[string]string `json:"detail,omitempty"`
	Language string            `json:"language"`
	Reason   string            `json:"reason"`            // key of the rule: reading.reason.<Reason>
	Because  *Span             `json:"because,omitempty"` // the words the rule went by
	Before   string            `json:"before,omitempty"`  // words before and behind the passage
	After    string            `json:"after,omitempty"`
}

// Link is the key of the suggestion that this one is linked to as something, "" for none.
func (s Suggestion) Link(as string) string {
	for _, l := range s.Links {
		if l.As == as {
			return l.To
		}
	}
	return ""
}

// Result is what a text offers, in the order of its passages.
type Result struct {
	Suggestions []Suggestion `json:"suggestions"`
	Languages   []string     `json:"languages"` // of the paragraphs, the most frequent first
	Published   string       `json:"published,omitempty"`
	// Cut tells that the text was longer than is read, and only its beginning was.
	Cut bool `json:"cut,omitempty"`
}

// around is how many bytes of the text stand on either side of a quotation of it, at most.
const around = 48

// surroundings are the words before and behind a passage, cut between letters.
func surroundings(text string, from, to int) (before, after string) {
	a, b := max(0, from-around), min(len(text), to+around)
	for a < from && !utf8.RuneStart(text[a]) {
		a++
	}
	for b > to && b < len(text) && !utf8.RuneStart(text[b]) {
		b--
	}
	before, after = text[a:from], text[to:b]
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		before = before[i+1:]
	}
	if i := strings.IndexByte(after, '\n'); i >= 0 {
		after = after[:i]
	}
	return before, after
}

// keyOf tells a suggestion from every other of a text, and is the same when the text is read again.
func keyOf(kind Kind, value, before, words, after string) string {
	h := sha256.New()
	for _, s := range []string{string(kind), value, before, words, after} {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// ruler turns bytes into code points and paragraphs, without a table as long as the text.
type ruler struct {
	text  string
	every []int // code points before each step of bytes
	lines []int // where each paragraph begins
}

const step = 512

func newRuler(text string) *ruler {
	r := &ruler{text: text}
	n, blank := 0, true
	for i := 0; i < len(text); i++ {
		if i%step == 0 {
			r.every = append(r.every, n)
		}
		if utf8.RuneStart(text[i]) {
			n++
		}
		switch c := text[i]; {
		case c == '\n':
			blank = true
		case blank && c != ' ' && c != '\t' && c != '\r':
			r.lines, blank = append(r.lines, i), false
		}
	}
	r.every = append(r.every, n)
	return r
}

func (r *ruler) runes(at int) int {
	i := at / step
	if i >= len(r.every) {
		i = len(r.every) - 1
	}
	if i*step > at || i*step > len(r.text) {
		return utf8.RuneCountInString(r.text[:at])
	}
	n := r.every[i]
	for j := i * step; j < at; j++ {
		if utf8.RuneStart(r.text[j]) {
			n++
		}
	}
	return n
}

func (r *ruler) span(from, to int) Span {
	p := sort.SearchInts(r.lines, from+1)
	return Span{Start: r.runes(from), End: r.runes(to), ByteStart: from, ByteEnd: to, Paragraph: max(1, p)}
}
