package reading

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"probata/dossier/edtf"
)

// dated is a day or span that the text names, [from, to) in bytes.
type dated struct {
	from, to int
	edtf     string
	relative bool
	token    int
}

// ops are the kinds of dates that a pattern may name.
func ops() []string {
	return []string{
		"range-ddmy", "range-ddm", "range-dmdmy", "dmy", "dmy-number", "dmy-this", "dmy-last", "dm", "my", "since-my", "m", "m-this", "m-last", "since-m", "y",
		"weekday", "last-weekday", "since-weekday", "next-weekday", "today", "yesterday", "day-before-yesterday", "tomorrow",
		"days-ago", "weeks-ago", "week-ago", "months-ago", "month-ago", "years-ago", "year-ago",
		"week-last", "week-last-end", "week-last-begin", "week-this", "week-this-begin", "month-last", "month-this",
		"since-year-begin", "year-this", "year-last", "quarter", "same-day", "next-day",
	}
}

// findDates tries the patterns of dates at every word and number.
func (r *reader) findDates() {
	for i := 0; i < len(r.toks); i++ {
		t := r.toks[i]
		if t.lang == nil || !t.word && !t.number || r.at[i] != nil {
			continue
		}
		for _, p := range t.lang.dates {
			m, end := r.match(p, i)
			if m == nil {
				continue
			}
			if strings.HasSuffix(p.how, "m") && len(p.how) < 8 && digitSoon(r.text[end:]) && p.how != "dm" { // until November 8
				continue
			}
			value, relative := r.dateOf(p, m, i)
			if value == "" {
				continue
			}
			if _, err := edtf.Parse(value); err != nil {
				continue
			}
			r.dates = append(r.dates, dated{from: t.from, to: end, edtf: value, relative: relative, token: i})
			for i+1 < len(r.toks) && r.toks[i+1].from < end {
				i++
			}
			break
		}
	}
}

// dateOf is the EDTF of a match, "" where it cannot be told.
func (r *reader) dateOf(p pattern, m []int, i int) (value string, relative bool) {
	l := r.toks[i].lang
	num := func(name string) int { n, _ := strconv.Atoi(r.group(p.re, m, name)); return n }
	d, y := num("d"), num("y")
	month := index(l.months, r.group(p.re, m, "m"))
	if num("mn") > 0 {
		month = num("mn")
	}
	switch p.how {
	case "dmy", "dmy-number":
		return ymd(y, month, d), false
	case "dmy-this", "dmy-last", "m-this", "m-last":
		year, ok := r.yearNow()
		if !ok {
			return "", true
		}
		if strings.HasSuffix(p.how, "-last") {
			year--
		}
		return ymd(year, month, d), true
	case "dm":
		return ymd(r.yearFor(month, d, i), month, d), false
	case "range-ddmy":
		return ymd(y, month, d) + "/" + ymd(y, month, num("d2")), false
	case "range-ddm":
		year := r.yearFor(month, d, i)
		if year == 0 {
			return "", false
		}
		return ymd(year, month, d) + "/" + ymd(year, month, num("d2")), false
	case "range-dmdmy":
		first, month2 := num("y1"), index(l.months, r.group(p.re, m, "m2"))
		if first == 0 {
			if first = y; month > month2 {
				first--
			}
		}
		return ymd(first, month, d) + "/" + ymd(y, month2, num("d2")), false
	case "my":
		return ymd(y, month, 0), false
	case "since-my":
		return ymd(y, month, 0) + "/..", false
	case "y":
		return strconv.Itoa(y), false
	case "m", "since-m":
		year := r.yearFor(month, 0, i)
		if year == 0 || month == 0 {
			return "", true
		}
		if p.how == "since-m" {
			return ymd(year, month, 0) + "/..", true
		}
		return ymd(year, month, 0), true
	}
	return r.relativeDate(p, m, i), true
}

func digitSoon(s string) bool {
	s = strings.TrimLeft(s, " \u00a0")
	return s != "" && s[0] >= '0' && s[0] <= '9'
}

