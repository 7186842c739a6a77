package submission

import (
	"strings"
	"unicode"

	"probata/dossier/document"
)

// plain is the text of blocks without notes: a line for each paragraph, item
// and row, cells apart.
func plain(blocks []document.Block) string {
	var lines []string
	for _, b := range blocks {
		lines = append(lines, plainLines(b)...)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

func plainLines(b document.Block) []string {
	switch b := b.(type) {
	case document.Heading:
		return []string{document.Plain(b.Text)}
	case document.Paragraph:
		return []string{document.Plain(b.Spans)}
	case document.Quote:
		return []string{document.Plain(b.Original), "– " + document.Plain(b.Attribution)}
	case document.List:
		out := make([]string, 0, len(b.Items))
		for _, it := range b.Items {
			out = append(out, document.Plain(it))
		}
		return out
	case document.Table:
		out := make([]string, 0, len(b.Rows))
		for _, row := range b.Rows {
			out = append(out, plainRow(row))
		}
		return out
	}
	return nil
}

func plainRow(row []document.Cell) string {
	var cells []string
	for _, c := range row {
		var parts []string
		for _, p := range c.Paragraphs {
			parts = append(parts, document.Plain(p))
		}
		cells = append(cells, strings.Join(parts, " "))
	}
	return strings.Join(compact(cells...), " · ")
}

// Counter counts words as the bodies do: what stands between spaces and has a
// letter or digit; a dash or a dot that keeps things apart is no word.
func Counter(s string) int {
	n := 0
	for field := range strings.FieldsSeq(s) {
		if strings.ContainsFunc(field, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}
