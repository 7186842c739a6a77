package widget

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Flow says what a [Text] does when its words do not fit its width.
type Flow int

// Cut ends a single line with an ellipsis, Wrap breaks it into lines, Whole asks for the room it needs.
const (
	Cut Flow = iota
	Wrap
	Whole
)

// Text is a piece of reading text without padding of its own. Fyne's label
// adds 8 px on every side, which no grid survives.
type Text struct {
	fw.BaseWidget
	Text     string
	TextSize fyne.ThemeSizeName
	Color    fyne.ThemeColorName
	Bold     bool
	Italic   bool
	Align    fyne.TextAlign
	Flow     Flow
	MaxLines int // 0 is as many as needed; only with Wrap
}

// NewText returns body text that wraps.
func NewText(s string) *Text {
	return newText(s, theme.SizeNameText, theme.ColorNameForeground, false, Wrap)
}

// NewCaption returns small muted text that wraps.
func NewCaption(s string) *Text {
	return newText(s, theme.SizeNameCaptionText, ColorMuted, false, Wrap)
}

// NewHeading returns the bold line above a card or a section.
func NewHeading(s string) *Text {
	return newText(s, theme.SizeNameText, theme.ColorNameForeground, true, Cut)
}

func newText(s string, size fyne.ThemeSizeName, c fyne.ThemeColorName, bold bool, flow Flow) *Text {
	t := &Text{Text: s, TextSize: size, Color: c, Bold: bold, Flow: flow}
	t.ExtendBaseWidget(t)
	return t
}

// SetText replaces the words; it costs nothing when they are the same.
func (t *Text) SetText(s string) {
	if t.Text != s {
		t.Text = s
		t.Refresh()
	}
}

func (t *Text) style() fyne.TextStyle { return fyne.TextStyle{Bold: t.Bold, Italic: t.Italic} }

func (t *Text) measure(s string) fyne.Size {
	return fyne.MeasureText(s, t.Theme().Size(t.TextSize), t.style())
}

// CreateRenderer is for Fyne.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{t: t}
	r.Refresh()
	return r
}

type textRenderer struct {
	t     *Text
	lines []*canvas.Text
	width float32
}

func (r *textRenderer) Destroy() {}

func (r *textRenderer) Objects() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, len(r.lines))
	for i, l := range r.lines {
		out[i] = l
	}
	return out
}

func (r *textRenderer) Layout(size fyne.Size) {
	if size.Width != r.width {
		r.width = size.Width
		r.fill()
	}
	h := r.t.measure("M").Height
	for i, l := range r.lines {
		l.Move(fyne.NewPos(0, float32(i)*h))
		l.Resize(fyne.NewSize(size.Width, h))
	}
}

func (r *textRenderer) MinSize() fyne.Size {
	h := r.t.measure("M").Height
	switch r.t.Flow {
	case Whole:
		return fyne.NewSize(r.t.measure(r.t.shown()).Width, h)
	case Wrap:
		return fyne.NewSize(min(48, r.t.measure(r.t.shown()).Width), h*float32(max(1, len(r.lines))))
	}
	return fyne.NewSize(min(24, r.t.measure(r.t.shown()).Width), h)
}

func (r *textRenderer) Refresh() {
	r.fill()
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}

func (r *textRenderer) fill() {
	words := r.t.lines(r.width)
	c := theme.ColorForWidget(r.t.Color, r.t)
	for len(r.lines) < len(words) {
		r.lines = append(r.lines, canvas.NewText("", c))
	}
	r.lines = r.lines[:len(words)]
	for i, l := range r.lines {
		l.Text, l.Color, l.TextStyle = words[i], c, r.t.style()
		l.TextSize, l.Alignment = r.t.Theme().Size(r.t.TextSize), r.t.Align
		l.Refresh()
	}
}

// shown is the text as it may be drawn: at most what a place of its kind could
// show, since measuring costs by the character and a title may be a pasted book;
// without control characters, and without the marks that turn the order of
// letters around, with which a name can be made to read as another.
func (t *Text) shown() string {
	most := 400
	if t.Flow == Wrap {
		most = 20000
		if t.MaxLines > 0 {
			most = 400 * t.MaxLines
		}
	}
	s := t.Text
	if len(s) > most {
		for most > 0 && !utf8.RuneStart(s[most]) {
			most--
		}
		s = s[:most] + "…"
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' && t.Flow == Wrap:
			return r
		case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f:
			return -1
		case unicode.IsControl(r):
			return ' '
		}
		return r
	}, s)
}

// lines breaks the text for a width; a width of zero (not laid out yet) breaks nothing.
func (t *Text) lines(width float32) []string {
	text := t.shown()
	if t.Flow == Whole || width <= 0 {
		return []string{text}
	}
	if t.Flow == Cut {
		return []string{t.cut(text, width)}
	}
	var out []string
	for _, para := range strings.Split(text, "\n") {
		out = t.breakPara(out, para, width)
	}
	if t.MaxLines > 0 && len(out) > t.MaxLines {
		rest := strings.Join(out[t.MaxLines-1:], " ")
		out = append(out[:t.MaxLines-1], t.cut(rest, width))
	}
	return out
}

func (t *Text) breakPara(out []string, para string, width float32) []string {
	line := ""
	for _, word := range strings.Fields(para) {
		next := word
		if line != "" {
			next = line + " " + word
		}
		if t.measure(next).Width <= width {
			line = next
			continue
		}
		if line != "" {
			out = append(out, line)
		}
		line = word
		for t.measure(line).Width > width { // a word wider than the column breaks where it must
			n := t.fit(line, width)
			if n >= len(line) {
				break
			}
			out = append(out, line[:n])
			line = line[n:]
		}
	}
	return append(out, line)
}

// fit returns how many bytes of s, at least one rune, fit the width.
func (t *Text) fit(s string, width float32) int {
	ends := make([]int, 0, len(s))
	for i := range s {
		if i > 0 {
			ends = append(ends, i)
		}
	}
	ends = append(ends, len(s))
	lo, hi := 0, len(ends)-1
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if t.measure(s[:ends[mid]]).Width <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return ends[lo]
}

func (t *Text) cut(s string, width float32) string {
	// A tenth of a pixel of slack: sums of advances round differently than the whole.
	if s == "" || t.measure(s).Width <= width+0.1 {
		return s
	}
	return strings.TrimRight(s[:t.fit(s, width-t.measure("…").Width)], " ") + "…"
}
