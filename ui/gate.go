package ui

import (
	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"probata/ui/room"
	"probata/ui/widget"
)

// gate is what all screens before an open vault share: which vault, the button
// that tries, and what came of it.
type gate struct {
	w      firstHost
	path   *widget.TextField
	open   *widget.Button
	busy   *fw.ProgressBarInfinite
	banner *widget.Banner
	object fyne.CanvasObject
}

func newGate(w firstHost, path string) gate {
	g := gate{w: w, banner: widget.NewBanner(w.Say().Words), busy: fw.NewProgressBarInfinite()}
	g.busy.Stop()
	g.busy.Hide()
	g.path = widget.NewTextField("path", w.Say().T("ui.unlock.path-hint"), 1)
	g.path.SetText(path)
	return g
}

// where is the row that says which vault.
func (g *gate) where() fyne.CanvasObject {
	choose := widget.NewButton(g.w.Say().T("ui.unlock.choose"), g.w.Icons()["folder"], func() { room.ChooseFolder(g.w, g.path.Text(), g.path.SetText) })
	return room.Labelled(g.w.Say().T("ui.unlock.path"), widget.NewBar(8, 0, g.path.Object(), choose))
}

// foot is the way back and the button.
func (g *gate) foot() fyne.CanvasObject {
	back := widget.NewQuietButton(g.w.Say().T("ui.create.back"), g.w.Icons()["back"], func() { g.w.Display(newUnlock(g.w, g.path.Text(), nil)) })
	return widget.NewBar(8, 1, back, fyne.CanvasObject(widget.NewCaption("")), g.open)
}

func (g *gate) Content() fyne.CanvasObject { return g.object }

// focusOn moves the keyboard to the path, or to next when that is known.
func (g *gate) focusOn(next fyne.Focusable) {
	if g.path.Text() == "" {
		next = g.path.FocusTarget()
	}
	g.w.Win().Canvas().Focus(next)
}

func (g *gate) warn(key string)  { g.banner.Say(widget.Warning, g.w.Say().T(key), "", nil) }
func (g *gate) failed(err error) { g.banner.Say(widget.Danger, g.w.Sentence(err), "", nil) }

// wait shows that a key is being derived.
func (g *gate) wait(on bool) {
	g.path.SetReadOnly(on)
	if on {
		g.banner.Hide()
		g.open.Disable()
		g.busy.Show()
		g.busy.Start()
	} else {
		g.open.Enable()
		g.busy.Stop()
		g.busy.Hide()
	}
	g.object.Refresh()
}
