// Package guide reads the user's guide: text that ships as data, one file per language, and becomes a document that the pages,
// a web page and the window show.
//
// What the guide calls a control is never typed out in it: {ui.cases.new} stands for the word that the window shows in that
// language, so that guide and window cannot part; a key that is gone is an error. The form of the text is as small as can be:
//
//	# Title                          the first line, once
//	## Chapter, ### Section
//	A paragraph is one line.
//	- an item, or 1. a step
//	    four spaces: a command to type
//	! 05-parties.png | what the picture shows
//
// It knows no toolkit and no case, and a picture that is not there is left out: inside the program there are none.
package guide

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"probata/dossier/document"
	"probata/dossier/lang"
)

// pictureWidth of the pages: two pictures fit on one with their text.
const pictureWidth = 0.82

// Parse reads a guide in the language of say. Pictures come from the folder, which may be nil.
func Parse(text string, say *lang.Printer, pictures fs.FS) (document.Document, error) {
	r := reader{say: say, pictures: pictures}
	r.doc.Language = say.Tag()
	for i, line := range strings.Split(text, "\n") {
		if err := r.line(line); err != nil {
			return document.Document{}, fmt.Errorf("read guide, line %d: %w", i+1, err)
		}
	}
	r.end()
	if r.doc.Title == "" {
		return document.Document{}, fmt.Errorf("read guide: no title")
	}
	return r.doc, nil
}

type reader struct {
	say      *lang.Printer
	pictures fs.FS
	doc      document.Document
	list     document.List // that is being read
	code     []string      // that is being read
}

var step = regexp.MustCompile(`^[0-9]+\. `)

func (r *reader) line(line string) error {
	line = strings.TrimRight(line, " \t\r")
	spans, err := r.spans(line)
	if err != nil {
		return err
	}
	rest := func(n int) []document.Span { return cut(spans, n) }
	switch {
	case strings.HasPrefix(line, "    "):
		r.endList()
		r.code = append(r.code, line[4:])
		return nil
	case strings.HasPrefix(line, "- "):
		return r.item(false, rest(2))
	case step.MatchString(line):
		return r.item(true, rest(len(step.FindString(line))))
	}
	r.end()
	switch {
	case line == "":
	case strings.HasPrefix(line, "# "):
		r.doc.Title = line[2:]
		r.doc.Blocks = append(r.doc.Blocks, document.Contents{Depth: 1})
	case strings.HasPrefix(line, "## "):
		r.doc.Blocks = append(r.doc.Blocks, document.Heading{Level: 1, Text: rest(3), ID: r.id(), NewPage: true})
	case strings.HasPrefix(line, "### "):
		r.doc.Blocks = append(r.doc.Blocks, document.Heading{Level: 2, Text: rest(4), ID: r.id()})
	case strings.HasPrefix(line, "! "):
		return r.picture(line[2:])
	default:
		r.doc.Blocks = append(r.doc.Blocks, document.Paragraph{Spans: spans})
	}
	return nil
}

func (r *reader) id() string { return fmt.Sprintf("part-%d", len(r.doc.Blocks)) }

func (r *reader) item(ordered bool, spans []document.Span) error {
	r.endCode()
	if r.list.Ordered != ordered {
		r.endList()
	}
	r.list.Ordered = ordered
	r.list.Items = append(r.list.Items, spans)
	return nil
}

func (r *reader) end() {
	r.endList()
	r.endCode()
}

func (r *reader) endList() {
	if len(r.list.Items) > 0 {
		r.doc.Blocks = append(r.doc.Blocks, r.list)
	}
	r.list = document.List{}
}

func (r *reader) endCode() {
	for _, c := range r.code {
		r.doc.Blocks = append(r.doc.Blocks, document.Paragraph{Spans: []document.Span{{Text: c, Style: document.Mono}}, Kind: document.Detail})
	}
	r.code = nil
}

func (r *reader) picture(text string) error {
	name, caption, ok := strings.Cut(text, " | ")
	if !ok {
		return fmt.Errorf("the picture %s has no words", name)
	}
	if r.pictures == nil {
		return nil
	}
	data, err := fs.ReadFile(r.pictures, name)
	if err != nil {
		return fmt.Errorf("open picture: %w", err)
	}
	spans, err := r.spans(caption)
	if err != nil {
		return err
	}
	r.doc.Blocks = append(r.doc.Blocks, document.Figure{Data: data, Alt: Plain(spans), Caption: spans, Width: pictureWidth})
	return nil
}

var placeholder = regexp.MustCompile(`\{([a-z][a-z0-9.-]*)\}`)

// spans puts the words of the window, in bold, in the place of their keys.
func (r *reader) spans(text string) (out []document.Span, err error) {
	at := 0
	for _, m := range placeholder.FindAllStringSubmatchIndex(text, -1) {
		key := text[m[2]:m[3]]
		if !r.say.Has(key) {
			return nil, fmt.Errorf("there is no control %s", key)
		}
		if m[0] > at {
			out = append(out, document.Span{Text: text[at:m[0]]})
		}
		out = append(out, document.Span{Text: strings.TrimSuffix(r.say.T(key), "…"), Style: document.Bold})
		at = m[1]
	}
	if at < len(text) {
		out = append(out, document.Span{Text: text[at:]})
	}
	return out, nil
}

// cut takes the first n bytes of text away, which are a mark and no placeholder.
func cut(spans []document.Span, n int) []document.Span {
	if len(spans) == 0 {
		return nil
	}
	spans[0].Text = spans[0].Text[n:]
	if spans[0].Text == "" {
		return spans[1:]
	}
	return spans
}

// Plain is the text of spans.
func Plain(spans []document.Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Commands are the commands that a guide says to type, line by line.
func Commands(d document.Document) (out []string) {
	for _, b := range d.Blocks {
		if p, ok := b.(document.Paragraph); ok && len(p.Spans) == 1 && p.Spans[0].Style == document.Mono {
			out = append(out, p.Spans[0].Text)
		}
	}
	return out
}
