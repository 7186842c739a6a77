package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// NewClickRow returns one line to be opened, framed as a field is.
func NewClickRow(row ClickRow) fyne.CanvasObject {
	r := newClickRow(row)
	r.rest(theme.ColorNameInputBackground, theme.ColorNameInputBorder)
	return r
}

// NewBar sets objects side by side; the one at grow takes the free width, -1 none.
func NewBar(gap float32, grow int, objs ...fyne.CanvasObject) *fyne.Container {
	return newBar(gap, grow, objs...)
}

// NewStack stacks objects with a gap; each is asked for its height at its width.
func NewStack(gap float32, objs ...fyne.CanvasObject) *fyne.Container {
	return newColumn(gap, objs...)
}

// NewHeaded puts head on top and gives body the rest of the height.
func NewHeaded(gap float32, head, body fyne.CanvasObject) *fyne.Container {
	return container.New(headed{gap}, head, body)
}

// NewPadded puts room around o, in pixels.
func NewPadded(o fyne.CanvasObject, top, right, bottom, left float32) *fyne.Container {
	return padded(o, top, right, bottom, left)
}

// NewSheet is the white ground of a card without its padding.
func NewSheet(o fyne.CanvasObject) *fyne.Container {
	return container.NewStack(newBox(ColorCard, ColorCardBorder, 8), o)
}

// NewMiddle centres o and holds it to a width.
func NewMiddle(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(middle{width}, o)
}

// NewTop centres o in the width it is held to, at the top.
func NewTop(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(top{width}, o)
}

type top struct{ width float32 }

func (l top) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (l top) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := min(l.width, size.Width)
	settle(o[0], w)
	o[0].Move(fyne.NewPos((size.Width-w)/2, 0))
}

// NewTinted is an icon in a colour of the theme, as a square.
func NewTinted(icon fyne.Resource, color fyne.ThemeColorName, size float32) fyne.CanvasObject {
	return square(newGlyph(icon, color), size)
}

// NewGround is a rectangle in a colour of the theme.
func NewGround(color fyne.ThemeColorName) fyne.CanvasObject { return newBox(color, "", 0) }

// Focus moves the keyboard to o.
func Focus(o fyne.Focusable) { focus(o) }

// Switch is a row of segments of which one is always on: which of a few lists
// or palettes is shown.
type Switch struct {
	fw.BaseWidget
	OnChanged func(key string)
	seg       *segments
	key       string
}

// Set shows key without telling anybody.
func (s *Switch) Set(key string) {
	s.key = key
	s.seg.set(key)
}

// NewSwitch returns a switch that shows key.
func NewSwitch(options []Option, key string, changed func(key string)) *Switch {
	s := &Switch{OnChanged: changed, key: key}
	s.seg = newSegments(options, func(k string) {
		if k == "" { // a second tap does not take the answer back here
			s.seg.set(s.key)
			return
		}
		s.key = k
		if s.OnChanged != nil {
			s.OnChanged(k)
		}
	})
	s.seg.set(key)
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is for Fyne.
func (s *Switch) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.New(leading{}, s.seg))
}

// SetShown shows or hides the row of a field: one that does not apply to the
// record at hand. False if there is no such field.
func (f *Form) SetShown(key string, on bool) bool {
	row, ok := f.rows[key]
	if ok && row.Visible() != on {
		row.Hidden = !on
		if !f.held {
			f.relayout()
		}
	}
	return ok
}

// Shown tells whether the row of a field is shown.
func (f *Form) Shown(key string) bool {
	row, ok := f.rows[key]
	return ok && row.Visible()
}

// Settle lays the form out again after an object in it changed its height.
func (f *Form) Settle() { f.relayout() }

// Pick opens a dialog that finds one of many; Escape gives the keyboard back to anchor.
func Pick(anchor fyne.Focusable, title string, words Words, find func(query string) []Option, picked func(Option)) {
	showPicker(anchor, pickerOptions{title: title, words: words, search: find, picked: picked})
}

// Touch tells the form that the height of the field changed.
func (b *FieldBase) Touch() { b.touch() }

// OnKey lets keys be used before the button uses them; used answers true.
func (b *Button) OnKey(used func(fyne.KeyName) bool) { b.press.keys = used }

// SetTapped changes what a tap does.
func (b *IconButton) SetTapped(tapped func()) { b.press.tapped = tapped }

// Anchor is the part of a sidebar that a dialog gives the keyboard back to.
func Anchor(s *Sidebar) fyne.Focusable { return s.search }
