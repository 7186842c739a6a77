package submission

import (
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
)

// timelineEvents are the events in order. A form for one victim still tells
// the whole: what happened to the family is part of the case.
func (f *filler) timelineEvents() []*dossier.Event {
	if f.order == nil {
		f.order = f.d.Timeline()
	}
	return f.order
}

// relation is where an undated event stands among the others, by reference to
// their paragraphs.
func (f *filler) relation(e *dossier.Event) string {
	for _, x := range []struct {
		key string
		ids []dossier.ID
	}{{"during", e.During}, {"after", e.After}, {"before", e.Before}} {
		if len(x.ids) == 0 {
			continue
		}
		var titles []string
		for _, id := range x.ids {
			if o, ok := dossier.Find[*dossier.Event](f.d, id); ok {
				titles = append(titles, f.t("quoted", "words", strings.TrimSuffix(o.Title, ".")))
			}
		}
		return f.t("order."+x.key, "events", f.words.List(titles))
	}
	return ""
}

// label is one short sentence: what it is, then the value.
func (f *filler) label(what, value string) string {
	return sentence(f.t("labelled", "label", upperFirst(what), "value", value))
}

// doers are those said to have had a part in an act, each with that part.
func (f *filler) doers(a *dossier.Act) []string {
	var who []string
	for _, i := range dossier.As[*dossier.Involvement](f.d.Children(a.ID, dossier.TypeInvolvement)) {
		s := f.name(i.Party)
		if i.Degree != "" {
			s += " (" + lowerFirst(f.word("degree", i.Degree)) + ")"
		}
		who = append(who, s)
	}
	return who
}

// quotesAbout are the quotes that speak of an event or of an act in it.
func (f *filler) quotesAbout(e *dossier.Event) []*dossier.Quote {
	out := dossier.As[*dossier.Quote](f.d.LinkedFrom(e.ID, dossier.TypeQuote, "about"))
	for _, a := range f.d.Children(e.ID, dossier.TypeAct) {
		out = append(out, dossier.As[*dossier.Quote](f.d.LinkedFrom(a.Header().ID, dossier.TypeQuote, "about"))...)
	}
	return out
}

// quote is somebody's words with who said them, where, and the source.
func (f *filler) quote(q *dossier.Quote) document.Block {
	out := document.Quote{Original: document.T(q.Words), OriginalLang: q.Language}
	if out.OriginalLang == "" {
		out.OriginalLang = f.language(q.Words)
	}
	at := dossier.Place{Record: q.ID, Field: "words"}
	if t := f.d.Version(at, f.req.Language); t != nil && f.d.LanguageOf(at) != f.req.Language {
		out.Translations = []document.Translation{{Lang: t.Language, Text: document.T(t.Words)}}
	}
	who := []string{f.name(q.Speaker)}
	if e, ok := dossier.Find[*dossier.Event](f.d, q.Occasion); ok {
		who = append(who, e.Title)
		if when := f.date(e.When); when != "" {
			who = append(who, when)
		}
	}
	if q.Reported == "yes" {
		who = append(who, f.t("quote.reported"))
	}
	out.Attribution = append(f.content(strings.Join(who, ", ")), f.cite(q)...)
	return out
}

// quotes are all quotes in the order of the case.
func (f *filler) quotes(*Question) []document.Block {
	var out []document.Block
	for _, q := range dossier.Of[*dossier.Quote](f.d) {
		out = append(out, f.quote(q))
	}
	return out
}

// timeline is the events as a table.
func (f *filler) timeline(*Question) []document.Block {
	var rows [][]document.Cell
	for i, e := range f.timelineEvents() {
		when := f.date(e.When)
		if when == "" {
			when = f.relation(e)
		}
		if when == "" {
			when = f.t("undated")
		}
		place := strings.Join(compact(e.Venue, e.Area, f.choice("country", e.Country)), ", ")
		what := append(f.content(e.Title), f.cite(e)...)
		rows = append(rows, []document.Cell{
			document.H(f.words.Number(i + 1)), f.cell(when), document.S(what...), f.cell(place), f.cell(f.names(f.people(e))),
		})
	}
	return table(f.heads("event.number", "event.when", "event.what", "event.place", "event.parties"),
		[]float64{0.9, 2.4, 4, 2.4, 3}, rows)
}

