package pdf

import (
	"fmt"
	"io"
	"testing"

	"probata/dossier/document"
)

// dossier is a long document: paragraphs with notes and a table of rows.
func dossier(w words, paragraphs, rows int) document.Document {
	d := rich(w)
	d.Blocks = d.Blocks[:4]
	for i := range paragraphs {
		if i%20 == 0 {
			d.Blocks = append(d.Blocks, document.Heading{Level: 1 + i/20%3, Text: document.T(fmt.Sprintf("%d. %s", i, w.heads[i/20%6]))})
		}
		d.Blocks = append(d.Blocks, document.Paragraph{
			Spans:    append(noted(w.body[i%5], w.noteA), document.Span{Text: fmt.Sprintf(" %d. %s", i, w.body[(i+2)%5])}),
			Numbered: true,
		})
	}
	t := richTable(w)
	for i := range rows {
		t.Rows = append(t.Rows, []document.Cell{
			document.C(fmt.Sprint(i)), document.C(w.date), document.C(w.body[i%5]), document.C(w.empty),
		})
	}
	d.Blocks = append(d.Blocks, t)
	return d
}

func BenchmarkWrite(b *testing.B) {
	for _, c := range []struct {
		name             string
		paragraphs, rows int
	}{{"12 pages", 50, 20}, {"300 pages", 1000, 2000}} {
		for _, w := range []words{english, russian} {
			b.Run(c.name+" "+w.lang, func(b *testing.B) {
				d := dossier(w, c.paragraphs, c.rows)
				pages := 0
				b.ReportAllocs()
				for b.Loop() {
					// Fonts are parsed in every round, as a first export does.
					r, err := Write(b.Context(), io.Discard, d, loadFonts(b))
					if err != nil {
						b.Fatal(err)
					}
					pages = r.Pages
				}
				b.ReportMetric(float64(pages), "pages")
				b.ReportMetric(float64(pages)*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
			})
		}
	}
}

// BenchmarkLength shows that a page costs the same in a long document as in a
// short one.
func BenchmarkLength(b *testing.B) {
	f := loadFonts(b)
	for _, pages := range []int{10, 100, 1000, 3000} {
		b.Run(fmt.Sprint(pages), func(b *testing.B) {
			d := dossier(russian, pages*33/10, pages*3)
			var r Report
			b.ReportAllocs()
			for b.Loop() {
				var err error
				if r, err = Write(b.Context(), io.Discard, d, f); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(r.Pages), "pages")
			b.ReportMetric(b.Elapsed().Seconds()*1e6/float64(r.Pages*b.N), "µs/page")
		})
	}
}
