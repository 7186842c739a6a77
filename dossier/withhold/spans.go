package withhold

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Values are the mail addresses, URLs, handles and number-like values that stand in a text, whosever they are: a public
// text should have none that was not looked at.
func Values(text string) []Span {
	var out []Span
	for from := 0; from < len(text); {
		c, n := utf8.DecodeRuneInString(text[from:])
		if unicode.IsSpace(c) || strings.ContainsRune("\"«»<>()[]{}„“”", c) {
			from += n
			continue
		}
		to := from + n
		for to < len(text) {
			c, n := utf8.DecodeRuneInString(text[to:])
			if unicode.IsSpace(c) || strings.ContainsRune("\"«»<>[]{}„“”", c) {
				break
			}
			to += n
		}
		field := strings.TrimRight(text[from:to], ".,;:!?)'…")
		if kind, ok := kindOf(field); ok {
			out = append(out, Span{from, from + len(field), kind})
		}
		from = to
	}
	return spans(append(out, numbersIn(text)...))
}

// spans are in order, none over another.
func spans(list []Span) []Span {
	slices.SortStableFunc(list, func(a, b Span) int { return a.From - b.From })
	var out []Span
	for _, s := range list {
		if len(out) == 0 || s.From >= out[len(out)-1].To {
			out = append(out, s)
		}
	}
	return out
}

func kindOf(field string) (ValueKind, bool) {
	at := strings.IndexByte(field, '@')
	lower := strings.ToLower(field)
	switch {
	case at > 0 && at < len(field)-1:
		return Mail, true
	case strings.Contains(lower, "://"), strings.HasPrefix(lower, "www."):
		return URL, true
	case at == 0 && len(field) > 2:
		return Handle, true
	}
	for _, host := range []string{"t.me/", "vk.com/", "wa.me/", "facebook.com/", "instagram.com/", "fb.com/", "youtube.com/", "tiktok.com/", "ok.ru/", "x.com/", "twitter.com/"} {
		if strings.Contains(lower, host) {
			return URL, true
		}
	}
	return OtherValue, false
}

// numbersIn finds digits that look like a telephone, a document or a plate: six or more, with what stands between the
// digits of such numbers. A year, a date, a sum or the number of a paragraph is none.
func numbersIn(text string) []Span {
	var out []Span
	for i := 0; i < len(text); {
		c, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsDigit(c) {
			i += n
			continue
		}
		from, to, digits := i, i+n, 1
		gap := 0
		for j := to; j < len(text); {
			c, n := utf8.DecodeRuneInString(text[j:])
			switch {
			case unicode.IsDigit(c):
				digits++
				gap = 0
				to = j + n
			case gap < 3 && strings.ContainsRune(" \u00a0()-‐‑–./", c):
				gap++
			default:
				j = len(text)
			}
			j += n
		}
		if from > 0 && text[from-1] == '+' {
			from--
		}
		if digits >= 6 && !dateLike(text[from:to]) {
			kind := Document
			if digits >= 9 && digits <= 15 && (text[from] == '+' || strings.ContainsAny(text[from:to], " -(")) {
				kind = Telephone
			}
			out = append(out, Span{from, to, kind})
		}
		i = to
	}
	return out
}

// dateLike tells whether digits are one date or several, or a span of years.
func dateLike(s string) bool {
	groups := strings.FieldsFunc(s, func(c rune) bool { return !unicode.IsDigit(c) })
	if len(groups) < 2 || len(groups) > 6 {
		return false
	}
	for _, g := range groups {
		n := atoi(g)
		if len(g) > 2 && (len(g) != 4 || n < 1000 || n > 2999) {
			return false
		}
	}
	return slices.ContainsFunc(groups, func(g string) bool { return len(g) == 4 }) && len(groups) <= 3 || len(groups) == 3 && !strings.Contains(s, " ")
}
