package intake

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/gif" // decoders are found by the content
	"image/jpeg"
	_ "image/png"
	"io"
	"strings"

	_ "golang.org/x/image/bmp"
	xdraw "golang.org/x/image/draw"
	_ "golang.org/x/image/tiff"
	_ "golang.org/x/image/webp"
	"golang.org/x/text/encoding/charmap"
)

const (
	// thumbnailSize is the longer side of a thumbnail in pixels.
	thumbnailSize = 320
	// maxPixels is the largest picture that is decoded: 4 bytes a pixel come to
	// 200 MB for a moment.
	maxPixels = 50_000_000
	// maxTextChunk is the largest chunk of a PNG file, other than the picture
	// itself, with which its EXIF data are still looked for.
	maxTextChunk = 16 << 20
)

// ErrNoPicture: a file is no picture that can be drawn, or too large a one.
var ErrNoPicture = errors.New("no picture that can be shown")

// Picture decodes a picture (JPEG, PNG, GIF, WebP, BMP, TIFF) as it is meant to
// be seen: turned as the camera says, and made so small that neither side has
// more than most pixels; 0 leaves it as large as it is. Pictures of more than 50
// million pixels are refused.
func Picture(ctx context.Context, f File, most int) (out *image.RGBA, err error) {
	l := &look{ctx: ctx, kind: unknown, src: &source{ctx: ctx, r: f.Content, size: f.Size}, text: new(bounded)}
	no := func(why error) (*image.RGBA, error) { return nil, fmt.Errorf("decode picture (%s): %w", l.kind, why) }
	defer l.survive(func() { out, err = no(ErrNoPicture) })
	l.kind = kindOf(l.src, f.Name, f.MediaType)
	m, err := decodePicture(l.src)
	switch {
	case ctx.Err() != nil:
		return no(ctx.Err())
	case l.src.err != nil:
		return no(l.src.err)
	case err != nil:
		return no(ErrNoPicture)
	}
	small := fit(m, most)
	return upright(small, readEmbedded(l)), nil
}

// decodePicture decodes a picture that is not too large.
func decodePicture(src *source) (image.Image, error) {
	c, _, err := image.DecodeConfig(bufio.NewReader(src.all()))
	if err != nil {
		return nil, err
	}
	if tooLarge(c) {
		return nil, ErrNoPicture
	}
	m, _, err := image.Decode(bufio.NewReader(src.all()))
	return m, err
}

func tooLarge(c image.Config) bool {
	return c.Width <= 0 || c.Height <= 0 || c.Width > maxPixels/c.Height
}

// fit makes a picture small, on white where it is transparent.
func fit(m image.Image, most int) *image.RGBA {
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	if long := max(w, h); most > 0 && long > most {
		w, h = max(w*most/long, 1), max(h*most/long, 1)
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	xdraw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, xdraw.Src)
	if w == m.Bounds().Dx() && h == m.Bounds().Dy() {
		xdraw.Draw(out, out.Bounds(), m, m.Bounds().Min, xdraw.Over)
	} else {
		xdraw.ApproxBiLinear.Scale(out, out.Bounds(), m, m.Bounds(), xdraw.Over, nil)
	}
	return out
}

// readPicture notes what a picture says of itself and makes it small.
func readPicture(l *look) {
	orientation := readEmbedded(l)
	switch l.kind {
	case "image/jpeg":
		sayJPEG(l)
	case "image/webp":
		sayWebP(l)
	case "image/tiff":
		sayTIFF(l)
	case "image/bmp":
	default: // in boxes, as a film
		readMovie(l)
	}
	show(l, orientation)
}

func show(l *look, orientation int) {
	c, _, err := image.DecodeConfig(bufio.NewReader(l.src.all()))
	if err != nil {
		return
	}
	l.note("Size", fmt.Sprintf("%d × %d", c.Width, c.Height))
	if l.depth > 0 {
		return
	}
	if m, err := decodePicture(l.src); err == nil {
		l.picture = thumbnail(m, orientation)
	}
}

// thumbnail is a small JPEG.
func thumbnail(m image.Image, orientation int) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, upright(fit(m, thumbnailSize), orientation), &jpeg.Options{Quality: 80}); err != nil {
		return nil // only for sizes that it does not have
	}
	return b.Bytes()
}

// readPNG reads the texts inside a PNG file too (ISO/IEC 15948, 11.3.4): which
// program, which author, sometimes the place.
func readPNG(l *look) {
	r := l.src.all()
	if _, err := r.Seek(8, io.SeekStart); err != nil {
		return
	}
	sound := true
	for chunks := 0; chunks < 10_000; chunks++ {
		var head [8]byte
		if _, err := io.ReadFull(r, head[:]); err != nil {
			break
		}
		size, name := int64(binary.BigEndian.Uint32(head[:4])), string(head[4:])
		at, _ := r.Seek(0, io.SeekCurrent) // where a section reader stands is always known
		if name != "IDAT" && (size > maxTextChunk || size > l.src.size-at) {
			sound = false // imagemeta would make room for it, however large it says that it is
			l.miss(unreadDamaged)
			l.sweep(l.piece(at, l.src.size-at))
			break
		}
		if name != "IDAT" {
			l.sayChunk(name, l.piece(at, size))
		}
		if name == "IEND" {
			l.sayTail(at + size + 4)
			break
		}
		if _, err := r.Seek(at+size+4, io.SeekStart); err != nil {
			break
		}
	}
	orientation := 0
	if sound {
		orientation = readEmbedded(l)
	}
	show(l, orientation)
}

// pngText takes one of the three kinds of text chunks apart.
func pngText(name string, b []byte) (key, value string) {
	k, rest, ok := bytes.Cut(b, []byte{0})
	if !ok || len(k) == 0 {
		return "", ""
	}
	packed := name == "zTXt"
	if name == "iTXt" {
		if len(rest) < 2 {
			return "", ""
		}
		packed = rest[0] == 1
		parts := bytes.SplitN(rest[2:], []byte{0}, 3) // language, key in it, text
		if len(parts) < 3 {
			return "", ""
		}
		rest = parts[2]
	} else if packed {
		rest = rest[min(1, len(rest)):] // the method, of which there is one
	}
	if packed {
		rest = inflate(rest)
	}
	if name == "iTXt" {
		return latin(k), string(rest)
	}
	return latin(k), latin(rest)
}

func inflate(b []byte) []byte {
	z, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil
	}
	defer z.Close()
	out, _ := io.ReadAll(io.LimitReader(z, maxText)) // the beginning of what is broken
	return out
}

func latin(b []byte) string {
	s, err := charmap.ISO8859_1.NewDecoder().String(string(b))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(s)
}
