package widget

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Area is a part of a picture, in fractions of it from its upper left corner.
type Area struct{ X, Y, W, H float32 }

// leastArea is the smallest side of an area: what is smaller was a click.
const leastArea = 0.004

// Boxes lies over a picture and marks parts of it: drawn with the mouse, chosen with
// a click or Next, moved with Shift and taken away with Remove. It knows nothing of
// what they are for.
type Boxes struct {
	fw.BaseWidget
	// Changed hears of every change that a person made.
	Changed func([]Area)
	// Touched hears when the mouse lets go: the click has taken the keyboard away.
	Touched func()

	on      bool
	areas   []Area
	chosen  int // -1 = none
	from    fyne.Position
	drawing Area
}

var (
	_ fyne.Draggable     = (*Boxes)(nil)
	_ fyne.Tappable      = (*Boxes)(nil)
	_ desktop.Mouseable  = (*Boxes)(nil)
	_ desktop.Cursorable = (*Boxes)(nil)
)

// NewBoxes makes a layer without boxes that nobody can draw on yet.
func NewBoxes() *Boxes {
	b := &Boxes{chosen: -1}
	b.ExtendBaseWidget(b)
	return b
}

// SetAreas shows other boxes.
func (b *Boxes) SetAreas(areas []Area) {
	b.areas, b.chosen, b.drawing = slices.Clone(areas), -1, Area{}
	b.Refresh()
}

// Areas are the boxes.
func (b *Boxes) Areas() []Area { return slices.Clone(b.areas) }

// SetOn lets boxes be drawn and changed, or shows them only.
func (b *Boxes) SetOn(on bool) {
	b.on, b.chosen, b.drawing = on, -1, Area{}
	b.Refresh()
}

// Chosen tells whether a box is chosen.
func (b *Boxes) Chosen() bool { return b.on && b.chosen >= 0 }

// Next chooses the next box.
func (b *Boxes) Next() {
	if b.on && len(b.areas) > 0 {
		b.chosen = (b.chosen + 1) % len(b.areas)
		b.Refresh()
	}
}

// Add puts a box into the middle and chooses it.
func (b *Boxes) Add() {
	if b.on {
		b.areas, b.chosen = append(b.areas, Area{0.35, 0.47, 0.3, 0.06}), len(b.areas)
		b.tell()
	}
}

// Remove takes the chosen box away.
func (b *Boxes) Remove() {
	if b.Chosen() {
		b.areas, b.chosen = slices.Delete(b.areas, b.chosen, b.chosen+1), -1
		b.tell()
	}
}

// Shift moves the chosen box by fractions of the picture, or with grow its lower
// right corner; it stays on the picture.
func (b *Boxes) Shift(dx, dy float32, grow bool) {
	if !b.Chosen() {
		return
	}
	a := &b.areas[b.chosen]
	if grow {
		a.W, a.H = min(max(a.W+dx, leastArea), 1-a.X), min(max(a.H+dy, leastArea), 1-a.Y)
	} else {
		a.X, a.Y = min(max(a.X+dx, 0), 1-a.W), min(max(a.Y+dy, 0), 1-a.H)
	}
	b.tell()
}

func (b *Boxes) tell() {
	b.Refresh()
	if b.Changed != nil {
		b.Changed(b.Areas())
	}
}

// MouseDown remembers where a box begins.
func (b *Boxes) MouseDown(e *desktop.MouseEvent) { b.from = e.Position }

// MouseUp gives the keyboard back.
func (b *Boxes) MouseUp(*desktop.MouseEvent) { b.touched() }

func (b *Boxes) touched() {
	if b.Touched != nil {
		b.Touched()
	}
}

// Cursor is a cross where something can be drawn.
func (b *Boxes) Cursor() desktop.Cursor {
	if b.on {
		return desktop.CrosshairCursor
	}
	return desktop.DefaultCursor
}

// Dragged draws the box between where the mouse went down and where it is.
func (b *Boxes) Dragged(e *fyne.DragEvent) {
	size := b.Size()
	if !b.on || size.Width <= 0 || size.Height <= 0 {
		return
	}
	x0, y0 := share(b.from.X, size.Width), share(b.from.Y, size.Height)
	x1, y1 := share(e.Position.X, size.Width), share(e.Position.Y, size.Height)
	b.drawing = Area{min(x0, x1), min(y0, y1), max(x0, x1) - min(x0, x1), max(y0, y1) - min(y0, y1)}
	b.Refresh()
}

func share(at, of float32) float32 { return min(max(at/of, 0), 1) }

// DragEnd keeps the box that was drawn.
func (b *Boxes) DragEnd() {
	defer b.touched()
	a := b.drawing
	b.drawing = Area{}
	if !b.on || a.W < leastArea || a.H < leastArea {
		b.Refresh()
		return
	}
	b.areas, b.chosen = append(b.areas, a), len(b.areas)
	b.tell()
}

// Tapped chooses the box under the mouse, the last drawn first.
func (b *Boxes) Tapped(e *fyne.PointEvent) {
	size := b.Size()
	if !b.on || size.Width <= 0 || size.Height <= 0 {
		return
	}
	x, y := e.Position.X/size.Width, e.Position.Y/size.Height
	b.chosen = -1
	for i, a := range b.areas {
		if x >= a.X && x <= a.X+a.W && y >= a.Y && y <= a.Y+a.H {
			b.chosen = i
		}
	}
	b.Refresh()
}

// CreateRenderer draws the boxes.
func (b *Boxes) CreateRenderer() fyne.WidgetRenderer { return &boxesRenderer{b: b} }

type boxesRenderer struct {
	b       *Boxes
	objects []fyne.CanvasObject
}

func (r *boxesRenderer) Destroy()                     {}
func (r *boxesRenderer) Layout(fyne.Size)             { r.Refresh() }
func (r *boxesRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *boxesRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *boxesRenderer) Refresh() {
	r.objects = nil
	for i, a := range r.b.areas {
		r.add(a, i == r.b.chosen)
	}
	if r.b.drawing.W > 0 {
		r.add(r.b.drawing, true)
	}
	canvas.Refresh(r.b)
}

// add draws a box: black, and still so that what lies under it can be guessed at
// while it may be changed.
func (r *boxesRenderer) add(a Area, chosen bool) {
	size := r.b.Size()
	fill := color.NRGBA{A: 255}
	if r.b.on {
		fill.A = 190
	}
	rect := canvas.NewRectangle(fill)
	if chosen {
		rect.StrokeColor, rect.StrokeWidth = theme.Color(theme.ColorNamePrimary), 3
	}
	rect.Move(fyne.NewPos(a.X*size.Width, a.Y*size.Height))
	rect.Resize(fyne.NewSize(a.W*size.Width, a.H*size.Height))
	r.objects = append(r.objects, rect)
}
