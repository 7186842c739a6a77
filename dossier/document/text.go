package document

import (
	"strconv"
	"strings"
)

// TextOptions say how blocks are laid out as plain text. The zero value is a text to be
// read aloud or counted: a paragraph, item or row to a line, and nothing but the words.
type TextOptions struct {
	// Page makes a page of it, to be read by itself: heads behind "#", quotes behind
	// ">", rows within strokes, answers set in below their questions.
	Page bool
	// Between stands between two blocks, Cells between the cells of a row and Paragraphs
	// between those of one cell; "" = a line end, " · " and " ".
	Between, Cells, Paragraphs string
	// Bullets puts "- " before the items of a list that has no letters.
	Bullets bool
	// Colon stands behind a label; "" = ":".
	Colon string
	// Numbers are those of the whole document: what a Ref prints. Without them
	// paragraphs have no number either.
	Numbers *Numbers
	// Note gives what stands at the place of a note; nil = nothing.
	Note func(Span) string
	// Soft keeps soft hyphens, which a page shows only where it breaks.
	Soft bool
}

// Text lays blocks out as plain text. It is the one way from a document to text
// without form: files, fields of the web, counters and screens differ by its options.
type Text struct {
	TextOptions
	Paragraph int // the last numbered one; a caller may lay out parts of a document one by one
}

// Blocks is the text of blocks, clean, without space at its ends of lines.
func (t *Text) Blocks(blocks []Block) string {
	between := orElse(t.Between, "\n")
	var parts []string
	for _, b := range blocks {
		lines := t.Lines(b)
		if t.Page {
			parts = append(parts, lines...)
		} else if s := strings.TrimRight(strings.Join(lines, "\n"), " \n"); s != "" {
			parts = append(parts, s)
		}
	}
	if t.Page {
		between = "\n"
	}
	return strings.Join(parts, between)
}

// Lines are those of one block. Kinds that only make room say nothing.
func (t *Text) Lines(b Block) []string {
	switch b := b.(type) {
	case Heading:
		return t.head(strings.Repeat("#", min(max(b.Level, 1), 5)+1)+" ", flat(t.Spans(b.Text)))
	case Paragraph:
		return t.paragraph(b)
	case Quote:
		return t.quote(b)
	case Table:
		return t.table(b)
	case Fields:
		return t.fields(b.Items)
	case List:
		return t.list(b)
	case Figure:
		return compactLines(t.aside(b.Alt), flat(t.Spans(b.Caption)))
	case Sheet:
		return compactLines(flat(t.Spans(b.Head)), flat(b.Alt))
	case Cover:
		return append(t.head("## ", strings.TrimSpace(b.Number+" "+flat(t.Spans(b.Title)))), t.fields(b.Items)...)
	case Timeline:
		return t.timeline(b)
	case Relations:
		return t.relations(b)
	case Signature:
		return t.signature(b)
	}
	return nil
}

// Spans is the text of one paragraph.
func (t *Text) Spans(spans []Span) string {
	var b strings.Builder
	for i := range spans {
		t.span(&b, &spans[i])
	}
	s := Clean(b.String())
	if !t.Soft {
		s = strings.ReplaceAll(s, "\u00ad", "")
	}
	return s
}

func (t *Text) span(b *strings.Builder, s *Span) {
	switch {
	case s.Ref != "":
		if t.Numbers != nil {
			b.WriteString(t.Numbers.Targets[s.Ref].Text)
		}
		return
	case s.Text == "" && s.Note == nil:
		b.WriteString(s.Link)
	default:
		b.WriteString(s.Text)
	}
	if s.Note != nil && t.Note != nil {
		b.WriteString(t.Note(*s))
	}
}

// Inside is the text of a note with the notes in it read where they stand.
func (t *Text) Inside(note []Span) string {
	inner := *t
	inner.Note = func(s Span) string { return " [" + inner.Spans(s.Note) + "]" }
	return inner.Spans(note)
}

func (t *Text) head(mark, text string) []string {
	if t.Page {
		return []string{"", mark + text, ""}
	}
	return []string{text}
}

func (t *Text) aside(s string) string {
	if s = flat(s); t.Page && s != "" {
		return "[" + s + "]"
	}
	return s
}

func (t *Text) paragraph(p Paragraph) []string {
	s := t.Spans(p.Spans)
	if p.Numbered && t.Numbers != nil {
		t.Paragraph++
		s = strconv.Itoa(t.Paragraph) + ". " + s
	}
	switch {
	case t.Page && p.Kind == Warning:
		return behind("", strings.Split("! "+s, "\n"))
	case t.Page && p.Kind == Detail:
		return behind("   ", strings.Split(s, "\n"))
	}
	return behind("", strings.Split(s, "\n"))
}

