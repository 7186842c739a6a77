package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Header is the top of a screen: a large title, chips beside it, a muted line
// below, actions at the right. In a narrow window the chips move to the second line.
type Header struct {
	fw.BaseWidget
	title, subtitle *Text
	chips           *fyne.Container
	actions         *fyne.Container
}

// NewHeader returns an empty header with its actions, left to right.
func NewHeader(actions ...fyne.CanvasObject) *Header {
	h := &Header{
		title:    newText("", theme.SizeNameHeadingText, theme.ColorNameForeground, true, Cut),
		subtitle: newText("", theme.SizeNameText, ColorMuted, false, Cut),
		chips:    newBar(6, -1),
		actions:  newBar(8, -1, actions...),
	}
	h.ExtendBaseWidget(h)
	return h
}

// Set fills the header.
func (h *Header) Set(title, subtitle string, chips ...*Chip) {
	h.title.SetText(title)
	h.subtitle.SetText(subtitle)
	h.chips.Objects = nil
	for _, c := range chips {
		h.chips.Add(c)
	}
	h.Refresh()
}

// CreateRenderer is for Fyne.
func (h *Header) CreateRenderer() fyne.WidgetRenderer { return &headerRenderer{h} }

type headerRenderer struct{ h *Header }

func (r *headerRenderer) Destroy() {}

func (r *headerRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.h.title, r.h.chips, r.h.subtitle, r.h.actions}
}

func (r *headerRenderer) MinSize() fyne.Size {
	a := r.h.actions.MinSize()
	return fyne.NewSize(max(160, r.h.chips.MinSize().Width)+a.Width+28, max(52, a.Height))
}

func (r *headerRenderer) Layout(size fyne.Size) {
	a := r.h.actions.MinSize()
	r.h.actions.Resize(a)
	r.h.actions.Move(fyne.NewPos(size.Width-a.Width, (size.Height-a.Height)/2))
	room := max(0, size.Width-a.Width-16)
	chips := r.h.chips.MinSize()
	want := r.h.title.measure(r.h.title.shown())
	sub := r.h.subtitle.measure(r.h.subtitle.shown())
	second := want.Height + 4
	r.h.chips.Resize(chips)
	r.h.title.Move(fyne.NewPos(0, 0))
	r.h.subtitle.Move(fyne.NewPos(0, second))
	if w := want.Width + 1; w+12+chips.Width <= room {
		r.h.title.Resize(fyne.NewSize(w, want.Height))
		r.h.subtitle.Resize(fyne.NewSize(room, sub.Height))
		r.h.chips.Move(fyne.NewPos(w+12, (want.Height-chips.Height)/2+1))
		return
	}
	// Too narrow for one line: the title keeps the width, the chips go below it.
	r.h.title.Resize(fyne.NewSize(room, want.Height))
	w := max(0, min(sub.Width+1, room-chips.Width-12))
	r.h.subtitle.Resize(fyne.NewSize(w, sub.Height))
	r.h.chips.Move(fyne.NewPos(w+12, second+(sub.Height-chips.Height)/2))
}

func (r *headerRenderer) Refresh() {
	for _, o := range r.Objects() {
		o.Refresh()
	}
	r.Layout(r.h.Size())
}
