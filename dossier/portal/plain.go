package portal

import (
	"fmt"
	"strconv"
	"strings"

	"probata/dossier/document"
	"probata/dossier/submission"
)

// writer turns blocks into plain text, answer after answer.
type writer struct {
	lang    string
	refs    map[string]string // what a Ref prints
	about   map[string]string // descriptions of sources by their short sign
	told    map[string]bool   // signs described in the texts and tables so far
	here    map[string]bool   // the same for this field
	paras   int               // numbered so far
	marks   bool              // print the marks of notes
	sources []string          // of this field
}

// newWriter numbers all paragraphs and reads all notes first: an answer may
// refer to what stands behind it, and a source may be described in a field that
// leaves its notes out.
func newWriter(f *submission.Filled) *writer {
	w := &writer{lang: f.Language, refs: map[string]string{}, about: map[string]string{}, told: map[string]bool{}}
	for i := range f.Form.Section {
		s := &f.Form.Section[i]
		w.refs[s.ID] = sectionLabel(s, f.Language)
	}
	paras := 0
	for i := range f.Answers {
		a := &f.Answers[i]
		w.refs[a.Question.ID] = strings.TrimSpace(a.Question.Number + " " + a.Question.Label.In(f.Language))
		w.number(a.Blocks, &paras)
		document.Spans(a.Blocks, func(s document.Span) {
			for k := range s.Note {
				if sign, words := described(s.Note, k); sign != "" {
					w.about[sign] = words
				}
			}
		})
	}
	return w
}

// described tells whether a source is described from the k-th span of a note
// on: its sign in bold, a colon, its description.
func described(note []document.Span, k int) (sign, words string) {
	if k+2 < len(note) && note[k].Style&document.Bold != 0 && note[k+1].Text == ": " && note[k+2].Style == 0 {
		return note[k].Text, note[k+2].Text
	}
	return "", ""
}

// begin makes ready for the next field. Each short one stands for itself.
func (w *writer) begin(long bool) {
	w.marks, w.sources, w.here = false, nil, map[string]bool{}
	if long {
		w.here = w.told
	}
}

func (w *writer) number(blocks []document.Block, n *int) {
	for _, b := range blocks {
		switch b := b.(type) {
		case document.Paragraph:
			if b.Numbered {
				*n++
				if b.ID != "" {
					w.refs[b.ID] = strconv.Itoa(*n)
				}
			}
		case document.Heading:
			w.refs[b.ID] = document.Plain(b.Text)
		case document.Cover:
			w.refs[b.ID] = b.Number
			w.numberItems(b.Items, n)
		case document.Fields:
			w.numberItems(b.Items, n)
		}
	}
}

func (w *writer) numberItems(items []document.FieldItem, n *int) {
	for _, it := range items {
		w.number(it.Answer, n)
	}
}

// block is one block in lines. Kinds that only stand between answers, such as
// page breaks, say nothing.
func (w *writer) block(b document.Block) string {
	switch b := b.(type) {
	case document.Heading:
		return w.spans(b.Text)
	case document.Paragraph:
		s := w.spans(b.Spans)
		if b.Numbered {
			w.paras++
			s = strconv.Itoa(w.paras) + ". " + s
		}
		return s
	case document.Quote:
		return w.quote(b)
	case document.List:
		return w.list(b)
	case document.Table:
		return w.table(b)
	case document.Fields:
		return w.fields(b.Items)
	case document.Cover:
		return strings.Join(filled(strings.TrimSpace(b.Number+" "+w.spans(b.Title)), w.fields(b.Items)), "\n")
	case document.Figure:
		return strings.Join(filled(b.Alt, w.spans(b.Caption)), "\n")
	case document.Timeline:
		return w.timeline(b)
	case document.Relations:
		return strings.Join(filled(w.spans(b.Caption), w.text(b.Told())), "\n\n")
	}
	return ""
}

func filled(parts ...string) []string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}

