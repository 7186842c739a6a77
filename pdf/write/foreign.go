package write

import (
	"errors"
	"fmt"

	"probata/pdf/layout"
)

// Import is what the pages of one other file need to be drawn: objects that
// refer to nothing but each other. Whoever makes one leaves out what does not
// draw: scripts, actions, annotations, metadata.
type Import struct {
	Objects []ImportObject
	// Loose: some text is drawn with fonts that are not in the file, so that
	// nobody can say how it looks elsewhere.
	Loose bool
}

// ImportObject is one object in pieces; between two pieces stands a reference.
type ImportObject struct {
	Parts [][]byte // of the object, or of the entries of a stream's dictionary
	Refs  []int    // indexes of other objects, one fewer than Parts
	Data  []byte   // of a stream, as its filters give it
	// A stream is written with its Data; Pack compresses it first.
	Stream, Pack bool
}

// ForeignPage is the content of a layout.Foreign: a form that draws into the
// unit square, as pictures do.
type ForeignPage struct {
	Import *Import
	Object int
}

var errForeign = errors.New("finish file: a page of another file is not whole")

// foreign adds what a page of another file needs, once for all its pages, and
// gives the number of its form.
func (f *file) foreign(p *layout.Foreign) (int, error) {
	page, ok := p.Content.(*ForeignPage)
	if !ok || page.Object < 0 || page.Object >= len(page.Import.Objects) {
		return 0, errForeign
	}
	if f.info.Archive == ArchiveA1 {
		return 0, errors.New("finish file: pages of other files enter PDF/A-1 as pictures only")
	}
	first, done := f.imports[page.Import]
	if !done {
		first = len(f.objs)
		if f.imports == nil {
			f.imports = map[*Import]int{}
		}
		f.imports[page.Import] = first
		for i := range page.Import.Objects {
			body, err := f.imported(&page.Import.Objects[i], first, len(page.Import.Objects))
			if err != nil {
				return 0, err
			}
			f.add(body)
		}
	}
	return first + page.Object, nil
}

// imported is an object with its references in our numbers.
func (f *file) imported(o *ImportObject, first, count int) ([]byte, error) {
	if len(o.Parts) != len(o.Refs)+1 {
		return nil, errForeign
	}
	body := append([]byte{}, o.Parts[0]...)
	for i, n := range o.Refs {
		if n < 0 || n >= count {
			return nil, errForeign
		}
		body = fmt.Appendf(body, "%d 0 R", first+n)
		body = append(body, o.Parts[i+1]...)
	}
	switch {
	case !o.Stream:
		return body, nil
	case o.Pack:
		return f.packed(string(body), o.Data)
	}
	return stream(string(body), o.Data), nil
}

// vouched tells what can be said of a file: archive files and accessible ones
// vouch for every font and colour in them, and nobody can for another's pages.
func (f *file) vouched() (archive, accessible bool) {
	accessible = true
	for i := range f.imports {
		accessible = accessible && !i.Loose
	}
	return f.seal == nil && len(f.imports) == 0, accessible
}
