package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/validate"

	"probata/dossier/document"
	"probata/pdf/layout"
	"probata/pdf/write"
)

// Bounds of a page of another file, in points: less is nothing, more is not
// what ISO 32000-1 knows.
const (
	leastSide = 3
	mostSide  = 14_400
)

// foreignFile is another PDF file, read and checked.
type foreignFile struct {
	*model.Context
}

// settings of pdfcpu are made here and not asked for: it would look for them
// in the user's folder, and make one. It opens no connection and writes
// nothing.
func settings() *model.Configuration {
	limits := model.DefaultResourceLimits()
	limits.MaxStreamBytes, limits.MaxDecodeBytes = mostAnnexBytes, mostUnpacked
	limits.MaxObjectCount, limits.MaxXRefEntries = 2_000_000, 2_000_000
	return &model.Configuration{Reader15: true, ValidationMode: model.ValidationRelaxed, Offline: true, Limits: limits}
}

// readForeign reads a PDF file and checks it. A file that opens with an empty
// pass phrase is one that everybody may read.
func readForeign(ctx context.Context, data []byte) (f *foreignFile, fault document.AnnexFault) {
	defer func() {
		if recover() != nil { // pdfcpu, of a file made to break it
			f, fault = nil, document.FaultDamaged
		}
	}()
	c, err := pdfcpu.ReadWithContext(ctx, bytes.NewReader(data), settings())
	switch {
	case errors.Is(err, pdfcpu.ErrWrongPassword), err != nil && bytes.Contains(data, []byte("/Encrypt")):
		return nil, document.FaultSealed
	case err != nil:
		return nil, document.FaultDamaged
	}
	if err := validate.XRefTable(c); err != nil {
		return nil, document.FaultDamaged
	}
	if c.PageCount > mostAnnexPages {
		return nil, document.FaultSize
	}
	if c.PageCount == 0 {
		return nil, document.FaultDamaged
	}
	return &foreignFile{c}, document.NoFault
}

// layered tells whether the file shows and hides parts of its pages; what is
// hidden must not be brought to light, so such pages enter as pictures.
func (f *foreignFile) layered() bool {
	root, err := f.Catalog()
	return err != nil || root["OCProperties"] != nil
}

// pages copies the pages.
func (f *foreignFile) pages(ctx context.Context) (out []*layout.Picture, err error) {
	defer func() {
		if recover() != nil {
			out, err = nil, errAnnexPDF
		}
	}()
	c := newCopier(f.XRefTable)
	for n := range f.PageCount {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p, err := f.page(c, n)
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", n+1, err)
		}
		out = append(out, p)
	}
	return out, nil
}

