package exchange

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"probata/dossier/document"
)

// WriteText writes a document as plain text in UTF-8: headings marked with
// "#", numbered paragraphs with their numbers, table rows with "|", notes
// collected at the end. It says all that the page says, so it serves for
// reading aloud, for pasting into a portal, and as the text that tests compare.
func WriteText(w io.Writer, doc document.Document) error {
	t := &texter{w: bufio.NewWriter(w)}
	t.Text.TextOptions = document.TextOptions{Page: true, Soft: true, Colon: colonIn(doc.Language), Numbers: document.Number(doc.Blocks), Note: t.note}
	t.front(doc)
	for _, b := range doc.Blocks {
		t.lines(t.Lines(b)...)
	}
	t.endnotes(doc.Words.Note)
	if err := t.w.Flush(); err != nil {
		return fmt.Errorf("write text: %w", err)
	}
	return nil
}

type texter struct {
	document.Text
	w     *bufio.Writer
	notes []string
}

// lines writes lines; bufio keeps the first error for Flush.
func (t *texter) lines(lines ...string) {
	for _, s := range lines {
		_, _ = t.w.WriteString(strings.TrimRight(s, " ") + "\n")
	}
}

// line writes a text that stands on one line, if there is any.
func (t *texter) line(mark, s, end string) {
	if s != "" {
		t.lines(mark + document.OneLine(s) + end)
	}
}

func (t *texter) front(doc document.Document) {
	t.line("[", doc.Draft, "]")
	t.line("[", doc.Mark, "]")
	t.lines("# " + document.OneLine(doc.Title))
	for _, s := range append([]string{doc.Subtitle}, append(doc.To, doc.Date)...) {
		t.line("", s, "")
	}
	t.lines("")
	if doc.Front != nil {
		t.lines(t.Lines(document.Fields{Items: doc.Front.Items})...)
		t.lines("")
	}
}

// note keeps the text of a note for the end, and stands where its mark is.
func (t *texter) note(s document.Span) string {
	t.notes = append(t.notes, t.Inside(s.Note))
	return fmt.Sprintf("[%d]", len(t.notes))
}

// colonIn is the colon of a language: French sets a space before it, at which no
// line may break.
func colonIn(tag string) string {
	if base, _, _ := strings.Cut(tag, "-"); base == "fr" {
		return "\u00a0:"
	}
	return ":"
}

func (t *texter) endnotes(head string) {
	if len(t.notes) > 0 {
		t.lines("")
	}
	for i, n := range t.notes {
		t.lines(document.OneLine(fmt.Sprintf("[%s %d] %s", head, i+1, n)))
	}
}
