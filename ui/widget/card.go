package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"
)

// Card is a white sheet with a thin border, an optional title and actions.
type Card struct {
	fw.BaseWidget
	title   *Text
	head    *fyne.Container
	body    *fyne.Container
	Content fyne.CanvasObject
}

// NewCard returns a card; an empty title and no actions leave the head out.
func NewCard(title string, content fyne.CanvasObject, actions ...fyne.CanvasObject) *Card {
	c := &Card{title: NewHeading(title), Content: content}
	c.head = newBar(4, 0, append([]fyne.CanvasObject{c.title}, actions...)...)
	if title == "" && len(actions) == 0 {
		c.head.Hide()
	}
	c.body = container.NewStack(content)
	c.ExtendBaseWidget(c)
	return c
}

// SetTitle renames the card.
func (c *Card) SetTitle(s string) {
	c.title.SetText(s)
	c.head.Show()
}

// SetContent replaces what the card holds.
func (c *Card) SetContent(o fyne.CanvasObject) {
	c.Content = o
	c.body.Objects = []fyne.CanvasObject{o}
	c.body.Refresh()
}

// CreateRenderer is for Fyne.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	inner := container.New(headed{10}, c.head, c.body)
	return fw.NewSimpleRenderer(container.NewStack(newBox(ColorCard, ColorCardBorder, 8), padded(inner, 12, 16, 14, 16)))
}

// headed puts the first object on top and gives the rest of the height to the second.
type headed struct{ gap float32 }

func (l headed) MinSize(o []fyne.CanvasObject) fyne.Size { return column(l).MinSize(o) }

func (l headed) Layout(o []fyne.CanvasObject, size fyne.Size) {
	var y float32
	if o[0].Visible() {
		o[0].Move(fyne.NewPos(0, 0))
		y = settle(o[0], size.Width) + l.gap
	}
	o[1].Move(fyne.NewPos(0, y))
	o[1].Resize(fyne.NewSize(size.Width, max(0, size.Height-y)))
}
