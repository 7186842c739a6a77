package write

import (
	"context"

	"probata/pdf/layout"
)

// Sheets takes the pages of a layout as they become ready, so that only what they come
// to in the file is held: their packed contents. The zero value is not usable.
type Sheets struct {
	fonts *fontSet
	all   *layout.Fonts
	contents
	feet [][]byte // what was added to a page after it was taken: the number in its foot
}

// contents is what stands on the pages.
type contents struct {
	streams [][]byte  // compressed objects, by page
	marks   [][]int32 // by page: the elements of its marked contents
}

// NewSheets is a store without pages.
func NewSheets(fonts *layout.Fonts) *Sheets {
	return &Sheets{fonts: &fontSet{byFace: map[int]*subset{}, pictures: map[*layout.Picture]string{}}, all: fonts}
}

// Take packs pages from number first on; those without operations come later. tags
// are the elements of the structure up to them.
func (s *Sheets) Take(ctx context.Context, first int, pages []layout.Page, tags []layout.Tag) error {
	for len(s.streams) < first+len(pages) {
		s.streams, s.marks, s.feet = append(s.streams, nil), append(s.marks, nil), append(s.feet, nil)
	}
	for i := range pages {
		if err := s.fonts.encode(&pages[i], s.all); err != nil {
			return err
		}
	}
	return layout.Share(len(pages), func(next func() (int, bool)) error {
		p := packer{level: light}
		var buf []byte
		for i, more := next(); more; i, more = next() {
			if err := ctx.Err(); err != nil {
				return err
			}
			if len(pages[i].Ops) == 0 {
				continue
			}
			content, marks := pageContent(buf[:0], &pages[i], s.fonts, tags)
			buf = content
			z, err := p.pack(content)
			if err != nil {
				return err
			}
			body := stream("/Filter /FlateDecode", z)
			if s.streams[first+i] != nil {
				s.feet[first+i] = body
			} else {
				s.streams[first+i], s.marks[first+i] = body, marks
			}
		}
		return nil
	})
}
