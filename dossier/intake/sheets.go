package intake

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"io"

	"golang.org/x/image/webp"
)

// A sheet is a page of a file as it is looked at: of a PDF, of a scan with several
// pages, or a picture, which is one. Whatever shows, binds in or copies files draws
// sheets, so that all of them show the same.

// What can be wrong with a file whose sheets are wanted, beside ErrPassword and
// ErrNoPage.
var (
	// ErrSheets: it is no PDF and no picture.
	ErrSheets = errors.New("neither a PDF nor a picture")
	// ErrPictureKind: it is a picture of a kind that nothing here draws.
	ErrPictureKind = errors.New("a picture of a kind that is not drawn")
	// ErrPictureSize: it has more pixels than are drawn.
	ErrPictureSize = errors.New("more pixels than are drawn")
)

// Sheets is what can be drawn of a file.
type Sheets struct {
	Count  int
	Moving bool // a picture that moves: its first image is drawn
}

// Sheets counts the sheets of a file. The error wraps ErrSheets, ErrPictureKind,
// ErrPictureSize, ErrPassword, ErrNoPage or ErrNoPicture, of which the last two
// mean that it is damaged; or it is one of ctx or of the file.
func (i *Inspector) Sheets(ctx context.Context, f File) (s Sheets, err error) {
	l := i.sheetsOf(ctx, f)
	defer l.survive(func() { s, err = Sheets{}, fmt.Errorf("count sheets (%s): %w", l.kind, ErrNoPicture) })
	l.kind = kindOf(l.src, f.Name, f.MediaType)
	switch l.kind {
	case "application/pdf":
		s.Count, err = i.Pages(ctx, f)
		if err == nil && s.Count == 0 {
			err = ErrNoPage
		}
	case "image/tiff":
		s, err = tiffSheets(l.src)
	default:
		s, err = pictureSheets(l)
	}
	if err = worse(ctx, l.src, err); err != nil {
		return Sheets{}, fmt.Errorf("count sheets (%s): %w", l.kind, err)
	}
	return s, nil
}

// Sheet draws sheet n of a file, counted from 0, as it is meant to be seen and on
// white: of a PDF most pixels wide, a picture with most pixels at most on its
// longer side. The picture is the caller's own. Errors are those of Sheets.
func (i *Inspector) Sheet(ctx context.Context, f File, n, most int) (out *image.RGBA, err error) {
	l := i.sheetsOf(ctx, f)
	fail := func(why error) (*image.RGBA, error) {
		return nil, fmt.Errorf("draw sheet %d (%s): %w", n, l.kind, worse(ctx, l.src, why))
	}
	defer l.survive(func() { out, err = fail(ErrNoPicture) })
	l.kind = kindOf(l.src, f.Name, f.MediaType)
	switch {
	case most < 1 || most > maxWidth || n < 0:
		return fail(ErrNoPage)
	case l.kind == "application/pdf":
		page, err := i.Page(ctx, f, n, most)
		if err != nil {
			return fail(err)
		}
		return page.(*image.RGBA), nil
	case l.kind == "image/tiff":
		out, err = tiffSheet(l.src, n, most)
	case n > 0:
		err = ErrNoPage
	default:
		out, err = i.pictureSheet(ctx, l, f, most)
	}
	if err != nil {
		return fail(err)
	}
	return out, nil
}

func (i *Inspector) sheetsOf(ctx context.Context, f File) *look {
	return &look{ctx: ctx, by: i, kind: unknown, src: &source{ctx: ctx, r: f.Content, size: f.Size}, text: new(bounded), acc: newAccount()}
}

// worse is an error of ctx or of the file before what follows from it.
func worse(ctx context.Context, src *source, err error) error {
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case src.err != nil:
		return src.err
	}
	return err
}

