package exchange

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"probata/dossier/submission"
)

// WriteCSV writes filled forms as a table (RFC 4180): a column for each question
// of the form but those about its author, a row for each case. It begins with
// the mark by which spreadsheets know UTF-8, and holds nothing that they would
// take for a formula. All must be fillings of one form in one language.
func WriteCSV(w io.Writer, rows []*submission.Filled) error {
	if len(rows) == 0 {
		return nil
	}
	form, language := rows[0].Form, rows[0].Language
	var ids, head []string
	form.Questions(func(s *submission.Section, q *submission.Question) {
		if !s.Author && q.Kind != "signature" {
			ids = append(ids, q.ID)
			head = append(head, strings.TrimSpace(q.Number+" "+q.Label.In(language)))
		}
	})
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	lines := [][]string{head}
	for _, f := range rows {
		lines = append(lines, csvRow(f, ids))
	}
	for _, line := range lines {
		for i := range line {
			line[i] = noFormula(line[i])
		}
		if err := out.Write(line); err != nil {
			return fmt.Errorf("write csv: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
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

// noFormula marks as text what a spreadsheet would calculate, or send out.
func noFormula(s string) string {
	if start := strings.TrimSpace(s); start != "" && strings.ContainsRune("=+-@", rune(start[0])) {
		return "'" + s
	}
	return s
}
