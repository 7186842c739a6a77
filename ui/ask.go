package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"

	"probata/ui/room"
	"probata/ui/widget"
)

// ask shows a question; Escape is no.
func (w *Window) Ask(q room.Question, yes func()) {
	c := w.win.Canvas()
	var pop *fw.PopUp
	back := c.Focused()
	end := func() {
		w.escape, w.asked = nil, nil
		pop.Hide()
		if back != nil {
			c.Focus(back)
		}
	}
	no := widget.NewButton(q.No, nil, end)
	do := widget.NewPrimaryButton(q.Yes, nil, func() { end(); yes() })
	if q.Danger {
		do = widget.NewDangerButton(q.Yes, nil, func() { end(); yes() })
	}
	body := widget.NewStack(12, widget.NewHeading(q.Title), widget.NewText(q.Text))
	if q.More != nil {
		body.Add(q.More)
	}
	buttons := widget.NewBar(8, 0, fyne.CanvasObject(widget.NewCaption("")), no, do)
	if q.No == "" {
		buttons = widget.NewBar(8, 0, fyne.CanvasObject(widget.NewCaption("")), do)
	}
	body.Add(buttons)
	escape := func(k fyne.KeyName) bool {
		if k == fyne.KeyEscape {
			end()
		}
		return k == fyne.KeyEscape
	}
	no.OnKey(escape)
	do.OnKey(escape)
	pop = fw.NewModalPopUp(container.New(room.FixedWidth{Width: min(480, c.Size().Width-48)}, widget.NewPadded(body, 16, 16, 14, 16)), c)
	pop.Show()
	w.escape, w.asked = end, q.More
	if q.Danger && q.No != "" {
		c.Focus(no)
	} else {
		c.Focus(do)
	}
}

// tell says something that needs no answer.
func (w *Window) Tell(title, text string) {
	w.Ask(room.Question{Title: title, Text: text, Yes: w.say.Words.Close}, func() {})
}

// fail says what went wrong and what to do.
func (w *Window) Fail(err error) {
	if sh, ok := w.screen.(*shell); ok {
		sh.banner.Say(widget.Danger, w.Sentence(err), "", nil)
		return
	}
	w.Tell(w.say.T("ui.failed"), w.Sentence(err))
}

// sentence is an error in the words of the user with the next step. This is the
// one place where that is chosen.
func (w *Window) Sentence(err error) string { return w.say.ErrorText(err) }
