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
}

// File writes a laid out document. Nothing is written to w before the file
// is whole.
func File(ctx context.Context, w io.Writer, l *layout.Layout, fonts *layout.Fonts, info Info) error {
	set, err := encode(l, fonts)
	if err != nil {
		return err
	}
	c, err := pageContents(ctx, l, set)
	if err != nil {
		return err
	}
	raw, err := pages(l, set)
	if err != nil {
		return err
	}
	out, err := finish(raw, l, set, info, c)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if _, err := w.Write(out); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	return nil
}

// encode gives every glyph that a page shows its code.
func encode(l *layout.Layout, fonts *layout.Fonts) (*fontSet, error) {
	set := &fontSet{byFace: map[int]*subset{}, codes: make([][]uint16, l.Words)}
	set.pictures, _ = pictureNames(l)
	for p := range l.Pages {
		for _, op := range l.Pages[p].Ops {
			if op.Kind != layout.Text || set.codes[op.Word.Index] != nil {
				continue
			}
			s, err := set.subset(op.Word.Face, fonts)
			if err != nil {
				return nil, err
			}
			codes := make([]uint16, len(op.Word.Glyphs))
			for i := range op.Word.Glyphs {
				if g := &op.Word.Glyphs[i]; g.ID != 0 {
					codes[i] = s.code(g)
				}
			}
			set.codes[op.Word.Index] = codes
		}
	}
	return set, nil
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

// contents is what stands on the pages.
type contents struct {
	streams [][]byte  // compressed objects, by page
	marks   [][]int32 // by page: the elements of its marked contents
}

// pageContents writes the contents of the pages on all cores: with packing
// it is half of the work.
func pageContents(ctx context.Context, l *layout.Layout, set *fontSet) (contents, error) {
	c := contents{make([][]byte, len(l.Pages)), make([][]int32, len(l.Pages))}
	return c, layout.Share(len(l.Pages), func(next func() (int, bool)) error {
		p := packer{level: light}
		var buf []byte
		for i, more := next(); more; i, more = next() {
			if err := ctx.Err(); err != nil {
				return err
			}
			buf, c.marks[i] = pageContent(buf[:0], &l.Pages[i], set, l.Tags)
			z, err := p.pack(buf)
			if err != nil {
				return err
			}
			c.streams[i] = stream("/Filter /FlateDecode", z)
		}
		return nil
	})
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
