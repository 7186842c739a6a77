package vault

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"
)

// saved is a vault with something in it, closed.
func saved(t *testing.T) (dir string, want [sha256.Size]byte) {
	t.Helper()
	v, dir := newVault(t)
	edit(t, v.Pages(), 7)
	want = content(v.Pages())
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	return dir, want
}

func TestRecovery(t *testing.T) {
	dir, want := saved(t)
	v := reopen(t, dir)
	if v.HasRecovery() {
		t.Error("a new vault has a recovery key")
	}
	text, err := v.AddRecovery()
	if err != nil {
		t.Fatal(err)
	}
	if err := v.CheckRecovery(text); err != nil || !v.HasRecovery() {
		t.Errorf("check: %v", err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	other := "Z" + text[1:]
	if other == text {
		other = "Y" + text[1:]
	}
	foreign := group(spell(forKey, make([]byte, recoveryBytes), recoveryCheck))
	for _, c := range []struct {
		name, key string
		want      error
	}{
		{"one letter wrong", other, ErrTyping},
		{"two exchanged", text[:2] + text[3:4] + text[2:3] + text[4:], ErrTyping},
		{"too short", text[:len(text)-1], ErrTyping},
		{"empty", "", ErrTyping},
		{"of another vault", foreign, ErrRecovery},
	} {
		if text[2] == text[3] && c.name == "two exchanged" {
			continue
		}
		if _, err := OpenWithRecovery(dir, c.key, quick); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	os.Remove(filepath.Join(dir, keyFile)) // even without it
	v, err = OpenWithRecovery(dir, " "+strings.ToLower(strings.ReplaceAll(text, "-", " ")), quick)
	if err != nil {
		t.Fatal(err)
	}
	if content(v.Pages()) != want {
		t.Error("not what was saved")
	}
	if err := v.ChangePassphrase([]byte("new")); err != nil {
		t.Fatal(err)
	}
	if err := v.RemoveRecovery(); err != nil || v.HasRecovery() {
		t.Errorf("remove: %v", err)
	}
	if d, err := v.Verify(ctx, nil); err != nil || len(d) > 0 {
		t.Errorf("verify: %v %v", d, err)
	}
	v.Close()
	if v, err = Open(dir, []byte("new"), quick); err != nil {
		t.Fatal(err)
	}
	v.Close()
}

func TestRecoveryIsOnNoDisk(t *testing.T) {
	v, dir := newVault(t)
	text, err := v.AddRecovery()
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range strings.Fields(listing(t, dir)) {
		b, err := os.ReadFile(filepath.Join(dir, n))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte(text[:11])) {
			t.Errorf("%s holds the recovery key", n)
		}
	}
}

func TestShares(t *testing.T) {
	secret := []byte("0123456789abcdef")
	text := group(spell(forKey, secret, recoveryCheck))
	if len(text) != 35 {
		t.Errorf("recovery key %q", text)
	}
	a, err := SplitRecovery(text)
	if err != nil {
		t.Fatal(err)
	}
	b, err := SplitRecovery(text)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		for j := range 3 {
			got, err := CombineShares(a[i], strings.ToLower(a[j]))
			if i == j && !errors.Is(err, ErrShares) || i != j && (err != nil || got != text) {
				t.Errorf("shares %d and %d: %q, %v", i, j, got, err)
			}
			if _, err := CombineShares(a[i], b[j]); !errors.Is(err, ErrShares) {
				t.Errorf("shares of two sets: %v, want ErrShares", err)
			}
		}
	}
	if _, err := CombineShares(a[0], a[1][:len(a[1])-1]+"0"); !errors.Is(err, ErrTyping) && a[1][len(a[1])-1] != '0' {
		t.Errorf("slip in a share: %v", err)
	}
	if _, err := CombineShares("A"+a[1][1:], a[2]); !errors.Is(err, ErrTyping) {
		t.Errorf("share under another letter: %v", err)
	}
	if _, _, err := parseRecovery(a[0]); !errors.Is(err, ErrTyping) || !strings.Contains(err.Error(), "share") {
		t.Errorf("share for a key: %v", err)
	}
}

// TestOneShareTellsNothing completes a share of one key to a share of any other
// key: as every key has exactly one completion, and the pads are random, all keys
// are equally likely to whoever holds the one share.
func TestOneShareTellsNothing(t *testing.T) {
	shares, err := SplitRecovery(group(spell(forKey, make([]byte, recoveryBytes), recoveryCheck)))
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range shares {
		letter, held, err := parseShare(one)
		if err != nil {
			t.Fatal(err)
		}
		for _, other := range [][]byte{bytes.Repeat([]byte{0xFF}, recoveryBytes), []byte("any key whatever")} {
			var pad [3][]byte
			for i, n := range pads(letter) {
				pad[n] = held[i*recoveryBytes:][:recoveryBytes]
			}
			lacking := slices.IndexFunc(pad[:], func(p []byte) bool { return p == nil })
			pad[lacking] = bytes.Clone(other)
			for n, p := range pad {
				for i := range p {
					if n != lacking {
						pad[lacking][i] ^= p[i]
					}
				}
			}
			next := "ABC"[(int(letter-'A')+1)%3]
			p := pads(next)
			text := group(string(next) + spell(forShare+string(next), append(bytes.Clone(pad[p[0]]), pad[p[1]]...), shareCheck))
			if got, err := CombineShares(one, text); err != nil || got != group(spell(forKey, other, recoveryCheck)) {
				t.Errorf("share %c cannot belong to another key: %q, %v", letter, got, err)
			}
		}
	}
}

func FuzzTyped(f *testing.F) {
	f.Add("ABCDE-FGHJK-MNPQR-STVWX-YZ012-34567")
	f.Fuzz(func(t *testing.T, s string) {
		if text, b, err := parseRecovery(s); err == nil {
			if again := group(spell(forKey, b, recoveryCheck)); again != text {
				t.Errorf("%q is read as %q and written as %q", s, text, again)
			}
		} else if !errors.Is(err, ErrTyping) {
			t.Error(err)
		}
		if _, err := CombineShares(s, s); err == nil {
			t.Error("one share gives a key")
		}
	})
}

// identities is one of each kind.
func identities(t *testing.T) (hybrid, classic Identity) {
	t.Helper()
	hybrid, err := NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	x, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	classic, err = ParseIdentity("# created: today\n" + x.String() + "\n")
	if err != nil {
		t.Fatal(err)
	}
	return hybrid, classic
}

func TestColleagues(t *testing.T) {
	dir, want := saved(t)
	hybrid, classic := identities(t)
	v := reopen(t, dir)
	for i, id := range []Identity{hybrid, classic} {
		to, err := ParseRecipient(id.Recipient().String())
		if err != nil {
			t.Fatal(err)
		}
		c, err := v.AddColleague(to, "Zhanna of the office")
		if err != nil || c.N != i+1 {
			t.Fatalf("add: %d, %v", c.N, err)
		}
	}
	list, err := v.Colleagues()
	if err != nil || len(list) != 2 || list[0].Label != "Zhanna of the office" || list[1].Recipient.Fingerprint() != classic.Recipient().Fingerprint() {
		t.Errorf("list: %v, %v", list, err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	for _, n := range strings.Fields(listing(t, dir)) {
		if b, _ := os.ReadFile(filepath.Join(dir, n)); bytes.Contains(b, []byte("Zhanna")) {
			t.Errorf("%s holds a label", n)
		}
	}
	for _, id := range []Identity{hybrid, classic} {
		v, err := OpenWithIdentity(dir, id, quick)
		if err != nil {
			t.Fatal(err)
		}
		if content(v.Pages()) != want {
			t.Error("not what was saved")
		}
		v.Close()
	}
	stranger, _ := identities(t)
	if _, err := OpenWithIdentity(dir, stranger, quick); !errors.Is(err, ErrIdentity) {
		t.Errorf("stranger: %v, want ErrIdentity", err)
	}
	v = reopen(t, dir)
	if err := v.RemoveColleague(1); err != nil {
		t.Fatal(err)
	}
	if err := v.RemoveColleague(1); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("remove twice: %v", err)
	}
	v.Close()
	if _, err := OpenWithIdentity(dir, hybrid, quick); !errors.Is(err, ErrIdentity) {
		t.Errorf("removed colleague: %v, want ErrIdentity", err)
	}
	file := filepath.Join(dir, colleagueName(2))
	b, _ := os.ReadFile(file)
	b[len(b)/2] ^= 1
	os.WriteFile(file, b, 0o600)
	if _, err := OpenWithIdentity(dir, classic, quick); !errors.Is(err, ErrDamaged) {
		t.Errorf("broken key file: %v, want ErrDamaged", err)
	}
	v = reopen(t, dir)
	if d, err := v.Verify(ctx, nil); err != nil || len(d) != 1 || d[0].File != colleagueName(2) {
		t.Errorf("verify: %v %v", d, err)
	}
}

func TestBrokenKeyring(t *testing.T) {
	dir, _ := saved(t)
	hybrid, classic := identities(t)
	v := reopen(t, dir)
	if _, err := v.AddColleague(hybrid.Recipient(), "a"); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, ringFile)
	b, _ := os.ReadFile(file)
	b[len(b)-5] ^= 1
	os.WriteFile(file, b, 0o600)
	if _, err := v.Colleagues(); !errors.Is(err, ErrDamaged) {
		t.Errorf("list: %v, want ErrDamaged", err)
	}
	if d, err := v.Verify(ctx, nil); err != nil || len(d) != 1 || d[0].File != ringFile {
		t.Errorf("verify: %v %v", d, err)
	}
	v.Close()
	v = reopen(t, dir)
	if c, err := v.AddColleague(classic.Recipient(), "b"); err != nil || c.N != 2 {
		t.Errorf("add: %d, %v", c.N, err)
	}
	v.Close()
	for _, id := range []Identity{hybrid, classic} {
		v, err := OpenWithIdentity(dir, id, quick)
		if err != nil {
			t.Fatal(err)
		}
		v.Close()
	}
}

func TestPackages(t *testing.T) {
	hybrid, classic := identities(t)
	other, _ := identities(t)
	data := bytes.Repeat([]byte("the case "), 20000)
	var sealed bytes.Buffer
	w, err := SealTo(&sealed, hybrid.Recipient(), other.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	w.Write(data)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for _, id := range []Identity{hybrid, other} {
		r, err := OpenFrom(bytes.NewReader(sealed.Bytes()), id)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%d bytes, %v", len(got), err)
		}
	}
	if _, err := OpenFrom(bytes.NewReader(sealed.Bytes()), classic); !errors.Is(err, ErrIdentity) {
		t.Errorf("for others: %v, want ErrIdentity", err)
	}
	r, err := OpenFrom(bytes.NewReader(sealed.Bytes()[:sealed.Len()-1]), other)
	if err == nil {
		_, err = io.ReadAll(r)
	}
	if !errors.Is(err, ErrDamaged) {
		t.Errorf("cut: %v, want ErrDamaged", err)
	}
	if _, err := SealTo(io.Discard, hybrid.Recipient(), classic.Recipient()); !errors.Is(err, ErrMixed) {
		t.Errorf("two kinds: %v, want ErrMixed", err)
	}
	if _, err := SealTo(io.Discard); err == nil {
		t.Error("a package for nobody")
	}
}

func TestIdentityDoesNotPrint(t *testing.T) {
	_, id := identities(t)
	for _, s := range []string{id.String(), id.GoString()} {
		if strings.Contains(s, "SECRET") || !strings.Contains(s, id.Recipient().Fingerprint()) {
			t.Errorf("prints as %q", s)
		}
	}
	if _, err := ParseIdentity("AGE-SECRET-KEY-1"); err == nil || strings.Contains(err.Error(), "AGE") {
		t.Errorf("parse: %v", err)
	}
}

// TestPassphraseForms opens with the other form of the same letters, and a vault
// that was sealed before there was one form.
func TestPassphraseForms(t *testing.T) {
	composed, decomposed := []byte("caf\u00e9 \u0439"), []byte("cafe\u0301 \u0438\u0306")
	dir := filepath.Join(t.TempDir(), "x")
	v, err := Create(dir, decomposed, quick)
	if err != nil {
		t.Fatal(err)
	}
	k := v.key
	v.Close()
	for _, p := range [][]byte{composed, decomposed} {
		v, err := Open(dir, p, quick)
		if err != nil {
			t.Fatal(err)
		}
		if err := v.CheckPassphrase(decomposed); err != nil {
			t.Error(err)
		}
		if err := v.CheckPassphrase([]byte("cafe")); !errors.Is(err, ErrPassphrase) {
			t.Errorf("check: %v, want ErrPassphrase", err)
		}
		v.Close()
	}
	to, _ := age.NewScryptRecipient(string(decomposed))
	to.SetWorkFactor(1)
	sealed, err := sealKey(k, to)
	if err != nil {
		t.Fatal(err)
	}
	if err := v.folder.changeKeys(keyChange{keyFile, sealed}); err != nil {
		t.Fatal(err)
	}
	if v, err = Open(dir, decomposed, quick); err != nil {
		t.Fatal(err)
	}
	v.Close()
}

// TestLogWithoutImage: where marker and image were lost, the log may still be all
// that somebody has, and a new vault must not be put over it.
func TestLogWithoutImage(t *testing.T) {
	v, dir := newVault(t)
	edit(t, v.Pages(), 1)
	if err := v.Save(ctx); err != nil {
		t.Fatal(err)
	}
	crash(v)
	os.Remove(filepath.Join(dir, markerFile))
	os.Remove(filepath.Join(dir, imageName(1)))
	if _, err := Open(dir, phrase, quick); !errors.Is(err, ErrDamaged) {
		t.Errorf("open: %v, want ErrDamaged", err)
	}
	if _, err := Create(dir, phrase, quick); !errors.Is(err, ErrExists) {
		t.Errorf("create: %v, want ErrExists", err)
	}
}
