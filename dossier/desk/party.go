package desk

import (
	"slices"

	"probata/dossier"
	"probata/dossier/store"
)

// NewParty are the records of a person who comes into a case by name and role: the party,
// the name and what the party is in the case.
func NewParty(st *store.Store, d *dossier.Dossier, name, role string) ([]dossier.Record, error) {
	var out []dossier.Record
	for _, t := range []dossier.Type{dossier.TypeParty, dossier.TypeName, dossier.TypeRole} {
		r, err := NewRecord(st, d, t)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	p, n, r := out[0].(*dossier.Party), out[1].(*dossier.Name), out[2].(*dossier.Role)
	p.Kind = "person"
	n.Party, n.Full = p.ID, name
	r.Party, r.Role = p.ID, role
	return out, nil
}

// PartyNamed is the party of a case with a name that fold makes the same, "" for none or
// for several.
func PartyNamed(d *dossier.Dossier, name string, fold func(string) string) (found dossier.ID) {
	for _, n := range dossier.Of[*dossier.Name](d) {
		same := slices.ContainsFunc([]string{n.Full, n.Display(), n.Family + " " + n.Given, n.Given + " " + n.Family}, func(s string) bool { return fold(s) == fold(name) })
		if !same || n.Party == found {
			continue
		}
		if found != "" {
			return ""
		}
		found = n.Party
	}
	return found
}
