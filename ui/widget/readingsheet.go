package widget

import (
	"sort"
	"strconv"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// readingGutter is the room left of the text, for the numbers of paragraphs.
const readingGutter = 34

// readingSheet is the text of a [ReadingPage] within its scroll, as high as all lines.
type readingSheet struct {
	fw.BaseWidget
	page    *ReadingPage
	focused bool
	shift   bool
	letter  fyne.KeyName // whose rune is still to come
}

func (s *readingSheet) measure(text string) (float32, float32) {
	size := fyne.MeasureText(text, s.Theme().Size(theme.SizeNameText)+1, fyne.TextStyle{})
	return size.Width, size.Height
}

// MinSize is the height of all lines.
func (s *readingSheet) MinSize() fyne.Size { return fyne.NewSize(80, s.page.pieces.total) }

// FocusGained draws the caret.
func (s *readingSheet) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost takes the caret away.
func (s *readingSheet) FocusLost() { s.focused, s.shift = false, false; s.Refresh() }

// TypedRune carries out the letter that went down before it, by the place of its key: done
// at the key, a control that it opens would be given the letter too.
func (s *readingSheet) TypedRune(rune) {
	k := s.letter
	s.letter = ""
	if k != "" && s.page.OnKey != nil {
		s.page.OnKey(k, s.shift)
	}
}

// KeyDown sees Shift go down.
func (s *readingSheet) KeyDown(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		s.shift = true
	}
}

// KeyUp sees Shift go up.
func (s *readingSheet) KeyUp(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		s.shift = false
	}
}

// TypedKey moves the caret; other keys are the screen's.
func (s *readingSheet) TypedKey(e *fyne.KeyEvent) {
	p := s.page
	if s.letter = ""; len(e.Name) == 1 && e.Name >= fyne.KeyA && e.Name <= fyne.KeyZ {
		s.letter = e.Name
		return
	}
	if p.key(e.Name, s.shift) || p.OnKey != nil && p.OnKey(e.Name, s.shift) {
		return
	}
	passEscape(s, e)
}

// TypedShortcut takes what is about the text.
func (s *readingSheet) TypedShortcut(c fyne.Shortcut) { s.page.shortcut(c) }

// Cursor is that of text.
func (s *readingSheet) Cursor() desktop.Cursor { return desktop.TextCursor }

// MouseDown puts the caret, or with Shift selects up to there.
func (s *readingSheet) MouseDown(e *desktop.MouseEvent) {
	focus(s)
	if e.Button != desktop.MouseButtonPrimary || len(s.page.words) == 0 {
		return
	}
	s.page.move(s.wordUnder(e.Position), e.Modifier&fyne.KeyModifierShift != 0)
}

// MouseUp ends nothing: the end of dragging does.
func (s *readingSheet) MouseUp(*desktop.MouseEvent) {}

// Tapped tells which place was meant.
func (s *readingSheet) Tapped(e *fyne.PointEvent) {
	p := s.page
	if p.OnTapped != nil && !p.marked && len(p.pieces.lines) > 0 {
		p.OnTapped(s.byteAt(p.pieces.at(e.Position.Y), e.Position.X-readingGutter))
	}
}

// Dragged selects the words between where the mouse went down and where it is.
func (s *readingSheet) Dragged(e *fyne.DragEvent) {
	p := s.page
	if len(p.words) == 0 {
		return
	}
	p.marked, p.head = true, s.wordUnder(e.Position)
	p.reveal(p.words[p.head].from, p.words[p.head].to)
	s.Refresh()
}

// DragEnd keeps what is selected.
func (s *readingSheet) DragEnd() {}

func (s *readingSheet) wordUnder(at fyne.Position) int {
	return s.page.wordAt(s.byteAt(s.page.pieces.at(at.Y), at.X-readingGutter))
}

// along is how far from the left a byte of a line stands.
func (s *readingSheet) along(line, at int) float32 {
	l := s.page.pieces.lines[line]
	at = min(max(at, l.from), l.to)
	if at == l.from {
		return 0
	}
	w, _ := s.measure(drawn(s.page.text[l.from:at]))
	return w
}

