package docx

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"probata/dossier/document"
)

const (
	hang      = 600 // room for the number of a paragraph
	gapHeight = 140 // between a table and what follows
	detailGap = 60  // between a numbered paragraph and what belongs to it
)

// blocks writes blocks in a column; in a cell it leaves a paragraph at the end,
// as a cell must have.
func (w *writer) blocks(blocks []document.Block) {
	outer := w.under
	w.under = false
	for i, b := range blocks {
		if w.err != nil {
			return
		}
		if err := w.ctx.Err(); err != nil {
			w.fail(fmt.Errorf("write docx: %w", err))
			return
		}
		if w.depth == 0 {
			w.block++
		}
		var next document.Block
		if i+1 < len(blocks) {
			next = blocks[i+1]
		}
		w.one(b, next)
		w.under = isNumbered(b) || w.under && (isDetail(b) || isQuote(b))
	}
	w.under = outer
}

func isNumbered(b document.Block) bool {
	p, ok := b.(document.Paragraph)
	return ok && p.Numbered
}

func isDetail(b document.Block) bool {
	p, ok := b.(document.Paragraph)
	return ok && p.Kind == document.Detail
}

func isQuote(b document.Block) bool {
	_, ok := b.(document.Quote)
	return ok
}

func (w *writer) one(b, next document.Block) {
	switch b := b.(type) {
	case document.Heading:
		w.heading(b)
	case document.Paragraph:
		w.body(b, next)
	case document.Quote:
		w.quote(b, isNumbered(next))
	case document.Table:
		w.table(b)
	case document.Fields:
		w.fields(b)
	case document.List:
		w.list(b)
	case document.Contents:
		w.contents(b)
	case document.PageBreak:
		w.fresh = true
	case document.Space:
		if h := int(20 * min(700, max(0, b.Points))); h > 0 && !w.fresh {
			w.gap(max(h, 20))
		}
	case document.Figure:
		w.figure(b)
	case document.Sheet:
		w.sheet(b)
	case document.Timeline:
		w.timeline(b)
	case document.Relations:
		w.relations(b)
	case document.Cover:
		w.coverSheet(b)
	case document.Signature:
		w.signature(b)
	default:
		w.fail(fmt.Errorf("write docx, block %d: unknown kind %T", w.block, b))
	}
}

// entry is the heading that comes next, as it was counted.
func (w *writer) entry() head {
	h := w.heads[w.nextHead]
	w.nextHead++
	return h
}

func (w *writer) heading(h document.Heading) {
	at := w.entry()
	w.fresh = w.fresh || h.NewPage
	w.paragraph(para{named: fmt.Sprintf("Heading%d", at.level), mark: at.mark}, h.Text)
}

// body writes a paragraph of running text.
func (w *writer) body(p document.Paragraph, next document.Block) {
	at := para{mark: w.refs[p.ID].mark}
	switch p.Kind {
	case document.Small:
		at.named = "SmallPrint"
	case document.Center:
		at.named = "Centred"
	case document.Warning:
		at.named = "Warning"
	case document.Detail:
		at.named = "Detail"
		if isDetail(next) {
			at.after = detailGap
		}
	default:
		if at.named = "BodyText"; w.depth > 0 {
			at.named = "Answer"
		}
	}
	if p.Numbered {
		// The number is that of one list through the whole document; a style that
		// is none of running text takes it along.
		if p.Kind == document.Body || p.Kind == document.Detail {
			at.named = "NumberedParagraph"
		} else {
			at.list = paragraphList
		}
		if isDetail(next) {
			at.after, at.keep = detailGap, true
		}
	}
	w.paragraph(at, p.Spans)
}

func (w *writer) list(l document.List) {
	at := para{named: "ListBullet"}
	if l.Ordered {
		w.lists = append(w.lists, letterNumbering)
		at = para{named: "ListNumber", list: firstList + len(w.lists) - 1}
	}
	for _, it := range l.Items {
		w.paragraph(at, it)
	}
}

// mostBeside is how long a quote and its translation may be together, in
// characters, to stand beside each other.
const mostBeside = 1500

