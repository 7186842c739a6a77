package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"probata/dossier"
	"probata/dossier/store"
	"probata/dossier/vault"
	"probata/ui/care"
	"probata/ui/first"
	"probata/ui/room"
)

// TestRecoveryKey makes a vault, its recovery key, and opens it by that.
func TestRecoveryKey(t *testing.T) {
	b := newBench(t, "en", "light")
	dir := t.TempDir()
	c := first.NewCreate(b.Window)
	b.Window.show(c)
	c.Folder.SetText(dir)
	c.Phrase.Again.SetText(c.Phrase.Words)
	path := c.Path()
	test.Tap(c.Make)
	b.settle("the offer", func() bool { _, ok := b.screen.(*care.KeyOffer); return ok })
	k := b.screen.(*care.KeyOffer)
	test.Tap(k.Make)
	b.settle("the key", func() bool { return k.Key != "" })
	k.Void()
	b.settle("the key voided", func() bool { return k.Key == "" })
	if b.session.Store.HasRecovery() {
		t.Error("a voided key is still there")
	}
	test.Tap(k.Make)
	b.settle("another key", func() bool { return k.Key != "" })
	key := k.Key
	if note := k.Note(); !strings.Contains(note, key) || !strings.Contains(note, "Cases") {
		t.Errorf("the note lacks the key or the vault:\n%s", note)
	}
	k.Typed.SetText("abcde" + key[5:])
	test.Tap(k.Done)
	b.settle("the slip", func() bool { return k.Banner.Visible() })
	if b.screen != room.Scene(k) {
		t.Fatal("a mistyped key is taken")
	}
	k.Typed.SetText(strings.ToUpper(strings.ReplaceAll(key, "-", " ")))
	test.Tap(k.Done)
	b.settle("the cases", func() bool { _, ok := b.screen.(*shell); return ok })
	b.lock(nil)
	b.settle("lock", func() bool { return b.session == nil })

	r := first.NewRecovery(b.Window, path)
	b.Window.show(r)
	r.Phrase.Again.SetText(r.Phrase.Words)
	next := r.Phrase.Words
	test.Tap(r.Open)
	if !strings.Contains(r.Banner.Text(), "recovery key") {
		t.Errorf("without a key the banner says %q", r.Banner.Text())
	}
	r.Key.SetText(key)
	test.Tap(r.Open)
	b.settle("recovery", func() bool { return b.session != nil })
	b.lock(nil)
	b.settle("lock", func() bool { return b.session == nil })
	st, err := store.Open(path, []byte(next), b.options())
	if err != nil {
		t.Fatalf("the new pass phrase does not open: %v", err)
	}
	_ = st.Abandon()
}

// TestSecondWindow opens a vault that is open elsewhere, and only to be read.
func TestSecondWindow(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	path, locked := b.session.Path, b.session.Store
	if err := locked.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = locked.Abandon() })
	b.session = nil // as if it were another program's
	b.Open(path)
	u := b.screen.(*first.Unlock)
	u.Pass.SetText(testPhrase)
	test.Tap(u.Open)
	b.settle("refusal", func() bool { return u.Banner.Visible() })
	u.OpenWith(store.OpenReadOnly)
	b.settle("read-only", func() bool { return b.session != nil })
	s := b.shell()
	s.showTab("overview")
	was := b.session.Dossier.Case().Title
	b.enter("title", "Changed ")
	b.pause()
	if !strings.Contains(s.banner.Text(), "reading only") {
		t.Errorf("a change is refused with %q", s.banner.Text())
	}
	if got := b.session.Dossier.Case().Title; got != was {
		t.Errorf("the title became %q", got)
	}
	if care.Reminder(b.Window) != "" {
		t.Error("a vault that is only read reminds of backups")
	}
	s.showSettings()
}

