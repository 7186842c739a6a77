package layout

import "strings"

// A document in Arabic, Hebrew or Persian is laid out like any other, from the
// left, and then mirrored: numbers, columns, bars and pictures change sides,
// while the words of a line keep their places beside each other.

// leftwardsLanguage tells whether a language is written from right to left.
func leftwardsLanguage(tag string) bool {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	switch base {
	case "ar", "fa", "he", "iw", "ur", "ps", "ckb", "ug", "sd", "dv", "yi", "ji", "arc", "syr":
		return true
	}
	return false
}

// mirror turns the sides of a page: lines as wholes, all else by itself.
func mirror(ops []Op, links []Link) {
	type extent struct{ left, right float64 }
	lines := map[int32]extent{}
	for i := range ops {
		op := &ops[i]
		if op.line == 0 {
			continue
		}
		e, ok := lines[op.line]
		if !ok {
			e = extent{op.X, op.X}
		}
		lines[op.line] = extent{min(e.left, op.X), max(e.right, op.X+op.W)}
	}
	moved := func(line int32, x, w float64) float64 {
		if e, ok := lines[line]; ok && line != 0 {
			return x + pageWidth - e.right - e.left
		}
		return pageWidth - x - w
	}
	for i := range ops {
		ops[i].X = moved(ops[i].line, ops[i].X, ops[i].W)
	}
	for i := range links {
		links[i].X = moved(links[i].line, links[i].X, links[i].W)
	}
}
