package widget

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fw "fyne.io/fyne/v2/widget"
)

// Stretch is a part of a text that is marked, in bytes.
type Stretch struct {
	From, To int
	Tone     Kind
	Line     bool // a line below the words in place of a ground behind them
}

// ReadingPage shows a long text to be read and marked: numbered paragraphs, marked
// stretches, and a selection of whole words, by the mouse or with Shift and the
// arrows. Only the lines in view are drawn. Keys that it does not use itself go to
// OnKey, by the place of the key: a Cyrillic keyboard has the same ones.
type ReadingPage struct {
	fw.BaseWidget
	OnKey    func(fyne.KeyName, bool) bool // with Shift; answers true for keys it used
	OnPaste  func()
	OnTapped func(at int) // a byte of the text
	Copied   func()       // hears that words went to the clipboard

	text   string
	pieces readingLines
	words  []textRange
	marks  []Stretch
	chosen Stretch // with a frame, nothing when empty
	anchor int     // word at which the selection begins
	head   int     // word with the caret
	marked bool    // the words between them are selected

	sheet  *readingSheet
	scroll *container.Scroll
}

type textRange struct{ from, to int }

// NewReadingPage is an empty page.
func NewReadingPage() *ReadingPage {
	p := &ReadingPage{}
	p.sheet = &readingSheet{page: p}
	p.sheet.ExtendBaseWidget(p.sheet)
	p.scroll = container.NewVScroll(p.sheet)
	p.scroll.OnScrolled = func(fyne.Position) { p.sheet.Refresh() }
	p.ExtendBaseWidget(p)
	return p
}

// SetText shows another text from its beginning.
func (p *ReadingPage) SetText(s string) {
	p.text, p.marks, p.chosen = s, nil, Stretch{}
	p.words = wordsOf(s)
	p.anchor, p.head, p.marked = 0, 0, false
	p.pieces.width = 0
	p.arrange(p.Size())
	p.scroll.ScrollToTop()
	p.sheet.Refresh()
}

// SetMarks shows other marks.
func (p *ReadingPage) SetMarks(m []Stretch) {
	p.marks = m
	p.sheet.Refresh()
}

// Choose frames a stretch and brings it into view; an empty one frames nothing.
func (p *ReadingPage) Choose(s Stretch) {
	p.chosen = s
	if s.To > s.From {
		p.reveal(s.From, s.To)
	}
	p.sheet.Refresh()
}

// Selection is what is selected, in bytes; ok is false when nothing is.
func (p *ReadingPage) Selection() (from, to int, ok bool) {
	if !p.marked || len(p.words) == 0 {
		return 0, 0, false
	}
	a, b := min(p.anchor, p.head), max(p.anchor, p.head)
	return p.words[a].from, p.words[b].to, true
}

// Select selects the words of a stretch.
func (p *ReadingPage) Select(from, to int) {
	if len(p.words) == 0 {
		return
	}
	p.anchor, p.head, p.marked = p.wordAt(from), p.wordAt(max(from, to-1)), true
	p.reveal(from, to)
	p.sheet.Refresh()
}

// Unselect selects nothing.
func (p *ReadingPage) Unselect() {
	p.marked = false
	p.sheet.Refresh()
}

// FocusTarget takes the keys.
func (p *ReadingPage) FocusTarget() fyne.Focusable { return p.sheet }

// CreateRenderer is for Fyne.
func (p *ReadingPage) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(p.scroll) }

// MinSize is a narrow column.
func (p *ReadingPage) MinSize() fyne.Size { return fyne.NewSize(260, 120) }

// Resize breaks the lines for another width.
func (p *ReadingPage) Resize(size fyne.Size) {
	p.arrange(size)
	p.BaseWidget.Resize(size)
}

func (p *ReadingPage) arrange(size fyne.Size) {
	width := size.Width - readingGutter - 14
	if width < 40 || width == p.pieces.width {
		return
	}
	p.pieces.lay(p.text, width, p.sheet.measure)
	p.scroll.Refresh()
}

// reveal scrolls as far as a stretch asks for.
func (p *ReadingPage) reveal(from, to int) {
	top := p.pieces.top(p.pieces.lineOf(from))
	bottom := p.pieces.top(p.pieces.lineOf(max(from, to-1))) + p.pieces.height
	view := p.scroll.Size().Height
	at := p.scroll.Offset.Y
	switch {
	case view <= 0:
	case top < at || bottom-top > view:
		at = max(0, top-2*p.pieces.height)
	case bottom > at+view:
		at = bottom - view + 2*p.pieces.height
	}
	if at != p.scroll.Offset.Y {
		p.scroll.ScrollToOffset(fyne.NewPos(0, at))
	}
}

