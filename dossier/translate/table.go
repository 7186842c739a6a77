package translate

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// heads are the columns of a table for a translator. The first and last are for the program.
var heads = []string{"id", "source", "target", "state"}

// mark is what spreadsheets need to take the file for UTF-8.
const mark = "\ufeff"

// WriteCSV writes units as a table: original and translation side by side, with the id in front and the state behind.
func WriteCSV(w io.Writer, language string, units []Unit) error {
	if _, err := io.WriteString(w, mark); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	rows := [][]string{{heads[0], heads[1], heads[2] + " " + language, heads[3]}}
	for _, u := range units {
		rows = append(rows, []string{u.ID(), guarded(u.Source), guarded(u.Target), string(u.State)})
	}
	if err := c.WriteAll(rows); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

// guarded keeps a spreadsheet from taking a text for a formula: an apostrophe in front, which reading takes off.
func guarded(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t'", rune(s[0])) {
		return "'" + s
	}
	return s
}

func unguarded(s string) string {
	if len(s) > 1 && s[0] == '\'' && strings.ContainsRune("=+-@\t'", rune(s[1])) {
		return s[1:]
	}
	return s
}

// ReadCSV reads a table that came back, with commas, semicolons or tabs between the columns. Rows before a fault are
// returned together with the error.
func ReadCSV(r io.Reader) (Return, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFile))
	if err != nil {
		return Return{}, fmt.Errorf("read translation: %w", err)
	}
	data = bytes.TrimPrefix(data, []byte(mark))
	first, _, _ := bytes.Cut(data, []byte("\n"))
	c := csv.NewReader(bytes.NewReader(data))
	c.FieldsPerRecord = -1
	for _, sep := range []rune{';', '\t'} {
		if bytes.ContainsRune(first, sep) && !bytes.ContainsRune(first, ',') {
			c.Comma = sep
		}
	}
	head, err := c.Read()
	if err != nil || len(head) < 3 || strings.TrimSpace(head[0]) != heads[0] {
		return Return{}, ErrNotOurs
	}
	name, language, _ := strings.Cut(strings.TrimSpace(head[2]), " ")
	if name != heads[2] {
		return Return{}, ErrNotOurs
	}
	out := Return{Language: strings.TrimSpace(language)}
	for len(out.Units) < maxUnits {
		row, err := c.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			var at *csv.ParseError
			if errors.As(err, &at) {
				return out, fmt.Errorf("read translation: line %d is no row of a table", at.Line)
			}
			return out, fmt.Errorf("read translation: %w", err)
		}
		if u, ok := unitOfRow(row); ok {
			out.Units = append(out.Units, u)
		}
	}
	return out, fmt.Errorf("read translation: more than %d rows", maxUnits)
}

// unitOfRow is a row of id, source, target and perhaps state; ok is false for an empty row.
func unitOfRow(row []string) (Unit, bool) {
	if len(strings.TrimSpace(strings.Join(row, ""))) == 0 {
		return Unit{}, false
	}
	for len(row) < len(heads) {
		row = append(row, "")
	}
	place, _ := placeOf(strings.TrimSpace(row[0]))
	u := Unit{Place: place, Source: unguarded(row[1]), Target: unguarded(row[2]), State: State(strings.TrimSpace(row[3]))}
	if _, ok := states[u.State]; !ok && strings.TrimSpace(u.Target) != "" {
		u.State = Translated
	}
	return u, true
}
