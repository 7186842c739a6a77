package room

import (
	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"probata/dossier"
	"probata/ui/speech"
	"probata/ui/widget"
)

// WhenField edits a date as far as it is known: what a person types, understood
// at once as said today; and, one button away or already there, the words as told, the
// time of day with its zone, and whether an interval is one point in it.
//
// What is not understood is kept as words as told, and a line asks what it means. A
// date of which there are words alone shows them where a date is typed.
type WhenField struct {
	widget.FieldBase
	OnChanged func(dossier.Date)

	w                 Reader
	told              string // words as told that stand beside the date typed
	date              *widget.DateField
	words, time, zone *widget.TextField
	within            *fw.Check
	more              *fyne.Container
	object            *fyne.Container
	value             dossier.Date
	filling           bool
}

func NewWhenField(key, hint string, w Reader) *WhenField {
	s := w.Say()
	f := &WhenField{FieldBase: widget.NewFieldBase(key), w: w}
	f.date = widget.NewDateField(key, hint, f.understand)
	f.date.OnChanged = f.Typed
	f.words = widget.NewLineField(key+".words", s.T("ui.date.words"))
	f.words.Observe(f.grew)
	f.words.OnChanged = func(t string) { f.told = t; f.Typed(f.date.Text()) }
	f.time = widget.NewTextField(key+".time", s.T("ui.date.time"), 1)
	f.time.OnChanged = func(t string) { f.value.Time = t; f.changed() }
	f.zone = widget.NewTextField(key+".zone", s.T("ui.date.zone"), 1)
	f.zone.OnChanged = func(t string) { f.value.Zone = t; f.changed() }
	f.within = fw.NewCheck(s.T("ui.date.within"), func(on bool) {
		if !f.filling {
			f.value.Within = on
			f.changed()
		}
	})
	clock := widget.NewBar(6, 1, NewWide(f.time.Object(), 96), f.zone.Object())
	f.more = widget.NewStack(6, f.words.Object(), clock, f.within)
	open := widget.NewIconButton(w.Icons()["edit"], s.T("ui.date.more"), func() { f.showMore(!f.more.Visible()) })
	f.object = widget.NewStack(6, widget.NewBar(4, 0, f.date.Object(), open), f.more)
	f.more.Hide()
	f.date.Observe(f.grew)
	return f
}

func (f *WhenField) showMore(on bool) {
	f.more.Hidden = !on
	f.grew()
}

// grew passes a change of height on to the form.
func (f *WhenField) grew() {
	f.object.Refresh()
	f.Touch()
}

// understand says what is typed means, or asks.
func (f *WhenField) understand(t string) (display, asks string) {
	display, asks = speech.Understand(f.w.Say(), t, f.w.Today(), f.value.Within)
	if asks != "" {
		asks += " " + f.w.Say().T("ui.date.kept")
	}
	return display, asks
}

// Asks is the line below the date: what it means, or what is asked about it.
func (f *WhenField) Asks() string { return f.date.Understood() }

// Typed takes what was typed as a date.
func (f *WhenField) Typed(t string) {
	f.value = speech.Said(f.w.Say(), t, f.told, f.w.Today(), f.value)
	if d := f.value.Value(); !d.IsZero() {
		was := f.filling
		f.filling = true // the box follows the words
		f.within.SetChecked(f.value.Within)
		f.filling = was
		f.within.Hidden = !d.IsInterval()
	}
	f.changed()
}

func (f *WhenField) changed() {
	if f.OnChanged != nil && !f.filling {
		f.OnChanged(f.value)
	}
}

// Set shows a date.
func (f *WhenField) Set(d dossier.Date) {
	f.filling = true
	defer func() { f.filling = false }()
	f.value, f.told = d, d.Words
	text := speech.DateText(f.w.Say(), d)
	if text == "" {
		text, f.told = d.Words, ""
	}
	f.date.SetText(text)
	f.words.SetText(f.told)
	f.time.SetText(d.Time)
	f.zone.SetText(d.Zone)
	f.within.SetChecked(d.Within)
	f.within.Hidden = !d.Value().IsInterval()
	f.more.Hidden = f.told == "" && d.Time == "" && d.Zone == "" && !d.Within
	f.object.Refresh()
}

// Object is the entry with what belongs to it.
func (f *WhenField) Object() fyne.CanvasObject { return f.object }

// FocusTarget is the entry.
func (f *WhenField) FocusTarget() fyne.Focusable { return f.date.FocusTarget() }

// OnCopied sets who hears that a part was copied.
func (f *WhenField) OnCopied(copied func()) {
	f.date.OnCopied(copied)
	for _, x := range []*widget.TextField{f.words, f.time, f.zone} {
		x.OnCopied(copied)
	}
}

// SetReadOnly greys all parts.
func (f *WhenField) SetReadOnly(on bool) {
	for _, x := range []widget.Field{f.date, f.words, f.time, f.zone} {
		x.SetReadOnly(on)
	}
	if on {
		f.within.Disable()
	} else {
		f.within.Enable()
	}
}
