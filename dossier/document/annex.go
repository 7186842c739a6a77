package document

import (
	"fmt"
	"strconv"
)

// Annex is something that goes with a document: a photograph, a judgment. The
// document says what it is; its bytes are given by whoever writes the file, by
// its ID, so that a document stays a value.
type Annex struct {
	ID        string // tells whoever gives the bytes what is meant; never printed
	Label     string // the exhibit number, as it is printed everywhere: "A-3"
	Title     []Span
	Source    []Span
	SHA256    string // of the file as it was received, hexadecimal
	MediaType string // decides whether and how its pages can be bound in
	FileName  string // neutral name of the file where it goes along as one: "A-3.pdf"
	Size      string // in words of the document
	Received  string // date, in words of the document
	Note      []Span // what to know before looking: graphic content
	Alt       string // what is seen, for those who do not see it; its title when empty
	How       AnnexHow
	// Flat binds pages as pictures of themselves only: text that a page holds
	// below a black bar, or behind its edge, must not come along.
	Flat bool
	// Moving is set by a back end that shows the first image of one that moves.
	Moving bool
}

// AnnexHow is how an annex goes with the document.
type AnnexHow uint8

// The ways. What cannot be bound in is listed, and the list says why.
const (
	Listed   AnnexHow = iota // named in the list; sent apart
	Bound                    // its pages stand behind the document, each annex behind a cover sheet
	Attached                 // its file lies inside the document's file
)

// AnnexFault is why an annex is listed only although it was to be bound in or
// attached.
type AnnexFault uint8

// The faults.
const (
	NoFault      AnnexFault = iota
	FaultMissing            // its bytes were not given, or are not those of its SHA-256
	FaultSealed             // a PDF that opens only with a pass phrase
	FaultDamaged            // what claims to be a PDF or a picture is none
	FaultSize               // more bytes, pages or pixels than are bound in
	FaultKind               // neither a PDF nor a picture
	FaultPlain              // has to enter as pictures, and nobody is at hand to draw them
	FaultPicture            // a picture of a kind that nobody at hand draws
)

// AnnexWords are what a back end prints of annexes, in the language of the
// document.
type AnnexWords struct {
	List     string // heading of the list of annexes
	Exhibit  string
	Title    string
	Source   string
	Received string
	Type     string
	Size     string
	Pages    string // how many the annex has
	SHA256   string
	Note     string // "Before you look"
	Moving   string // of a picture that moves: that its first image is shown
	Page     string // head of the column that says where an annex stands
	Sheet    string // over a bound page, with "%s" for the exhibit and two "%d": page, of how many
	Apart    string // stands for the page of one that is listed only
	Inside   string // stands for the page of one that is attached
	Faults   map[AnnexFault]string
}

// AnnexPlace is where an annex stands in the finished document.
type AnnexPlace struct {
	Page  int // of its cover sheet, counted from 1; 0 = it has none
	Pages int // of its own
	Fault AnnexFault
}

// Sheet is a page of an annex: a line of head, and below it what takes the
// rest of the page. Back ends make sheets of annexes for themselves; no one
// else does, and no one else can tell what is drawn on them.
type Sheet struct {
	Head  []Span
	Drawn any
	Alt   string // the same in words, for those who do not see it
}

func (Sheet) block() {}

// AnnexRef is the ID that a Ref to a bound annex names.
func AnnexRef(label string) string { return "annex " + label }

// AnnexList is the list of a document's annexes, at[i] being the place of
// annex i. Without annexes it is empty.
func AnnexList(d *Document, at []AnnexPlace) []Block {
	if len(d.Annexes) == 0 {
		return nil
	}
	w := &d.Words.Annex
	t := Table{
		Head:   []Cell{C(w.Exhibit), C(w.Title), C(w.Type), C(w.SHA256), C(w.Page)},
		Widths: []float64{1.1, 4, 2, 3.6, 1.5}, Lines: true,
	}
	for i := range d.Annexes {
		t.Rows = append(t.Rows, annexRow(&d.Annexes[i], at[i], w))
	}
	return []Block{Heading{Level: 1, Text: T(w.List), ID: "list of annexes", NewPage: true}, t}
}

func annexRow(a *Annex, at AnnexPlace, w *AnnexWords) []Cell {
	exhibit := Cell{Paragraphs: [][]Span{T(a.Label)}, Strong: true}
	if at.Page > 0 {
		exhibit.Paragraphs = [][]Span{{{Ref: AnnexRef(a.Label)}}}
	}
	about := Cell{Paragraphs: [][]Span{a.Title}}
	for _, more := range [][]Span{a.Source, a.Note} {
		if len(more) > 0 {
			about.Paragraphs = append(about.Paragraphs, more)
		}
	}
	kind := Cell{Paragraphs: [][]Span{T(a.MediaType)}}
	if a.Size != "" {
		kind.Paragraphs = append(kind.Paragraphs, T(a.Size))
	}
	return []Cell{exhibit, about, kind, S(Span{Text: a.SHA256, Style: Mono}), annexWhere(a, at, w)}
}

// annexWhere says where an annex is to be found, and what kept it out.
func annexWhere(a *Annex, at AnnexPlace, w *AnnexWords) Cell {
	switch {
	case at.Page > 0:
		return C(strconv.Itoa(at.Page))
	case at.Fault != NoFault:
		return Cell{Paragraphs: [][]Span{T(w.Apart), T(w.Faults[at.Fault])}}
	case a.How == Attached:
		return C(w.Inside)
	}
	return C(w.Apart)
}

// AnnexCover is the sheet before the pages of a bound annex.
func AnnexCover(a *Annex, pages int, w *AnnexWords) Cover {
	c := Cover{Number: a.Label, Title: a.Title, ID: AnnexRef(a.Label)}
	item := func(label string, answer []Span) {
		if len(answer) > 0 {
			c.Items = append(c.Items, FieldItem{Label: T(label), Answer: []Block{Paragraph{Spans: answer}}})
		}
	}
	item(w.Note, a.Note)
	if a.Moving {
		item(w.Note, T(w.Moving))
	}
	item(w.Source, a.Source)
	item(w.Received, T(a.Received))
	item(w.Type, T(a.MediaType))
	item(w.Size, T(a.Size))
	item(w.Pages, T(strconv.Itoa(pages)))
	if a.SHA256 != "" {
		item(w.SHA256, []Span{{Text: a.SHA256, Style: Mono}})
	}
	return c
}

// AnnexHead is the line over a page of a bound annex.
func AnnexHead(a *Annex, page, pages int, w *AnnexWords) string {
	if !sound(w.Sheet) {
		return fmt.Sprintf("%s, %d / %d", a.Label, page, pages)
	}
	return fmt.Sprintf(w.Sheet, a.Label, page, pages)
}

// sound tells whether a pattern takes a text and two numbers, in this order.
func sound(pattern string) bool {
	var verbs []byte
	for i := 0; i < len(pattern); i++ {
		if pattern[i] == '%' {
			if i++; i == len(pattern) {
				return false
			}
			verbs = append(verbs, pattern[i])
		}
	}
	return string(verbs) == "sdd"
}

// AnnexSpans calls visit for every span that the annexes of a document bring
// into it.
func AnnexSpans(d *Document, visit func(Span)) {
	for i := range d.Annexes {
		a := &d.Annexes[i]
		for _, text := range []string{a.Label, a.SHA256, a.MediaType, a.FileName, a.Size, a.Received, a.Alt} {
			visit(Span{Text: text})
		}
		for _, spans := range [][]Span{a.Title, a.Source, a.Note} {
			runs(spans, visit)
		}
	}
}
