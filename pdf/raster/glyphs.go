package raster

import (
	"image"
	"math"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"golang.org/x/image/vector"

	"probata/pdf/layout"
)

// maskKey names the mask of a letter: size in 1/64 pixel, place in quarters.
type maskKey struct {
	face, id   uint16
	size       uint32
	subX, subY uint8
}

// glyphMasks is the cache of masks. When it is full it begins anew: what a page
// needs is made again in a few milliseconds.
type glyphMasks struct {
	fonts *layout.Fonts
	faces map[uint16]*font.Face
	masks map[maskKey]*image.Alpha // nil for a letter that shows nothing
	bytes int
	r     vector.Rasterizer
}

const mostBytes = 16 << 20

func newGlyphs(f *layout.Fonts) glyphMasks {
	return glyphMasks{fonts: f, faces: map[uint16]*font.Face{}, masks: map[maskKey]*image.Alpha{}}
}

func (g *glyphMasks) mask(key maskKey) (*image.Alpha, error) {
	if m, ok := g.masks[key]; ok {
		return m, nil
	}
	face := g.faces[key.face]
	if face == nil {
		parsed, err := g.fonts.Parsed(int(key.face))
		if err != nil {
			return nil, err
		}
		face = font.NewFace(parsed)
		g.faces[key.face] = face
	}
	m := g.fill(face, key)
	if m != nil {
		g.bytes += len(m.Pix)
	}
	g.bytes += 64
	if g.bytes > mostBytes {
		clear(g.masks)
		g.bytes = 0
	}
	g.masks[key] = m
	return m, nil
}

// fill draws the outline of a letter whose origin stands subX, subY quarters
// right of and below a corner of a pixel.
func (g *glyphMasks) fill(face *font.Face, key maskKey) *image.Alpha {
	outline, ok := face.GlyphDataOutline(font.GID(key.id))
	if !ok || len(outline.Segments) == 0 {
		return nil
	}
	scale := float32(key.size) / 64 / float32(face.Upem())
	dx, dy := float32(key.subX)/4, float32(key.subY)/4
	box := bounds(outline.Segments, scale, dx, dy)
	if box.Empty() || box.Dx() > 4096 || box.Dy() > 4096 {
		return nil
	}
	dx, dy = dx-float32(box.Min.X), dy-float32(box.Min.Y)
	at := func(p ot.SegmentPoint) (float32, float32) { return p.X*scale + dx, -p.Y*scale + dy }
	g.r.Reset(box.Dx(), box.Dy())
	for i, s := range outline.Segments {
		x0, y0 := at(s.Args[0])
		x1, y1 := at(s.Args[1])
		switch s.Op {
		case ot.SegmentOpMoveTo:
			if i > 0 {
				g.r.ClosePath()
			}
			g.r.MoveTo(x0, y0)
		case ot.SegmentOpLineTo:
			g.r.LineTo(x0, y0)
		case ot.SegmentOpQuadTo:
			g.r.QuadTo(x0, y0, x1, y1)
		case ot.SegmentOpCubeTo:
			x2, y2 := at(s.Args[2])
			g.r.CubeTo(x0, y0, x1, y1, x2, y2)
		}
	}
	g.r.ClosePath()
	m := image.NewAlpha(image.Rect(0, 0, box.Dx(), box.Dy()))
	g.r.Draw(m, m.Rect, image.Opaque, image.Point{})
	m.Rect = box
	return m
}

// bounds is the pixels that an outline may touch; control points lie outside
// of a curve, never inside.
func bounds(segments []ot.Segment, scale, dx, dy float32) image.Rectangle {
	x0, y0, x1, y1 := float32(math.MaxFloat32), float32(math.MaxFloat32), float32(-math.MaxFloat32), float32(-math.MaxFloat32)
	for i := range segments {
		for _, p := range segments[i].ArgsSlice() {
			x, y := p.X*scale+dx, -p.Y*scale+dy
			x0, x1 = min(x0, x), max(x1, x)
			y0, y1 = min(y0, y), max(y1, y)
		}
	}
	return image.Rect(floor32(x0), floor32(y0), floor32(x1)+1, floor32(y1)+1)
}

func floor32(v float32) int { return int(math.Floor(float64(v))) }
