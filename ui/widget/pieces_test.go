package widget

import (
	"strings"
	"testing"
)

func TestSplitPieces(t *testing.T) {
	long := strings.Repeat("Он сказал это. ", 2000)
	for _, c := range []struct {
		name, text string
		pieces     int
		numbered   int
	}{
		{"empty", "", 1, 1},
		{"one", "a\nb", 1, 1},
		{"two", "a\n\nb", 2, 2},
		{"wide gap", "a\n \t\n\n\nb", 2, 2},
		{"windows", "a\r\n\r\nb", 2, 2},
		{"trailing", "a\n\n", 2, 2},
		{"leading", "\n\na", 2, 2},
		{"long", long, 13, 1},
		{"long between", "a\n\n" + long + "\n\nb", 15, 3},
		{"no place to cut", strings.Repeat("ы", 6000), 3, 1},
	} {
		ps := splitPieces(c.text)
		if got := joinPieces(ps); got != c.text {
			t.Errorf("%s: the text did not come back", c.name)
		}
		n := 0
		for _, k := range numbers(ps) {
			n = max(n, k)
		}
		if len(ps) != c.pieces || n != c.numbered {
			t.Errorf("%s: %d pieces, %d paragraphs; want %d, %d", c.name, len(ps), n, c.pieces, c.numbered)
		}
		for i, p := range ps {
			if len(p.text) > maxPiece {
				t.Errorf("%s: piece %d has %d bytes", c.name, i, len(p.text))
			}
		}
	}
}

func FuzzSplitPieces(f *testing.F) {
	f.Add("a\n\nb\r\n\r\n c")
	f.Add(strings.Repeat("слово ", 3000))
	f.Fuzz(func(t *testing.T, s string) {
		ps := splitPieces(s)
		if joinPieces(ps) != s {
			t.Fatal("the text did not come back")
		}
		for _, p := range ps {
			if len(p.text) > maxPiece {
				t.Fatal("a piece is too long")
			}
		}
	})
}
