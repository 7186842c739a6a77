package write

import (
	"regexp"
	"strings"
	"testing"

	"probata/pdf/layout"
)

// TestOutlineTree checks the links between bookmarks, with a level skipped
// and a first bookmark that is not of the highest level: gofpdf made loops of
// such.
func TestOutlineTree(t *testing.T) {
	f := &file{objs: [][]byte{nil}, layout: &layout.Layout{Pages: []layout.Page{{Height: 100}}}}
	for _, level := range []int{2, 1, 3, 3, 2, 1} {
		f.layout.Bookmarks = append(f.layout.Bookmarks, layout.Bookmark{Level: level, Title: "x"})
	}
	if root := f.outline(); root != 1 {
		t.Fatalf("root is object %d", root)
	}
	want := []string{
		"/First 2 0 R /Last 7 0 R /Count 3",
		"/Parent 1 0 R /Next 3 0 R",
		"/Parent 1 0 R /Prev 2 0 R /Next 7 0 R /First 4 0 R /Last 6 0 R /Count -3",
		"/Parent 3 0 R /Next 5 0 R",
		"/Parent 3 0 R /Prev 4 0 R /Next 6 0 R",
		"/Parent 3 0 R /Prev 5 0 R",
		"/Parent 1 0 R /Prev 3 0 R",
	}
	noise := regexp.MustCompile(`<<|>>|/Type /Outlines |/Title <\w+> ?|/Dest \[[^]]*\]`)
	for i, w := range want {
		if got := strings.TrimSpace(noise.ReplaceAllString(string(f.objs[i+1]), "")); got != w {
			t.Errorf("object %d is %s, want %s", i+1, got, w)
		}
	}
}

func TestStrings(t *testing.T) {
	if got, want := literal(`http://a.b/(x)\ы z`), `(http://a.b/\(x\)\\%D1%8B%20z)`; got != want {
		t.Errorf("literal: %s, want %s", got, want)
	}
	if got, want := textString("A😀"), "<FEFF0041D83DDE00>"; got != want {
		t.Errorf("textString: %s, want %s", got, want)
	}
}

// TestSplitRefuses: a file that is not gofpdf's is an error, never a panic.
func TestSplitRefuses(t *testing.T) {
	for _, raw := range []string{"", "startxref\n", "startxref\n99999\n", "startxref\n-1\n%%EOF", "xref\n0 1\nx\n0000000000 00000 n \nstartxref\n0\n"} {
		if _, err := split([]byte(raw)); err == nil {
			t.Errorf("%q was taken for a file", raw)
		}
	}
}
