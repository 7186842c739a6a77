package ui

import (
	"context"
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"probata/dossier/submission"
	"probata/pdf"
	"probata/ui/speech"
	"probata/ui/widget"
)

// preview shows the pages of a submission as they will be printed. It is the
// truth for scripts that run from right to left, which the rest of the window
// cannot set. Pages are laid out and drawn beside the main goroutine; only the
// one that is seen is kept, and what is overtaken by a change is given up.
type preview struct {
	w      submitHost
	pages  *pdf.Preview // nil until the first document
	filled *submission.Filled
	set    bool // filled is laid out
	shown  bool // somebody is looking
	page   int  // from 0
	count  int
	zoom   float32 // 1 is the width of the pane
	cancel context.CancelFunc

	image  *canvas.Image
	sheet  *fyne.Container
	scroll *container.Scroll
	label  *widget.Text
	prev   *widget.IconButton
	next   *widget.IconButton
	object fyne.CanvasObject
}

// The width of an A4 page in inches, which a pane's width is compared with; what
// is drawn for another paper is fitted in.
const paperWidth = 210 / 25.4

const (
	zoomStep  = 1.25
	zoomMost  = 3
	leastDots = 40  // per inch, in a pane too narrow to be read
	mostDots  = 240 // more than a screen shows
)

func newPreview(w submitHost) *preview {
	t := w.Say().T
	p := &preview{w: w, zoom: 1, cancel: func() {}}
	p.image = canvas.NewImageFromImage(nil)
	p.image.FillMode = canvas.ImageFillContain
	p.image.ScaleMode = canvas.ImageScaleSmooth
	p.sheet = container.New(sheetLayout{p}, p.image)
	p.scroll = container.NewScroll(p.sheet)
	p.label = widget.NewCaption("")
	p.prev = widget.NewIconButton(w.Icons()["up"], t("ui.preview.previous"), func() { p.turn(-1) })
	p.next = widget.NewIconButton(w.Icons()["down"], t("ui.preview.next"), func() { p.turn(1) })
	tools := widget.NewBar(4, 2, p.prev, p.next, p.label,
		widget.NewQuietButton("−", nil, func() { p.scale(p.zoom / zoomStep) }),
		widget.NewQuietButton(t("ui.preview.fit"), nil, func() { p.scale(1) }),
		widget.NewQuietButton("+", nil, func() { p.scale(p.zoom * zoomStep) }))
	p.object = widget.NewHeaded(6, tools, widget.NewSheet(p.scroll))
	return p
}

// fill takes the submission as it is now.
func (p *preview) fill(f *submission.Filled) {
	p.filled, p.set = f, false
	p.draw()
}

// look says whether the pane is in view; nothing is drawn for nobody.
func (p *preview) look(on bool) {
	if p.shown == on {
		return
	}
	p.shown = on
	if !on {
		p.stop()
		return
	}
	p.draw()
}

// stop gives up what is being drawn, and the page that was.
func (p *preview) stop() {
	p.cancel()
	p.image.Image = nil
}

func (p *preview) turn(by int) {
	p.w.Touch()
	if to := p.page + by; to >= 0 && to < p.count {
		p.page = to
		p.scroll.ScrollToTop()
		p.draw()
	}
}

func (p *preview) scale(to float32) {
	p.w.Touch()
	p.zoom = max(1, min(zoomMost, to))
	p.sheet.Refresh()
	p.scroll.Refresh()
	p.draw()
}

// draw lays the document out if it is a new one, and draws the page.
func (p *preview) draw() {
	p.cancel()
	if !p.shown || p.filled == nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	p.label.SetText(p.w.Say().T("ui.preview.drawing"))
	job := drawing{fonts: p.w.Data().Fonts, pages: p.pages, page: p.page, count: p.count, dots: p.dots()}
	if !p.set {
		job.filled = p.filled
	}
	go func() {
		err := job.run(ctx)
		p.w.Do(func() {
			if ctx.Err() == nil {
				p.drawn(job, err)
			}
			cancel()
		})
	}()
}

func (p *preview) drawn(job drawing, err error) {
	p.pages = job.pages
	if err != nil {
		p.image.Image, p.count = nil, 0
		p.image.Refresh()
		p.label.SetText(p.w.Sentence(err))
		return
	}
	p.set, p.page, p.count = true, job.page, job.count
	p.image.Image = job.image
	p.image.Refresh()
	p.sheet.Refresh()
	p.scroll.Refresh()
	p.number()
	enable := func(b *widget.IconButton, on bool) {
		if on {
			b.Enable()
		} else {
			b.Disable()
		}
	}
	enable(p.prev, p.page > 0)
	enable(p.next, p.page+1 < p.count)
}

// number says which page is seen of how many, and when the body takes fewer.
func (p *preview) number() {
	say := p.w.Say()
	text, ink := say.T("ui.preview.page", "page", say.Number(p.page+1), "pages", say.Number(p.count)), widget.ColorMuted
	if most := speech.LimitsOf(p.filled).Pages; most > 0 && p.count > most {
		text, ink = speech.Join(text, say.T("ui.preview.too-many", "most", say.Number(most))), widget.ColorDangerText
	} else if most > 0 {
		text = speech.Join(text, say.T("ui.preview.most", "most", say.Number(most)))
	}
	p.label.Color = ink
	p.label.SetText(text)
	p.label.Refresh()
}

// dots is the resolution at which a page is as wide as it is shown.
func (p *preview) dots() float64 {
	pixels := p.scroll.Size().Width * p.zoom * p.w.Win().Canvas().Scale()
	return math.Round(max(leastDots, min(mostDots, float64(pixels)/paperWidth)))
}

// drawing is one page on its way; it is handed from goroutine to goroutine.
type drawing struct {
	fonts       func() (*pdf.Fonts, error)
	pages       *pdf.Preview
	filled      *submission.Filled // to be laid out first; nil when that is done
	page, count int
	dots        float64
	image       image.Image
}

func (j *drawing) run(ctx context.Context) error {
	if j.pages == nil {
		fonts, err := j.fonts()
		if err != nil {
			return err
		}
		j.pages = pdf.NewPreview(fonts)
	}
	if j.filled != nil {
		doc, err := j.filled.Document()
		if err != nil {
			return err
		}
		if j.count, err = j.pages.Set(ctx, doc); err != nil {
			return err
		}
		j.page = max(0, min(j.page, j.count-1))
	}
	img, err := j.pages.Page(ctx, j.page, j.dots)
	j.image = img
	return err
}

// sheetLayout gives a page the width of the pane times the zoom, and the height
// that its shape asks for.
type sheetLayout struct{ p *preview }

func (l sheetLayout) size() fyne.Size {
	width := max(40, l.p.scroll.Size().Width) * l.p.zoom
	shape := float32(math.Sqrt2)
	if img := l.p.image.Image; img != nil && img.Bounds().Dx() > 0 {
		shape = float32(img.Bounds().Dy()) / float32(img.Bounds().Dx())
	}
	return fyne.NewSize(width, width*shape)
}

func (l sheetLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	if l.p.zoom == 1 { // as wide as there is room, and never a reason to be wider
		return fyne.NewSize(40, l.size().Height)
	}
	return l.size()
}

func (l sheetLayout) Layout(o []fyne.CanvasObject, _ fyne.Size) {
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(l.size())
}
