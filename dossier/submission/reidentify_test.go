package submission

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/edtf"
)

// known is a case of parents who may not be named and a son who may.
func known() *dossier.Dossier {
	head := func(id string) dossier.Head { return dossier.Head{ID: dossier.ID(id), Case: "case-1"} }
	own := func(id string) dossier.Head { return dossier.Head{ID: dossier.ID(id)} }
	return dossier.New(
		&dossier.Case{Head: own("case-1"), Title: "Case", States: []string{"KZ"}, Summary: "Her clinic is the Blue House; the nurse of Testaul spoke."},
		&dossier.Party{Head: own("party-son"), Kind: "person"}, &dossier.Name{Head: own("name-son"), Party: "party-son", Given: "Askar", Family: "Testbekov"},
		&dossier.Party{Head: own("party-mother"), Kind: "person", Age: "61", Occupation: "nurse", Affiliation: []dossier.ID{"party-clinic"}},
		&dossier.Name{Head: own("name-mother"), Party: "party-mother", Given: "Saule", Family: "Testbekova-Omar"},
		&dossier.Party{Head: own("party-clinic"), Kind: "organisation"}, &dossier.Name{Head: own("name-clinic"), Party: "party-clinic", Full: "Clinic of Testaul"},
		&dossier.Party{Head: own("party-father"), Kind: "person", Description: "father of the detained man"},
		&dossier.Role{Head: head("role-father"), Party: "party-father", Role: "relative", Of: []dossier.ID{"party-son"}, Relation: "father"},
		&dossier.Role{Head: head("role-victim"), Party: "party-mother", Role: "alleged-victim"},
		&dossier.Role{Head: head("role-son"), Party: "party-son", Role: "alleged-victim"},
		&dossier.Role{Head: head("role-mother"), Party: "party-mother", Role: "relative", Of: []dossier.ID{"party-son"}, Relation: "mother"},
		&dossier.Consent{Head: head("consent-son"), Party: "party-son", Scope: []string{"submit", "name-to-state", "name-published"}, Given: dossier.Date{EDTF: "2026-01-02"}},
		&dossier.Consent{Head: head("consent-mother"), Party: "party-mother", Scope: []string{"submit"}, Withheld: []string{"Blue House", " "}},
		&dossier.Event{Head: head("event-1"), Title: "Search", Kind: "search", Venue: "Testaul", Parties: []dossier.ID{"party-mother"}},
		&dossier.Quote{Head: head("quote-1"), Speaker: "party-mother", Words: "They took my son at dawn.", Language: "en"},
		&dossier.Quote{Head: head("quote-2"), Speaker: "party-mother", Words: "Nobody showed a paper.", Reported: "yes"},
		&dossier.Evidence{Head: head("evidence-1"), Title: "saule-door.jpg", Blob: "b", MediaType: "image/jpeg", Metadata: "GPS 43.2"},
	)
}

func fillKnown(t *testing.T, edition Edition, how document.AnnexHow) *Filled {
	t.Helper()
	return fillCase(t, known(), edition, how)
}

func fillCase(t *testing.T, d *dossier.Dossier, edition Edition, how document.AnnexHow) *Filled {
	t.Helper()
	forms, err := LoadForms(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	form, _ := forms.Get("dossier")
	today, err := edtf.Parse("2026-11-24")
	if err != nil {
		t.Fatal(err)
	}
	f, err := testEngine(t).Fill(context.Background(), Request{Dossier: d, Form: form, Edition: edition, Today: today, Annexes: how})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestReidentify points at each thing that tells who the mother is, and at none
// in the edition for the body.
func TestReidentify(t *testing.T) {
	tests := []struct {
		edition Edition
		how     document.AnnexHow
		want    string
	}{
		{Confidential, document.Attached, "withheld-asked consent-mother"},
		{State, document.Attached, "reidentify-file evidence-1, reidentify-kin role-father, reidentify-kin role-mother, reidentify-metadata evidence-1, " +
			"reidentify-place party-mother, reidentify-post party-mother, reidentify-words quote-1, withheld-asked consent-mother"},
		{Public, document.Listed, "reidentify-file evidence-1, reidentify-kin role-father, reidentify-kin role-mother, reidentify-place party-mother, " +
			"reidentify-post party-mother, reidentify-reported quote-2, reidentify-words quote-1, withheld-asked consent-mother"},
	}
	for _, test := range tests {
		var got []string
		for _, p := range fillKnown(t, test.edition, test.how).Problems {
			if strings.HasPrefix(p.Key, "reidentify") || p.Key == "withheld-asked" {
				got = append(got, p.Key+" "+string(p.Record))
			}
		}
		slices.Sort(got)
		if list := strings.Join(got, ", "); list != test.want {
			t.Errorf("%s: %s\nwant %s", test.edition, list, test.want)
		}
	}
}

// TestKeptBack: what somebody asked to be kept back is in no edition, not even
// in that for the body.
func TestKeptBack(t *testing.T) {
	for _, edition := range editions {
		f := fillKnown(t, edition, document.Listed)
		doc, err := f.Document()
		if err != nil {
			t.Fatal(err)
		}
		text := DocumentText(doc)
		if strings.Contains(text, "Blue House") || !strings.Contains(text, "Her clinic is the [withheld]") {
			t.Errorf("%s: what was to be kept back is told", edition)
		}
		if len(Leaks("the Blue House", f.Withheld())) == 0 {
			t.Errorf("%s: a leak of it would not be found", edition)
		}
	}
}
