package docx

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
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
		p.data, err = stripPNG(data)
		return p, err
	}
	turned := 1
	if p.data, turned, err = stripJPEG(data); err != nil || turned == 1 {
		return p, err
	}
	img, err := jpeg.Decode(bytes.NewReader(p.data))
	if err != nil {
		return picture{}, errPicture
	}
	return drawn(turn(img, turned))
}

func drawn(img image.Image) (picture, error) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 92}); err != nil {
		return picture{}, errPicture
	}
	return picture{b.Bytes(), "jpeg", img.Bounds().Dx(), img.Bounds().Dy()}, nil
}

// turn undoes an EXIF orientation.
func turn(img image.Image, orientation int) image.Image {
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	if orientation >= 5 {
		w, h = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			sx, sy := x, y
			switch orientation {
			case 2:
				sx = w - 1 - x
			case 3:
				sx, sy = w-1-x, h-1-y
			case 4:
				sy = h - 1 - y
			case 5:
				sx, sy = y, x
			case 6:
				sx, sy = y, w-1-x
			case 7:
				sx, sy = h-1-y, w-1-x
			case 8:
				sx, sy = h-1-y, x
			}
			out.Set(x, y, img.At(b.Min.X+sx, b.Min.Y+sy))
		}
	}
	return out
}

// stripPNG keeps the chunks that draw.
func stripPNG(data []byte) ([]byte, error) {
	if _, err := png.DecodeConfig(bytes.NewReader(data)); err != nil {
		return nil, errPicture
	}
	out := append([]byte(nil), data[:8]...)
	for at := 8; at+12 <= len(data); {
		end := at + 12 + int(binary.BigEndian.Uint32(data[at:]))
		if end > len(data) || end < at+12 {
			return nil, errPicture
		}
		switch kind := string(data[at+4 : at+8]); kind {
		case "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "sRGB", "cHRM":
			if out = append(out, data[at:end]...); kind == "IEND" {
				return out, nil
			}
		}
		at = end
	}
	return nil, errPicture
}

// stripJPEG drops the segments of applications and comments; that of Adobe
// stays, for it tells the colours. It gives the EXIF orientation.
func stripJPEG(data []byte) (out []byte, orientation int, err error) {
	out, orientation = append(make([]byte, 0, len(data)), data[:2]...), 1
	for at := 2; at+1 < len(data) && data[at] == 0xFF; {
		marker := data[at+1]
		switch {
		case marker == 0xFF: // fill byte
			at++
			continue
		case marker == 0xD9:
			return append(out, 0xFF, 0xD9), orientation, nil
		case marker >= 0xD0 && marker <= 0xD7 || marker == 0x01:
			out = append(out, 0xFF, marker)
			at += 2
			continue
		}
		if at+4 > len(data) {
			break
		}
		end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		if end < at+4 || end > len(data) {
			break
		}
		segment := data[at:end]
		switch {
		case marker == 0xE1 && bytes.HasPrefix(segment[4:], []byte("Exif\x00\x00")):
			orientation = exifOrientation(segment[10:])
		case marker >= 0xE0 && marker <= 0xEF && marker != 0xEE, marker == 0xFE:
		default:
			out = append(out, segment...)
		}
		if at = end; marker == 0xDA {
			for at < len(data) && !(data[at] == 0xFF && at+1 < len(data) && data[at+1] != 0 && (data[at+1] < 0xD0 || data[at+1] > 0xD7)) {
				at++
			}
			out = append(out, data[end:at]...)
		}
	}
	return nil, 0, errPicture
}

// exifOrientation reads tag 0x0112 of the first directory of a TIFF header;
// anything odd counts as upright.
func exifOrientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if string(tiff[:2]) == "II" {
		order = binary.LittleEndian
	}
	dir := int64(order.Uint32(tiff[4:]))
	if dir < 8 || dir+2 > int64(len(tiff)) {
		return 1
	}
	for i := range int64(order.Uint16(tiff[dir:])) {
		at := dir + 2 + 12*i
		if at+12 > int64(len(tiff)) {
			return 1
		}
		if order.Uint16(tiff[at:]) == 0x0112 {
			if v := order.Uint16(tiff[at+8:]); v >= 1 && v <= 8 {
				return int(v)
			}
			return 1
		}
	}
	return 1
}
