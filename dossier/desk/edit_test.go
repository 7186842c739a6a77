package desk

import (
	"testing"
	"time"

	"probata/dossier"
	"probata/dossier/store"
)

// TestRemoval: whatever is removed, nothing is left pointing at it, and the store takes
// it; one step takes it back.
func TestRemoval(t *testing.T) {
	st, _, id := newVault(t)
	whole, err := st.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, first := range []dossier.Type{dossier.TypeEvent, dossier.TypeSource, dossier.TypeParty, dossier.TypeEvidence, dossier.TypeQuote} {
		all := whole.List(first)
		if len(all) == 0 {
			continue
		}
		plan := PlanRemoval(whole, all[0].Header().ID)
		if len(plan.Gone) == 0 || len(plan.Remove) == 0 {
			t.Fatalf("%s: nothing goes", first)
		}
		if err := st.Apply(t.Context(), store.Change{Label: "remove", Case: id, Put: plan.Put, Remove: plan.Remove}); err != nil {
			t.Fatalf("%s: %v", first, err)
		}
		left, err := st.Load(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		gone := map[dossier.ID]bool{}
		for _, r := range plan.Gone {
			gone[r.Header().ID] = true
			if left.Get(r.Header().ID) != nil && !dossier.TableOf(r.Type()).Shared {
				t.Errorf("%s: %s is still there", first, r.Header().ID)
			}
		}
		for _, r := range left.All() {
			for _, f := range dossier.TableOf(r.Type()).Fields {
				for _, x := range f.Links(r) {
					if gone[x] {
						t.Errorf("%s: %s.%s points at what is gone", first, r.Header().ID, f.Key)
					}
				}
			}
		}
		if _, err := st.Undo(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		if back, err := st.Load(t.Context(), id); err != nil || len(back.All()) != len(whole.All()) {
			t.Fatalf("%s: %d of %d records came back, %v", first, len(back.All()), len(whole.All()), err)
		}
	}
}

// TestDerive: a translation knows the words it was made from, those of the same edit
// first.
func TestDerive(t *testing.T) {
	q := &dossier.Quote{Head: dossier.Head{ID: "quote-1", Case: "case-1"}, Words: "Old words"}
	d := dossier.New(&dossier.Case{Head: dossier.Head{ID: "case-1"}}, q)
	tr := func() *dossier.Translation {
		return &dossier.Translation{Head: dossier.Head{ID: "translation-1", Case: "case-1"}, Quote: q.ID, Words: "Translated"}
	}
	alone, beside, none := tr(), tr(), tr()
	none.Words = ""
	Derive(d, []dossier.Record{alone})
	Derive(d, []dossier.Record{beside, &dossier.Quote{Head: q.Head, Words: "New words"}})
	Derive(d, []dossier.Record{none})
	if alone.Of != dossier.Digest("Old words") || beside.Of != dossier.Digest("New words") || none.Of != "" {
		t.Errorf("%q, %q, %q", alone.Of, beside.Of, none.Of)
	}
}

// TestBackUp: a backup is remembered, where and when, and no more than wanted are kept.
func TestBackUp(t *testing.T) {
	st, _, _ := newVault(t)
	folder, at := t.TempDir(), time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	if !LastBackup(t.Context(), st).IsZero() {
		t.Error("a backup is remembered before there is one")
	}
	for range 2 {
		if _, err := BackUp(t.Context(), st, folder, BackupsKept, at, nil); err != nil {
			t.Fatal(err)
		}
		at = at.Add(time.Hour)
	}
	where, err := BackupFolder(t.Context(), st)
	if err != nil || where != folder || !LastBackup(t.Context(), st).Equal(at.Add(-time.Hour)) {
		t.Errorf("remembered: %v, %v, %v", where == folder, LastBackup(t.Context(), st), err)
	}
}
