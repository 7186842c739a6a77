package submission

import (
	"strconv"
	"strings"

	"probata/dossier/document"
)

// bundle is the list of exhibits with the pages of one bundle in which they lie one behind the other, as a court wants them
// numbered. Behind an exhibit whose pages have not been counted no page can be told.
func (f *filler) bundle(*Question) []document.Block {
	var rows [][]document.Cell
	next := int64(1)
	for i, e := range f.annexed() {
		where := ""
		switch {
		case e.Pages < 1:
			next = 0
		case next > 0:
			where = pageRange(next, next+e.Pages-1)
			next += e.Pages
		}
		rows = append(rows, []document.Cell{
			document.H(f.annexNumber(i, e)), f.cell(strings.Join(compact(e.Title, e.Describe), "\n\n"), f.cite(e)...), f.cell(where),
		})
	}
	if len(rows) == 0 {
		return nil
	}
	return table(f.heads("annex.exhibit", "annex.title", "annex.bundle"), []float64{1, 7, 1.5}, rows)
}

func pageRange(from, to int64) string {
	if from == to {
		return strconv.FormatInt(from, 10)
	}
	return strconv.FormatInt(from, 10) + "–" + strconv.FormatInt(to, 10)
}
