package evidence

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/exhibit"
	"probata/dossier/submission"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// What is done in the viewer so that a file may be read by others: parts of its
// pages are marked to be black, a copy is made in which they are, and somebody says
// that it may go. The original is only looked at.

// boxKeys are the buttons for it; none in a vault that cannot be written to, and no
// boxes on a copy, in which they are burnt already.
func (v *Viewer) boxKeys(add func(*widget.Button) fyne.CanvasObject) []fyne.CanvasObject {
	if v.w.Session().Store.ReadOnly() {
		return nil
	}
	t, icons := v.w.Say().T, v.w.Icons()
	say := add(widget.NewButton(t("ui.viewer.seen"), icons["check"], v.askSeen))
	if v.Seen.Draw == nil || v.Evidence.CopyOf != "" {
		return []fyne.CanvasObject{say}
	}
	v.marker = widget.NewButton(t("ui.viewer.black"), icons["edit"], v.toggleBoxes)
	return []fyne.CanvasObject{add(v.marker), add(widget.NewButton(t("ui.viewer.flatten"), icons["file"], v.flatten)), say}
}

// toggleBoxes lets boxes be drawn on the page, or shows them only.
func (v *Viewer) toggleBoxes() {
	v.marking = !v.marking
	v.marks.SetOn(v.marking)
	v.hint()
}

// hint says how boxes are drawn.
func (v *Viewer) hint() {
	if v.marking {
		v.how.SetText(v.w.Say().T("ui.viewer.black-hint"))
	} else {
		v.how.SetText("")
	}
}

// refocus gives the keys back to the viewer after a click on the page.
func (v *Viewer) refocus() {
	if v.w.Overlay() != v {
		return
	}
	to := v.Buttons[len(v.Buttons)-1]
	if v.marker != nil {
		to = v.marker
	}
	v.w.Win().Canvas().Focus(to)
}

// showBoxes shows the boxes of the page that is seen.
func (v *Viewer) showBoxes() {
	if v.marks == nil {
		return
	}
	boxes, err := v.Evidence.Redactions()
	if err != nil {
		v.how.SetText(v.w.Say().T("ui.viewer.black-unreadable"))
		return
	}
	var areas []widget.Area
	for _, b := range boxes {
		if b.Page == v.Page+1 && v.Evidence.CopyOf == "" {
			areas = append(areas, widget.Area{X: float32(b.X), Y: float32(b.Y), W: float32(b.W), H: float32(b.H)})
		}
	}
	if !slices.Equal(areas, v.marks.Areas()) {
		v.marks.SetAreas(areas)
	}
}

// keepBoxes keeps the boxes of the page with the evidence, at once.
func (v *Viewer) keepBoxes(areas []widget.Area) {
	var all []string
	boxes, err := v.Evidence.Redactions()
	if err != nil {
		v.w.Fail(err)
		return
	}
	for _, b := range boxes {
		if b.Page != v.Page+1 {
			all = append(all, b.String())
		}
	}
	for _, a := range areas {
		all = append(all, dossier.Box{Page: v.Page + 1, X: float64(a.X), Y: float64(a.Y), W: float64(a.W), H: float64(a.H)}.String())
	}
	v.w.Session().Flush()
	e, ok := v.w.Session().Dossier.Get(v.Evidence.ID).(*dossier.Evidence)
	if !ok {
		return
	}
	if err := room.ExhibitFiles(v.w).SetBoxes(context.Background(), e, all); err != nil {
		v.w.Fail(err)
		return
	}
	room.Reread(v.w, v.Evidence.ID)
	if e, ok = v.w.Session().Dossier.Get(v.Evidence.ID).(*dossier.Evidence); ok {
		v.Evidence = e
	}
}

