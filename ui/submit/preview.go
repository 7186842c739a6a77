package submit

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

// Preview shows the pages of a submission as they will be printed. It is the
// truth for scripts that run from right to left, which the rest of the window
// cannot set. Pages are laid out and drawn beside the main goroutine; only the
// one that is seen is kept, and what is overtaken by a change is given up.
type Preview struct {
	w      Host
	pages  *pdf.Preview // nil until the first document
	filled *submission.Filled
	Set    bool // filled is laid out
	Shown  bool // somebody is looking
	Page   int  // from 0
	Count  int
	zoom   float32 // 1 is the width of the pane
	cancel context.CancelFunc

	Image  *canvas.Image
	sheet  *fyne.Container
	Scroll *container.Scroll
	label  *widget.Text
	prev   *widget.IconButton
	Next   *widget.IconButton
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

func newPreview(w Host) *Preview {
	t := w.Say().T
	p := &Preview{w: w, zoom: 1, cancel: func() {}}
	p.Image = canvas.NewImageFromImage(nil)
	p.Image.FillMode = canvas.ImageFillContain
	p.Image.ScaleMode = canvas.ImageScaleSmooth
	p.sheet = container.New(sheetLayout{p}, p.Image)
	p.Scroll = container.NewScroll(p.sheet)
	p.label = widget.NewCaption("")
	p.prev = widget.NewIconButton(w.Icons()["up"], t("ui.preview.previous"), func() { p.turn(-1) })
	p.Next = widget.NewIconButton(w.Icons()["down"], t("ui.preview.next"), func() { p.turn(1) })
	tools := widget.NewBar(4, 2, p.prev, p.Next, p.label,
		widget.NewQuietButton("−", nil, func() { p.Scale(p.zoom / zoomStep) }),
		widget.NewQuietButton(t("ui.preview.fit"), nil, func() { p.Scale(1) }),
		widget.NewQuietButton("+", nil, func() { p.Scale(p.zoom * zoomStep) }))
	p.object = widget.NewHeaded(6, tools, widget.NewSheet(p.Scroll))
	return p
}

// fill takes the submission as it is now.
func (p *Preview) fill(f *submission.Filled) {
	p.filled, p.Set = f, false
	p.Draw()
}

// look says whether the pane is in view; nothing is drawn for nobody.
func (p *Preview) look(on bool) {
	if p.Shown == on {
		return
	}
	p.Shown = on
	if !on {
		p.Stop()
		return
	}
	p.Draw()
}

// Stop gives up what is being drawn, and the page that was.
func (p *Preview) Stop() {
	p.cancel()
	p.Image.Image = nil
}

func (p *Preview) turn(by int) {
	p.w.Touch()
	if to := p.Page + by; to >= 0 && to < p.Count {
		p.Page = to
		p.Scroll.ScrollToTop()
		p.Draw()
	}
}

func (p *Preview) Scale(to float32) {
	p.w.Touch()
	p.zoom = max(1, min(zoomMost, to))
	p.sheet.Refresh()
	p.Scroll.Refresh()
	p.Draw()
}

// Draw lays the document out if it is a new one, and draws the page.
func (p *Preview) Draw() {
	p.cancel()
	if !p.Shown || p.filled == nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	p.label.SetText(p.w.Say().T("ui.preview.drawing"))
	job := Drawing{Fonts: p.w.Data().Fonts, pages: p.pages, page: p.Page, count: p.Count, Dots: p.dots()}
	if !p.Set {
		job.Filled = p.filled
	}
	go func() {
		err := job.Run(ctx)
		p.w.Do(func() {
			if ctx.Err() == nil {
				p.drawn(job, err)
			}
			cancel()
		})
	}()
}

func (p *Preview) drawn(job Drawing, err error) {
	p.pages = job.pages
	if err != nil {
		p.Image.Image, p.Count = nil, 0
		p.Image.Refresh()
		p.label.SetText(p.w.Sentence(err))
		return
	}
	p.Set, p.Page, p.Count = true, job.page, job.count
	p.Image.Image = job.image
	p.Image.Refresh()
	p.sheet.Refresh()
	p.Scroll.Refresh()
	p.number()
	enable := func(b *widget.IconButton, on bool) {
		if on {
			b.Enable()
		} else {
			b.Disable()
		}
	}
	enable(p.prev, p.Page > 0)
	enable(p.Next, p.Page+1 < p.Count)
}

// number says which page is seen of how many, and when the body takes fewer.
func (p *Preview) number() {
	say := p.w.Say()
	text, ink := say.T("ui.preview.page", "page", say.Number(p.Page+1), "pages", say.Number(p.Count)), widget.ColorMuted
	if most := speech.LimitsOf(p.filled).Pages; most > 0 && p.Count > most {
		text, ink = speech.Join(text, say.T("ui.preview.too-many", "most", say.Number(most))), widget.ColorDangerText
	} else if most > 0 {
		text = speech.Join(text, say.T("ui.preview.most", "most", say.Number(most)))
	}
	p.label.Color = ink
	p.label.SetText(text)
	p.label.Refresh()
}

// dots is the resolution at which a page is as wide as it is shown.
func (p *Preview) dots() float64 {
	pixels := p.Scroll.Size().Width * p.zoom * p.w.Win().Canvas().Scale()
	return math.Round(max(leastDots, min(mostDots, float64(pixels)/paperWidth)))
}

// Drawing is one page on its way; it is handed from goroutine to goroutine.
type Drawing struct {
	Fonts       func() (*pdf.Fonts, error)
	pages       *pdf.Preview
	Filled      *submission.Filled // to be laid out first; nil when that is done
	page, count int
	Dots        float64
	image       image.Image
}

func (j *Drawing) Run(ctx context.Context) error {
	if j.pages == nil {
		fonts, err := j.Fonts()
		if err != nil {
			return err
		}
		j.pages = pdf.NewPreview(fonts)
	}
	if j.Filled != nil {
		doc, err := j.Filled.Document()
		if err != nil {
			return err
		}
		if j.count, err = j.pages.Set(ctx, doc); err != nil {
			return err
		}
		j.page = max(0, min(j.page, j.count-1))
	}
	img, err := j.pages.Page(ctx, j.page, j.Dots)
	j.image = img
	return err
}

// sheetLayout gives a page the width of the pane times the zoom, and the height
// that its shape asks for.
type sheetLayout struct{ p *Preview }

func (l sheetLayout) size() fyne.Size {
	width := max(40, l.p.Scroll.Size().Width) * l.p.zoom
	shape := float32(math.Sqrt2)
	if img := l.p.Image.Image; img != nil && img.Bounds().Dx() > 0 {
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
