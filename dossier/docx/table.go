package docx

import (
	"strconv"

	"probata/dossier/document"
)

// grid is a table before its rows.
type grid struct {
	style  string
	indent int
	widths []int // of the columns
	lines  bool  // rules between rows
}

// openTable begins a table. Two that touch would become one, so a paragraph stands between.
func (w *writer) openTable(g grid) {
	w.endTables()
	w.p.raw("<w:tbl><w:tblPr>")
	w.p.val("w:tblStyle", g.style)
	if w.rtl {
		w.p.raw("<w:bidiVisual/>")
	}
	total := 0
	for _, x := range g.widths {
		total += x
	}
	w.p.empty("w:tblW", "w:w", strconv.Itoa(total), "w:type", "dxa")
	if g.indent != 0 {
		w.p.empty("w:tblInd", "w:w", strconv.Itoa(g.indent), "w:type", "dxa")
	}
	if g.lines {
		w.p.raw(`<w:tblBorders>`)
		w.p.empty("w:top", border(6, navy)...)
		w.p.empty("w:bottom", border(6, navy)...)
		w.p.empty("w:insideH", border(4, hairline)...)
		w.p.raw(`</w:tblBorders>`)
	}
	w.p.raw(`<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for _, x := range g.widths {
		w.p.empty("w:gridCol", "w:w", strconv.Itoa(x))
	}
	w.p.raw("</w:tblGrid>")
}

// border is a line; its size is in eighths of a point.
func border(size int, color string) []string {
	return []string{"w:val", "single", "w:sz", strconv.Itoa(size), "w:space", "0", "w:color", color}
}

// closeTable ends a table. The paragraph that follows keeps its distance.
func (w *writer) closeTable() {
	w.p.close("w:tbl")
	w.tabled = true
}

// endTables writes the paragraph that must stand last, in a cell and in the text.
func (w *writer) endTables() {
	if w.tabled {
		w.gap(gapHeight)
	}
}

// rowLook is how a row behaves where the page ends.
type rowLook struct {
	whole  bool // on one page
	head   bool // repeated on every page
	height int  // at least; 0 = as its text
}

func (w *writer) row(l rowLook, cells func()) {
	w.p.open("w:tr")
	if l != (rowLook{}) {
		w.p.raw("<w:trPr>")
		if l.whole {
			w.p.raw("<w:cantSplit/>")
		}
		if l.height > 0 {
			w.p.empty("w:trHeight", "w:val", strconv.Itoa(l.height), "w:hRule", "atLeast")
		}
		if l.head {
			w.p.raw("<w:tblHeader/>")
		}
		w.p.raw("</w:trPr>")
	}
	cells()
	w.p.close("w:tr")
}

// cellLook is the frame of a cell.
type cellLook struct {
	width int
	span  int // columns; 0 = one
	fill  string
	hole  document.Hole
	under bool // a line at its foot, to sign on
}

// cell writes a cell; inner must leave a paragraph last.
func (w *writer) cell(l cellLook, inner func()) {
	w.p.raw("<w:tc><w:tcPr>")
	w.p.empty("w:tcW", "w:w", strconv.Itoa(l.width), "w:type", "dxa")
	if l.span > 1 {
		w.p.num("w:gridSpan", l.span)
	}
	if l.hole != document.Whole || l.under {
		w.p.raw("<w:tcBorders>")
		if l.hole != document.Whole {
			w.p.empty("w:left", "w:val", "dashed", "w:sz", "24", "w:space", "0", "w:color", warnLine)
		}
		if l.under {
			w.p.empty("w:bottom", border(6, ink)...)
		}
		w.p.raw("</w:tcBorders>")
	}
	switch {
	case l.hole == document.Open:
		w.p.empty("w:shd", "w:val", "thinDiagStripe", "w:color", hatch, "w:fill", "FFFFFF")
	case l.fill != "":
		w.p.empty("w:shd", "w:val", "clear", "w:color", "auto", "w:fill", l.fill)
	}
	w.p.raw("</w:tcPr>")
	w.depth++
	w.tabled = false
	inner()
	w.endTables()
	w.depth--
	w.p.close("w:tc")
}

// longRow is the text of a row, in characters of its fullest cell for each inch
// of width, from which on it may be cut by the end of a page.
const longRow = 500

func (w *writer) table(t document.Table) {
	n := max(len(t.Head), len(t.Widths))
	for _, r := range t.Rows {
		n = max(n, len(r))
	}
	if n == 0 {
		return
	}
	if len(t.Caption) > 0 {
		w.paragraph(para{named: "Caption", keep: true}, t.Caption)
	}
	widths := columns(t, n, w.room)
	w.openTable(grid{style: "DataTable", widths: widths, lines: t.Lines})
	if len(t.Head) > 0 {
		w.row(rowLook{whole: true, head: true}, func() { w.cells(t.Head, widths, "TableHead", headTint) })
	}
	for _, r := range t.Rows {
		fill := ""
		if len(r) > 0 && n > 1 && r[0].Span >= n {
			fill = tint // over the rows of a group
		}
		w.row(rowLook{whole: fullness(r, widths) < longRow}, func() { w.cells(r, widths, "TableText", fill) })
		if w.err = firstOf(w.err, w.ctx.Err()); w.err != nil {
			break
		}
	}
	w.closeTable()
}

func firstOf(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// fullness is the text of a row's fullest cell for each inch of its width.
func fullness(row []document.Cell, widths []int) int {
	most := 0
	for i, c := range row {
		n := 0
		for _, p := range c.Paragraphs {
			n += length(p) + 20
		}
		most = max(most, n*1440/widths[min(i, len(widths)-1)])
	}
	return most
}

// cells writes the cells of a row; what is missing is an empty cell.
func (w *writer) cells(row []document.Cell, widths []int, style, fill string) {
	for at, i := 0, 0; at < len(widths); i++ {
		var c document.Cell
		if i < len(row) {
			c = row[i]
		}
		span := min(max(c.Span, 1), len(widths)-at)
		width := 0
		for _, x := range widths[at : at+span] {
			width += x
		}
		at += span
		w.cell(cellLook{width: width, span: span, fill: fill, hole: c.Hole}, func() { w.cellText(c, style, fill == tint) })
	}
}

func (w *writer) cellText(c document.Cell, style string, keep bool) {
	p := para{named: style, keep: keep}
	if c.Strong {
		p.look.style = document.Bold
	}
	for _, spans := range c.Paragraphs {
		w.paragraph(p, spans)
	}
	if len(c.Paragraphs) == 0 {
		w.paragraph(p, nil)
	}
}
