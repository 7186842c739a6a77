package docx

import (
	"bytes"
	"errors"
	"image"
	"image/draw"
	"image/jpeg"
	_ "image/png" // known to image.DecodeConfig
	"strconv"

	"probata/dossier/document"
)

// picture is a file of pixels that goes along.
type picture struct {
	data          []byte
	ending        string // "png" or "jpeg"
	width, height int    // in pixels
}

// emu are the units of a drawing in a pixel of a screen with 96 to the inch.
const (
	emuPerPixel = 9525
	emuPerTwip  = 635
)

func (w *writer) figure(f document.Figure) {
	if len(f.Caption) > 0 {
		w.paragraph(para{named: "Caption", keep: true}, f.Caption)
	}
	pic, err := upright(f.Data)
	if err != nil {
		w.paragraph(para{named: "SmallPrint"}, document.T("["+oneLine(f.Alt)+"]"))
		return
	}
	w.pictures = append(w.pictures, pic)
	most := w.room * emuPerTwip
	x, y := pic.width*emuPerPixel, pic.height*emuPerPixel
	switch {
	case f.Width > 0:
		full := int(float64(most) * min(1, f.Width))
		x, y = full, int(float64(y)*float64(full)/float64(x))
	case x > most:
		x, y = most, int(float64(y)*float64(most)/float64(x))
	}
	if tall := (pageHeight - 2*margin - 1400) * emuPerTwip; y > tall {
		x, y = int(float64(x)*float64(tall)/float64(y)), tall
	}
	w.paragraphOf(para{named: "Centred", look: look{rtl: w.rtl}}, func() { w.drawing(f, max(x, 1), max(y, 1)) })
}

func (w *writer) drawing(f document.Figure, x, y int) {
	id := strconv.Itoa(len(w.pictures))
	rel := w.rels.add(relPicture, "media/image"+id+"."+w.pictures[len(w.pictures)-1].ending, false)
	size := []string{"cx", strconv.Itoa(x), "cy", strconv.Itoa(y)}
	w.p.raw(`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">`)
	w.p.empty("wp:extent", size...)
	w.p.empty("wp:docPr", "id", id, "name", "Picture "+id, "descr", oneLine(f.Alt))
	w.p.raw(`<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>` +
		`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>`)
	w.p.empty("pic:cNvPr", "id", id, "name", "Picture "+id)
	w.p.raw(`<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>`)
	w.p.empty("a:blip", "r:embed", rel)
	w.p.raw(`<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>`)
	w.p.empty("a:ext", size...)
	w.p.raw(`</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`)
}

// mostPixels is the largest picture that is unpacked.
const mostPixels = 100 << 20

var errPicture = errors.New("this is no JPEG or PNG that can be read")

// upright gives a picture without what its file says beyond the pixels: place,
// time and camera, comments, a thumbnail. One that lies on its side is drawn
// anew, all others keep their pixels as they are.
func upright(data []byte) (picture, error) {
	config, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || config.Width <= 0 || config.Height <= 0 || config.Width*config.Height > mostPixels {
		return picture{}, errPicture
	}
	p := picture{ending: kind, width: config.Width, height: config.Height}
	if kind == "png" {
		p.data, err = document.StripPNG(data)
		return p, err
	}
	turned := 1
	if p.data, turned, err = document.StripJPEG(data); err != nil || turned == 1 {
		return p, err
	}
	img, err := jpeg.Decode(bytes.NewReader(p.data))
	if err != nil {
		return picture{}, errPicture
	}
	flat := image.NewRGBA(image.Rectangle{Max: img.Bounds().Size()})
	draw.Draw(flat, flat.Rect, img, img.Bounds().Min, draw.Src)
	return drawn(document.Upright(flat, turned))
}

func drawn(img image.Image) (picture, error) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 92}); err != nil {
		return picture{}, errPicture
	}
	return picture{b.Bytes(), "jpeg", img.Bounds().Dx(), img.Bounds().Dy()}, nil
}
