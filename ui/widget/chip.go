package widget

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Kind is the tone of a chip, a banner or a mark.
type Kind int

// The five tones, quiet to loud.
const (
	Neutral Kind = iota
	Info
	Success
	Warning
	Danger
)

// colors returns the ink and the tint of a tone; every pair reads at 4.5:1 or better.
func (k Kind) colors() (ink, tint fyne.ThemeColorName) {
	switch k {
	case Info:
		return ColorInfoText, ColorInfoTint
	case Success:
		return ColorSuccessText, ColorSuccessTint
	case Warning:
		return ColorWarningText, ColorWarningTint
	case Danger:
		return ColorDangerText, ColorDangerTint
	}
	return ColorNeutralText, ColorNeutralTint
}

func (k Kind) icon() fyne.Resource {
	switch k {
	case Success:
		return theme.ConfirmIcon()
	case Warning, Danger:
		return theme.WarningIcon()
	}
	return theme.InfoIcon()
}

// Chip is a word or two on a tinted ground: a status, a deadline, an instrument.
type Chip struct {
	fw.BaseWidget
	label  *Text
	ground *box
}

// NewChip returns a chip of one tone.
func NewChip(text string, kind Kind) *Chip {
	c := &Chip{label: newText("", theme.SizeNameCaptionText, ColorNeutralText, true, Cut), ground: newBox(ColorNeutralTint, "", 10)}
	c.label.Align = fyne.TextAlignCenter
	c.ExtendBaseWidget(c)
	c.Set(text, kind)
	return c
}

// Set changes words and tone; lists reuse their chips.
func (c *Chip) Set(text string, kind Kind) {
	ink, tint := kind.colors()
	c.ground.set(tint, "", 1)
	if c.label.Text != text || c.label.Color != ink {
		c.label.Text, c.label.Color = text, ink
		c.label.Refresh()
	}
}

// Text is what the chip says.
func (c *Chip) Text() string { return c.label.Text }

// MinSize is the whole word: a chip is only cut when its row is narrower than it.
func (c *Chip) MinSize() fyne.Size {
	m := c.label.measure(c.label.shown())
	return fyne.NewSize(m.Width+18, m.Height+5)
}

// CreateRenderer is for Fyne.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.NewStack(c.ground, padded(c.label, 2, 8, 3, 8)))
}

// NewBadge returns a chip that counts; zero is drawn quietly.
func NewBadge(n int, kind Kind) *Chip {
	if n == 0 {
		kind = Neutral
	}
	return NewChip(strconv.Itoa(n), kind)
}

// NewChips returns chips side by side that break into further rows.
func NewChips(chips ...*Chip) *fyne.Container {
	objs := make([]fyne.CanvasObject, len(chips))
	for i, c := range chips {
		objs[i] = c
	}
	return newWrapRow(6, objs...)
}

// ChipButton is a chip that can be pressed: a status that a tap changes.
type ChipButton struct {
	press
	chip *Chip
}

// NewChipButton returns a chip that calls tapped.
func NewChipButton(text string, kind Kind, tapped func()) *ChipButton {
	b := &ChipButton{chip: NewChip(text, kind)}
	b.press.init(b, 12)
	b.press.tapped = tapped
	return b
}

// AccessibilityLabel is the word on the chip.
func (b *ChipButton) AccessibilityLabel() string { return b.chip.Text() }

// AccessibilityRole is button.
func (b *ChipButton) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// MinSize leaves room for the ring around the chip.
func (b *ChipButton) MinSize() fyne.Size { return b.chip.MinSize().AddWidthHeight(4, 4) }

// CreateRenderer is for Fyne.
func (b *ChipButton) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.NewStack(padded(b.chip, 2, 2, 2, 2), b.ground))
}