func ymd(y, m, d int) string {
	switch {
	case y == 0 || m == 0:
		return ""
	case d == 0:
		return fmt.Sprintf("%04d-%02d", y, m)
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}

// index is the place of a word in a list of patterns, from 1.
func index(list []*regexp.Regexp, word string) int {
	for i, re := range list {
		if word != "" && re.MatchString(word) {
			return i + 1
		}
	}
	return 0
}

func (r *reader) yearNow() (int, bool) {
	if !r.dated {
		return 0, false
	}
	y, _, _ := r.day.Date()
	return y, true
}

// yearFor is the year of a day told without one: the last such day before the report was published, or the coming one where the
// words look ahead or it is not far. Without a day of publication it is the year last named.
func (r *reader) yearFor(month, day, i int) int {
	y, ok := r.yearNow()
	if !ok {
		for k := len(r.dates) - 1; k >= 0; k-- {
			if y, err := strconv.Atoi(r.dates[k].edtf[:min(4, len(r.dates[k].edtf))]); err == nil {
				return y
			}
		}
		return 0
	}
	if month == 0 {
		return 0
	}
	ahead := 30
	if r.future(i) {
		ahead = 330
	}
	that := edtf.DayOf(y, month, max(day, 1))
	switch gap := int(that - r.day); {
	case gap > ahead:
		return y - 1
	case gap < -335 && r.future(i):
		return y + 1
	}
	if day == 0 && that > r.day {
		return y - 1
	}
	return y
}

func (r *reader) future(i int) bool {
	for k := i - 1; k >= 0 && k > i-3; k-- {
		if l := r.toks[k].lang; l != nil && l.before["future"][r.toks[k].low] {
			return true
		}
	}
	return false
}

// relativeDate counts from the day of publication, or from the day last named.
func (r *reader) relativeDate(p pattern, m []int, i int) string {
	if p.how == "same-day" || p.how == "next-day" {
		for k := len(r.dates) - 1; k >= 0; k-- {
			d, err := edtf.Parse(r.dates[k].edtf)
			if day, ok := d.Earliest(); err == nil && ok && d.Day() > 0 {
				if p.how == "next-day" {
					day++
				}
				return day.EDTF().String()
			}
		}
		return ""
	}
	if !r.dated {
		return ""
	}
	day := r.day
	if a := r.anchor(i); a != 0 && (p.how == "yesterday" || p.how == "today") {
		day = a
	}
	n := r.number(p, m, i)
	y, month, _ := day.Date()
	monday := day - edtf.Day((weekdayOf(day)-1+7)%7)
	one := func(d edtf.Day) string { return d.EDTF().String() }
	span := func(a, b edtf.Day) string { return one(a) + "/" + one(b) }
	switch p.how {
	case "today":
		return one(day)
	case "yesterday":
		return one(day - 1)
	case "day-before-yesterday":
		return one(day - 2)
	case "tomorrow":
		return one(day + 1)
	case "days-ago":
		return one(day - edtf.Day(n))
	case "weeks-ago":
		return one(day - edtf.Day(7*n))
	case "week-ago":
		return one(day - 7)
	case "months-ago":
		return month7(day.AddMonths(-n))
	case "month-ago":
		return month7(day.AddMonths(-1))
	case "month-last":
		return month7(edtf.DayOf(y, month, 1) - 1)
	case "month-this":
		return month7(day)
	case "years-ago":
		return strconv.Itoa(y - n)
	case "year-ago", "year-last":
		return strconv.Itoa(y - 1)
	case "year-this":
		return strconv.Itoa(y)
	case "since-year-begin":
		return fmt.Sprintf("%04d-01/..", y)
	case "week-last":
		return span(monday-7, monday-1)
	case "week-last-end":
		return span(monday-3, monday-1)
	case "week-last-begin":
		return span(monday-7, monday-6)
	case "week-this":
		return span(monday, monday+6)
	case "week-this-begin":
		return span(monday, monday+1)
	case "quarter":
		q := map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4}[strings.ToLower(r.group(p.re, m, "q"))]
		return fmt.Sprintf("%04d-%02d/%04d-%02d", y, 3*q-2, y, 3*q)
	}
	return r.weekday(p, m, i, day)
}

func month7(d edtf.Day) string { y, m, _ := d.Date(); return ymd(y, m, 0) }

// weekdayOf is 1 for Monday to 7. Day 0 of the calendar, 1 January of the year 0, was a Saturday.
func weekdayOf(d edtf.Day) int { return int(((d+5)%7+7)%7) + 1 }

func (r *reader) weekday(p pattern, m []int, i int, day edtf.Day) string {
	w := strings.TrimSuffix(r.group(p.re, m, "w"), " күні")
	want := index(r.toks[i].lang.weekdays, w)
	if want == 0 {
		return ""
	}
	back := (weekdayOf(day) - want + 7) % 7
	switch p.how {
	case "next-weekday":
		return (day + edtf.Day((want-weekdayOf(day)+6)%7+1)).EDTF().String()
	case "last-weekday", "since-weekday":
		if back == 0 {
			back = 7
		}
	}
	return (day - edtf.Day(back)).EDTF().String()
}

// number is the number of days, weeks or months that a match names.
func (r *reader) number(p pattern, m []int, i int) int {
	w := r.group(p.re, m, "n")
	if n, err := strconv.Atoi(w); err == nil {
		return min(n, 2000)
	}
	return index(r.toks[i].lang.numbers, w)
}

// anchor is the day from which what is said within a quotation counts: that of the sentence, told before it.
func (r *reader) anchor(i int) edtf.Day {
	if r.toks[i].quote < 0 || len(r.dates) == 0 {
		return 0
	}
	last := r.dates[len(r.dates)-1]
	if r.toks[last.token].sentence != r.toks[i].sentence || r.toks[last.token].quote == r.toks[i].quote {
		return 0
	}
	d, err := edtf.Parse(last.edtf)
	if day, ok := d.Earliest(); err == nil && ok && d.Day() > 0 {
		return day
	}
	return 0
}

// dateNear is the date of an act: the nearest in its sentence.
func (r *reader) dateNear(from, to int) *dated {
	a, b := r.sentenceOf(from)
	var best *dated
	gap := 1 << 30
	for k := range r.dates {
		d := &r.dates[k]
		if d.token < a || d.token >= b {
			continue
		}
		g := max(r.toks[from].from-d.to, d.from-r.toks[max(from, to-1)].to, 0)
		if g < gap {
			best, gap = d, g
		}
	}
	return best
}
