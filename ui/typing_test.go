package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"probata/dossier"
	"probata/dossier/store"
)

// TestTypedWithoutPause types a key each 90 ms while the main goroutine does nothing
// else, as if it were stuck in a drawing: what is older than a second is on the disk.
// The status says that something is on its way, the cursor stays, and one undo takes
// all of it.
func TestTypedWithoutPause(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.example()
	s.showTab("overview")
	e := s.view.section().Editor
	target := e.Form(e.Current().Type()).Form.Field("title").FocusTarget()
	b.win.Canvas().Focus(target)
	was := b.session.Dossier.Case().Title
	on := func(open func() (*store.Store, error)) string {
		st, err := open()
		if err != nil {
			t.Fatal(err)
		}
		if st != b.session.Store {
			defer st.Abandon()
		}
		d, err := st.Load(t.Context(), b.session.CaseID())
		if err != nil {
			t.Fatal(err)
		}
		return d.Case().Title
	}
	disk := func() (*store.Store, error) {
		return store.OpenReadOnly(b.session.Path, []byte(testPhrase), store.Options{Vault: b.parts.Vault})
	}
	const text = "seven words that nobody ever stops to type until the very end of it "
	var keys []time.Time
	looked := 0
	for i, r := range text {
		test.Type(target, string(r))
		keys = append(keys, time.Now())
		if b.saveState().Phase != store.Saving {
			t.Fatalf("after %d keys the status is %s", i+1, b.saveState().Phase)
		}
		time.Sleep(90 * time.Millisecond)
		if i%6 > 0 {
			continue
		}
		now, old := time.Now(), 0
		for old < len(keys) && now.Sub(keys[old]) > time.Second {
			old++
		}
		if looked += old; !strings.Contains(on(disk), text[:old]) {
			t.Fatalf("after %d keys the disk holds %q, and %d are older than a second", i+1, on(disk), old)
		}
	}
	if looked == 0 {
		t.Error("nothing ever was older than a second")
	}
	if b.win.Canvas().Focused() != target {
		t.Error("the keyboard was taken away while typing")
	}
	b.pause()
	stored := func() (*store.Store, error) { return b.session.Store, nil }
	if got := on(stored); got != text+was && got != was+text {
		t.Errorf("the store holds %q", got)
	}
	s.undo(false)
	if got := on(stored); got != was {
		t.Errorf("one undo leaves %q", got)
	}
}

// TestKeeperRefused types what the store refuses: the window hears of it without a
// pause in the typing, and what was typed stays.
func TestKeeperRefused(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	ses, told := b.session, 0
	ses.OnFail = func(error) { told++ }
	id := ses.CaseID()
	ses.Typed(id, "title", func(r dossier.Record) { r.(*dossier.Case).Title = "a\xffb" })
	b.settle("refused", func() bool { return told > 0 })
	if ses.Pending != nil || ses.Refused == nil || ses.Refused.(*dossier.Case).Title != "a\xffb" {
		t.Error("what was refused is not held for the lock")
	}
}

// TestKeeperOrder: what the keeper held before the session applied something newer
// never comes after it.
func TestKeeperOrder(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	ses := b.session
	var late []func()
	ses.Keeper.After = func(_ time.Duration, f func()) { late = append(late, f) }
	id := ses.CaseID()
	title := func(text string) func(dossier.Record) {
		return func(r dossier.Record) { r.(*dossier.Case).Title = text }
	}
	ses.Typed(id, "title", title("old"))
	ses.Set(id, title("new"))
	for _, f := range late {
		f()
	}
	d, err := ses.Store.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if len(late) != 1 || d.Case().Title != "new" {
		t.Errorf("%d timers; the store holds %q", len(late), d.Case().Title)
	}
	ses.Typed(id, "title", title("newest")) // and the timer runs again
	late[len(late)-1]()
	if d, err = ses.Store.Load(t.Context(), id); err != nil || len(late) != 2 || d.Case().Title != "newest" || ses.Pending == nil {
		t.Errorf("%v; %d timers; the store holds %q", err, len(late), d.Case().Title)
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
