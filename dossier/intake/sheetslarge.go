package intake

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"math"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
)

// A photograph of 100 megapixels needs 400 MB once it is unpacked, and a page shows
// a fraction of it. So it is made small while it is read, row by row.

// largeJPEG draws a large JPEG in the sandbox of the PDF reader, as the one picture
// of a page: its decoder works row by row and scales what it reads.
func (i *Inspector) largeJPEG(ctx context.Context, src *source, c image.Config, most int) (image.Image, error) {
	if src.size > maxPDF/2 {
		return nil, ErrPictureSize
	}
	data, err := src.most(maxPDF / 2)
	if err != nil {
		return nil, err
	}
	page := jpegPage(data, c)
	width := most
	if c.Height > c.Width {
		width = max(1, int(math.Round(float64(most)*float64(c.Width)/float64(c.Height))))
	}
	var out *image.RGBA
	err = i.withPages(ctx, File{Size: int64(len(page)), Content: bytes.NewReader(page)}, func(p pdfium.Pdfium, doc references.FPDF_DOCUMENT, _ int) error {
		out, err = drawPage(p, doc, 0, width)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// jpegPage is a PDF of one page that a JPEG fills.
func jpegPage(data []byte, c image.Config) []byte {
	space, decode := "/DeviceRGB", ""
	switch c.ColorModel {
	case color.GrayModel:
		space = "/DeviceGray"
	case color.CMYKModel:
		space = "/DeviceCMYK"
		if bytes.Contains(data[:min(len(data), 64<<10)], []byte("Adobe\x00")) { // these are written as negatives
			decode = " /Decode [1 0 1 0 1 0 1 0]"
		}
	}
	w, h := 1000.0, 1000.0*float64(c.Height)/float64(c.Width)
	draw := fmt.Sprintf("%.3f 0 0 %.3f 0 0 cm /I Do", w, h)
	var b bytes.Buffer
	b.Grow(len(data) + 1000)
	b.WriteString("%PDF-1.4\n")
	var at []int
	object := func(head string, stream []byte) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s", len(at), head)
		if stream != nil {
			b.WriteString("\nstream\n")
			b.Write(stream)
			b.WriteString("\nendstream")
		}
		b.WriteString("\nendobj\n")
	}
	object("<< /Type /Catalog /Pages 2 0 R >>", nil)
	object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>", nil)
	object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.3f %.3f] /Resources << /XObject << /I 5 0 R >> >> /Contents 4 0 R >>", w, h), nil)
	object(fmt.Sprintf("<< /Length %d >>", len(draw)), []byte(draw))
	object(fmt.Sprintf("<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent 8 /Filter /DCTDecode%s /Length %d >>",
		c.Width, c.Height, space, decode, len(data)), data)
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, xref)
	return b.Bytes()
}
