package pdf

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"slices"
	"strconv"

	"probata/dossier/document"
	"probata/pdf/layout"
	"probata/pdf/write"
)

// Annexes stand behind the document: the list of all, then for each that is
// bound in a cover sheet and its pages. A picture is a page. The pages of a
// PDF come in as drawings on pages of ours, below our running head: numbers,
// outline, structure and protection stay those of one file, and nothing but
// what draws comes along (annexgrammar.go). Where that cannot be, or must not,
// they come as pictures, if somebody draws them.
//
// An annex that cannot be bound in is no reason to hold a submission back: it
// stays in the list, which says in words that it is sent apart and why, and
// Report names it.

// Bytes opens the file of an annex by its ID. An error keeps the annex out;
// it is in the Report.
type Bytes func(ctx context.Context, id string) (io.ReadSeekCloser, error)

// Draw draws sheet n of a file, counted from 0: a page of a PDF most pixels wide,
// a picture with most pixels at most on its longer side.
type Draw func(ctx context.Context, file io.ReadSeeker, size int64, n, most int) (image.Image, error)

// Sheets tells what Draw can draw of a file that is no PDF.
type Sheets func(ctx context.Context, file io.ReadSeeker, size int64) (Drawable, error)

// Drawable is what can be drawn of a file.
type Drawable struct {
	Count  int
	Moving bool                // it moves, and its first image is drawn
	Fault  document.AnnexFault // why nothing can be
}

// AnnexReport says what became of an annex.
type AnnexReport struct {
	Label string
	document.AnnexPlace
	Drawn bool  // its pages came in as pictures
	Err   error // what kept it out, beside the Fault
}

// Bounds of what is bound in or attached. All of a file's pages are in memory
// while it is written.
const (
	mostAnnexBytes = 128 << 20 // of one annex
	mostAnnexTotal = 512 << 20 // of all
	mostAnnexPages = 3000
	drawnWidth     = 1488 // pixels: 180 dots an inch of an A4 page
	drawnSide      = 2400 // pixels of the longer side of a picture
	drawnQuality   = 85
)

// annexes is what a document's annexes bring into its file.
type annexes struct {
	doc      document.Document
	reports  []AnnexReport
	pages    [][]*layout.Picture // by annex
	attached []write.Attachment
	total    int64
}

// takeIn reads the annexes of a document.
func takeIn(ctx context.Context, doc document.Document, o *Options) (*annexes, error) {
	a := &annexes{
		doc: doc, reports: make([]AnnexReport, len(doc.Annexes)), pages: make([][]*layout.Picture, len(doc.Annexes)),
	}
	a.doc.Annexes = labelled(doc.Annexes)
	for i := range a.doc.Annexes {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		x := &a.doc.Annexes[i]
		a.reports[i].Label = x.Label
		if x.How == document.Listed {
			continue
		}
		fault, err := a.one(ctx, i, o)
		if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			return nil, err
		}
		a.reports[i].Fault, a.reports[i].Err = fault, err
	}
	return a, nil
}

// labelled are annexes that can be told apart: places are found by label.
func labelled(list []document.Annex) []document.Annex {
	seen := map[string]bool{}
	out := append([]document.Annex{}, list...)
	for i := range out {
		label := out[i].Label
		if label == "" {
			label = strconv.Itoa(i + 1)
		}
		for n, base := 2, label; seen[label]; n++ {
			label = fmt.Sprintf("%s (%d)", base, n)
		}
		seen[label] = true
		out[i].Label = label
	}
	return out
}

// one takes annex i in.
func (a *annexes) one(ctx context.Context, i int, o *Options) (document.AnnexFault, error) {
	x := &a.doc.Annexes[i]
	data, fault, err := a.read(ctx, x, o)
	if fault != document.NoFault {
		return fault, err
	}
	if x.How == document.Attached {
		a.attached = append(a.attached, write.Attachment{
			Name: a.fileName(x), Description: x.Label + ": " + document.Plain(x.Title), MediaType: x.MediaType, Data: data,
		})
		return document.NoFault, nil
	}
	if bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) {
		a.pages[i], a.reports[i].Drawn, fault, err = pdfPages(ctx, data, o, x.Flat)
		return fault, err
	}
	p, err := layout.ReadPicture(data)
	if err != nil && o.Sheets != nil && o.Draw != nil {
		a.pages[i], fault, err = picturePages(ctx, data, x, o)
		a.reports[i].Drawn = err == nil && fault == document.NoFault
		return fault, err
	}
	switch {
	case errors.Is(err, layout.ErrPictureFormat):
		return document.FaultKind, err
	case errors.Is(err, layout.ErrPictureSize):
		return document.FaultSize, err
	case err != nil:
		return document.FaultDamaged, err
	}
	a.pages[i] = []*layout.Picture{p}
	return document.NoFault, nil
}