// wordsOf are the words of a text: letters, digits and what joins them.
func wordsOf(s string) []textRange {
	var out []textRange
	from := -1
	for i, r := range s {
		in := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || from >= 0 && strings.ContainsRune("-'’ʼ", r)
		switch {
		case in && from < 0:
			from = i
		case !in && from >= 0:
			out, from = append(out, textRange{from, i}), -1
		}
	}
	if from >= 0 {
		out = append(out, textRange{from, len(s)})
	}
	return out
}

// wordAt is the word that a byte stands in, or the next one, or the last.
func (p *ReadingPage) wordAt(at int) int {
	lo, hi := 0, len(p.words)
	for lo < hi {
		if mid := (lo + hi) / 2; p.words[mid].to > at {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return min(lo, max(0, len(p.words)-1))
}

// move brings the caret to a word; with grow the selection goes along.
func (p *ReadingPage) move(to int, grow bool) {
	if len(p.words) == 0 {
		return
	}
	to = min(max(to, 0), len(p.words)-1)
	switch {
	case grow && !p.marked: // the first step takes the word at the caret
		p.marked, p.anchor = true, p.head
		if d := to - p.head; d > 1 || d < -1 {
			p.head = to
		}
	case grow:
		p.head = to
	default:
		p.marked, p.head, p.anchor = false, to, to
	}
	p.reveal(p.words[p.head].from, p.words[p.head].to)
	p.sheet.Refresh()
}

// moveLines brings the caret some lines down, to the word below.
func (p *ReadingPage) moveLines(n int, grow bool) {
	if len(p.words) == 0 || len(p.pieces.lines) == 0 {
		return
	}
	w := p.words[p.head]
	line := p.pieces.lineOf(w.from)
	x := p.sheet.along(line, w.from)
	to := min(max(line+n, 0), len(p.pieces.lines)-1)
	p.move(p.wordAt(p.sheet.byteAt(to, x)), grow)
}

// key carries out a key of the caret.
func (p *ReadingPage) key(k fyne.KeyName, shift bool) bool {
	page := max(1, int(p.scroll.Size().Height/max(1, p.pieces.height))-2)
	switch k {
	case fyne.KeyLeft:
		p.move(p.head-1, shift)
	case fyne.KeyRight:
		p.move(p.head+1, shift)
	case fyne.KeyUp:
		p.moveLines(-1, shift)
	case fyne.KeyDown:
		p.moveLines(1, shift)
	case fyne.KeyPageUp:
		p.moveLines(-page, shift)
	case fyne.KeyPageDown:
		p.moveLines(page, shift)
	case fyne.KeyHome, fyne.KeyEnd:
		if len(p.words) == 0 || len(p.pieces.lines) == 0 {
			return true
		}
		l := p.pieces.lines[p.pieces.lineOf(p.words[p.head].from)]
		at := l.from
		if k == fyne.KeyEnd {
			at = max(l.from, l.to-2)
		}
		p.move(p.wordAt(at), shift)
	default:
		return false
	}
	return true
}

// shortcut takes what is pasted, copies what is selected, and passes the rest on.
func (p *ReadingPage) shortcut(s fyne.Shortcut) {
	switch c := s.(type) {
	case *fyne.ShortcutPaste:
		if p.OnPaste != nil {
			p.OnPaste()
		}
	case *fyne.ShortcutCopy:
		if from, to, ok := p.Selection(); ok {
			fyne.CurrentApp().Clipboard().SetContent(p.text[from:to])
			tellCopied(s, p.Copied)
		}
	case *fyne.ShortcutSelectAll:
		if len(p.words) > 0 { // the paragraph: all of a report is no passage
			l := p.pieces.paragraph(p.pieces.lineOf(p.words[p.head].from))
			p.Select(l.from, l.to)
		}
	case *desktop.CustomShortcut:
		if !passOn(p.sheet, s) && c.Modifier&fyne.KeyModifierControl != 0 {
			p.key(c.KeyName, c.Modifier&fyne.KeyModifierShift != 0)
		}
	default:
		passOn(p.sheet, s)
	}
}
