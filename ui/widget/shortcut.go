package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fw "fyne.io/fyne/v2/widget"
)

// entry is Fyne's entry without an undo of its own. Fyne gives every shortcut to
// the control with the keyboard and to nobody else; an entry would keep Ctrl+K
// to itself, and its undo would know nothing of the program's.
type entry struct {
	fw.Entry
	copied func()
	edited Edited
}

func newEntry() *entry {
	e := &entry{}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.ExtendBaseWidget(e)
	return e
}

// FocusGained brings the entry into view.
func (e *entry) FocusGained() {
	e.Entry.FocusGained()
	e.follow()
}

// TypedRune brings the entry into view if the wheel has taken it away.
func (e *entry) TypedRune(r rune) {
	e.Entry.TypedRune(r)
	e.follow()
}

func (e *entry) follow() {
	if e.edited != nil {
		e.edited(e, fyne.NewPos(0, 0), e.Size())
	}
}

// TypedKey lets Escape through.
func (e *entry) TypedKey(k *fyne.KeyEvent) {
	e.Entry.TypedKey(k)
	passEscape(e, k)
}

// TypedShortcut passes on what is not about the text.
func (e *entry) TypedShortcut(s fyne.Shortcut) {
	if !passOn(e, s) {
		e.Entry.TypedShortcut(s)
		tellCopied(s, e.copied)
	}
}

// TypedShortcut passes on what is not about the text.
func (e *growEntry) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && e.used(c) {
		return
	}
	if !passOn(e, s) {
		e.passSpace()
		e.Entry.TypedShortcut(s)
		tellCopied(s, e.copied)
	}
}

// tellCopied says that text of a field went to the clipboard.
func tellCopied(s fyne.Shortcut, copied func()) {
	switch s.(type) {
	case *fyne.ShortcutCopy, *fyne.ShortcutCut:
		if copied != nil {
			copied()
		}
	}
}

// TypedShortcut passes on what is not about the text.
func (e *searchEntry) TypedShortcut(s fyne.Shortcut) {
	if !passOn(e, s) {
		e.Entry.TypedShortcut(s)
		tellCopied(s, e.copied)
	}
}

// passOn hands undo, redo, shortcuts with a letter, and Alt with a page key to the window.
func passOn(o fyne.CanvasObject, s fyne.Shortcut) bool {
	switch s := s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
	case *desktop.CustomShortcut:
		page := s.Modifier == fyne.KeyModifierAlt && (s.KeyName == fyne.KeyPageUp || s.KeyName == fyne.KeyPageDown)
		if len(s.KeyName) != 1 && !page {
			return false
		}
	default:
		return false
	}
	window, ok := fyne.CurrentApp().Driver().CanvasForObject(o).(fyne.Shortcutable)
	if ok {
		window.TypedShortcut(s)
	}
	return ok
}
