package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Empty is what stands where nothing is yet: a picture, a sentence that says
// what belongs here, and the step that brings it.
type Empty struct {
	fw.BaseWidget
	icon   fyne.Resource
	text   *Text
	button *Button
}

// NewEmpty returns an empty state; without action there is no button.
func NewEmpty(icon fyne.Resource, text, action string, tapped func()) *Empty {
	e := &Empty{icon: icon, text: newText(text, theme.SizeNameText, ColorMuted, false, Wrap)}
	e.text.Align = fyne.TextAlignCenter
	e.button = NewPrimaryButton(action, theme.ContentAddIcon(), tapped)
	if action == "" {
		e.button.Hide()
	}
	e.ExtendBaseWidget(e)
	return e
}

// Set changes the sentence and says whether the step is offered.
func (e *Empty) Set(text string, offer bool) {
	e.text.SetText(text)
	if offer && e.button.Text() != "" {
		e.button.Show()
	} else {
		e.button.Hide()
	}
}

// CreateRenderer is for Fyne.
func (e *Empty) CreateRenderer() fyne.WidgetRenderer {
	col := newColumn(14,
		container.NewCenter(square(newGlyph(e.icon, ColorGuide), 56)),
		e.text,
		container.NewCenter(e.button))
	return fw.NewSimpleRenderer(container.New(middle{320}, col))
}

// middle centres its object and holds it to a readable width.
type middle struct{ width float32 }

func (l middle) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (l middle) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := min(l.width, size.Width)
	h := settle(o[0], w)
	o[0].Move(fyne.NewPos((size.Width-w)/2, max(0, (size.Height-h)/2)))
}
