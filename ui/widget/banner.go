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
	sign   *glyph
	step   *Button
	close  *IconButton
	ground *box
}

// NewBanner returns a hidden banner.
func NewBanner(words Words) *Banner {
	b := &Banner{
		text: newText("", theme.SizeNameText, ColorInfoText, false, Wrap),
		sign: newGlyph(nil, ""), ground: newBox(ColorInfoTint, "", 8),
	}
	b.step = NewButton("", nil, nil)
	b.close = NewIconButton(theme.CancelIcon(), words.Close, b.Hide)
	b.ExtendBaseWidget(b)
	b.Hide()
	return b
}

// Say shows a sentence; an empty step leaves the button out.
func (b *Banner) Say(kind Kind, text, step string, next func()) {
	ink, tint := kind.colors()
	b.text.Text, b.text.Color = text, ink
	b.sign.set(kind.icon(), ink)
	b.ground.set(tint, "", 1)
	b.step.Hidden = step == ""
	b.step.OnTapped, b.step.ink = next, ink
	b.step.SetText(step)
	b.step.dress(ink)
	b.step.rest(ColorCard, ink)
	b.Show()
	b.Refresh()
}

// Stay takes the close button away: what it says holds as long as it is shown.
func (b *Banner) Stay() {
	b.close.Hide()
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
	sign *glyph
	mark *fyne.Container
}

// NewStatusLine returns an empty line.
func NewStatusLine() *StatusLine {
	s := &StatusLine{text: newText("", theme.SizeNameCaptionText, ColorMuted, false, Cut), sign: newGlyph(nil, "")}
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
	s.sign.set(icon, ink)
	s.Refresh()
}

// Text is what the line says.
func (s *StatusLine) Text() string { return s.text.Text }

// CreateRenderer is for Fyne.
func (s *StatusLine) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(newBar(6, 1, s.mark, s.text))
}
