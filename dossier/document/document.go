// Package document is a document as a value: headings, paragraphs, notes,
// tables, figures and annexes, and nothing about cases, forms or files.
//
// A submission is built once as such a value; PDF, plain text and later other
// formats are back ends of it. The package therefore holds no behaviour beyond
// walking a document: what a page looks like is decided by the back end, what
// is said is decided by whoever builds the value. Redaction happens before:
// a withheld string must never enter a Document.
package document

// Document is one complete text for one reader.
type Document struct {
	Title    string   // the printed title and the title in the file's information
	Subtitle string   // printed below the title, may be empty
	Subject  string   // one line for the file's information; must name no person
	Language string   // BCP 47 tag of the running text, e.g. "en", "ru", "kk"
	Date     string   // the date printed on the title, already in words of Language
	Stamp    string   // RFC 3339 time written into the file's information; same stamp, same bytes
	Mark     string   // confidentiality mark repeated on every page, may be empty
	Draft    string   // repeated on every page while the text must not be sent, may be empty
	Running  string   // short running head, e.g. the form and the reference
	To       []string // addressee, line by line
	Front    *Front   // a title page of its own; nil = the title stands above the text
	Words    Words    // the few words a back end must print by itself
	Blocks   []Block
	Annexes  []Annex // listed behind the blocks, and bound in or attached there
}

// Words are the words that a back end prints on its own account, in the
// language of the document.
type Words struct {
	Contents string // heading of the table of contents
	PageOf   string // "Page %d of %d"
	Note     string // accessible name of a footnote mark, e.g. "Note"
	Original string // head of the column with the original words of a quote
	Translat string // head of the column with the translation of a quote
	Annex    AnnexWords
}

// Front is the title page: below title and addressee what identifies the text,
// line by line, and at its foot the confidentiality mark in full.
type Front struct {
	Kind  string // printed above the title: what kind of paper this is
	Items []FieldItem
	Pages string // label of the number of pages, which only a back end knows; "" = not printed
	Mark  string // who may read this, printed in a box; may be empty
}

// Block is one vertical piece of a document.
type Block interface{ block() }

// Heading opens a section. Level 1 is the highest below the title.
type Heading struct {
	Level int
	Text  []Span
	ID    string // anchor for Ref spans and the contents; may be empty
	// NewPage starts the section on a fresh page, as an author page that can be taken out needs.
	NewPage bool
}

// Paragraph is running text. Numbered paragraphs count through the whole
// document ("1.", "2.", …), as treaty bodies want them cited.
type Paragraph struct {
	Spans    []Span
	Numbered bool
	ID       string // anchor for Ref spans; a Ref to a numbered paragraph prints its number
	Kind     ParagraphKind
}

// ParagraphKind tells a back end the role of a paragraph.
type ParagraphKind int

// The roles of a paragraph.
const (
	Body    ParagraphKind = iota
	Small                 // small print: guidance, sources of data
	Warning               // framed: something must be mended before sending
	Center                // centred, as on a title page
	Detail                // belongs to the numbered paragraph above it; never numbered itself
)

// Quote is somebody's exact words, with their translations.
type Quote struct {
	Original     []Span
	OriginalLang string
	Translations []Translation
	Attribution  []Span // who said it, where, when; carries the citation's note
}

// Translation is one translation of a quote.
type Translation struct {
	Lang string
	Text []Span
}

// Table is a grid with a head that is repeated on every page it runs over.
type Table struct {
	Caption []Span
	Head    []Cell
	Rows    [][]Cell
	Widths  []float64 // relative widths, one per column; nil = equal
	Lines   bool      // rule between rows
}

// Cell is one cell of a table: paragraphs of spans.
type Cell struct {
	Paragraphs [][]Span
	Strong     bool // a row head
	Span       int  // how many columns it takes; 0 = one
	Hole       Hole // what it shows is missing: hatched, so that it is seen without colour
}

