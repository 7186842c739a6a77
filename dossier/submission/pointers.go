package submission

import (
	"slices"

	"probata/dossier"
)

// dropPointers takes away what leads from public records back to a withheld
// person without naming them: the address of a source about them and who wrote
// it, the office that only they hold, and what a named body is said to be in terms of them. Whoever is
// described as the director of a named organisation is named.
//
// It cannot hide a case that is widely known: the exact words of a published
// quote still find it. That is for whoever publishes to judge.
func (r *redactor) dropPointers(c *cleaner) {
	for _, s := range dossier.Of[*dossier.Source](r.d) {
		if tells(c, s) { // the publisher and the day stay: a reader may ask there
			s.Authors, s.URL, s.Archive, s.Number = nil, "", "", ""
		}
	}
	for _, p := range dossier.Of[*dossier.Party](r.d) {
		switch coded := r.coded(p.ID); {
		case coded && !r.d.HasRole(p.ID, "alleged-victim"):
			r.forget(&p.Occupation, &p.Activity)
			p.Description, p.Affiliation = "", nil
		case !coded && r.d.Named(p.ID) && tells(c, p):
			r.forget(&p.Description, &p.Activity)
		}
	}
	for _, role := range dossier.Of[*dossier.Role](r.d) {
		r.loosen(role)
	}
}

// loosen cuts a role that ties a named body to a withheld person, or the other
// way round. An alleged victim stays tied to those who act for them.
func (r *redactor) loosen(role *dossier.Role) {
	own := r.coded(role.Party)
	if !r.d.Named(role.Party) || !slices.ContainsFunc(role.Of, func(id dossier.ID) bool { return r.coded(id) != own }) {
		return
	}
	role.Of = slices.DeleteFunc(slices.Clone(role.Of), func(id dossier.ID) bool { return r.coded(id) != own })
	r.forget(&role.Relation)
}

func (r *redactor) forget(texts ...*string) {
	for _, s := range texts {
		if *s != "" {
			*s = r.words.T("doc.withheld")
		}
	}
}

// tells tells whether any text of a record holds what is withheld.
func tells(c *cleaner, rec dossier.Record) bool {
	for _, f := range dossier.TableOf(rec.Type()).Fields {
		if !sign(f) && slices.ContainsFunc(f.Texts(rec), c.changes) {
			return true
		}
	}
	return false
}

// coded tells whether a party has a stand-in for its name.
func (r *redactor) coded(id dossier.ID) bool {
	return slices.ContainsFunc(dossier.As[*dossier.Name](r.d.Children(id, dossier.TypeName)),
		func(n *dossier.Name) bool { return slices.Contains(r.stands, n.Family) })
}