// quote writes somebody's words, beside their translation or above it.
func (w *writer) quote(q document.Quote, numberedNext bool) {
	indent := 0
	if w.under || numberedNext && w.depth == 0 {
		indent = hang
	}
	beside := len(q.Translations) == 1 && w.depth == 0 && length(q.Original)+length(q.Translations[0].Text) <= mostBeside
	if beside {
		w.besideQuote(q, indent)
		return
	}
	w.stackedQuote(q, indent)
	if len(q.Attribution) > 0 {
		w.paragraph(para{named: "Attribution", indent: quoteIndent(indent)}, attribution(q))
	}
}

func attribution(q document.Quote) []document.Span {
	return append(document.T("— "), q.Attribution...)
}

func length(spans []document.Span) int { return utf8.RuneCountInString(document.Plain(spans)) }

func quoteIndent(indent int) int {
	if indent == 0 {
		return 0 // as the style says
	}
	return indent + 240
}

func (w *writer) stackedQuote(q document.Quote, indent int) {
	words := func(lang string, spans []document.Span) {
		w.paragraph(para{named: "Quote", keep: true, indent: quoteIndent(indent), look: look{lang: lang}}, spans)
	}
	if len(q.Translations) == 0 {
		words(q.OriginalLang, q.Original)
		return
	}
	at := para{named: "QuoteHead", keep: true, indent: quoteIndent(indent)}
	w.paragraph(at, document.T(headWord(w.doc.Words.Original, q.OriginalLang)))
	words(q.OriginalLang, q.Original)
	for _, t := range q.Translations {
		w.paragraph(at, document.T(headWord(w.doc.Words.Translat, t.Lang)))
		words(t.Lang, t.Text)
	}
}

func headWord(word, lang string) string {
	if word != "" && lang != "" {
		word += " (" + lang + ")"
	}
	return strings.TrimSpace(word)
}

// besideQuote is a table of two columns, a line at its side.
func (w *writer) besideQuote(q document.Quote, indent int) {
	t := q.Translations[0]
	half := (measure - indent) / 2
	w.openTable(grid{style: "QuoteTable", indent: indent, widths: []int{half, half}})
	cell := func(style, lang string, spans []document.Span, keep bool) {
		w.cell(cellLook{width: half}, func() {
			w.paragraph(para{named: style, keep: keep, look: look{lang: lang}}, spans)
		})
	}
	sourced := len(q.Attribution) > 0
	heads := [2]string{headWord(w.doc.Words.Original, q.OriginalLang), headWord(w.doc.Words.Translat, t.Lang)}
	if heads[0]+heads[1] != "" {
		w.row(rowLook{whole: true}, func() {
			cell("QuoteColumnHead", "", document.T(heads[0]), true)
			cell("QuoteColumnHead", "", document.T(heads[1]), true)
		})
	}
	w.row(rowLook{whole: true}, func() {
		cell("QuoteText", q.OriginalLang, q.Original, sourced)
		cell("QuoteText", t.Lang, t.Text, sourced)
	})
	if sourced {
		w.row(rowLook{whole: true}, func() {
			w.cell(cellLook{width: 2 * half, span: 2}, func() { w.paragraph(para{named: "QuoteSource"}, attribution(q)) })
		})
	}
	w.closeTable()
}

// contents writes the table of contents as a field. The numbers of pages are for
// the program that makes the pages, which settings ask to fill them in; until
// then the entries lead to their places without any, as a wrong number would be
// worse.
func (w *writer) contents(c document.Contents) {
	depth := c.Depth
	if depth <= 0 || depth > levels {
		depth = levels
	}
	if w.doc.Words.Contents != "" {
		w.paragraph(para{named: "TOCHeading"}, document.T(w.doc.Words.Contents))
	}
	entries := 0
	for _, h := range w.heads {
		if h.level > depth || oneLine(document.Plain(h.text)) == "" {
			continue
		}
		first := entries == 0
		entries++
		text := document.T(oneLine(document.Plain(h.text)))
		w.paragraphOf(para{named: fmt.Sprintf("TOC%d", h.level), look: look{rtl: direction(text, w.rtl)}}, func() {
			if first {
				w.fieldBegin(fmt.Sprintf(`TOC \o "1-%d" \h \z \u`, depth))
			}
			w.p.open("w:hyperlink", "w:anchor", h.mark, "w:history", "1")
			w.spans(text, look{lang: w.doc.Language, rtl: direction(text, w.rtl)})
			w.p.close("w:hyperlink")
		})
	}
	if entries > 0 {
		w.p.raw(`<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr>` + fieldEnd + "</w:p>")
	}
}
