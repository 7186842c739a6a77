package exchange

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"probata/dossier/document"
	"probata/dossier/submission"
)

// MaxCell is the most characters that a cell of Excel holds; what is longer it cuts
// off without a word (Microsoft, "Excel specifications and limits").
const MaxCell = 32767

// LongCell is an answer that a spreadsheet would cut off.
type LongCell struct {
	Question string // its printed number and label
	Row      int    // of the table, the first case is 1
	Length   int    // in characters as Excel counts them, UTF-16 units
}

// WriteCSV writes filled forms as a table (RFC 4180): a column for each question
// of the form but those about its author, a row for each case. It begins with the
// mark by which spreadsheets know UTF-8. Every cell is quoted, so that no sign in it
// begins another cell whatever a spreadsheet takes for its separator, and holds
// nothing that would be taken for a formula. All must be fillings of one form in one
// language. It names the cells that Excel would cut off.
//
// The separator is that of Separator. A first line "sep=;" would serve Excel alone,
// which then no longer heeds the mark of UTF-8; others take it for data.
func WriteCSV(w io.Writer, rows []*submission.Filled, separator string) ([]LongCell, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	form, language := rows[0].Form, rows[0].Language
	var ids, head []string
	form.Questions(func(s *submission.Section, q *submission.Question) {
		if !s.Author && q.Kind != "signature" {
			ids = append(ids, q.ID)
			head = append(head, strings.TrimSpace(q.Number+" "+q.Label.In(language)))
		}
	})
	lines := [][]string{head}
	for _, f := range rows {
		lines = append(lines, csvRow(f, ids))
	}
	var long []LongCell
	for n, line := range lines {
		for i, cell := range line {
			if length := len(utf16.Encode([]rune(document.CellText(cell)))); length > MaxCell {
				long = append(long, LongCell{head[i], n, length})
			}
		}
	}
	if _, err := io.WriteString(w, "\ufeff"+document.CSV(lines, separator)); err != nil {
		return nil, fmt.Errorf("write csv: %w", err)
	}
	return long, nil
}

// Separator is what stands between the cells of a table for somebody whose system
// speaks a language, the first named of languages: Excel splits at the list separator
// of the system alone, which is a semicolon where the comma is the sign of decimals, as
// in Russian, Kazakh, French and Spanish, and a comma elsewhere.
func Separator(languages ...string) string {
	for _, tag := range languages {
		base, _, _ := strings.Cut(tag, ".")
		base, _, _ = strings.Cut(strings.ReplaceAll(strings.ToLower(base), "_", "-"), "-")
		switch base {
		case "", "c", "posix":
			continue
		case "en", "zh", "ja", "ko", "th", "he", "hi":
			return ","
		}
		return ";"
	}
	return ","
}

// csvRow is the answers of one form in the order of the ids, one without an
// answer empty.
func csvRow(f *submission.Filled, ids []string) []string {
	said := map[string]string{}
	for i := range f.Answers {
		a := &f.Answers[i]
		said[a.Question.ID] = strings.TrimSpace(a.Text)
	}
	row := make([]string, len(ids))
	for i, id := range ids {
		row[i] = said[id]
	}
	return row
}
