package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"probata/dossier"
	"probata/dossier/submission"
	"probata/ui/widget"
)

// shareName puts two people with one given name into the case, of whom one may be
// named, and two notes of an event that tell neither apart.
func (b *bench) shareName() {
	b.t.Helper()
	head := func(id dossier.ID) dossier.Head { return dossier.Head{ID: id, Case: b.session.CaseID()} }
	own := func(id dossier.ID) dossier.Head { return dossier.Head{ID: id} }
	if !b.session.Apply("add", "", []dossier.Record{
		&dossier.Party{Head: own("party-w1"), Kind: "person"}, &dossier.Name{Head: own("name-w1"), Party: "party-w1", Family: "Tokarev", Given: "Yerlan"},
		&dossier.Party{Head: own("party-v1"), Kind: "person"}, &dossier.Name{Head: own("name-v1"), Party: "party-v1", Family: "Abenov", Given: "Yerlan"},
		&dossier.Role{Head: head("role-w1"), Party: "party-w1", Role: "witness"}, &dossier.Role{Head: head("role-v1"), Party: "party-v1", Role: "public-figure"},
		&dossier.Event{Head: head("event-r1"), Title: "Search", Description: "At dawn Yerlan came out of the house."},
		&dossier.Event{Head: head("event-r2"), Title: "Arrest", Description: "In the evening Yerlan Abenov spoke and Yerlan wept."},
	}, nil) {
		b.t.Fatal("the records were not taken")
	}
}

// key presses a key on what has the focus.
func (b *bench) key(k fyne.KeyName) {
	b.t.Helper()
	f := b.win.Canvas().Focused()
	if f == nil {
		b.t.Fatal("nothing has the focus")
	}
	f.TypedKey(&fyne.KeyEvent{Name: k})
}

// TestReview decides on the passages with the keyboard alone, and finds the
// decisions in the case, one undo each.
func TestReview(t *testing.T) {
	for _, tag := range []string{"en", "ru"} {
		b := newBench(t, tag, "light")
		b.example()
		b.shareName()
		b.shell().showTab("submissions")
		s := b.shell().view.submit()
		s.BeginFor("wgad", "", "")
		sub := dossier.Copy(s.Record()).(*dossier.Submission)
		sub.Edition = string(submission.Public)
		b.session.Apply("edit", "", []dossier.Record{sub}, nil)
		if n := len(s.Filled.Open()); n != 2 {
			t.Fatalf("%d passages are open, want 2", n)
		}
		s.AskExport() // stops, and leads to the list
		if top := b.win.Canvas().Overlays().Top(); top == nil || s.Filled.Cleared() == nil {
			t.Fatal("the export is not stopped")
		}
		b.confirm()
		all := func() string {
			var out strings.Builder
			for _, o := range test.LaidOutObjects(b.win.Canvas().Overlays().Top()) {
				if x, ok := o.(*widget.Text); ok {
					out.WriteString(x.Text + "\n")
				}
			}
			return out.String()
		}
		if text := all(); !strings.Contains(text, "At dawn") || !strings.Contains(text, "» Yerlan «") || !strings.Contains(text, "Yerlan Tokarev") {
			t.Errorf("the passage is not shown:\n%s", text)
		}
		b.key(fyne.KeyReturn) // goes on and decides nothing
		b.key(fyne.KeyP)
		if n := len(s.Filled.Open()); n != 2 {
			t.Errorf("going on has decided something: %d open", n)
		}
		b.key(fyne.KeyW)
		if n := len(s.Filled.Open()); n != 1 {
			t.Errorf("after one decision %d are open", n)
		}
		b.key(fyne.KeyK)
		if s.Filled.Cleared() != nil || b.win.Canvas().Overlays().Top() != nil {
			t.Error("all is decided, and the export is still stopped")
		}
		got := map[string]dossier.ID{}
		for _, r := range dossier.Of[*dossier.Review](b.session.Dossier) {
			got[r.Decision] = r.Party
		}
		if len(got) != 2 || got["withhold"] != "party-w1" || got["keep"] != "" {
			t.Errorf("decided: %v", got)
		}
		if _, err := b.session.Undo(false); err != nil {
			t.Fatal(err)
		}
		if n := len(s.Filled.Open()); n != 1 {
			t.Errorf("after an undo %d are open", n)
		}
	}
}
