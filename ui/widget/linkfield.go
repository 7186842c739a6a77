package widget

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
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
	open   *SideButton
	clear  *SideButton
	object *fyne.Container
}

// NewLinkField returns an empty field; title is the title of its picker and the
// hint where nothing is chosen.
func NewLinkField(key, title string, words Words, find func(string) []Option) *LinkField {
	f := &LinkField{FieldBase: NewFieldBase(key), Find: find, title: title, words: words}
	f.box = newChoiceBox(func() { f.choose() })
	f.box.edited = f.isEdited
	f.open = NewSideButton(theme.NavigateNextIcon(), words.Open, f.follow)
	f.clear = NewSideButton(theme.CancelIcon(), words.Clear, func() { f.take(Option{}) })
	f.box.keys = func(k fyne.KeyName) bool {
		if k == fyne.KeyDelete || k == fyne.KeyBackspace {
			f.take(Option{})
			return true
		}
		return false
	}
	f.box.typed = func(r rune) { f.pick(string(r)) }
	f.box.shortcut = opens(f.follow)
	f.object = newBar(2, 0, f.box, f.open, f.clear)
	f.Set(Option{})
	return f
}

// opens is the shortcut that goes to the record a field points at: Ctrl+Enter.
func opens(open func()) func(*desktop.CustomShortcut) bool {
	return func(s *desktop.CustomShortcut) bool {
		if s.Modifier != fyne.KeyModifierControl || s.KeyName != fyne.KeyReturn && s.KeyName != fyne.KeyEnter {
			return false
		}
		open()
		return true
	}
}

func (f *LinkField) follow() {
	if f.OnOpen != nil && f.value.Key != "" {
		f.OnOpen(f.value.Key)
	}
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

func (f *LinkField) choose() { f.pick("") }

func (f *LinkField) pick(typed string) {
	focus(f.box)
	showPicker(f.box, pickerOptions{title: f.title, words: f.words, typed: typed, search: f.Find, picked: f.take, copied: f.wasCopied})
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
	f.add.edited = f.isEdited
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
		row.edited = f.isEdited
		line := newBar(2, 0, row)
		if !f.readOnly {
			row.keys = func(k fyne.KeyName) bool {
				if k != fyne.KeyDelete && k != fyne.KeyBackspace {
					return false
				}
				f.remove(i)
				return true
			}
			line.Add(NewSideButton(theme.CancelIcon(), f.words.Remove, func() { f.remove(i) }))
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
	showPicker(f.add, pickerOptions{title: f.title, words: f.words, search: f.Find, picked: f.flip, copied: f.wasCopied, chosen: func(key string) bool { return slices.Contains(f.Values(), key) }})
}

// flip adds a record that is not there and takes away one that is.
func (f *LinksField) flip(o Option) {
	if i := slices.Index(f.Values(), o.Key); i >= 0 {
		f.values = slices.Delete(slices.Clone(f.values), i, i+1)
	} else {
		f.values = append(slices.Clone(f.values), o)
	}
	f.fill()
	f.changed()
}

func (f *LinksField) changed() {
	if f.OnChanged != nil {
		f.OnChanged(f.Values())
	}
}