func (t *Text) quote(q Quote) []string {
	lines := strings.Split(t.Spans(q.Original), "\n")
	for _, x := range q.Translations {
		lines = append(lines, strings.Split("["+x.Lang+"] "+t.Spans(x.Text), "\n")...)
	}
	if who := flat(t.Spans(q.Attribution)); who != "" {
		lines = append(lines, "— "+who)
	}
	if t.Page {
		return behind("> ", lines)
	}
	return lines
}

func (t *Text) list(l List) []string {
	lines := make([]string, 0, len(l.Items))
	for i, it := range l.Items {
		mark := ""
		switch {
		case l.Ordered:
			mark = "(" + Letters(i) + ") "
		case t.Page || t.Bullets:
			mark = "- "
		}
		lines = append(lines, mark+flat(t.Spans(it)))
	}
	return lines
}

// table is a line for each row: text has no columns.
func (t *Text) table(b Table) []string {
	lines := compactLines(flat(t.Spans(b.Caption)))
	for _, row := range append([][]Cell{b.Head}, b.Rows...) {
		cells := make([]string, 0, len(row))
		for _, c := range row {
			if s := t.cell(c); s != "" || t.Page {
				cells = append(cells, s)
			}
		}
		switch {
		case t.Page && len(row) > 0:
			lines = append(lines, "| "+strings.Join(cells, " | ")+" |")
		case len(cells) > 0:
			lines = append(lines, strings.Join(cells, orElse(t.Cells, " · ")))
		}
	}
	return lines
}

func (t *Text) cell(c Cell) string {
	var parts []string
	for _, p := range c.Paragraphs {
		for line := range strings.SplitSeq(t.Spans(p), "\n") {
			if line = strings.TrimSpace(line); line != "" {
				parts = append(parts, line) // as paragraphs: a row is one line
			}
		}
	}
	between := orElse(t.Paragraphs, " ")
	if t.Page {
		between = " / "
	}
	return strings.Join(parts, between)
}

func (t *Text) fields(items []FieldItem) []string {
	var lines []string
	for _, it := range items {
		label := t.closed(strings.TrimSpace(flat(it.Number) + " " + flat(t.Spans(it.Label))))
		switch answer := t.Blocks(it.Answer); {
		case answer == "" && t.Page:
			lines = append(lines, label+" ("+flat(it.Empty)+")")
		case t.Page:
			lines = append(lines, label)
			lines = append(lines, behind("    ", strings.Split(answer, "\n"))...)
		case answer == "":
			lines = append(lines, label+" "+flat(it.Empty))
		default:
			lines = append(lines, label+" "+answer)
		}
	}
	return lines
}

// closed is a label with its colon, unless it ends with a mark of its own.
func (t *Text) closed(label string) string {
	if label == "" || strings.HasSuffix(label, "?") || strings.HasSuffix(label, "؟") || strings.HasSuffix(label, ":") {
		return label
	}
	return label + orElse(t.Colon, ":")
}

// timeline lists the lanes; the dates are in the labels.
func (t *Text) timeline(b Timeline) []string {
	lines := compactLines(flat(t.Spans(b.Caption)))
	for _, l := range b.Lanes {
		var moments []string
		for _, m := range l.Moments {
			s := flat(t.Spans(m.Label))
			if m.Undated && b.Undated != "" {
				s += " (" + b.Undated + ")"
			}
			moments = append(moments, s)
		}
		name := t.closed(flat(t.Spans(l.Name)))
		if t.Page {
			lines = append(append(lines, name), behind("- ", moments)...)
		} else {
			lines = append(lines, strings.TrimSpace(name+" "+strings.Join(moments, "; ")))
		}
	}
	return append(lines, compactLines(flat(t.Spans(b.Key)))...)
}

func (t *Text) relations(r Relations) []string {
	lines := compactLines(flat(t.Spans(r.Caption)))
	for _, b := range r.Told() {
		lines = append(lines, t.Lines(b)...)
	}
	return append(lines, compactLines(flat(t.Spans(r.Key)))...)
}

func (t *Text) signature(s Signature) []string {
	var lines []string
	for i, label := range s.Labels {
		if i < len(s.Names) && s.Names[i] != "" {
			label += " (" + s.Names[i] + ")"
		}
		if t.Page {
			label = "____________ " + label
		}
		lines = append(lines, flat(label))
	}
	return lines
}

// behind is lines with a mark before each.
func behind(mark string, lines []string) []string {
	for i, line := range lines {
		lines[i] = strings.TrimRight(mark+line, " ")
	}
	return lines
}

func compactLines(parts ...string) []string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}

// flat is text for a place of one line.
func flat(s string) string { return strings.TrimSpace(strings.ReplaceAll(Clean(s), "\n", " ")) }

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
