package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Mark is a chip in a row.
type Mark struct {
	Text string
	Kind Kind
}

// Row is one line of a [RecordList] as plain values: a pure function of a
// record makes it, and is tested without widgets.
type Row struct {
	Lead            string // a date or a number, in the left column
	Title, Subtitle string
	Trail           string // at the right of the second line
	Marks           []Mark
	Kind            fyne.Resource // an icon; nil draws none
	Tone            Kind          // of the icon; Neutral is muted
	Ink             Kind          // of the subtitle; Neutral is muted
	Dim             bool          // withdrawn, rejected, not in this edition
}

const rowHeight = 50

// rowView draws one [Row]; a list makes as many as fit its window and refills them.
type rowView struct {
	fw.BaseWidget
	timeline               bool
	leadWidth              float32
	lead, title, sub, tail *Text
	chips                  []*Chip
	used                   int
	icon                   *glyph
	iconSrc                fyne.Resource
	tone                   Kind
	dot, guide             *box
	first, last            bool
}

func newRowView(timeline bool, leadWidth float32) *rowView {
	v := &rowView{
		timeline: timeline, leadWidth: leadWidth,
		lead:  newText("", theme.SizeNameCaptionText, ColorMuted, false, Wrap),
		title: newText("", theme.SizeNameText, theme.ColorNameForeground, !timeline, Cut),
		sub:   newText("", theme.SizeNameCaptionText, ColorMuted, false, Cut),
		tail:  newText("", theme.SizeNameCaptionText, ColorAccent, false, Cut),
		icon:  newGlyph(nil, ""),
		dot:   newBox(ColorAccent, ColorCard, 6), guide: newBox(ColorGuide, "", 0),
	}
	v.dot.strokeWidth = 2
	v.lead.MaxLines = 2
	v.tail.Align = fyne.TextAlignTrailing
	v.ExtendBaseWidget(v)
	return v
}

func (v *rowView) fill(r Row, first, last bool) {
	v.first, v.last = first, last
	ink, dot := theme.ColorNameForeground, ColorAccent
	if r.Dim {
		ink, dot = ColorMuted, ColorGuide
	}
	if v.title.Color != ink {
		v.title.Color = ink
		v.title.Refresh()
	}
	v.dot.set(dot, ColorCard, 2)
	v.lead.SetText(r.Lead)
	v.title.SetText(r.Title)
	v.sub.SetText(r.Subtitle)
	sub, _ := r.Ink.colors()
	if r.Ink == Neutral {
		sub = ColorMuted
	}
	if v.sub.Color != sub {
		v.sub.Color = sub
		v.sub.Refresh()
	}
	v.tail.SetText(r.Trail)
	if v.iconSrc != r.Kind || v.tone != r.Tone {
		v.iconSrc, v.tone = r.Kind, r.Tone
		ink, _ := r.Tone.colors()
		if r.Tone == Neutral {
			ink = ColorMuted
		}
		v.icon.set(r.Kind, ink)
	}
	for len(v.chips) < len(r.Marks) {
		v.chips = append(v.chips, NewChip("", Neutral))
	}
	v.used = len(r.Marks)
	for i, c := range v.chips {
		if i < v.used {
			c.Set(r.Marks[i].Text, r.Marks[i].Kind)
		}
	}
	if v.Size().Width > 0 {
		v.place(v.Size())
		canvas.Refresh(v)
	}
}

func (v *rowView) CreateRenderer() fyne.WidgetRenderer { return &rowRenderer{v} }

type rowRenderer struct{ v *rowView }

func (r *rowRenderer) Destroy()              {}
func (r *rowRenderer) MinSize() fyne.Size    { return fyne.NewSize(220, rowHeight) }
func (r *rowRenderer) Layout(size fyne.Size) { r.v.place(size) }

func (r *rowRenderer) Objects() []fyne.CanvasObject {
	v := r.v
	objs := []fyne.CanvasObject{v.guide, v.dot, v.icon, v.lead, v.title, v.sub, v.tail}
	for _, c := range v.chips {
		objs = append(objs, c)
	}
	return objs
}

func (r *rowRenderer) Refresh() {
	for _, o := range r.Objects() {
		o.Refresh()
	}
	r.v.place(r.v.Size())
}

func (v *rowView) place(size fyne.Size) {
	titleH, capH := v.title.MinSize().Height, v.sub.MinSize().Height
	top := (size.Height - titleH - 3 - capH) / 2
	if v.sub.Text == "" && v.tail.Text == "" {
		top = (size.Height - titleH) / 2
	}
	x, right := float32(12), size.Width-12
	if v.leadWidth > 0 {
		v.lead.Resize(fyne.NewSize(v.leadWidth, size.Height))
		v.lead.Move(fyne.NewPos(x, top+(titleH-capH)*0.75))
		x += v.leadWidth + 8
	} else {
		v.lead.Hide()
	}
	x = v.placeSign(x, top+titleH/2, size.Height)
	chipsFrom := v.placeChips(right, x+(right-x)*0.35, top+titleH/2)
	v.title.Resize(fyne.NewSize(max(0, chipsFrom-x), titleH))
	v.title.Move(fyne.NewPos(x, top))
	var tail float32
	if v.tail.Text != "" {
		tail = min(v.tail.measure(v.tail.shown()).Width+1, (right-x)*0.55)
	}
	y := top + titleH + 3
	v.tail.Resize(fyne.NewSize(tail, capH))
	v.tail.Move(fyne.NewPos(right-tail, y))
	v.sub.Resize(fyne.NewSize(max(0, right-x-tail-8), capH))
	v.sub.Move(fyne.NewPos(x, y))
}

// placeSign draws the dot on its line, or the icon, and returns where words begin.
func (v *rowView) placeSign(x, mid, height float32) float32 {
	if !v.timeline {
		v.dot.Hide()
		v.guide.Hide()
		if v.iconSrc == nil {
			return x
		}
		v.icon.Resize(fyne.NewSquareSize(20))
		v.icon.Move(fyne.NewPos(x, (height-20)/2))
		return x + 32
	}
	// The line runs through the gap between rows, so that it reads as one.
	from, to := float32(-4), height+4
	if v.first {
		from = mid
	}
	if v.last {
		to = mid
	}
	v.guide.Resize(fyne.NewSize(2, to-from))
	v.guide.Move(fyne.NewPos(x+5, from))
	v.dot.Resize(fyne.NewSquareSize(12))
	v.dot.Move(fyne.NewPos(x, mid-6))
	return x + 26
}

// placeChips sets chips from the right edge as far as limit, hides those for
// which there is no room, and returns where the title must end.
func (v *rowView) placeChips(right, limit, mid float32) float32 {
	at := right
	for i, c := range v.chips {
		m := c.MinSize()
		if i >= v.used || at-m.Width < limit {
			c.Hide()
			continue
		}
		c.Resize(m)
		c.Move(fyne.NewPos(at-m.Width, mid-m.Height/2))
		c.Show()
		at -= m.Width + 6
	}
	if at < right {
		at -= 4
	}
	return at
}
