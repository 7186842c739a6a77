package docx

import (
	"strconv"
	"strings"

	"probata/dossier/document"
)

// para is how a paragraph is set: its style, and where it differs from it.
type para struct {
	named  string // style
	list   int    // numbering of its own; 0 = what the style says
	keep   bool   // on one page with the next
	bottom bool   // framed, at the foot of the page
	before int    // twips; -1 = none at all; 0 = as the style says
	after  int    // the same
	indent int    // twips from the side where reading begins
	align  string // "center", "right"
	mark   string // bookmark round its text
	look
}

// paragraph writes a paragraph of spans.
func (w *writer) paragraph(p para, spans []document.Span) {
	if p.lang == "" {
		p.lang = w.doc.Language
	}
	p.rtl, p.mixed = direction(spans, w.rtl), mixed(spans)
	w.paragraphOf(p, func() { w.spans(spans, p.look) })
}

// paragraphOf writes a paragraph with whatever inner writes.
func (w *writer) paragraphOf(p para, inner func()) {
	w.p.open("w:p")
	w.paraProps(p)
	end := w.bookmark(p.mark)
	inner()
	end()
	w.p.close("w:p")
	w.tabled = false
}

// paraProps writes w:pPr; its children keep the order of CT_PPr (ECMA-376-1,
// 17.3.1.26).
func (w *writer) paraProps(p para) {
	w.p.open("w:pPr")
	if p.named != "" {
		w.p.val("w:pStyle", p.named)
	}
	if p.keep {
		w.p.raw("<w:keepNext/>")
	}
	if w.fresh {
		w.p.raw("<w:pageBreakBefore/>")
		w.fresh = false
	}
	if p.bottom {
		w.p.empty("w:framePr", "w:w", strconv.Itoa(measure-2*frontPad), "w:vSpace", "120", "w:wrap", "around",
			"w:vAnchor", "margin", "w:hAnchor", "margin", "w:xAlign", "center", "w:yAlign", "bottom")
	}
	if p.list != 0 {
		w.p.raw("<w:numPr>")
		w.p.num("w:ilvl", 0)
		w.p.num("w:numId", p.list)
		w.p.raw("</w:numPr>")
	}
	if p.rtl {
		w.p.raw("<w:bidi/>")
	}
	if w.tabled && p.before == 0 && !spacious(p.named) {
		p.before = gapHeight
	}
	if p.before != 0 || p.after != 0 {
		var attrs []string
		if p.before != 0 {
			attrs = append(attrs, "w:before", strconv.Itoa(max(0, p.before)))
		}
		if p.after != 0 {
			attrs = append(attrs, "w:after", strconv.Itoa(max(0, p.after)))
		}
		w.p.empty("w:spacing", attrs...)
	}
	if p.indent != 0 {
		w.p.empty("w:ind", "w:left", strconv.Itoa(p.indent))
	}
	if p.align != "" {
		w.p.val("w:jc", p.align)
	}
	w.p.close("w:pPr")
}

// spacious tells of a style that keeps more distance from what stands above it by itself.
func spacious(style string) bool {
	return strings.HasPrefix(style, "Heading") || style == "Caption" || style == "TOCHeading"
}

// gap writes an empty line of a height in twips: room that the document asks for, and what
// keeps two tables apart, which would else grow together.
func (w *writer) gap(twips int) {
	w.p.raw(`<w:p><w:pPr><w:pStyle w:val="Gap"/>`)
	if twips != gapHeight {
		w.p.empty("w:spacing", "w:line", strconv.Itoa(twips), "w:lineRule", "exact")
	}
	w.p.raw("</w:pPr></w:p>")
	w.tabled = false
}