// page copies page n, counted from 0.
func (f *foreignFile) page(c *copier, n int) (*layout.Picture, error) {
	d, _, inherited, err := f.PageDict(n+1, false)
	if err != nil {
		return nil, errAnnexPDF
	}
	frame, err := f.frame(d, inherited)
	if err != nil {
		return nil, err
	}
	inner, err := f.inner(c, d, inherited, frame)
	if err != nil {
		return nil, err
	}
	stamps, err := f.stamps(c, d)
	if err != nil {
		return nil, err
	}
	if err := c.run(); err != nil {
		return nil, err
	}
	var b body
	b.add(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [%s] /Matrix [%s] /Resources <</XObject <</P ", frame.box(), frame.matrix()))
	b.ref(inner)
	ops := []byte("q /P Do Q\n")
	for i, s := range stamps {
		b.add(fmt.Sprintf(" /S%d ", i))
		b.ref(s.form)
		ops = fmt.Appendf(ops, "q %s cm /S%d Do Q\n", s.matrix, i)
	}
	b.add(">>>>")
	o := b.object()
	o.Stream, o.Data = true, ops
	w, h := frame.size()
	return &layout.Picture{
		Width: max(1, int(math.Round(w))), Height: max(1, int(math.Round(h))),
		Foreign: &layout.Foreign{Content: &write.ForeignPage{Import: c.out, Object: c.put(o)}},
	}, nil
}

// inner makes a form of what the page itself draws.
func (f *foreignFile) inner(c *copier, d types.Dict, inherited *model.InheritedPageAttrs, frame frame) (int, error) {
	data, err := c.contents(d["Contents"])
	if err != nil {
		return 0, err
	}
	res, err := f.DereferenceDict(d["Resources"])
	if err != nil {
		return 0, errAnnexPDF
	}
	if res == nil {
		res = inherited.Resources
	}
	var b body
	b.add("/Type /XObject /Subtype /Form /BBox [" + frame.box() + "] /Resources ")
	if err := c.dict(&b, res, resources, 0); err != nil {
		return 0, err
	}
	if g, err := f.DereferenceDict(d["Group"]); err == nil && g != nil {
		b.add(" /Group ")
		if err := c.dict(&b, g, group, 0); err != nil {
			return 0, err
		}
	}
	o := b.object()
	o.Stream, o.Pack, o.Data = true, true, drawing(data)
	return c.put(o), nil
}

// frame is what of a page is shown, and how it is turned: clockwise by
// quarters.
type frame struct {
	x, y, w, h, unit float64
	turn             int
}

// frame is told by the page and by the nodes it hangs on, of which inherited
// has the last word.
func (f *foreignFile) frame(d types.Dict, inherited *model.InheritedPageAttrs) (frame, error) {
	media, crop := inherited.MediaBox, inherited.CropBox
	if media == nil {
		return frame{}, errAnnexPDF
	}
	r := *media
	if crop != nil {
		x0, y0 := math.Max(media.LL.X, crop.LL.X), math.Max(media.LL.Y, crop.LL.Y)
		x1, y1 := math.Min(media.UR.X, crop.UR.X), math.Min(media.UR.Y, crop.UR.Y)
		if x1-x0 >= leastSide && y1-y0 >= leastSide {
			r = *types.NewRectangle(x0, y0, x1, y1)
		}
	}
	fr := frame{x: r.LL.X, y: r.LL.Y, w: r.Width(), h: r.Height(), unit: 1, turn: inherited.Rotate}
	if u, err := f.DereferenceNumber(d["UserUnit"]); err == nil && u > 0 && u < 1000 {
		fr.unit = u
	}
	if !(fr.w >= leastSide && fr.h >= leastSide && fr.w <= mostSide && fr.h <= mostSide) {
		return frame{}, errAnnexPDF
	}
	if fr.turn = ((fr.turn % 360) + 360) % 360; fr.turn%90 != 0 {
		fr.turn = 0
	}
	return fr, nil
}

func (f frame) box() string {
	return numberText(f.x) + " " + numberText(f.y) + " " + numberText(f.x+f.w) + " " + numberText(f.y+f.h)
}

// size is what a reader sees of the page, in points.
func (f frame) size() (w, h float64) {
	if f.turn%180 != 0 {
		return f.h * f.unit, f.w * f.unit
	}
	return f.w * f.unit, f.h * f.unit
}

// matrix turns the frame upright and into the unit square.
func (f frame) matrix() string {
	iw, ih := 1/f.w, 1/f.h
	var m [6]float64
	switch f.turn {
	case 0:
		m = [6]float64{iw, 0, 0, ih, -f.x * iw, -f.y * ih}
	case 90:
		m = [6]float64{0, -iw, ih, 0, -f.y * ih, 1 + f.x*iw}
	case 180:
		m = [6]float64{-iw, 0, 0, -ih, 1 + f.x*iw, 1 + f.y*ih}
	case 270:
		m = [6]float64{0, iw, -ih, 0, 1 + f.y*ih, -f.x * iw}
	}
	return numbers(m)
}

func numbers(m [6]float64) string {
	s := ""
	for i, v := range m {
		if i > 0 {
			s += " "
		}
		s += numberText(math.Round(v*1e10) / 1e10)
	}
	return s
}
