package widget

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// growEntry is a wrapped multi-line entry as tall as its text, so that the page
// scrolls and not a box inside it. Tab leaves it.
type growEntry struct {
	fw.Entry
	rows    int
	grew    func()
	key     func(fyne.KeyName) bool // answers true for keys it used
	focused func(bool)
	copied  func()
	height  float32
	ruler   *fw.Label // wraps as the entry does, and can be asked how high
}

func newGrowEntry(rows int) *growEntry {
	e := &growEntry{rows: rows}
	e.MultiLine, e.Wrapping = true, fyne.TextWrapWord
	e.ruler = fw.NewLabel("")
	e.ruler.Wrapping = fyne.TextWrapWord
	e.ExtendBaseWidget(e)
	return e
}

// AcceptsTab is false: Tab moves to the next field of a form.
func (e *growEntry) AcceptsTab() bool { return false }

// MinSize is the height of the text at the width the entry has, and at least
// the wanted number of rows. A wrapping entry of Fyne's would stay at three.
func (e *growEntry) MinSize() fyne.Size {
	if w := e.Size().Width; w > 0 {
		e.ruler.Resize(fyne.NewSize(w, 10))
	}
	e.ruler.SetText(e.Text)
	line := fyne.MeasureText("M", e.Theme().Size(theme.SizeNameText), e.TextStyle).Height
	border := 2 * e.Theme().Size(theme.SizeNameInputBorder)
	return fyne.NewSize(80, max(e.ruler.MinSize().Height+border, line*float32(e.rows)+16+border))
}

// Resize tells the surroundings when the text wraps to another height.
func (e *growEntry) Resize(s fyne.Size) {
	e.Entry.Resize(s)
	e.height = s.Height
}

func (e *growEntry) settle() {
	if e.grew != nil && e.Size().Width > 0 && e.MinSize().Height != e.height {
		e.grew()
	}
}

// TypedRune types where the caret is.
func (e *growEntry) TypedRune(r rune) {
	e.passSpace()
	e.Entry.TypedRune(r)
}

// passSpace puts the caret behind a space at the end of the text that a full line has
// swallowed. Fyne knows no place for it there and puts it before the space, and what
// is typed next too.
func (e *growEntry) passSpace() {
	text := []rune(e.Text)
	last := len(text) - 1
	if last < 0 || !unicode.IsSpace(text[last]) || text[last] == '\n' || e.CursorTextOffset() != last || e.SelectedText() != "" {
		return
	}
	row, column := e.CursorRow, e.CursorColumn
	e.CursorRow = row + 1
	e.Refresh() // takes it to the end of the last line
	if e.CursorTextOffset() == last {
		e.CursorColumn++
		return
	}
	e.CursorRow, e.CursorColumn = row, column
}

// TypedKey offers the key to the field first.
func (e *growEntry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyReturn, fyne.KeyEnter:
		e.passSpace()
	}
	if e.key != nil && e.key(k.Name) {
		return
	}
	e.Entry.TypedKey(k)
	passEscape(e, k)
}

// passEscape gives Escape to the window, which closes a dialog by it: whoever
// has the keyboard would swallow it.
func passEscape(o fyne.CanvasObject, k *fyne.KeyEvent) {
	if k.Name != fyne.KeyEscape {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(k)
	}
}

// FocusGained tells the field which of its entries is in use.
func (e *growEntry) FocusGained() {
	e.Entry.FocusGained()
	if e.focused != nil {
		e.focused(true)
	}
}

// FocusLost tells the field.
func (e *growEntry) FocusLost() {
	e.Entry.FocusLost()
	if e.focused != nil {
		e.focused(false)
	}
}
