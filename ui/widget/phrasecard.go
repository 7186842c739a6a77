package widget

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// PhraseCard shows generated words to be written down, numbered, large. There is
// no way to copy them: other programs read the clipboard, and keep what was in it.
type PhraseCard struct {
	fw.BaseWidget
	grid *fyne.Container
}

// NewPhraseCard returns an empty card.
func NewPhraseCard() *PhraseCard {
	p := &PhraseCard{grid: container.New(layout.NewGridLayoutWithColumns(4))}
	p.ExtendBaseWidget(p)
	return p
}

// SetWords shows words; nil clears them.
func (p *PhraseCard) SetWords(words []string) {
	p.grid.Objects = nil
	for i, w := range words {
		n := newText(strconv.Itoa(i+1), theme.SizeNameCaptionText, ColorMuted, false, Whole)
		t := newText(w, theme.SizeNameSubHeadingText, theme.ColorNameForeground, true, Cut)
		cell := padded(newBar(8, 1, n, t), 9, 10, 10, 12)
		p.grid.Add(container.NewStack(newBox(ColorAccentSoft, "", 6), cell))
	}
	p.Refresh()
}

// CreateRenderer is for Fyne.
func (p *PhraseCard) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(p.grid)
}
