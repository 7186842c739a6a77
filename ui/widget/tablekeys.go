package widget

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fw "fyne.io/fyne/v2/widget"
)

// AcceptsTab: Tab goes across, until Escape has been pressed outside of a cell.
func (t *Table) AcceptsTab() bool { return !t.leaving }

// FocusGained shows the mark of the cell.
func (t *Table) FocusGained() {
	t.focused, t.leaving = true, false
	if t.row < 0 {
		t.row = t.next(t.n, -1)
	}
	t.draw()
}

// FocusLost makes the mark faint.
func (t *Table) FocusLost() {
	t.focused, t.shift, t.ctrl = false, false, false
	t.draw()
}

// KeyDown and KeyUp follow Shift, of which a key itself says nothing.
func (t *Table) KeyDown(e *fyne.KeyEvent) { t.modifier(e.Name, true) }

// KeyUp is for Fyne.
func (t *Table) KeyUp(e *fyne.KeyEvent) { t.modifier(e.Name, false) }

func (t *Table) modifier(k fyne.KeyName, on bool) {
	switch k {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight:
		t.shift = on
	}
}

// TypedRune begins to write, or to search in the options.
func (t *Table) TypedRune(r rune) {
	if r == ' ' && t.row >= 0 && t.Columns[t.column].Pick {
		t.Edit("")
		return
	}
	t.Edit(string(r))
}

// TypedKey moves, opens or empties.
func (t *Table) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		if len(t.marked) > 0 {
			clear(t.marked)
			t.draw()
			return
		}
		t.leaving = true
		passEscape(t, e)
		return
	}
	if t.moves(e.Name) {
		return
	}
	switch e.Name {
	case fyne.KeyF2:
		t.Edit("")
	case fyne.KeyDelete, fyne.KeyBackspace:
		t.empty()
	}
}

// moves moves by a key that does.
func (t *Table) moves(k fyne.KeyName) bool {
	page := max(1, int(t.scroll.Size().Height/lineHeight)-1)
	switch k {
	case fyne.KeyTab:
		by := 1
		if t.shift {
			by = -1
		}
		t.step(by)
	case fyne.KeyReturn, fyne.KeyEnter:
		t.down(1, 0)
	case fyne.KeyUp, fyne.KeyDown:
		by := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1}[k]
		if t.shift {
			t.marked[t.row] = true
		} else {
			clear(t.marked)
		}
		t.down(by, t.column)
		if t.shift {
			t.marked[t.row] = true
			t.draw()
		}
	case fyne.KeyPageUp:
		t.down(-page, t.column)
	case fyne.KeyPageDown:
		t.down(page, t.column)
	case fyne.KeyLeft:
		t.Select(t.row, t.column-1)
	case fyne.KeyRight:
		t.Select(t.row, t.column+1)
	case fyne.KeyHome:
		t.Select(t.row, 0)
	case fyne.KeyEnd:
		t.Select(t.row, len(t.Columns)-1)
	default:
		return false
	}
	return true
}

// empty takes away what stands in the cell.
func (t *Table) empty() {
	if !t.selectable(t.row) {
		return
	}
	if !t.Columns[t.column].Pick {
		t.wrote("")
		t.edited = false
		t.Left(t.row, t.column)
		return
	}
	for _, k := range t.Chosen(t.row, t.column) {
		t.Pick(t.row, t.column, Option{Key: k})
	}
}

// TypedShortcut pastes and copies; Ctrl+Enter opens the line; the rest is the window's.
func (t *Table) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		if text := s.Clipboard.Content(); t.selectable(t.row) && !t.pasted(text) && !t.Columns[t.column].Pick {
			t.Edit(strings.TrimSpace(text))
		}
		return
	case *fyne.ShortcutCopy:
		if t.selectable(t.row) {
			s.Clipboard.SetContent(t.Line(t.row).Cells[t.column])
		}
		return
	case *desktop.CustomShortcut:
		if s.Modifier == fyne.KeyModifierControl && (s.KeyName == fyne.KeyReturn || s.KeyName == fyne.KeyEnter) {
			t.open()
			return
		}
	}
	if window, ok := fyne.CurrentApp().Driver().CanvasForObject(t).(fyne.Shortcutable); ok {
		window.TypedShortcut(s)
	}
}

func (t *Table) open() {
	t.Leave()
	if t.Open != nil && t.selectable(t.row) {
		t.Open(t.row)
	}
}

// pasted offers a text of several lines or cells to the table.
func (t *Table) pasted(text string) bool {
	text = strings.Trim(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	if t.Paste == nil || !strings.ContainsAny(text, "\t\n") {
		return false
	}
	var cells [][]string
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			cells = append(cells, strings.Split(line, "\t"))
		}
	}
	t.Leave()
	return len(cells) > 0 && t.Paste(t.row, t.column, cells)
}

// cellEntry is the one entry of a table, over the cell that is written in.
type cellEntry struct {
	fw.Entry
	table *Table
	quiet bool
	shift bool
}

func newCellEntry(t *Table) *cellEntry {
	e := &cellEntry{table: t}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.OnChanged = func(s string) {
		if !e.quiet {
			t.wrote(s)
		}
	}
	e.ExtendBaseWidget(e)
	return e
}

// AcceptsTab is true: Tab goes on to the next cell.
func (e *cellEntry) AcceptsTab() bool { return true }

// KeyDown follows Shift.
func (e *cellEntry) KeyDown(k *fyne.KeyEvent) {
	e.follow(k.Name, true)
	e.Entry.KeyDown(k)
}

// KeyUp follows Shift.
func (e *cellEntry) KeyUp(k *fyne.KeyEvent) {
	e.follow(k.Name, false)
	e.Entry.KeyUp(k)
}

func (e *cellEntry) follow(k fyne.KeyName, on bool) {
	if k == desktop.KeyShiftLeft || k == desktop.KeyShiftRight {
		e.shift = on
	}
}

// FocusLost ends the writing.
func (e *cellEntry) FocusLost() {
	e.shift = false
	e.Entry.FocusLost()
	e.table.Leave()
}

// TypedKey lets the keys of the table leave the cell.
func (e *cellEntry) TypedKey(k *fyne.KeyEvent) {
	t := e.table
	switch k.Name {
	case fyne.KeyTab, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		shift := e.shift
		t.Leave()
		t.shift = shift && k.Name == fyne.KeyTab
		t.moves(k.Name)
		t.shift = shift
	case fyne.KeyEscape:
		t.Leave()
		focus(t)
	default:
		e.Entry.TypedKey(k)
	}
}

// TypedShortcut pastes several lines into the table and passes on what is the window's.
func (e *cellEntry) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		if e.table.pasted(s.Clipboard.Content()) {
			return
		}
	case *desktop.CustomShortcut:
		if s.Modifier == fyne.KeyModifierControl && (s.KeyName == fyne.KeyReturn || s.KeyName == fyne.KeyEnter) {
			e.table.open()
			return
		}
	}
	if !passOn(e, s) {
		e.Entry.TypedShortcut(s)
	}
}
