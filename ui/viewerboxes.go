package ui

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/exhibit"
	"probata/dossier/submission"
	"probata/ui/widget"
)

// What is done in the viewer so that a file may be read by others: parts of its
// pages are marked to be black, a copy is made in which they are, and somebody says
// that it may go. The original is only looked at.

func (w *Window) exhibits() exhibit.Files {
	return exhibit.Files{Store: w.session.store, By: w.looks}
}

// boxKeys are the buttons for it; none in a vault that cannot be written to, and no
// boxes on a copy, in which they are burnt already.
func (v *viewer) boxKeys(add func(*widget.Button) fyne.CanvasObject) []fyne.CanvasObject {
	if v.w.session.store.ReadOnly() {
		return nil
	}
	t, icons := v.w.say.T, v.w.icons
	say := add(widget.NewButton(t("ui.viewer.seen"), icons["check"], v.askSeen))
	if v.seen.draw == nil || v.ev.CopyOf != "" {
		return []fyne.CanvasObject{say}
	}
	v.marker = widget.NewButton(t("ui.viewer.black"), icons["edit"], v.toggleBoxes)
	return []fyne.CanvasObject{add(v.marker), add(widget.NewButton(t("ui.viewer.flatten"), icons["file"], v.flatten)), say}
}

// toggleBoxes lets boxes be drawn on the page, or shows them only.
func (v *viewer) toggleBoxes() {
	v.marking = !v.marking
	v.marks.SetOn(v.marking)
	v.hint()
}

// hint says how boxes are drawn.
func (v *viewer) hint() {
	if v.marking {
		v.how.SetText(v.w.say.T("ui.viewer.black-hint"))
	} else {
		v.how.SetText("")
	}
}

// refocus gives the keys back to the viewer after a click on the page.
func (v *viewer) refocus() {
	if v.w.viewer != v {
		return
	}
	to := v.buttons[len(v.buttons)-1]
	if v.marker != nil {
		to = v.marker
	}
	v.w.win.Canvas().Focus(to)
}

// showBoxes shows the boxes of the page that is seen.
func (v *viewer) showBoxes() {
	if v.marks == nil {
		return
	}
	boxes, err := v.ev.Redactions()
	if err != nil {
		v.how.SetText(v.w.say.T("ui.viewer.black-unreadable"))
		return
	}
	var areas []widget.Area
	for _, b := range boxes {
		if b.Page == v.page+1 && v.ev.CopyOf == "" {
			areas = append(areas, widget.Area{X: float32(b.X), Y: float32(b.Y), W: float32(b.W), H: float32(b.H)})
		}
	}
	if !slices.Equal(areas, v.marks.Areas()) {
		v.marks.SetAreas(areas)
	}
}

// keepBoxes keeps the boxes of the page with the evidence, at once.
func (v *viewer) keepBoxes(areas []widget.Area) {
	var all []string
	boxes, err := v.ev.Redactions()
	if err != nil {
		v.w.fail(err)
		return
	}
	for _, b := range boxes {
		if b.Page != v.page+1 {
			all = append(all, b.String())
		}
	}
	for _, a := range areas {
		all = append(all, dossier.Box{Page: v.page + 1, X: float64(a.X), Y: float64(a.Y), W: float64(a.W), H: float64(a.H)}.String())
	}
	v.w.session.flush()
	e, ok := v.w.session.d.Get(v.ev.ID).(*dossier.Evidence)
	if !ok {
		return
	}
	if err := v.w.exhibits().SetBoxes(context.Background(), e, all); err != nil {
		v.w.fail(err)
		return
	}
	v.w.reread(v.ev.ID)
	if e, ok = v.w.session.d.Get(v.ev.ID).(*dossier.Evidence); ok {
		v.ev = e
	}
}

// boxKey carries out a key of the boxes, and answers true when it did.
func (v *viewer) boxKey(k fyne.KeyName) bool {
	const step = 0.005
	if !v.marking || v.marks == nil {
		return false
	}
	switch k {
	case fyne.KeyInsert, fyne.KeyN:
		v.marks.Add()
		return true
	case fyne.KeyB:
		v.marks.Next()
		return true
	}
	if !v.marks.Chosen() {
		return false
	}
	by := map[fyne.KeyName]fyne.Position{
		fyne.KeyLeft: {X: -step}, fyne.KeyRight: {X: step}, fyne.KeyUp: {Y: -step}, fyne.KeyDown: {Y: step},
	}
	grow := map[fyne.KeyName]fyne.Position{fyne.KeyA: {X: -step}, fyne.KeyD: {X: step}, fyne.KeyW: {Y: -step}, fyne.KeyS: {Y: step}}
	if d, ok := by[k]; ok {
		v.marks.Shift(d.X, d.Y, false)
		return true
	}
	if d, ok := grow[k]; ok {
		v.marks.Shift(d.X, d.Y, true)
		return true
	}
	if k == fyne.KeyDelete || k == fyne.KeyBackspace {
		v.marks.Remove()
		return true
	}
	return false
}

