package first

import (
	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"probata/ui/room"
	"probata/ui/widget"
)

// gate is what all screens before an open vault share: which vault, the button
// that tries, and what came of it.
type gate struct {
	w      Host
	Path   *widget.TextField
	Open   *widget.Button
	busy   *fw.ProgressBarInfinite
	Banner *widget.Banner
	Object fyne.CanvasObject
}

func newGate(w Host, path string) gate {
	g := gate{w: w, Banner: widget.NewBanner(w.Say().Words), busy: fw.NewProgressBarInfinite()}
	g.busy.Stop()
	g.busy.Hide()
	g.Path = widget.NewTextField("path", w.Say().T("ui.unlock.path-hint"), 1)
	g.Path.SetText(path)
	return g
}

// where is the row that says which vault.
func (g *gate) where() fyne.CanvasObject {
	choose := widget.NewButton(g.w.Say().T("ui.unlock.choose"), g.w.Icons()["folder"], func() { room.ChooseFolder(g.w, g.Path.Text(), g.Path.SetText) })
	return room.Labelled(g.w.Say().T("ui.unlock.path"), widget.NewBar(8, 0, g.Path.Object(), choose))
}

// foot is the way back and the button.
func (g *gate) foot() fyne.CanvasObject {
	back := widget.NewQuietButton(g.w.Say().T("ui.create.back"), g.w.Icons()["back"], func() { g.w.Display(NewUnlock(g.w, g.Path.Text(), nil)) })
	return widget.NewBar(8, 1, back, fyne.CanvasObject(widget.NewCaption("")), g.Open)
}

func (g *gate) Content() fyne.CanvasObject { return g.Object }

// focusOn moves the keyboard to the path, or to next when that is known.
func (g *gate) focusOn(next fyne.Focusable) {
	if g.Path.Text() == "" {
		next = g.Path.FocusTarget()
	}
	g.w.Win().Canvas().Focus(next)
}

func (g *gate) warn(key string)  { g.Banner.Say(widget.Warning, g.w.Say().T(key), "", nil) }
func (g *gate) failed(err error) { g.Banner.Say(widget.Danger, g.w.Sentence(err), "", nil) }

// wait shows that a key is being derived.
func (g *gate) wait(on bool) {
	g.Path.SetReadOnly(on)
	if on {
		g.Banner.Hide()
		g.Open.Disable()
		g.busy.Show()
		g.busy.Start()
	} else {
		g.Open.Enable()
		g.busy.Stop()
		g.busy.Hide()
	}
	g.Object.Refresh()
}
