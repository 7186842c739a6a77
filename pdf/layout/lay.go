package layout

import (
	"context"
	"fmt"
	"strconv"

	"probata/dossier/document"
)

// Shapes keeps the shaped words of a language from one layout to the next, for
// a document that is set again after every change. It must not be used by two
// goroutines at once.
type Shapes struct {
	fonts *Fonts
	kept  *lexicon
	memo  *memo
}

// NewShapes is an empty store of shapes.
func NewShapes(f *Fonts) *Shapes { return &Shapes{fonts: f} }

// Fonts are the fonts of the shapes.
func (sh *Shapes) Fonts() *Fonts { return sh.fonts }

// mostWords bounds what is kept: about 30 MB.
const mostWords = 100_000

// Lay is the function Lay with words that were met before.
func (sh *Shapes) Lay(ctx context.Context, doc *document.Document) (*Layout, error) {
	if sh.kept == nil || sh.kept.lang != doc.Language || sh.kept.size() > mostWords {
		sh.kept, sh.memo = newLexicon(sh.fonts, doc.Language), &memo{}
	}
	sh.memo.turn()
	l, err := layWith(ctx, doc, sh.kept, sh.memo)
	if err != nil {
		sh.kept = nil
	}
	return l, err
}

// Lay sets a document, on all cores; the pages are the same on any number of
// them. It ends early with the context's error when that is done; otherwise
// the only errors are fonts that cannot be read and blocks of an unknown kind.
func Lay(ctx context.Context, doc *document.Document, fonts *Fonts) (*Layout, error) {
	return layWith(ctx, doc, newLexicon(fonts, doc.Language), nil)
}

func layWith(ctx context.Context, doc *document.Document, words *lexicon, m *memo) (*Layout, error) {
	sh := words.take()
	defer words.give(sh)
	s := &setter{ctx: ctx, doc: doc, partSize: partSize, composer: newComposer(sh, doc.Language)}
	s.memo = m
	if s.pictures = newPictures(); m != nil {
		s.pictures = m.pictures
	}
	s.noteWord = clean(doc.Words.Note)
	s.block = Furniture
	s.index(doc.Blocks, new(int))
	s.indexNotes(doc.Blocks)
	s.listen(doc.Blocks)
	s.front()
	if err := s.allBlocks(); err != nil {
		return nil, err
	}
	p := pager{items: s.items}
	if err := p.run(ctx.Err); err != nil {
		return nil, err
	}
	l, err := s.paint(p.pages)
	if err != nil {
		return nil, err
	}
	if s.err != nil {
		return nil, s.err
	}
	return l, nil
}

func newComposer(words *shaper, lang string) composer {
	c := composer{
		shaper: words, soft: map[int]*Word{},
		refs: map[string]reference{}, absent: map[rune]*MissingGlyph{},
	}
	c.addSpeech(lang)
	c.mirrored = leftwardsLanguage(lang)
	c.tags = []Tag{{Kind: TagDocument}}
	return c
}

// listen gives every language of the text its number.
func (s *setter) listen(blocks []document.Block) {
	document.Spans(blocks, func(sp document.Span) { s.speak(sp.Lang) })
	s.listenQuotes(blocks)
}

func (s *setter) listenQuotes(blocks []document.Block) {
	items := func(items []document.FieldItem) {
		for _, it := range items {
			s.listenQuotes(it.Answer)
		}
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case document.Quote:
			s.speak(b.OriginalLang)
			for _, t := range b.Translations {
				s.speak(t.Lang)
			}
		case document.Fields:
			items(b.Items)
		case document.Cover:
			items(b.Items)
		}
	}
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
		case document.Cover:
			text := append(document.T(b.Number+" "), b.Title...)
			h := &heading{level: 1, text: text, place: fmt.Sprintf("heading %d", len(s.heads))}
			s.heads = append(s.heads, h)
			if b.ID != "" {
				s.refs[b.ID] = reference{text: clean(b.Number), place: h.place}
			}
			s.indexItems(b.Items, numbered)
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
			s.indexItems(b.Items, numbered)
		}
	}
}

func (s *setter) indexItems(items []document.FieldItem, numbered *int) {
	for _, it := range items {
		s.index(it.Answer, numbered)
	}
}
