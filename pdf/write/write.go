package write

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/jung-kurt/gofpdf"

	"probata/pdf/layout"
)

// fontSet is the faces of a document with the codes of their glyphs.
type fontSet struct {
	byFace map[int]*subset
	order  []*subset
	codes  [][]uint16 // by Word.Index

	pictures map[*layout.Picture]string // names in page contents
	shown    []*layout.Picture          // in the order of their names
}

// File writes a laid out document. Nothing is written to w before the file
// is whole.
func File(ctx context.Context, w io.Writer, l *layout.Layout, fonts *layout.Fonts, info Info) error {
	return NewSheets(fonts).File(ctx, w, l, info)
}

// File writes a document whose pages were taken before; what the layout has of them is
// added. Nothing is written to w before all of the file is made; an error of w ends it.
func (s *Sheets) File(ctx context.Context, w io.Writer, l *layout.Layout, info Info) error {
	if err := s.Take(ctx, 0, l.Pages, l.Tags); err != nil {
		return err
	}
	raw, err := pages(l, s.fonts)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return finish(w, raw, l, s, info)
}

// encode gives every glyph and picture that a page shows its code and name.
func (f *fontSet) encode(page *layout.Page, fonts *layout.Fonts) error {
	for i := range page.Ops {
		op := &page.Ops[i]
		if op.Kind == layout.Image {
			f.name(op.Picture)
		}
		if op.Kind != layout.Text {
			continue
		}
		for len(f.codes) <= op.Word.Index {
			f.codes = append(f.codes, nil)
		}
		if f.codes[op.Word.Index] != nil {
			continue
		}
		s, err := f.subset(op.Word.Face, fonts)
		if err != nil {
			return err
		}
		codes := make([]uint16, len(op.Word.Glyphs))
		for i := range op.Word.Glyphs {
			if g := &op.Word.Glyphs[i]; g.ID != 0 {
				codes[i] = s.code(g)
			}
		}
		f.codes[op.Word.Index] = codes
	}
	return nil
}

func (f *fontSet) subset(face int, fonts *layout.Fonts) (*subset, error) {
	if s, ok := f.byFace[face]; ok {
		return s, nil
	}
	data, name, err := fonts.Data(face)
	if err != nil {
		return nil, err
	}
	parsed, err := fonts.Parsed(face)
	if err != nil {
		return nil, err
	}
	s := &subset{
		face: face, name: name, data: data, parsed: parsed,
		codes: map[glyphKey]uint16{}, used: map[uint16]glyphKey{}, adv: map[uint16]int{},
		upem: unitsPerEm(data), resource: fmt.Sprintf("F%d", len(f.order)+1),
	}
	f.byFace[face] = s
	f.order = append(f.order, s)
	return s, nil
}

// pages lets gofpdf write a file with fonts and empty pages.
func pages(l *layout.Layout, set *fontSet) ([]byte, error) {
	first := l.Pages[0]
	f := gofpdf.NewCustom(&gofpdf.InitType{
		OrientationStr: "P", UnitStr: "pt",
		Size: gofpdf.SizeType{Wd: first.Width, Ht: first.Height},
	})
	f.SetCatalogSort(true)
	f.SetCompression(false) // the finisher compresses, with one writer for all streams
	f.SetCreationDate(time.Unix(0, 0).UTC())
	f.SetModificationDate(time.Unix(0, 0).UTC())
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	for _, s := range set.order {
		f.AddUTF8FontFromBytes(s.resource, "", s.patched())
	}
	set.register(f)
	for i := range l.Pages {
		pg := &l.Pages[i]
		f.AddPageFormat("P", gofpdf.SizeType{Wd: pg.Width, Ht: pg.Height})
	}
	var out bytes.Buffer
	if err := f.Output(&out); err != nil {
		return nil, fmt.Errorf("write pages: %w", err)
	}
	return out.Bytes(), nil
}

// register tells gofpdf which codes are in use: it subsets a font to what its
// own Text call has shown. The template is never placed on a page.
func (f *fontSet) register(pdf *gofpdf.Fpdf) {
	pdf.CreateTemplate(func(t *gofpdf.Tpl) {
		for _, s := range f.order {
			runes := make([]rune, 0, len(s.used))
			for c := range s.used {
				runes = append(runes, rune(c))
			}
			slices.Sort(runes)
			t.SetFont(s.resource, "", 10)
			t.Text(0, 0, string(runes))
		}
	})
}
