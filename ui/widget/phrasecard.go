package widget

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// PhraseCard shows generated words to be written down, numbered, large. Copying
// is allowed and says what it costs.
type PhraseCard struct {
	fw.BaseWidget
	OnCopied func()
	words    []string
	grid     *fyne.Container
	warning  *Banner
	copy     *Button
	said     string
}

// NewPhraseCard returns a card; warning is said once the words were copied.
func NewPhraseCard(copyLabel, warning string, words Words) *PhraseCard {
	p := &PhraseCard{grid: container.New(layout.NewGridLayoutWithColumns(4)), warning: NewBanner(words), said: warning}
	p.copy = NewQuietButton(copyLabel, theme.ContentCopyIcon(), p.onCopy)
	p.ExtendBaseWidget(p)
	return p
}

// SetWords shows words; nil clears them.
func (p *PhraseCard) SetWords(words []string) {
	p.words = words
	p.grid.Objects = nil
	for i, w := range words {
		n := newText(strconv.Itoa(i+1), theme.SizeNameCaptionText, ColorMuted, false, Whole)
		t := newText(w, theme.SizeNameSubHeadingText, theme.ColorNameForeground, true, Cut)
		cell := padded(newBar(8, 1, n, t), 9, 10, 10, 12)
		p.grid.Add(container.NewStack(newBox(ColorAccentSoft, "", 6), cell))
	}
	p.warning.Hide()
	p.Refresh()
}

func (p *PhraseCard) onCopy() {
	text := ""
	for i, w := range p.words {
		if i > 0 {
			text += " "
		}
		text += w
	}
	fyne.CurrentApp().Clipboard().SetContent(text)
	p.warning.Say(Warning, p.said, "", nil)
	p.Refresh()
	if p.OnCopied != nil {
		p.OnCopied()
	}
}

// CreateRenderer is for Fyne.
func (p *PhraseCard) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(newColumn(8, p.grid, p.warning, newBar(0, 0, spacer(1, 1), p.copy)))
}