// TestBackup backs up, is reminded when that was long ago, and restores a copy.
func TestBackup(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.example()
	if !s.chip.Visible() || s.chip.Text() == "" {
		t.Error("nothing reminds of the first backup")
	}
	s.showSettings()
	c := care.NewBackupCard(b.Window)
	c.BackUp()
	if !strings.Contains(c.Banner.Text(), "folder") {
		t.Errorf("without a folder: %q", c.Banner.Text())
	}
	dest := t.TempDir()
	c.Folder.SetText(dest)
	c.ChooseBackup()
	if !strings.Contains(c.Banner.Text(), "no backup") {
		t.Errorf("an empty folder: %q", c.Banner.Text())
	}
	c.BackUp()
	b.settle("backup", func() bool { return c.Task.Idle() })
	all, err := vault.Backups(dest, b.parts.Vault)
	if err != nil || len(all) != 1 {
		t.Fatalf("%d backups, %v; the card says %q", len(all), err, c.Banner.Text())
	}
	if s.chip.Visible() || care.Reminder(b.Window) != "" {
		t.Errorf("a fresh backup still reminds: %q", care.Reminder(b.Window))
	}
	b.parts.Now = func() time.Time { return testNow().Add(9 * 24 * time.Hour) }
	if got := care.Reminder(b.Window); !strings.Contains(got, "9 days") {
		t.Errorf("after nine days: %q", got)
	}
	c.Restore(all[0])
	b.settle("restoration", func() bool { return c.Task.Idle() })
	copies, _ := filepath.Glob(filepath.Join(filepath.Dir(b.session.Path), "Cases 20*.probata"))
	if len(copies) != 1 {
		t.Fatalf("copies: %v; the card says %q", copies, c.Banner.Text())
	}
	st := b.reopen(copies[0])
	rows, err := st.Cases(t.Context())
	if err != nil || len(rows) != 1 {
		t.Errorf("the copy has %d cases, %v", len(rows), err)
	}
}

func TestBesideOf(t *testing.T) {
	taken := map[string]bool{"/v/Work 2026-11-24.probata": true}
	if got := room.Beside("/v/Work.probata", "2026-11-24", func(p string) bool { return taken[p] }); got != "/v/Work 2026-11-24 2.probata" {
		t.Error(got)
	}
}

// TestColleagues lets somebody in by a public key, and shuts them out.
func TestColleagues(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example().showSettings()
	c := care.ColleagueCard(b.Window)
	c.AskAdmit("Aida", "age1nonsense")
	if !strings.Contains(c.Banner.Text(), "age1") {
		t.Errorf("a wrong key: %q", c.Banner.Text())
	}
	id, err := vault.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	c.AskAdmit("Aida", id.Recipient().String())
	b.confirm()
	b.settle("admission", func() bool { all, _ := c.Store.Colleagues(); return len(all) == 1 })
	all, err := c.Store.Colleagues()
	if err != nil || all[0].Label != "Aida" || all[0].Recipient.Fingerprint() != id.Recipient().Fingerprint() {
		t.Fatalf("%+v, %v", all, err)
	}
	c.AskDismiss(all[0])
	b.confirm()
	b.settle("dismissal", func() bool { all, _ := c.Store.Colleagues(); return len(all) == 0 })
}

// TestVerifyCard finds a file that was taken away, and says what to do.
func TestVerifyCard(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	ev, err := b.session.Store.Attach(t.Context(), b.session.CaseID(), "a.txt", "text/plain", strings.NewReader("words"))
	if err != nil {
		t.Fatal(err)
	}
	blobs, _ := filepath.Glob(filepath.Join(b.session.Path, "blobs", "*"))
	nested, _ := filepath.Glob(filepath.Join(b.session.Path, "blobs", "*", "*"))
	for _, f := range append(blobs, nested...) {
		if info, err := os.Stat(f); err == nil && !info.IsDir() {
			if err := os.Remove(f); err != nil {
				t.Fatal(err)
			}
		}
	}
	b.shell().showSettings()
	c := care.VerifyCard(b.Window)
	tapButton(t, c.Object, "Verify everything")
	b.settle("verification", func() bool { return c.Task.Idle() })
	if !strings.Contains(c.Banner.Text(), "damaged") {
		t.Errorf("the file of %s is gone and the card says %q", ev.ID, c.Banner.Text())
	}
}

// TestRekey gives the vault a new key, which voids the recovery key.
func TestRekey(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example().showSettings()
	if _, err := b.session.Store.AddRecovery(); err != nil {
		t.Fatal(err)
	}
	c := care.RotationCard(b.Window)
	tapButton(t, c.Object, "Give the vault a new key")
	if !c.Banner.Visible() {
		t.Error("without the pass phrase nothing is said")
	}
	b.typeInto(c.Object, testPhrase)
	tapButton(t, c.Object, "Give the vault a new key")
	b.settle("rotation", func() bool { return c.Task.Idle() })
	if !strings.Contains(c.Banner.Text(), "make another") || b.session.Store.HasRecovery() {
		t.Errorf("after the rotation the card says %q", c.Banner.Text())
	}
}

