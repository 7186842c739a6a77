package intake

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"io"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
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

// ErrPassword: a PDF can only be opened with a password.
var ErrPassword = errors.New("protected by a password")

// maxWidth is the width of the largest picture of a page, in pixels: A4 at 500 dots an
// inch. The height is twice that at most.
const maxWidth = 4096

// Pages is how many pages a PDF has.
func (i *Inspector) Pages(ctx context.Context, f File) (count int, err error) {
	err = i.withPages(ctx, f, func(_ pdfium.Pdfium, _ references.FPDF_DOCUMENT, n int) error {
		count = n
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("count pages: %w", err)
	}
	return count, nil
}

// Page draws a page of a PDF, counted from 0, width pixels wide, with its
// annotations and what is filled into its fields.
func (i *Inspector) Page(ctx context.Context, f File, n, width int) (image.Image, error) {
	var out image.Image
	err := i.DrawPages(ctx, f, n, n+1, width, func(_, _ int, page *image.RGBA) error {
		out = page
		return nil
	})
	if err == nil && out == nil {
		err = fmt.Errorf("draw page %d: %w", n, ErrNoPage)
	}
	if err != nil {
		return nil, err
	}
	return out, nil
}

// DrawPages draws the pages of a PDF from the page from to the one before to,
// counted from 0, and opens it once for all. It calls each with the page's number,
// how many there are, and a picture that is each's own. An error of each ends it.
// A to beyond the last page means the last; a page that cannot be drawn is an
// [ErrNoPage].
func (i *Inspector) DrawPages(ctx context.Context, f File, from, to, width int, each func(n, of int, page *image.RGBA) error) error {
	if from < 0 || width < 1 || width > maxWidth {
		return fmt.Errorf("draw page %d, %d pixels wide: %w", from, width, ErrNoPage)
	}
	n := from
	err := i.withPages(ctx, f, func(p pdfium.Pdfium, doc references.FPDF_DOCUMENT, of int) error {
		for ; n < min(to, of); n++ {
			m, err := drawPage(p, doc, n, width)
			if err == nil {
				err = each(n, of, m)
			}
			if err = errors.Join(err, ctx.Err()); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("draw page %d: %w", n, err)
	}
	return nil
}

// withPages opens a PDF and counts its pages. An error of ctx or of the file
// comes before what follows from it.
func (i *Inspector) withPages(ctx context.Context, f File, use func(p pdfium.Pdfium, doc references.FPDF_DOCUMENT, count int) error) error {
	src := &source{ctx: ctx, r: f.Content, size: f.Size}
	err := i.withPDF(ctx, src, func(p pdfium.Pdfium, doc references.FPDF_DOCUMENT) error {
		count, err := p.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc})
		if err != nil {
			return ErrNoPage
		}
		return use(p, doc, count.PageCount)
	})
	switch {
	case err != nil && ctx.Err() != nil:
		return ctx.Err()
	case src.err != nil:
		return src.err
	}
	return err
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
	var pool pdfium.Pool
	var err error
	start := func() { pool, err = i.start() }
	if src.waiting != nil {
		src.waiting(start)
	} else {
		start()
	}
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
	b, err := src.most(maxPDF)
	if err != nil {
		return err
	}
	defer clear(b)
	doc, err := p.OpenDocument(&requests.OpenDocument{File: &b})
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return ErrPassword
	case err != nil:
		return ErrNoPage
	}
	return use(p, doc.Document)
}

func page(doc references.FPDF_DOCUMENT, n int) requests.Page {
	return requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: n}}
}

// drawPage gives a page as a picture of its own, as the sandbox takes its back.
func drawPage(p pdfium.Pdfium, doc references.FPDF_DOCUMENT, n, width int) (*image.RGBA, error) {
	r, err := p.RenderPageInPixels(&requests.RenderPageInPixels{
		Page: page(doc, n), Width: width, Height: 2 * width, RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT, RenderForm: true, Document: &doc,
	})
	if err != nil {
		return nil, ErrNoPage
	}
	defer r.Cleanup()
	out := image.NewRGBA(r.Result.RenderedImage.Bounds())
	draw.Draw(out, out.Bounds(), r.Result.RenderedImage, out.Bounds().Min, draw.Src)
	return out, nil
}
