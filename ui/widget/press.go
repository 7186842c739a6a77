package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// hover is what every control of ours that a mouse can press shares: what it does
// drawn on its ground, a hand for a pointer. It is no stop for Tab.
type hover struct {
	fw.DisableableWidget
	ground           *box
	self             fyne.CanvasObject
	tapped           func()
	fill, stroke     fyne.ThemeColorName
	hovered, focused bool
}

// press is a hover that the keyboard reaches, too: Enter and Space press it.
type press struct {
	hover
	edited   Edited
	keys     func(fyne.KeyName) bool            // answers true for keys it used
	shortcut func(*desktop.CustomShortcut) bool // answers true for shortcuts it used
}

func (p *hover) init(w fyne.Widget, radius float32) {
	p.self, p.ground = w, newBox("", "", radius)
	p.ExtendBaseWidget(w)
}

// rest sets how the ground looks when nothing happens to it.
func (p *hover) rest(fill, stroke fyne.ThemeColorName) {
	p.fill, p.stroke = fill, stroke
	p.draw()
}

func (p *hover) draw() {
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
func (p *hover) Tapped(*fyne.PointEvent) { p.fire() }

func (p *hover) fire() {
	if p.tapped != nil && !p.Disabled() {
		p.tapped()
	}
}

// FocusGained draws the ring.
func (p *press) FocusGained() {
	p.focused = true
	p.draw()
	if p.edited != nil {
		p.edited(p.self, fyne.NewPos(0, 0), p.self.Size())
	}
}

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
	default:
		passEscape(p.self, e)
	}
}

// TypedShortcut offers it to the control, and then to the window.
func (p *press) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && p.shortcut != nil && !p.Disabled() && p.shortcut(c) {
		return
	}
	if window, ok := fyne.CurrentApp().Driver().CanvasForObject(p.self).(fyne.Shortcutable); ok {
		window.TypedShortcut(s)
	}
}

// MouseIn draws the hover.
func (p *hover) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.draw() }

// MouseMoved does nothing.
func (p *hover) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the hover away.
func (p *hover) MouseOut() { p.hovered = false; p.draw() }

// Cursor is a hand over what can be pressed.
func (p *hover) Cursor() desktop.Cursor {
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
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(o); c != nil {
		c.Focus(w)
		return
	}
	// The desktop driver knows the canvas of an object only once it has painted
	// it. A control that was just made would light up and get no keys.
	for _, win := range driver.AllWindows() {
		win.Canvas().Focus(w)
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