// TestTaskEnds: locking ends what runs, and the timer waits for it.
func TestTaskEnds(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	k := room.NewTask(b.Window)
	begun, ended := make(chan bool), false
	k.Run(func(ctx context.Context, progress func(done, total int64)) error {
		progress(1, 2)
		close(begun)
		<-ctx.Done()
		return ctx.Err()
	}, func(err error, asked bool) { ended = asked && err == nil })
	<-begun
	b.parts.Now = func() time.Time { return testNow().Add(time.Hour) }
	b.lockIfIdle()
	if b.session == nil {
		t.Error("the timer locked in the middle of work")
	}
	b.lock(nil)
	b.settle("the end", func() bool { return ended && b.session == nil })
}

func TestClipboardForgets(t *testing.T) {
	b := newBench(t, "en", "light")
	c := b.app.Clipboard()
	c.SetContent("secret words")
	b.ForgetClipboard()
	b.pause()
	if got := c.Content(); got != "" {
		t.Errorf("after a minute the clipboard holds %q", got)
	}
	c.SetContent("secret words")
	b.ForgetClipboard()
	c.SetContent("something else")
	b.pause()
	if got := c.Content(); got != "something else" {
		t.Errorf("what was copied since became %q", got)
	}
}

// TestPrivateCopyForgotten copies out of every entry of every private field, as
// a person does: text and every part of a date.
func TestPrivateCopyForgotten(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	b.Jump(b.first(dossier.TypeParty), "")
	e := b.shell().view.section().Editor
	kinds := map[dossier.Kind]int{}
	for _, table := range dossier.Tables() {
		e.Draft = table.New()
		for _, c := range e.Form(table.Type).Controls {
			if !c.Field.Private {
				continue
			}
			for _, entry := range entriesOf(c.Widget.Object()) {
				b.copyOut(string(table.Type)+"."+c.Field.Key, entry)
				kinds[c.Field.Kind]++
			}
		}
	}
	if kinds[dossier.Text] == 0 || kinds[dossier.DateKind] < 4 {
		t.Errorf("tried %v: want fields of text, and the four parts of a date", kinds)
	}
}

// copyOut copies from an entry, and looks whether the clipboard forgets it.
func (b *bench) copyOut(where string, entry fyne.Shortcutable) {
	b.t.Helper()
	entry.(interface{ SetText(string) }).SetText("a private word")
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	entry.TypedShortcut(&fyne.ShortcutCopy{Clipboard: b.app.Clipboard()})
	if got := b.app.Clipboard().Content(); got != "a private word" {
		b.t.Fatalf("%s: copied is %q", where, got)
	}
	b.pause()
	if got := b.app.Clipboard().Content(); got != "" {
		b.t.Errorf("%s: after a minute the clipboard holds %q", where, got)
	}
	b.app.Clipboard().SetContent("")
}

// entriesOf are all entries inside an object, those that are folded away too.
func entriesOf(o fyne.CanvasObject) (out []fyne.Shortcutable) {
	if c, ok := o.(*fyne.Container); ok {
		for _, x := range c.Objects {
			out = append(out, entriesOf(x)...)
		}
		return out
	}
	if _, text := o.(interface{ SelectedText() string }); text {
		return []fyne.Shortcutable{o.(fyne.Shortcutable)}
	}
	if w, ok := o.(fyne.Widget); ok {
		for _, x := range test.WidgetRenderer(w).Objects() {
			out = append(out, entriesOf(x)...)
		}
	}
	return out
}

// TestClipboardForgetsAtLock does not wait for the minute when the vault is locked.
func TestClipboardForgetsAtLock(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	b.app.Clipboard().SetContent("a private word")
	b.ForgetClipboard()
	b.lock(nil)
	if got := b.app.Clipboard().Content(); got != "" {
		t.Errorf("behind the lock the clipboard holds %q", got)
	}
	b.settle("lock", func() bool { return b.session == nil })
	b.app.Clipboard().SetContent("a private word")
	b.ForgetClipboard()
	b.quit()
	if got := b.app.Clipboard().Content(); got != "" {
		t.Errorf("after the window closed the clipboard holds %q", got)
	}
}
