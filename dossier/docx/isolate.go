package docx

import (
	"strings"
	"unicode"

	"probata/dossier/document"
)

// The signs that isolate a text; programs that do not know them show nothing.
const (
	fromLeft  = '\u2066'
	fromRight = '\u2067'
	popped    = '\u2069'
)

func leftwards(r rune) bool { return strong(r) > 0 }

// mixed tells whether spans have letters that run leftwards.
func mixed(spans []document.Span) bool {
	for _, s := range spans {
		if strings.ContainsFunc(s.Text, leftwards) || mixed(s.Note) {
			return true
		}
	}
	return false
}

// isolated is a text with letters or digits between signs that isolate it line by line, in
// the direction of its first letter, and so are dates and numbers in a text that runs
// leftwards.
func isolated(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		sign := rune(0)
		for _, r := range line {
			if d := strong(r); d > 0 {
				sign = fromRight
			} else if d < 0 {
				sign = fromLeft
			}
			if sign != 0 {
				break
			}
		}
		if sign == 0 && strings.ContainsFunc(line, unicode.IsDigit) {
			sign = fromLeft
		}
		if sign != 0 {
			lines[i] = string(sign) + isolatedDates(line) + string(popped)
		}
	}
	return strings.Join(lines, "\n")
}

func isolatedDates(line string) string {
	if !strings.ContainsFunc(line, leftwards) {
		return line
	}
	var b strings.Builder
	letters, from := []rune(line), 0
	for _, at := range document.Ordered(line, leftwards) {
		b.WriteString(string(letters[from:at[0]]) + string(fromLeft) + string(letters[at[0]:at[1]]) + string(popped))
		from = at[1]
	}
	b.WriteString(string(letters[from:]))
	return b.String()
}
