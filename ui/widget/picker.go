package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// pickerOptions say what a picker asks for and does.
type pickerOptions struct {
	title  string
	words  Words
	typed  string // what was typed before it opened
	value  string // what is chosen now
	search func(string) []Option
	picked func(Option)
	copied func()            // hears of words that leave its entry
	chosen func(string) bool // several may be chosen: which are; the picker stays open
	clear  bool              // offers to choose nothing
	at     fyne.CanvasObject // where it opens; nil for at its control
	next   func()            // Tab takes what was searched for and goes on; nil for a Tab like others
}

// picker is a search entry over a virtual list, at the control it chooses for. The
// keyboard stays in the entry: letters search, the arrows move in the list.
type picker struct {
	pickerOptions
	found   []Option
	list    *keyList
	entry   *searchEntry
	nothing *Text
	popup   *fw.PopUp
	back    fyne.Focusable
}

const (
	pickerRow  = 34
	pickerMost = 9 // rows shown at a time
)

// showPicker opens a picker for the control anchor. Nothing is chosen before Enter
// or a click; Escape and a click outside close it, and the keyboard goes back.
func showPicker(anchor fyne.Focusable, opts pickerOptions) {
	o, ok := anchor.(fyne.CanvasObject)
	if !ok {
		return
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	p := &picker{pickerOptions: opts, back: anchor}
	p.list = newKeyList(func() int { return len(p.found) }, func() fyne.CanvasObject { return newOptionRow() },
		func(i int, o fyne.CanvasObject) { p.fill(i, o.(*optionRow)) })
	p.list.opened = p.take
	p.list.picked = p.pointed
	p.entry = newSearchEntry(opts.words.Search, theme.SearchIcon(), p.find)
	p.entry.copied, p.entry.list, p.entry.escape = opts.copied, p.list, p.close
	if opts.next != nil {
		p.entry.tab = p.goOn
	}
	p.entry.OnSubmitted = func(string) { p.take(max(0, p.list.chosen)) }
	p.nothing = newText(opts.words.NothingFound, theme.SizeNameText, ColorMuted, false, Wrap)
	if opts.at != nil {
		o = opts.at
	}
	p.open(o, c)
}

func (p *picker) open(anchor fyne.CanvasObject, c fyne.Canvas) {
	p.found = p.search("")
	head := newColumn(8, NewHeading(p.title), p.entry)
	rows := container.NewStack(padded(p.nothing, 12, 8, 8, 12), p.list)
	p.popup = fw.NewPopUp(padded(container.New(headed{8}, head, rows), 8, 8, 8, 8), c)
	p.place(anchor, c, head.MinSize().Height+40)
	p.popup.Show()
	c.Focus(p.entry)
	p.entry.begin(p.typed)
}

// place puts the picker below its control, or where there is room.
func (p *picker) place(anchor fyne.CanvasObject, c fyne.Canvas, head float32) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(anchor)
	all := c.Size()
	size := fyne.NewSize(min(max(anchor.Size().Width, 380), 560, all.Width-24), head+pickerRow*float32(min(max(len(p.found), 3)+1, pickerMost)))
	top := at.Y + anchor.Size().Height + 2
	below, above := all.Height-8-top, at.Y-10
	if size.Height > below && above > below {
		size.Height = min(size.Height, above)
		top = at.Y - 2 - size.Height
	} else {
		size.Height = min(size.Height, below)
	}
	p.popup.Resize(size)
	p.popup.Move(fyne.NewPos(max(8, min(at.X, all.Width-size.Width-8)), top))
}

// fill draws an option; where several may be chosen, the chosen ones carry a mark.
func (p *picker) fill(i int, row *optionRow) {
	o := p.found[i]
	label := o.Label
	if o.Key == "" && p.clear {
		label = p.words.Clear
	}
	row.show(label, o.Detail, p.chosen != nil && p.chosen(o.Key) || p.chosen == nil && o.Key != "" && o.Key == p.value)
}

func (p *picker) find(q string) {
	p.found = p.search(q)
	if p.clear && q == "" && p.value != "" {
		p.found = append(p.found[:len(p.found):len(p.found)], Option{})
	}
	p.nothing.Hidden = len(p.found) > 0
	p.nothing.Refresh()
	at := -1
	for i, o := range p.found {
		if q == "" && o.Key == p.value && o.Key != "" {
			at = i
		}
	}
	if q != "" {
		at = 0
	}
	p.list.set(at)
	p.list.Refresh()
}

// pointed takes what the mouse chose; the arrows only move, and the list tells both
// alike.
func (p *picker) pointed(i int) {
	if !p.list.keyed {
		p.take(i)
	}
}

func (p *picker) take(i int) {
	if i < 0 || i >= len(p.found) {
		return
	}
	o := p.found[i]
	if p.chosen == nil {
		p.close()
		p.picked(o)
		return
	}
	p.picked(o)
	p.list.set(-1)    // a second click on the same row is a click,
	p.list.chosen = i // and the arrows go on from here
	p.list.Refresh()
	focus(p.entry)
	p.entry.mark()
}

// goOn takes what was searched for, unless it is chosen already, and leaves the control.
func (p *picker) goOn() {
	i := max(0, p.list.chosen)
	wanted := i < len(p.found) && p.entry.Text != "" && (p.chosen == nil || !p.chosen(p.found[i].Key))
	p.close()
	if wanted {
		p.picked(p.found[i])
	}
	p.next()
}

func (p *picker) close() {
	p.popup.Hide()
	focus(p.back)
}

// optionRow is one line of a picker: a mark, the label, and what tells it from others.
type optionRow struct {
	fw.BaseWidget
	mark          *glyph
	holder        *fyne.Container
	label, detail *Text
}

func newOptionRow() *optionRow {
	r := &optionRow{mark: newGlyph(theme.ConfirmIcon(), ColorAccent)}
	r.holder = square(r.mark, 16)
	r.label = newText("", theme.SizeNameText, theme.ColorNameForeground, false, Cut)
	r.detail = newText("", theme.SizeNameCaptionText, ColorMuted, false, Whole)
	r.ExtendBaseWidget(r)
	return r
}

func (r *optionRow) show(label, detail string, marked bool) {
	if runes := []rune(detail); len(runes) > 40 {
		detail = string(runes[:39]) + "…"
	}
	r.label.SetText(label)
	r.detail.SetText(detail)
	r.mark.Hidden = !marked
	r.Refresh()
}

// MinSize is one line.
func (r *optionRow) MinSize() fyne.Size { return fyne.NewSize(120, pickerRow) }

// CreateRenderer is for Fyne.
func (r *optionRow) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(padded(newBar(8, 1, r.holder, r.label, r.detail), 0, 10, 0, 6))
}
