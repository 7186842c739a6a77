package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"probata/dossier"
	"probata/ui/first"
	"probata/ui/room"
	"probata/ui/widget"
)

// unlockAgain types the pass phrase after a lock.
func (b *bench) unlockAgain() {
	b.t.Helper()
	b.settle("lock", func() bool { _, ok := b.screen.(*first.Unlock); return ok && b.session == nil })
	u := b.screen.(*first.Unlock)
	u.Pass.SetText(testPhrase)
	test.Tap(u.Open)
	b.settle("unlock", func() bool { return b.session != nil })
}

// TestLeftOff locks in each kind of place and comes back to it: the tab, the list,
// the record and the field with the keyboard.
func TestLeftOff(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	room.Create(b, dossier.TypeNote, "", nil)
	note := b.first(dossier.TypeNote)
	room.Create(b, dossier.TypeTranslation, "", func(r dossier.Record) { r.(*dossier.Translation).Quote = b.first(dossier.TypeQuote) })
	var translation dossier.ID
	for _, x := range dossier.Of[*dossier.Translation](b.session.Dossier) {
		if x.Quote != "" {
			translation = x.ID
		}
	}
	for _, c := range []struct {
		tab    string
		record dossier.ID
		field  string
	}{
		{"overview", b.session.CaseID(), "summary"},
		{"timeline", "event-e3", "venue"},
		{"quotes", translation, "words"},
		{"notes", note, "text"},
		{"parties", b.first(dossier.TypeParty), "occupation"},
	} {
		b.Jump(c.record, c.field)
		if got := b.session.Dossier.Get(c.record); got == nil {
			t.Fatalf("no record %s", c.record)
		}
		b.lock(nil)
		b.unlockAgain()
		s := b.shell()
		if s.view == nil || s.view.key != c.tab || s.view.section() == nil || s.view.section().Editor.ID != c.record {
			t.Errorf("%s: came back to another place", c.record)
			continue
		}
		e := s.view.section().Editor
		f := e.Form(c.record.Type()).Form.Field(c.field)
		if f == nil {
			t.Fatalf("no field %s.%s", c.record, c.field)
		}
		if !widget.Holds(f.Object(), b.win.Canvas().Focused()) {
			t.Errorf("%s.%s: the keyboard is not in the field", c.record, c.field)
		}
	}
	b.lock(nil)
	b.unlockAgain()
	if text, err := b.session.Store.Setting(t.Context(), leftOffKey); err != nil || text != "" {
		t.Errorf("the place is kept after it was shown: %v", err)
	}
}
