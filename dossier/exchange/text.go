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
	t := &texter{w: bufio.NewWriter(w), colon: colonIn(doc.Language), numbers: paragraphNumbers(doc.Blocks), titles: headingTitles(doc.Blocks)}
	t.front(doc)
	t.blocks(doc.Blocks, "")
	t.endnotes(doc.Words.Note)
	if err := t.w.Flush(); err != nil {
		return fmt.Errorf("write text: %w", err)
	}
	return nil
}

type texter struct {
	w       *bufio.Writer
	colon   string
	numbers map[string]int
	titles  map[string]string
	para    int
	notes   []string
}

// line writes one line, without what a terminal would obey; bufio keeps the first
// error for Flush.
func (t *texter) line(s string) {
	_, _ = t.w.WriteString(strings.TrimRight(flat(s), " ") + "\n")
}

// lines writes text of several lines, each behind the same indent.
func (t *texter) lines(indent, s string) {
	for line := range strings.SplitSeq(document.Clean(s), "\n") {
		_, _ = t.w.WriteString(strings.TrimRight(indent+line, " ") + "\n")
	}
}

func (t *texter) front(doc document.Document) {
	for _, s := range []string{doc.Draft, doc.Mark} {
		if s != "" {
			t.line("[" + s + "]")
		}
	}
	t.line("# " + doc.Title)
	for _, s := range append([]string{doc.Subtitle}, append(doc.To, doc.Date)...) {
		if s != "" {
			t.line(s)
		}
	}
	t.line("")
	if doc.Front != nil {
		t.fields(document.Fields{Items: doc.Front.Items}, "")
		t.line("")
	}
}

func (t *texter) blocks(blocks []document.Block, indent string) {
	for _, b := range blocks {
		t.block(b, indent)
	}
}

func (t *texter) block(b document.Block, indent string) {
	switch b := b.(type) {
	case document.Heading:
		t.line("")
		t.line(strings.Repeat("#", b.Level+1) + " " + flat(t.spans(b.Text)))
		t.line("")
	case document.Paragraph:
		t.paragraph(b, indent)
	case document.Quote:
		t.quote(b, indent)
	case document.Table:
		t.table(b, indent)
	case document.Fields:
		t.fields(b, indent)
	case document.List:
		for i, it := range b.Items {
			mark := "- "
			if b.Ordered {
				mark = fmt.Sprintf("%d. ", i+1)
			}
			t.line(indent + mark + flat(t.spans(it)))
		}
	case document.Figure:
		t.line(indent + "[" + strings.ReplaceAll(b.Alt, "\n", " ") + "]")
		if len(b.Caption) > 0 {
			t.line(indent + t.spans(b.Caption))
		}
	case document.Cover:
		t.line("")
		t.line("## " + strings.TrimSpace(b.Number+" "+t.spans(b.Title)))
		t.fields(document.Fields{Items: b.Items}, indent)
	case document.Timeline:
		t.timeline(b, indent)
	case document.Relations:
		if len(b.Caption) > 0 {
			t.line(indent + t.spans(b.Caption))
		}
		t.blocks(b.Told(), indent)
		if len(b.Key) > 0 {
			t.line(indent + t.spans(b.Key))
		}
	case document.Signature:
		for i, l := range b.Labels {
			if i < len(b.Names) && b.Names[i] != "" {
				l += " (" + b.Names[i] + ")"
			}
			t.line(indent + "____________ " + l)
		}
	}
}

func (t *texter) paragraph(p document.Paragraph, indent string) {
	s := t.spans(p.Spans)
	if p.Numbered {
		t.para++
		s = fmt.Sprintf("%d. %s", t.para, s)
	}
	switch p.Kind {
	case document.Warning:
		s = "! " + s
	case document.Detail:
		indent += "   "
	}
	t.lines(indent, s)
}

func (t *texter) quote(q document.Quote, indent string) {
	t.lines(indent+"> ", t.spans(q.Original))
	for _, x := range q.Translations {
		t.lines(indent+"> ", "["+x.Lang+"] "+t.spans(x.Text))
	}
	t.lines(indent+"> ", "— "+flat(t.spans(q.Attribution)))
}

func (t *texter) table(b document.Table, indent string) {
	if len(b.Caption) > 0 {
		t.line(indent + t.spans(b.Caption))
	}
	for _, row := range append([][]document.Cell{b.Head}, b.Rows...) {
		cells := make([]string, 0, len(row))
		for _, c := range row {
			cells = append(cells, t.cell(c))
		}
		t.line(indent + "| " + strings.Join(cells, " | ") + " |")
	}
}

