package widget

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

// shownPieces is how many entries a long text shows at a time: the rest is one
// button away, and the cost of a key stays the same at any length.
const shownPieces = 12

// ParagraphsField edits a long text as numbered paragraphs, each in its own
// small entry, because one entry for 50,000 characters takes a tenth of a
// second for a key. Enter twice begins a new paragraph, Backspace at the start
// joins it to the one above, pasted text is cut at its blank lines.
type ParagraphsField struct {
	FieldBase
	OnChanged func(text string)

	words    Words
	plain    bool   // one text without paragraphs of its own: a blank line is a blank line
	hint     string // stands in an empty plain field
	lines    int    // least height of the first entry
	enter    func() // a plain field of one line: what Enter does
	pieces   []piece
	from     int // first piece shown
	active   int
	readOnly bool
	rows     []*pieceRow
	stack    *fyne.Container
	earlier  *Button
	later    *Button
	tools    [3]*SideButton
	add      *Button
	object   *fyne.Container
}

type pieceRow struct {
	number *Text
	entry  *growEntry
	box    *fyne.Container
}

// NewParagraphsField returns an empty field with one paragraph to write in.
func NewParagraphsField(key string, words Words) *ParagraphsField {
	f := &ParagraphsField{FieldBase: NewFieldBase(key), words: words, lines: 1}
	f.build()
	return f
}

// newPlainParagraphs is the inside of a [TextField]: entries for the parts of a text
// that is long, and otherwise one.
func newPlainParagraphs(hint string, lines int) *ParagraphsField {
	f := &ParagraphsField{plain: true, hint: hint, lines: lines}
	f.build()
	return f
}

func (f *ParagraphsField) build() {
	words := f.words
	f.stack = newColumn(6)
	f.earlier = NewQuietButton(words.Earlier, theme.MoveUpIcon(), func() { f.show(f.from-shownPieces, -1) })
	f.later = NewQuietButton(words.Later, theme.MoveDownIcon(), func() { f.show(f.from+shownPieces, -1) })
	f.tools[0] = NewSideButton(theme.MoveUpIcon(), words.MoveUp, func() { f.swap(f.active, f.active-1) })
	f.tools[1] = NewSideButton(theme.MoveDownIcon(), words.MoveDown, func() { f.swap(f.active, f.active+1) })
	f.tools[2] = NewSideButton(theme.DeleteIcon(), words.Remove, func() { f.remove(f.active) })
	f.add = NewQuietButton(words.AddParagraph, theme.ContentAddIcon(), func() { f.insertAfter(f.active) })
	for _, b := range []*Button{f.earlier, f.later, f.add} {
		b.edited = f.isEdited
	}
	foot := newBar(2, 1, f.add, spacer(1, 1), f.tools[0], f.tools[1], f.tools[2])
	f.object = newColumn(6, f.earlier, f.stack, f.later, foot)
	foot.Hidden = f.plain
	f.pieces = f.split("")
	f.show(0, -1)
}

// split cuts a text into what the entries show.
func (f *ParagraphsField) split(s string) []piece {
	if f.plain {
		return cutLong(nil, s, "")
	}
	return splitPieces(s)
}

// Object is the stack of entries with its tools.
func (f *ParagraphsField) Object() fyne.CanvasObject { return f.object }

// FocusTarget is the entry used last.
func (f *ParagraphsField) FocusTarget() fyne.Focusable {
	return f.rows[min(max(f.active-f.from, 0), len(f.rows)-1)].entry
}

// SetText cuts a text into paragraphs and shows its beginning. Setting what is
// there already changes nothing, so a refill does not take the cursor away.
func (f *ParagraphsField) SetText(s string) {
	if s == f.Text() {
		return
	}
	f.pieces, f.active = f.split(s), 0
	f.show(0, -1)
}

// Text is the whole text; paragraphs nobody touched come back byte for byte.
func (f *ParagraphsField) Text() string { return joinPieces(f.pieces) }

// SetReadOnly greys the entries and hides the tools.
func (f *ParagraphsField) SetReadOnly(on bool) {
	f.readOnly = on
	f.show(f.from, -1)
}

func (f *ParagraphsField) changed() {
	if f.OnChanged != nil {
		f.OnChanged(f.Text())
	}
}

