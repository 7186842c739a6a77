package vault

import (
	"errors"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"
)

func TestAutosave(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "x")
	synctest.Test(t, func(t *testing.T) {
		f := &fullDisk{}
		v, err := Create(dir, phrase, Options{WorkFactor: 1, FS: f})
		if err != nil {
			t.Fatal(err)
		}
		var reports []error
		a := v.Autosave(func(err error) { reports = append(reports, err) })
		wait := func(d time.Duration) {
			time.Sleep(d)
			synctest.Wait()
		}
		dirty := func(what string, want bool) {
			t.Helper()
			if v.Pages().Dirty() != want {
				t.Errorf("%s: dirty %v, want %v", what, !want, want)
			}
		}
		edit(t, v.Pages(), 1)
		wait(249 * time.Millisecond)
		dirty("249 ms after a change", true)
		wait(2 * time.Millisecond)
		dirty("251 ms after a change", false)

		for i := range 9 {
			edit(t, v.Pages(), i)
			wait(110 * time.Millisecond)
		}
		dirty("990 ms of typing", true)
		wait(11 * time.Millisecond)
		dirty("1001 ms of typing", false)

		v.Pages().BeginWrite()
		v.Pages().WriteAt([]byte("x"), 0)
		wait(5 * time.Second)
		dirty("in a transaction", true)
		v.Pages().EndWrite()
		wait(300 * time.Millisecond)
		dirty("after a transaction", false)

		f.full.Store(true)
		edit(t, v.Pages(), 2)
		wait(3 * time.Second)
		dirty("on a full disk", true)
		f.full.Store(false)
		wait(3 * time.Second)
		dirty("with room again", false)
		if n := len(reports); n < 2 || !errors.Is(reports[0], ErrNoSpace) || reports[n-1] != nil {
			t.Errorf("reports %v; want ErrNoSpace first and nil last", reports)
		}

		edit(t, v.Pages(), 3)
		if err := a.Flush(t.Context()); err != nil {
			t.Error(err)
		}
		dirty("after Flush", false)
		a.Stop()
		if err := v.Close(); err != nil {
			t.Error(err)
		}
	})
}
