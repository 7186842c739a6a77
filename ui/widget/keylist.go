package widget

import (
	"slices"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"
)

// keyList is Fyne's virtual list with the keys people expect of a list beside
// an editor: the arrows, Page, Home and End move the choice itself, Enter and
// Space open it. Choosing from the program stays silent.
type keyList struct {
	fw.List
	picked func(i int)
	opened func(i int)
	chosen int // -1 for none
	silent bool
	keyed  bool // the choice being told came from a key
	page   int
}

func newKeyList(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *keyList {
	l := &keyList{chosen: -1, page: 10}
	l.Length, l.CreateItem, l.UpdateItem = length, create, update
	l.HideSeparators = true
	l.OnSelected = func(i int) {
		l.chosen = i
		if l.picked != nil && !l.silent {
			l.picked(i)
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer lays the wheel over the list, so that a notch moves it as far as a page.
func (l *keyList) CreateRenderer() fyne.WidgetRenderer {
	over := newWheel(func(e *fyne.ScrollEvent) { l.ScrollToOffset(max(0, l.GetScrollOffset()-e.Scrolled.DY)) })
	return &wheeled{WidgetRenderer: l.List.CreateRenderer(), over: over}
}

// wheeled is a renderer with the wheel over it.
type wheeled struct {
	fyne.WidgetRenderer
	over *wheel
}

// Objects is for Fyne.
func (r *wheeled) Objects() []fyne.CanvasObject {
	return append(slices.Clone(r.WidgetRenderer.Objects()), r.over)
}

// Layout is for Fyne.
func (r *wheeled) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.over.Resize(size)
}

// set chooses i without telling anybody; -1 chooses nothing.
func (l *keyList) set(i int) {
	l.silent = true
	defer func() { l.silent = false }()
	if i < 0 || i >= l.Length() {
		l.chosen = -1
		l.UnselectAll()
		return
	}
	if l.chosen != i {
		l.UnselectAll()
	}
	l.Highlight(i)
	l.Select(i)
}

func (l *keyList) move(to int) {
	n := l.Length()
	if n == 0 {
		return
	}
	l.keyed = true
	defer func() { l.keyed = false }()
	to = min(max(to, 0), n-1)
	l.Highlight(to)
	l.Select(to)
}

// TypedKey moves or opens.
func (l *keyList) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		l.move(l.chosen + 1)
	case fyne.KeyUp:
		l.move(l.chosen - 1)
	case fyne.KeyPageDown:
		l.move(l.chosen + l.page)
	case fyne.KeyPageUp:
		l.move(l.chosen - l.page)
	case fyne.KeyHome:
		l.move(0)
	case fyne.KeyEnd:
		l.move(l.Length() - 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if l.chosen < 0 {
			l.move(0)
		} else if l.opened != nil {
			l.opened(l.chosen)
		}
	default:
		passEscape(l, e)
	}
}

// steps moves the choice by a key that moves in a list; Home and End stay with the
// text above it.
func (l *keyList) steps(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
		l.TypedKey(k)
		return true
	}
	return false
}

// searchEntry is an entry above a list: Down steps into the list, Escape clears.
type searchEntry struct {
	fw.Entry
	down   func()
	escape func()
	back   func()   // Backspace in an empty entry
	tab    func()   // Tab; nil leaves the entry
	list   *keyList // the list the arrows move in, while letters search
	copied func()
	edited Edited
}

func newSearchEntry(hint string, icon fyne.Resource, changed func(string)) *searchEntry {
	e := &searchEntry{}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.PlaceHolder, e.Icon, e.OnChanged = hint, icon, changed
	e.ExtendBaseWidget(e)
	return e
}

// begin puts what was typed before the entry was there, and the caret behind it.
func (e *searchEntry) begin(typed string) {
	if typed == "" {
		e.OnChanged("")
		return
	}
	e.SetText(typed)
	e.CursorColumn = len([]rune(typed))
	e.Refresh()
}

// mark selects the text, so that the next letter begins anew.
func (e *searchEntry) mark() { e.Entry.TypedShortcut(&fyne.ShortcutSelectAll{}) }

// AcceptsTab is true where Tab has something to do.
func (e *searchEntry) AcceptsTab() bool { return e.tab != nil }

// FocusGained brings the entry into view.
func (e *searchEntry) FocusGained() {
	e.Entry.FocusGained()
	if e.edited != nil {
		e.edited(e, fyne.NewPos(0, 0), e.Size())
	}
}

// TypedKey sends Down, Enter and Escape where they belong.
func (e *searchEntry) TypedKey(k *fyne.KeyEvent) {
	switch {
	case e.list != nil && e.list.steps(k):
	case k.Name == fyne.KeyDown && e.down != nil:
		e.down()
	case k.Name == fyne.KeyTab && e.tab != nil:
		e.tab()
	case k.Name == fyne.KeyEscape && e.escape != nil:
		e.escape()
	case k.Name == fyne.KeyEscape && e.Text != "":
		e.SetText("")
	case k.Name == fyne.KeyEscape:
		passEscape(e, k)
	case k.Name == fyne.KeyBackspace && e.Text == "" && e.back != nil:
		e.back()
	default:
		e.Entry.TypedKey(k)
		if k.Name == fyne.KeyF1 {
			passEscape(e, k)
		}
	}
}