// people are all parties of an event: those named with it and those of its acts.
func (f *filler) people(e *dossier.Event) []dossier.ID {
	out := slices.Clone(e.Parties)
	for _, a := range dossier.As[*dossier.Act](f.d.Children(e.ID, dossier.TypeAct)) {
		out = append(out, a.Victim)
		for _, i := range dossier.As[*dossier.Involvement](f.d.Children(a.ID, dossier.TypeInvolvement)) {
			out = append(out, i.Party)
		}
	}
	var once []dossier.ID
	for _, id := range out {
		if id != "" && !slices.Contains(once, id) {
			once = append(once, id)
		}
	}
	return once
}

// parties are the persons and bodies of the case with their roles. All that is
// said of one party carries one note.
func (f *filler) parties(q *Question) []document.Block {
	var rows [][]document.Cell
	for _, p := range dossier.Of[*dossier.Party](f.d) {
		if len(q.Filter) > 0 && !f.d.HasRole(p.ID, q.Filter...) || f.onLeaf(p.ID) {
			continue
		}
		rows = append(rows, []document.Cell{
			document.H(f.words.Number(len(rows) + 1)), f.cell(f.name(p.ID), f.notes(f.partyCitations(p))...),
			f.roleCell(p.ID), f.cell(f.about(p)),
		})
	}
	return table(f.heads("party.number", "party.name", "party.roles", "party.about"),
		[]float64{0.9, 3.4, 3.8, 4.4}, rows)
}

// leafRoles are roles in the making of a submission. Who has them stands on the leaf of the author, which can be taken off.
var leafRoles = []string{"author", "source"}

// onLeaf tells whether a party has a part in the submission alone, and none in what it tells.
func (f *filler) onLeaf(id dossier.ID) bool {
	roles := f.d.Roles(id)
	if id != f.req.Author && !f.d.HasRole(id, leafRoles...) ||
		slices.ContainsFunc(roles, func(r *dossier.Role) bool { return !slices.Contains(leafRoles, r.Role) && r.Role != "representative" }) {
		return false
	}
	return !slices.ContainsFunc(f.timelineEvents(), func(e *dossier.Event) bool { return slices.Contains(f.people(e), id) })
}

// about is what a party is, said once: fields often repeat each other.
func (f *filler) about(p *dossier.Party) string {
	parts := compact(p.Occupation, p.Activity)
	if f.d.Named(p.ID) {
		parts = compact(p.Activity, p.Occupation, p.Description)
	}
	var out []string
	for _, s := range parts {
		said := words(strings.ToLower(strings.Join(out, " ")))
		if !strings.Contains(said, words(strings.ToLower(s))) {
			out = append(out, strings.TrimSuffix(s, "."))
		}
	}
	return strings.Join(out, "; ")
}

// partyCitations are the citations behind a party, its names and its roles.
func (f *filler) partyCitations(p *dossier.Party) []*dossier.Citation {
	out := f.d.Citations(p.ID)
	for _, n := range f.d.Children(p.ID, dossier.TypeName) {
		out = append(out, f.d.Citations(n.Header().ID)...)
	}
	for _, r := range f.d.Roles(p.ID) {
		out = append(out, f.d.Citations(r.ID)...)
	}
	return out
}

func (f *filler) roleCell(id dossier.ID) document.Cell {
	var c document.Cell
	for _, r := range f.d.Roles(id) {
		if slices.Contains(leafRoles, r.Role) {
			continue
		}
		s := f.word("role", r.Role)
		switch {
		case r.Role == "other" && r.Relation != "":
			s = upperFirst(r.Relation)
		case r.Relation != "":
			s += ": " + r.Relation
		}
		if len(r.Of) > 0 {
			s += " (" + f.names(r.Of) + ")"
		}
		c.Paragraphs = append(c.Paragraphs, f.content(s))
	}
	if c.Paragraphs == nil {
		c.Paragraphs = [][]document.Span{nil}
	}
	return c
}
