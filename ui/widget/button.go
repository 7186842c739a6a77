package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Button is a word with an optional icon. Fyne's own leaves less room at the
// right than at the left and shows the keyboard only as a tint.
type Button struct {
	press
	OnTapped func()
	label    *Text
	icon     *glyph
	mark     *fyne.Container
	src      fyne.Resource
	ink      fyne.ThemeColorName
}

// NewPrimaryButton is the one step a screen suggests; use one per screen.
func NewPrimaryButton(text string, icon fyne.Resource, tapped func()) *Button {
	b := newButton(text, icon, tapped, theme.ColorNameForegroundOnPrimary)
	b.rest(theme.ColorNamePrimary, "")
	return b
}

// NewButton is any other step.
func NewButton(text string, icon fyne.Resource, tapped func()) *Button {
	b := newButton(text, icon, tapped, theme.ColorNameForeground)
	b.rest(theme.ColorNameButton, "")
	return b
}

// NewQuietButton is a step that should not draw the eye.
func NewQuietButton(text string, icon fyne.Resource, tapped func()) *Button {
	return newButton(text, icon, tapped, theme.ColorNameForeground)
}

// NewDangerButton is a step that destroys something.
func NewDangerButton(text string, icon fyne.Resource, tapped func()) *Button {
	b := newButton(text, icon, tapped, theme.ColorNameForegroundOnError)
	b.rest(theme.ColorNameError, "")
	return b
}

func newButton(text string, icon fyne.Resource, tapped func(), ink fyne.ThemeColorName) *Button {
	b := &Button{OnTapped: tapped, src: icon, ink: ink, icon: newGlyph(nil, "")}
	b.label = newText(text, theme.SizeNameText, ink, true, Whole)
	b.mark = square(b.icon, 18)
	b.press.tapped = func() {
		if b.OnTapped != nil {
			b.OnTapped()
		}
	}
	b.press.init(b, 6)
	b.dress(ink)
	return b
}

func (b *Button) dress(ink fyne.ThemeColorName) {
	b.label.Color = ink
	b.label.Refresh()
	b.mark.Hidden = b.src == nil
	if b.src != nil {
		b.icon.set(b.src, ink)
	}
}

// Text is the word on the button.
func (b *Button) Text() string { return b.label.Text }

// SetText changes the word.
func (b *Button) SetText(s string) {
	b.label.SetText(s)
	b.Refresh()
}

// SetIcon changes the icon; nil takes it away.
func (b *Button) SetIcon(icon fyne.Resource) {
	b.src = icon
	b.dress(b.label.Color)
	b.Refresh()
}

// Enable lets the button be pressed.
func (b *Button) Enable() {
	b.DisableableWidget.Enable()
	b.dress(b.ink)
	b.draw()
}

// Disable greys the button and takes it out of the order of Tab.
func (b *Button) Disable() {
	b.DisableableWidget.Disable()
	b.dress(theme.ColorNameDisabled)
	b.draw()
}

// AccessibilityLabel is the word on the button.
func (b *Button) AccessibilityLabel() string { return b.label.Text }

// AccessibilityRole is button.
func (b *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// MinSize is as high as an entry.
func (b *Button) MinSize() fyne.Size {
	m := b.label.MinSize()
	w := m.Width + 24
	if b.src != nil {
		w += 18 + 6
		if b.label.Text != "" {
			w -= 2 // an icon carries air of its own
		}
	}
	return fyne.NewSize(w, m.Height+16)
}

// CreateRenderer is for Fyne.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.NewStack(b.ground, container.NewCenter(newBar(6, -1, b.mark, b.label))))
}

// IconButton is a small button without words; Label is what a screen reader says.
type IconButton struct {
	press
	Label string
	icon  *glyph
}

// NewIconButton returns a 28 px button; label names it for screen readers.
func NewIconButton(icon fyne.Resource, label string, tapped func()) *IconButton {
	b := &IconButton{Label: label, icon: newGlyph(icon, theme.ColorNameForeground)}
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
	switch {
	case p.Disabled() && (fill == theme.ColorNamePrimary || fill == theme.ColorNameError || fill == theme.ColorNameButton):
		fill = theme.ColorNameDisabledButton
	case p.hovered && fill == theme.ColorNamePrimary:
		fill = ColorPrimaryHover
	case p.hovered && fill == theme.ColorNameButton:
		fill = ColorButtonHover
	}
	if p.focused {
		stroke, width = theme.ColorNamePrimary, 2
		if p.fill == theme.ColorNamePrimary || p.fill == theme.ColorNameError {
			stroke = theme.ColorNameForeground
		}
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
