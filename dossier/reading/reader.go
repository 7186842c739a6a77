package reading

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"probata/dossier/edtf"
	"probata/dossier/law"
)

// Text is what is read.
type Text struct {
	Words     string
	Published edtf.Date // the day from which "yesterday" counts; zero: what is relative stays without a date
	// Language is tried where the words of a paragraph tell none; "" is English.
	Language string
}

// Read gives what a text suggests. It never fails: what no rule knows is not suggested. Provisions are named by their ids in
// the library where it has them; the library may be nil.
func (r *Rules) Read(t Text, library *law.Library) Result {
	res := Result{}
	words := t.Words
	if len(words) > maxText {
		cut := maxText
		for !utf8.RuneStart(words[cut]) {
			cut--
		}
		words, res.Cut = words[:cut], true
	}
	rd := &reader{rules: r, text: words, toks: tokens(words), library: library, ruler: newRuler(words)}
	rd.published(t.Published)
	res.Languages = rd.languages(t.Language)
	if len(res.Languages) == 0 {
		return res
	}
	rd.sentences()
	rd.quotations()
	rd.findBodies()
	rd.findNames()
	rd.findRoles()
	rd.findDates()
	rd.findSpeech()
	rd.findActs()
	rd.findStatutes()
	rd.findRest()
	res.Suggestions = rd.suggestions()
	if !t.Published.IsZero() {
		res.Published = t.Published.String()
	}
	return res
}

// Dateline is the day of publication that a text itself gives: the first whole date in its first paragraphs. It is zero where
// there is none.
func (r *Rules) Dateline(words string) edtf.Date {
	head, n := 0, 0
	for ; n < 6 && head < len(words) && head < 2000; n++ {
		i := strings.IndexByte(words[head:], '\n')
		if i < 0 {
			head = len(words)
			break
		}
		head += i + 1
	}
	for head < len(words) && !utf8.RuneStart(words[head]) {
		head++
	}
	for _, s := range r.Read(Text{Words: words[:min(head, len(words))]}, nil).Suggestions {
		if d, err := edtf.Parse(s.Value); s.Kind == Date && err == nil && d.Day() > 0 && !d.IsInterval() {
			return d
		}
	}
	return edtf.Date{}
}

// reader is one text while it is read.
type reader struct {
	rules   *Rules
	text    string
	toks    []token
	quotes  []quotation
	ruler   *ruler
	library *law.Library

	day   edtf.Day
	dated bool

	parties     []*party
	at          []*mention // by token: the mention that begins or goes on there
	said        []saying
	dates       []dated
	acts        []acted
	roles       []rolled
	found       []Suggestion // what needs no links
	capitals    map[string]bool
	alone       map[string]bool
	focused     *party
	carried     *pattern
	lastSpeaker *party
	lastSaid    int // token of the last cue
}

// party is a person or a body of the text.
type party struct {
	kind     Kind
	body     string // party-kind
	name     string // base form
	given    string
	family   string
	middle   string
	sex      byte
	mentions []*mention
	sorts    map[string]bool   // what it is called: lawyer, kin …
	words    map[string]string // role word → base, by which it may be meant alone
	reason   string
	because  [2]int
	key      string
	order    int
}

// mention is one place where a party is named, [from, to) in tokens.
type mention struct {
	party    *party
	from, to int
	oblique  bool // not in the nominative
	sure     bool // the case is told by the form
	acc      bool // may be an object
}

func (r *reader) published(d edtf.Date) {
	if day, ok := d.Earliest(); ok && d.Day() > 0 {
		r.day, r.dated = day, true
	}
}

// languages settles the language of each paragraph by its letters and small words.
func (r *reader) languages(hint string) []string {
	count := map[string]int{}
	for i := 0; i < len(r.toks); {
		end := i
		for end < len(r.toks) && r.toks[end].text != "\n" {
			end++
		}
		l := r.languageOf(r.toks[i:end])
		for j := i; j < end && l != nil; j++ {
			r.toks[j].lang = l
		}
		if l != nil {
			count[l.file.Language] += end - i
		}
		i = end + 1
	}
	tags := make([]string, 0, len(count))
	for tag := range count {
		tags = append(tags, tag)
	}
	slices.SortFunc(tags, func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	most := r.rules.langs[hint]
	if len(tags) > 0 {
		most = r.rules.langs[tags[0]]
	} else if most == nil {
		most = r.rules.langs["en"]
	} else {
		tags = []string{hint}
	}
	for i := range r.toks { // a heading without a small word is in the language of the rest that has its script
		if r.toks[i].lang == nil {
			r.toks[i].lang = most
		}
	}
	return tags
}

func (r *reader) languageOf(toks []token) *language {
	best, most := (*language)(nil), 0
	for _, tag := range r.rules.Languages() {
		l, n := r.rules.langs[tag], 0
		for _, t := range toks {
			if t.word && l.common[t.low] {
				n += 2
			}
			if t.word && l.file.Letters != "" && strings.ContainsAny(t.low, l.file.Letters) {
				n += 3
			}
		}
		if n > most {
			best, most = l, n
		}
	}
	return best
}

func (r *reader) abbreviation(t token) bool { return t.lang != nil && t.lang.short[t.low] }

// is matches the words from token i on against a table of phrases of up to four words; n is how many tokens it has.
func phrase[V any](r *reader, i int, table map[string]V) (v V, n int) {
	var b strings.Builder
	for k := 0; k < 4 && i+k < len(r.toks); k++ {
		t := r.toks[i+k]
		if !t.word {
			break
		}
		if k > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.low)
		if got, ok := table[b.String()]; ok {
			v, n = got, k+1
		}
	}
	return v, n
}

// match tries a pattern at a token; the end must be the end of a word. It gives the byte behind it.
func (r *reader) match(p pattern, i int) (groups []int, end int) {
	from := r.toks[i].from
	if first, _ := utf8.DecodeRuneInString(r.text[from:]); !p.first.may(first) {
		return nil, 0
	}
	stop := min(len(r.text), from+240)
	if nl := strings.IndexByte(r.text[from:stop], '\n'); nl >= 0 {
		stop = from + nl
	}
	for stop > from && stop < len(r.text) && !utf8.RuneStart(r.text[stop]) {
		stop--
	}
	m := p.re.FindStringSubmatchIndex(r.text[from:stop])
	if m == nil || m[1] == 0 {
		return nil, 0
	}
	end = from + m[1]
	if insideWord(r.text, end) {
		return nil, 0
	}
	for k := range m {
		if m[k] >= 0 {
			m[k] += from
		}
	}
	return m, end
}

// insideWord tells whether a letter or digit stands on both sides of a byte.
func insideWord(text string, at int) bool {
	if at <= 0 || at >= len(text) {
		return false
	}
	a, _ := utf8.DecodeLastRuneInString(text[:at])
	b, _ := utf8.DecodeRuneInString(text[at:])
	return isWordRune(a) && isWordRune(b)
}

// group is the text of a named part of a match, "" for none.
func (r *reader) group(re *regexp.Regexp, m []int, name string) string {
	for k, n := range re.SubexpNames() {
		if n == name && m[2*k] >= 0 {
			return r.text[m[2*k]:m[2*k+1]]
		}
	}
	return ""
}

// tokenAt is the first token that begins at or behind a byte.
func (r *reader) tokenAt(at int) int {
	i, _ := slices.BinarySearchFunc(r.toks, at, func(t token, at int) int { return cmp.Compare(t.from, at) })
	return i
}
