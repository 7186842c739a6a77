package submission

import (
	"slices"

	"probata/dossier"
	"probata/dossier/aftercheck"
)

// Edition says for whose eyes a text is made.
type Edition string

// The editions.
const (
	Confidential Edition = "confidential" // for the body: everything, with the author
	State        Edition = "state"        // what the State may read: without the author and the sources
	Public       Edition = "public"       // for everybody: only names whose publication was agreed to
)

// Editions are all editions in order of growing audience.
var editions = []Edition{Confidential, State, Public}

// ParseEdition reads the name of an edition.
func ParseEdition(s string) (Edition, bool) {
	return Edition(s), slices.Contains(editions, Edition(s))
}

// scope is the level of disclosure a person must have agreed to before the
// edition may name them (reference model CN-6).
func (e Edition) scope() string {
	switch e {
	case State:
		return "name-to-state"
	case Public:
		return "name-published"
	}
	return "submit"
}

// exposed are the roles by which somebody is named because of what they did in
// office or in public life. All other persons are named only with consent.
var exposed = []string{
	"alleged-perpetrator", "arresting-authority", "holding-authority", "ordering-authority",
	"court", "investigator", "criticised", "public-figure",
}

// protected tells whether the name of a party is withheld unless it agreed.
func protected(d *dossier.Dossier, party dossier.ID) bool {
	if !d.IsPerson(party) {
		return false
	}
	roles := d.Roles(party)
	return len(roles) == 0 || slices.ContainsFunc(roles, func(r *dossier.Role) bool {
		return !slices.Contains(exposed, r.Role)
	})
}

// tellsAuthor tells whether a party is named in the case as the one who
// submits: that is never told to others without its consent (Manual of
// Operations of the Special Procedures, 2008). An alleged victim who submits is
// known anyway.
func tellsAuthor(d *dossier.Dossier, party, author dossier.ID) bool {
	return (party == author || d.HasRole(party, "author", "source")) && !d.HasRole(party, "alleged-victim")
}

// leakError tells how many withheld strings were found; the passages are for the
// eyes of the author.
func leakError(passages []string) error {
	leak := &aftercheck.LeakError{N: len(passages), Places: []aftercheck.Place{{Part: "text"}}}
	for _, s := range passages {
		leak.Finds = append(leak.Finds, aftercheck.Find{Level: aftercheck.Leak, How: "name", Part: "text", Passage: s})
	}
	return leak
}
