package desk

import (
	"slices"
	"strconv"
	"strings"

	"probata/dossier"
	"probata/dossier/store"
)

// LastCited is the citation that was made or changed last in a case, nil without any.
// Newer ones stand later in their list.
func LastCited(d *dossier.Dossier) *dossier.Citation {
	all := dossier.Of[*dossier.Citation](d)
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].Source != "" {
			return all[i]
		}
	}
	return nil
}

// NextPage is the page after one that is a number or ends a span of numbers; any other
// page is that page again.
func NextPage(page string) string {
	before := strings.TrimRight(page, "0123456789")
	digits := page[len(before):]
	if before = strings.TrimRight(before, " "); before != "" && !strings.HasSuffix(before, "-") && !strings.HasSuffix(before, "–") {
		return page
	}
	n, err := strconv.ParseInt(digits, 10, 32)
	if err != nil {
		return page
	}
	return strconv.FormatInt(n+1, 10)
}

// CiteAgain are the citations by which facts rest on the same source as the last one of
// the case: one fact on the next page, several on the same page as the last. Facts that
// cite that place already are left out; without a last citation there is nothing.
func CiteAgain(st *store.Store, d *dossier.Dossier, facts ...dossier.ID) ([]dossier.Record, error) {
	last := LastCited(d)
	if last == nil {
		return nil, nil
	}
	page := last.Page
	if len(facts) == 1 {
		page = NextPage(page)
	}
	return Cite(st, d, last.Source, page, facts...)
}

// Cite are the citations by which facts rest on a page of a source, but for those that do
// already.
func Cite(st *store.Store, d *dossier.Dossier, source dossier.ID, page string, facts ...dossier.ID) (put []dossier.Record, err error) {
	d = d.Snapshot() // each new one stands behind the one before
	for _, id := range facts {
		if slices.ContainsFunc(d.Citations(id), func(c *dossier.Citation) bool { return c.Source == source && c.Page == page }) {
			continue
		}
		r, err := NewRecord(st, d, dossier.TypeCitation)
		if err != nil {
			return nil, err
		}
		c := r.(*dossier.Citation)
		c.Fact, c.Source, c.Page = id, source, page
		d.Put(c)
		put = append(put, c)
	}
	return put, nil
}
