package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Form is labelled fields under each other in a scroller. It is built once per
// kind of record and refilled for each record: making entries is what costs.
// Labels stand at the left from 520 px on, above their fields below that.
type Form struct {
	fw.BaseWidget
	rows    map[string]*formRow
	order   []string
	content *fyne.Container
	page    *Page
	lit     string
	held    bool
}

// NewForm returns an empty form.
func NewForm() *Form {
	f := &Form{rows: map[string]*formRow{}, content: newColumn(4)}
	f.page = NewPage(padded(f.content, 4, 12, 16, 4))
	f.ExtendBaseWidget(f)
	return f
}

// Section begins a group with a heading and, if not empty, a line about it.
func (f *Form) Section(title, about string) {
	head := newColumn(4, newText(title, theme.SizeNameSubHeadingText, theme.ColorNameForeground, true, Wrap))
	if about != "" {
		head.Add(NewCaption(about))
	}
	top := float32(20)
	if len(f.content.Objects) == 0 {
		top = 8
	}
	line := container.NewStack(spacer(1, 1), newBox(theme.ColorNameSeparator, "", 0))
	f.content.Add(newColumn(8, padded(head, top, formMargin, 0, formMargin), padded(line, 0, formMargin, 0, formMargin)))
}

// Add puts a field at the end.
func (f *Form) Add(field Field, label, hint string, required bool) {
	row := newFormRow(field, label, hint, required)
	f.rows[field.Key()] = row
	f.order = append(f.order, field.Key())
	field.Observe(func() {
		if !f.held {
			row.update()
			f.relayout()
		}
	})
	f.page.Follow(field)
	f.content.Add(row)
}

// AddObject puts anything else at the end: a card, a note.
func (f *Form) AddObject(o fyne.CanvasObject) { f.content.Add(o) }

// Field returns the field of a key, or nil.
func (f *Form) Field(key string) Field {
	if r, ok := f.rows[key]; ok {
		return r.field
	}
	return nil
}

// Keys are the keys of all fields in their order.
func (f *Form) Keys() []string { return append([]string(nil), f.order...) }

// Refill runs fill, which sets the fields for another record, and lays the form
// out once at the end. The highlight goes away.
func (f *Form) Refill(fill func()) {
	f.held = true
	fill()
	f.held = false
	f.ClearHighlight()
	for _, r := range f.rows {
		r.update()
	}
	f.relayout()
}

// SetProblems shows one line per key and takes away all others.
func (f *Form) SetProblems(problems, warnings map[string]string) {
	f.held = true
	for key, r := range f.rows {
		r.field.SetProblem(problems[key])
		r.field.SetWarning(warnings[key])
		r.update()
	}
	f.held = false
	f.relayout()
}

// SetReadOnly greys all fields.
func (f *Form) SetReadOnly(on bool) {
	f.Refill(func() {
		for _, r := range f.rows {
			r.field.SetReadOnly(on)
		}
	})
}

// ScrollToTop shows the beginning.
func (f *Form) ScrollToTop() { f.page.ScrollToTop() }

// FocusField scrolls to a field, lights it and puts the keyboard into it. It is
// what a click on a problem does. False if there is no such field.
func (f *Form) FocusField(key string) bool {
	row, ok := f.rows[key]
	if !ok {
		return false
	}
	f.ClearHighlight()
	f.lit = key
	row.highlight(true)
	f.relayout()
	focus(row.field.FocusTarget())
	// A third from the top: what stands above the field belongs to its sense.
	// Last, because focusing an entry may scroll as little as it can.
	f.page.ScrollTo(row.Position().Y - f.page.Size().Height/3)
	return true
}

// ClearHighlight takes the light from the field FocusField went to.
func (f *Form) ClearHighlight() {
	if row, ok := f.rows[f.lit]; ok {
		row.highlight(false)
	}
	f.lit = ""
}

// Highlighted is the key FocusField went to, or "".
func (f *Form) Highlighted() string { return f.lit }

// relayout settles heights after a problem appeared or a text grew.
func (f *Form) relayout() {
	if f.page.Size().Width == 0 {
		return
	}
	f.content.Layout.Layout(f.content.Objects, f.content.Size())
	f.page.Settle()
}

// Resize lays out twice: heights are known only after widths are.
func (f *Form) Resize(s fyne.Size) {
	f.BaseWidget.Resize(s)
	f.relayout()
}

// MinSize is small: a form scrolls.
func (f *Form) MinSize() fyne.Size { return fyne.NewSize(280, 160) }

// CreateRenderer is for Fyne.
func (f *Form) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(f.page) }
