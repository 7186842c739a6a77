package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
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

// SideButton is a small button that a mouse alone presses: what it does is reached by
// a key of the control it stands beside, so that Tab goes from field to field.
type SideButton struct {
	hover
	Label string
	icon  *glyph
}

// NewSideButton returns a 28 px button; label names it for screen readers, and should name its key.
func NewSideButton(icon fyne.Resource, label string, tapped func()) *SideButton {
	b := &SideButton{Label: label, icon: newGlyph(icon, theme.ColorNameForeground)}
	b.hover.tapped = tapped
	b.hover.init(b, 6)
	return b
}

// AccessibilityLabel names the button.
func (b *SideButton) AccessibilityLabel() string { return b.Label }

// AccessibilityRole is button.
func (b *SideButton) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is for Fyne.
func (b *SideButton) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.NewStack(b.ground, padded(b.icon, 5, 5, 5, 5)))
}

// MinSize is one 28 px square.
func (b *SideButton) MinSize() fyne.Size { return fyne.NewSize(28, 28) }

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
