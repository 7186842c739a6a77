package widget

import (
	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"
)

// TextField is one line of text, or a few that grow. For what may become long
// use [ParagraphsField].
type TextField struct {
	FieldBase
	OnChanged   func(text string)
	OnSubmitted func(text string) // Enter, single line only
	one         *fw.Entry
	single      *entry
	many        *growEntry
}

// NewTextField returns a field of a number of lines; 1 is a single line.
func NewTextField(key, placeholder string, lines int) *TextField {
	f := &TextField{FieldBase: NewFieldBase(key)}
	if lines > 1 {
		f.many = newGrowEntry(lines)
		f.many.grew, f.many.copied = f.touch, f.wasCopied
		f.one = &f.many.Entry
	} else {
		f.single = newEntry()
		f.single.copied = f.wasCopied
		f.one = &f.single.Entry
	}
	f.one.SetPlaceHolder(placeholder)
	f.one.OnChanged = func(s string) {
		if f.many != nil {
			f.many.settle()
		}
		if f.OnChanged != nil && !f.silent {
			f.OnChanged(s)
		}
	}
	f.one.OnSubmitted = func(s string) {
		if f.OnSubmitted != nil {
			f.OnSubmitted(s)
		}
	}
	return f
}

// NewLineField returns a field for one line of any length: it wraps instead of
// scrolling sideways, so that all of it is seen. Enter does not break the line.
func NewLineField(key, placeholder string) *TextField {
	f := NewTextField(key, placeholder, 2)
	f.many.rows = 1
	f.many.key = func(k fyne.KeyName) bool {
		if k != fyne.KeyReturn && k != fyne.KeyEnter {
			return false
		}
		if f.OnSubmitted != nil {
			f.OnSubmitted(f.one.Text)
		}
		return true
	}
	return f
}

// Object is the entry.
func (f *TextField) Object() fyne.CanvasObject {
	if f.many != nil {
		return f.many
	}
	return f.single
}

// FocusTarget is the entry.
func (f *TextField) FocusTarget() fyne.Focusable {
	if f.many != nil {
		return f.many
	}
	return f.single
}

// SetText fills the field; the cursor stays when the text is the same.
func (f *TextField) SetText(s string) {
	if f.one.Text != s {
		f.quietly(func() { f.one.SetText(s) })
	}
}

// Text is what stands in the field.
func (f *TextField) Text() string { return f.one.Text }

// SetReadOnly greys the field.
func (f *TextField) SetReadOnly(on bool) { enable(!on, f.one) }
