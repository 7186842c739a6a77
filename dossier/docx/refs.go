package docx

import (
	"fmt"
	"strconv"

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

type index struct {
	refs  map[string]reference
	heads []head
	marks int
	paras int
}

func newIndex(d *document.Document, blocks []document.Block) *index {
	x := &index{refs: map[string]reference{}}
	for i := range d.Annexes {
		x.refs[document.AnnexRef(d.Annexes[i].Label)] = reference{text: oneLine(d.Annexes[i].Label)}
	}
	x.blocks(blocks)
	x.notes(blocks)
	return x
}

func (x *index) mark(prefix string) string {
	x.marks++
	return fmt.Sprintf("%s%08d", prefix, x.marks)
}

func (x *index) blocks(blocks []document.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case document.Heading:
			h := head{min(max(b.Level, 1), levels), b.Text, x.mark("_Toc")}
			x.heads = append(x.heads, h)
			if b.ID != "" {
				x.refs[b.ID] = reference{oneLine(document.Plain(b.Text)), h.mark, textField, `\h`}
			}
		case document.Cover:
			x.cover(b)
		case document.Paragraph:
			x.paragraph(b)
		case document.Fields:
			x.items(b.Items)
		}
	}
}

func (x *index) cover(c document.Cover) {
	x.heads = append(x.heads, head{1, append(document.T(c.Number+" "), c.Title...), x.mark("_Toc")})
	if c.ID != "" {
		x.refs[c.ID] = reference{oneLine(c.Number), x.mark("_Ref"), textField, `\h`}
	}
	x.items(c.Items)
}

func (x *index) items(items []document.FieldItem) {
	for _, it := range items {
		x.blocks(it.Answer)
	}
}

func (x *index) paragraph(p document.Paragraph) {
	if p.Numbered {
		x.paras++
	}
	switch {
	case p.ID == "":
	case p.Numbered:
		x.refs[p.ID] = reference{strconv.Itoa(x.paras), x.mark("_Ref"), textField, `\r \h`}
	default:
		x.refs[p.ID] = reference{oneLine(document.Plain(p.Spans)), x.mark("_Ref"), textField, `\h`}
	}
}

// notes counts the notes. One within another is read where it stands and has no
// number.
func (x *index) notes(blocks []document.Block) {
	number, inner := 0, 0
	document.Spans(blocks, func(s document.Span) {
		if inner > 0 {
			inner--
		} else if s.Note != nil {
			if number++; s.ID != "" {
				x.refs[s.ID] = reference{strconv.Itoa(number), x.mark("_Ref"), noteField, `\h`}
			}
		}
		inner += len(s.Note)
	})
}
