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
)

// closed makes a vault with the example case and a file, and closes it.
func (b *bench) closed() (path string) {
	b.t.Helper()
	b.example()
	b.dropFiles(map[string][]byte{"letter.txt": []byte("Dear Sir")}, "letter.txt")
	path = b.session.path
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
	u := b.screen.(*unlock)
	u.pass.SetText(testPhrase)
	test.Tap(u.open)
	b.settle("refusal", func() bool { return u.banner.Visible() })
	tapButton(t, u.object, "Rescue what can be read")
	r, ok := b.screen.(*rescue)
	if !ok {
		t.Fatalf("the screen is %T", b.screen)
	}
	test.Tap(r.begin)
	b.settle("the rescue", func() bool { return r.task.cancel == nil })
	report, ok := b.screen.(*rescueReport)
	if !ok {
		t.Fatalf("the screen is %T, its banner says %q", b.screen, r.banner.Text())
	}
	if len(report.got.Cases) != 1 || report.got.Records < 100 || report.got.Files != 1 {
		t.Errorf("came through: %d cases, %d records, %d files", len(report.got.Cases), report.got.Records, report.got.Files)
	}
	if len(report.got.Lost) == 0 {
		t.Error("nothing is said to be lost")
	}
	if sumOf(t, path) != before {
		t.Error("the damaged vault was touched")
	}
	if !bytes.Equal(r.pass, make([]byte, len(r.pass))) {
		t.Error("the pass phrase is kept")
	}
	test.Tap(report.open)
	if b.session == nil || b.session.path != report.to {
		t.Fatal("the rescued vault does not open")
	}
	b.shell()
	b.lock(nil)
	b.settle("lock", func() bool { return b.session == nil })
	b.reopen(report.to)
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
	r := newRescue(b.Window, path, testPhrase, err)
	b.show(r)
	test.Tap(r.begin)
	b.settle("the rescue", func() bool { return r.task.cancel == nil })
	if b.screen != screen(r) || !strings.Contains(r.banner.Text(), "Nothing could be rescued") {
		t.Errorf("the screen is %T, the banner %q", b.screen, r.banner.Text())
	}
	if others, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*"+vaultSuffix)); len(others) != 1 {
		t.Errorf("left behind: %v", others)
	}
	r.leave()
	if _, ok := b.screen.(*unlock); !ok {
		t.Errorf("the way back leads to %T", b.screen)
	}
}

// TestOpenWithIdentity opens a vault with the key file of a colleague.
func TestOpenWithIdentity(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	path := b.session.path
	mine, err := vault.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	other, err := vault.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.session.store.AddColleague(mine.Recipient(), "Aida"); err != nil {
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
	tapButton(t, b.screen.content(), "Open with a key file of your own")
	i := b.screen.(*identity)
	if i.path.Text() != path {
		t.Errorf("the vault is forgotten: %q", i.path.Text())
	}
	for _, c := range []struct{ file, says string }{
		{"", "Choose your key file"},
		{filepath.Join(t.TempDir(), "nowhere"), "not there"},
		{file("note.txt", "Dear Sir"), "no secret key"},
		{file("other.txt", other.Secret()), "does not fit"},
	} {
		i.key.SetText(c.file)
		test.Tap(i.open)
		b.settle("an answer", func() bool { return i.banner.Visible() && !i.open.Disabled() })
		if !strings.Contains(i.banner.Text(), c.says) {
			t.Errorf("%s: %q, want %q", filepath.Base(c.file), i.banner.Text(), c.says)
		}
	}
	i.key.SetText(file("mine.txt", "# created: today\n"+mine.Secret()+"\n"))
	test.Tap(i.open)
	b.settle("the vault", func() bool { return b.session != nil })
	if _, ok := b.screen.(*shell); !ok || b.session.path != path {
		t.Errorf("the screen is %T", b.screen)
	}
}

// TestRecoverByShares opens a vault with two of three shares of its recovery key.
func TestRecoverByShares(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	path := b.session.path
	key, err := b.session.store.AddRecovery()
	if err != nil {
		t.Fatal(err)
	}
	shares, err := vault.SplitRecovery(key)
	if err != nil {
		t.Fatal(err)
	}
	b.lock(nil)
	b.settle("lock", func() bool { return b.session == nil })
	r := newRecovery(b.Window, path)
	b.show(r)
	switchOn(t, r.object) // the language
	r = b.screen.(*recovery)
	r.path.SetText(path)
	r.by(true)
	r.phrase.again.SetText(r.phrase.words)
	test.Tap(r.open)
	if r.banner.Text() != b.say.T("ui.recover.no-shares") {
		t.Errorf("without shares: %q", r.banner.Text())
	}
	r.first.SetText(shares[2])
	r.next.SetText(shares[2])
	test.Tap(r.open)
	if r.banner.Text() != b.say.T("error.shares") {
		t.Errorf("with the same share twice: %q", r.banner.Text())
	}
	r.next.SetText(strings.ToUpper(shares[0]))
	test.Tap(r.open)
	b.settle("recovery", func() bool { return b.session != nil })
}

// TestCutKey cuts a new recovery key into shares, and goes on with two of them.
func TestCutKey(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	went := false
	k := newKeyOffer(b.Window, b.session.store, b.session.path, func() { went = true })
	b.show(k)
	test.Tap(k.make)
	b.settle("the key", func() bool { return k.key != "" })
	tapButton(t, k.object, "Cut it into three shares")
	if len(k.shares) != 3 || !strings.Contains(k.note(), k.shares[2]) || strings.Contains(k.note(), k.key) {
		t.Fatalf("%d shares; the note: %q", len(k.shares), k.note())
	}
	one, two := k.shares[0], k.shares[2]
	k.typed.SetText(one)
	test.Tap(k.done)
	if !k.banner.Visible() || went {
		t.Error("one share is enough")
	}
	k.other.SetText(two)
	test.Tap(k.done)
	b.settle("the check", func() bool { return went })
	if k.key != "" || k.shares != nil || k.typed.Text() != "" {
		t.Error("the key is still on the screen")
	}
}
