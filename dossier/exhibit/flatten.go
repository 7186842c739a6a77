package exhibit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"io"
	"math"
	"slices"

	"probata/dossier"
	"probata/dossier/intake"
	"probata/dossier/store"
	"probata/pdf"
)

// Sizes of what is drawn for a copy, in pixels: the width of a page, 200 dots an
// inch of A4, and the longer side of a picture.
const (
	copyWidth = 1654
	copySide  = 3000
	smallSide = 320
	quality   = 90
	mostPages = 3000
)

// ErrBoxPage: a box lies on a page that the file does not have.
var ErrBoxPage = errors.New("a box lies on a page that is not there")

// Flatten makes a copy of a piece of evidence in which each page is a picture and
// the boxes are black, and keeps it as evidence of its own, beside the original,
// with both hashes in both custody logs. Of a file that is neither a PDF nor a
// picture no copy can be made; for this and other reasons see Fault. The same file
// with the same boxes gives the same bytes.
func (f Files) Flatten(ctx context.Context, e *dossier.Evidence, boxes []dossier.Box, title string, progress func(done, total int)) (*dossier.Evidence, error) {
	in, err := f.Store.OpenEvidence(ctx, e.ID)
	if err != nil {
		return nil, fmt.Errorf("flatten: %w", err)
	}
	defer in.Close() // it was only read
	c := &copier{by: f.By, file: intake.File{Name: e.FileName, MediaType: e.MediaType, Size: e.Size, Content: in}, boxes: boxes, tell: progress}
	if err := c.open(ctx); err != nil {
		return nil, fmt.Errorf("flatten %s: %w", e.ID, err)
	}
	small, err := c.small(ctx)
	if err != nil {
		return nil, fmt.Errorf("flatten %s: %w", e.ID, err)
	}
	made := store.Flattened{Of: e.ID, Title: title, Pages: int64(c.count)}
	for _, b := range boxes {
		made.Boxes = append(made.Boxes, b.String())
	}
	if made.Text, made.Unread, err = c.readable(ctx); err != nil {
		return nil, fmt.Errorf("flatten %s: %w", e.ID, err)
	}
	out, err := c.keep(ctx, f.Store, made, small)
	if err != nil {
		return nil, fmt.Errorf("flatten %s: %w", e.ID, err)
	}
	return out, f.Store.Flush(ctx)
}

type copier struct {
	by    *intake.Inspector
	file  intake.File
	boxes []dossier.Box
	count int
	pdf   bool
	tell  func(done, total int)
}

func (c *copier) open(ctx context.Context) error {
	s, err := c.by.Sheets(ctx, c.file)
	if err != nil {
		return err
	}
	if s.Count > mostPages {
		return intake.ErrPictureSize
	}
	c.count, c.pdf = s.Count, c.file.MediaType == "application/pdf"
	if slices.ContainsFunc(c.boxes, func(b dossier.Box) bool { return b.Page > c.count }) {
		return ErrBoxPage
	}
	return nil
}

// sheet draws a page with its boxes.
func (c *copier) sheet(ctx context.Context, n, most int) (*image.RGBA, error) {
	m, err := c.by.Sheet(ctx, c.file, n, most)
	if err != nil {
		return nil, err
	}
	Burn(m, n, c.boxes)
	return m, nil
}

func (c *copier) side() int {
	if c.pdf {
		return copyWidth
	}
	return copySide
}

// small is the first page for the eye, with its boxes.
func (c *copier) small(ctx context.Context) ([]byte, error) {
	m, err := c.sheet(ctx, 0, smallSide)
	if err != nil {
		return nil, err
	}
	return encoded(m)
}

func encoded(m image.Image) ([]byte, error) {
	var b bytes.Buffer
	err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality})
	return b.Bytes(), err
}

// readable is what can still be read on the pages of the copy, and what cannot be
// told of them.
func (c *copier) readable(ctx context.Context) (text string, unread []string, err error) {
	if !c.pdf {
		return "", []string{"pictures"}, nil
	}
	for n := range c.count {
		t, whole, err := c.by.SheetText(ctx, c.file, n, c.boxes)
		if err != nil {
			return "", nil, err
		}
		text += t
		if !whole {
			unread = []string{"pictures"}
		}
	}
	return text, unread, nil
}

// keep writes the copy into the store while it is drawn: one page of it is in
// memory.
func (c *copier) keep(ctx context.Context, st *store.Store, made store.Flattened, small []byte) (*dossier.Evidence, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	r, w := io.Pipe()
	done := make(chan error, 1)
	in := store.Intake{Name: "copy.pdf", MediaType: "application/pdf", Content: r}
	write := c.pages
	if !c.pdf && c.count == 1 {
		in.Name, in.MediaType, write = "copy.jpg", "image/jpeg", c.picture
	}
	go func() {
		err := write(ctx, w)
		_ = w.CloseWithError(err) // nil is the end of the file
		done <- err
	}()
	out, err := st.AddFlattened(ctx, made, in, small)
	cancel()
	_ = r.Close() // lets go of a writer that nobody reads any more
	if werr := <-done; err == nil && werr != nil {
		err = werr
	}
	return out, err
}

func (c *copier) pages(ctx context.Context, w io.Writer) error {
	return pdf.WritePictures(ctx, w, c.count, func(ctx context.Context, n int) (image.Image, error) {
		if c.tell != nil {
			c.tell(n, c.count)
		}
		m, err := c.sheet(ctx, n, c.side())
		if err != nil {
			return nil, err
		}
		return m, nil
	})
}

func (c *copier) picture(ctx context.Context, w io.Writer) error {
	m, err := c.sheet(ctx, 0, c.side())
	if err != nil {
		return err
	}
	b, err := encoded(m)
	if err == nil {
		_, err = w.Write(b)
	}
	return err
}

// Burn paints the boxes of page n, counted from 0, black: every pixel that one
// touches.
func Burn(m draw.Image, n int, boxes []dossier.Box) {
	b := m.Bounds()
	w, h := float64(b.Dx()), float64(b.Dy())
	for _, x := range boxes {
		if x.Page != n+1 {
			continue
		}
		r := image.Rect(int(math.Floor(x.X*w)), int(math.Floor(x.Y*h)), int(math.Ceil((x.X+x.W)*w)), int(math.Ceil((x.Y+x.H)*h)))
		draw.Draw(m, r.Add(b.Min).Intersect(b), image.NewUniform(color.Black), image.Point{}, draw.Src)
	}
}

// SetBoxes keeps what is to be blacked out in copies of a piece of evidence with it.
// The error is dossier.ErrBox of one that is none.
func (f Files) SetBoxes(ctx context.Context, e *dossier.Evidence, boxes []string) error {
	next := dossier.Copy(e).(*dossier.Evidence)
	next.Boxes = boxes
	list, err := next.Redactions()
	if err != nil {
		return fmt.Errorf("keep the boxes of %s: %w", e.ID, err)
	}
	next.Boxes = nil
	for _, b := range list {
		next.Boxes = append(next.Boxes, b.String())
	}
	if slices.Equal(next.Boxes, e.Boxes) {
		return nil
	}
	if err := f.Store.Apply(ctx, store.Change{Label: "edit", Case: e.Case, Put: []dossier.Record{next}}); err != nil {
		return fmt.Errorf("keep the boxes of %s: %w", e.ID, err)
	}
	e.Boxes = next.Boxes
	return f.Store.Flush(ctx)
}
