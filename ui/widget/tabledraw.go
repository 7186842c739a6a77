package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// lineView draws one [Line]; a table has as many as fit its window.
type lineView struct {
	ground  *box
	heading *Text
	cells   []*Text
	objects []fyne.CanvasObject
}

func newLineView(columns int) *lineView {
	v := &lineView{ground: newBox("", "", 0), heading: newText("", theme.SizeNameText, ColorMuted, true, Cut)}
	v.objects = append(v.objects, v.ground, v.heading)
	for range columns {
		c := newText("", theme.SizeNameText, theme.ColorNameForeground, false, Cut)
		v.cells = append(v.cells, c)
		v.objects = append(v.objects, c)
	}
	return v
}

// fill says what the line shows.
func (v *lineView) fill(l Line, marked bool) {
	fill := fyne.ThemeColorName("")
	if marked {
		fill = ColorAccentSoft
	}
	v.ground.set(fill, "", 0)
	v.heading.SetText(l.Heading)
	for i, c := range v.cells {
		text, color := "", theme.ColorNameForeground
		if i < len(l.Cells) {
			text = l.Cells[i]
		}
		switch {
		case text == "" && i < len(l.Hints):
			text, color = l.Hints[i], theme.ColorNamePlaceHolder
		case i < len(l.Asks) && l.Asks[i]:
			color = ColorMuted
		}
		if c.Text != text || c.Color != color {
			c.Text, c.Color = text, color
			c.Refresh()
		}
	}
}

func (v *lineView) place(y float32, widths []float32) {
	var x, all float32
	for _, w := range widths {
		all += w
	}
	h := v.heading.MinSize().Height
	v.ground.Move(fyne.NewPos(0, y))
	v.ground.Resize(fyne.NewSize(all, lineHeight))
	v.heading.Move(fyne.NewPos(8, y+lineHeight-h-4))
	v.heading.Resize(fyne.NewSize(all-16, h))
	for i, c := range v.cells {
		h := c.MinSize().Height
		c.Move(fyne.NewPos(x+8, y+(lineHeight-h)/2))
		c.Resize(fyne.NewSize(max(0, widths[i]-12), h))
		x += widths[i]
	}
}

// redraw fills all lines in view anew.
func (t *Table) redraw() {
	for i, v := range t.pool {
		t.spare = append(t.spare, v)
		delete(t.pool, i)
	}
	t.draw()
}

// draw shows the lines in view, and where the keyboard is.
func (t *Table) draw() {
	if t.Line == nil || t.scroll.Size().Height == 0 {
		return
	}
	first := max(0, int(t.scroll.Offset.Y/lineHeight))
	last := min(t.n-1, int((t.scroll.Offset.Y+t.scroll.Size().Height)/lineHeight))
	for i, v := range t.pool {
		if i < first || i > last {
			t.spare = append(t.spare, v)
			delete(t.pool, i)
		}
	}
	objects := make([]fyne.CanvasObject, 0, len(t.sheet.Objects))
	for i := first; i <= last; i++ {
		v := t.pool[i]
		if v == nil {
			if n := len(t.spare); n > 0 {
				v, t.spare = t.spare[n-1], t.spare[:n-1]
			} else {
				v = newLineView(len(t.Columns))
			}
			t.pool[i] = v
		}
		v.fill(t.Line(i), t.marked[i])
		v.place(float32(i)*lineHeight, t.widths)
		objects = append(objects, v.objects...)
	}
	t.sheet.Objects = append(objects, t.mark, t.entry)
	t.drawMark()
	t.sheet.Refresh()
}

func (t *Table) drawMark() {
	t.mark.Hidden = !t.selectable(t.row)
	color := theme.ColorNamePrimary
	if !t.focused && !t.entry.Visible() {
		color = theme.ColorNameInputBorder
	}
	t.mark.set("", color, 2)
	at, size := t.cellBox()
	t.mark.Move(at)
	t.mark.Resize(size)
	t.entry.Move(at)
	t.entry.Resize(size)
}

// cellBox is where the cell of the keyboard lies in the sheet.
func (t *Table) cellBox() (fyne.Position, fyne.Size) {
	if len(t.widths) == 0 {
		return fyne.Position{}, fyne.Size{}
	}
	var x float32
	for _, w := range t.widths[:t.column] {
		x += w
	}
	return fyne.NewPos(x, float32(max(0, t.row))*lineHeight), fyne.NewSize(t.widths[t.column], lineHeight)
}

