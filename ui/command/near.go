package command

import (
	"slices"
	"strings"
)

// nearest are the words of a list that one who mistyped may have meant: those few letters away, or that begin alike.
func nearest(word string, of []string) []string {
	const most = 3
	type near struct {
		word string
		away int
	}
	var found []near
	small := strings.ToLower(word)
	for _, w := range of {
		other := strings.ToLower(w)
		away := distance([]rune(small), []rune(other))
		switch {
		case away <= max(1, len(small)/3):
		case len(small) >= 2 && strings.HasPrefix(other, small):
			away = len(small)
		default:
			continue
		}
		found = append(found, near{w, away})
	}
	slices.SortStableFunc(found, func(a, b near) int { return a.away - b.away })
	var out []string
	for _, f := range found[:min(most, len(found))] {
		out = append(out, f.word)
	}
	return out
}

// distance counts the letters put in, left out, changed, or swapped with their neighbour between two words (optimal string
// alignment).
func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			n := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				n = min(n, rows[i-2][j-2]+1)
			}
			rows[i][j] = n
		}
	}
	return rows[len(a)][len(b)]
}
