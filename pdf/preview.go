package pdf

import (
	"context"
	"errors"
	"fmt"
	"image"
	"sync"

	"probata/dossier/document"
	"probata/pdf/layout"
	"probata/pdf/raster"
)

// Preview shows the pages of a document that is being written, as pictures of
// the very display lists that Write puts into a file. It may be shared between
// goroutines. It keeps one layout and bounded caches; pictures are the
// caller's to keep.
type Preview struct {
	mu     sync.Mutex
	shapes *layout.Shapes
	render *raster.Renderer
	layout *layout.Layout
}

// NewPreview is a preview without a document.
func NewPreview(f *Fonts) *Preview {
	return &Preview{shapes: layout.NewShapes(f), render: raster.New(f)}
}

// Set lays a document out and returns the number of its pages. Words met
// before are not shaped again. When it fails the pages of before stay.
func (p *Preview) Set(ctx context.Context, doc document.Document) (pages int, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer func() {
		if r := recover(); r != nil {
			p.shapes = layout.NewShapes(p.shapes.Fonts())
			pages, err = 0, fmt.Errorf("set preview: %w at %s", errInternal, place(r))
		}
	}()
	l, err := p.shapes.Lay(ctx, &doc)
	if err != nil {
		return 0, fmt.Errorf("set preview: %w", err)
	}
	p.layout = l
	return len(l.Pages), nil
}

// Page draws page n, counted from 0, at a resolution in dots per inch.
func (p *Preview) Page(ctx context.Context, n int, dpi float64) (img image.Image, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer func() {
		if r := recover(); r != nil {
			img, err = nil, fmt.Errorf("draw page %d: %w at %s", n+1, errInternal, place(r))
		}
	}()
	if p.layout == nil || n < 0 || n >= len(p.layout.Pages) {
		return nil, errors.New("draw page: no such page")
	}
	picture, err := p.render.Page(ctx, &p.layout.Pages[n], dpi)
	if err != nil {
		return nil, fmt.Errorf("draw page %d: %w", n+1, err)
	}
	return picture, nil
}
