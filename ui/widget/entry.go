package widget

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// growEntry is a wrapped multi-line entry as tall as its text, so that the page
// scrolls and not a box inside it. Tab leaves it.
type growEntry struct {
	fw.Entry
	rows     int
	grew     func()
	key      func(fyne.KeyName) bool            // answers true for keys it used
	shortcut func(*desktop.CustomShortcut) bool // answers true for shortcuts it used
	focused  func(bool)
	copied   func()
	edited   Edited
	active   bool // has the keyboard
	height   float32
	ruler    *fw.Label // wraps as the entry does, and can be asked how high
	tall     struct {  // what the ruler said last
		text                string
		width, line, height float32
	}
}

func newGrowEntry(rows int) *growEntry {
	e := &growEntry{rows: rows}
	e.MultiLine, e.Wrapping = true, fyne.TextWrapWord
	e.ruler = fw.NewLabel("")
	e.ruler.Wrapping = fyne.TextWrapWord
	e.OnCursorChanged = e.follow
	e.ExtendBaseWidget(e)
	return e
}

// AcceptsTab is false: Tab moves to the next field of a form.
func (e *growEntry) AcceptsTab() bool { return false }

// MinSize is the height of the text at the width the entry has, and at least
// the wanted number of rows. A wrapping entry of Fyne's would stay at three.
func (e *growEntry) MinSize() fyne.Size {
	line := e.lineHeight()
	border := 2 * e.Theme().Size(theme.SizeNameInputBorder)
	return fyne.NewSize(80, max(e.textHeight(line)+border, line*float32(e.rows)+16+border))
}

func (e *growEntry) lineHeight() float32 {
	return fyne.MeasureText("M", e.Theme().Size(theme.SizeNameText), e.TextStyle).Height
}

// textHeight asks the ruler, which wraps the whole text, only when something is
// different: a form asks each of its entries for its height at every key.
func (e *growEntry) textHeight(line float32) float32 {
	width := e.Size().Width
	if e.tall.height > 0 && e.tall.width == width && e.tall.text == e.Text && e.tall.line == line {
		return e.tall.height
	}
	if width > 0 {
		e.ruler.Resize(fyne.NewSize(width, 10))
	}
	e.ruler.SetText(e.Text)
	e.tall.text, e.tall.width, e.tall.line, e.tall.height = e.Text, width, line, e.ruler.MinSize().Height
	return e.tall.height
}

// follow says where the caret is.
func (e *growEntry) follow() {
	if e.active && e.edited != nil {
		e.edited(e, e.CursorPosition(), fyne.NewSize(2, e.lineHeight()))
	}
}

// Resize tells the surroundings when the text wraps to another height.
func (e *growEntry) Resize(s fyne.Size) {
	e.Entry.Resize(s)
	e.height = s.Height
}

func (e *growEntry) settle() {
	if e.grew != nil && e.Size().Width > 0 && e.MinSize().Height != e.height {
		e.grew()
		e.follow() // the text is longer than the page knew when the caret moved
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
	if e.turned(k.Name) {
		return
	}
	e.Entry.TypedKey(k)
	passEscape(e, k)
}

// used is true for a shortcut that the field or the entry itself knows: Ctrl with
// Home and End goes to the ends of the text.
func (e *growEntry) used(s *desktop.CustomShortcut) bool {
	if e.shortcut != nil && e.shortcut(s) {
		return true
	}
	if s.Modifier != fyne.KeyModifierControl || s.KeyName != fyne.KeyHome && s.KeyName != fyne.KeyEnd {
		return false
	}
	e.toEnd(s.KeyName == fyne.KeyEnd)
	return true
}

// toEnd puts the caret behind the last letter, or before the first.
func (e *growEntry) toEnd(last bool) {
	if last {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) // the toolkit's way to the last line
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
		return
	}
	e.CursorRow, e.CursorColumn = 0, 0
	e.Refresh()
}

// turned moves the caret by a screen of lines; the page follows it.
func (e *growEntry) turned(k fyne.KeyName) bool {
	step := map[fyne.KeyName]fyne.KeyName{fyne.KeyPageUp: fyne.KeyUp, fyne.KeyPageDown: fyne.KeyDown}[k]
	if step == "" {
		return false
	}
	for range 15 { // one by one, so that Shift selects as with the arrows
		e.Entry.TypedKey(&fyne.KeyEvent{Name: step})
	}
	return true
}

// FocusGained tells the field which of its entries is in use.
func (e *growEntry) FocusGained() {
	e.active = true
	e.Entry.FocusGained()
	if e.focused != nil {
		e.focused(true)
	}
}

// FocusLost tells the field.
func (e *growEntry) FocusLost() {
	e.active = false
	e.Entry.FocusLost()
	if e.focused != nil {
		e.focused(false)
	}
}
