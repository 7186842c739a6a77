package docx

import (
	"strconv"
	"strings"

	"probata/dossier/document"
)

// frontPad is the room between the frame of the mark on a title page and its
// text, in twips.
const frontPad = 160

// text writes the part with the document itself.
func (w *writer) text(p printer, blocks []document.Block) {
	w.p = p
	p.raw(xmlHead + "<w:document" + spaces + "><w:body>")
	if w.doc.Front != nil {
		w.titlePage(w.doc.Front)
	} else {
		w.title()
	}
	w.blocks(blocks)
	w.endTables()
	w.section()
	p.raw("</w:body></w:document>\n")
}

// title is the head of the first page.
func (w *writer) title() {
	d := w.doc
	if d.Title != "" {
		w.paragraph(para{named: "Title"}, document.T(d.Title))
	}
	if d.Subtitle != "" {
		w.paragraph(para{named: "Subtitle"}, document.T(d.Subtitle))
	}
	if d.Date != "" {
		w.paragraph(para{named: "Date"}, document.T(d.Date))
	}
	for i, line := range d.To {
		p := para{named: "Addressee"}
		if i == len(d.To)-1 {
			p.after = 400
		}
		w.paragraph(p, document.T(line))
	}
}

// titlePage is a page of its own: what the paper is, its title, to whom it goes,
// what identifies it, and at its foot who may read it.
func (w *writer) titlePage(f *document.Front) {
	d := w.doc
	if f.Mark != "" {
		// A frame stands where it is told to, but is written before what it stands below.
		w.paragraph(para{named: "FrontMark", bottom: true}, document.T(f.Mark))
	}
	if f.Kind != "" {
		w.paragraph(para{named: "FrontKind"}, document.T(f.Kind))
	}
	if d.Title != "" {
		w.paragraph(para{named: "FrontTitle"}, document.T(d.Title))
	}
	w.paragraph(para{named: "FrontSubtitle"}, document.T(d.Subtitle))
	for i, line := range d.To {
		p := para{named: "Addressee"}
		if i == len(d.To)-1 {
			p.after = 600
		}
		w.paragraph(p, document.T(line))
	}
	if len(f.Items) > 0 || w.countsPages(f) {
		w.frontRows(f)
	}
	w.fresh = true
}

// countsPages tells whether the title page says how many pages there are. Word
// counts anew in heads and feet by itself, in the text only when it is asked to,
// and asking shows its user a question: it is asked for the contents alone.
func (w *writer) countsPages(f *document.Front) bool { return f.Pages != "" && w.fills }

func (w *writer) frontRows(f *document.Front) {
	widths := []int{measure * 3 / 10, measure - measure*3/10}
	w.openTable(grid{style: "FrontTable", widths: widths})
	row := func(label []document.Span, answer func()) {
		w.row(rowLook{whole: true}, func() {
			w.cell(cellLook{width: widths[0]}, func() { w.paragraph(para{named: "FrontLabel"}, label) })
			w.cell(cellLook{width: widths[1]}, answer)
		})
	}
	for _, it := range f.Items {
		row(it.Label, func() {
			said := false
			for _, b := range it.Answer {
				if p, ok := b.(document.Paragraph); ok {
					w.paragraph(para{named: "FrontValue"}, p.Spans)
					said = true
				}
			}
			if !said {
				w.paragraph(para{named: "FrontValue"}, document.T(it.Empty))
			}
		})
	}
	if w.countsPages(f) {
		row(document.T(f.Pages), func() {
			w.paragraphOf(para{named: "FrontValue", look: look{rtl: w.rtl}}, func() { w.pageNumber("NUMPAGES") })
		})
	}
	w.closeTable()
}

// pageNumber is a number that the program which makes the pages knows.
func (w *writer) pageNumber(name string) {
	w.field(name, func() { w.run("1", look{lang: w.doc.Language}) })
}

