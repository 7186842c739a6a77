package submission

import (
	"strings"
	"testing"

	"probata/dossier"
)

// TestPointers keeps the editions for others from saying who somebody is without
// naming them: by an office, by the body they head, by the report about them.
func TestPointers(t *testing.T) {
	d := fictional()
	head := func(id dossier.ID) dossier.Head { return dossier.Head{ID: id, Case: "case-1"} }
	w, _ := dossier.Find[*dossier.Party](d, "party-w")
	w.Occupation, w.Affiliation = "director of the Open Steppe Bureau", []dossier.ID{"party-o"}
	for _, r := range []dossier.Record{
		&dossier.Party{Head: dossier.Head{ID: "party-o"}, Kind: "organisation", Description: "bureau headed by Омаров"},
		&dossier.Name{Head: dossier.Head{ID: "name-o"}, Party: "party-o", Language: "en", Full: "Open Steppe Bureau"},
		&dossier.Role{Head: head("role-o"), Party: "party-o", Role: "other", Of: []dossier.ID{"party-w"}, Relation: "the bureau that this witness heads"},
	} {
		d.Put(r)
	}
	pointers := []string{"director of", "headed by", "that this witness heads", "-arrest"}
	for edition, want := range map[Edition]bool{Confidential: true, State: false, Public: false} {
		text := said(t, fill(t, Request{Dossier: d, Form: allViews(t), Edition: edition}))
		for _, s := range pointers {
			if strings.Contains(text, s) != want {
				t.Errorf("%s edition: %q found: %v, want %v", edition, s, !want, want)
			}
		}
		for _, s := range []string{"Open Steppe Bureau", "The Daily Steppe"} {
			if !strings.Contains(text, s) {
				t.Errorf("%s edition: %q is gone", edition, s)
			}
		}
	}
}
