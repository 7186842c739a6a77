package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// NewPrimaryButton is the one step a screen suggests; use one per screen.
func NewPrimaryButton(text string, icon fyne.Resource, tapped func()) *fw.Button {
	b := fw.NewButtonWithIcon(text, icon, tapped)
	b.Importance = fw.HighImportance
	return b
}

// NewButton is any other step.
func NewButton(text string, icon fyne.Resource, tapped func()) *fw.Button {
	return fw.NewButtonWithIcon(text, icon, tapped)
}

// NewQuietButton is a step that should not draw the eye.
func NewQuietButton(text string, icon fyne.Resource, tapped func()) *fw.Button {
	b := fw.NewButtonWithIcon(text, icon, tapped)
	b.Importance = fw.LowImportance
	return b
}

// IconButton is a small button without words; Label is what a screen reader says.
type IconButton struct {
	press
	Label string
	icon  *fw.Icon
}

// NewIconButton returns a 28 px button; label names it for screen readers.
func NewIconButton(icon fyne.Resource, label string, tapped func()) *IconButton {
	b := &IconButton{Label: label, icon: fw.NewIcon(icon)}
	b.press.tapped = tapped
	b.press.init(b, 6)
	return b
}

// AccessibilityLabel names the button.
func (b *IconButton) AccessibilityLabel() string { return b.Label }

// AccessibilityRole is button.
func (b *IconButton) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is for Fyne.
func (b *IconButton) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.NewStack(b.ground, padded(b.icon, 5, 5, 5, 5)))
}

// MinSize is one 28 px square.
func (b *IconButton) MinSize() fyne.Size { return fyne.NewSize(28, 28) }

// press is what every control of ours that can be pressed shares: hover and
// focus drawn on its ground, Enter and Space, a hand for a pointer.
type press struct {
	fw.DisableableWidget
	ground           *box
	tapped           func()
	keys             func(fyne.KeyName) bool // answers true for keys it used
	fill, stroke     fyne.ThemeColorName
	hovered, focused bool
}

func (p *press) init(w fyne.Widget, radius float32) {
	p.ground = newBox("", "", radius)
	p.ExtendBaseWidget(w)
}

// rest sets how the ground looks when nothing happens to it.
func (p *press) rest(fill, stroke fyne.ThemeColorName) {
	p.fill, p.stroke = fill, stroke
	p.draw()
}

func (p *press) draw() {
	fill, stroke, width := p.fill, p.stroke, float32(1)
	if p.hovered && !p.Disabled() && (fill == "" || fill == theme.ColorNameInputBackground || fill == ColorCard) {
		fill = theme.ColorNameHover
		if p.fill != "" {
			fill = ColorAccentSoft
		}
	}
	if p.focused {
		stroke, width = theme.ColorNamePrimary, 2
	}
	p.ground.set(fill, stroke, width)
}

// Tapped presses the control and takes the focus.
func (p *press) Tapped(*fyne.PointEvent) { p.fire() }

func (p *press) fire() {
	if p.tapped != nil && !p.Disabled() {
		p.tapped()
	}
}

// FocusGained draws the ring.
func (p *press) FocusGained() { p.focused = true; p.draw() }

// FocusLost takes the ring away.
func (p *press) FocusLost() { p.focused = false; p.draw() }

// TypedRune does nothing; letters do not press.
func (p *press) TypedRune(rune) {}

// TypedKey presses on Enter and Space.
func (p *press) TypedKey(e *fyne.KeyEvent) {
	if p.keys != nil && !p.Disabled() && p.keys(e.Name) {
		return
	}
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		p.fire()
	}
}

// MouseIn draws the hover.
func (p *press) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.draw() }

// MouseMoved does nothing.
func (p *press) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the hover away.
func (p *press) MouseOut() { p.hovered = false; p.draw() }

// Cursor is a hand over what can be pressed.
func (p *press) Cursor() desktop.Cursor {
	if p.Disabled() || p.tapped == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// focus moves the keyboard to w, if w is shown somewhere.
func focus(w fyne.Focusable) {
	o, ok := w.(fyne.CanvasObject)
	if !ok {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		c.Focus(w)
	}
}

// tinted returns an icon in a named colour of the theme.
func tinted(icon fyne.Resource, c fyne.ThemeColorName) *fw.Icon {
	if icon == nil {
		return fw.NewIcon(nil)
	}
	return fw.NewIcon(theme.NewColoredResource(icon, c))
}

// square holds an icon at a fixed size.
func square(icon fyne.CanvasObject, side float32) *fyne.Container {
	return container.New(exact{fyne.NewSquareSize(side)}, icon)
}

// exact asks for one size whatever its object would like, and centres it.
type exact struct{ size fyne.Size }

func (l exact) MinSize([]fyne.CanvasObject) fyne.Size { return l.size }

func (l exact) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(l.size)
	o[0].Move(fyne.NewPos((size.Width-l.size.Width)/2, (size.Height-l.size.Height)/2))
}
