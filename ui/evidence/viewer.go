package evidence

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

// Viewer shows a file of the evidence over the window: the pages of a PDF one by
// one, a picture, or text. All of it stays in memory; Escape ends it, and so does
// locking. Pages are drawn beside the main goroutine, one at a time, and only the
// last one asked for.
type Viewer struct {
	w        Host
	Evidence *dossier.Evidence
	Seen     sight
	Page     int     // from 0
	zoom     int     // index of zooms
	aspect   float32 // width by height of the page shown, 0 before there is one
	want     chan wanted
	cancel   context.CancelFunc
	Picture  *canvas.Image
	sheet    *container.Scroll
	Text     *fw.List
	At       *widget.Text // page of pages
	Said     *widget.Text
	Buttons  []*widget.Button
	marks    *widget.Boxes // what is to be black in a copy; nil where there is no page
	marking  bool          // boxes can be drawn
	marker   *widget.Button
	how      *widget.Text // how boxes are drawn
	pop      *fw.PopUp
	back     fyne.Focusable
}

// wanted is a page that is wanted, so many pixels wide.
type wanted struct{ page, width int }

// zooms are the sizes by which a page is shown, against one that is seen whole.
var zooms = []float32{1, 1.25, 1.5, 2, 3, 4}

// View shows the file behind a piece of evidence in the window. The custody log
// says so.
func View(w Host, ev *dossier.Evidence) {
	w.Session().Flush()
	s := w.Session()
	var seen sight
	w.Work(func(ctx context.Context) (err error) {
		seen, err = Look(ctx, s.Store, w.Looks(), ev)
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
func showSight(w Host, ev *dossier.Evidence, seen sight) {
	say, c := w.Say(), w.Win().Canvas()
	v := &Viewer{w: w, Evidence: ev, Seen: seen, back: c.Focused(), At: widget.NewText(""), Said: widget.NewText(""), how: widget.NewCaption("")}
	v.Said.Align = fyne.TextAlignCenter
	head := widget.NewStack(2, widget.NewHeading(say.Label(w.Session().Dossier, ev.ID)), widget.NewCaption(speech.Join(ev.MediaType, say.Size(ev.Size), v.note())))
	body, foot := v.body(), v.foot()
	v.pop = fw.NewModalPopUp(widget.NewPadded(container.NewBorder(head, foot, nil, nil, widget.NewPadded(body, 10, 0, 10, 0)), 14, 16, 12, 16), c)
	v.pop.Resize(fyne.NewSize(min(980, c.Size().Width-60), c.Size().Height-60))
	w.SetOverlay(v)
	v.pop.Show()
	c.Focus(v.Buttons[len(v.Buttons)-1])
	if seen.Draw != nil {
		var ctx context.Context
		ctx, v.cancel = context.WithCancel(context.Background())
		v.want = make(chan wanted, 1)
		go v.serve(ctx)
		v.show(0)
	}
}

func (v *Viewer) note() string {
	t := v.w.Say().T
	switch {
	case v.Seen.read:
		return t("ui.viewer.read")
	case v.Seen.cut:
		return t("ui.viewer.cut", "size", v.w.Say().Size(mostText))
	}
	return t("ui.viewer.sealed")
}

// body is the place of the page, the list of lines, or why there is neither.
func (v *Viewer) body() fyne.CanvasObject {
	switch {
	case v.Seen.Draw != nil:
		v.Picture = &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth}
		v.marks = widget.NewBoxes()
		v.marks.Changed, v.marks.Touched = v.keepBoxes, v.refocus
		v.sheet = container.NewScroll(container.NewCenter(container.NewStack(v.Picture, v.marks)))
		return container.NewStack(widget.NewGround(theme.ColorNameInputBorder), v.sheet, container.NewCenter(v.Said))
	case len(v.Seen.Lines) > 0:
		v.Text = fw.NewList(func() int { return len(v.Seen.Lines) }, func() fyne.CanvasObject {
			line := widget.NewText(" ")
			line.Flow = widget.Cut
			return line
		}, func(i int, o fyne.CanvasObject) { o.(*widget.Text).SetText(v.Seen.Lines[i]) })
		v.Text.HideSeparators = true
		return v.Text
	case v.Seen.locked:
		v.Said.SetText(v.w.Say().T("ui.viewer.locked"))
	default:
		v.Said.SetText(v.w.Say().T("ui.viewer.unknown"))
	}
	return container.NewCenter(v.Said)
}

// foot is the row of buttons, the last of which closes. All of them know the keys.
func (v *Viewer) foot() fyne.CanvasObject {
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
		v.Buttons = append(v.Buttons, b)
		return b
	}
	row := widget.NewBar(8, 0, fyne.CanvasObject(v.At))
	if v.Seen.Pages > 1 {
		row.Add(add(widget.NewButton(t("ui.viewer.previous"), icons["back"], func() { v.show(v.Page - 1) })))
		row.Add(add(widget.NewButton(t("ui.viewer.next"), icons["forward"], func() { v.show(v.Page + 1) })))
	}
	if v.Seen.Draw != nil {
		row.Add(add(widget.NewButton("−", nil, func() { v.magnify(v.zoom - 1) })))
		row.Add(add(widget.NewButton("+", nil, func() { v.magnify(v.zoom + 1) })))
	}
	for _, b := range v.boxKeys(add) {
		row.Add(b)
	}
	row.Add(add(widget.NewButton(t("ui.evidence.copy"), icons["export"], func() { v.End(); AskCopy(v.w, v.Evidence) })))
	row.Add(add(widget.NewPrimaryButton(v.w.Say().Words.Close, nil, v.End)))
	return container.NewVBox(v.how, row)
}

// key carries out a key, and answers true when it did.
func (v *Viewer) key(k fyne.KeyName) bool {
	v.w.Touch()
	pages := map[fyne.KeyName]int{
		fyne.KeyLeft: v.Page - 1, fyne.KeyPageUp: v.Page - 1, fyne.KeyRight: v.Page + 1, fyne.KeyPageDown: v.Page + 1,
		fyne.KeyHome: 0, fyne.KeyEnd: v.Seen.Pages - 1,
	}
	sizes := map[fyne.KeyName]int{fyne.KeyPlus: v.zoom + 1, fyne.KeyEqual: v.zoom + 1, fyne.KeyMinus: v.zoom - 1, fyne.Key0: 0}
	page, turns := pages[k]
	size, scales := sizes[k]
	switch {
	case k == fyne.KeyEscape:
		v.End()
	case v.boxKey(k):
	case v.Text != nil:
		return v.scrollText(k)
	case v.Seen.Draw == nil:
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

func (v *Viewer) scrollText(k fyne.KeyName) bool {
	line, height := v.Text.MinSize().Height, v.Text.Size().Height
	step, ok := map[fyne.KeyName]float32{fyne.KeyUp: -line, fyne.KeyDown: line, fyne.KeyPageUp: -height, fyne.KeyPageDown: height}[k]
	switch {
	case ok:
		v.Text.ScrollToOffset(max(0, v.Text.GetScrollOffset()+step))
	case k == fyne.KeyHome:
		v.Text.ScrollToTop()
	case k == fyne.KeyEnd:
		v.Text.ScrollToBottom()
	default:
		return false
	}
	return true
}

// show asks for a page; one past the end is none.
func (v *Viewer) show(page int) {
	if page < 0 || page >= v.Seen.Pages || v.cancel == nil {
		return
	}
	v.Page = page
	v.showBoxes()
	if v.Seen.Pages > 1 {
		v.At.SetText(v.w.Say().T("ui.viewer.page", "n", v.w.Say().Number(page+1), "of", v.w.Say().Number(v.Seen.Pages)))
	}
	if v.Picture.Image == nil {
		v.Said.SetText(v.w.Say().T("ui.viewer.drawing"))
	}
	size := v.fit()
	pixels := size.Width * zooms[v.zoom] * v.w.Win().Canvas().Scale()
	if v.Evidence.MediaType != "application/pdf" { // a picture is measured by its longer side
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
func (v *Viewer) fit() fyne.Size {
	room := v.sheet.Size().SubtractWidthHeight(16, 16)
	aspect := v.aspect
	if aspect == 0 {
		aspect = 0.707 // of a sheet of A4, until the first page is there
	}
	width := min(room.Width, room.Height*aspect)
	return fyne.NewSize(width, width/aspect)
}

// magnify shows the page larger or smaller.
func (v *Viewer) magnify(zoom int) {
	if zoom < 0 || zoom >= len(zooms) || v.cancel == nil {
		return
	}
	v.zoom = zoom
	v.place()
	v.show(v.Page)
}

// place gives the picture the room it has at this size.
func (v *Viewer) place() {
	size := v.fit()
	v.Picture.SetMinSize(fyne.NewSize(size.Width*zooms[v.zoom], size.Height*zooms[v.zoom]))
	v.sheet.Refresh()
}

// serve draws what is wanted, until the viewer ends, and then closes the file:
// nothing else reads it.
func (v *Viewer) serve(ctx context.Context) {
	defer v.Seen.close()
	for {
		select {
		case <-ctx.Done():
			return
		case d := <-v.want:
			img, err := v.Seen.Draw(ctx, d.page, d.width)
			if ctx.Err() == nil {
				v.w.Do(func() { v.drawn(d, img, err) })
			}
		}
	}
}

func (v *Viewer) drawn(d wanted, img image.Image, err error) {
	if v.cancel == nil || d.page != v.Page {
		return
	}
	if err != nil {
		v.Picture.Image = nil
		v.Picture.Refresh()
		v.Said.SetText(v.w.Say().T("ui.viewer.broken"))
		return
	}
	v.Said.SetText("")
	turned := v.Picture.Image == nil
	v.Picture.Image = img
	if b := img.Bounds(); b.Dy() > 0 {
		aspect := float32(b.Dx()) / float32(b.Dy())
		turned = turned || aspect != v.aspect
		v.aspect = aspect
	}
	if turned {
		v.place()
	}
	v.Picture.Refresh()
}

// End closes the viewer and lets go of what it showed.
func (v *Viewer) End() {
	if v.w.Overlay() != room.Overlay(v) {
		return
	}
	v.w.SetOverlay(nil)
	if v.cancel != nil {
		v.cancel()
		v.cancel = nil
		v.Picture.Image = nil
	}
	v.Seen.Lines = slices.Delete(v.Seen.Lines, 0, len(v.Seen.Lines)) // overwritten too
	v.pop.Hide()
	if v.back != nil {
		v.w.Win().Canvas().Focus(v.back)
	}
}
