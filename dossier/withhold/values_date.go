package withhold

import (
	"strconv"
	"strings"
)

// dateAt looks for a date of birth of which word i is a part: day, month and year in any order, the month by its number or
// name, the year in two or four digits.
func (x *values) dateAt(v *view, i int, out []Hit) []Hit {
	if len(x.dates) == 0 {
		return out
	}
	if d := v.digits(i); len(d) == 8 {
		for _, k := range []dateKey{{atoi(d[:4]), atoi(d[4:6]), atoi(d[6:])}, {atoi(d[4:]), atoi(d[2:4]), atoi(d[:2])}} {
			if h, ok := hit(v, i, i+1, x.dates[k], ""); ok {
				return append(out, h)
			}
		}
	}
	var parts []int
	var month []int
	last := i
	for j := i; j < len(v.words) && j < i+8 && len(parts)+min(1, len(month)) < 3; j++ {
		w := v.words[j]
		if j > i && (w.gap == gapWide && !strings.ContainsRune(",.-–()/", w.mark) || v.letters[w.a].from-v.letters[v.words[j-1].b-1].to > 5) {
			break
		}
		switch key := v.key(x.rules, int32(j)); {
		case w.digits && len(key) <= 4:
			parts = append(parts, atoi(key))
			last = j
		case !w.digits && len(month) == 0 && len(x.rules.monthOf(key)) > 0:
			month = x.rules.monthOf(key)
			last = j
		case !x.rules.between[key]:
			j = len(v.words)
		}
	}
	first := i
	if i > 0 && len(parts) == 2 && len(month) == 0 && v.words[i].gap != gapWide && !v.words[i-1].digits { // "May 12, 1987"
		if month = x.rules.monthOf(v.key(x.rules, int32(i-1))); len(month) > 0 {
			first--
		}
	}
	for _, k := range datesOf(parts, month) {
		if h, ok := hit(v, first, last+1, x.dates[k], ""); ok {
			return append(out, h)
		}
	}
	return out
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// monthOf is which months a word may name, by its beginning.
func (r *Rules) monthOf(key string) []int {
	if m := r.months[key]; m != nil {
		return m
	}
	runes := []rune(key)
	for n := min(len(runes), 10); n >= 3; n-- {
		if m := r.months[string(runes[:n])]; m != nil && (n >= 4 || len(runes) <= n+4) {
			return m
		}
	}
	return nil
}

// datesOf are the dates that numbers and a month may mean.
func datesOf(parts, months []int) []dateKey {
	var out []dateKey
	put := func(year, month, day int) {
		if year >= 100 && month >= 1 && month <= 12 && day >= 1 && day <= 31 {
			out = append(out, dateKey{year, month, day})
		} else if year >= 0 && year < 100 {
			out = append(out, dateKey{1900 + year, month, day}, dateKey{2000 + year, month, day})
		}
	}
	switch {
	case len(months) > 0 && len(parts) == 2:
		for _, m := range months {
			put(parts[1], m, parts[0])
			put(parts[0], m, parts[1])
		}
	case len(parts) == 3:
		put(parts[2], parts[1], parts[0])
		put(parts[2], parts[0], parts[1])
		put(parts[0], parts[1], parts[2])
	}
	return out
}
