package desk

import (
	"slices"
	"testing"

	"probata/dossier"
	"probata/dossier/store"
)

// TestPutFact writes a line into an empty case and changes it: each edit is what the line
// says, as records of their own types, and taken back in one step.
func TestPutFact(t *testing.T) {
	st, _, id := newVault(t)
	load := func() *dossier.Dossier {
		d, err := st.Load(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	before := len(load().All())
	put := func(f Fact) Fact {
		t.Helper()
		d := load()
		f.Propose(d)
		records, remove, event, err := PutFact(st, d, f)
		if err != nil {
			t.Fatal(err)
		}
		if err := st.Apply(t.Context(), store.Change{Label: "edit", Group: string(event) + ".row", Case: id, Put: records, Remove: remove}); err != nil {
			t.Fatal(err)
		}
		d = load()
		e, ok := dossier.Find[*dossier.Event](d, event)
		if !ok {
			t.Fatal("there is no event")
		}
		return FactOf(d, e)
	}
	d := load()
	var victim dossier.ID
	for _, r := range dossier.Of[*dossier.Role](d) {
		switch {
		case r.Role != "alleged-victim":
		case victim == "":
			victim = r.Party
		case r.Party != victim: // the example has several
			r = dossier.Copy(r).(*dossier.Role)
			r.Role = "witness"
			if err := st.Apply(t.Context(), store.Change{Label: "edit", Case: id, Put: []dossier.Record{r}}); err != nil {
				t.Fatal(err)
			}
		}
	}
	parties := dossier.Of[*dossier.Party](d)
	guard := parties[slices.IndexFunc(parties, func(p *dossier.Party) bool { return p.ID != victim })].ID
	source := dossier.Of[*dossier.Source](d)[0].ID
	if OnlyVictim(d) != "" || OnlyVictim(load()) != victim {
		t.Errorf("the only alleged victim is %q of several, %q of one", OnlyVictim(d), OnlyVictim(load()))
	}
	f := put(Fact{What: "Arrest at home", When: dossier.Date{EDTF: "2026-03-12"}})
	f.Act, f.Perpetrators = "arrest", []dossier.ID{guard}
	f = put(f)
	if !slices.Equal(f.Victims, []dossier.ID{victim}) || f.Acts != 1 {
		t.Errorf("the only alleged victim is not proposed: %+v", f)
	}
	f.Source, f.Page, f.Provision = source, "7", "iccpr.9"
	f = put(f)
	d = load()
	e, _ := dossier.Find[*dossier.Event](d, f.Event)
	act := dossier.As[*dossier.Act](d.Children(e.ID, dossier.TypeAct))[0]
	a := firstAllegation(d, e.ID, []*dossier.Act{act})
	if e.Kind != "arrest" || e.Country == "" || act.Kind != "arrest" || f.Sources != 1 || f.Page != "7" || a == nil || a.Victim != victim || !slices.Contains(a.Facts, act.ID) {
		t.Errorf("%+v, kind %q, country %q, allegation %v", f, e.Kind, e.Country, a != nil)
	}
	if records, remove, _, err := PutFact(st, d, f); err != nil || len(records)+len(remove) > 0 {
		t.Errorf("a line that stays changes %d records, removes %d: %v", len(records), len(remove), err)
	}
	f.Perpetrators, f.Source, f.Page, f.Provision = nil, "", "", ""
	f = put(f)
	if len(f.Perpetrators) > 0 || f.Sources > 0 || f.Provision != "" || f.Act != "arrest" {
		t.Errorf("what was taken out is there: %+v", f)
	}
	d = load()
	act = dossier.Copy(d.Get(act.ID)).(*dossier.Act)
	act.Reason = "None was given."
	if err := st.Apply(t.Context(), store.Change{Label: "edit", Case: id, Put: []dossier.Record{act}}); err != nil {
		t.Fatal(err)
	}
	f.Act, f.Victims = "", nil
	if f = put(f); f.Acts != 1 {
		t.Error("an act that says more than the line went with it")
	}
	for range 3 { // the last edit changed nothing; the reason, the line
		if _, err := st.Undo(t.Context(), id); err != nil {
			break
		}
	}
	if after := len(load().All()); after != before {
		t.Errorf("%d records before, %d after the line was taken back", before, after)
	}
}

// TestCiteAgain: the same source on the next page for one fact, on the same for several,
// and none twice.
func TestCiteAgain(t *testing.T) {
	for page, want := range map[string]string{"7": "8", "12-13": "14", "12–13": "14", "": "", "xii": "xii", "A 4": "A 4"} {
		if got := NextPage(page); got != want {
			t.Errorf("after %q comes %q, want %q", page, got, want)
		}
	}
	st, _, id := newVault(t)
	d, err := st.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	d = d.Snapshot()
	var events []dossier.Record
	for range 2 {
		e, err := NewRecord(st, d, dossier.TypeEvent)
		if err != nil {
			t.Fatal(err)
		}
		d.Put(e)
		events = append(events, e)
	}
	last := LastCited(d)
	one, err := CiteAgain(st, d, events[0].Header().ID)
	if err != nil || len(one) != 1 || one[0].(*dossier.Citation).Source != last.Source || one[0].(*dossier.Citation).Page != NextPage(last.Page) {
		t.Fatalf("%v, %v", one, err)
	}
	if several, err := Cite(st, d, last.Source, "999", events[0].Header().ID, events[1].Header().ID); err != nil || len(several) != 2 || several[0].Header().ID == several[1].Header().ID {
		t.Errorf("%v, %v", several, err)
	}
	if again, err := Cite(st, d, last.Source, last.Page, last.Fact); err != nil || len(again) != 0 {
		t.Errorf("a place is cited twice: %v, %v", again, err)
	}
}
