package docx

import (
	"slices"

	"probata/dossier/document"
)

// relations are told, not drawn.
func (w *writer) relations(r document.Relations) {
	if len(r.Caption) > 0 {
		w.paragraph(para{named: "Caption", keep: true}, r.Caption)
	}
	w.blocks(r.Told())
	if len(r.Key) > 0 {
		w.paragraph(para{named: "SmallPrint"}, r.Key)
	}
}

// wordyMoment is the label, in characters, from which on moments stand below
// each other; shorter ones stand in columns of time.
const wordyMoment = 16

// timeline is a table with a row for each lane. Moments that are told in words
// stand below each other with their dates; mere numbers stand between the days
// that the axis names.
func (w *writer) timeline(t document.Timeline) {
	ticks := slices.Clone(t.Ticks)
	slices.SortStableFunc(ticks, func(a, b document.Tick) int {
		switch {
		case a.At < b.At:
			return -1
		case a.At > b.At:
			return 1
		}
		return 0
	})
	wordy, undated := len(ticks) == 0 || t.Order, false
	for _, l := range t.Lanes {
		for _, m := range l.Moments {
			wordy = wordy || length(m.Label) > wordyMoment
			undated = undated || m.Undated
		}
	}
	if wordy {
		ticks = nil
	}
	table := document.Table{Caption: t.Caption, Lines: true, Widths: []float64{1.6}}
	if len(ticks) > 0 {
		table.Head = []document.Cell{document.C("")}
		for _, tick := range ticks {
			table.Head = append(table.Head, document.C(tick.Label))
			table.Widths = append(table.Widths, 1)
		}
	} else {
		table.Widths = append(table.Widths, 5)
	}
	if undated {
		if len(table.Head) == 0 {
			table.Head = []document.Cell{document.C(""), document.C("")}
		}
		table.Head = append(table.Head, document.C(t.Undated))
		table.Widths = append(table.Widths, 1.6)
	}
	for _, l := range t.Lanes {
		table.Rows = append(table.Rows, laneRow(l, ticks, len(table.Widths), t.Order, wordy))
	}
	w.table(table)
	if len(t.Key) > 0 {
		w.paragraph(para{named: "SmallPrint"}, t.Key)
	}
}

// laneRow shares the moments of a lane out among the columns.
func laneRow(l document.Lane, ticks []document.Tick, columns int, order, wordy bool) []document.Cell {
	row := make([]document.Cell, columns)
	row[0] = document.Cell{Paragraphs: [][]document.Span{l.Name}, Strong: true}
	for _, m := range l.Moments {
		at := 1
		switch {
		case m.Undated:
			at = columns - 1
		default:
			for i, tick := range ticks {
				if m.From >= tick.At {
					at = i + 1
				}
			}
		}
		label := append([]document.Span{{Text: sign(m, order) + "\u00a0"}}, m.Label...)
		if wordy || len(row[at].Paragraphs) == 0 {
			row[at].Paragraphs = append(row[at].Paragraphs, label)
			continue
		}
		row[at].Paragraphs[0] = append(append(row[at].Paragraphs[0], document.Span{Text: " "}), label...)
	}
	return row
}

// sign is the mark of a moment, as the key below a timeline explains it.
func sign(m document.Moment, order bool) string {
	switch {
	case m.Count > 1:
		return "|"
	case m.To > m.From && m.Within:
		return "▭"
	case m.To > m.From:
		return "▬"
	case m.Undated, order:
		return "□"
	}
	return "■"
}

func (w *writer) sheet(s document.Sheet) {
	w.fresh = true
	if len(s.Head) > 0 {
		w.paragraph(para{named: "SmallPrint"}, s.Head)
	}
	if s.Alt != "" {
		w.paragraph(para{named: "BodyText"}, document.T(s.Alt))
	}
	w.fresh = true
}

// coverSheet is a page of its own before an annex.
func (w *writer) coverSheet(c document.Cover) {
	at := w.entry()
	w.fresh = true
	w.paragraphOf(para{named: "Heading1", mark: at.mark, look: look{rtl: direction(c.Title, w.rtl)}}, func() {
		l := look{lang: w.doc.Language, rtl: direction(c.Title, w.rtl)}
		end := w.bookmark(w.refs[c.ID].mark)
		w.run(c.Number, l)
		end()
		w.run(" ", l)
		w.spans(c.Title, l)
	})
	w.fields(document.Fields{Items: c.Items})
	w.fresh = true
}

// signature is lines to sign on, two beside each other.
func (w *writer) signature(s document.Signature) {
	const between, room = 720, 920
	side := (w.room - between) / 2
	widths := []int{side, between, side}
	for i := 0; i < len(s.Labels); i += 2 {
		w.openTable(grid{style: "PlainTable", widths: widths})
		each := func(cell func(k int)) {
			cell(i)
			w.cell(cellLook{width: between}, func() { w.paragraph(para{named: "SignatureLabel", keep: true}, nil) })
			cell(i + 1)
		}
		w.row(rowLook{whole: true, height: room}, func() {
			each(func(k int) {
				w.cell(cellLook{width: side, under: k < len(s.Labels)}, func() { w.paragraph(para{named: "SignatureLabel", keep: true}, nil) })
			})
		})
		w.row(rowLook{whole: true}, func() {
			each(func(k int) {
				w.cell(cellLook{width: side}, func() { w.signed(s, k) })
			})
		})
		w.closeTable()
	}
}

func (w *writer) signed(s document.Signature, k int) {
	label, name := "", ""
	if k < len(s.Labels) {
		label = s.Labels[k]
	}
	if k < len(s.Names) {
		name = s.Names[k]
	}
	w.paragraph(para{named: "SignatureLabel"}, document.T(label))
	if name != "" {
		w.paragraph(para{named: "SignatureName"}, document.T(name))
	}
}
