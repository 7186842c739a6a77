package submission

import (
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
)

// victimFields are what a form asks of each alleged victim where it takes several, in the order of the bodies' forms.
var victimFields = []string{
	"description", "sex", "birth", "age", "birthplace", "nationalities", "occupation", "activity", "ethnicity", "religion", "status", "health", "family",
}

// victims is a table of the particulars of every alleged victim the submission is for, one after the other. The filter of
// the question names the fields of the person; without one all of them.
func (f *filler) victims(q *Question) []document.Block {
	fields := q.Filter
	if len(fields) == 0 {
		fields = victimFields
	}
	var out []document.Block
	for _, id := range f.ofRequest() {
		p, ok := dossier.Find[*dossier.Party](f.d, id)
		if !ok {
			continue
		}
		rows := [][]document.Cell{{document.H(f.words.T("type.name")), f.cell(f.fullNames(id), f.cite(p)...)}}
		for _, key := range fields {
			field, ok := dossier.TableOf(dossier.TypeParty).Field(key)
			if s := ""; ok {
				if s = f.text(p, field); s != "" {
					rows = append(rows, []document.Cell{document.H(f.words.T("field.party." + key)), f.cell(s, f.notes(f.citations(p, key))...)})
				}
			}
		}
		if where := f.residence(id); where != "" {
			rows = append(rows, []document.Cell{document.H(f.words.T("type.address")), f.cell(where)})
		}
		out = append(out, document.Table{Widths: []float64{2, 5}, Rows: rows, Lines: true})
	}
	return out
}

// ofRequest are the alleged victims the submission is for.
func (f *filler) ofRequest() []dossier.ID {
	if f.forOne() {
		return []dossier.ID{f.req.Victim}
	}
	return f.d.WithRole("alleged-victim")
}

// fullNames is every name of a person: bodies want the spelling of the passport and the original.
func (f *filler) fullNames(id dossier.ID) string {
	var out []string
	for _, n := range dossier.As[*dossier.Name](f.d.Children(id, dossier.TypeName)) {
		if s := n.Display(); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return f.name(id)
	}
	return strings.Join(out, " / ")
}

func (f *filler) residence(id dossier.ID) string {
	for _, a := range dossier.As[*dossier.Address](f.d.Children(id, dossier.TypeAddress)) {
		if a.Kind == "residence" {
			return strings.Join(compact(a.Lines, a.Town, f.choice("country", a.Country)), ", ")
		}
	}
	return ""
}

// incidents is a table of acts: date, place, to whom, what, by whom, with sources. The filter of the question names the
// kinds of act; without one all of them.
func (f *filler) incidents(q *Question) []document.Block {
	var rows [][]document.Cell
	for _, e := range f.timelineEvents() {
		for _, a := range dossier.As[*dossier.Act](f.d.Children(e.ID, dossier.TypeAct)) {
			if len(q.Filter) > 0 && !slices.Contains(q.Filter, a.Kind) {
				continue
			}
			when := a.When
			if when.IsZero() {
				when = e.When
			}
			what := strings.Join(compact(f.word("act-kind", a.Kind), f.vocabulary("method", a.Methods), a.Consequences), "\n\n")
			rows = append(rows, []document.Cell{
				f.cell(f.words.Number(len(rows) + 1)), f.cell(f.date(when)),
				f.cell(strings.Join(compact(e.Venue, e.Area, f.choice("country", e.Country)), ", ")),
				f.cell(f.name(a.Victim)), f.cell(what, f.cite(a)...), f.cell(strings.Join(f.doers(a), "; ")),
			})
		}
	}
	return table(f.heads("incident.number", "incident.when", "incident.place", "incident.victim", "incident.act", "incident.actor"),
		[]float64{0.6, 1.6, 2, 2, 3.4, 2.4}, rows)
}

// charges is the proceedings against the person: charge, law, court, next hearing.
func (f *filler) charges(*Question) []document.Block {
	var rows [][]document.Cell
	for _, a := range dossier.As[*dossier.Act](f.ofVictim(f.d.List(dossier.TypeAct))) {
		if a.Charge == "" && len(a.Legislation) == 0 && a.Court == "" && a.Hearing.IsZero() {
			continue
		}
		court := ""
		if a.Court != "" {
			court = f.name(a.Court)
		}
		rows = append(rows, []document.Cell{
			f.cell(a.Charge, f.cite(a)...), f.cell(strings.Join(a.Legislation, "; ")), f.cell(court), f.cell(f.date(a.Hearing)), f.cell(a.Decision),
		})
	}
	return table(f.heads("charge.charge", "charge.law", "charge.court", "charge.hearing", "charge.decision"), []float64{3, 2, 2, 1.6, 3}, rows)
}

// witnesses is who can confirm it. Names of witnesses are protected like any other: the edition decides.
func (f *filler) witnesses(*Question) []document.Block {
	var rows [][]document.Cell
	for _, id := range f.d.WithRole("witness") {
		var saw []string
		for _, r := range f.d.Roles(id) {
			if r.Role == "witness" {
				saw = append(saw, r.Relation)
			}
		}
		p, _ := dossier.Find[*dossier.Party](f.d, id)
		rows = append(rows, []document.Cell{f.cell(f.name(id), f.cite(p)...), f.cell(strings.Join(compact(saw...), "; ")), f.cell(f.date(p.Birth))})
	}
	return table(f.heads("witness.name", "witness.relation", "witness.birth"), []float64{3, 4, 2}, rows)
}
