package docx

import (
	"fmt"

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