// show lays out the pieces from one on, and gives the keyboard to piece at (-1: to none).
func (f *ParagraphsField) show(from, at int) {
	if at >= 0 && (at < from || at >= from+shownPieces) {
		from = at - shownPieces/2
	}
	f.from = max(0, min(from, len(f.pieces)-shownPieces))
	n := min(shownPieces, len(f.pieces)-f.from)
	nums := numbers(f.pieces)
	f.stack.Objects = nil
	for i := range n {
		if i == len(f.rows) {
			f.rows = append(f.rows, f.newRow(i))
		}
		f.fillRow(f.rows[i], f.from+i, nums[f.from+i])
		f.stack.Add(f.rows[i].box)
	}
	f.rows = f.rows[:n]
	f.earlier.Hidden, f.later.Hidden = f.from == 0, f.from+n >= len(f.pieces)
	for _, t := range f.tools {
		t.Hidden = f.readOnly || len(f.pieces) < 2
	}
	f.add.Hidden = f.readOnly
	f.object.Refresh()
	f.touch()
	if at >= 0 {
		focus(f.rows[at-f.from].entry)
	}
}

func (f *ParagraphsField) newRow(i int) *pieceRow {
	r := &pieceRow{entry: newGrowEntry(1)}
	r.number = newText("", theme.SizeNameCaptionText, ColorMuted, true, Cut)
	r.number.Align = fyne.TextAlignTrailing
	r.box = newGutter(28, r.number, r.entry)
	if f.plain {
		r.box = container.NewStack(r.entry)
	}
	r.entry.OnChanged = func(s string) {
		if !f.silent {
			f.edit(f.from+i, s)
		}
	}
	r.entry.grew, r.entry.copied, r.entry.edited = f.regrow, f.wasCopied, f.isEdited
	r.entry.shortcut = func(s *desktop.CustomShortcut) bool { return f.shortcut(f.from+i, s) }
	r.entry.key = func(k fyne.KeyName) bool { return f.key(f.from+i, r.entry, k) }
	r.entry.focused = func(on bool) {
		if on {
			f.active = f.from + i
		}
		r.number.Color = ColorMuted
		if on {
			r.number.Color = ColorAccent
		}
		r.number.Refresh()
	}
	return r
}

func (f *ParagraphsField) fillRow(r *pieceRow, at, number int) {
	label := ""
	r.entry.rows, r.entry.PlaceHolder = 1, ""
	if at == 0 {
		r.entry.rows, r.entry.PlaceHolder = f.lines, f.hint
	}
	if number > 0 {
		label = strconv.Itoa(number)
	}
	r.number.SetText(label)
	if r.entry.Text != f.pieces[at].text {
		f.quietly(func() { r.entry.SetText(f.pieces[at].text) })
	}
	enable(!f.readOnly, r.entry)
}

func (f *ParagraphsField) regrow() {
	f.object.Refresh()
	f.touch()
}

// edit takes what was typed into piece i, and cuts it where a blank line was
// typed or too much was pasted.
func (f *ParagraphsField) edit(i int, s string) {
	parts := f.split(s)
	if len(parts) == 1 {
		f.pieces[i].text = s
		f.rows[i-f.from].entry.settle()
		f.changed()
		return
	}
	parts[len(parts)-1].sep = f.pieces[i].sep
	f.pieces = slices.Replace(f.pieces, i, i+1, parts...)
	f.active = i + len(parts) - 1
	f.show(f.from, f.active)
	f.changed()
}

// key is what Backspace at the start and the arrows at the ends do.
func (f *ParagraphsField) key(i int, e *growEntry, k fyne.KeyName) bool {
	row, col := e.CursorRow, e.CursorColumn
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		if f.enter != nil {
			f.enter()
			return true
		}
	case fyne.KeyBackspace:
		if row == 0 && col == 0 && i > 0 && e.SelectedText() == "" {
			return f.join(i)
		}
	case fyne.KeyUp:
		if row == 0 && i > 0 {
			f.show(f.from, i-1)
			return true
		}
	case fyne.KeyDown:
		e.Entry.TypedKey(&fyne.KeyEvent{Name: k})
		if e.CursorRow == row && i+1 < len(f.pieces) {
			f.show(f.from, i+1)
		}
		return true
	}
	return false
}