// pictureSheets is one sheet for a picture of a kind that is drawn.
func pictureSheets(l *look) (Sheets, error) {
	config, err := pictureConfig(l)
	switch {
	case err != nil:
		return Sheets{}, err
	case l.kind != "image/jpeg" && l.kind != "image/png" && tooLarge(config), hugeConfig(config):
		return Sheets{}, ErrPictureSize
	}
	return Sheets{Count: 1, Moving: moves(l)}, nil
}

// maxLargePixels is the largest photograph that is made small while it is read:
// twice what the largest sensor of a telephone gives.
const maxLargePixels = 400_000_000

func hugeConfig(c image.Config) bool {
	return c.Width <= 0 || c.Height <= 0 || c.Width > maxLargePixels/c.Height
}

// pictureConfig is the size of a picture by its head.
func pictureConfig(l *look) (image.Config, error) {
	if frame := firstFrame(l); frame != nil {
		c, err := webp.DecodeConfig(frame)
		if err != nil {
			return c, ErrNoPicture
		}
		return c, nil
	}
	switch l.kind {
	case "image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp":
		c, _, err := image.DecodeConfig(bufio.NewReader(l.src.all()))
		if err != nil {
			return c, ErrNoPicture
		}
		return c, nil
	}
	if isPicture(l.kind) {
		return image.Config{}, ErrPictureKind
	}
	return image.Config{}, ErrSheets
}

func isPicture(kind string) bool { return len(kind) > 6 && kind[:6] == "image/" }

// pictureSheet draws a picture. A photograph that is too large to be unpacked is
// made small while it is read.
func (i *Inspector) pictureSheet(ctx context.Context, l *look, f File, most int) (*image.RGBA, error) {
	config, err := pictureConfig(l)
	if err != nil {
		return nil, err
	}
	var m image.Image
	switch frame := firstFrame(l); {
	case hugeConfig(config):
		return nil, ErrPictureSize
	case tooLarge(config) && l.kind == "image/jpeg":
		m, err = i.largeJPEG(ctx, l.src, config, most)
	case tooLarge(config) && l.kind == "image/png":
		m, err = largePNG(l.src, most)
	case tooLarge(config):
		return nil, ErrPictureSize
	case frame != nil:
		m, err = webp.Decode(frame)
	case l.kind == "image/gif":
		m, err = gif.Decode(bufio.NewReader(l.src.all())) // its first image
	case l.kind == "image/jpeg":
		m, err = jpeg.Decode(bufio.NewReader(l.src.all()))
	default:
		m, _, err = image.Decode(bufio.NewReader(l.src.all()))
	}
	if err != nil {
		if errors.Is(err, ErrPictureSize) {
			return nil, err
		}
		return nil, ErrNoPicture
	}
	return upright(fit(m, most), readEmbedded(l)), nil
}

// moves tells whether a picture has several images.
func moves(l *look) bool {
	switch l.kind {
	case "image/webp":
		return firstFrame(l) != nil
	case "image/gif":
		return gifImages(bufio.NewReader(l.src.all()), 2) > 1
	}
	return false
}

// gifImages counts the images of a GIF file up to most, without unpacking them.
func gifImages(r *bufio.Reader, most int) int {
	var head [13]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0
	}
	skipTable(r, head[10])
	for n := 0; ; {
		kind, err := r.ReadByte()
		switch {
		case err != nil || kind == 0x3b:
			return n
		case kind == 0x21: // an extension
			_, _ = r.Discard(1) // an end of the file shows at the next byte
		case kind == 0x2c:
			var at [9]byte
			if _, err := io.ReadFull(r, at[:]); err != nil {
				return n
			}
			skipTable(r, at[8])
			_, _ = r.Discard(1)
			if n++; n == most {
				return n
			}
		default:
			return n
		}
		for {
			size, err := r.ReadByte()
			if err != nil || size == 0 {
				break
			}
			_, _ = r.Discard(int(size))
		}
	}
}

// skipTable skips a table of colours.
func skipTable(r *bufio.Reader, flags byte) {
	if flags&0x80 != 0 {
		_, _ = r.Discard(3 << (flags&7 + 1))
	}
}
