package widget

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// LinkField points at one other record. It holds the record's id (the key of
// its [Option]) and shows its label.
type LinkField struct {
	FieldBase
	OnChanged func(id string)
	OnOpen    func(id string)
	// Find answers what can be chosen for a search text; the list of answers is
	// virtual, but Find runs on every key and should stay under some milliseconds.
	Find func(query string) []Option

	title  string
	words  Words
	value  Option
	box    *choiceBox
	open   *IconButton
	clear  *IconButton
	object *fyne.Container
}

// NewLinkField returns an empty field; title is the title of its picker and the
// hint where nothing is chosen.
func NewLinkField(key, title string, words Words, find func(string) []Option) *LinkField {
	f := &LinkField{FieldBase: NewFieldBase(key), Find: find, title: title, words: words}
	f.box = newChoiceBox(func() { f.choose() })
	f.open = NewIconButton(theme.NavigateNextIcon(), words.Open, func() {
		if f.OnOpen != nil {
			f.OnOpen(f.value.Key)
		}
	})
	f.clear = NewIconButton(theme.CancelIcon(), words.Clear, func() { f.take(Option{}) })
	f.box.keys = func(k fyne.KeyName) bool {
		if k == fyne.KeyDelete || k == fyne.KeyBackspace {
			f.take(Option{})
			return true
		}
		return false
	}
	f.object = newBar(2, 0, f.box, f.open, f.clear)
	f.Set(Option{})
	return f
}

// Object is the box with its buttons.
func (f *LinkField) Object() fyne.CanvasObject { return f.object }

// FocusTarget is the box.
func (f *LinkField) FocusTarget() fyne.Focusable { return f.box }

// Set points the field at a record; an empty key at none.
func (f *LinkField) Set(o Option) {
	f.value = o
	f.box.show(o.Label, f.title)
	f.open.Hidden, f.clear.Hidden = o.Key == "", o.Key == "" || f.box.Disabled()
	f.object.Refresh()
}

// Value is the id of the record, or "".
func (f *LinkField) Value() string { return f.value.Key }

// SetReadOnly leaves only the open button.
func (f *LinkField) SetReadOnly(on bool) {
	enable(!on, f.box)
	f.Set(f.value)
}

func (f *LinkField) take(o Option) {
	if o.Key == f.value.Key {
		return
	}
	f.Set(o)
	if o.Key == "" {
		focus(f.box) // the button that was pressed is gone
	}
	if f.OnChanged != nil {
		f.OnChanged(o.Key)
	}
}

func (f *LinkField) choose() {
	focus(f.box)
	showPicker(f.box, f.title, f.words, f.Find, f.take, f.wasCopied)
}

// LinksField points at several records, in an order people give by adding.
type LinksField struct {
	FieldBase
	OnChanged func(ids []string)
	OnOpen    func(id string)
	Find      func(query string) []Option

	title    string
	words    Words
	values   []Option
	readOnly bool
	stack    *fyne.Container
	add      *Button
	object   *fyne.Container
}

// NewLinksField returns an empty field; title is on its button and its picker.
func NewLinksField(key, title string, words Words, find func(string) []Option) *LinksField {
	f := &LinksField{FieldBase: NewFieldBase(key), Find: find, title: title, words: words, stack: newColumn(6)}
	f.add = NewButton(title, theme.ContentAddIcon(), f.choose)
	f.object = newColumn(6, f.stack, newBar(0, -1, f.add))
	f.fill()
	return f
}

// Object is the stack of links with its button.
func (f *LinksField) Object() fyne.CanvasObject { return f.object }

// FocusTarget is the button that adds one.
func (f *LinksField) FocusTarget() fyne.Focusable { return f.add }

// Set points the field at records.
func (f *LinksField) Set(values []Option) {
	if !slices.Equal(values, f.values) {
		f.values = slices.Clone(values)
		f.fill()
	}
}

// Values are the ids of the records.
func (f *LinksField) Values() []string {
	ids := make([]string, len(f.values))
	for i, v := range f.values {
		ids[i] = v.Key
	}
	return ids
}

// SetReadOnly leaves only the open buttons.
func (f *LinksField) SetReadOnly(on bool) {
	f.readOnly = on
	f.fill()
}

func (f *LinksField) fill() {
	f.stack.Objects = nil
	for i, v := range f.values {
		row := newClickRow(ClickRow{Title: v.Label, Subtitle: v.Detail, Tapped: func() {
			if f.OnOpen != nil {
				f.OnOpen(v.Key)
			}
		}})
		row.rest(theme.ColorNameInputBackground, theme.ColorNameInputBorder)
		line := newBar(2, 0, row)
		if !f.readOnly {
			line.Add(NewIconButton(theme.CancelIcon(), f.words.Remove, func() { f.remove(i) }))
		}
		f.stack.Add(line)
	}
	f.stack.Hidden = len(f.values) == 0
	f.add.Hidden = f.readOnly
	f.object.Refresh()
	f.touch()
}

func (f *LinksField) remove(i int) {
	f.values = slices.Delete(slices.Clone(f.values), i, i+1)
	f.fill()
	focus(f.add)
	f.changed()
}

func (f *LinksField) choose() {
	showPicker(f.add, f.title, f.words, func(q string) []Option {
		return slices.DeleteFunc(slices.Clone(f.Find(q)), func(o Option) bool { return slices.Contains(f.Values(), o.Key) })
	}, func(o Option) {
		f.values = append(slices.Clone(f.values), o)
		f.fill()
		f.changed()
	}, f.wasCopied)
}

func (f *LinksField) changed() {
	if f.OnChanged != nil {
		f.OnChanged(f.Values())
	}
}
