package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// The keys a [YesNoField] holds; "" is not answered.
const (
	Yes     = "yes"
	No      = "no"
	Unknown = "unknown"
)

// YesNoField asks for yes, no or unknown, which is not the same as not yet answered.
type YesNoField struct {
	FieldBase
	OnChanged func(key string)
	seg       *segments
}

// NewYesNoField returns an unanswered field. Words without Unknown leave it out.
func NewYesNoField(key string, words Words) *YesNoField {
	f := &YesNoField{FieldBase: NewFieldBase(key)}
	options := []Option{{Key: Yes, Label: words.Yes}, {Key: No, Label: words.No}}
	if words.Unknown != "" {
		options = append(options, Option{Key: Unknown, Label: words.Unknown})
	}
	f.seg = newSegments(options, func(k string) {
		if f.OnChanged != nil {
			f.OnChanged(k)
		}
	})
	f.seg.edited = f.isEdited
	return f
}

// Object is the row of segments.
func (f *YesNoField) Object() fyne.CanvasObject { return container.New(leading{}, f.seg) }

// FocusTarget is the row of segments.
func (f *YesNoField) FocusTarget() fyne.Focusable { return f.seg }

// Set answers without telling anybody.
func (f *YesNoField) Set(key string) { f.seg.set(key) }

// Value is Yes, No, Unknown or "".
func (f *YesNoField) Value() string { return f.seg.value }

// SetReadOnly greys the row.
func (f *YesNoField) SetReadOnly(on bool) { enable(!on, f.seg); f.seg.mark() }

// leading gives its object the width it wants, at the left.
type leading struct{}

func (leading) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (leading) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(min(size.Width, o[0].MinSize().Width), size.Height))
}

// segments is a row of cells of which one may be chosen: one Tab stop, the
// arrows move, Space or a second tap takes the answer back.
type segments struct {
	fw.DisableableWidget
	options []Option
	value   string
	changed func(string)
	focused bool
	edited  Edited
	cursor  int
	cells   []*segment
	frame   *box
}

func newSegments(options []Option, changed func(string)) *segments {
	s := &segments{options: options, changed: changed, frame: newBox(theme.ColorNameInputBackground, theme.ColorNameInputBorder, 6)}
	for i, o := range options {
		c := &segment{label: newText(o.Label, theme.SizeNameText, theme.ColorNameForeground, false, Whole), ground: newBox("", "", 5)}
		c.tapped = func() { focus(s); s.choose(i) }
		c.ExtendBaseWidget(c)
		s.cells = append(s.cells, c)
	}
	s.ExtendBaseWidget(s)
	return s
}

func (s *segments) set(key string) {
	s.value = key
	for i, o := range s.options {
		if o.Key == key {
			s.cursor = i
		}
	}
	s.mark()
}

func (s *segments) choose(i int) {
	if s.Disabled() || i < 0 || i >= len(s.options) {
		return
	}
	key := s.options[i].Key
	if key == s.value {
		key = ""
	}
	s.cursor = i
	s.set(key)
	if s.changed != nil {
		s.changed(key)
	}
}

func (s *segments) mark() {
	for i, c := range s.cells {
		fill, stroke := fyne.ThemeColorName(""), fyne.ThemeColorName("")
		c.label.Color, c.label.Bold = theme.ColorNameForeground, false
		if s.Disabled() {
			c.label.Color = theme.ColorNameDisabled
		}
		if s.options[i].Key == s.value {
			fill, stroke, c.label.Color = ColorInfoTint, ColorAccent, ColorInfoText
		}
		if s.focused && i == s.cursor {
			stroke = theme.ColorNamePrimary
		}
		c.ground.set(fill, stroke, 1)
		c.label.Refresh()
	}
	if s.focused {
		s.frame.set(theme.ColorNameInputBackground, theme.ColorNamePrimary, 2)
	} else {
		s.frame.set(theme.ColorNameInputBackground, theme.ColorNameInputBorder, 1)
	}
}

// FocusGained draws the ring.
func (s *segments) FocusGained() {
	s.focused = true
	s.mark()
	if s.edited != nil {
		s.edited(s, fyne.NewPos(0, 0), s.Size())
	}
}

// FocusLost takes it away.
func (s *segments) FocusLost() { s.focused = false; s.mark() }

// TypedRune does nothing.
func (s *segments) TypedRune(rune) {}

// TypedKey answers.
func (s *segments) TypedKey(e *fyne.KeyEvent) {
	passEscape(s, e)
	switch e.Name {
	case fyne.KeyRight, fyne.KeyDown:
		if s.value == "" {
			s.choose(s.cursor)
		} else if s.cursor < len(s.options)-1 {
			s.choose(s.cursor + 1)
		}
	case fyne.KeyLeft, fyne.KeyUp:
		if s.cursor > 0 {
			s.choose(s.cursor - 1)
		}
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDelete, fyne.KeyBackspace:
		s.choose(s.cursor)
	}
}

// CreateRenderer is for Fyne.
func (s *segments) CreateRenderer() fyne.WidgetRenderer {
	row := newBar(2, -1)
	for _, c := range s.cells {
		row.Add(c)
	}
	return fw.NewSimpleRenderer(container.NewStack(s.frame, padded(row, 2, 2, 2, 2)))
}

type segment struct {
	fw.BaseWidget
	label  *Text
	ground *box
	tapped func()
}

func (c *segment) Tapped(*fyne.PointEvent) { c.tapped() }

func (c *segment) MinSize() fyne.Size {
	m := c.label.MinSize()
	return fyne.NewSize(max(64, m.Width+28), m.Height+12)
}

func (c *segment) CreateRenderer() fyne.WidgetRenderer {
	c.label.Align = fyne.TextAlignCenter
	hold := canvas.NewRectangle(color.Transparent)
	return fw.NewSimpleRenderer(container.NewStack(hold, c.ground, padded(c.label, 6, 4, 6, 4)))
}