// flatten makes the copy beside the main goroutine, and then shows it: nobody
// should send what nobody has seen.
func (v *viewer) flatten() {
	w, e := v.w, v.ev
	sh, ok := w.screen.(*shell)
	if !ok || sh.task.cancel != nil {
		return
	}
	boxes, err := e.Redactions()
	if err != nil {
		w.fail(err)
		return
	}
	v.end()
	s, files := w.session, w.exhibits()
	var made *dossier.Evidence
	sh.working(w.say.T("ui.viewer.flattening"))
	sh.task.run(func(ctx context.Context, progress func(done, total int64)) (err error) {
		made, err = files.Flatten(ctx, e, boxes, w.say.T("exhibit.copy-title", "title", e.Title), func(done, total int) { progress(int64(done), int64(total)) })
		return err
	}, func(err error, ended bool) {
		sh.working("")
		switch fault := exhibit.Fault(err); {
		case ended || w.session != s:
		case errors.Is(err, exhibit.ErrBoxPage):
			w.tell(w.say.T("ui.viewer.flatten"), w.say.T("command.error.box-page"))
		case fault != document.NoFault:
			w.tell(w.say.T("ui.viewer.flatten"), w.say.T("command.error.flatten", "why", w.say.T("doc.bound."+exhibit.FaultKey(fault))))
		case err != nil:
			w.fail(err)
		default:
			w.reread(s.caseID())
			w.notice(w.say.N("ui.viewer.flattened", len(boxes)))
			w.view(made)
		}
	})
}

// askSeen asks who has looked at the file, and for which edition it may go. What the
// program has found in it is told before.
func (v *viewer) askSeen() {
	w, e := v.w, v.ev
	v.end()
	told, err := w.tells(e)
	if err != nil {
		w.fail(err)
		return
	}
	t := w.say.T
	edition, others := string(submission.State), "no"
	by := widget.NewTextField("by", "", 1)
	more := widget.NewStack(8)
	more.Add(labelled(t("ui.viewer.seen-edition"), widget.NewSwitch([]widget.Option{
		{Key: string(submission.State), Label: t("ui.viewer.seen-state")}, {Key: string(submission.Public), Label: t("ui.viewer.seen-public")},
	}, edition, func(k string) { edition = k })))
	more.Add(labelled(t("ui.viewer.seen-by"), by.Object()))
	if told.Metadata != "" {
		more.Add(labelled(t("ui.viewer.seen-metadata"), widget.NewCaption(shorter(oneLine(told.Metadata), 300))))
	}
	if len(told.Values) > 0 {
		more.Add(labelled(w.say.N("ui.viewer.seen-found", len(told.Values)), widget.NewCaption(shorter(join(told.Values...), 200))))
		more.Add(widget.NewSwitch([]widget.Option{{Key: "no", Label: t("ui.viewer.seen-them")}, {Key: "yes", Label: t("ui.viewer.seen-others")}}, others, func(k string) { others = k }))
	}
	w.ask(question{title: t("ui.viewer.seen-title"), text: t("ui.viewer.seen-text"), more: more, yes: t("ui.viewer.seen-yes"), no: w.say.words.Cancel, danger: true}, func() {
		w.saySeen(e, exhibit.Look{Edition: submission.Edition(edition), By: by.Text(), Others: others == "yes"}, told)
	})
}

// tells is what a file is known to hold, of what any edition withholds.
func (w *Window) tells(e *dossier.Evidence) (submission.Told, error) {
	return w.shelf().Tells(context.Background(), w.session.store, submission.Request{Dossier: w.session.d, Edition: submission.Public, Today: w.today()}, e.ID)
}

func (w *Window) saySeen(e *dossier.Evidence, l exhibit.Look, told submission.Told) {
	err := w.exhibits().Say(context.Background(), e.ID, l, told)
	var found exhibit.FoundError
	switch {
	case errors.As(err, &found):
		w.tell(w.say.T("ui.viewer.seen-title"), w.say.T("ui.viewer.seen-black"))
	case errors.Is(err, exhibit.ErrPerson):
		w.tell(w.say.T("ui.viewer.seen-title"), w.say.T("exhibit.out.person"))
	case errors.Is(err, exhibit.ErrNobody):
		w.tell(w.say.T("ui.viewer.seen-title"), w.say.T("ui.viewer.seen-nobody"))
	case err != nil:
		w.fail(err)
	default:
		w.reread(e.ID)
		w.notice(w.say.T("ui.viewer.seen-done"))
	}
}