// boxKey carries out a key of the boxes, and answers true when it did.
func (v *Viewer) boxKey(k fyne.KeyName) bool {
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
func (v *Viewer) flatten() {
	w, e := v.w, v.Evidence
	if w.Busy() {
		return
	}
	boxes, err := e.Redactions()
	if err != nil {
		w.Fail(err)
		return
	}
	v.End()
	s, files := w.Session(), room.ExhibitFiles(w)
	var made *dossier.Evidence
	w.Job(w.Say().T("ui.viewer.flattening"), func(ctx context.Context, progress func(done, total int64)) (err error) {
		made, err = files.Flatten(ctx, e, boxes, w.Say().T("exhibit.copy-title", "title", e.Title), func(done, total int) { progress(int64(done), int64(total)) })
		return err
	}, func(err error, ended bool) {
		switch fault := exhibit.Fault(err); {
		case ended || w.Session() != s:
		case errors.Is(err, exhibit.ErrBoxPage):
			w.Tell(w.Say().T("ui.viewer.flatten"), w.Say().T("command.error.box-page"))
		case fault != document.NoFault:
			w.Tell(w.Say().T("ui.viewer.flatten"), w.Say().T("command.error.flatten", "why", w.Say().T("doc.bound."+exhibit.FaultKey(fault))))
		case err != nil:
			w.Fail(err)
		default:
			room.Reread(w, s.CaseID())
			w.Notice(w.Say().N("ui.viewer.flattened", len(boxes)))
			View(w, made)
		}
	})
}

// askSeen asks who has looked at the file, and for which edition it may go. What the
// program has found in it is told before.
func (v *Viewer) askSeen() {
	w, e := v.w, v.Evidence
	v.End()
	told, err := tells(w, e)
	if err != nil {
		w.Fail(err)
		return
	}
	t := w.Say().T
	edition, others := string(submission.State), "no"
	by := widget.NewTextField("by", "", 1)
	more := widget.NewStack(8)
	more.Add(room.Labelled(t("ui.viewer.seen-edition"), widget.NewSwitch([]widget.Option{
		{Key: string(submission.State), Label: t("ui.viewer.seen-state")}, {Key: string(submission.Public), Label: t("ui.viewer.seen-public")},
	}, edition, func(k string) { edition = k })))
	more.Add(room.Labelled(t("ui.viewer.seen-by"), by.Object()))
	if told.Metadata != "" {
		more.Add(room.Labelled(t("ui.viewer.seen-metadata"), widget.NewCaption(speech.Shorter(speech.OneLine(told.Metadata), 300))))
	}
	if len(told.Values) > 0 {
		more.Add(room.Labelled(w.Say().N("ui.viewer.seen-found", len(told.Values)), widget.NewCaption(speech.Shorter(speech.Join(told.Values...), 200))))
		more.Add(widget.NewSwitch([]widget.Option{{Key: "no", Label: t("ui.viewer.seen-them")}, {Key: "yes", Label: t("ui.viewer.seen-others")}}, others, func(k string) { others = k }))
	}
	w.Ask(room.Question{Title: t("ui.viewer.seen-title"), Text: t("ui.viewer.seen-text"), More: more, Yes: t("ui.viewer.seen-yes"), No: w.Say().Words.Cancel, Danger: true}, func() {
		saySeen(w, e, exhibit.Look{Edition: submission.Edition(edition), By: by.Text(), Others: others == "yes"}, told)
	})
}

// tells is what a file is known to hold, of what any edition withholds.
func tells(w Host, e *dossier.Evidence) (submission.Told, error) {
	return room.Shelf(w).Tells(context.Background(), w.Session().Store, submission.Request{Dossier: w.Session().Dossier, Edition: submission.Public, Today: w.Today()}, e.ID)
}

func saySeen(w Host, e *dossier.Evidence, l exhibit.Look, told submission.Told) {
	err := room.ExhibitFiles(w).Say(context.Background(), e.ID, l, told)
	var found exhibit.FoundError
	switch {
	case errors.As(err, &found):
		w.Tell(w.Say().T("ui.viewer.seen-title"), w.Say().T("ui.viewer.seen-black"))
	case errors.Is(err, exhibit.ErrPerson):
		w.Tell(w.Say().T("ui.viewer.seen-title"), w.Say().T("exhibit.out.person"))
	case errors.Is(err, exhibit.ErrNobody):
		w.Tell(w.Say().T("ui.viewer.seen-title"), w.Say().T("ui.viewer.seen-nobody"))
	case err != nil:
		w.Fail(err)
	default:
		room.Reread(w, e.ID)
		w.Notice(w.Say().T("ui.viewer.seen-done"))
	}
}
