package intake

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"encoding/binary"
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
)

// readPicture notes what a picture says of itself and makes it small.
func readPicture(l *look) {
	orientation := readEmbedded(l)
	c, _, err := image.DecodeConfig(bufio.NewReader(l.src.all()))
	if err != nil {
		return
	}
	l.note("Size", fmt.Sprintf("%d × %d", c.Width, c.Height))
	if c.Width <= 0 || c.Height <= 0 || c.Width > maxPixels/c.Height {
		return
	}
	m, _, err := image.Decode(bufio.NewReader(l.src.all()))
	if err != nil {
		return
	}
	l.picture = thumbnail(m, orientation)
}

// thumbnail is a small JPEG, on white where the picture is transparent.
func thumbnail(m image.Image, orientation int) []byte {
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	if most := max(w, h); most > thumbnailSize {
		w, h = max(w*thumbnailSize/most, 1), max(h*thumbnailSize/most, 1)
	}
	small := image.NewRGBA(image.Rect(0, 0, w, h))
	xdraw.Draw(small, small.Bounds(), image.NewUniform(color.White), image.Point{}, xdraw.Src)
	xdraw.ApproxBiLinear.Scale(small, small.Bounds(), m, m.Bounds(), xdraw.Over, nil)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, upright(small, orientation), &jpeg.Options{Quality: 80}); err != nil {
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
	for chunks := 0; chunks < 10_000; chunks++ {
		var head [8]byte
		if _, err := io.ReadFull(r, head[:]); err != nil {
			break
		}
		size, name := int64(binary.BigEndian.Uint32(head[:4])), string(head[4:])
		at, _ := r.Seek(0, io.SeekCurrent) // where a section reader stands is always known
		if (name == "tEXt" || name == "zTXt" || name == "iTXt") && size <= maxMetadata {
			b := make([]byte, size)
			if _, err := io.ReadFull(r, b); err != nil {
				break
			}
			l.note(pngText(name, b))
		}
		if _, err := r.Seek(at+size+4, io.SeekStart); err != nil || name == "IEND" {
			break
		}
	}
	readPicture(l)
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
	out, _ := io.ReadAll(io.LimitReader(z, maxMetadata)) // the beginning of what is broken
	return out
}

func latin(b []byte) string {
	s, err := charmap.ISO8859_1.NewDecoder().String(string(b))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(s)
}
