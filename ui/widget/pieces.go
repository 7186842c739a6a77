package widget

import (
	"strings"
	"unicode/utf8"
)

// maxPiece is the most bytes one entry holds. A wrapped entry takes about 3 ms
// for a key at 5,000 characters and 20 ms at 20,000.
const maxPiece = 5000

// blank is what stands between paragraphs that a person made.
const blank = "\n\n"

// piece is what one entry shows: a paragraph, or a part of one too long for an
// entry. sep is what followed it, kept exactly, so that an untouched text comes
// back byte for byte.
type piece struct{ text, sep string }

func joinPieces(ps []piece) string {
	var b strings.Builder
	for _, p := range ps {
		b.WriteString(p.text)
		b.WriteString(p.sep)
	}
	return b.String()
}

// splitPieces cuts at blank lines and cuts what is still too long near the end
// of a sentence. There is always at least one piece.
func splitPieces(s string) []piece {
	var out []piece
	for {
		at, end := blankLine(s)
		if at < 0 {
			return cutLong(out, s, "")
		}
		out = cutLong(out, s[:at], s[at:end])
		s = s[end:]
	}
}

// blankLine finds the first run of line ends with an empty line in it.
func blankLine(s string) (at, end int) {
	for i := 0; i < len(s); i++ {
		if s[i] != '\n' {
			continue
		}
		end, lines := i, 0
		for j := i; j < len(s) && strings.IndexByte("\n\r \t", s[j]) >= 0; j++ {
			if s[j] == '\n' {
				lines++
				end = j + 1
			}
		}
		if lines > 1 {
			if i > 0 && s[i-1] == '\r' {
				i--
			}
			return i, end
		}
	}
	return -1, -1
}

func cutLong(out []piece, s, sep string) []piece {
	for len(s) > maxPiece {
		n := cutAt(s)
		out = append(out, piece{text: s[:n]})
		s = s[n:]
	}
	return append(out, piece{s, sep})
}

// cutAt prefers the end of a sentence, then a space, then any rune, in the last
// half of what fits.
func cutAt(s string) int {
	limit := maxPiece * 4 / 5 // room to write before it must be cut again
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	for _, mark := range []string{". ", "\n", " "} {
		if i := strings.LastIndex(s[:limit], mark); i > limit/2 {
			return i + len(mark)
		}
	}
	return limit
}

// numbers gives each piece the number of its paragraph, 0 for a continuation.
func numbers(ps []piece) []int {
	out := make([]int, len(ps))
	n := 0
	for i := range ps {
		if i == 0 || ps[i-1].sep != "" {
			n++
			out[i] = n
		}
	}
	return out
}
