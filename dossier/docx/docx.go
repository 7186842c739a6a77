package docx

import (
	"context"
	"fmt"
	"io"
	"slices"

	"probata/dossier/document"
)

// The page: A4 with margins of 25 mm, as the bodies' own documents. All measures
// are twips, a twentieth of a point.
const (
	pageWidth  = 11906
	pageHeight = 16838
	margin     = 1417
	measure    = pageWidth - 2*margin
)

// Write writes a document as a .docx file. It ends early with the context's
// error when that is done; other errors are those of w, of a block of an unknown
// kind and of a picture that is none, and name the place of the block.
//
// Annexes are listed as sent apart, whatever the document asks: their pages
// cannot be bound into a text that is still to be written in.
func Write(ctx context.Context, w io.Writer, doc document.Document) error {
	doc.Annexes = apart(doc.Annexes)
	blocks := slices.Concat(doc.Blocks, document.AnnexList(&doc, make([]document.AnnexPlace, len(doc.Annexes))))
	x := newIndex(&doc, blocks)
	d := &writer{
		ctx: ctx, doc: &doc, lang: office(doc.Language), rtl: leftwardsLanguage(doc.Language),
		index: x, rels: &relations{}, room: measure, placed: map[string]bool{}, fills: hasContents(blocks) && len(x.heads) > 0,
	}
	z := newArchive(w)
	d.parts(z, blocks)
	if d.err != nil {
		return d.err // what was written is no file
	}
	if err := z.close(); err != nil {
		return fmt.Errorf("write docx: %w", err)
	}
	return nil
}

func apart(list []document.Annex) []document.Annex {
	list = slices.Clone(list)
	for i := range list {
		list[i].How = document.Listed
	}
	return list
}

// writer writes the parts that say what the document says.
type writer struct {
	*index
	ctx  context.Context
	doc  *document.Document
	lang string // of the document, as word processors name it
	rtl  bool   // the document runs leftwards

	p      printer    // of the part being written
	rels   *relations // of that part
	inNote bool

	notes     []note
	lists     []int // of each list that numbers itself: its abstract numbering
	pictures  []picture
	bookmarks int
	placed    map[string]bool // names of bookmarks
	nextHead  int
	fresh     bool // the next paragraph begins a page
	tabled    bool // a table was written last
	under     bool // what stood last belongs to a numbered paragraph
	depth     int  // within cells
	fills     bool // the fields are filled in when the file is opened
	room      int  // width that a table may take
	block     int  // for errors
	err       error
}

// note is a footnote to be written: its text and the language round its mark.
type note struct {
	spans []document.Span
	lang  string
}

// fail keeps the first error.
func (w *writer) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}
