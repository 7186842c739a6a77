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
	document.Text
	lang    string
	about   map[string]string // descriptions of sources by their short sign
	told    map[string]bool   // signs described in the texts and tables so far
	here    map[string]bool   // the same for this field
	marks   bool              // print the marks of notes
	sources []string          // of this field
}

// newWriter numbers all paragraphs and reads all notes first: an answer may
// refer to what stands behind it, and a source may be described in a field that
// leaves its notes out.
func newWriter(f *submission.Filled) *writer {
	w := &writer{lang: f.Language, about: map[string]string{}, told: map[string]bool{}}
	var all []document.Block
	for i := range f.Answers {
		all = append(all, f.Answers[i].Blocks...)
	}
	w.TextOptions = options(document.Number(all))
	w.Note = w.sourceMark
	for i := range f.Form.Section {
		s := &f.Form.Section[i]
		w.heading(s.ID, sectionLabel(s, f.Language))
	}
	for i := range f.Answers {
		a := &f.Answers[i]
		w.heading(a.Question.ID, strings.TrimSpace(a.Question.Number+" "+a.Question.Label.In(f.Language)))
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

// options are those of a text to be pasted into a field of a web form.
func options(n *document.Numbers) document.TextOptions {
	return document.TextOptions{Between: "\n\n", Cells: " | ", Paragraphs: "; ", Bullets: true, Numbers: n}
}

// heading is what a Ref to a section or question prints.
func (w *writer) heading(id, text string) {
	w.Numbers.Targets[id] = document.Target{Kind: document.ToHeading, Text: text}
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

// sourceMark is what stands at a note: the number of its source in this field.
func (w *writer) sourceMark(s document.Span) string {
	if !w.marks {
		return ""
	}
	n := w.mark(w.note(s.Note))
	if s.ID != "" {
		w.Numbers.Targets[s.ID] = document.Target{Kind: document.ToNote, Number: n, Text: strconv.Itoa(n)}
	}
	return fmt.Sprintf("[%d]", n)
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
		b.WriteString(w.Inside(spans[i : i+1]))
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
			b.WriteString(": " + w.Spans(document.T(words)))
		}
	}
	return b.String()
}
