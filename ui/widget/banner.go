package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Banner is a bar with a sentence, the next step as a button, and a close
// button. It is hidden until shown.
type Banner struct {
	fw.BaseWidget
	text   *Text
	sign   *fw.Icon
	step   *pill
	close  *IconButton
	ground *box
}

// NewBanner returns a hidden banner.
func NewBanner(words Words) *Banner {
	b := &Banner{
		text: newText("", theme.SizeNameText, ColorInfoText, false, Wrap),
		sign: fw.NewIcon(nil), ground: newBox(ColorInfoTint, "", 8),
	}
	b.step = newPill()
	b.close = NewIconButton(theme.CancelIcon(), words.Close, b.Hide)
	b.ExtendBaseWidget(b)
	b.Hide()
	return b
}

// Say shows a sentence; an empty step leaves the button out.
func (b *Banner) Say(kind Kind, text, step string, next func()) {
	ink, tint := kind.colors()
	b.text.Text, b.text.Color = text, ink
	b.sign.SetResource(theme.NewColoredResource(kind.icon(), ink))
	b.ground.set(tint, "", 1)
	b.step.Hidden = step == ""
	b.step.set(step, ink, next)
	b.Show()
	b.Refresh()
}

// Text is what the banner says.
func (b *Banner) Text() string { return b.text.Text }

// CreateRenderer is for Fyne.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	row := newBar(12, 1, square(b.sign, 20), b.text, b.step, b.close)
	return fw.NewSimpleRenderer(container.NewStack(b.ground, padded(newColumn(0, row), 8, 10, 8, 12)))
}

// SaveState is what a [StatusLine] tells about the work on the disk.
type SaveState int

// Saved, being saved, and not saved for a reason.
const (
	Saved SaveState = iota
	Saving
	NotSaved
)

// StatusLine is the one quiet line that says whether the work is safe. Only
// trouble is coloured.
type StatusLine struct {
	fw.BaseWidget
	text *Text
	sign *fw.Icon
	mark *fyne.Container
}

// NewStatusLine returns an empty line.
func NewStatusLine() *StatusLine {
	s := &StatusLine{text: newText("", theme.SizeNameCaptionText, ColorMuted, false, Cut), sign: fw.NewIcon(nil)}
	s.mark = square(s.sign, 14)
	s.ExtendBaseWidget(s)
	return s
}

// Set says it, in the caller's words.
func (s *StatusLine) Set(state SaveState, text string) {
	ink, icon := ColorMuted, theme.ConfirmIcon()
	s.mark.Hidden = false
	switch state {
	case Saving:
		s.mark.Hidden = true
	case NotSaved:
		ink, icon = ColorDangerText, theme.WarningIcon()
	}
	s.text.Text, s.text.Color = text, ink
	s.text.Bold = state == NotSaved
	s.sign.SetResource(theme.NewColoredResource(icon, ink))
	s.Refresh()
}

// Text is what the line says.
func (s *StatusLine) Text() string { return s.text.Text }

// CreateRenderer is for Fyne.
func (s *StatusLine) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(newBar(6, 1, s.mark, s.text))
}

// pill is the button of a banner: paper on the tint, in its ink.
type pill struct {
	press
	label *Text
}

func newPill() *pill {
	p := &pill{label: newText("", theme.SizeNameText, theme.ColorNameForeground, true, Whole)}
	p.press.init(p, 6)
	return p
}

func (p *pill) set(text string, ink fyne.ThemeColorName, tapped func()) {
	p.label.Text, p.label.Color, p.press.tapped = text, ink, tapped
	p.rest(ColorCard, ink)
	p.Refresh()
}

// AccessibilityLabel is the word on the button.
func (p *pill) AccessibilityLabel() string { return p.label.Text }

// AccessibilityRole is button.
func (p *pill) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is for Fyne.
func (p *pill) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.NewStack(p.ground, padded(p.label, 6, 12, 7, 12)))
}
