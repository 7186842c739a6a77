package ui

import (
	"encoding/csv"
	"io"
	"strings"

	"probata/dossier/document"
)

// writeTables writes the tables of a document as CSV, one after the other, with
// an empty line between: what a body that collects incidents reads into a sheet.
// The file begins with a mark of UTF-8, without which spreadsheets read Cyrillic
// as something else, and no cell of it is a formula.
func writeTables(w io.Writer, doc document.Document) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true // RFC 4180
	for i, t := range tablesOf(doc.Blocks) {
		if i > 0 {
			if err := out.Write(nil); err != nil {
				return err
			}
		}
		if err := out.WriteAll(tableCells(t)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// tablesOf are the tables of blocks, those in answers included.
func tablesOf(blocks []document.Block) []document.Table {
	var out []document.Table
	for _, b := range blocks {
		switch b := b.(type) {
		case document.Table:
			out = append(out, b)
		case document.Fields:
			for _, f := range b.Items {
				out = append(out, tablesOf(f.Answer)...)
			}
		}
	}
	return out
}

func tableCells(t document.Table) [][]string {
	var out [][]string
	rows := t.Rows
	if len(t.Head) > 0 {
		rows = append([][]document.Cell{t.Head}, rows...)
	}
	for _, row := range rows {
		var cells []string
		for _, c := range row {
			var paras []string
			for _, p := range c.Paragraphs {
				paras = append(paras, spansText(p))
			}
			cells = append(cells, harmless(strings.Join(deleteEmpty(paras), "\n")))
			for range max(0, c.Span-1) {
				cells = append(cells, "")
			}
		}
		out = append(out, cells)
	}
	return out
}

// harmless keeps a spreadsheet from taking words for a formula: it would run
// what somebody else has written.
func harmless(s string) string {
	if strings.ContainsAny(s[:min(1, len(s))], "=+-@\t\r") {
		return "'" + s
	}
	return s
}
