package edtf

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// ParseHuman reads a date as people type it in English, Russian, French,
// Spanish or Kazakh, and EDTF: "12.03.2020" and "12/03/2020" (the day first),
// "12 марта 2020 г.", "March 2020", "about 2020", "before 2020", "spring 2020",
// "between 2019 and 2020", "12–15 March 2020", "2010s". The words of language
// are tried first. What may mean two things (a year of two digits, "2019-21" for
// spring 2019 and for the years 2019 to 2021) or is not understood is an error of
// type *Error, never a guess. "Before 2020" is ../2020 and "after 2020" 2020/.. as
// other programs write it.
func ParseHuman(s, language string) (Date, error) {
	d, _, err := ReadHuman(s, language)
	return d, err
}

// Reading is how the words of an interval mean it.
type Reading uint8

// The readings.
const (
	Unsaid  Reading = iota // the words do not tell, as "2019-2020"
	AtPoint                // one point in it: before, after, between … and …
	AllOf                  // the whole: since, until, from … to …
)

// ReadHuman is ParseHuman, and tells how the words mean an interval.
func ReadHuman(s, language string) (Date, Reading, error) {
	if len(s) > maxText {
		return Date{}, Unsaid, fault(-1, "date.long")
	}
	s = strings.TrimSpace(s)
	if err := twofold(s); err != nil {
		return Date{}, Unsaid, err
	}
	if d, err := parse(s); err == nil {
		return d, Unsaid, nil
	}
	r := reader{tongues: inOrder(language)}
	d, reading, err := r.read(tidy(s))
	if err != nil {
		return Date{}, Unsaid, err
	}
	return d, reading, nil
}

// twoNumbers is a year with two digits behind it.
var twoNumbers = regexp.MustCompile(`^(\d{4})\s*[-–—−/]\s*(\d\d)\s*[?~%]?$`)

// twofold is the question that a year with two digits puts which may be a month, a
// season of EDTF, or the last of several years: the month and the years are offered in
// words that have one meaning. What lies before the year can only be a month.
func twofold(s string) *Error {
	m := twoNumbers.FindStringSubmatch(s)
	if m == nil {
		return nil
	}
	year, _ := strconv.Atoi(m[1])
	n, _ := strconv.Atoi(m[2])
	last := year - year%100 + n
	if last <= year {
		return nil
	}
	years := fmt.Sprintf("%d–%d", year, last)
	if d, err := parse(m[1] + "-" + m[2]); err == nil {
		return fault(-1, "date.two", "value", s, "years", years, "month", d)
	}
	return fault(-1, "date.years", "value", s, "years", years)
}

// tidy lowers case, drops accents of Latin letters and makes every dash that
// people type for a range " - ".
func tidy(s string) string {
	s = plain.Replace(strings.ToLower(s))
	s = rangeHyphen.ReplaceAllString(s, "$1 - $2")
	return strings.Trim(strings.Join(strings.Fields(s), " "), ",;.")
}

var plain = strings.NewReplacer(
	"é", "e", "è", "e", "ê", "e", "û", "u", "á", "a", "à", "a", "ñ", "n", "ú", "u", "í", "i", "ó", "o", "ё", "е", "’", "'",
	"–", " - ", "—", " - ", "−", " - ", "\u00a0", " ", "\u202f", " ",
)

var (
	// rangeHyphen finds a bare hyphen that joins two years, two days before a month, or two months.
	rangeHyphen = regexp.MustCompile(`(^\d{4}|^\d{1,2}|^\pL{3,})-(\d{4}$|\d{1,2} \pL|\pL{3,} \d)`)
	clockTail   = regexp.MustCompile(`(?:,| at| в| a las| a| сағат)? (\d{1,2}:\d\d(?::\d\d)?)(?: ?(z|utc))?$`)
	token       = regexp.MustCompile(`\d+|[\pL'.]*\pL[\pL'.]*|[^\s\d\pL]`)
)

type reader struct {
	tongues []tongue
	year    int // of a day or a month without one; 0: it is asked for
}

