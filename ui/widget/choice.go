package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// ChoiceField is one of several options. It holds a key; people see the label.
// A key that is not among the options (from a newer version) is shown as it is
// and kept.
type ChoiceField struct {
	FieldBase
	OnChanged func(key string)
	Title     string // of the dialog that many options open

	words   Words
	options []Option
	value   string
	hint    string
	box     *choiceBox
}

// NewChoiceField returns a field; hint stands where nothing is chosen.
func NewChoiceField(key, hint string, options []Option, words Words) *ChoiceField {
	f := &ChoiceField{FieldBase: NewFieldBase(key), words: words, hint: hint, Title: hint}
	f.box = newChoiceBox(f.open)
	f.box.keys, f.box.edited = f.key, f.isEdited
	f.box.typed = func(r rune) { f.pick(string(r)) }
	f.SetOptions(options)
	return f
}

// Object is the box.
func (f *ChoiceField) Object() fyne.CanvasObject { return f.box }

// FocusTarget is the box.
func (f *ChoiceField) FocusTarget() fyne.Focusable { return f.box }

// SetOptions replaces what can be chosen and keeps the value.
func (f *ChoiceField) SetOptions(options []Option) {
	f.options = options
	f.Set(f.value)
}

// Set chooses by key; "" is nothing.
func (f *ChoiceField) Set(key string) {
	f.value = key
	label, _ := labelOf(f.options, key)
	f.box.show(label, f.hint)
}

// Value is the chosen key, or "".
func (f *ChoiceField) Value() string { return f.value }

// SetReadOnly greys the box.
func (f *ChoiceField) SetReadOnly(on bool) { enable(!on, f.box); f.box.Refresh() }

func (f *ChoiceField) choose(key string) {
	if key == f.value {
		return
	}
	f.Set(key)
	if f.OnChanged != nil {
		f.OnChanged(key)
	}
}

func (f *ChoiceField) open() { f.pick("") }

func (f *ChoiceField) pick(typed string) {
	focus(f.box)
	showPicker(f.box, pickerOptions{
		title: f.Title, words: f.words, typed: typed, value: f.value,
		search: func(q string) []Option { return f.words.matching(f.options, q) },
		picked: func(o Option) { f.choose(o.Key) },
		copied: f.wasCopied, clear: f.words.Clear != "",
	})
}

// key opens the list by an arrow and empties the field by Delete. A letter opens the
// list and searches in it; nothing is chosen before Enter or a click.
func (f *ChoiceField) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyDown, fyne.KeyUp:
		f.open()
	case fyne.KeyDelete, fyne.KeyBackspace:
		f.choose("")
	default:
		return false
	}
	return true
}

// choiceBox looks like an entry and opens like a menu.
type choiceBox struct {
	press
	label *Text
	arrow *glyph
	typed func(rune)
}

func newChoiceBox(tapped func()) *choiceBox {
	b := &choiceBox{label: newText("", theme.SizeNameText, theme.ColorNameForeground, false, Cut)}
	b.arrow = newGlyph(theme.MenuDropDownIcon(), ColorMuted)
	b.press.tapped = tapped
	b.press.init(b, 6)
	b.rest(theme.ColorNameInputBackground, theme.ColorNameInputBorder)
	return b
}

func (b *choiceBox) show(label, hint string) {
	b.label.Text, b.label.Color = label, theme.ColorNameForeground
	if label == "" {
		b.label.Text, b.label.Color = hint, theme.ColorNamePlaceHolder
	}
	b.label.Refresh()
}

// TypedRune opens the list with the letter; Space opens it, as Enter does.
func (b *choiceBox) TypedRune(r rune) {
	if b.typed != nil && r != ' ' && !b.Disabled() {
		b.typed(r)
	}
}

// AccessibilityLabel is what the box shows.
func (b *choiceBox) AccessibilityLabel() string { return b.label.Text }

// AccessibilityRole is button: it opens a menu.
func (b *choiceBox) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// MinSize is the height of an entry.
func (b *choiceBox) MinSize() fyne.Size {
	return fyne.NewSize(120, b.label.MinSize().Height+16)
}

// CreateRenderer is for Fyne.
func (b *choiceBox) CreateRenderer() fyne.WidgetRenderer {
	row := newBar(6, 0, b.label, square(b.arrow, 16))
	return fw.NewSimpleRenderer(container.NewStack(b.ground, padded(row, 7, 8, 7, 9)))
}
