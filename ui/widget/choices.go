package widget

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// menuMost is how many options are chips; of more only the chosen ones are.
const menuMost = 12

// ChoicesField is any number of options, each a chip that is on or off. Above
// [menuMost] options only the chosen ones are shown, and a picker adds more.
type ChoicesField struct {
	FieldBase
	OnChanged func(keys []string)
	Title     string

	words    Words
	options  []Option
	values   []string
	readOnly bool
	wrap     *fyne.Container
	add      *Button
}

// NewChoicesField returns a field; add is the word on the button that many options need.
func NewChoicesField(key, add string, options []Option, words Words) *ChoicesField {
	f := &ChoicesField{FieldBase: NewFieldBase(key), Title: add, words: words, wrap: newWrapRow(6)}
	f.add = NewButton(add, theme.ContentAddIcon(), f.pick)
	f.add.edited = f.isEdited
	f.SetOptions(options)
	return f
}

// Object is the chips.
func (f *ChoicesField) Object() fyne.CanvasObject { return f.wrap }

// FocusTarget is the first chip.
func (f *ChoicesField) FocusTarget() fyne.Focusable {
	if len(f.wrap.Objects) == 0 {
		return f.add
	}
	return f.wrap.Objects[0].(fyne.Focusable)
}

// SetOptions replaces what can be chosen; chosen keys stay.
func (f *ChoicesField) SetOptions(options []Option) {
	f.options = options
	f.fill()
}

// Set chooses by keys, in the order of the options.
func (f *ChoicesField) Set(keys []string) {
	if !slices.Equal(keys, f.values) {
		f.values = slices.Clone(keys)
		f.fill()
	}
}

// Values are the chosen keys.
func (f *ChoicesField) Values() []string { return slices.Clone(f.values) }

// SetReadOnly greys the chips.
func (f *ChoicesField) SetReadOnly(on bool) {
	f.readOnly = on
	f.fill()
}

func (f *ChoicesField) many() bool { return len(f.options) > menuMost }

func (f *ChoicesField) fill() {
	f.wrap.Objects = nil
	shown := f.options
	if f.many() {
		shown = nil
	}
	for _, v := range f.values {
		if _, known := labelOf(shown, v); !known { // many options, or a key of a newer version
			label, _ := labelOf(f.options, v)
			shown = append(slices.Clip(shown), Option{Key: v, Label: label})
		}
	}
	for _, o := range shown {
		t := newToggle(o.Label, slices.Contains(f.values, o.Key), f.many(), func() { f.flip(o.Key) })
		enable(!f.readOnly, t)
		t.edited = f.isEdited
		f.wrap.Add(t)
	}
	if f.many() && !f.readOnly {
		f.wrap.Add(f.add)
	}
	f.wrap.Refresh()
	f.touch()
}

// flip turns one key on or off; the chips stay, so the keyboard stays with them.
func (f *ChoicesField) flip(key string) {
	if i := slices.Index(f.values, key); i >= 0 {
		f.values = slices.Delete(slices.Clone(f.values), i, i+1)
	} else {
		f.values = append(slices.Clone(f.values), key)
	}
	f.sort()
	if f.many() {
		f.fill()
		focus(f.add)
	}
	if f.OnChanged != nil {
		f.OnChanged(f.Values())
	}
}

func (f *ChoicesField) sort() {
	order := make(map[string]int, len(f.options))
	for i, o := range f.options {
		order[o.Key] = i + 1
	}
	slices.SortStableFunc(f.values, func(a, b string) int { return order[a] - order[b] })
}

func (f *ChoicesField) pick() {
	showPicker(f.add, pickerOptions{
		title: f.Title, words: f.words, copied: f.wasCopied,
		search: func(q string) []Option { return f.words.matching(f.options, q) },
		picked: func(o Option) { f.flip(o.Key) },
		chosen: func(key string) bool { return slices.Contains(f.values, key) },
	})
}

// toggle is a chip that is on or off.
type toggle struct {
	press
	on      bool
	label   *Text
	icon    *glyph
	mark    *fyne.Container
	removes bool
}

func newToggle(label string, on, removes bool, flip func()) *toggle {
	t := &toggle{on: on, removes: removes, label: newText(label, theme.SizeNameText, theme.ColorNameForeground, false, Cut)}
	t.icon = newGlyph(nil, "")
	t.mark = square(t.icon, 14)
	t.press.init(t, 16)
	t.press.tapped = func() {
		focus(t)
		t.on = !t.on
		t.paint()
		flip()
	}
	t.paint()
	return t
}

func (t *toggle) paint() {
	icon := theme.ConfirmIcon()
	if t.removes {
		icon = theme.CancelIcon()
	}
	t.label.Color, t.mark.Hidden = theme.ColorNameForeground, !t.on
	t.rest(theme.ColorNameInputBackground, theme.ColorNameInputBorder)
	if t.on {
		t.label.Color = ColorInfoText
		t.icon.set(icon, ColorInfoText)
		t.rest(ColorInfoTint, ColorAccent)
	}
	t.Refresh()
}

// AccessibilityLabel is the label of the option.
func (t *toggle) AccessibilityLabel() string { return t.label.Text }

// AccessibilityRole is button.
func (t *toggle) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// MinSize keeps room for the mark, so that chips do not jump when flipped.
func (t *toggle) MinSize() fyne.Size {
	m := t.label.measure(t.label.shown())
	return fyne.NewSize(m.Width+44, m.Height+13)
}

// CreateRenderer is for Fyne.
func (t *toggle) CreateRenderer() fyne.WidgetRenderer {
	t.label.Align = fyne.TextAlignCenter
	return fw.NewSimpleRenderer(container.NewStack(t.ground, padded(newBar(6, 1, t.mark, t.label), 6, 12, 7, 12)))
}