func (t *texter) cell(c document.Cell) string {
	parts := make([]string, 0, len(c.Paragraphs))
	for _, p := range c.Paragraphs {
		if lines := strings.FieldsFunc(t.spans(p), func(r rune) bool { return r == '\n' }); len(lines) > 0 {
			parts = append(parts, lines...) // as paragraphs: a row is one line
		} else {
			parts = append(parts, "")
		}
	}
	return flat(strings.Join(parts, " / "))
}

func (t *texter) fields(b document.Fields, indent string) {
	for _, it := range b.Items {
		label := flat(strings.TrimSpace(it.Number + " " + t.spans(it.Label)))
		if len(it.Answer) == 0 {
			t.line(indent + t.closed(label) + " (" + it.Empty + ")")
			continue
		}
		t.line(indent + t.closed(label))
		t.blocks(it.Answer, indent+"    ")
	}
}

// colonIn is the colon of a language: French sets a space before it, at which no
// line may break.
func colonIn(tag string) string {
	if base, _, _ := strings.Cut(tag, "-"); base == "fr" {
		return "\u00a0:"
	}
	return ":"
}

// closed is a label with its colon, unless it ends with a mark of its own.
func (t *texter) closed(label string) string {
	if strings.HasSuffix(label, "?") || strings.HasSuffix(label, ":") {
		return label
	}
	return label + t.colon
}

// timeline lists the lanes; the dates are in the labels.
func (t *texter) timeline(b document.Timeline, indent string) {
	if len(b.Caption) > 0 {
		t.line(indent + t.spans(b.Caption))
	}
	for _, l := range b.Lanes {
		t.line(indent + t.closed(t.spans(l.Name)))
		for _, m := range l.Moments {
			s := t.spans(m.Label)
			if m.Undated && b.Undated != "" {
				s += " (" + b.Undated + ")"
			}
			t.line(indent + "- " + s)
		}
	}
	if len(b.Key) > 0 {
		t.line(indent + t.spans(b.Key))
	}
}

func (t *texter) spans(spans []document.Span) string {
	var b strings.Builder
	for _, s := range spans {
		switch {
		case s.Note != nil:
			t.notes = append(t.notes, "")
			n := len(t.notes)
			t.notes[n-1] = t.spans(s.Note)
			fmt.Fprintf(&b, "[%d]", n)
		case s.Ref != "" && t.numbers[s.Ref] > 0:
			fmt.Fprint(&b, t.numbers[s.Ref])
		case s.Ref != "":
			b.WriteString(t.titles[s.Ref])
		default:
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

// flat is text for a place of one line.
func flat(s string) string { return strings.ReplaceAll(document.Clean(s), "\n", " ") }

func (t *texter) endnotes(head string) {
	if len(t.notes) == 0 {
		return
	}
	t.line("")
	for i, n := range t.notes {
		t.line(fmt.Sprintf("[%s %d] %s", head, i+1, flat(n)))
	}
}

// paragraphNumbers are the numbers of the paragraphs and notes that can be
// referred to.
func paragraphNumbers(blocks []document.Block) map[string]int {
	out, n := make(map[string]int), 0
	numberParagraphs(blocks, out, &n)
	notes := 0
	document.Spans(blocks, func(s document.Span) {
		if s.Note == nil {
			return
		}
		if notes++; s.ID != "" {
			out[s.ID] = notes
		}
	})
	return out
}

func numberParagraphs(blocks []document.Block, out map[string]int, n *int) {
	for _, b := range blocks {
		switch b := b.(type) {
		case document.Paragraph:
			if !b.Numbered {
				continue
			}
			*n++
			if b.ID != "" {
				out[b.ID] = *n
			}
		case document.Fields:
			for _, it := range b.Items {
				numberParagraphs(it.Answer, out, n)
			}
		case document.Cover:
			numberParagraphs([]document.Block{document.Fields{Items: b.Items}}, out, n)
		}
	}
}

func headingTitles(blocks []document.Block) map[string]string {
	out := make(map[string]string)
	for _, b := range blocks {
		switch b := b.(type) {
		case document.Heading:
			out[b.ID] = document.Plain(b.Text)
		case document.Cover:
			out[b.ID] = b.Number
		}
	}
	return out
}
