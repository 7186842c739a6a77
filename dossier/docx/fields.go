package docx

import (
	"unicode/utf8"

	"probata/dossier/document"
)

// A question with a short answer stands beside it. A long answer stands below its
// question as text in the full width, where it can be worked on: prose in a cell is
// locked up.
const (
	labelShare  = 38  // per cent of the width for number and question
	shortAnswer = 330 // characters; about nine lines beside the question
	numberRoom  = 600 // of the numbers of questions, at least
	numberMost  = 1520
)

func (w *writer) fields(f document.Fields) {
	number := numberRoom
	for _, it := range f.Items {
		if n := 115*utf8.RuneCountInString(oneLine(it.Number)) + 260; n <= numberMost {
			number = max(number, n)
		}
	}
	label := w.room*labelShare/100 - number
	g := grid{style: "FieldTable", widths: []int{number, label, w.room - number - label}}
	open := false
	for _, it := range f.Items {
		if !open {
			w.openTable(g)
			open = true
		}
		switch {
		case beside(it):
			w.shortField(it, g.widths)
		case len(it.Answer) == 0:
			w.question(it, g.widths, 2, true)
			w.row(rowLook{}, func() {
				w.cell(cellLook{width: w.room, span: 3}, func() { w.answer(it) })
			})
		default:
			w.question(it, g.widths, 2, true)
			w.closeTable()
			at := w.block
			w.blocks(it.Answer)
			w.block, open = at, false
		}
	}
	if open {
		w.closeTable()
	}
}

// beside tells whether an answer is short enough to stand beside its question.
func beside(it document.FieldItem) bool {
	n := 0
	for _, b := range it.Answer {
		p, ok := b.(document.Paragraph)
		if !ok || p.Numbered || p.Kind != document.Body {
			return false
		}
		n += length(p.Spans) + 40
	}
	return n <= shortAnswer+40 && len(it.Answer) <= 5 && length(it.Label) <= shortAnswer
}

// question writes the cells with number and question: beside the answer, or,
// with a band, over the whole row.
func (w *writer) question(it document.FieldItem, widths []int, over int, band bool) {
	style := para{named: "FieldLabel"}
	if band {
		style = para{named: "FieldLabel", keep: true, look: look{style: document.Bold}}
	}
	cells := func() {
		label, span := 0, over
		for _, x := range widths[1 : 1+over] {
			label += x
		}
		number := oneLine(it.Number)
		short := number != "" && 115*utf8.RuneCountInString(number)+260 <= numberMost
		if short {
			w.cell(cellLook{width: widths[0], fill: tint}, func() { w.paragraph(para{named: "FieldNumber", keep: band}, document.T(number)) })
		} else {
			label, span = label+widths[0], span+1
		}
		w.cell(cellLook{width: label, span: span, fill: tint}, func() {
			if number != "" && !short {
				w.paragraph(para{named: "FieldNumber", keep: true}, document.T(number))
			}
			w.paragraph(style, it.Label)
		})
	}
	if band {
		w.row(rowLook{whole: true}, cells)
		return
	}
	cells()
}

func (w *writer) shortField(it document.FieldItem, widths []int) {
	w.row(rowLook{whole: true}, func() {
		w.question(it, widths, 1, false)
		w.cell(cellLook{width: widths[2]}, func() { w.answer(it) })
	})
}

func (w *writer) answer(it document.FieldItem) {
	if len(it.Answer) > 0 {
		w.blocks(it.Answer)
		return
	}
	w.paragraph(para{named: "Empty"}, document.T(it.Empty))
}
