package widget

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// ListField is a list of short texts: other names, languages, articles. Enter
// begins the next line, Backspace in an empty one removes it. Empty lines are
// never part of the value.
type ListField struct {
	FieldBase
	OnChanged func(items []string)

	words    Words
	hint     string
	items    []string
	readOnly bool
	stack    *fyne.Container
	entries  []*searchEntry
	add      *Button
	object   *fyne.Container
}

// NewListField returns a list with one empty line.
func NewListField(key, placeholder string, words Words) *ListField {
	f := &ListField{FieldBase: NewFieldBase(key), words: words, hint: placeholder, items: []string{""}, stack: newColumn(6)}
	f.add = NewQuietButton(words.Add, theme.ContentAddIcon(), func() { f.insert(len(f.items)) })
	f.add.edited = f.isEdited
	f.object = newColumn(4, f.stack, newBar(0, -1, f.add))
	f.fill(-1)
	return f
}

// Object is the stack of lines.
func (f *ListField) Object() fyne.CanvasObject { return f.object }

// FocusTarget is the first line.
func (f *ListField) FocusTarget() fyne.Focusable { return f.entries[0] }

// Set fills the list.
func (f *ListField) Set(items []string) {
	if slices.Equal(items, f.Items()) {
		return
	}
	f.items = slices.Clone(items)
	if len(f.items) == 0 {
		f.items = []string{""}
	}
	f.fill(-1)
}

// Items are the lines that are not empty.
func (f *ListField) Items() []string {
	return slices.DeleteFunc(slices.Clone(f.items), func(s string) bool { return s == "" })
}

// SetReadOnly greys the lines.
func (f *ListField) SetReadOnly(on bool) {
	f.readOnly = on
	f.fill(-1)
}

func (f *ListField) changed() {
	if f.OnChanged != nil {
		f.OnChanged(f.Items())
	}
}

func (f *ListField) fill(at int) {
	f.stack.Objects, f.entries = nil, nil
	for i, s := range f.items {
		e := newSearchEntry(f.hint, nil, nil)
		e.Text = s
		e.escape = func() {}
		e.copied, e.edited = f.wasCopied, f.isEdited
		e.OnChanged = func(s string) { f.items[i] = s; f.changed() }
		e.OnSubmitted = func(string) { f.insert(i + 1) }
		e.back = func() { f.remove(i) }
		enable(!f.readOnly, e)
		row := newBar(4, 0, e)
		if !f.readOnly && len(f.items) > 1 {
			row.Add(NewSideButton(theme.DeleteIcon(), f.words.Remove, func() { f.remove(i) }))
		}
		f.entries = append(f.entries, e)
		f.stack.Add(row)
	}
	f.add.Hidden = f.readOnly
	f.object.Refresh()
	f.touch()
	if at >= 0 {
		focus(f.entries[min(at, len(f.entries)-1)])
	}
}

func (f *ListField) insert(i int) {
	f.items = slices.Insert(f.items, i, "")
	f.fill(i)
}

func (f *ListField) remove(i int) {
	had := f.items[i] != ""
	if len(f.items) == 1 {
		f.items[0] = ""
	} else {
		f.items = slices.Delete(f.items, i, i+1)
	}
	f.fill(max(0, i-1))
	if had {
		f.changed()
	}
}
