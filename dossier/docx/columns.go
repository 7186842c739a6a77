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
	shares, total, given := make([]float64, n), 0.0, 0
	for i := range shares {
		if i < len(t.Widths) && t.Widths[i] > 0 && t.Widths[i] < 1e6 {
			shares[i] = t.Widths[i]
			total += shares[i]
			given++
		}
	}
	mean := 1.0
	if given > 0 {
		mean = total / float64(given)
	}
	for i := range shares {
		if shares[i] == 0 {
			shares[i] = mean
			total += mean
		}
	}
	for i := range shares {
		shares[i] *= float64(room) / total
	}
	return fit(shares, longestWords(t, n, room), room)
}

func fit(ws, need []float64, room int) []int {
	over, slack, sum := 0.0, 0.0, 0.0
	for i := range ws {
		over += max(0, need[i]-ws[i])
		slack += max(0, ws[i]-need[i])
	}
	give := 0.0
	if over > 0 {
		give = min(1, over/max(slack, 1))
	}
	for i := range ws {
		ws[i] = max(need[i], ws[i]-give*max(0, ws[i]-need[i]))
		sum += ws[i]
	}
	out, left := make([]int, len(ws)), room
	for i := range ws {
		out[i] = max(1, int(ws[i]*float64(room)/max(sum, 1)))
		left -= out[i]
	}
	if last := len(out) - 1; out[last]+left > 0 {
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
