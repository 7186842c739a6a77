package withhold

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Values are compared by what makes them: numbers by their digits, dates by day, month and year, addresses by the name of
// the street and the numbers. So one pass over the numbers of a text finds them in any spelling.

// values are what tells subjects without naming them.
type values struct {
	rules   *Rules
	numbers map[string][]owner // the last six digits of each number
	exact   map[string][]owner // letters and digits of numbers that have letters, of handles and addresses of the net
	dates   map[dateKey][]owner
	years   map[int]bool
	phrases map[string][]phrase // by each of their telling words
	idle    *idle               // words that are part of no phrase
}

// owner is whose a value is.
type owner struct {
	subject  string
	withheld bool
	kind     ValueKind
	digits   string // all of them, for numbers
}

type dateKey struct{ year, month, day int }

// phrase is a value of several words that stand near each other in any order.
type phrase struct {
	owner
	words  []string // bare
	number []bool
}

// the digits by which numbers are looked up, and the fewest by which one is found.
const (
	tailDigits = 6
	leastExact = 4
)

func newValues(r *Rules, subjects []Subject) *values {
	x := &values{
		rules: r, numbers: map[string][]owner{}, exact: map[string][]owner{}, dates: map[dateKey][]owner{}, years: map[int]bool{},
		phrases: map[string][]phrase{}, idle: &idle{words: map[string]struct{}{}},
	}
	for _, s := range subjects {
		for _, v := range s.Values {
			x.add(v, owner{subject: s.ID, withheld: s.Withheld, kind: v.Kind})
		}
	}
	return x
}

func (x *values) add(v Value, o owner) {
	switch v.Kind {
	case Telephone:
		x.addNumber(v.Text, o)
	case Document, Plate, CaseNumber:
		x.addNumber(v.Text, o)
		x.addExact(plateKey(v.Text), o)
	case Mail:
		x.addMail(v.Text, o)
	case Handle, URL:
		x.addExact(netKey(v.Text), o)
		if v.Kind == URL {
			path := strings.TrimRight(v.Text, "/")
			if at := strings.LastIndexByte(path, '/'); at > 8 && utf8.RuneCountInString(path[at+1:]) > 3 {
				x.addExact(netKey(path[at+1:]), owner{o.subject, o.withheld, Handle, ""})
			}
		}
	case Birth:
		x.addDate(v, o)
	default:
		x.addPhrase(v.Text, o)
		if v.Kind == OtherValue && len(digitsOf(v.Text)) >= tailDigits {
			x.addNumber(v.Text, o)
		}
	}
}

func digitsOf(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsDigit(c) {
			return digit(c)
		}
		return -1
	}, s)
}

func (x *values) addNumber(text string, o owner) {
	o.digits = digitsOf(text)
	if len(o.digits) >= tailDigits {
		tail := o.digits[len(o.digits)-tailDigits:]
		x.numbers[tail] = append(x.numbers[tail], o)
	}
}

func (x *values) addExact(key string, o owner) {
	if utf8.RuneCountInString(key) >= leastExact {
		x.exact[key] = append(x.exact[key], o)
	}
}

// addMail knows an address as a whole, and by what stands before the sign if that can be nothing else.
func (x *values) addMail(text string, o owner) {
	text = strings.TrimPrefix(strings.TrimSpace(text), "mailto:")
	x.addExact(netKey(text), o)
	local, _, ok := strings.Cut(text, "@")
	if key := netKey(local); ok && utf8.RuneCountInString(key) >= tailDigits && (strings.ContainsAny(local, "._-+0123456789") || len(key) > 8) && !x.rules.ordinary[key] {
		o.kind = Handle
		x.addExact(key, o)
	}
}

func (x *values) addDate(v Value, o owner) {
	d := v.Date
	if d.Day() == 0 || d.DayUnspecified() {
		return // a month or a year alone tells nobody
	}
	key := dateKey{d.Year(), d.Month(), d.Day()}
	x.dates[key] = append(x.dates[key], o)
	x.years[d.Year()] = true
}

func (x *values) addPhrase(text string, o owner) {
	var p phrase
	p.owner = o
	for _, w := range fields(spaceDigits(text)) {
		key := x.rules.bare(w)
		number := key != "" && unicode.IsDigit(firstRune(key))
		if key == "" || x.rules.address[key] || !number && utf8.RuneCountInString(key) < 3 || slices.Contains(p.words, key) {
			continue
		}
		p.words = append(p.words, key)
		p.number = append(p.number, number)
	}
	telling := 0
	for i := range p.words {
		if !p.number[i] {
			telling++
		}
	}
	if telling == 0 {
		return
	}
	for i, w := range p.words {
		if !p.number[i] {
			for _, said := range x.rules.said(w) {
				x.phrases[said] = append(x.phrases[said], p)
			}
		}
	}
}

// spaceDigits parts digits from letters: "12а", "кв5".
func spaceDigits(s string) string {
	var b strings.Builder
	var last rune
	for _, c := range s {
		if last != 0 && unicode.IsDigit(c) != unicode.IsDigit(last) && (unicode.IsDigit(c) && unicode.IsLetter(last) || unicode.IsLetter(c) && unicode.IsDigit(last)) {
			b.WriteByte(' ')
		}
		b.WriteRune(c)
		last = c
	}
	return b.String()
}

// plateKey is a number with letters: look-alikes are Latin, for plates of many States use only letters that are both.
func plateKey(s string) string {
	var b strings.Builder
	for _, c := range s {
		c = unicode.ToUpper(c)
		if at := strings.IndexRune("АВЕКМНОРСТУХІ", c); at >= 0 {
			c = []rune("ABEKMHOPCTYXI")[at/2]
		}
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			b.WriteRune(digit(c))
		}
	}
	return b.String()
}

// netKey is an address of the net by its letters and digits: the name of the scheme and "www" say nothing.
func netKey(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if _, rest, ok := strings.Cut(s, "://"); ok {
		s = rest
	}
	s = strings.TrimPrefix(strings.TrimPrefix(s, "mailto:"), "www.")
	var b strings.Builder
	for _, c := range s {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			b.WriteRune(c)
		}
	}
	return b.String()
}
