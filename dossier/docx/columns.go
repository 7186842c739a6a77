package docx

import (
	"strings"
	"unicode/utf8"

	"probata/dossier/document"
)

// columns are the widths of n columns in the room there is. One whose longest
// word would have to be broken becomes wider at the cost of those that have
// room; hashes and addresses are broken anyway.
func columns(t document.Table, n, room int) []int {
	widths := t.Shares(n, float64(room))
	document.FitColumns(widths, longestWords(t, n, room))
	out, left := make([]int, n), room
	for i := range out {
		out[i] = max(1, int(widths[i]))
		left -= out[i]
	}
	if last := n - 1; last >= 0 && out[last]+left > 0 {
		out[last] += left
	}
	return out
}

// longestWords is about the width that each column needs to break no word: half
// an em for each letter of ten points.
func longestWords(t document.Table, n, room int) []float64 {
	const letter, pad = 108.0, 220.0
	need := make([]float64, n)
	rows := [][]document.Cell{t.Head}
	for _, r := range append(rows, t.Rows...) {
		at := 0
		for _, c := range r {
			if c.Span <= 1 && at < n {
				for _, p := range c.Paragraphs {
					if x := letter*float64(longestWord(p)) + pad; x <= 0.3*float64(room) {
						need[at] = max(need[at], x)
					}
				}
			}
			at += max(c.Span, 1)
		}
	}
	return need
}

func longestWord(spans []document.Span) int {
	most := 0
	for _, s := range spans {
		for word := range strings.FieldsSeq(s.Text) {
			most = max(most, utf8.RuneCountInString(word))
		}
	}
	return most
}
