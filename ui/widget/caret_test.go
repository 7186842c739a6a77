package widget

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestCaretAtWrap types and deletes where a line is just full, in fields of many
// widths: each letter lands behind the one before. A space that the wrapping swallows
// is the one that a toolkit may lose.
func TestCaretAtWrap(t *testing.T) {
	test.NewTempApp(t)
	const text = "ab cde fghi jklmn op qrstuv wxyz and more words "
	w := test.NewTempWindow(t, newGrowEntry(2))
	for width := float32(60); width < 320; width += 2 {
		e := newGrowEntry(2)
		w.SetContent(e)
		w.Resize(fyne.NewSize(width, 200))
		w.Canvas().Focus(e)
		for i, r := range text {
			e.TypedRune(r)
			if e.Text != text[:i+1] {
				t.Fatalf("width %v: %q was typed, and there is %q", width, text[:i+1], e.Text)
			}
			e.Refresh()
		}
		for i := len(text) - 1; i >= 0; i-- {
			e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
			if e.Text != text[:i] {
				t.Fatalf("width %v: a key deleted another letter: %q", width, e.Text)
			}
		}
	}
}
