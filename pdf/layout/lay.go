package layout

import (
	"context"
	"fmt"
	"strconv"

	"probata/dossier/document"
)

// Lay sets a document. It ends early with the context's error when that is
// done; otherwise the only errors are fonts that cannot be read and blocks of
// an unknown kind.
func Lay(ctx context.Context, doc *document.Document, fonts *Fonts) (*Layout, error) {
	s := &setter{ctx: ctx, doc: doc, composer: newComposer(fonts, doc.Language)}
	s.noteWord = clean(doc.Words.Note)
	s.block = Furniture
	s.index(doc.Blocks, new(int))
	s.front()
	if err := s.blocks(doc.Blocks, margin, measure, bodyStyle); err != nil {
		return nil, err
	}
	p := pager{items: s.items}
	if err := p.run(ctx.Err); err != nil {
		return nil, err
	}
	l := s.paint(p.pages)
	if s.err != nil {
		return nil, s.err
	}
	return l, nil
}

func newComposer(fonts *Fonts, lang string) composer {
	c := composer{
		shaper: newShaper(fonts, lang), soft: map[int]*Word{},
		refs: map[string]reference{}, absent: map[rune]*MissingGlyph{},
	}
	c.addSpeech(lang)
	c.tags = []Tag{{Kind: TagDocument}}
	return c
}

// index finds the headings and what Ref spans print, in reading order.
func (s *setter) index(blocks []document.Block, numbered *int) {
	for _, b := range blocks {
		switch b := b.(type) {
		case document.Heading:
			h := &heading{level: b.Level, text: b.Text, place: fmt.Sprintf("heading %d", len(s.heads))}
			s.heads = append(s.heads, h)
			if b.ID != "" {
				s.refs[b.ID] = reference{text: clean(document.Plain(b.Text)), place: h.place}
			}
		case document.Paragraph:
			ref := reference{place: idPlace(b.ID)}
			if b.Numbered {
				*numbered++
				ref.text = strconv.Itoa(*numbered)
			}
			if b.ID != "" {
				if ref.text == "" {
					ref.text = clean(document.Plain(b.Spans))
				}
				s.refs[b.ID] = ref
			}
		case document.Fields:
			for _, it := range b.Items {
				s.index(it.Answer, numbered)
			}
		}
	}
}
