package submission

import (
	"slices"
	"strings"
	"unicode/utf8"

	"probata/dossier"
	"probata/dossier/withhold"
)

// subjectsOf is everybody whom the words of the case may denote: its parties with
// their names, and what tells those who are withheld. Those who may be named are
// there too, and places, institutions and writers: their names are theirs. Which
// parties keep their own, free tells.
func subjectsOf(req Request, rules *withhold.Rules) (all []withhold.Subject, free map[dossier.ID]bool) {
	free = map[dossier.ID]bool{}
	var bodies []*dossier.Party
	for _, p := range dossier.Of[*dossier.Party](req.Dossier) {
		hidden := coded(req, p.ID)
		values := valuesOf(req, p, hidden)
		switch {
		case hidden:
			all = append(all, subject(req.Dossier, p, true, values))
			continue
		case len(values) > 0:
			all = append(all, withhold.Subject{ID: privateOf + string(p.ID), Withheld: true, Values: values})
		}
		if !req.Dossier.IsPerson(p.ID) {
			bodies = append(bodies, p)
			continue
		}
		free[p.ID] = true
		all = append(all, subject(req.Dossier, p, false, nil))
	}
	persons := rules.Finder(all)
	for _, p := range bodies {
		if s := subject(req.Dossier, p, false, nil); ownName(persons, p, s.Names) {
			free[p.ID] = true
			all = append(all, s)
		}
	}
	return append(all, named(req.Dossier, persons)...), free
}

func subject(d *dossier.Dossier, p *dossier.Party, hidden bool, values []withhold.Value) withhold.Subject {
	s := withhold.Subject{ID: string(p.ID), Kind: withhold.Body, Withheld: hidden, Sex: p.Sex, Names: namesOf(d, p.ID), Values: values}
	if d.IsPerson(p.ID) {
		s.Kind = withhold.Person
	}
	return s
}

// ownName tells whether the name of a body is its own: the fund of a witness, or
// the firm that bears their name, tells who they are. A State body may bear the
// family name of anybody.
func ownName(persons *withhold.Finder, p *dossier.Party, names []withhold.Name) bool {
	public := p.Kind == "state-body" || p.Kind == "court"
	for _, n := range names {
		for _, h := range persons.Hits(strings.TrimSpace(n.Full + " " + n.Family)) {
			if h.Certain && (!public || h.What != withhold.Family) {
				return false
			}
		}
	}
	return true
}

// privateOf begins the id of the subject that holds what is private of a party
// whose name is none.
const privateOf = "private-"

func namesOf(d *dossier.Dossier, party dossier.ID) []withhold.Name {
	var out []withhold.Name
	for _, n := range dossier.As[*dossier.Name](d.Children(party, dossier.TypeName)) {
		if n.Display() == "" {
			continue
		}
		if n.Kind == "nickname" {
			out = append(out, withhold.Name{Other: n.Display(), Language: n.Language})
			continue
		}
		out = append(out, withhold.Name{Full: n.Full, Family: n.Family, Given: n.Given, Patronymic: n.Patronymic, Language: n.Language})
	}
	return out
}

// valuesOf is what tells a party without naming it, as far as the edition
// withholds it: everything private of those who are hidden, and in the public
// edition of everybody how to reach them.
func valuesOf(req Request, p *dossier.Party, hidden bool) []withhold.Value {
	if !hidden && req.Edition != Public {
		return nil
	}
	var out []withhold.Value
	add := func(kind withhold.ValueKind, text string) {
		if utf8.RuneCountInString(strings.TrimSpace(text)) > 3 {
			out = append(out, withhold.Value{Kind: kind, Text: text})
		}
	}
	for _, r := range dossier.As[*dossier.Identity](req.Dossier.Children(p.ID, dossier.TypeIdentity)) {
		add(withhold.Document, r.Number)
	}
	for _, r := range dossier.As[*dossier.Address](req.Dossier.Children(p.ID, dossier.TypeAddress)) {
		add(withhold.Address, r.Lines)
	}
	for _, r := range dossier.As[*dossier.Contact](req.Dossier.Children(p.ID, dossier.TypeContact)) {
		if r.Kind == "website" && !hidden && !req.Dossier.IsPerson(p.ID) {
			continue // a newspaper's own page is where its articles are read
		}
		add(contactKind(r), r.Value)
	}
	if hidden && !p.Birth.Value().IsZero() {
		out = append(out, withhold.Value{Kind: withhold.Birth, Date: p.Birth.Value()})
	}
	return out
}

func contactKind(c *dossier.Contact) withhold.ValueKind {
	switch {
	case c.Kind == "telephone":
		return withhold.Telephone
	case c.Kind == "website" || strings.Contains(c.Value, "://"):
		return withhold.URL
	case strings.Contains(strings.TrimLeft(c.Value, "@"), "@"):
		return withhold.Mail
	case strings.HasPrefix(c.Value, "@"), c.Kind == "messenger" && strings.ContainsFunc(c.Value, func(r rune) bool { return r >= 'a' && r <= 'z' }):
		return withhold.Handle
	case c.Kind == "messenger":
		return withhold.Telephone
	}
	return withhold.OtherValue
}

// named are places, institutions and writers that the case names in fields made
// for them. One whose name is also that of somebody withheld protects nothing:
// "Sadykova's flat" in the field for a place is a leak as anywhere.
func named(d *dossier.Dossier, persons *withhold.Finder) []withhold.Subject {
	var out []withhold.Subject
	seen := map[string]bool{}
	add := func(kind withhold.Kind, text string, town bool) {
		if text = strings.TrimSpace(text); utf8.RuneCountInString(text) < 2 || seen[text] {
			return
		}
		seen[text] = true
		if nobodys(persons.Hits(text), text, town) {
			out = append(out, withhold.Subject{ID: "named-" + text, Kind: kind, Names: []withhold.Name{{Full: text}}})
		}
	}
	for _, r := range d.All() {
		kind := placeOrBody(r.Type())
		for _, f := range dossier.TableOf(r.Type()).Fields {
			if !f.Proper || f.Empty(r) {
				continue
			}
			s := f.String(r)
			add(kind, s, f.Key != "venue")
			if parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",;()", r) }); len(parts) > 1 {
				for _, part := range parts {
					add(kind, part, false)
				}
			}
		}
	}
	for _, s := range dossier.Of[*dossier.Source](d) {
		for _, a := range s.Authors {
			add(withhold.Person, a, false)
		}
	}
	return out
}

func placeOrBody(t dossier.Type) withhold.Kind {
	if slices.Contains([]dossier.Type{dossier.TypeEvent, dossier.TypeDetention, dossier.TypeAddress, dossier.TypeConsent}, t) {
		return withhold.Place
	}
	return withhold.Body
}

// nobodys tells whether nobody withheld is meant in the name of a place: nobody is
// found there, or what is found is the word of a place for the finder too, or the
// one word that is the name of the town.
func nobodys(hits []withhold.Hit, text string, town bool) bool {
	for _, h := range hits {
		whole := town && h.From == 0 && h.To == len(text) && !strings.Contains(text, " ") && h.What != withhold.ValueFound
		if h.Reason != withhold.PlaceName && !whole {
			return false
		}
	}
	return true
}
