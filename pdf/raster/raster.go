package raster

import (
	"context"
	"errors"
	"image"
	"image/color"
	"math"

	"golang.org/x/image/draw"

	"probata/pdf/layout"
)

// Renderer draws pages. It keeps masks of letters and pictures in the size
// they were drawn in; it must not be used by two goroutines at once.
type Renderer struct {
	fonts    *layout.Fonts
	glyphs   glyphMasks
	pictures map[pictureKey]*image.RGBA // as large as they were drawn last
}

// pictureKey names a picture in a size in pixels.
type pictureKey struct {
	sum  [32]byte
	w, h int
}

const mostPictures = 8 // a page rarely shows more

// New makes a renderer for the fonts that the pages were laid out with.
func New(f *layout.Fonts) *Renderer {
	return &Renderer{fonts: f, glyphs: newGlyphs(f), pictures: map[pictureKey]*image.RGBA{}}
}

// mostPixels bounds a picture; an A4 page at 600 dpi has 35 million.
const mostPixels = 40e6

// Page draws a page at a resolution in dots per inch, on white.
func (r *Renderer) Page(ctx context.Context, p *layout.Page, dpi float64) (*image.RGBA, error) {
	scale := dpi / 72
	w, h := math.Round(p.Width*scale), math.Round(p.Height*scale)
	if !(w >= 1 && h >= 1 && w*h <= mostPixels) {
		return nil, errors.New("draw page: resolution out of range")
	}
	c := canvas{img: image.NewRGBA(image.Rect(0, 0, int(w), int(h))), scale: scale}
	draw.Draw(c.img, c.img.Rect, image.White, image.Point{}, draw.Src)
	for i := range p.Ops {
		if i%1000 == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		op := &p.Ops[i]
		switch op.Kind {
		case layout.Rect:
			c.rect(op.X, op.Y, op.W, op.H, op.Color, 1)
		case layout.Leader:
			c.leader(op)
		case layout.Image:
			r.picture(&c, op)
		case layout.Text:
			if err := r.text(&c, op); err != nil {
				return nil, err
			}
		}
	}
	return c.img, nil
}

// canvas is the picture of one page.
type canvas struct {
	img   *image.RGBA
	scale float64 // pixels per point
}

func rgba(c layout.Color) color.RGBA {
	return color.RGBA{uint8(c >> 16), uint8(c >> 8), uint8(c), 255}
}

// blend paints a pixel with a share of a colour.
func blend(px []uint8, c color.RGBA, share uint32) {
	px[0] += uint8((int32(c.R) - int32(px[0])) * int32(share) / 255)
	px[1] += uint8((int32(c.G) - int32(px[1])) * int32(share) / 255)
	px[2] += uint8((int32(c.B) - int32(px[2])) * int32(share) / 255)
}

// rect fills a rectangle given in points; pixels that it covers in part get
// their share.
func (c *canvas) rect(x, y, w, h float64, col layout.Color, strength float64) {
	x0, y0 := max(0, x*c.scale), max(0, y*c.scale)
	x1 := min(float64(c.img.Rect.Max.X), (x+w)*c.scale)
	y1 := min(float64(c.img.Rect.Max.Y), (y+h)*c.scale)
	ink := rgba(col)
	for py := int(y0); float64(py) < y1; py++ {
		cy := min(y1, float64(py+1)) - max(y0, float64(py))
		row := c.img.Pix[py*c.img.Stride:]
		for px := int(x0); float64(px) < x1; px++ {
			cx := min(x1, float64(px+1)) - max(x0, float64(px))
			blend(row[4*px:4*px+4:4*px+4], ink, uint32(cx*cy*strength*255+0.5))
		}
	}
}

// picture draws a picture; one whose pixels turn out damaged leaves a grey
// place, as it does in a reader of the file.
func (r *Renderer) picture(c *canvas, op *layout.Op) {
	at := image.Rect(int(math.Round(op.X*c.scale)), int(math.Round(op.Y*c.scale)),
		int(math.Round((op.X+op.W)*c.scale)), int(math.Round((op.Y+op.H)*c.scale)))
	key := pictureKey{op.Picture.Sum, at.Dx(), at.Dy()}
	img := r.pictures[key]
	if img == nil && !at.Empty() {
		img = image.NewRGBA(image.Rectangle{Max: at.Size()})
		if src, err := op.Picture.Decode(); err == nil {
			draw.ApproxBiLinear.Scale(img, img.Rect, src, src.Bounds(), draw.Src, nil)
		} else {
			draw.Draw(img, img.Rect, image.NewUniform(color.Gray{0xCC}), image.Point{}, draw.Src)
		}
		if len(r.pictures) >= mostPictures {
			clear(r.pictures)
		}
		r.pictures[key] = img
	}
	if img != nil {
		draw.Draw(c.img, at, img, image.Point{}, draw.Src)
	}
}

// leader draws the dots of the contents, which are 0.9 points wide.
func (c *canvas) leader(op *layout.Op) {
	const dot = 0.9
	for i := 0; float64(i)*op.H <= op.W+0.01; i++ {
		c.rect(op.X+float64(i)*op.H-dot/2, op.Y-dot/2, dot, dot, op.Color, math.Pi/4)
	}
}

func (r *Renderer) text(c *canvas, op *layout.Op) error {
	size := op.Size * c.scale
	x, y := op.X*c.scale, op.Y*c.scale
	ink := rgba(op.Color)
	for i := range op.Word.Glyphs {
		g := &op.Word.Glyphs[i]
		if g.ID != 0 {
			gx, gy := x+float64(g.DX)*size/1000, y-float64(g.DY)*size/1000
			if err := r.glyph(c, op.Word.Face, g.ID, size, gx, gy, ink); err != nil {
				return err
			}
		}
		x += float64(g.Adv) * size / 1000
	}
	return nil
}

func (r *Renderer) glyph(c *canvas, face int, id uint16, size, x, y float64, ink color.RGBA) error {
	left, subX := quarter(x)
	top, subY := quarter(y)
	m, err := r.glyphs.mask(maskKey{face: uint16(face), id: id, size: uint32(size * 64), subX: subX, subY: subY})
	if err != nil || m == nil {
		return err
	}
	at := m.Rect.Add(image.Pt(left, top))
	for py := max(0, at.Min.Y); py < min(c.img.Rect.Max.Y, at.Max.Y); py++ {
		from, to := max(0, at.Min.X), min(c.img.Rect.Max.X, at.Max.X)
		if from >= to {
			return nil
		}
		row := c.img.Pix[py*c.img.Stride+4*from : py*c.img.Stride+4*to]
		src := m.Pix[(py-at.Min.Y)*m.Stride+from-at.Min.X:]
		for k := range to - from {
			if a := src[k]; a != 0 {
				blend(row[4*k:4*k+4:4*k+4], ink, uint32(a))
			}
		}
	}
	return nil
}

// quarter splits a position into whole pixels and quarters.
func quarter(v float64) (int, uint8) {
	q := int(math.Round(v * 4))
	return q >> 2, uint8(q & 3)
}
