package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// glyph is an icon in a named colour. Fyne's icon does not draw itself anew
// while its resource stays the same, and so keeps the colour of the light
// palette on the dark sidebar.
type glyph struct {
	fw.BaseWidget
	img *canvas.Image
	src fyne.Resource
	ink fyne.ThemeColorName
}

func newGlyph(src fyne.Resource, ink fyne.ThemeColorName) *glyph {
	g := &glyph{img: &canvas.Image{FillMode: canvas.ImageFillContain}}
	g.ExtendBaseWidget(g)
	g.set(src, ink)
	return g
}

// set changes picture and colour; nil draws nothing.
func (g *glyph) set(src fyne.Resource, ink fyne.ThemeColorName) {
	if g.src == src && g.ink == ink {
		return
	}
	g.src, g.ink = src, ink
	g.img.Resource, g.img.Image = nil, nil
	if src != nil {
		g.img.Resource = theme.NewColoredResource(src, ink)
	}
	g.Refresh()
}

// Refresh draws the picture in the colours of the moment.
func (g *glyph) Refresh() {
	g.img.Refresh()
	canvas.Refresh(g)
}

// MinSize is one inline icon.
func (g *glyph) MinSize() fyne.Size {
	return fyne.NewSquareSize(g.Theme().Size(theme.SizeNameInlineIcon))
}

// CreateRenderer is for Fyne.
func (g *glyph) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(g.img) }
