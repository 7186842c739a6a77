package ui

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"probata/dossier/store"
	"probata/dossier/vault"
	"probata/ui/care"
	"probata/ui/first"
	"probata/ui/room"
)

// closed makes a vault with the example case and a file, and closes it.
func (b *bench) closed() (path string) {
	b.t.Helper()
	b.example()
	b.dropFiles(map[string][]byte{"letter.txt": []byte("Dear Sir")}, "letter.txt")
	path = b.session.Path
	b.lock(nil)
	b.settle("lock", func() bool { return b.session == nil })
	return path
}

// sumOf is a digest of every file under a folder with its name.
func sumOf(t *testing.T, dir string) string {
	t.Helper()
	h := sha256.New()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == "lock" {
			return err
		}
		data, err := os.ReadFile(path)
		h.Write([]byte(path))
		h.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(h.Sum(nil))
}

// damage breaks a seal in the middle of the newest log, which Open refuses.
func damage(t *testing.T, path string) {
	t.Helper()
	st, err := store.Open(path, []byte(testPhrase), store.Options{Vault: vault.Options{WorkFactor: 10}})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if err := st.SetSetting(t.Context(), "x", strings.Repeat("y", 100)); err != nil {
			t.Fatal(err)
		}
		if err := st.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := st.SetSetting(t.Context(), "x", ""); err != nil {
			t.Fatal(err)
		}
		if err := st.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if err := st.Abandon(); err != nil {
		t.Fatal(err)
	}
	logs, _ := filepath.Glob(filepath.Join(path, "log-*.age"))
	if len(logs) != 1 {
		t.Fatalf("%d logs", len(logs))
	}
	data, err := os.ReadFile(logs[0])
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	if err := os.WriteFile(logs[0], data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestRescue opens a damaged vault, makes another of what can be read, and lists
// what came through. The damaged one stays bit for bit.
func TestRescue(t *testing.T) {
	b := newBench(t, "en", "light")
	path := b.closed()
	damage(t, path)
	before := sumOf(t, path)
	b.Open(path)
	u := b.screen.(*first.Unlock)
	u.Pass.SetText(testPhrase)
	test.Tap(u.Open)
	b.settle("refusal", func() bool { return u.Banner.Visible() })
	tapButton(t, u.Object, "Rescue what can be read")
	r, ok := b.screen.(*first.Rescue)
	if !ok {
		t.Fatalf("the screen is %T", b.screen)
	}
	test.Tap(r.Begin)
	b.settle("the rescue", func() bool { return r.Task.Idle() })
	report, ok := b.screen.(*first.RescueReport)
	if !ok {
		t.Fatalf("the screen is %T, its banner says %q", b.screen, r.Banner.Text())
	}
	if len(report.Got.Cases) != 1 || report.Got.Records < 100 || report.Got.Files != 1 {
		t.Errorf("came through: %d cases, %d records, %d files", len(report.Got.Cases), report.Got.Records, report.Got.Files)
	}
	if len(report.Got.Lost) == 0 {
		t.Error("nothing is said to be lost")
	}
	if sumOf(t, path) != before {
		t.Error("the damaged vault was touched")
	}
	if !bytes.Equal(r.Pass, make([]byte, len(r.Pass))) {
		t.Error("the pass phrase is kept")
	}
	test.Tap(report.Open)
	if b.session == nil || b.session.Path != report.To {
		t.Fatal("the rescued vault does not open")
	}
	b.shell()
	b.lock(nil)
	b.settle("lock", func() bool { return b.session == nil })
	b.reopen(report.To)
}

// TestRescueInVain tells when nothing can be read, and leaves no half vault.
func TestRescueInVain(t *testing.T) {
	b := newBench(t, "en", "light")
	path := b.closed()
	images, _ := filepath.Glob(filepath.Join(path, "image-*.age"))
	for _, f := range images {
		if err := os.WriteFile(f, []byte("age-encryption.org/v1\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	_, err := store.Open(path, []byte(testPhrase), b.options())
	if !errors.Is(err, vault.ErrDamaged) {
		t.Fatalf("opening: %v", err)
	}
	r := first.NewRescue(b.Window, path, testPhrase, err)
	b.show(r)
	test.Tap(r.Begin)
	b.settle("the rescue", func() bool { return r.Task.Idle() })
	if b.screen != room.Scene(r) || !strings.Contains(r.Banner.Text(), "Nothing could be rescued") {
		t.Errorf("the screen is %T, the banner %q", b.screen, r.Banner.Text())
	}
	if others, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*"+room.VaultSuffix)); len(others) != 1 {
		t.Errorf("left behind: %v", others)
	}
	r.Leave()
	if _, ok := b.screen.(*first.Unlock); !ok {
		t.Errorf("the way back leads to %T", b.screen)
	}
}

// TestOpenWithIdentity opens a vault with the key file of a colleague.
func TestOpenWithIdentity(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	path := b.session.Path
	mine, err := vault.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	other, err := vault.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.session.Store.AddColleague(mine.Recipient(), "Aida"); err != nil {
		t.Fatal(err)
	}
	b.lock(nil)
	b.settle("lock", func() bool { return b.session == nil })
	file := func(name, text string) string {
		p := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return p
	}
	tapButton(t, b.screen.Content(), "Open with a key file of your own")
	i := b.screen.(*first.Identity)
	if i.Path.Text() != path {
		t.Errorf("the vault is forgotten: %q", i.Path.Text())
	}
	for _, c := range []struct{ file, says string }{
		{"", "Choose your key file"},
		{filepath.Join(t.TempDir(), "nowhere"), "not there"},
		{file("note.txt", "Dear Sir"), "no secret key"},
		{file("other.txt", other.Secret()), "does not fit"},
	} {
		i.Key.SetText(c.file)
		test.Tap(i.Open)
		b.settle("an answer", func() bool { return i.Banner.Visible() && !i.Open.Disabled() })
		if !strings.Contains(i.Banner.Text(), c.says) {
			t.Errorf("%s: %q, want %q", filepath.Base(c.file), i.Banner.Text(), c.says)
		}
	}
	i.Key.SetText(file("mine.txt", "# created: today\n"+mine.Secret()+"\n"))
	test.Tap(i.Open)
	b.settle("the vault", func() bool { return b.session != nil })
	if _, ok := b.screen.(*shell); !ok || b.session.Path != path {
		t.Errorf("the screen is %T", b.screen)
	}
}

// TestRecoverByShares opens a vault with two of three shares of its recovery key.
func TestRecoverByShares(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	path := b.session.Path
	key, err := b.session.Store.AddRecovery()
	if err != nil {
		t.Fatal(err)
	}
	shares, err := vault.SplitRecovery(key)
	if err != nil {
		t.Fatal(err)
	}
	b.lock(nil)
	b.settle("lock", func() bool { return b.session == nil })
	r := first.NewRecovery(b.Window, path)
	b.show(r)
	switchOn(t, r.Object) // the language
	r = b.screen.(*first.Recovery)
	r.Path.SetText(path)
	r.By(true)
	r.Phrase.Again.SetText(r.Phrase.Words)
	test.Tap(r.Open)
	if r.Banner.Text() != b.say.T("ui.recover.no-shares") {
		t.Errorf("without shares: %q", r.Banner.Text())
	}
	r.First.SetText(shares[2])
	r.Next.SetText(shares[2])
	test.Tap(r.Open)
	if r.Banner.Text() != b.say.T("error.shares") {
		t.Errorf("with the same share twice: %q", r.Banner.Text())
	}
	r.Next.SetText(strings.ToUpper(shares[0]))
	test.Tap(r.Open)
	b.settle("recovery", func() bool { return b.session != nil })
}

// TestCutKey cuts a new recovery key into shares, and goes on with two of them.
func TestCutKey(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	went := false
	k := care.NewKeyOffer(b.Window, b.session.Store, b.session.Path, func() { went = true })
	b.show(k)
	test.Tap(k.Make)
	b.settle("the key", func() bool { return k.Key != "" })
	tapButton(t, k.Object, "Cut it into three shares")
	if len(k.Shares) != 3 || !strings.Contains(k.Note(), k.Shares[2]) || strings.Contains(k.Note(), k.Key) {
		t.Fatalf("%d shares; the note: %q", len(k.Shares), k.Note())
	}
	one, two := k.Shares[0], k.Shares[2]
	k.Typed.SetText(one)
	test.Tap(k.Done)
	if !k.Banner.Visible() || went {
		t.Error("one share is enough")
	}
	k.Other.SetText(two)
	test.Tap(k.Done)
	b.settle("the check", func() bool { return went })
	if k.Key != "" || k.Shares != nil || k.Typed.Text() != "" {
		t.Error("the key is still on the screen")
	}
}