// fileName is the name of an attached file, unlike that of any other.
func (a *annexes) fileName(x *document.Annex) string {
	name := cmp.Or(x.FileName, x.Label)
	for n := 2; slices.ContainsFunc(a.attached, func(b write.Attachment) bool { return b.Name == name }); n++ {
		name = fmt.Sprintf("%d-%s", n, cmp.Or(x.FileName, x.Label))
	}
	return name
}

var (
	errNoBytes  = errors.New("read annex: nobody gives its bytes")
	errBytes    = errors.New("read annex: its bytes are not those of its SHA-256")
	errTooLarge = errors.New("read annex: larger than what is bound in")
)

// read gives the bytes of an annex, as they were received.
func (a *annexes) read(ctx context.Context, x *document.Annex, o *Options) ([]byte, document.AnnexFault, error) {
	if o.Bytes == nil {
		return nil, document.FaultMissing, errNoBytes
	}
	r, err := o.Bytes(ctx, x.ID)
	if err != nil {
		return nil, document.FaultMissing, fmt.Errorf("read annex: %w", err)
	}
	defer r.Close() // nothing was written
	data, err := io.ReadAll(io.LimitReader(r, mostAnnexBytes+1))
	if err != nil {
		return nil, document.FaultMissing, fmt.Errorf("read annex: %w", err)
	}
	if a.total += int64(len(data)); len(data) > mostAnnexBytes || a.total > mostAnnexTotal {
		a.total -= int64(len(data))
		return nil, document.FaultSize, errTooLarge
	}
	sum := sha256.Sum256(data)
	if x.SHA256 != "" && hex.EncodeToString(sum[:]) != x.SHA256 {
		return nil, document.FaultMissing, errBytes
	}
	return data, document.NoFault, nil
}

// pdfPages are the pages of a PDF file: as they are, or drawn.
func pdfPages(ctx context.Context, data []byte, o *Options, flat bool) (pages []*layout.Picture, drawn bool, fault document.AnnexFault, err error) {
	f, fault := readForeign(ctx, data)
	if err := ctx.Err(); err != nil {
		return nil, false, fault, err
	}
	flat = flat || o.Flat || o.Archive == ArchiveA1 || o.Archive == ArchiveA3
	if fault == document.NoFault && !flat && !f.layered() {
		pages, err = f.pages(ctx)
		if err == nil && (o.Draw == nil || !loose(pages)) {
			return pages, false, document.NoFault, nil
		}
		if ctx.Err() != nil {
			return nil, false, fault, ctx.Err()
		}
	}
	switch {
	case fault == document.FaultSealed, fault == document.FaultSize:
		return nil, false, fault, nil
	case o.Draw == nil && (fault != document.NoFault || err != nil):
		return nil, false, document.FaultDamaged, err
	case o.Draw == nil:
		return nil, false, document.FaultPlain, nil
	}
	count := mostAnnexPages // of a file that only Draw can read
	if f != nil {
		count = f.PageCount
	}
	pages, err = drawPages(ctx, data, o.Draw, count, drawnWidth, f == nil)
	if err != nil {
		return nil, false, document.FaultDamaged, err
	}
	return pages, true, document.NoFault, nil
}

func loose(pages []*layout.Picture) bool {
	for _, p := range pages {
		if c, ok := p.Foreign.Content.(*write.ForeignPage); ok && c.Import.Loose {
			return true
		}
	}
	return false
}

