package submission

import (
	"maps"
	"testing"

	"probata/dossier"
	"probata/dossier/document"
)

// TestCodesStay: a letter that was kept stays with its person when others come
// and go, and nobody gets one that is taken.
func TestCodesStay(t *testing.T) {
	own := func(id string, place int64) dossier.Head { return dossier.Head{ID: dossier.ID(id), Place: place} }
	people := func(list ...*dossier.Party) map[dossier.ID]int64 {
		t.Helper()
		d := dossier.New(&dossier.Case{Head: dossier.Head{ID: "case-1"}, States: []string{"KZ"}})
		for _, p := range list {
			p.Kind = "person"
			d.Put(p)
		}
		return fillCase(t, d, Public, document.Listed).Codes()
	}
	tests := []struct {
		name string
		list []*dossier.Party
		want map[dossier.ID]int64
	}{
		{"none kept", []*dossier.Party{{Head: own("party-a", 1)}, {Head: own("party-b", 2)}}, map[dossier.ID]int64{"party-a": 1, "party-b": 2}},
		{"the first is gone", []*dossier.Party{{Head: own("party-b", 2), Code: 2}}, map[dossier.ID]int64{"party-b": 2}},
		{
			"one comes before",
			[]*dossier.Party{{Head: own("party-n", 0)}, {Head: own("party-a", 1), Code: 1}, {Head: own("party-b", 2), Code: 2}},
			map[dossier.ID]int64{"party-n": 3, "party-a": 1, "party-b": 2},
		},
		{
			"the same out of two cases",
			[]*dossier.Party{{Head: own("party-a", 1), Code: 1}, {Head: own("party-b", 2), Code: 1}},
			map[dossier.ID]int64{"party-a": 1, "party-b": 2},
		},
	}
	for _, test := range tests {
		if got := people(test.list...); !maps.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}
