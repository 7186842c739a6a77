package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"probata/dossier/store"
	"probata/dossier/vault"
)

// unlockAt opens a vault through the first screen.
func (b *bench) unlockAt(path string) {
	b.t.Helper()
	u := newUnlock(b.Window, path, nil)
	b.Window.show(u)
	u.pass.SetText(testPhrase)
	test.Tap(u.open)
	b.settle("the opening", func() bool { return b.session != nil || u.banner.Visible() })
}

// keepCopy copies a folder, and gives back what puts the copy in its place.
func keepCopy(t *testing.T, dir string) (putBack func()) {
	t.Helper()
	copied := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(copied, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return func() {
		t.Helper()
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(dir, os.DirFS(copied)); err != nil {
			t.Fatal(err)
		}
	}
}

// TestOlderVault puts an older copy in the place of a vault: the window says so at each
// opening, until the user says that it is meant so.
func TestOlderVault(t *testing.T) {
	b := newBench(t, "en", "light")
	b.parts.Vault.Settings = t.TempDir()
	path := b.closed()
	putBack := keepCopy(t, path)
	st := b.reopen(path)
	if err := st.SetSetting(t.Context(), "x", "y"); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	putBack()
	for range 2 {
		b.unlockAt(path)
		if text := b.shell().banner.Text(); !b.shell().banner.Visible() || !strings.Contains(text, "older than when you last closed it here") {
			t.Errorf("the banner says %q", text)
		}
		top := b.win.Canvas().Overlays().Top()
		if top == nil {
			t.Fatal("nothing is asked")
		}
		tapButton(t, top, b.say.T("ui.opened.later"))
		b.lock(nil)
		b.settle("lock", func() bool { return b.session == nil })
	}
	b.unlockAt(path)
	b.confirm()
	b.settle("the answer", func() bool { return strings.Contains(b.shell().banner.Text(), "counts from now on") })
	b.lock(nil)
	b.settle("lock", func() bool { return b.session == nil })
	b.unlockAt(path)
	if b.shell().banner.Visible() || b.win.Canvas().Overlays().Top() != nil {
		t.Errorf("told again: %q", b.shell().banner.Text())
	}
}

// TestMarkerIsSaid: a marker that was written again is said, and asks nothing.
func TestMarkerIsSaid(t *testing.T) {
	b := newBench(t, "ru", "light")
	path := b.closed()
	if err := os.Remove(filepath.Join(path, "probata.vault")); err != nil {
		t.Fatal(err)
	}
	b.unlockAt(path)
	if text := b.shell().banner.Text(); !strings.Contains(text, "probata.vault") || b.win.Canvas().Overlays().Top() != nil {
		t.Errorf("the banner says %q", text)
	}
}

// TestHalfErased names an erasure that was broken off, and ends it.
func TestHalfErased(t *testing.T) {
	b := newBench(t, "en", "light")
	path := b.closed()
	if err := os.WriteFile(filepath.Join(path, "erasing"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(path, "key.age")); err != nil {
		t.Fatal(err)
	}
	b.unlockAt(path)
	u := b.screen.(*unlock)
	if !strings.Contains(u.banner.Text(), "was being erased") {
		t.Errorf("the banner says %q", u.banner.Text())
	}
	u.eraseRest()
	b.confirm()
	b.settle("the end", func() bool { _, err := os.Stat(path); return os.IsNotExist(err) })
}

// TestFoundWords: there are words in both languages for everything that may be found.
func TestFoundWords(t *testing.T) {
	for _, l := range []string{"en", "ru"} {
		b := newBench(t, l, "light")
		for _, what := range []vault.What{
			vault.Torn, vault.Garbled, vault.CutOff, vault.Older, vault.OtherLine, vault.Healed, vault.MarkBroken,
			vault.SetAside, vault.Orphan, vault.Unfinished, vault.Spared,
		} {
			for _, key := range []string{"found.", "ui.verify."} {
				if !b.say.Has(key + string(what)) {
					t.Errorf("%s has no %s%s", l, key, what)
				}
			}
		}
		for _, step := range []vault.Step{
			vault.RestoreBackup, vault.RestoreFile, vault.ReadAgain, vault.RemoveFile, vault.LookForNewer, vault.NothingToDo,
			vault.VerifyNow, vault.KeepOrAccept, vault.TakeInAgain, vault.EraseAgain, store.RebuildIndex,
		} {
			for _, key := range []string{"error.damaged.", "command.next."} {
				if !b.say.Has(key + string(step)) {
					t.Errorf("%s has no %s%s", l, key, step)
				}
			}
		}
	}
}
