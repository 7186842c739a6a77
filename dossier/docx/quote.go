package docx

import (
	"strings"
	"unicode/utf8"

	"probata/dossier/document"
)

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
