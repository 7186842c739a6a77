package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Strength is how good a pass phrase is, as somebody else measured it.
type Strength struct {
	Part float32 // 0 to 1 of the bar
	Kind Kind
	Text string
}

// PassphraseField is a masked entry with a button that shows it and, when
// Measure is set, a bar that says how strong it is. The text leaves the field
// only through its methods; clear it when the work is done.
type PassphraseField struct {
	FieldBase
	OnChanged   func(text string)
	OnSubmitted func(text string)
	Measure     func(text string) Strength

	words  Words
	entry  *phraseEntry
	eye    *SideButton
	meter  *meter
	line   *Text
	object *fyne.Container
}

// NewPassphraseField returns an empty field; a nil measure leaves the bar out.
func NewPassphraseField(key, placeholder string, words Words, measure func(string) Strength) *PassphraseField {
	f := &PassphraseField{FieldBase: NewFieldBase(key), Measure: measure, words: words, meter: newMeter()}
	f.entry = newPhraseEntry(placeholder, func() { f.reveal(f.entry.Password) })
	f.line = newText("", theme.SizeNameCaptionText, ColorMuted, false, Wrap)
	f.eye = NewSideButton(theme.VisibilityIcon(), words.Show, func() { f.reveal(f.entry.Password) })
	f.entry.ActionItem = f.eye // Fyne's own revealer would be a stop for Tab
	f.object = newColumn(6, f.entry, f.meter, f.line)
	f.entry.OnChanged = func(s string) {
		f.judge(s)
		if f.OnChanged != nil && !f.silent {
			f.OnChanged(s)
		}
	}
	f.entry.OnSubmitted = func(s string) {
		if f.OnSubmitted != nil {
			f.OnSubmitted(s)
		}
	}
	f.judge("")
	return f
}

// phraseEntry is a masked entry. Ctrl+H shows what stands in it and hides it again.
type phraseEntry struct {
	fw.Entry
	flip func()
}

func newPhraseEntry(placeholder string, flip func()) *phraseEntry {
	e := &phraseEntry{flip: flip}
	e.Password, e.PlaceHolder, e.Wrapping = true, placeholder, fyne.TextWrap(fyne.TextTruncateClip)
	e.ExtendBaseWidget(e)
	return e
}

// TypedShortcut shows and hides the phrase, and gives the window what is its own.
func (e *phraseEntry) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && c.KeyName == fyne.KeyH && c.Modifier == fyne.KeyModifierControl {
		e.flip()
		return
	}
	if !passOn(e, s) {
		e.Entry.TypedShortcut(s)
	}
}

// TypedKey lets Escape through.
func (e *phraseEntry) TypedKey(k *fyne.KeyEvent) {
	e.Entry.TypedKey(k)
	passEscape(e, k)
}

func (f *PassphraseField) judge(s string) {
	f.meter.Hidden, f.line.Hidden = f.Measure == nil, f.Measure == nil
	if f.Measure == nil {
		return
	}
	var m Strength
	if s != "" {
		m = f.Measure(s)
	}
	f.meter.set(m)
	f.line.Color, _ = m.Kind.colors()
	f.line.Text = m.Text
	f.line.Refresh()
}

func (f *PassphraseField) reveal(on bool) {
	f.entry.Password = !on
	icon, label := theme.VisibilityIcon(), f.words.Show
	if on {
		icon, label = theme.VisibilityOffIcon(), f.words.Hide
	}
	f.eye.Label = label
	f.eye.icon.set(icon, theme.ColorNameForeground)
	f.entry.Refresh()
}

// Shown tells whether what was typed can be read.
func (f *PassphraseField) Shown() bool { return !f.entry.Password }

// Object is the entry, the button and the bar.
func (f *PassphraseField) Object() fyne.CanvasObject { return f.object }

// FocusTarget is the entry.
func (f *PassphraseField) FocusTarget() fyne.Focusable { return f.entry }

// Text is what was typed.
func (f *PassphraseField) Text() string { return f.entry.Text }

// SetText fills the field.
func (f *PassphraseField) SetText(s string) { f.quietly(func() { f.entry.SetText(s) }) }

// Clear empties and masks the field.
func (f *PassphraseField) Clear() {
	f.SetText("")
	f.reveal(false)
}

// SetReadOnly greys the entry.
func (f *PassphraseField) SetReadOnly(on bool) { enable(!on, f.entry) }

// meter is a thin bar filled to a part.
type meter struct {
	fw.BaseWidget
	part       float32
	back, fill *box
}

func newMeter() *meter {
	m := &meter{back: newBox(theme.ColorNameSeparator, "", 2), fill: newBox("", "", 2)}
	m.ExtendBaseWidget(m)
	return m
}

func (m *meter) set(s Strength) {
	m.part = min(max(s.Part, 0), 1)
	color := theme.ColorNamePrimary
	switch s.Kind {
	case Success:
		color = theme.ColorNameSuccess
	case Warning:
		color = theme.ColorNameWarning
	case Danger:
		color = theme.ColorNameError
	}
	m.fill.set(color, "", 1)
	m.Refresh()
}

func (m *meter) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.New(meterLayout{m}, m.back, m.fill))
}

type meterLayout struct{ m *meter }

func (meterLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(40, 4) }

func (l meterLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(size)
	o[1].Resize(fyne.NewSize(size.Width*l.m.part, size.Height))
}
