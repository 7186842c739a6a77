package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"
)

const (
	// wheelGain turns the 25 px that the toolkit gives for a notch of the wheel into about 60.
	wheelGain = 2.4
	// airAround is what stays visible above and below what is edited, in pixels.
	airAround = 28
)

// Page is a column that scrolls. The wheel moves it whatever lies under the
// pointer: a text box inside it, which would swallow the wheel, is as tall as its
// text and has nothing to scroll.
type Page struct {
	fw.BaseWidget
	scroll *container.Scroll
	moving bool
}

// NewPage returns a page of what may be taller than its window.
func NewPage(content fyne.CanvasObject) *Page {
	p := &Page{scroll: container.NewVScroll(content)}
	p.ExtendBaseWidget(p)
	return p
}

// SetContent shows something else, from its top.
func (p *Page) SetContent(content fyne.CanvasObject) {
	p.scroll.Content = content
	p.scroll.Offset = fyne.NewPos(0, 0)
	p.scroll.Refresh()
}

// ScrollToTop shows the beginning.
func (p *Page) ScrollToTop() { p.scroll.ScrollToTop() }

// ScrollTo shows the page from y on, in pixels.
func (p *Page) ScrollTo(y float32) {
	y = max(0, min(y, p.scroll.Content.MinSize().Height-p.scroll.Size().Height))
	p.scroll.ScrollToOffset(fyne.NewPos(0, y))
}

// Offset is how much of the page lies above the window, in pixels.
func (p *Page) Offset() float32 { return p.scroll.Offset.Y }

// Turn moves by whole windows, less a little that stays as a bearing.
func (p *Page) Turn(pages float32) {
	p.ScrollTo(p.Offset() + pages*(p.scroll.Size().Height-2*airAround))
}

// Reveal scrolls as little as it can to show a part of an object on the page: the
// line with the caret, or the control with the keyboard.
func (p *Page) Reveal(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
	if p.moving || p.scroll.Size().Height == 0 {
		return
	}
	p.moving = true // scrolling draws the caret again, and that tells where it is
	defer func() { p.moving = false }()
	driver := fyne.CurrentApp().Driver()
	view := p.scroll.Size().Height
	top := driver.AbsolutePositionForObject(o).Y + at.Y - driver.AbsolutePositionForObject(p.scroll).Y
	air := max(0, min(airAround, (view-size.Height)/2))
	switch bottom := top + size.Height; {
	case top < air:
		p.ScrollTo(p.Offset() + top - air)
	case bottom > view-air && size.Height+2*air <= view:
		p.ScrollTo(p.Offset() + bottom - view + air)
	case bottom > view-air: // taller than the window: its beginning
		p.ScrollTo(p.Offset() + top - air)
	}
}

// Follow keeps in view whatever of the field is edited.
func (p *Page) Follow(f interface{ OnEdited(Edited) }) { f.OnEdited(p.Reveal) }

// Settle lays the content out again after a height in it has changed: heights are
// known only once widths are.
func (p *Page) Settle() {
	inner := p.scroll.Content
	if inner == nil || inner.Size().Width == 0 {
		return
	}
	inner.Resize(fyne.NewSize(inner.Size().Width, max(p.scroll.Size().Height, inner.MinSize().Height)))
	p.scroll.Refresh()
}

// Resize lays out twice.
func (p *Page) Resize(s fyne.Size) {
	p.BaseWidget.Resize(s)
	p.Settle()
}

// MinSize is small: a page scrolls.
func (p *Page) MinSize() fyne.Size { return p.scroll.MinSize() }

// CreateRenderer is for Fyne.
func (p *Page) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.NewStack(p.scroll, newWheel(p.scroll.Scrolled)))
}

// wheel lies over what scrolls and takes the wheel alone: a click, a hover and the
// keyboard pass through it.
type wheel struct {
	fw.BaseWidget
	turn func(*fyne.ScrollEvent)
}

func newWheel(turn func(*fyne.ScrollEvent)) *wheel {
	w := &wheel{turn: turn}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled hands the wheel on, by steps of a size that people know.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) {
	further := *e
	further.Scrolled.DX *= wheelGain
	further.Scrolled.DY *= wheelGain
	w.turn(&further)
}

// CreateRenderer is for Fyne: nothing is drawn.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.NewWithoutLayout())
}
