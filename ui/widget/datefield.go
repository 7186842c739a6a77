package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// DateField takes a date as a person writes it and says at once how it was
// understood, so that no precision is invented behind anybody's back.
type DateField struct {
	FieldBase
	OnChanged func(text string)
	// Understand reads the text: what it means in words, or what is wrong with it.
	Understand func(text string) (display, problem string)

	entry  *entry
	line   *Text
	object *fyne.Container
}

// NewDateField returns an empty field.
func NewDateField(key, placeholder string, understand func(string) (display, problem string)) *DateField {
	f := &DateField{FieldBase: NewFieldBase(key), Understand: understand, entry: newEntry()}
	f.entry.copied, f.entry.edited = f.wasCopied, f.isEdited
	f.entry.SetPlaceHolder(placeholder)
	f.line = newText("", theme.SizeNameCaptionText, ColorSuccessText, false, Wrap)
	f.object = newColumn(4, f.entry, padded(f.line, 0, 0, 0, 1))
	f.object.Objects[1].Hide()
	f.entry.OnChanged = func(s string) {
		f.read(s)
		if f.OnChanged != nil && !f.silent {
			f.OnChanged(s)
		}
	}
	return f
}

func (f *DateField) read(s string) {
	var display, problem string
	if f.Understand != nil && s != "" {
		display, problem = f.Understand(s)
	}
	f.line.Color = ColorMuted
	if problem != "" {
		display, f.line.Color = problem, ColorDangerText
	}
	f.line.Text = display
	f.line.Refresh()
	was := f.object.Objects[1].Visible()
	if display == "" {
		f.object.Objects[1].Hide()
	} else {
		f.object.Objects[1].Show()
	}
	if was != (display != "") {
		f.object.Refresh()
		f.touch()
	}
}

// Object is the entry with its line.
func (f *DateField) Object() fyne.CanvasObject { return f.object }

// FocusTarget is the entry.
func (f *DateField) FocusTarget() fyne.Focusable { return f.entry }

// SetText fills the field.
func (f *DateField) SetText(s string) {
	if f.entry.Text != s {
		f.quietly(func() { f.entry.SetText(s) })
	}
}

// Text is what was written.
func (f *DateField) Text() string { return f.entry.Text }

// Understood is the line below the entry.
func (f *DateField) Understood() string { return f.line.Text }

// SetReadOnly greys the entry.
func (f *DateField) SetReadOnly(on bool) { enable(!on, f.entry) }
