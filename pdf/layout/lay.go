package layout

import (
	"context"
	"fmt"

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
	l, err := layWith(ctx, doc, sh.kept, sh.memo, nil)
	if err != nil {
		sh.kept = nil
	}
	return l, err
}

// Lay sets a document, on all cores; the pages are the same on any number of
// them. It ends early with the context's error when that is done; otherwise
// the only errors are fonts that cannot be read and blocks of an unknown kind.
func Lay(ctx context.Context, doc *document.Document, fonts *Fonts) (*Layout, error) {
	return layWith(ctx, doc, newLexicon(fonts, doc.Language), nil, nil)
}

func layWith(ctx context.Context, doc *document.Document, words *lexicon, m *memo, emit Emit) (*Layout, error) {
	sh := words.take()
	defer words.give(sh)
	s := &setter{ctx: ctx, doc: doc, partSize: partSize, out: newOutput(emit), composer: newComposer(sh, doc.Language)}
	s.memo = m
	if s.pictures = newPictures(); m != nil {
		s.pictures = m.pictures
	}
	s.noteWord = clean(doc.Words.Note)
	s.block = Furniture
	s.index(document.Number(doc.Blocks))
	s.listen(doc.Blocks)
	s.front()
	if err := s.allBlocks(); err != nil {
		return nil, err
	}
	l, err := s.complete()
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
	document.Walk(blocks, func(b document.Block) {
		if q, ok := b.(document.Quote); ok {
			s.speak(q.OriginalLang)
			for _, t := range q.Translations {
				s.speak(t.Lang)
			}
		}
	})
}

// index takes over the headings and what Ref spans print.
func (s *setter) index(n *document.Numbers) {
	for i, h := range n.Heads {
		s.heads = append(s.heads, &heading{level: h.Level, text: h.Text, place: headPlace(i)})
	}
	for id, t := range n.Targets {
		r := reference{text: t.Text, place: idPlace(id)}
		switch t.Kind {
		case document.ToHeading, document.ToCover:
			r.place = headPlace(t.Number)
		case document.ToNote:
			r.place = (&note{number: t.Number}).place()
		}
		s.refs[id] = r
	}
}

func headPlace(i int) string { return fmt.Sprintf("heading %d", i) }

// clean is the cleaning of all back ends.
func clean(s string) string { return document.Clean(s) }
