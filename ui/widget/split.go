package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Split puts two panes side by side with a divider one can drag, or move with
// the arrow keys. In a window too narrow for the offset the trailing pane keeps
// its minimum width as long as the leading one has its own; below Fold the
// trailing pane goes under the leading one.
type Split struct {
	fw.BaseWidget
	OnMoved func(offset float64) // to be remembered by the caller
	Fold    float32              // stack the panes below this width; 0 never

	offset            float64
	leading, trailing fyne.CanvasObject
	divider           *divider
}

// NewSplit returns a split; offset is the part of the width the leading pane gets, 0 to 1.
func NewSplit(leading, trailing fyne.CanvasObject, offset float64) *Split {
	s := &Split{leading: leading, trailing: trailing, offset: offset}
	s.divider = newDivider(s)
	s.ExtendBaseWidget(s)
	return s
}

// Offset is the part of the width the leading pane gets.
func (s *Split) Offset() float64 { return s.offset }

// SetOffset moves the divider without calling OnMoved.
func (s *Split) SetOffset(o float64) {
	s.offset = min(max(o, 0), 1)
	s.Refresh()
}

func (s *Split) moveTo(o float64) {
	s.SetOffset(o)
	if s.OnMoved != nil {
		s.OnMoved(s.offset)
	}
}

func (s *Split) folded(width float32) bool { return s.Fold > 0 && width < s.Fold }

// CreateRenderer is for Fyne.
func (s *Split) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.New(splitLayout{s}, s.leading, s.divider, s.trailing))
}

type splitLayout struct{ s *Split }

const dividerWidth = 12

func (l splitLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[2].MinSize()
	if l.s.Fold > 0 {
		return fyne.NewSize(max(a.Width, b.Width), max(a.Height, b.Height))
	}
	return fyne.NewSize(a.Width+b.Width+dividerWidth, max(a.Height, b.Height))
}

func (l splitLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	if l.s.folded(size.Width) {
		half := (size.Height - dividerWidth) / 2
		o[0].Move(fyne.NewPos(0, 0))
		o[0].Resize(fyne.NewSize(size.Width, half))
		o[1].Resize(fyne.NewSize(0, 0))
		o[2].Move(fyne.NewPos(0, half+dividerWidth))
		o[2].Resize(fyne.NewSize(size.Width, half))
		return
	}
	room := max(0, size.Width-dividerWidth)
	w := room * float32(l.s.offset)
	w = min(w, room-o[2].MinSize().Width)
	w = max(w, min(room, o[0].MinSize().Width))
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(w, size.Height))
	o[1].Move(fyne.NewPos(w, 0))
	o[1].Resize(fyne.NewSize(dividerWidth, size.Height))
	o[2].Move(fyne.NewPos(w+dividerWidth, 0))
	o[2].Resize(fyne.NewSize(max(0, room-w), size.Height))
}

// divider is the strip between the panes; it shows its grip under the pointer
// and with the keyboard.
type divider struct {
	fw.BaseWidget
	split *Split
	grip  *box
}

func newDivider(s *Split) *divider {
	d := &divider{split: s, grip: newBox(ColorGuide, "", 2)}
	d.ExtendBaseWidget(d)
	return d
}

func (d *divider) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.NewCenter(container.NewStack(spacer(4, 36), d.grip)))
}

func (d *divider) Dragged(e *fyne.DragEvent) {
	if w := d.split.Size().Width - dividerWidth; w > 0 {
		d.split.moveTo(float64((d.Position().X + e.Dragged.DX) / w))
	}
}

func (d *divider) DragEnd()                       {}
func (d *divider) Cursor() desktop.Cursor         { return desktop.HResizeCursor }
func (d *divider) MouseIn(*desktop.MouseEvent)    { d.grip.set(ColorAccent, "", 1) }
func (d *divider) MouseMoved(*desktop.MouseEvent) {}
func (d *divider) MouseOut()                      { d.grip.set(ColorGuide, "", 1) }
func (d *divider) FocusGained()                   { d.grip.set(theme.ColorNamePrimary, "", 1) }
func (d *divider) FocusLost()                     { d.grip.set(ColorGuide, "", 1) }
func (d *divider) TypedRune(rune)                 {}

func (d *divider) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		d.split.moveTo(d.split.offset - 0.02)
	case fyne.KeyRight:
		d.split.moveTo(d.split.offset + 0.02)
	}
}
