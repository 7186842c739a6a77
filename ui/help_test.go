package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// TestGuide opens the guide by F1, before a vault is open and over a field of a case,
// finds a chapter by a word in it, and goes back by Escape.
func TestGuide(t *testing.T) {
	b := newBench(t, "en", "light")
	for _, at := range []string{"first screen", "case"} {
		if at == "case" {
			b.example()
		}
		focused := b.win.Canvas().Focused()
		key := func(k fyne.KeyName) {
			if f := b.win.Canvas().Focused(); f != nil {
				f.TypedKey(&fyne.KeyEvent{Name: k})
				return
			}
			b.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: k})
		}
		key(fyne.KeyF1)
		top := b.win.Canvas().Overlays().Top()
		if top == nil {
			t.Fatalf("%s: F1 opens no guide over %T", at, focused)
		}
		for _, r := range "recovery key" {
			b.win.Canvas().Focused().TypedRune(r)
		}
		if !strings.Contains(textsOf(top), "The first day") {
			t.Errorf("%s: the chapter on the recovery key is not found", at)
		}
		key(fyne.KeyF1) // no second one over it
		key(fyne.KeyEscape)
		key(fyne.KeyEscape) // the first empties the search
		if b.win.Canvas().Overlays().Top() != nil {
			t.Errorf("%s: Escape does not close the guide", at)
		}
	}
}
