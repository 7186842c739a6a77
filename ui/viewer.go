package ui

import (
	"context"
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"probata/dossier"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// viewer shows a file of the evidence over the window: the pages of a PDF one by
// one, a picture, or text. All of it stays in memory; Escape ends it, and so does
// locking. Pages are drawn beside the main goroutine, one at a time, and only the
// last one asked for.
type viewer struct {
	w       evidenceHost
	ev      *dossier.Evidence
	seen    sight
	page    int     // from 0
	zoom    int     // index of zooms
	aspect  float32 // width by height of the page shown, 0 before there is one
	want    chan wanted
	cancel  context.CancelFunc
	picture *canvas.Image
	sheet   *container.Scroll
	text    *fw.List
	at      *widget.Text // page of pages
	said    *widget.Text
	buttons []*widget.Button
	marks   *widget.Boxes // what is to be black in a copy; nil where there is no page
	marking bool          // boxes can be drawn
	marker  *widget.Button
	how     *widget.Text // how boxes are drawn
	pop     *fw.PopUp
	back    fyne.Focusable
}

// wanted is a page that is wanted, so many pixels wide.
type wanted struct{ page, width int }

// zooms are the sizes by which a page is shown, against one that is seen whole.
var zooms = []float32{1, 1.25, 1.5, 2, 3, 4}

// view shows the file behind a piece of evidence in the window. The custody log
// says so.
func view(w evidenceHost, ev *dossier.Evidence) {
	w.Session().Flush()
	s := w.Session()
	var seen sight
	w.Work(func(ctx context.Context) (err error) {
		seen, err = look(ctx, s.Store, w.Looks(), ev)
		return err
	}, func(err error) {
		if err == nil && (w.Session() != s || w.Locking()) { // locked meanwhile
			seen.close()
			return
		}
		if err != nil {
			w.Fail(err)
			return
		}
		room.Reread(w, ev.ID)
		showSight(w, ev, seen)
	})
}

func (s sight) close() {
	if s.file != nil {
		_ = s.file.Close() // it was only read
	}
}

// showSight builds the viewer and shows it.
func showSight(w evidenceHost, ev *dossier.Evidence, seen sight) {
	say, c := w.Say(), w.Win().Canvas()
	v := &viewer{w: w, ev: ev, seen: seen, back: c.Focused(), at: widget.NewText(""), said: widget.NewText(""), how: widget.NewCaption("")}
	v.said.Align = fyne.TextAlignCenter
	head := widget.NewStack(2, widget.NewHeading(say.Label(w.Session().Dossier, ev.ID)), widget.NewCaption(speech.Join(ev.MediaType, say.Size(ev.Size), v.note())))
	body, foot := v.body(), v.foot()
	v.pop = fw.NewModalPopUp(widget.NewPadded(container.NewBorder(head, foot, nil, nil, widget.NewPadded(body, 10, 0, 10, 0)), 14, 16, 12, 16), c)
	v.pop.Resize(fyne.NewSize(min(980, c.Size().Width-60), c.Size().Height-60))
	w.SetOverlay(v)
	v.pop.Show()
	c.Focus(v.buttons[len(v.buttons)-1])
	if seen.draw != nil {
		var ctx context.Context
		ctx, v.cancel = context.WithCancel(context.Background())
		v.want = make(chan wanted, 1)
		go v.serve(ctx)
		v.show(0)
	}
}

func (v *viewer) note() string {
	t := v.w.Say().T
	switch {
	case v.seen.read:
		return t("ui.viewer.read")
	case v.seen.cut:
		return t("ui.viewer.cut", "size", v.w.Say().Size(mostText))
	}
	return t("ui.viewer.sealed")
}

// body is the place of the page, the list of lines, or why there is neither.
func (v *viewer) body() fyne.CanvasObject {
	switch {
	case v.seen.draw != nil:
		v.picture = &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth}
		v.marks = widget.NewBoxes()
		v.marks.Changed, v.marks.Touched = v.keepBoxes, v.refocus
		v.sheet = container.NewScroll(container.NewCenter(container.NewStack(v.picture, v.marks)))
		return container.NewStack(widget.NewGround(theme.ColorNameInputBorder), v.sheet, container.NewCenter(v.said))
	case len(v.seen.lines) > 0:
		v.text = fw.NewList(func() int { return len(v.seen.lines) }, func() fyne.CanvasObject {
			line := widget.NewText(" ")
			line.Flow = widget.Cut
			return line
		}, func(i int, o fyne.CanvasObject) { o.(*widget.Text).SetText(v.seen.lines[i]) })
		v.text.HideSeparators = true
		return v.text
	case v.seen.locked:
		v.said.SetText(v.w.Say().T("ui.viewer.locked"))
	default:
		v.said.SetText(v.w.Say().T("ui.viewer.unknown"))
	}
	return container.NewCenter(v.said)
}