// picturePages are the pages of a file that is drawn for us: a scan of several
// pages, a picture of another kind than JPEG and PNG, one that is too large or
// not written as it should be.
func picturePages(ctx context.Context, data []byte, x *document.Annex, o *Options) ([]*layout.Picture, document.AnnexFault, error) {
	sheets, err := o.Sheets(ctx, bytes.NewReader(data), int64(len(data)))
	switch {
	case ctx.Err() != nil:
		return nil, document.NoFault, ctx.Err()
	case sheets.Fault != document.NoFault:
		return nil, sheets.Fault, err
	case err != nil:
		return nil, document.FaultDamaged, err
	case sheets.Count > mostAnnexPages:
		return nil, document.FaultSize, errTooLarge
	}
	pages, err := drawPages(ctx, data, o.Draw, sheets.Count, drawnSide, false)
	if err != nil {
		return nil, document.FaultDamaged, err
	}
	x.Moving = sheets.Moving
	return pages, document.NoFault, nil
}

// drawPages are the pages of a file as pictures; unsure of their count, they end
// where the first cannot be drawn.
func drawPages(ctx context.Context, data []byte, draw Draw, count, most int, unsure bool) ([]*layout.Picture, error) {
	var out []*layout.Picture
	for n := range count {
		img, err := draw(ctx, bytes.NewReader(data), int64(len(data)), n, most)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil && unsure && n > 0 {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("draw page %d: %w", n+1, err)
		}
		var b bytes.Buffer
		if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: drawnQuality}); err != nil {
			return nil, fmt.Errorf("draw page %d: %w", n+1, err)
		}
		p, err := layout.ReadPicture(b.Bytes())
		if err != nil {
			return nil, fmt.Errorf("draw page %d: %w", n+1, err)
		}
		out = append(out, p)
	}
	return out, nil
}

// mostPasses is how often a document is set until its list of annexes names
// the pages they stand on; the second pass is the last unless a number grew by
// a line.
const mostPasses = 4

// lay sets the document with its annexes behind it. Without any its pages go into sheets
// part by part; with some they are set until their list is right, and given as a whole.
func (a *annexes) lay(ctx context.Context, f *Fonts, sheets *write.Sheets) (*Layout, error) {
	if len(a.reports) == 0 {
		return layout.LayParts(ctx, &a.doc, f, func(first int, pages []layout.Page, tags []layout.Tag) error {
			return sheets.Take(ctx, first, pages, tags)
		})
	}
	shapes := layout.NewShapes(f)
	at := make([]document.AnnexPlace, len(a.reports))
	for i := range at {
		at[i].Fault, at[i].Pages = a.reports[i].Fault, len(a.pages[i])
		if at[i].Pages > 0 {
			at[i].Page = 1 // so that the list takes the room it will take
		}
	}
	for pass := 1; ; pass++ {
		doc := a.whole(at)
		l, err := shapes.Lay(ctx, &doc)
		if err != nil {
			return nil, err
		}
		same := true
		for i := range at {
			if at[i].Pages == 0 {
				continue
			}
			page := l.Places[layout.PlaceOf(document.AnnexRef(a.doc.Annexes[i].Label))].Page + 1
			same = same && page == at[i].Page
			at[i].Page = page
		}
		if same || pass == mostPasses {
			for i := range at {
				a.reports[i].AnnexPlace = at[i]
			}
			return l, nil
		}
	}
}

// whole is the document with the blocks of its annexes.
func (a *annexes) whole(at []document.AnnexPlace) document.Document {
	doc, w := a.doc, &a.doc.Words.Annex
	doc.Blocks = append(append([]document.Block{}, doc.Blocks...), document.AnnexList(&a.doc, at)...)
	for i := range a.doc.Annexes {
		x, pages := &a.doc.Annexes[i], a.pages[i]
		if len(pages) == 0 {
			continue
		}
		doc.Blocks = append(doc.Blocks, document.AnnexCover(x, len(pages), w))
		about := x.Alt
		if about == "" {
			about = document.Plain(x.Title)
		}
		for n, p := range pages {
			head := document.AnnexHead(x, n+1, len(pages), w)
			doc.Blocks = append(doc.Blocks, document.Sheet{Head: document.T(head), Drawn: p, Alt: head + ": " + about})
		}
	}
	return doc
}
