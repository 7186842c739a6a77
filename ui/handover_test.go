package ui

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/handover"
	"probata/dossier/store"
	"probata/dossier/vault"
	"probata/ui/care"
	"probata/ui/first"
	"probata/ui/keyfile"
)

// TestHandOver seals a case with its file for a colleague's vault, which takes it
// in with its own key.
func TestHandOver(t *testing.T) {
	from := newBench(t, "en", "light")
	from.example()
	ev := from.dropFiles(map[string][]byte{"letter.txt": []byte("Dear Sir")}, "letter.txt")[0]
	to := receiver(t)
	id, err := handover.ContactOf(t.Context(), to.session.Store)
	if err != nil {
		t.Fatal(err)
	}
	var sealed keep
	s := from.shell()
	care.SendPackage(s.w, []vault.Recipient{id.Recipient()}, store.Handover{Reason: "joint work"}, into(&sealed))
	from.settle("the package", func() bool { return s.task.Idle() })
	if !strings.Contains(s.banner.Text(), "in the package") {
		t.Fatalf("the sender is told %q", s.banner.Text())
	}
	log := dossier.As[*dossier.Custody](from.session.Dossier.Children(ev.ID, dossier.TypeCustody))
	if last := log[len(log)-1]; last.Reason != "joint work" || last.To != id.Recipient().Fingerprint() {
		t.Errorf("the custody log says %q to %q", last.Reason, last.To)
	}
	care.ReceiveFrom(to.Window, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(sealed.Bytes())), nil }, "")
	shell := to.shell()
	to.settle("the case", func() bool { return shell.task.Idle() })
	if to.session.Dossier == nil || !strings.Contains(shell.banner.Text(), "whole") {
		t.Fatalf("the receiver is told %q", shell.banner.Text())
	}
	if got := dossier.Of[*dossier.Evidence](to.session.Dossier); len(got) != 1 || got[0].SHA256 != ev.SHA256 {
		t.Errorf("%d pieces of evidence came", len(got))
	}
}

// receiver is a window on a vault with no case.
func receiver(t *testing.T) *bench {
	t.Helper()
	b := newBench(t, "en", "light")
	path := filepath.Join(t.TempDir(), "Other.probata")
	st, err := store.Create(path, []byte(testPhrase), b.options())
	if err != nil {
		t.Fatal(err)
	}
	b.begin(st, path)
	return b
}

// TestReceiveByKeyFile asks for a key file when the package is for another key,
// and refuses what was changed on the way.
func TestReceiveByKeyFile(t *testing.T) {
	b := receiver(t)
	other := receiver(t)
	if err := first.ImportExample(other.Window, t.Context(), other.session.Store); err != nil {
		t.Fatal(err)
	}
	mine, err := vault.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := other.session.Store.Cases(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var sealed bytes.Buffer
	if err := handover.Send(t.Context(), other.session.Store, &sealed, handover.Parcel{Case: rows[0].ID, To: []vault.Recipient{mine.Recipient()}}); err != nil {
		t.Fatal(err)
	}
	key := filepath.Join(t.TempDir(), "key.txt")
	if err := os.WriteFile(key, []byte(mine.Secret()), 0o600); err != nil {
		t.Fatal(err)
	}
	data := sealed.Bytes()
	open := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
	s := b.shell()
	care.ReceiveFrom(s.w, open, "")
	b.settle("the question", func() bool { return s.task.Idle() && b.win.Canvas().Overlays().Top() != nil })
	b.closeOverlays()
	data = bytes.Clone(data)
	data[len(data)-40] ^= 1
	care.ReceiveFrom(s.w, open, key)
	b.settle("the refusal", func() bool { return s.task.Idle() && s.banner.Visible() })
	if rows, err := b.session.Store.Cases(t.Context()); err != nil || len(rows) != 0 {
		t.Errorf("%d cases of a package that was changed; %v", len(rows), err)
	}
	data = sealed.Bytes()
	care.ReceiveFrom(s.w, open, key)
	b.settle("the case", func() bool { return s.task.Idle() })
	if b.session.Dossier == nil {
		t.Errorf("the case is not there: %q", s.banner.Text())
	}
}

// TestHandOverAsks reads keys from a field and a file, and tells their fingerprints.
func TestHandOverAsks(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	one, err := vault.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	const classic = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
	pq := one.Recipient().String()
	for _, c := range []struct{ text, says string }{
		{"", "Ask your colleague"},
		{"nonsense", "no public key"},
		{"# Aida\n" + pq, one.Recipient().Fingerprint()},
		{pq + "\n" + classic, "two kinds"},
	} {
		if got := care.Recipients(b.say, c.text); !strings.Contains(got, c.says) {
			t.Errorf("%.20q: %q, want %q", c.text, got, c.says)
		}
	}
	file := filepath.Join(t.TempDir(), "keys.txt")
	if err := os.WriteFile(file, []byte("# two\n"+classic+"\n\n"+classic+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := keyfile.Public(file); err != nil || strings.Count(got, classic) != 2 {
		t.Errorf("a file of two keys: %q, %v", got, err)
	}
	s := b.shell()
	care.HandOver(s.w, "nonsense")
	top := b.win.Canvas().Overlays().Top()
	b.confirm()
	if b.win.Canvas().Overlays().Top() == nil || b.win.Canvas().Overlays().Top() == top {
		t.Error("a wrong key is taken, or what was typed is gone")
	}
	b.closeOverlays()
	c := care.ContactCard(b.Window)
	tapButton(t, c.Object, "Copy the key")
	if got := b.app.Clipboard().Content(); !strings.HasPrefix(got, "age1pq1") {
		t.Errorf("copied is %.10q", got)
	}
}
