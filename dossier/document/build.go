package document

import "strings"

// T is plain text as a list of one span.
func T(s string) []Span {
	if s == "" {
		return nil
	}
	return []Span{{Text: s}}
}

// B is bold text as a list of one span.
func B(s string) []Span {
	if s == "" {
		return nil
	}
	return []Span{{Text: s, Style: Bold}}
}

// C is a cell with one paragraph for each line of text.
func C(s string) Cell {
	var c Cell
	for _, line := range strings.Split(s, "\n") {
		c.Paragraphs = append(c.Paragraphs, T(line))
	}
	return c
}

// S is a cell with one paragraph of spans.
func S(spans ...Span) Cell { return Cell{Paragraphs: [][]Span{spans}} }

// H is a row or column head.
func H(s string) Cell { return Cell{Paragraphs: [][]Span{T(s)}, Strong: true} }

// Para is an unnumbered paragraph of plain text.
func Para(s string) Paragraph { return Paragraph{Spans: T(s)} }

// Footnote is the mark of a footnote with its text.
func Footnote(text ...Span) Span { return Span{Note: text} }

// Plain is the text of spans without styles and notes.
func Plain(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}
