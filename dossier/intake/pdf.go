package intake

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"io"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// PDF files are read by PDFium, the reader of Chromium, in a WebAssembly sandbox:
// it is C++ and has had its share of holes, and a file that uses one is caught in
// a machine without files, network or clock, of 512 MiB at most. Making that
// machine takes seconds, so it is kept until Close.

// maxPDF is the largest PDF that is read, in bytes: it is copied into the sandbox.
const maxPDF = 256 << 20

// sandboxPages is the memory of the sandbox, in steps of 64 KiB.
const sandboxPages = 8192

// ErrNoPage: a PDF has no such page, or cannot be read.
var ErrNoPage = errors.New("no such page")

// Page draws a page of a PDF, counted from 0, width pixels wide.
func (i *Inspector) Page(ctx context.Context, f File, n, width int) (out image.Image, err error) {
	src := &source{ctx: ctx, r: f.Content, size: f.Size}
	err = i.withPDF(ctx, src, func(p pdfium.Pdfium, doc references.FPDF_DOCUMENT) error {
		out, err = drawPage(p, doc, n, width)
		return err
	})
	if err = errors.Join(src.err, err); err != nil {
		return nil, fmt.Errorf("draw page %d: %w", n, err)
	}
	return out, nil
}

// Close lets go of the sandbox. The Inspector can be used again.
func (i *Inspector) Close() error {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.pool == nil {
		return nil
	}
	err := i.pool.Close()
	i.pool = nil
	return err
}

// start makes the sandbox, without the folders it would be given by itself.
func (i *Inspector) start() (pdfium.Pool, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.pool != nil {
		return i.pool, nil
	}
	pool, err := webassembly.Init(webassembly.Config{
		MaxIdle: 1, MaxTotal: 1, FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
		RuntimeConfig: wazero.NewRuntimeConfig().WithMemoryLimitPages(sandboxPages).WithCloseOnContextDone(true).
			WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling),
	})
	i.pool = pool
	return pool, err
}

// withPDF opens a PDF in the sandbox.
func (i *Inspector) withPDF(ctx context.Context, src *source, use func(pdfium.Pdfium, references.FPDF_DOCUMENT) error) error {
	if src.size > maxPDF {
		return ErrNoPage
	}
	pool, err := i.start()
	if err != nil {
		return fmt.Errorf("start PDF reader: %w", err)
	}
	p, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		return fmt.Errorf("start PDF reader: %w", err)
	}
	stop := context.AfterFunc(ctx, func() { _ = p.Kill() }) // a page may be made to take for ever
	defer func() {
		if stop() {
			_ = p.Close() // nothing to lose
		}
	}()
	b, err := io.ReadAll(src.all())
	if err != nil {
		return err
	}
	defer clear(b)
	doc, err := p.OpenDocument(&requests.OpenDocument{File: &b})
	if err != nil {
		return ErrNoPage
	}
	return use(p, doc.Document)
}

// readPDF reads what a PDF says of itself, its text page by page, and draws the
// first page small.
func (i *Inspector) readPDF(l *look) {
	_ = i.withPDF(l.ctx, l.src, func(p pdfium.Pdfium, doc references.FPDF_DOCUMENT) error { // what cannot be read is left out
		if meta, err := p.GetMetaData(&requests.GetMetaData{Document: doc}); err == nil {
			for _, t := range meta.Tags {
				l.note(t.Tag, t.Value)
			}
		}
		count, err := p.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc})
		if err != nil {
			return err
		}
		l.pages = int64(count.PageCount)
		if m, err := drawPage(p, doc, 0, thumbnailSize); err == nil {
			l.picture = thumbnail(m, 0)
		}
		for n := range count.PageCount {
			text, err := p.GetPageText(&requests.GetPageText{Page: page(doc, n)})
			if err != nil {
				continue // the other pages may be sound
			}
			if !l.say(text.Text + "\n") {
				return nil
			}
		}
		return nil
	})
}

func page(doc references.FPDF_DOCUMENT, n int) requests.Page {
	return requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: n}}
}

// drawPage gives a page as a picture of its own, as the sandbox takes its back.
func drawPage(p pdfium.Pdfium, doc references.FPDF_DOCUMENT, n, width int) (image.Image, error) {
	r, err := p.RenderPageInPixels(&requests.RenderPageInPixels{Page: page(doc, n), Width: width, Height: 2 * width})
	if err != nil {
		return nil, ErrNoPage
	}
	defer r.Cleanup()
	out := image.NewRGBA(r.Result.RenderedImage.Bounds())
	draw.Draw(out, out.Bounds(), r.Result.RenderedImage, out.Bounds().Min, draw.Src)
	return out, nil
}
