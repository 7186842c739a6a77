package submission

import (
	"cmp"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/difference"
	"probata/dossier/document"
)

// corrected are the records whose changes are told field by field, with the
// fields of which the facts say nothing: those are for the advocate's own work.
var corrected = []struct {
	of     dossier.Type
	silent []string
}{
	{dossier.TypeEvent, []string{"kind", "after", "before", "during", "coordinates", "parties", "evidence", "confidentiality"}},
	{dossier.TypeAct, []string{"event"}},
	{dossier.TypeDetention, []string{"act"}},
	{dossier.TypeQuote, []string{"about", "recording", "consent", "restrictions", "confidentiality"}},
}

// corrections is what was told and is told otherwise now, field by field, and
// what is withdrawn.
func (f *filler) corrections(*Question) []document.Block {
	if f.follows.was == nil {
		return nil
	}
	var rows [][]document.Cell
	var gone [][]document.Span
	for _, x := range corrected {
		for _, c := range f.follows.changes {
			switch {
			case c.ID.Type() != x.of || c.Was == nil:
			case c.Now == nil && x.of == dossier.TypeEvent:
				if s := f.formerly(c.ID); s != "" {
					gone = append(gone, f.content(s))
				}
			case c.Now != nil:
				rows = append(rows, f.correctedRows(c, x.silent)...)
			}
		}
	}
	out := table(f.heads("correct.what", "correct.told", "correct.now"), []float64{2, 3, 3}, rows)
	if len(gone) > 0 {
		out = append(out, document.Para(f.t("correct.gone")), document.List{Items: gone})
	}
	return out
}

// formerly is an event that was told of and is there no more; "" where the
// edition was not told of it. Why it went may be that it endangers somebody: only
// the body itself is reminded of more than its day.
func (f *filler) formerly(id dossier.ID) string {
	e, ok := dossier.Find[*dossier.Event](f.follows.was, id)
	if !ok {
		return ""
	}
	when := f.date(e.When)
	if f.req.Edition != Confidential {
		return f.clean(cmp.Or(when, f.t("undated")))
	}
	s := f.t("quoted", "words", strings.TrimSuffix(e.Title, "."))
	if when != "" {
		s += " (" + when + ")"
	}
	return f.clean(s)
}

// correctedRows are the fields of a record in which it differs, where the edition
// may see it both as it was and as it is.
func (f *filler) correctedRows(c difference.Change, silent []string) [][]document.Cell {
	then, now := f.follows.was.Get(c.ID), f.follows.whole.Get(c.ID)
	if then == nil || now == nil {
		return nil
	}
	var rows [][]document.Cell
	for _, field := range c.Fields {
		if slices.Contains(silent, field.Key) {
			continue
		}
		before, after := f.on(f.follows.was).text(then, field), f.on(f.follows.whole).text(now, field)
		if before = f.clean(before); before == after {
			continue // what differs is withheld in both
		}
		what := f.words.T("field." + string(c.ID.Type()) + "." + field.Key)
		if of := f.clean(f.eventOf(c.ID)); of != "" && len(rows) == 0 {
			what = of + "\n\n" + what
		}
		rows = append(rows, []document.Cell{f.cell(what), f.cell(before), f.cell(after, f.changedNotes(now, field)...)})
	}
	return rows
}

func (f *filler) changedNotes(r dossier.Record, field dossier.Field) []document.Span {
	return f.on(f.follows.whole).notes(f.on(f.follows.whole).citations(r, field.Key))
}

// eventOf is the event a record belongs to, as it was told.
func (f *filler) eventOf(id dossier.ID) string {
	for r := f.follows.was.Get(id); r != nil; r = f.follows.was.Owner(r) {
		if e, ok := r.(*dossier.Event); ok {
			return e.Title
		}
	}
	return ""
}

// on is the filler over another state of the case.
func (f *filler) on(d *dossier.Dossier) *filler {
	other := *f
	other.d = d
	return &other
}
