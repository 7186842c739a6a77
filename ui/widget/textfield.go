package widget

import (
	"fyne.io/fyne/v2"
)

// TextField is one line of text, or a few that grow. What becomes very long is
// edited in parts, as in a [ParagraphsField], so that a key costs the same at any
// length.
type TextField struct {
	FieldBase
	OnChanged   func(text string)
	OnSubmitted func(text string) // Enter, single line only
	single      *entry
	many        *ParagraphsField
}

// NewTextField returns a field of a number of lines; 1 is a single line.
func NewTextField(key, placeholder string, lines int) *TextField {
	f := &TextField{FieldBase: NewFieldBase(key)}
	if lines > 1 {
		f.many = newPlainParagraphs(placeholder, lines)
		f.many.Observe(f.touch)
		f.many.OnCopied(f.wasCopied)
		f.many.OnEdited(f.isEdited)
		f.many.OnChanged = f.changed
		return f
	}
	f.single = newEntry()
	f.single.copied, f.single.edited = f.wasCopied, f.isEdited
	f.single.SetPlaceHolder(placeholder)
	f.single.OnChanged = f.changed
	f.single.OnSubmitted = func(string) { f.submit() }
	return f
}

func (f *TextField) changed(s string) {
	if f.OnChanged != nil && !f.silent {
		f.OnChanged(s)
	}
}

func (f *TextField) submit() {
	if f.OnSubmitted != nil {
		f.OnSubmitted(f.Text())
	}
}

// NewLineField returns a field for one line of any length: it wraps instead of
// scrolling sideways, so that all of it is seen. Enter does not break the line.
func NewLineField(key, placeholder string) *TextField {
	f := NewTextField(key, placeholder, 2)
	f.many.lines, f.many.enter = 1, f.submit
	f.many.show(0, -1)
	return f
}

// Object is the entry.
func (f *TextField) Object() fyne.CanvasObject {
	if f.many != nil {
		return f.many.Object()
	}
	return f.single
}

// FocusTarget is the entry.
func (f *TextField) FocusTarget() fyne.Focusable {
	if f.many != nil {
		return f.many.FocusTarget()
	}
	return f.single
}

// SetText fills the field; the cursor stays when the text is the same.
func (f *TextField) SetText(s string) {
	switch {
	case f.many != nil:
		f.many.SetText(s)
	case f.single.Text != s:
		f.quietly(func() { f.single.SetText(s) })
	}
}

// Text is what stands in the field.
func (f *TextField) Text() string {
	if f.many != nil {
		return f.many.Text()
	}
	return f.single.Text
}

// SetReadOnly greys the field.
func (f *TextField) SetReadOnly(on bool) {
	if f.many != nil {
		f.many.SetReadOnly(on)
		return
	}
	enable(!on, f.single)
}