func (w *writer) quote(q document.Quote) string {
	lines := []string{w.spans(q.Original)}
	for _, t := range q.Translations {
		lines = append(lines, "["+t.Lang+"] "+w.spans(t.Text))
	}
	if who := w.spans(q.Attribution); who != "" {
		lines = append(lines, "— "+who)
	}
	return strings.Join(lines, "\n")
}

func (w *writer) list(l document.List) string {
	lines := make([]string, 0, len(l.Items))
	for i, it := range l.Items {
		mark := "- "
		if l.Ordered {
			mark = fmt.Sprintf("(%d) ", i+1)
		}
		lines = append(lines, mark+w.spans(it))
	}
	return strings.Join(lines, "\n")
}

// table is a line for each row. A web field keeps no columns, so the cells are
// told apart by a stroke, and the head is the first line.
func (w *writer) table(t document.Table) string {
	lines := filled(w.spans(t.Caption))
	for _, row := range append([][]document.Cell{t.Head}, t.Rows...) {
		cells := make([]string, 0, len(row))
		for _, c := range row {
			parts := make([]string, 0, len(c.Paragraphs))
			for _, p := range c.Paragraphs {
				parts = append(parts, w.spans(p))
			}
			cells = append(cells, strings.Join(filled(parts...), "; "))
		}
		if s := strings.Join(filled(cells...), " | "); s != "" {
			lines = append(lines, s)
		}
	}
	return strings.Join(lines, "\n")
}

func (w *writer) fields(items []document.FieldItem) string {
	lines := make([]string, 0, len(items))
	for _, it := range items {
		answer := w.text(it.Answer)
		if answer == "" {
			answer = it.Empty
		}
		lines = append(lines, strings.TrimSpace(it.Number+" "+w.spans(it.Label))+": "+answer)
	}
	return strings.Join(lines, "\n")
}

func (w *writer) timeline(t document.Timeline) string {
	lines := filled(w.spans(t.Caption))
	for _, l := range t.Lanes {
		var moments []string
		for _, m := range l.Moments {
			s := w.spans(m.Label)
			if m.Undated && t.Undated != "" {
				s += " (" + t.Undated + ")"
			}
			moments = append(moments, s)
		}
		lines = append(lines, w.spans(l.Name)+": "+strings.Join(moments, "; "))
	}
	return strings.Join(lines, "\n")
}

func (w *writer) spans(spans []document.Span) string {
	var b strings.Builder
	for _, s := range spans {
		switch {
		case s.Note != nil && w.marks:
			b.WriteString(clean(s.Text))
			n := w.mark(w.note(s.Note))
			if fmt.Fprintf(&b, "[%d]", n); s.ID != "" {
				w.refs[s.ID] = strconv.Itoa(n)
			}
		case s.Ref != "":
			b.WriteString(w.refs[s.Ref])
		case s.Text == "":
			b.WriteString(clean(s.Link))
		default:
			b.WriteString(clean(s.Text))
		}
	}
	return b.String()
}

// mark is the number of a source in this field; what was listed keeps its own.
func (w *writer) mark(text string) int {
	for i, s := range w.sources {
		if strings.HasSuffix(s, "] "+text) {
			return i + 1
		}
	}
	n := len(w.sources) + 1
	w.sources = append(w.sources, fmt.Sprintf("[%d] %s", n, text))
	return n
}

// note is the text of a note, with the description of each source where it is
// listed first.
func (w *writer) note(spans []document.Span) string {
	var b strings.Builder
	for i := 0; i < len(spans); i++ {
		b.WriteString(w.spans(spans[i : i+1]))
		sign := spans[i].Text
		words, known := w.about[sign]
		if !known || spans[i].Style&document.Bold == 0 {
			continue
		}
		if s, _ := described(spans, i); s != "" {
			i += 2
		}
		if !w.here[sign] {
			w.here[sign] = true
			b.WriteString(": " + clean(words))
		}
	}
	return b.String()
}

// clean is the cleaning of all back ends, without soft hyphens: a web field shows
// them, or counts them against its limit.
func clean(s string) string { return strings.ReplaceAll(document.Clean(s), "\u00ad", "") }