// foot is the row of buttons, the last of which closes. All of them know the keys.
func (v *viewer) foot() fyne.CanvasObject {
	t, icons := v.w.Say().T, v.w.Icons()
	add := func(b *widget.Button) fyne.CanvasObject {
		b.OnKey(v.key)
		tapped := b.OnTapped
		b.OnTapped = func() {
			tapped()
			if v.w.Overlay() == room.Overlay(v) { // the click has taken the keyboard away
				v.w.Win().Canvas().Focus(b)
			}
		}
		v.buttons = append(v.buttons, b)
		return b
	}
	row := widget.NewBar(8, 0, fyne.CanvasObject(v.at))
	if v.seen.pages > 1 {
		row.Add(add(widget.NewButton(t("ui.viewer.previous"), icons["back"], func() { v.show(v.page - 1) })))
		row.Add(add(widget.NewButton(t("ui.viewer.next"), icons["forward"], func() { v.show(v.page + 1) })))
	}
	if v.seen.draw != nil {
		row.Add(add(widget.NewButton("−", nil, func() { v.magnify(v.zoom - 1) })))
		row.Add(add(widget.NewButton("+", nil, func() { v.magnify(v.zoom + 1) })))
	}
	for _, b := range v.boxKeys(add) {
		row.Add(b)
	}
	row.Add(add(widget.NewButton(t("ui.evidence.copy"), icons["export"], func() { v.End(); askCopy(v.w, v.ev) })))
	row.Add(add(widget.NewPrimaryButton(v.w.Say().Words.Close, nil, v.End)))
	return container.NewVBox(v.how, row)
}

// key carries out a key, and answers true when it did.
func (v *viewer) key(k fyne.KeyName) bool {
	v.w.Touch()
	pages := map[fyne.KeyName]int{
		fyne.KeyLeft: v.page - 1, fyne.KeyPageUp: v.page - 1, fyne.KeyRight: v.page + 1, fyne.KeyPageDown: v.page + 1,
		fyne.KeyHome: 0, fyne.KeyEnd: v.seen.pages - 1,
	}
	sizes := map[fyne.KeyName]int{fyne.KeyPlus: v.zoom + 1, fyne.KeyEqual: v.zoom + 1, fyne.KeyMinus: v.zoom - 1, fyne.Key0: 0}
	page, turns := pages[k]
	size, scales := sizes[k]
	switch {
	case k == fyne.KeyEscape:
		v.End()
	case v.boxKey(k):
	case v.text != nil:
		return v.scrollText(k)
	case v.seen.draw == nil:
		return false
	case turns:
		v.show(page)
	case scales:
		v.magnify(size)
	case k == fyne.KeyUp, k == fyne.KeyDown:
		step := v.sheet.Size().Height / 8
		if k == fyne.KeyUp {
			step = -step
		}
		v.sheet.ScrollToOffset(fyne.NewPos(v.sheet.Offset.X, v.sheet.Offset.Y+step))
	default:
		return false
	}
	return true
}