// Hole is how much of what a cell stands for is missing.
type Hole int

// The degrees of a hole.
const (
	Whole  Hole = iota
	Partly      // hatched at the edge
	Open        // hatched all over
)

// Fields is a field table: the questions of a form with their answers.
type Fields struct{ Items []FieldItem }

// FieldItem is one question of a form. An empty Answer is printed as an empty
// box: the reader must see that the question was there.
type FieldItem struct {
	Number string // printed number of the question, e.g. "II.3"
	Label  []Span
	Answer []Block // Paragraph, List, Table or Quote
	Empty  string  // what is printed when there is no answer, e.g. "not stated"
}

// List is a bulleted or numbered list.
type List struct {
	Ordered bool
	Items   [][]Span
}

// Contents is the place of the table of contents, up to Depth heading levels.
type Contents struct{ Depth int }

// PageBreak starts a new page.
type PageBreak struct{}

// Space is vertical room, in points.
type Space struct{ Points float64 }

// Signature is the place to sign: lines with labels below them, and what is
// printed below each label, such as a name.
type Signature struct {
	Labels []string
	Names  []string // by label; may be shorter
}

// Figure is a picture. A back end strips what a file says beyond its pixels
// and turns it upright.
type Figure struct {
	Data    []byte // JPEG or PNG as it was received
	Alt     string // what it shows, for those who do not see it
	Caption []Span
	Width   float64 // share of the measure; 0 = as large as it is, at most the measure
}

// Cover is the sheet before an annex: on a page of its own, the number, the
// title and what identifies the exhibit.
type Cover struct {
	Number string // e.g. "Annex 3"
	Title  []Span
	ID     string      // anchor for Ref spans and the contents
	Items  []FieldItem // exhibit number, source, SHA-256 and the like
}

// Timeline is the course of events as a graphic. Places in time are days from
// any one origin; what is printed is in words of the document.
type Timeline struct {
	Caption []Span
	Alt     string // the same in words, for those who do not see it
	Undated string // head of the column of what has no date
	Order   bool   // places tell only what came after what; distances mean nothing, nothing is dated
	Key     []Span // what the marks mean, printed below; may be empty
	Ticks   []Tick
	Lanes   []Lane
}

// Tick is a labelled line across the lanes of a timeline.
type Tick struct {
	At    float64
	Label string
}

// Lane is a row of a timeline: a party, a place or a kind of event.
type Lane struct {
	Name    []Span
	Moments []Moment
}

// Moment is an event in a lane. When To is after From it took that whole
// time, or, if Within, happened at some point of it.
type Moment struct {
	From, To float64
	Within   bool
	Undated  bool
	Count    int // of a mark that stands for many events: how many; 0 = one
	Label    []Span
}

func (Heading) block()   {}
func (Paragraph) block() {}
func (Quote) block()     {}
func (Table) block()     {}
func (Fields) block()    {}
func (List) block()      {}
func (Contents) block()  {}
func (PageBreak) block() {}
func (Space) block()     {}
func (Signature) block() {}
func (Figure) block()    {}
func (Cover) block()     {}
func (Timeline) block()  {}
func (Relations) block() {}

// Span is a run of text of one kind. Exactly one of Text, Ref and Note carries
// the content; Style, Lang and Link qualify it.
type Span struct {
	Text  string
	Style Style
	Lang  string // BCP 47 tag when it differs from the document's
	Link  string // an address that a reader may open, printed as text too
	Ref   string // prints the number of the paragraph, annex or note, or the text of the heading, with this ID
	Note  []Span // a footnote: its mark stands here, its text at the foot of the page
	ID    string // of a span with a Note: a Ref to it prints the number of the note
}

// Style is a set of letter styles.
type Style uint8

// The letter styles.
const (
	Bold Style = 1 << iota
	Italic
	Mono     // hashes and other strings that are compared letter by letter
	Redacted // the text is a stand-in for a withheld value: a code, or "█" for a solid bar
)
