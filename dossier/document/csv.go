package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// CSV is rows as a table (RFC 4180) for spreadsheets. Every cell is clean and quoted,
// so that no sign in it begins another cell whatever a spreadsheet takes for its
// separator, and says a text where it would be taken for a formula.
func CSV(rows [][]string, separator string) string {
	var b strings.Builder
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				b.WriteString(separator)
			}
			b.WriteString(`"` + strings.ReplaceAll(CellText(cell), `"`, `""`) + `"`)
		}
		b.WriteString("\r\n")
	}
	return b.String()
}

// CellText is what a cell of CSV says: clean, and marked as text with an apostrophe if
// a spreadsheet would calculate it, or send it out. That is what begins, behind what
// is not seen, with a sign of formulas, of which some take the full-width forms too.
func CellText(s string) string {
	s = Clean(s)
	start := strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
	if r, _ := utf8.DecodeRuneInString(start); start != "" && strings.ContainsRune("=+-@\u2212\uFF1D\uFF0B\uFF0D\uFF20\uFE62\uFE63\uFE66\uFE6B", r) {
		return "'" + s
	}
	return s
}