// byteAt is the byte of a line at a distance from its left.
func (s *readingSheet) byteAt(line int, x float32) int {
	if line >= len(s.page.pieces.lines) {
		return 0
	}
	l := s.page.pieces.lines[line]
	ends := []int{l.from}
	for i := l.from; i < l.to; {
		_, n := utf8.DecodeRuneInString(s.page.text[i:])
		i += n
		ends = append(ends, i)
	}
	n := sort.Search(len(ends), func(i int) bool { return s.along(line, ends[i]) > x })
	return ends[max(0, n-1)]
}

// CreateRenderer draws what is in view.
func (s *readingSheet) CreateRenderer() fyne.WidgetRenderer {
	r := &readingRenderer{s: s}
	r.Refresh()
	return r
}

type readingRenderer struct {
	s    *readingSheet
	objs []fyne.CanvasObject
}

// Destroy is for Fyne.
func (r *readingRenderer) Destroy() {}

// Layout is for Fyne: all places are known when it is drawn.
func (r *readingRenderer) Layout(fyne.Size) {}

// MinSize is for Fyne.
func (r *readingRenderer) MinSize() fyne.Size { return r.s.MinSize() }

// Objects is for Fyne.
func (r *readingRenderer) Objects() []fyne.CanvasObject { return r.objs }

// Refresh draws the lines in view, and a few around them.
func (r *readingRenderer) Refresh() {
	p := r.s.page
	r.objs = nil
	if len(p.pieces.lines) == 0 {
		canvas.Refresh(r.s)
		return
	}
	top, view := p.scroll.Offset.Y, max(p.scroll.Size().Height, 200)
	first, last := p.pieces.at(top-p.pieces.height), p.pieces.at(top+view)
	for i := first; i <= last; i++ {
		r.line(i)
	}
	canvas.Refresh(r.s)
}

// line draws the grounds of a line, its words, and what lies below them.
func (r *readingRenderer) line(i int) {
	p := r.s.page
	l := p.pieces.lines[i]
	for _, m := range p.marks {
		if !m.Line {
			_, tint := m.Tone.colors()
			r.ground(i, m.From, m.To, tint)
		}
	}
	if from, to, ok := p.Selection(); ok {
		r.ground(i, from, to, theme.ColorNameFocus)
	}
	text := canvas.NewText(drawn(p.text[l.from:l.to]), theme.ColorForWidget(theme.ColorNameForeground, r.s))
	text.TextSize = r.s.Theme().Size(theme.SizeNameText) + 1
	r.put(text, readingGutter, l.y, p.pieces.width, p.pieces.height)
	if l.paragraph > 0 {
		n := canvas.NewText(strconv.Itoa(l.paragraph), theme.ColorForWidget(ColorMuted, r.s))
		n.TextSize, n.Alignment = r.s.Theme().Size(theme.SizeNameCaptionText), fyne.TextAlignTrailing
		r.put(n, 0, l.y, readingGutter-10, p.pieces.height)
	}
	for _, m := range p.marks {
		if m.Line {
			ink, _ := m.Tone.colors()
			r.below(i, m.From, m.To, 1.5, ink)
		}
	}
	r.below(i, p.chosen.From, p.chosen.To, 3, theme.ColorNamePrimary)
	if w := p.head; r.s.focused && !p.marked && w < len(p.words) {
		r.below(i, p.words[w].from, p.words[w].to, 2, theme.ColorNameForeground)
	}
}

func (r *readingRenderer) put(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
	r.objs = append(r.objs, o)
}

// extent is where a stretch lies on a line.
func (r *readingRenderer) extent(i, from, to int) (x, w float32, ok bool) {
	l := r.s.page.pieces.lines[i]
	if to <= l.from || from >= l.to || to <= from {
		return 0, 0, false
	}
	x = r.s.along(i, from)
	return x + readingGutter, r.s.along(i, to) - x, true
}

func (r *readingRenderer) ground(i, from, to int, c fyne.ThemeColorName) {
	if x, w, ok := r.extent(i, from, to); ok {
		g := canvas.NewRectangle(theme.ColorForWidget(c, r.s))
		g.CornerRadius = 3
		r.put(g, x-1, r.s.page.pieces.top(i)+1, w+2, r.s.page.pieces.height-2)
	}
}

func (r *readingRenderer) below(i, from, to int, thick float32, c fyne.ThemeColorName) {
	if x, w, ok := r.extent(i, from, to); ok {
		g := canvas.NewRectangle(theme.ColorForWidget(c, r.s))
		r.put(g, x, r.s.page.pieces.top(i)+r.s.page.pieces.height-thick-1, w, thick)
	}
}
