package ui

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"probata/dossier"
	"probata/dossier/store"
	"probata/ui/room"
)

// TestVersions brings an earlier state of a record back.
func TestVersions(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.example()
	id := b.first(dossier.TypeEvent)
	was := b.session.Dossier.Get(id).(*dossier.Event).Title
	b.session.Set(id, func(r dossier.Record) { r.(*dossier.Event).Title = "A wrong title" })
	s.showTab("history")
	h := s.view.history()
	versions, err := b.session.Store.Versions(t.Context(), id)
	if err != nil || len(versions) != 2 {
		t.Fatalf("%d versions, %v", len(versions), err)
	}
	h.ShowVersion(id, versions[1])
	tapButton(t, h.Detail, "Bring this version back")
	if got := b.session.Dossier.Get(id).(*dossier.Event).Title; got != was {
		t.Errorf("the title is %q, want %q", got, was)
	}
	s.undo(false)
	if got := b.session.Dossier.Get(id).(*dossier.Event).Title; got != "A wrong title" {
		t.Errorf("after undo the title is %q", got)
	}
}

// TestTrash puts a deleted record back with what belonged to it.
func TestTrash(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.example()
	id := dossier.ID("event-e8")
	owned, all := len(b.session.Dossier.Owned(id)), len(b.session.Dossier.All())
	room.AskRemove(b, id)
	b.confirm()
	if b.session.Dossier.Get(id) != nil {
		t.Fatal("the event is still there")
	}
	s.showTab("history")
	h := s.view.history()
	switchOn(t, h.Mode)
	if len(h.Trash) == 0 {
		t.Fatal("the trash is empty")
	}
	if len(h.Trash) != 1 || h.Trash[0][0].Record.Header().ID != id {
		t.Fatalf("the trash has %d steps, the first of %s", len(h.Trash), h.Trash[0][0].Record.Header().ID)
	}
	tapButton(t, h.Detail, "Put back")
	if b.session.Dossier.Get(id) == nil || len(b.session.Dossier.Owned(id)) != owned || len(b.session.Dossier.All()) != all {
		t.Errorf("back came %d of %d records; %s", len(b.session.Dossier.Owned(id)), owned, s.banner.Text())
	}
}

// TestHistoryFilter shows only what is of a type and holds the words.
func TestHistoryFilter(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.example()
	b.session.Set("event-e3", func(r dossier.Record) { r.(*dossier.Event).Country = "RU" })
	b.session.Set(b.first(dossier.TypeQuote), func(r dossier.Record) { r.(*dossier.Quote).Language = "de" })
	s.showTab("history")
	h := s.view.history()
	all := len(h.Entries)
	h.Kind = dossier.TypeQuote
	h.Refill()
	if n := len(h.Entries); n == 0 || n >= all {
		t.Errorf("of %d entries %d are of quotes", all, n)
	}
	for _, e := range h.Entries {
		if e.Record.Type() != dossier.TypeQuote {
			t.Fatalf("%s is shown", e.Record)
		}
	}
	h.Kind, h.Words = "", "changed"
	h.Refill()
	if n := len(h.Entries); n != 2 {
		t.Errorf("%d entries hold the word, want 2", n)
	}
}

// TestHistoryOf narrows the history to a person, to days and to words, and the
// keyboard finds the filter.
func TestHistoryOf(t *testing.T) {
	b := newBench(t, "en", "light")
	b.app.Preferences().SetString("who", "AB")
	b.example()
	path, id := b.session.Path, b.session.CaseID()
	b.lock(nil)
	b.settle("lock", func() bool { return b.session == nil })
	b.app.Preferences().SetString("who", "CD")
	b.parts.Now = func() time.Time { return testNow().AddDate(0, 0, 40) }
	st, err := store.Open(path, []byte(testPhrase), b.options())
	if err != nil {
		t.Fatal(err)
	}
	b.begin(st, path)
	s := b.shell()
	s.openCase(id)
	b.session.Set("event-e3", func(r dossier.Record) { r.(*dossier.Event).Country = "RU" })
	s.showTab("history")
	h := s.view.history()
	all := len(h.Entries)
	if got := h.List; got == nil || all < 50 || !slices.Equal(h.People, []string{"AB", "CD"}) {
		t.Fatalf("%d entries of %v", all, h.People)
	}
	h.Person.OnChanged("CD")
	if len(h.Entries) != 1 || h.Entries[0].Who != "CD" || !slices.Equal(h.People, []string{"AB", "CD"}) {
		t.Errorf("by one: %d entries, to choose from %v", len(h.Entries), h.People)
	}
	h.Person.OnChanged("")
	for _, c := range []struct {
		when string
		want int
	}{{"November 2026", all - 1}, {"2026-11-24", all - 1}, {"2027", 1}, {"2027-01-03/2027-01-03", 1}, {"2025", 0}, {"2026/2027", all}, {"", all}} {
		h.When.OnChanged(c.when)
		if len(h.Entries) != c.want {
			t.Errorf("%q: %d entries, want %d", c.when, len(h.Entries), c.want)
		}
	}
	s.filter()
	test.Type(b.win.Canvas().Focused(), "country")
	if len(h.Entries) != 1 {
		t.Errorf("with a word: %d entries", len(h.Entries))
	}
}
