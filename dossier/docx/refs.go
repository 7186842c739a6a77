package docx

import (
	"fmt"
	"maps"
	"slices"

	"probata/dossier/document"
)

// A Ref names what stands anywhere in the document, so places are counted before
// anything is written. Their bookmarks are numbered: an ID of the document says
// what it is of, and must not come along.

// reference is what a Ref prints, and the field that keeps it true.
type reference struct {
	text  string
	mark  string // bookmark; "" = nothing to lead to
	field string // instruction before the bookmark
	after string // and behind it
}

const (
	textField = "REF"
	noteField = "NOTEREF"
)

// head is an entry of the contents.
type head struct {
	level int
	text  []document.Span
	mark  string
}

// index is the numbers of the document with the bookmarks of what can be referred to.
type index struct {
	refs  map[string]reference
	heads []head
}

func newIndex(d *document.Document, blocks []document.Block) *index {
	x, n := &index{refs: map[string]reference{}}, document.Number(blocks)
	for i := range d.Annexes {
		x.refs[document.AnnexRef(d.Annexes[i].Label)] = reference{text: oneLine(d.Annexes[i].Label)}
	}
	for i, h := range n.Heads {
		x.heads = append(x.heads, head{min(max(h.Level, 1), levels), h.Text, fmt.Sprintf("_Toc%08d", i+1)})
	}
	for i, id := range slices.Sorted(maps.Keys(n.Targets)) {
		t := n.Targets[id]
		r := reference{t.Text, fmt.Sprintf("_Ref%08d", i+1), textField, `\h`}
		switch t.Kind {
		case document.ToHeading:
			r.mark = x.heads[t.Number].mark
		case document.ToNumbered:
			r.after = `\r \h`
		case document.ToNote:
			r.field = noteField
		}
		x.refs[id] = r
	}
	return x
}
