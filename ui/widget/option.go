package widget

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Option is something to choose: a key that stays, and a label that is translated.
type Option struct{ Key, Label, Detail string }

func labelOf(options []Option, key string) (string, bool) {
	for _, o := range options {
		if o.Key == key {
			return o.Label, true
		}
	}
	return key, false
}

// matching keeps the options whose words contain q, whatever the case.
func matching(options []Option, q string) []Option {
	q = strings.ToLower(strings.TrimSpace(q))
	if q == "" {
		return options
	}
	var out []Option
	for _, o := range options {
		if strings.Contains(strings.ToLower(o.Label+" "+o.Detail), q) {
			out = append(out, o)
		}
	}
	return out
}

// picker is a dialog with a search entry over a virtual list.
type picker struct {
	search  func(string) []Option
	picked  func(Option)
	found   []Option
	list    *keyList
	entry   *searchEntry
	nothing *Text
	popup   *fw.PopUp
	back    fyne.Focusable
}

// showPicker opens a picker over the window of anchor; Escape or Cancel closes
// it and gives the keyboard back. copied hears of words that leave its entry.
func showPicker(anchor fyne.Focusable, title string, words Words, search func(string) []Option, picked func(Option), copied func()) *picker {
	o, ok := anchor.(fyne.CanvasObject)
	if !ok {
		return nil
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return nil
	}
	p := &picker{search: search, picked: picked, back: anchor}
	p.list = newKeyList(func() int { return len(p.found) }, func() fyne.CanvasObject { return newRowView(false, 0) },
		func(i int, o fyne.CanvasObject) {
			o.(*rowView).fill(Row{Title: p.found[i].Label, Subtitle: p.found[i].Detail}, false, false)
		})
	p.list.opened = func(i int) { p.take(i) }
	p.entry = newSearchEntry(words.Search, theme.SearchIcon(), p.find)
	p.entry.copied = copied
	p.entry.down = func() { focus(p.list); p.list.move(0) }
	p.entry.escape = p.close
	p.entry.OnSubmitted = func(string) { p.take(max(0, p.list.chosen)) }
	p.nothing = newText(words.NothingFound, theme.SizeNameText, ColorMuted, false, Wrap)
	head := newBar(8, 0, NewHeading(title), NewIconButton(theme.CancelIcon(), words.Close, p.close))
	rows := container.NewStack(padded(p.nothing, 12, 8, 8, 12), p.list)
	body := container.New(headed{8}, newColumn(10, head, p.entry), rows)
	p.popup = fw.NewModalPopUp(padded(body, 12, 12, 12, 16), c)
	size := c.Size()
	p.popup.Resize(fyne.NewSize(min(520, size.Width-48), min(460, size.Height-48)))
	p.find("")
	p.popup.Show()
	c.Focus(p.entry)
	// A tap takes at once; the arrows only move. The list tells both alike, so
	// the choice is taken where it did not come from a key.
	p.list.picked = func(i int) {
		if !p.list.keyed {
			p.take(i)
		}
	}
	return p
}

func (p *picker) find(q string) {
	p.found = p.search(q)
	p.nothing.Hidden = len(p.found) > 0
	p.nothing.Refresh()
	p.list.set(-1)
	p.list.Refresh()
}

func (p *picker) take(i int) {
	if i < 0 || i >= len(p.found) {
		return
	}
	o := p.found[i]
	p.close()
	p.picked(o)
}

func (p *picker) close() {
	p.popup.Hide()
	focus(p.back)
}
