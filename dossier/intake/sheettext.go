package intake

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"probata/dossier"
)

// deviceSize is the finest step in which places on a page are compared: a
// ten-thousandth of it, as boxes are kept.
const deviceSize = 10_000

// hiddenShare is how much of a letter a box must cover for the letter not to be
// readable any more. A box drawn by hand cuts off tails.
const hiddenShare = 0.7

// SheetText is what can be read on page n of a PDF, counted from 0, where the
// boxes of that page are black: its letters, what is filled into its fields, its
// notes. whole is false where the page has more than that: pictures, and marks
// whose text is not to be had.
func (i *Inspector) SheetText(ctx context.Context, f File, n int, boxes []dossier.Box) (text string, whole bool, err error) {
	boxes = slices.DeleteFunc(slices.Clone(boxes), func(b dossier.Box) bool { return b.Page != n+1 })
	err = i.withPages(ctx, f, func(p pdfium.Pdfium, doc references.FPDF_DOCUMENT, of int) error {
		if n < 0 || n >= of {
			return ErrNoPage
		}
		s := &sheetReader{p: p, page: page(doc, n), boxes: boxes}
		whole = s.letters() && s.marks() && !s.pictures()
		text = s.out.String()
		return ctx.Err()
	})
	if err != nil {
		return "", false, fmt.Errorf("read sheet %d: %w", n, err)
	}
	return text, whole && strings.TrimSpace(text) != "", nil
}

type sheetReader struct {
	p     pdfium.Pdfium
	page  requests.Page
	boxes []dossier.Box
	out   strings.Builder
}

// letters adds the letters that no box covers; false where the page was not read.
func (s *sheetReader) letters() bool {
	if len(s.boxes) == 0 {
		t, err := s.p.GetPageText(&requests.GetPageText{Page: s.page})
		if err != nil {
			return false
		}
		s.out.WriteString(valid(t.Text) + "\n")
		return true
	}
	t, err := s.p.GetPageTextStructured(&requests.GetPageTextStructured{Page: s.page, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		return false
	}
	gap := false
	for _, c := range t.Chars {
		at := c.PointPosition
		if hidden := s.hidden(at.Left, at.Bottom, at.Right, at.Top); !hidden {
			s.out.WriteString(valid(c.Text))
		} else if !gap {
			s.out.WriteByte(' ') // what stands on either side is not one word
		}
		gap = s.hidden(at.Left, at.Bottom, at.Right, at.Top)
	}
	s.out.WriteByte('\n')
	return true
}

// marks adds what is filled into the fields and written in the notes of the page;
// false where one shows what cannot be read here.
func (s *sheetReader) marks() bool {
	count, err := s.p.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: s.page})
	if err != nil {
		return false
	}
	whole := true
	for n := range count.Count {
		a, err := s.p.FPDFPage_GetAnnot(&requests.FPDFPage_GetAnnot{Page: s.page, Index: n})
		if err != nil {
			whole = false
			continue
		}
		whole = s.mark(a.Annotation) && whole
		_, _ = s.p.FPDFPage_CloseAnnot(&requests.FPDFPage_CloseAnnot{Annotation: a.Annotation}) // it goes with the page
	}
	return whole
}

func (s *sheetReader) mark(a references.FPDF_ANNOTATION) bool {
	r, err := s.p.FPDFAnnot_GetRect(&requests.FPDFAnnot_GetRect{Annotation: a})
	if err == nil && s.hidden(float64(r.Rect.Left), float64(r.Rect.Bottom), float64(r.Rect.Right), float64(r.Rect.Top)) {
		return true
	}
	kind, err := s.p.FPDFAnnot_GetSubtype(&requests.FPDFAnnot_GetSubtype{Annotation: a})
	if err != nil {
		return false
	}
	said := false
	for _, key := range []string{"V", "Contents", "RC", "DV"} {
		v, err := s.p.FPDFAnnot_GetStringValue(&requests.FPDFAnnot_GetStringValue{Annotation: a, Key: key})
		if err == nil && strings.TrimSpace(v.Value) != "" {
			s.out.WriteString(valid(v.Value) + "\n")
			said = true
		}
	}
	return said || kind.Subtype == enums.FPDF_ANNOT_SUBTYPE_LINK
}

// pictures tells whether the page shows any, or whether that is not known. What is
// drawn within a form is not looked into.
func (s *sheetReader) pictures() bool {
	count, err := s.p.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: s.page})
	if err != nil {
		return true
	}
	for n := range count.Count {
		o, err := s.p.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: s.page, Index: n})
		if err != nil {
			return true
		}
		kind, err := s.p.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o.PageObject})
		if err != nil || kind.Type != enums.FPDF_PAGEOBJ_TEXT && kind.Type != enums.FPDF_PAGEOBJ_PATH {
			return true
		}
	}
	return false
}

// hidden tells whether the boxes cover an area of the page, given in its own
// coordinates. They are counted one by one: a letter between two is safer unread.
func (s *sheetReader) hidden(left, bottom, right, top float64) bool {
	if len(s.boxes) == 0 {
		return false
	}
	x0, y0, ok := s.device(left, top)
	x1, y1, ok2 := s.device(right, bottom)
	if !ok || !ok2 {
		return false
	}
	x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
	area := max(x1-x0, 1e-4) * max(y1-y0, 1e-4)
	for _, b := range s.boxes {
		w := min(max(x1, x0+1e-4), b.X+b.W) - max(x0, b.X)
		h := min(max(y1, y0+1e-4), b.Y+b.H) - max(y0, b.Y)
		if w > 0 && h > 0 && w*h >= hiddenShare*area {
			return true
		}
	}
	return false
}

// device is a place on the page as it is seen, in fractions of it.
func (s *sheetReader) device(x, y float64) (fx, fy float64, ok bool) {
	d, err := s.p.FPDF_PageToDevice(&requests.FPDF_PageToDevice{Page: s.page, SizeX: deviceSize, SizeY: deviceSize, PageX: x, PageY: y})
	if err != nil {
		return 0, 0, false
	}
	return float64(d.DeviceX) / deviceSize, float64(d.DeviceY) / deviceSize, true
}
