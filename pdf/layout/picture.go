package layout

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"sync"

	"golang.org/x/image/draw"

	"probata/dossier/document"
)

// What may be wrong with the picture of a figure.
var (
	ErrPictureFormat = errors.New("not a JPEG or PNG picture")
	ErrPictureSize   = errors.New("picture has more pixels than are drawn")
	ErrPicture       = document.ErrPicture
)

const (
	mostPicturePixels = 64e6 // beyond a telephone's camera; checked before anything is unpacked
	mostPictureBytes  = 64 << 20
	keptSide          = 4096    // larger pictures are made smaller
	keptBytes         = 4 << 20 // heavier ones too
	scaledSide        = 2400    // about 380 dpi over the measure
	jpegQuality       = 88
)

// Picture is a picture made fit for a page: upright, without metadata, in
// grey or RGB. Exactly one of JPEG, Pixels and Foreign is set.
type Picture struct {
	Width, Height int
	Grey          bool
	JPEG          []byte
	Pixels        []byte // one or three bytes a pixel, row by row
	Foreign       *Foreign
	Sum           [32]byte
}

// Decode gives the pixels.
func (p *Picture) Decode() (image.Image, error) {
	if p.Foreign != nil {
		if p.Foreign.Draw == nil {
			return image.White, nil
		}
		return p.Foreign.Draw()
	}
	if p.JPEG != nil {
		return jpeg.Decode(bytes.NewReader(p.JPEG))
	}
	r := image.Rect(0, 0, p.Width, p.Height)
	if p.Grey {
		return &image.Gray{Pix: p.Pixels, Stride: p.Width, Rect: r}, nil
	}
	img := image.NewRGBA(r)
	for i := range p.Width * p.Height {
		copy(img.Pix[4*i:], p.Pixels[3*i:3*i+3])
		img.Pix[4*i+3] = 255
	}
	return img, nil
}

// pictures are those of a document by the hash of their files. One is read at
// a time, so that the memory for what is unpacked is needed once.
type pictures struct {
	mu    sync.Mutex
	bySum map[[32]byte]*Picture
}

func newPictures() *pictures { return &pictures{bySum: map[[32]byte]*Picture{}} }

// read makes the bytes of a file fit for a page, once.
func (p *pictures) read(data []byte) (*Picture, error) {
	sum := sha256.Sum256(data)
	p.mu.Lock()
	defer p.mu.Unlock()
	if pic, ok := p.bySum[sum]; ok {
		return pic, nil
	}
	pic, err := readPicture(data)
	if err != nil {
		return nil, err
	}
	pic.Sum = sum
	p.bySum[sum] = pic
	return pic, nil
}

// held is the memory of the pictures in bytes.
func (p *pictures) held() int {
	n := 0
	for _, pic := range p.bySum {
		n += len(pic.JPEG) + len(pic.Pixels)
	}
	return n
}

func readPicture(data []byte) (*Picture, error) {
	if len(data) > mostPictureBytes {
		return nil, ErrPictureSize
	}
	config, format, err := decodeConfig(data)
	if err != nil {
		return nil, err
	}
	if config.Width <= 0 || config.Height <= 0 {
		return nil, ErrPicture
	}
	if float64(config.Width)*float64(config.Height) > mostPicturePixels {
		return nil, ErrPictureSize
	}
	turn := 1
	if format == "jpeg" {
		stripped, orientation, err := document.StripJPEG(data)
		if err != nil {
			return nil, err
		}
		plain := config.ColorModel == color.YCbCrModel || config.ColorModel == color.GrayModel
		if orientation == 1 && plain && max(config.Width, config.Height) <= keptSide && len(stripped) <= keptBytes {
			return &Picture{Width: config.Width, Height: config.Height, Grey: config.ColorModel == color.GrayModel, JPEG: stripped}, nil
		}
		turn = orientation
	}
	return unpack(data, format, turn)
}

func decodeConfig(data []byte) (image.Config, string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xD8")):
		c, err := jpeg.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			return c, "", ErrPicture
		}
		return c, "jpeg", nil
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		c, err := png.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			return c, "", ErrPicture
		}
		return c, "png", nil
	}
	return image.Config{}, "", ErrPictureFormat
}

// unpack decodes a picture that cannot enter a file as it is.
func unpack(data []byte, format string, turn int) (*Picture, error) {
	decode := png.Decode
	if format == "jpeg" {
		decode = jpeg.Decode
	}
	img, err := decode(bytes.NewReader(data))
	if err != nil {
		return nil, ErrPicture
	}
	flat := document.Upright(flatten(img), turn)
	p := &Picture{Width: flat.Rect.Dx(), Height: flat.Rect.Dy()}
	if format == "jpeg" {
		var out bytes.Buffer
		if err := jpeg.Encode(&out, flat, &jpeg.Options{Quality: jpegQuality}); err != nil {
			return nil, ErrPicture
		}
		p.JPEG = out.Bytes()
		return p, nil
	}
	p.Grey = true
	for i := 0; i < len(flat.Pix) && p.Grey; i += 4 {
		p.Grey = flat.Pix[i] == flat.Pix[i+1] && flat.Pix[i] == flat.Pix[i+2]
	}
	for i := 0; i < len(flat.Pix); i += 4 {
		if p.Grey {
			p.Pixels = append(p.Pixels, flat.Pix[i])
		} else {
			p.Pixels = append(p.Pixels, flat.Pix[i:i+3]...)
		}
	}
	return p, nil
}

// flatten puts a picture on white, at most scaledSide pixels wide and high:
// an archive file knows no transparency.
func flatten(img image.Image) *image.RGBA {
	size := img.Bounds().Size()
	if side := max(size.X, size.Y); side > scaledSide {
		f := float64(scaledSide) / float64(side)
		size = image.Pt(max(1, int(math.Round(float64(size.X)*f))), max(1, int(math.Round(float64(size.Y)*f))))
	}
	out := image.NewRGBA(image.Rectangle{Max: size})
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	if size == img.Bounds().Size() {
		draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Over)
	} else {
		draw.ApproxBiLinear.Scale(out, out.Rect, img, img.Bounds(), draw.Over, nil)
	}
	return out
}