// shortcut is what Alt and Ctrl do: Alt with an arrow moves the paragraph, Ctrl with
// Home and End goes to the ends of the whole text, Ctrl+Shift+Delete takes it away.
func (f *ParagraphsField) shortcut(i int, s *desktop.CustomShortcut) bool {
	alt, ctrl := s.Modifier == fyne.KeyModifierAlt, s.Modifier == fyne.KeyModifierControl
	switch {
	case alt && !f.plain && s.KeyName == fyne.KeyUp:
		f.swap(i, i-1)
	case alt && !f.plain && s.KeyName == fyne.KeyDown:
		f.swap(i, i+1)
	case ctrl && s.KeyName == fyne.KeyHome:
		f.show(f.from, 0)
		f.rows[0].entry.toEnd(false)
	case ctrl && s.KeyName == fyne.KeyEnd:
		f.show(f.from, len(f.pieces)-1)
		f.rows[len(f.pieces)-1-f.from].entry.toEnd(true)
	case s.KeyName == fyne.KeyDelete && s.Modifier == fyne.KeyModifierControl|fyne.KeyModifierShift && !f.plain && !f.readOnly && len(f.pieces) > 1:
		f.remove(i)
	default:
		return false
	}
	return true
}

// join puts piece i behind the one above it, with the cursor where they meet.
func (f *ParagraphsField) join(i int) bool {
	a, b := f.pieces[i-1], f.pieces[i]
	if len(a.text)+len(b.text) >= maxPiece {
		return f.eraseBefore(i)
	}
	glue := ""
	if a.text != "" && b.text != "" && a.sep != "" && !strings.HasSuffix(a.text, " ") {
		glue = " "
	}
	f.pieces = slices.Replace(f.pieces, i-1, i+1, piece{a.text + glue, b.sep})
	f.active = i - 1
	f.show(f.from, i-1)
	e := f.rows[i-1-f.from].entry
	e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) // to the end of what was above
	row, col := e.CursorRow, e.CursorColumn
	f.pieces[i-1].text = a.text + glue + b.text
	f.quietly(func() { e.SetText(f.pieces[i-1].text) })
	e.CursorRow, e.CursorColumn = row, col
	e.Refresh()
	f.regrow()
	f.changed()
	return true
}

// eraseBefore takes the last letter of the piece above, where both are too long for
// one entry: what Backspace does inside a text.
func (f *ParagraphsField) eraseBefore(i int) bool {
	above := &f.pieces[i-1]
	if above.sep != "" {
		above.sep = ""
	} else if _, n := utf8.DecodeLastRuneInString(above.text); n > 0 {
		above.text = above.text[:len(above.text)-n]
	}
	f.show(f.from, i)
	f.changed()
	return true
}

func (f *ParagraphsField) insertAfter(i int) {
	i = min(i, len(f.pieces)-1)
	if f.pieces[i].sep == "" || i == len(f.pieces)-1 {
		f.pieces[i].sep = blank
	}
	sep := blank
	if i == len(f.pieces)-1 {
		sep = ""
	}
	f.pieces = slices.Insert(f.pieces, i+1, piece{"", sep})
	f.active = i + 1
	f.show(f.from, i+1)
	f.changed()
}

func (f *ParagraphsField) remove(i int) {
	if i >= len(f.pieces) {
		return
	}
	last := i == len(f.pieces)-1
	f.pieces = slices.Delete(f.pieces, i, i+1)
	if len(f.pieces) == 0 {
		f.pieces = f.split("")
	}
	if last {
		f.pieces[len(f.pieces)-1].sep = ""
	}
	f.active = min(i, len(f.pieces)-1)
	f.show(f.from, f.active)
	f.changed()
}

func (f *ParagraphsField) swap(i, j int) {
	if j < 0 || i >= len(f.pieces) || j >= len(f.pieces) {
		return
	}
	f.pieces[i].text, f.pieces[j].text = f.pieces[j].text, f.pieces[i].text
	for k := max(0, min(i, j)-1); k <= max(i, j) && k < len(f.pieces)-1; k++ {
		if f.pieces[k].sep == "" { // what was one paragraph in parts is no longer
			f.pieces[k].sep = blank
		}
	}
	f.active = j
	f.show(f.from, j)
	f.changed()
}
