package pdf

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"image"
	"image/jpeg"
	"io"
)

// A picture file is a PDF in which each page is one picture: what was drawn, and
// nothing that it was drawn from. No text, no metadata, no date, no name. The same
// pictures give the same bytes. It is written page by page, so that a long file
// needs the memory of one page.

// pictureFileQuality is that of its JPEGs: letters of 8 points stay readable.
const pictureFileQuality = 85

// Sizes of a page of a picture file, in points: a picture fills a sheet of A4 that
// lies as it does.
const (
	a4Short = 595.28
	a4Long  = 841.89
)

// WritePictures writes a PDF of count pages that draw draws, counted from 0.
func WritePictures(ctx context.Context, w io.Writer, count int, draw func(ctx context.Context, n int) (image.Image, error)) error {
	sum := sha256.New()
	f := &pictureFile{w: io.MultiWriter(w, sum), sum: sum.Sum}
	f.text("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	f.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
	for n := range count {
		img, err := draw(ctx, n)
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = f.page(n, img)
		}
		if err != nil {
			return fmt.Errorf("write page %d: %w", n+1, err)
		}
	}
	f.end(count)
	if f.err != nil {
		return fmt.Errorf("write pictures: %w", f.err)
	}
	return nil
}

type pictureFile struct {
	w   io.Writer
	at  int64
	xre []int64 // where objects begin, by number from 1
	sum func([]byte) []byte
	err error
}

func (f *pictureFile) bytes(b []byte) {
	if f.err == nil {
		var n int
		n, f.err = f.w.Write(b)
		f.at += int64(n)
	}
}

func (f *pictureFile) text(s string) { f.bytes([]byte(s)) }

func (f *pictureFile) begin(number int) {
	for len(f.xre) < number {
		f.xre = append(f.xre, 0)
	}
	f.xre[number-1] = f.at
	f.text(fmt.Sprintf("%d 0 obj\n", number))
}

func (f *pictureFile) object(number int, body string) {
	f.begin(number)
	f.text(body + "\nendobj\n")
}

func (f *pictureFile) stream(number int, dict string, data []byte) {
	f.begin(number)
	f.text(fmt.Sprintf("<< %s/Length %d >>\nstream\n", dict, len(data)))
	f.bytes(data)
	f.text("\nendstream\nendobj\n")
}

// page writes the three objects of page n: 3 + 3n and the next two.
func (f *pictureFile) page(n int, img image.Image) error {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: pictureFileQuality}); err != nil {
		return err
	}
	size, number := img.Bounds().Size(), 3+3*n
	w, h := a4Short, a4Long
	if size.X > size.Y {
		w, h = h, w
	}
	scale := min(w/float64(size.X), h/float64(size.Y))
	w, h = float64(size.X)*scale, float64(size.Y)*scale
	f.object(number, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Resources << /XObject << /P %d 0 R >> >> /Contents %d 0 R >>", w, h, number+2, number+1))
	f.stream(number+1, "", fmt.Appendf(nil, "%.2f 0 0 %.2f 0 0 cm /P Do", w, h))
	space := "/DeviceRGB"
	if _, grey := img.(*image.Gray); grey {
		space = "/DeviceGray"
	}
	f.stream(number+2, fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent 8 /Filter /DCTDecode ", size.X, size.Y, space), b.Bytes())
	return f.err
}

// end writes the tree of pages and where everything is.
func (f *pictureFile) end(count int) {
	f.begin(2)
	f.text("<< /Type /Pages /Kids [")
	for n := range count {
		f.text(fmt.Sprintf("%d 0 R ", 3+3*n))
	}
	f.text(fmt.Sprintf("] /Count %d >>\nendobj\n", count))
	start := f.at
	f.text(fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(f.xre)+1))
	for _, at := range f.xre {
		f.text(fmt.Sprintf("%010d 00000 n \n", at))
	}
	id := fmt.Sprintf("%x", f.sum(nil)[:16])
	f.text(fmt.Sprintf("trailer\n<< /Size %d /Root 1 0 R /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n", len(f.xre)+1, id, id, start))
}
