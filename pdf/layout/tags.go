package layout

import "strconv"

// TagKind names what a piece of the document is. The names are those of the
// standard structure types that reading programs know.
type TagKind string

// The kinds of tags.
const (
	TagDocument  TagKind = "Document"
	TagTitle     TagKind = "Title" // the printed title; a paragraph to programs that know no titles
	TagP         TagKind = "P"
	TagH         TagKind = "H" // with the level: H1, H2, H3
	TagL         TagKind = "L"
	TagLI        TagKind = "LI"
	TagLbl       TagKind = "Lbl"
	TagLBody     TagKind = "LBody"
	TagTable     TagKind = "Table"
	TagTHead     TagKind = "THead"
	TagTBody     TagKind = "TBody"
	TagTR        TagKind = "TR"
	TagTH        TagKind = "TH"
	TagTD        TagKind = "TD"
	TagCaption   TagKind = "Caption"
	TagQuote     TagKind = "BlockQuote"
	TagTOC       TagKind = "TOC"
	TagTOCI      TagKind = "TOCI"
	TagNote      TagKind = "Note"
	TagReference TagKind = "Reference"
	TagLink      TagKind = "Link"
	TagSpan      TagKind = "Span"
	TagFigure    TagKind = "Figure"
)

// Tag is one element of the structure: what a screen reader goes through.
// Elements stand in the order of the document.
type Tag struct {
	Kind    TagKind
	Parent  int32
	Lang    uint8  // index in Layout.Langs
	Inline  bool   // stands within the text of its parent
	Scope   string // of a TH: Row or Column
	Columns int    // of a cell: how many it takes, 0 = one
	Numbers string // of an L: how its items are counted
	Alt     string // of a Figure: what it shows
	ID      string // of a Note: unique in the document
	Box     Box    // of a Figure: where it stands on its first page
}

// Box is a rectangle on a page; Page counts from 1, 0 = nowhere.
type Box struct {
	Page           int
	X0, Y0, X1, Y1 float64
}

// boxes notes where the figures of a page stand.
func boxes(p *Page, page int, tags []Tag) {
	for i := range p.Ops {
		op := &p.Ops[i]
		t := &tags[owner(tags, op.Tag)]
		if t.Kind != TagFigure || t.Box.Page != 0 && t.Box.Page != page {
			continue
		}
		x0, y0, x1, y1 := op.X, op.Y, op.X+op.W, op.Y+op.H
		if op.Kind == Text { // Y is where the letters stand
			y0, y1 = op.Y-ascent*op.Size, op.Y+descent*op.Size
		}
		x0, x1 = max(0, x0), min(x1, p.Width)
		y0, y1 = max(0, y0), min(y1, p.Height)
		if t.Box.Page == 0 {
			t.Box = Box{page, x0, y0, x1, y1}
			continue
		}
		t.Box = Box{page, min(t.Box.X0, x0), min(t.Box.Y0, y0), max(t.Box.X1, x1), max(t.Box.Y1, y1)}
	}
}

// artifact as composer.leaf asks for text that is no part of the document.
const artifact = -1

// newTag adds an element below another.
func (c *composer) newTag(kind TagKind, parent int32) int32 {
	c.tags = append(c.tags, Tag{Kind: kind, Parent: parent, Lang: c.tongue})
	return int32(len(c.tags) - 1)
}

// inline adds an element within the text of another.
func (c *composer) inline(kind TagKind, parent int32, lang uint8) int32 {
	c.tags = append(c.tags, Tag{Kind: kind, Parent: parent, Lang: lang, Inline: true})
	return int32(len(c.tags) - 1)
}

// inside runs set with a new element as the parent of what it adds.
func (c *composer) inside(kind TagKind, set func()) int32 {
	outer := c.parent
	tag := c.newTag(kind, outer)
	c.parent = tag
	set()
	c.parent = outer
	return tag
}

// takeLeaf is the element of the paragraph that is composed next: the one
// asked for, or a new P.
func (c *composer) takeLeaf() int32 {
	leaf := c.leaf
	c.leaf = 0
	switch leaf {
	case 0:
		return c.newTag(TagP, c.parent)
	case artifact:
		return 0
	}
	return leaf
}

// headingTag is the element of a heading. Levels that the document skips are
// closed up: a reading program looks for every level.
func (c *composer) headingTag(level int) int32 {
	c.depthH = closedUp(level, c.depthH)
	return c.newTag(TagH+TagKind(strconv.Itoa(c.depthH)), c.parent)
}

// closedUp is the level of a heading that follows one of level before.
func closedUp(level, before int) int { return min(max(level, 1), before+1, 6) }

// noteParent is where the text of a note stands in the structure whose mark
// is in leaf: behind its paragraph, or in its cell.
func (c *composer) noteParent(leaf int32) int32 {
	for c.tags[leaf].Inline {
		leaf = c.tags[leaf].Parent
	}
	switch c.tags[leaf].Kind {
	case TagTH, TagTD:
		return leaf
	}
	return c.tags[leaf].Parent
}

// owner is the block element that an element stands in.
func owner(tags []Tag, tag int32) int32 {
	for tag > 0 && tags[tag].Inline {
		tag = tags[tag].Parent
	}
	return tag
}

// readingOrder puts the operations of a page in the order in which they are
// read: furniture first, as it lies below, then every paragraph and cell as a
// whole. Cells stand side by side and are laid out line by line.
func readingOrder(ops []Op, tags []Tag) []Op {
	var order []int32
	seen := map[int32]int{} // owner → how many operations it has
	last, mixed := int32(-1), false
	for i := range ops {
		o := owner(tags, ops[i].Tag)
		if o != last && seen[o] > 0 {
			mixed = true
		}
		if seen[o] == 0 {
			order = append(order, o)
		}
		seen[o]++
		last = o
	}
	if !mixed {
		return ops
	}
	at := map[int32]int{}
	next := seen[0]
	for _, o := range order {
		if o != 0 {
			at[o] = next
			next += seen[o]
		}
	}
	out := make([]Op, len(ops))
	for i := range ops {
		o := owner(tags, ops[i].Tag)
		out[at[o]] = ops[i]
		at[o]++
	}
	return out
}
