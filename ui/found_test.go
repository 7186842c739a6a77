package ui

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"fyne.io/fyne/v2/test"

	"probata/dossier"
	"probata/dossier/store"
	"probata/dossier/vault"
	"probata/ui/first"
)

// unlockAt opens a vault through the first screen.
func (b *bench) unlockAt(path string) {
	b.t.Helper()
	u := first.NewUnlock(b.Window, path, nil)
	b.Window.show(u)
	u.Pass.SetText(testPhrase)
	test.Tap(u.Open)
	b.settle("the opening", func() bool { return b.session != nil || u.Banner.Visible() })
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
		if text := b.shell().banner.Text(); !b.shell().banner.Visible() || !strings.Contains(text, "older than when you last closed it here") && !strings.Contains(text, "another copy of the vault") { // saved within one generation
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
	u := b.screen.(*first.Unlock)
	if !strings.Contains(u.Banner.Text(), "was being erased") {
		t.Errorf("the banner says %q", u.Banner.Text())
	}
	u.EraseRest()
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

// stick is a disk of which one folder can be pulled out: every call there fails then.
type stick struct {
	dir string
	out atomic.Bool
}

func (s *stick) gone(name string) error {
	if s.out.Load() && (name == s.dir || strings.HasPrefix(name, s.dir+string(filepath.Separator))) {
		return &fs.PathError{Op: "do", Path: name, Err: syscall.EIO}
	}
	return nil
}

func (s *stick) do(name string, f func() error) error {
	if err := s.gone(name); err != nil {
		return err
	}
	return f()
}

func (s *stick) Mkdir(n string) error { return s.do(n, func() error { return os.Mkdir(n, 0o700) }) }

func (s *stick) Own(n string) error       { return s.do(n, func() error { return os.Chmod(n, 0o700) }) }
func (s *stick) Remove(n string) error    { return s.do(n, func() error { return os.Remove(n) }) }
func (s *stick) Rename(a, b string) error { return s.do(b, func() error { return os.Rename(a, b) }) }
func (s *stick) SyncDir(n string) error   { return s.gone(n) }

func (s *stick) Lock(n string) (io.Closer, error) { return s.OpenFile(n, os.O_RDWR|os.O_CREATE) }

func (s *stick) ReadDir(n string) ([]fs.DirEntry, error) {
	if err := s.gone(n); err != nil {
		return nil, err
	}
	return os.ReadDir(n)
}

func (s *stick) OpenFile(n string, flag int) (vault.File, error) {
	if err := s.gone(n); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(n, flag, 0o600)
	if err != nil {
		return nil, err
	}
	return stickFile{f, s}, nil
}

type stickFile struct {
	*os.File
	s *stick
}

func (f stickFile) Length() (int64, error) {
	i, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return i.Size(), nil
}

func (f stickFile) WriteAt(b []byte, off int64) (int, error) {
	if err := f.s.gone(f.Name()); err != nil {
		return 0, err
	}
	return f.File.WriteAt(b, off)
}

func (f stickFile) Sync() error { return f.s.do(f.Name(), f.File.Sync) }

// TestLostDisk takes the vault's folder away under the window: locking says so, and
// saves everything in another place, where it opens.
func TestLostDisk(t *testing.T) {
	b := newBench(t, "en", "light")
	b.parts.Vault.Settings = t.TempDir()
	disk := &stick{}
	b.parts.Vault.FS = disk
	b.example()
	path := b.session.Path
	if err := b.session.Store.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	title := "The very last words"
	c := dossier.Copy(b.session.Dossier.Case()).(*dossier.Case)
	c.Title = title
	disk.dir = path
	disk.out.Store(true)
	b.session.Apply("edit", "", []dossier.Record{c}, nil)
	b.lock(nil)
	b.settle("the failure", func() bool { return !b.locking && b.win.Canvas().Overlays().Top() != nil })
	cu := b.screen.(*curtain)
	if b.session == nil || !cu.banner.Visible() {
		t.Fatal("the window let go of what is not saved")
	}
	tapButton(t, b.win.Canvas().Overlays().Top(), b.say.T("ui.opened.later"))
	to := t.TempDir()
	cu.saveElsewhere(to)
	b.settle("the new place", func() bool { return b.session == nil })
	u := b.screen.(*first.Unlock)
	if want := filepath.Join(to, filepath.Base(path)); u.Path.Text() != want || !strings.Contains(u.Banner.Text(), want) {
		t.Errorf("the screen asks for %q and says %q", u.Path.Text(), u.Banner.Text())
	}
	b.unlockAt(u.Path.Text())
	if b.session == nil || b.session.Cases[0].Title != title || b.shell().banner.Visible() {
		t.Errorf("what was last done is not there; %q", b.shell().banner.Text())
	}
}
