package document

import (
	"regexp"
	"unicode/utf8"
)

// ordered finds what is read from the left in whatever script the text around it runs:
// a day with the name of its month and its year, and digits tied by signs, such as a
// date of a file or a telephone number.
var ordered = regexp.MustCompile(`\+?\d{1,4}(?:[ \x{A0}\x{202F}]\p{L}\pM*[\p{L}\pM]*\.?[ \x{A0}\x{202F}]\d{4}|(?:[-–/.:]\d+)+)`)

// Ordered gives the places, in runes, of the parts of a text that are read from the left
// in a text that runs leftwards, such as "20 March 2024" or "2024-03-20": the rules of
// Unicode alone would turn the parts of the first round behind an Arabic word. A date whose
// month is written in letters that run leftwards stays with them.
func Ordered(s string, leftwards func(rune) bool) (at [][2]int) {
	from, runes := 0, 0
	for _, m := range ordered.FindAllStringIndex(s, -1) {
		start := runes + utf8.RuneCountInString(s[from:m[0]])
		end := start + utf8.RuneCountInString(s[m[0]:m[1]])
		from, runes = m[1], end
		native := false
		for _, r := range s[m[0]:m[1]] {
			native = native || leftwards(r)
		}
		if !native {
			at = append(at, [2]int{start, end})
		}
	}
	return at
}