// section is the page of the whole document. Its children keep the order of
// CT_SectPr (ECMA-376-1, 17.6.17).
func (w *writer) section() {
	w.p.raw("<w:sectPr>")
	for _, ref := range [][3]string{
		{"w:headerReference", "default", "header1"},
		{"w:headerReference", "first", "header2"},
		{"w:footerReference", "default", "footer1"},
		{"w:footerReference", "first", "footer2"},
	} {
		w.p.empty(ref[0], "w:type", ref[1], "r:id", partID(ref[2]))
	}
	w.p.empty("w:pgSz", "w:w", strconv.Itoa(pageWidth), "w:h", strconv.Itoa(pageHeight))
	m := strconv.Itoa(margin)
	w.p.empty("w:pgMar", "w:top", "1480", "w:right", m, "w:bottom", "1480", "w:left", m, "w:header", "560", "w:footer", "640", "w:gutter", "0")
	w.p.raw(`<w:cols w:space="708"/><w:titlePg/>`)
	if w.rtl {
		w.p.raw("<w:bidi/>")
	}
	w.p.raw("</w:sectPr>")
}

// header writes the running head; the first page has no other words there than
// that the text must not be sent.
func (w *writer) header(p printer, first bool) {
	w.p = p
	p.raw(xmlHead + "<w:hdr" + spaces + ">")
	said := false
	if w.doc.Draft != "" {
		w.paragraph(para{named: "Draft"}, document.T(oneLine(w.doc.Draft)))
		said = true
	}
	if !first && w.doc.Running != "" {
		w.paragraph(para{named: "Header"}, document.T(oneLine(w.doc.Running)))
		said = true
	}
	if !said {
		w.paragraph(para{named: "NoHeader"}, nil)
	}
	p.raw("</w:hdr>\n")
}

// footer writes who may read this, and page of pages.
func (w *writer) footer(p printer) {
	w.p = p
	p.raw(xmlHead + "<w:ftr" + spaces + ">")
	l := look{lang: w.doc.Language, rtl: w.rtl}
	w.paragraphOf(para{named: "Footer", look: l}, func() {
		bold := l
		bold.style = document.Bold
		w.run(oneLine(w.doc.Mark), bold)
		p.raw("<w:r><w:tab/></w:r>")
		before, between, after := pageWords(w.doc.Words.PageOf)
		w.run(before, l)
		w.pageNumber("PAGE")
		w.run(between, l)
		w.pageNumber("NUMPAGES")
		w.run(after, l)
	})
	p.raw("</w:ftr>\n")
}

// pageWords takes "Page %d of %d" apart.
func pageWords(pattern string) (before, between, after string) {
	parts := strings.Split(oneLine(pattern), "%d")
	if len(parts) != 3 || strings.Contains(strings.Join(parts, ""), "%") {
		return "", " / ", ""
	}
	return parts[0], parts[1], parts[2]
}

// footnotes writes the part with the notes, and the rules above them.
func (w *writer) footnotes(p printer) {
	w.p, w.inNote = p, true
	p.raw(xmlHead + "<w:footnotes" + spaces + ">")
	for i, kind := range []string{"separator", "continuationSeparator"} {
		p.open("w:footnote", "w:type", kind, "w:id", strconv.Itoa(i-1))
		p.raw(`<w:p><w:pPr><w:pStyle w:val="NoteRule"/></w:pPr><w:r><w:` + kind + `/></w:r></w:p></w:footnote>`)
	}
	for i, n := range w.notes {
		if w.err = firstOf(w.err, w.ctx.Err()); w.err != nil {
			break
		}
		p.open("w:footnote", "w:id", strconv.Itoa(i+1))
		l := look{lang: n.lang, rtl: direction(n.spans, w.rtl), mixed: mixed(n.spans)}
		w.paragraphOf(para{named: "FootnoteText", look: l}, func() {
			p.raw(`<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r><w:tab/></w:r>`)
			w.spans(n.spans, l)
		})
		p.close("w:footnote")
	}
	p.raw("</w:footnotes>\n")
	w.inNote = false
}
