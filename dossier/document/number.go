package document

import "strconv"

// Kind is what a Ref leads to.
type Kind uint8

// The kinds of what has an ID.
const (
	ToHeading   Kind = iota // its text is printed
	ToCover                 // the number of the annex
	ToNumbered              // the number of the paragraph
	ToParagraph             // an unnumbered one: its text
	ToNote                  // the number of the note
)

// Target is what a Ref prints and leads to.
type Target struct {
	Kind   Kind
	Number int    // of the heading (from 0, see Numbers.Heads), the paragraph or the note (from 1)
	Text   string // what is printed: one clean line
}

// Head is an entry of the contents: a heading or the cover of an annex.
type Head struct {
	Level int
	Text  []Span
	ID    string
	Cover bool
}

// Numbers is what of a document counts: the same in every back end, because it is
// counted here.
type Numbers struct {
	Heads   []Head
	Targets map[string]Target // by ID
	paras   int
}

// Number counts headings, numbered paragraphs and notes in reading order, those within
// the answers of fields and covers too.
func Number(blocks []Block) *Numbers {
	n := &Numbers{Targets: map[string]Target{}}
	Walk(blocks, n.block)
	notes := 0
	Notes(blocks, func(s Span) {
		notes++
		n.put(s.ID, Target{ToNote, notes, strconv.Itoa(notes)})
	})
	return n
}

func (n *Numbers) put(id string, t Target) {
	if id != "" {
		n.Targets[id] = t
	}
}

func (n *Numbers) block(b Block) {
	switch b := b.(type) {
	case Heading:
		n.put(b.ID, Target{ToHeading, len(n.Heads), OneLine(Plain(b.Text))})
		n.Heads = append(n.Heads, Head{Level: b.Level, Text: b.Text, ID: b.ID})
	case Cover:
		n.put(b.ID, Target{ToCover, len(n.Heads), OneLine(b.Number)})
		n.Heads = append(n.Heads, Head{Level: 1, Text: append(T(b.Number+" "), b.Title...), ID: b.ID, Cover: true})
	case Paragraph:
		if b.Numbered {
			n.paras++
			n.put(b.ID, Target{ToNumbered, n.paras, strconv.Itoa(n.paras)})
		} else {
			n.put(b.ID, Target{ToParagraph, 0, OneLine(Plain(b.Spans))})
		}
	}
}

// Letters counts the items of a list: a, b, … z, aa, ab, …
func Letters(i int) string {
	var b []byte
	for i++; i > 0; i = (i - 1) / 26 {
		b = append([]byte{byte('a' + (i-1)%26)}, b...)
	}
	return string(b)
}