func (v *viewer) scrollText(k fyne.KeyName) bool {
	line, height := v.text.MinSize().Height, v.text.Size().Height
	step, ok := map[fyne.KeyName]float32{fyne.KeyUp: -line, fyne.KeyDown: line, fyne.KeyPageUp: -height, fyne.KeyPageDown: height}[k]
	switch {
	case ok:
		v.text.ScrollToOffset(max(0, v.text.GetScrollOffset()+step))
	case k == fyne.KeyHome:
		v.text.ScrollToTop()
	case k == fyne.KeyEnd:
		v.text.ScrollToBottom()
	default:
		return false
	}
	return true
}

// show asks for a page; one past the end is none.
func (v *viewer) show(page int) {
	if page < 0 || page >= v.seen.pages || v.cancel == nil {
		return
	}
	v.page = page
	v.showBoxes()
	if v.seen.pages > 1 {
		v.at.SetText(v.w.Say().T("ui.viewer.page", "n", v.w.Say().Number(page+1), "of", v.w.Say().Number(v.seen.pages)))
	}
	if v.picture.Image == nil {
		v.said.SetText(v.w.Say().T("ui.viewer.drawing"))
	}
	size := v.fit()
	pixels := size.Width * zooms[v.zoom] * v.w.Win().Canvas().Scale()
	if v.ev.MediaType != "application/pdf" { // a picture is measured by its longer side
		pixels = max(size.Width, size.Height) * zooms[v.zoom] * v.w.Win().Canvas().Scale()
	}
	next := wanted{page, min(mostWidth, max(200, int(pixels)))}
	select {
	case <-v.want: // the one before was not begun, and nobody waits for it now
	default:
	}
	v.want <- next
}

// fit is the size in which a page is seen whole.
func (v *viewer) fit() fyne.Size {
	room := v.sheet.Size().SubtractWidthHeight(16, 16)
	aspect := v.aspect
	if aspect == 0 {
		aspect = 0.707 // of a sheet of A4, until the first page is there
	}
	width := min(room.Width, room.Height*aspect)
	return fyne.NewSize(width, width/aspect)
}

// magnify shows the page larger or smaller.
func (v *viewer) magnify(zoom int) {
	if zoom < 0 || zoom >= len(zooms) || v.cancel == nil {
		return
	}
	v.zoom = zoom
	v.place()
	v.show(v.page)
}

// place gives the picture the room it has at this size.
func (v *viewer) place() {
	size := v.fit()
	v.picture.SetMinSize(fyne.NewSize(size.Width*zooms[v.zoom], size.Height*zooms[v.zoom]))
	v.sheet.Refresh()
}

// serve draws what is wanted, until the viewer ends, and then closes the file:
// nothing else reads it.
func (v *viewer) serve(ctx context.Context) {
	defer v.seen.close()
	for {
		select {
		case <-ctx.Done():
			return
		case d := <-v.want:
			img, err := v.seen.draw(ctx, d.page, d.width)
			if ctx.Err() == nil {
				v.w.Do(func() { v.drawn(d, img, err) })
			}
		}
	}
}

func (v *viewer) drawn(d wanted, img image.Image, err error) {
	if v.cancel == nil || d.page != v.page {
		return
	}
	if err != nil {
		v.picture.Image = nil
		v.picture.Refresh()
		v.said.SetText(v.w.Say().T("ui.viewer.broken"))
		return
	}
	v.said.SetText("")
	turned := v.picture.Image == nil
	v.picture.Image = img
	if b := img.Bounds(); b.Dy() > 0 {
		aspect := float32(b.Dx()) / float32(b.Dy())
		turned = turned || aspect != v.aspect
		v.aspect = aspect
	}
	if turned {
		v.place()
	}
	v.picture.Refresh()
}

// End closes the viewer and lets go of what it showed.
func (v *viewer) End() {
	if v.w.Overlay() != room.Overlay(v) {
		return
	}
	v.w.SetOverlay(nil)
	if v.cancel != nil {
		v.cancel()
		v.cancel = nil
		v.picture.Image = nil
	}
	v.seen.lines = slices.Delete(v.seen.lines, 0, len(v.seen.lines)) // overwritten too
	v.pop.Hide()
	if v.back != nil {
		v.w.Win().Canvas().Focus(v.back)
	}
}