// dated gives a day or a month that has no year the reader's.
func (r reader) dated(p parts) parts {
	if !p.hasYear && r.year != 0 && (p.month != 0 || p.season != 0) {
		p.year, p.hasYear = r.year, true
	}
	return p
}

// parts is what was found of one date before it is known to be whole.
type parts struct {
	year, month, day, season int
	hasYear, decade          bool
	doubt                    Doubt
	clock                    clock
}

func (r reader) read(s string) (Date, Reading, *Error) {
	if s == "" {
		return Date{}, Unsaid, fault(-1, "date.empty")
	}
	if a, b, reading, ok := splitPair(s); ok {
		d, err := r.readRange(a, b)
		return d, reading, err
	}
	open := point{reach: Open}
	for _, m := range modifiers {
		rest, ok := strip(s, m.head, m.tail)
		if !ok {
			continue
		}
		p, err := r.readPoint(rest)
		d := Date{form: formInterval, from: open, to: p}
		if m.after {
			d.from, d.to = p, open
		}
		return d, m.reading, err
	}
	p, err := r.readPoint(s)
	return Date{form: formSingle, from: p}, Unsaid, err
}

// splitPair finds the two dates of a range.
func splitPair(s string) (a, b string, reading Reading, ok bool) {
	for _, pair := range pairs {
		rest, found := strings.CutPrefix(s, pair[0]+" ")
		if !found {
			continue
		}
		if a, b, ok = strings.Cut(rest, " "+pair[1]+" "); ok {
			reading = AllOf
			if betweens[strings.Fields(pair[0])[0]] {
				reading = AtPoint
			}
			return a, b, reading, true
		}
	}
	a, b, ok = strings.Cut(s, " - ")
	return a, b, Unsaid, ok
}

// readRange gives the first date the year and month it leaves to the second.
func (r reader) readRange(a, b string) (Date, *Error) {
	first, err := r.readParts(a)
	if err != nil {
		return Date{}, err
	}
	second, err := r.readParts(b)
	if err != nil {
		return Date{}, err
	}
	second = r.dated(second)
	if !first.hasYear {
		first.year, first.hasYear = second.year, second.hasYear
		if first.month == 0 && first.day != 0 {
			first.month = second.month
		}
	}
	from, err := first.point()
	if err != nil {
		return Date{}, err
	}
	to, err := second.point()
	if err != nil {
		return Date{}, err
	}
	return join(from, to, 0)
}

// strip cuts one phrase from the head or tail of s.
func strip(s string, head, tail []string) (string, bool) {
	for _, p := range head {
		if rest, ok := strings.CutPrefix(s, p); ok && rest != "" && (rest[0] == ' ' || strings.HasSuffix(p, ".")) {
			return strings.TrimSpace(rest), true
		}
	}
	for _, p := range tail {
		if rest, ok := strings.CutSuffix(s, " "+p); ok {
			return strings.TrimSpace(rest), true
		}
	}
	return s, false
}

func (r reader) readPoint(s string) (point, *Error) {
	if err := twofold(s); err != nil {
		return point{}, err
	}
	p, err := r.readParts(s)
	if err != nil {
		return point{}, err
	}
	return r.dated(p).point()
}

// readParts reads one date that may lack its year.
func (r reader) readParts(s string) (parts, *Error) {
	var p parts
	if rest, ok := strings.CutSuffix(s, "?"); ok {
		s, p.doubt = strings.TrimSpace(rest), p.doubt|Uncertain
	}
	if rest, ok := strip(s, maybeHead, nil); ok {
		s, p.doubt = rest, p.doubt|Uncertain
	}
	if rest, ok := strip(s, aboutHead, aboutTail); ok {
		s, p.doubt = rest, p.doubt|Approximate
	}
	if m := clockTail.FindStringSubmatch(s); m != nil {
		text := m[1]
		if len(text) == 4 || len(text) == 7 {
			text = "0" + text
		}
		if m[2] != "" {
			text += "Z"
		}
		c, err := parseClock(text, -1)
		if err != nil {
			return p, fault(-1, "date.time", "value", m[1])
		}
		p.clock, s = c, s[:len(s)-len(m[0])]
	}
	var numbers []string
	for _, word := range token.FindAllString(s, -1) {
		if word[0] >= '0' && word[0] <= '9' {
			numbers = append(numbers, word)
		} else if err := r.readWord(word, len(numbers) > 0, &p); err != nil {
			return p, err
		}
	}
	return p, p.place(numbers)
}

