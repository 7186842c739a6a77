package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// MatrixRow is what stands at the left of a row: what it is, and what a tap opens.
type MatrixRow struct {
	Title, Subtitle string
	Tapped          func()
}

// MatrixColumn is what stands above a column.
type MatrixColumn struct {
	Title  string
	Tapped func()
	State  fyne.CanvasObject // a control below the title, may be nil
	Notes  []MatrixNote
}

// MatrixNote is a cell between the head of a column and its marks: what is
// missing there, in its tone.
type MatrixNote struct {
	Text   string
	Kind   Kind // Neutral has no ground
	Tapped func()
}

// Matrix says which rows carry which columns: a grid of cells that are on or
// off. Both ways are one Tab stop per cell; Enter and Space flip it. It is for
// tens of rows, not for thousands.
type Matrix struct {
	fw.BaseWidget
	scroll *container.Scroll
	grid   *fyne.Container
}

// NewMatrix draws rows and columns. on tells which cells are on, and flip is
// called when one is flipped; corner stands above the rows, notes are the words
// at the left of the notes of the columns.
func NewMatrix(corner string, rows []MatrixRow, columns []MatrixColumn, notes []string, on func(row, column int) bool, flip func(row, column int)) *Matrix {
	m := &Matrix{}
	objs := []fyne.CanvasObject{padded(NewCaption(corner), 8, 8, 8, 8)}
	for _, c := range columns {
		objs = append(objs, matrixHead(c))
	}
	for k, f := range notes {
		word := newText(f, theme.SizeNameText, theme.ColorNameForeground, true, Wrap)
		objs = append(objs, padded(word, 8, 8, 8, 8))
		for _, c := range columns {
			objs = append(objs, matrixNote(c.Notes[k]))
		}
	}
	for i, r := range rows {
		objs = append(objs, newClickRow(ClickRow{Title: r.Title, Subtitle: r.Subtitle, Tapped: r.Tapped}))
		for j, c := range columns {
			objs = append(objs, newMatrixCell(r.Title+" · "+c.Title, on(i, j), func() { flip(i, j) }))
		}
	}
	least := float32(matrixLeast)
	for _, c := range columns {
		if c.State != nil {
			least = max(least, c.State.MinSize().Width+14)
		}
	}
	m.grid = container.New(&matrixLayout{columns: len(columns), least: least}, objs...)
	m.scroll = container.NewScroll(m.grid)
	m.ExtendBaseWidget(m)
	return m
}

// CreateRenderer is for Fyne.
func (m *Matrix) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(m.scroll) }

// MinSize is small: the grid scrolls.
func (m *Matrix) MinSize() fyne.Size { return fyne.NewSize(320, 200) }

// Offset and ScrollTo keep the place when a grid is drawn anew.
func (m *Matrix) Offset() fyne.Position { return m.scroll.Offset }

// ScrollTo goes to a place that Offset told.
func (m *Matrix) ScrollTo(p fyne.Position) { m.scroll.ScrollToOffset(p) }

func matrixHead(c MatrixColumn) fyne.CanvasObject {
	col := newColumn(4, newClickRow(ClickRow{Title: c.Title, Tapped: c.Tapped, Whole: true}))
	if c.State != nil {
		col.Add(padded(container.New(leading{}, c.State), 0, 0, 0, 6))
	}
	return padded(col, 2, 0, 4, 0)
}

func matrixNote(f MatrixNote) fyne.CanvasObject {
	r := newClickRow(ClickRow{Subtitle: f.Text, Ink: f.Kind, Tapped: f.Tapped})
	if f.Kind != Neutral {
		_, tint := f.Kind.colors()
		r.rest(tint, "")
	}
	return padded(r, 2, 0, 2, 0)
}

// matrixCell is a place that is on or off.
type matrixCell struct {
	press
	label string
	on    bool
	icon  *glyph
}

func newMatrixCell(label string, on bool, flip func()) *matrixCell {
	c := &matrixCell{label: label, on: on, icon: newGlyph(theme.ConfirmIcon(), ColorAccent)}
	c.press.init(c, 6)
	c.press.tapped = flip
	c.rest(theme.ColorNameInputBackground, theme.ColorNameInputBorder)
	if on {
		c.rest(ColorInfoTint, ColorAccent)
	}
	return c
}

// AccessibilityLabel names row and column.
func (c *matrixCell) AccessibilityLabel() string { return c.label }

// AccessibilityRole is button.
func (c *matrixCell) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// On tells whether the cell is on.
func (c *matrixCell) On() bool { return c.on }

// MinSize is a square to be hit.
func (c *matrixCell) MinSize() fyne.Size { return fyne.NewSize(36, 34) }

// CreateRenderer is for Fyne.
func (c *matrixCell) CreateRenderer() fyne.WidgetRenderer {
	mark := square(c.icon, 18)
	mark.Hidden = !c.on
	return fw.NewSimpleRenderer(container.NewStack(c.ground, mark))
}

// matrixLayout sets lines of one leading cell and some columns.
type matrixLayout struct {
	columns int
	least   float32 // width of a column
	width   float32
}

// The widths of a matrix, in pixels.
const (
	matrixLead  = 236
	matrixLeast = 124
	matrixMost  = 220
)

func (l *matrixLayout) widths(width float32) (lead, column float32) {
	n := float32(max(1, l.columns))
	column = min(matrixMost, max(l.least, (width-matrixLead)/n))
	return max(matrixLead, width-n*column), column
}

func (l *matrixLayout) place(o []fyne.CanvasObject, width float32, put bool) fyne.Size {
	lead, column := l.widths(width)
	var y float32
	for at := 0; at < len(o); at += l.columns + 1 {
		line := o[at:min(at+l.columns+1, len(o))]
		var h float32
		for i, x := range line {
			w := column - 6
			if i == 0 {
				w = lead
			}
			if put {
				settle(x, w)
			}
			h = max(h, x.MinSize().Height)
		}
		if put {
			l.line(line, lead, column, y, h)
		}
		y += h + 4
	}
	return fyne.NewSize(matrixLead+float32(l.columns)*column, max(0, y-4))
}

// line sets one row; marks stay as small as they are, in the middle of their column.
func (l *matrixLayout) line(o []fyne.CanvasObject, lead, column, y, h float32) {
	for i, x := range o {
		size, at := fyne.NewSize(column-6, h), fyne.NewPos(lead+float32(i-1)*column+3, y)
		if i == 0 {
			size, at = fyne.NewSize(lead, h), fyne.NewPos(0, y)
		}
		if _, cell := x.(*matrixCell); cell {
			side := x.MinSize()
			at = at.AddXY((size.Width-side.Width)/2, (h-side.Height)/2)
			size = side
		}
		x.Resize(size)
		x.Move(at)
	}
}

// MinSize is the least width at which columns can be read.
func (l *matrixLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	least := matrixLead + float32(l.columns)*l.least
	size := l.place(o, max(least, l.width), false)
	return fyne.NewSize(least, size.Height)
}

// Layout sets everything at the width there is.
func (l *matrixLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(o, size.Width, true)
}