// reveal scrolls as little as it can to show the line of the keyboard.
func (t *Table) reveal() {
	at, size := t.cellBox()
	view := t.scroll.Size().Height
	switch {
	case at.Y < t.scroll.Offset.Y:
		t.scroll.ScrollToOffset(fyne.NewPos(0, at.Y))
	case at.Y+size.Height > t.scroll.Offset.Y+view:
		t.scroll.ScrollToOffset(fyne.NewPos(0, at.Y+size.Height-view))
	}
}

// Tapped moves the keyboard to a cell; a second tap goes into it. With Control a line is
// chosen with others, with Shift all up to it.
func (t *Table) Tapped(e *fyne.PointEvent) {
	row, column := int((e.Position.Y-headHeight+t.scroll.Offset.Y)/lineHeight), 0
	if e.Position.Y < headHeight || !t.selectable(row) {
		return
	}
	for x := t.widths[0]; column < len(t.widths)-1 && e.Position.X >= x; x += t.widths[column] {
		column++
	}
	again := row == t.row && column == t.column && t.focused
	switch {
	case t.ctrl:
		t.marked[t.row], t.marked[row] = true, !t.marked[row]
	case t.shift:
		for i := min(row, t.row); i <= max(row, t.row); i++ {
			t.marked[i] = t.selectable(i)
		}
	default:
		clear(t.marked)
	}
	t.Select(row, column)
	focus(t)
	if again && !t.ctrl && !t.shift {
		t.Edit("")
	}
}

// MouseDown follows the keys that are held during a tap.
func (t *Table) MouseDown(e *desktop.MouseEvent) {
	t.shift, t.ctrl = e.Modifier&fyne.KeyModifierShift != 0, e.Modifier&fyne.KeyModifierControl != 0
}

// MouseUp does nothing: the tap comes after it.
func (t *Table) MouseUp(*desktop.MouseEvent) {}

// headHeight is the height of the line with the names of the columns.
const headHeight = 28

// tableSheet is as high as all lines; what is in it is placed by draw.
type tableSheet struct{ t *Table }

// MinSize is for Fyne.
func (l tableSheet) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(100, float32(l.t.n)*lineHeight)
}

// Layout is for Fyne.
func (l tableSheet) Layout([]fyne.CanvasObject, fyne.Size) {
	l.t.drawMark()
}

// tableLayout sets the head above the lines and shares the width among the columns.
type tableLayout struct{ t *Table }

// MinSize is for Fyne.
func (l tableLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(480, 160) }

// Layout is for Fyne.
func (l tableLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	t := l.t
	t.widths = t.share(size.Width - 6)
	var x float32
	for i, c := range t.head.Objects {
		h := c.MinSize().Height
		c.Move(fyne.NewPos(x+8, (headHeight-h)/2))
		c.Resize(fyne.NewSize(max(0, t.widths[i]-12), h))
		x += t.widths[i]
	}
	t.head.Resize(fyne.NewSize(size.Width, headHeight))
	for _, x := range o[1:] {
		x.Move(fyne.NewPos(0, headHeight))
		x.Resize(fyne.NewSize(size.Width, size.Height-headHeight))
	}
	t.draw()
}

// share gives each column its width; where there is too little room, all give some.
func (t *Table) share(width float32) []float32 {
	const least = 160 // of a column that takes what is left
	var fixed, open float32
	for _, c := range t.Columns {
		if fixed += c.Width; c.Width == 0 {
			open++
		}
	}
	scale := min(1, max(0, width-least*open)/max(1, fixed))
	out := make([]float32, len(t.Columns))
	for i, c := range t.Columns {
		if out[i] = c.Width * scale; c.Width == 0 {
			out[i] = max(least, (width-fixed)/open)
		}
	}
	return out
}

// CreateRenderer is for Fyne.
func (t *Table) CreateRenderer() fyne.WidgetRenderer {
	over := newWheel(t.scroll.Scrolled)
	grid := container.New(tableLayout{t}, t.head, t.scroll, over)
	return fw.NewSimpleRenderer(container.NewStack(newBox(ColorCard, ColorCardBorder, 8), grid))
}