// readWord understands one word or sign; afterNumber tells "2010s" from a word.
func (r reader) readWord(word string, afterNumber bool, p *parts) *Error {
	bare := strings.Trim(word, ".'")
	if afterNumber && decades[bare] {
		p.decade = true
		return nil
	}
	if ages[bare] {
		p.decade = true
	}
	if fillers[word] || fillers[bare] || strings.Contains(".,-/", word) {
		return nil
	}
	for _, t := range r.tongues {
		if m := t.month(bare); m != 0 && p.month == 0 && p.season == 0 {
			p.month = m
			return nil
		}
		if n := t.season(bare); n != 0 && p.month == 0 && p.season == 0 {
			p.season = n
			return nil
		}
	}
	if strings.IndexFunc(bare, unicode.IsLetter) < 0 {
		bare = word
	}
	return fault(-1, "date.unknown", "value", bare)
}

// place decides which number is the year, the month and the day.
func (p *parts) place(numbers []string) *Error {
	n := make([]int, len(numbers))
	year := -1
	for i, text := range numbers {
		v, err := strconv.Atoi(text)
		if err != nil || len(text) == 3 || len(text) > 4 || len(text) == 4 && year >= 0 {
			return fault(-1, "date.unknown", "value", text)
		}
		if n[i] = v; len(text) == 4 {
			year = i
		}
	}
	named := p.month != 0 || p.season != 0
	most := 3
	if named {
		most = 2
	}
	switch {
	case len(n) == 0 && !named:
		return fault(-1, "date.unknown", "value", "")
	case len(n) > most || year == 1 && len(n) == 3:
		return fault(-1, "date.unknown", "value", strings.Join(numbers, " "))
	case len(n) == most && year < 0:
		return fault(-1, "date.year", "value", numbers[len(n)-1])
	}
	if year >= 0 {
		p.year, p.hasYear = n[year], true
		n = append(n[:year:year], n[year+1:]...)
	}
	switch {
	case len(n) == 2 && year == 0:
		p.month, p.day = n[0], n[1]
	case len(n) == 2:
		p.day, p.month = n[0], n[1]
	case len(n) == 1 && p.hasYear && !named:
		p.month = n[0]
		return p.check(false)
	case len(n) == 1:
		p.day = n[0]
	default:
		return nil
	}
	return p.check(true)
}

// check refuses zero and numbers no calendar has.
func (p *parts) check(hasDay bool) *Error {
	switch {
	case hasDay && p.season != 0:
		return fault(-1, "date.unknown", "value", strconv.Itoa(p.day))
	case hasDay && (p.day < 1 || p.day > 31):
		return fault(-1, "date.day", "value", strconv.Itoa(p.day))
	case p.month > 12 || p.month == 0 && p.season == 0 && p.hasYear:
		return fault(-1, "date.month", "value", strconv.Itoa(p.month))
	}
	return nil
}

// point makes one date of the parts, if they suffice.
func (p parts) point() (point, *Error) {
	q := point{year: int32(p.year), month: uint8(p.month), day: uint8(p.day), doubt: p.doubt, clock: p.clock}
	switch {
	case !p.hasYear:
		return point{}, fault(-1, "date.noyear")
	case p.decade && (p.month != 0 || p.season != 0 || p.year%10 != 0):
		return point{}, fault(-1, "date.unknown", "value", strconv.Itoa(p.year))
	case p.decade:
		q.mask = 1
	case p.season != 0:
		q.month = uint8(20 + p.season)
	case p.day > monthDays(int64(p.year), p.month):
		month := point{year: q.year, month: q.month}
		return point{}, fault(-1, "date.dayofmonth", "value", p.day, "month", month.String())
	}
	if p.clock.set && q.precision() != ToDay {
		return point{}, fault(-1, "date.time", "value", strings.TrimPrefix(p.clock.String(), "T"))
	}
	return q, nil
}
