package ui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/gif" // the kinds of pictures that can be looked at
	_ "image/jpeg"
	_ "image/png"
	"io"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"
	_ "golang.org/x/image/bmp"
	"golang.org/x/image/draw"
	_ "golang.org/x/image/tiff"
	_ "golang.org/x/image/webp"

	"probata/dossier"
	"probata/dossier/store"
	"probata/ui/widget"
)

// What is looked at is bounded: files come from anybody.
const (
	mostPicture = 64 << 20 // bytes of a file that is opened as a picture
	mostPixels  = 80e6
	mostText    = 4 << 20 // bytes
	widestShown = 1800    // pixels that a picture is brought down to
	lineWidth   = 96      // letters, where a long line is broken
)

// sight is what can be seen of a file without a clear copy of it: a picture, or
// lines of text. Neither means that the program cannot show it.
type sight struct {
	picture image.Image
	lines   []string
	read    bool // the lines are what was read out of a file with a layout of its own
	cut     bool
}

// view shows the file behind a piece of evidence in the window. The custody log
// says so.
func (w *Window) view(ev *dossier.Evidence) {
	w.session.flush()
	s := w.session
	var seen sight
	w.work(func(ctx context.Context) (err error) {
		seen, err = look(ctx, s.store, ev)
		return err
	}, func(err error) {
		if w.session != s {
			return // locked meanwhile
		}
		if err != nil {
			w.fail(err)
			return
		}
		w.reread(ev.ID)
		w.showSight(ev, seen)
	})
}

// look reads a file as far as it can be shown.
func look(ctx context.Context, st *store.Store, ev *dossier.Evidence) (sight, error) {
	in, err := st.ViewEvidence(ctx, ev.ID, "")
	if err != nil {
		return sight{}, err
	}
	defer in.Close()
	switch kind, _, _ := strings.Cut(ev.MediaType, "/"); {
	case kind == "image" && ev.Size <= mostPicture:
		img, err := decodePicture(in)
		return sight{picture: img}, err
	case ev.MediaType == "text/plain", ev.MediaType == "text/csv", ev.MediaType == "application/json":
		data, err := io.ReadAll(io.LimitReader(in, mostText))
		return sight{lines: lines(string(data)), cut: ev.Size > mostText}, err
	}
	text, err := st.Text(ctx, ev.ID)
	if errors.Is(err, store.ErrNotFound) {
		return sight{}, nil
	}
	return sight{lines: lines(text), read: true}, err
}

// decodePicture decodes a picture and brings it down to what a screen shows.
func decodePicture(r io.ReadSeeker) (image.Image, error) {
	config, _, err := image.DecodeConfig(r)
	if err != nil {
		return nil, nil // of a kind we do not know: nothing can be shown, and nothing is wrong
	}
	if float64(config.Width)*float64(config.Height) > mostPixels {
		return nil, nil
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("read the picture again: %w", err)
	}
	img, _, err := image.Decode(r)
	if err != nil {
		return nil, fmt.Errorf("decode the picture: %w", err)
	}
	b := img.Bounds()
	if widest := max(b.Dx(), b.Dy()); widest > widestShown {
		out := image.NewRGBA(image.Rect(0, 0, max(1, b.Dx()*widestShown/widest), max(1, b.Dy()*widestShown/widest)))
		draw.ApproxBiLinear.Scale(out, out.Rect, img, b, draw.Src, nil)
		return out, nil
	}
	return img, nil
}

// lines breaks a text into lines that fit, so that a list can show any number.
func lines(text string) []string {
	var out []string
	for _, line := range strings.Split(strings.ReplaceAll(strings.ToValidUTF8(text, "�"), "\r\n", "\n"), "\n") {
		line = strings.ReplaceAll(line, "\t", "    ")
		for utf8.RuneCountInString(line) > lineWidth {
			at := len(string([]rune(line)[:lineWidth]))
			if i := strings.LastIndexByte(line[:at], ' '); i > at/2 {
				at = i + 1
			}
			out = append(out, strings.TrimRight(line[:at], " "))
			line = line[at:]
		}
		out = append(out, line)
	}
	return out
}

// showSight shows it over the window; Escape closes it, and so does locking.
func (w *Window) showSight(ev *dossier.Evidence, seen sight) {
	say := w.say
	var body fyne.CanvasObject
	note := say.T("ui.viewer.sealed")
	switch {
	case seen.picture != nil:
		img := canvas.NewImageFromImage(seen.picture)
		img.FillMode, img.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
		body = img
	case len(seen.lines) > 0:
		list := fw.NewList(func() int { return len(seen.lines) }, func() fyne.CanvasObject {
			line := widget.NewText(" ")
			line.Flow = widget.Cut
			return line
		}, func(i int, o fyne.CanvasObject) { o.(*widget.Text).SetText(seen.lines[i]) })
		list.HideSeparators = true
		body = list
		if seen.read {
			note = say.T("ui.viewer.read")
		} else if seen.cut {
			note = say.T("ui.viewer.cut", "size", say.Size(mostText))
		}
	default:
		body = container.NewCenter(widget.NewText(say.T("ui.viewer.unknown")))
	}
	c := w.win.Canvas()
	var pop *fw.PopUp
	end := func() { pop.Hide() }
	done := widget.NewPrimaryButton(say.words.Close, nil, end)
	done.OnKey(func(k fyne.KeyName) bool {
		if k == fyne.KeyEscape {
			end()
		}
		return k == fyne.KeyEscape
	})
	head := widget.NewStack(2, widget.NewHeading(say.label(w.session.d, ev.ID)), widget.NewCaption(join(ev.MediaType, say.Size(ev.Size), note)))
	foot := widget.NewBar(8, 0, fyne.CanvasObject(widget.NewCaption("")), done)
	pop = fw.NewModalPopUp(widget.NewPadded(container.NewBorder(head, foot, nil, nil, widget.NewPadded(body, 10, 0, 10, 0)), 14, 16, 12, 16), c)
	pop.Resize(fyne.NewSize(min(980, c.Size().Width-60), c.Size().Height-60))
	pop.Show()
	c.Focus(done)
}

// fileCard is the file itself beside the editor of a piece of evidence.
func (w *Window) fileCard(ev *dossier.Evidence) fyne.CanvasObject {
	t := w.say.T
	col := widget.NewStack(8)
	if data, err := w.session.store.Thumbnail(context.Background(), ev.ID); err == nil { // most files have none
		if small, _, err := image.Decode(bytes.NewReader(data)); err == nil {
			img := canvas.NewImageFromImage(small)
			img.FillMode = canvas.ImageFillContain
			img.SetMinSize(fyne.NewSize(120, min(200, float32(small.Bounds().Dy()))))
			col.Add(img)
		}
	}
	col.Add(widget.NewCaption(join(ev.MediaType, w.say.Size(ev.Size))))
	col.Add(widget.NewButton(t("ui.evidence.view"), w.icons["eye"], func() { w.view(ev) }))
	col.Add(widget.NewButton(t("ui.evidence.copy"), w.icons["export"], func() { w.askCopy(ev) }))
	return widget.NewCard(t("ui.evidence.file"), col)
}
