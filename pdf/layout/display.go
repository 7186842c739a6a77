package layout

// Color is 0xRRGGBB.
type Color uint32

// Layout is a laid out document: what stands where on every page. All lengths
// are points (1/72 inch), x from the left and y downwards from the top edge.
type Layout struct {
	Pages     []Page
	Words     int // the Index of every word is below it
	Bookmarks []Bookmark
	Places    map[string]Place // targets of internal links
	Missing   []MissingGlyph
	Broken    []BrokenPicture
	Tags      []Tag    // the structure; the first is the document itself
	Langs     []string // BCP 47 tags, by Tag.Lang; the first is the document's
	Leftwards bool     // the pages run from right to left
}

// Page is the display list of one page, in painting order.
type Page struct {
	Width, Height float64
	Ops           []Op
	Links         []Link
}

// OpKind tells what an Op paints.
type OpKind uint8

// The kinds of display operations.
const (
	Text   OpKind = iota // Word at (X, Y), Y on the base line, in Size points
	Rect                 // filled rectangle X, Y, W, H
	Leader               // dotted line from (X, Y) over W, dots of size H
	Image                // Picture in the rectangle X, Y, W, H
)

// Furniture is the Block of an Op that is no part of the text: running heads,
// rules, repeated table heads. A tagged file calls these artifacts.
const Furniture = -1

// Op is one thing painted. Block is the index of the document's block that it
// belongs to; Tag is the element of the structure that it is.
type Op struct {
	Kind       OpKind
	Color      Color
	Block      int32
	Tag        int32 // index in Layout.Tags of what this belongs to, 0 = furniture
	X, Y, W, H float64
	Size       float64
	Word       *Word
	Picture    *Picture
	line       int32 // of a composer: the line that this is a part of, 0 = none
}

// Word is a shaped run of one face and one direction; glyphs stand in visual
// order from left to right.
type Word struct {
	Index  int
	Face   int
	RTL    bool
	Text   string // in logical order
	Adv    float64
	Glyphs []Glyph
}

// Glyph is one glyph with lengths in thousandths of the type size. Text is
// what it stands for when the page is copied.
type Glyph struct {
	ID     uint16
	Adv    float32
	DX, DY float32 // DY upwards
	Text   string
}

// Link is a place on a page that leads to an address or to a place.
type Link struct {
	X, Y, W, H float64
	URI        string // set, or
	Place      string // a key of Layout.Places
	Name       string // what a screen reader says
	Tag        int32  // index in Layout.Tags of its Link element
	line       int32  // as of an Op
}

// Place is a point on a page; Page counts from 0.
type Place struct {
	Page int
	Y    float64
}

// Bookmark is one heading in the outline of the file.
type Bookmark struct {
	Level int
	Title string
	Place
}

// MissingGlyph is a character that no font draws; it is printed as its code.
type MissingGlyph struct {
	Rune  rune
	Count int
	Block int // index in Document.Blocks where it was met first, Furniture for title and heads
}
