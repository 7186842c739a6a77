package submission

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"probata/dossier/edtf"
)

func upperFirst(s string) string { return changeFirst(s, unicode.ToUpper) }
func lowerFirst(s string) string { return changeFirst(s, unicode.ToLower) }

func changeFirst(s string, change func(rune) rune) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || n < len(s) && change(r) != r && unicode.IsUpper(second(s[n:])) { // an abbreviation stays
		return s
	}
	return string(change(r)) + s[n:]
}

func second(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// finer tells whether precision a is finer than b: the body wants a, b is known.
func finer(a, b edtf.Precision) bool { return b == edtf.None || a < b }

// precision is how exact a date is; an interval is as exact as its length.
func precision(d edtf.Date) edtf.Precision {
	if !d.IsInterval() {
		return d.Precision()
	}
	from, okFrom := d.Earliest()
	to, okTo := d.Latest()
	switch days := int(to) - int(from); {
	case !okFrom || !okTo:
		return edtf.ToInterval
	case days == 0:
		return edtf.ToDay
	case days <= 31:
		return edtf.ToMonth
	case days <= 366:
		return edtf.ToYear
	}
	return edtf.ToInterval
}

// words are the letters and digits of a text with single spaces between words.
func words(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}
