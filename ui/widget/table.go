package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Column is one column of a [Table].
type Column struct {
	Key, Label string
	Width      float32 // pixels; 0 takes what is left
	Pick       bool    // chosen from options and not typed
}

// Line is one row of a [Table] as plain values. A line with a heading has nothing else
// and is passed over by the keyboard.
type Line struct {
	Heading string
	Cells   []string
	Hints   []string // what stands where a cell is empty; may be shorter
	Asks    []bool   // cells that ask something; may be shorter
}

// Table is a grid that is filled by the keyboard like a spreadsheet: Tab across, Enter for
// the next line, the arrows around, a letter begins to write, F2 goes into a cell, Escape
// leaves it and, outside of one, lets Tab leave the table. Only the lines in view are
// widgets. What lines say belongs to others: they are asked for, and told of each key.
type Table struct {
	fw.BaseWidget
	Columns []Column
	Line    func(row int) Line
	Typed   func(row, column int, text string) // at each key in a cell, and when it is emptied
	Left    func(row, column int)              // a cell that was written in is left
	Pick    func(row, column int, o Option)    // an option was chosen; one that was, is taken away
	Find    func(row, column int, q string) []Option
	Chosen  func(row, column int) []string               // keys of what is chosen
	Paste   func(row, column int, cells [][]string) bool // several lines or cells; false to paste as text
	Moved   func(row, column int)                        // the keyboard is in another cell
	Open    func(row int)                                // Ctrl+Enter
	Many    func(column int) bool                        // several options may be chosen

	words       Words
	n           int
	row, column int
	marked      map[int]bool
	edited      bool // the entry is in use and its text was changed
	leaving     bool // Tab leaves the table
	shift, ctrl bool
	focused     bool
	widths      []float32
	head        *fyne.Container
	sheet       *fyne.Container // in the scroll: lines, the mark of the cell, the entry
	scroll      *container.Scroll
	pool        map[int]*lineView // by row
	spare       []*lineView
	mark        *box
	entry       *cellEntry
}

const lineHeight = 34

// NewTable returns an empty table.
func NewTable(words Words, columns []Column) *Table {
	t := &Table{Columns: columns, words: words, marked: map[int]bool{}, pool: map[int]*lineView{}, row: -1}
	t.mark = newBox("", theme.ColorNamePrimary, 3)
	t.mark.strokeWidth = 2
	t.mark.Hide()
	t.entry = newCellEntry(t)
	t.entry.Hide()
	t.sheet = container.New(tableSheet{t}, t.mark, t.entry)
	t.scroll = container.NewVScroll(t.sheet)
	t.scroll.OnScrolled = func(fyne.Position) { t.draw() }
	t.head = container.NewWithoutLayout()
	for _, c := range columns {
		t.head.Add(newText(c.Label, theme.SizeNameCaptionText, ColorMuted, true, Cut))
	}
	t.ExtendBaseWidget(t)
	return t
}

// SetLines says how many lines there are, and draws them anew. The keyboard stays in its
// cell, and what is being written there is not touched.
func (t *Table) SetLines(n int) {
	t.n = n
	if t.row >= n {
		t.row = n - 1
	}
	t.sheet.Refresh()
	t.scroll.Refresh()
	t.redraw()
}

// RefreshLines draws the lines in view anew; their number stays.
func (t *Table) RefreshLines() { t.redraw() }

// Cell is where the keyboard is; row is -1 for nowhere.
func (t *Table) Cell() (row, column int) { return t.row, t.column }

// Marked are the lines that were chosen together, with that of the keyboard, in order.
func (t *Table) Marked() (rows []int) {
	for i := range t.n {
		if t.marked[i] || i == t.row && t.selectable(i) {
			rows = append(rows, i)
		}
	}
	return rows
}

// Select moves the keyboard to a cell, into view, and ends writing in another.
func (t *Table) Select(row, column int) {
	t.Leave()
	if row < 0 || row >= t.n || !t.selectable(row) {
		return
	}
	moved := row != t.row || column != t.column
	t.row, t.column, t.leaving = row, min(max(column, 0), len(t.Columns)-1), false
	t.reveal()
	t.draw()
	if moved && t.Moved != nil {
		t.Moved(t.row, t.column)
	}
}

// Leave ends the writing in a cell; what stands there stays.
func (t *Table) Leave() {
	if !t.entry.Visible() {
		return
	}
	t.entry.Hide()
	was := t.edited
	t.edited = false
	if was && t.Left != nil {
		t.Left(t.row, t.column)
	}
}

// Writing tells whether a cell is being written in.
func (t *Table) Writing() bool { return t.entry.Visible() }

func (t *Table) selectable(row int) bool { return row >= 0 && row < t.n && t.Line(row).Heading == "" }

// Edit opens the cell of the keyboard: its text to write in, or its options; typed is what
// was typed to open it and takes the place of the text.
func (t *Table) Edit(typed string) {
	if !t.selectable(t.row) {
		return
	}
	if t.Columns[t.column].Pick {
		t.choose(typed)
		return
	}
	line := t.Line(t.row)
	t.entry.quiet = true
	t.entry.SetText(line.Cells[t.column])
	t.entry.quiet = false
	t.entry.Show()
	t.sheet.Refresh()
	focus(t.entry)
	if typed != "" {
		t.entry.SetText(typed)
	}
	t.entry.CursorColumn = len([]rune(t.entry.Text))
	t.entry.Refresh()
}

// wrote passes on what the entry holds.
func (t *Table) wrote(text string) {
	t.edited = true
	if t.Typed != nil {
		t.Typed(t.row, t.column, text)
	}
}

// choose opens the options of the cell. Tab takes the one that is marked, if something was
// searched for, and goes on to the next cell.
func (t *Table) choose(typed string) {
	row, column := t.row, t.column
	many := t.Many != nil && t.Many(column)
	o := pickerOptions{
		title: t.Columns[column].Label, words: t.words, typed: typed, at: t.mark,
		search: func(q string) []Option { return t.Find(row, column, q) },
		picked: func(o Option) { t.Pick(row, column, o) },
		next:   func() { t.step(1) },
	}
	now := t.Chosen(row, column)
	switch {
	case many:
		o.chosen = func(key string) bool {
			for _, k := range t.Chosen(row, column) {
				if k == key {
					return true
				}
			}
			return false
		}
	case len(now) > 0:
		o.value, o.clear = now[0], true
	}
	showPicker(t, o)
}

// next is the line in a direction that can be written in, or -1.
func (t *Table) next(from, by int) int {
	for i := from + by; i >= 0 && i < t.n; i += by {
		if t.selectable(i) {
			return i
		}
	}
	return -1
}

// step goes on by cells, into the next line behind the last.
func (t *Table) step(by int) {
	row, column := t.row, t.column+by
	if column < 0 || column >= len(t.Columns) {
		if row = t.next(t.row, by); row < 0 {
			t.Leave()
			focus(t)
			return
		}
		column = (column + len(t.Columns)) % len(t.Columns)
	}
	t.Select(row, column)
	focus(t)
}

// down goes on by lines.
func (t *Table) down(by, column int) {
	row := t.row
	for range max(by, -by) {
		if to := t.next(row, min(max(by, -1), 1)); to >= 0 {
			row = to
		}
	}
	t.Select(row, column)
	focus(t)
}
