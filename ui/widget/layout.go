package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// column stacks objects and asks each for its height only after it knows its
// width, so that wrapped text pushes down what follows in the same pass.
type column struct{ gap float32 }

func newColumn(gap float32, objs ...fyne.CanvasObject) *fyne.Container {
	return container.New(column{gap}, objs...)
}

func (l column) MinSize(objs []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	n := 0
	for _, o := range objs {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size.Width = max(size.Width, m.Width)
		size.Height += m.Height
		n++
	}
	size.Height += l.gap * float32(max(0, n-1))
	return size
}

func (l column) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	var y float32
	for _, o := range objs {
		if !o.Visible() {
			continue
		}
		o.Move(fyne.NewPos(0, y))
		y += settle(o, size.Width) + l.gap
	}
}

// settle gives o a width and then the height it wants at that width.
func settle(o fyne.CanvasObject, width float32) float32 {
	h := o.MinSize().Height
	o.Resize(fyne.NewSize(width, h))
	if again := o.MinSize().Height; again != h {
		h = again
		o.Resize(fyne.NewSize(width, h))
	}
	return h
}

// wrapRow lays objects side by side and breaks into further rows. Its height
// follows the width it was last given.
type wrapRow struct {
	gap   float32
	width float32
}

func newWrapRow(gap float32, objs ...fyne.CanvasObject) *fyne.Container {
	return container.New(&wrapRow{gap: gap}, objs...)
}

func (l *wrapRow) place(objs []fyne.CanvasObject, width float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) fyne.Size {
	var x, y, row, widest float32
	for _, o := range objs {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if x > 0 && width > 0 && x+m.Width > width+0.5 {
			x, y, row = 0, y+row+l.gap, 0
		}
		if put != nil {
			if width > 0 {
				m.Width = min(m.Width, width)
			}
			put(o, fyne.NewPos(x, y), m)
		}
		x += m.Width + l.gap
		row = max(row, m.Height)
		widest = max(widest, m.Width)
	}
	return fyne.NewSize(widest, y+row)
}

func (l *wrapRow) MinSize(objs []fyne.CanvasObject) fyne.Size { return l.place(objs, l.width, nil) }

func (l *wrapRow) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(objs, size.Width, func(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
		o.Resize(s)
		o.Move(p)
	})
}

// bar lays objects in a row, centred on its height; the object at index grow
// takes what is left (-1: none, all to the left).
type bar struct {
	gap  float32
	grow int
}

func newBar(gap float32, grow int, objs ...fyne.CanvasObject) *fyne.Container {
	return container.New(bar{gap, grow}, objs...)
}

func (l bar) MinSize(objs []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	n := 0
	for _, o := range objs {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size.Width += m.Width
		size.Height = max(size.Height, m.Height)
		n++
	}
	size.Width += l.gap * float32(max(0, n-1))
	return size
}

func (l bar) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	free := max(0, size.Width-l.MinSize(objs).Width)
	var x float32
	for i, o := range objs {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if i == l.grow {
			m.Width += free
			o.Resize(fyne.NewSize(m.Width, m.Height)) // wrapped text settles its height first
			m.Height = o.MinSize().Height
		}
		o.Resize(m)
		o.Move(fyne.NewPos(x, max(0, (size.Height-m.Height)/2)))
		x += m.Width + l.gap
	}
}

// padded puts room around o, in pixels: top, right, bottom, left.
func padded(o fyne.CanvasObject, top, right, bottom, left float32) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(top, bottom, left, right), o)
}

// spacer is invisible room of a fixed size.
func spacer(w, h float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(w, h))
	return r
}

// box is a rectangle that follows the theme.
type box struct {
	fw.BaseWidget
	fill, stroke fyne.ThemeColorName
	strokeWidth  float32
	radius       float32
	rect         *canvas.Rectangle
}

func newBox(fill, stroke fyne.ThemeColorName, radius float32) *box {
	b := &box{fill: fill, stroke: stroke, radius: radius, strokeWidth: 1, rect: canvas.NewRectangle(color.Transparent)}
	b.ExtendBaseWidget(b)
	return b
}

func (b *box) CreateRenderer() fyne.WidgetRenderer {
	b.paint()
	return fw.NewSimpleRenderer(b.rect)
}

func (b *box) Refresh() {
	b.paint()
	b.rect.Refresh()
}

func (b *box) set(fill, stroke fyne.ThemeColorName, width float32) {
	if b.fill != fill || b.stroke != stroke || b.strokeWidth != width {
		b.fill, b.stroke, b.strokeWidth = fill, stroke, width
		b.Refresh()
	}
}

func (b *box) paint() {
	b.rect.FillColor, b.rect.StrokeColor, b.rect.StrokeWidth = color.Transparent, color.Transparent, 0
	if b.fill != "" {
		b.rect.FillColor = theme.ColorForWidget(b.fill, b)
	}
	if b.stroke != "" {
		b.rect.StrokeColor = theme.ColorForWidget(b.stroke, b)
		b.rect.StrokeWidth = b.strokeWidth
	}
	b.rect.CornerRadius = b.radius
}

// gutter puts a narrow first object at the left, aligned with the first line of
// an entry, and gives the rest to the second.
type gutter struct{ width float32 }

func newGutter(width float32, left, right fyne.CanvasObject) *fyne.Container {
	return container.New(gutter{width}, left, right)
}

func (l gutter) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[1].MinSize()
	return fyne.NewSize(m.Width+l.width, m.Height)
}

func (l gutter) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(l.width-8, o[0].MinSize().Height))
	o[0].Move(fyne.NewPos(0, 10))
	o[1].Resize(fyne.NewSize(size.Width-l.width, size.Height))
	o[1].Move(fyne.NewPos(l.width, 0))
}
