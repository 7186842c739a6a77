package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"probata/dossier/store"
)

// TestTypedWithoutPause types a key each 90 ms: what is older than half a second is
// in the store and on its way to the disk, the status says so, the cursor stays,
// and one undo takes all of it.
func TestTypedWithoutPause(t *testing.T) {
	b := newBench(t, "en", "light")
	now := testNow()
	b.parts.Now = func() time.Time { return now }
	s := b.example()
	s.showTab("overview")
	e := s.view.section.editor
	field := e.form(e.current().Type()).form.Field("title")
	target := field.FocusTarget()
	b.win.Canvas().Focus(target)
	was := b.session.d.Case().Title
	stored := func() string {
		d, err := b.session.store.Load(t.Context(), b.session.caseID())
		if err != nil {
			t.Fatal(err)
		}
		return d.Case().Title
	}
	const text = "seven words that nobody ever stops to type "
	for i, r := range text {
		test.Type(target, string(r))
		now = now.Add(90 * time.Millisecond)
		if old := text[:max(0, i-5)]; !strings.Contains(stored(), old) {
			t.Fatalf("after %d keys the store holds %q", i+1, stored())
		}
		if b.session.pending != nil && b.saveState().Phase != store.Saving {
			t.Fatalf("something is held back, and the status is %s", b.saveState().Phase)
		}
	}
	if b.win.Canvas().Focused() != target {
		t.Error("the keyboard was taken away while typing")
	}
	b.pause()
	if stored() != text+was && stored() != was+text {
		t.Errorf("the store holds %q", stored())
	}
	s.undo(false)
	if stored() != was {
		t.Errorf("one undo leaves %q", stored())
	}
}

// TestElapsed counts the time a computer slept, and on when the clock is set back.
func TestElapsed(t *testing.T) {
	from := time.Now() // with the clock that stands still in sleep
	for _, c := range []struct {
		to   time.Time
		want time.Duration
	}{
		{from.Add(time.Minute), time.Minute},
		{from.Round(0).Add(time.Hour), time.Hour}, // the wall went on while the other clock stood
	} {
		if got := elapsed(from, c.to); got.Round(time.Millisecond) != c.want {
			t.Errorf("%v, want %v", got, c.want)
		}
	}
}
