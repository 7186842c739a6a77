package vault

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"runtime"
	"slices"
	"testing"

	"filippo.io/age"
)

// TestForget searches the whole medium, the places of removed files with it, for
// what the vault's present secrets still open there.
func TestForget(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("replaced files are not overwritten there")
	}
	d := newDisk()
	o := Options{WorkFactor: 1, FS: d}
	v, err := Create(lifeDir, phrase, o)
	if err != nil {
		t.Fatal(err)
	}
	friend, _ := identities(t)
	if _, err := v.AddColleague(friend.Recipient(), "friend"); err != nil {
		t.Fatal(err)
	}
	recovery, err := v.AddRecovery()
	if err != nil {
		t.Fatal(err)
	}
	marker := []byte("the erased case ")
	write := func(b []byte) {
		v.Pages().BeginWrite()
		if _, err := v.Pages().WriteAt(bytes.Repeat(b, 3*PageSize/len(b)), PageSize); err != nil {
			t.Fatal(err)
		}
		v.Pages().EndWrite()
		if err := v.Save(ctx); err != nil {
			t.Fatal(err)
		}
	}
	write(marker)
	if err := v.Compact(ctx); err != nil { // in an image
		t.Fatal(err)
	}
	gone, err := v.PutBlob(ctx, bytes.NewReader(bytes.Repeat(marker, 20000)))
	if err != nil {
		t.Fatal(err)
	}
	stays, err := v.PutBlob(ctx, bytes.NewReader([]byte("stays")))
	if err != nil {
		t.Fatal(err)
	}
	edit(t, v.Pages(), 3)
	write(marker) // and in a log
	write([]byte("something else "))
	if err := v.RemoveBlob(gone.Name); err != nil {
		t.Fatal(err)
	}
	if err := v.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	secrets := func() []age.Identity {
		pass, _ := age.NewScryptIdentity(string(phrase))
		key, _ := age.NewScryptIdentity(recovery)
		return append(v.key.all(), friend.age, pass, key)
	}
	if found := onMedium(d, secrets(), marker); found == 0 {
		t.Fatal("the search finds nothing even before")
	}
	old := slices.Clone(v.key.identities)
	if err := v.Forget(ctx, phrase, recovery, nil); err != nil {
		t.Fatal(err)
	}
	if found := onMedium(d, secrets(), marker); found > 0 {
		t.Errorf("%d remains still open", found)
	}
	if found := onMedium(d, secrets(), []byte(old[0].String())); found > 0 {
		t.Errorf("%d remains hold the old identity", found)
	}
	for _, secret := range [][]age.Identity{{old[0]}} { // the check of the check: the old one does open remains
		if onMedium(d, secret, marker) == 0 {
			t.Error("the search does not find what the old identity opens")
		}
	}
	want := content(v.Pages())
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	for way, open := range map[string]func() (*Vault, error){
		"pass phrase": func() (*Vault, error) { return Open(lifeDir, phrase, o) },
		"recovery":    func() (*Vault, error) { return OpenWithRecovery(lifeDir, recovery, o) },
		"colleague":   func() (*Vault, error) { return OpenWithIdentity(lifeDir, friend, o) },
	} {
		v, err := open()
		if err != nil {
			t.Fatalf("%s: %v", way, err)
		}
		if content(v.Pages()) != want {
			t.Errorf("%s: not what was saved", way)
		}
		in, err := v.Blob(stays.Name)
		if err != nil {
			t.Fatal(err)
		}
		if b, err := io.ReadAll(in); err != nil || string(b) != "stays" {
			t.Errorf("%s: attachment %q, %v", way, b, err)
		}
		if damage, err := v.Verify(ctx, nil); err != nil || len(damage) > 0 {
			t.Errorf("%s: verify: %v %v", way, damage, err)
		}
		if err := v.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// onMedium counts the age messages anywhere on a disk, in files that are gone too,
// of which a secret opens a piece that holds what is searched for.
func onMedium(d *disk, secrets []age.Identity, what []byte) (found int) {
	for _, b := range d.data {
		for at := 0; ; at++ {
			i := bytes.Index(b[at:], []byte(ageMagic))
			if i < 0 {
				break
			}
			at += i
			message := b[at:]
			if at >= lengthPrefix { // in a log the message ends where its length says
				if n := binary.BigEndian.Uint32(b[at-lengthPrefix:]); int64(n) <= int64(len(message)) && n > 0 {
					message = message[:n]
				}
			}
			for _, s := range secrets {
				plain, err := age.Decrypt(bytes.NewReader(message), s)
				if err != nil {
					continue
				}
				all, _ := io.ReadAll(plain) // as far as it goes
				if bytes.Contains(all, what) {
					found++
				}
			}
		}
	}
	return found
}

func TestForgetRefuses(t *testing.T) {
	v, dir := newVault(t)
	recovery, err := v.AddRecovery()
	if err != nil {
		t.Fatal(err)
	}
	before := listing(t, dir)
	foreign := group(spell(forKey, make([]byte, recoveryBytes), recoveryCheck))
	for _, c := range []struct {
		passphrase, recovery string
		want                 error
	}{
		{"other", recovery, ErrPassphrase},
		{"", "", ErrPassphrase},
		{string(phrase), foreign, ErrRecovery},
		{string(phrase), recovery[1:], ErrTyping},
	} {
		if err := v.Forget(ctx, []byte(c.passphrase), c.recovery, nil); !errors.Is(err, c.want) || v.Rekeying() {
			t.Errorf("forget: %v, want %v", err, c.want)
		}
	}
	if after := listing(t, dir); after != before {
		t.Errorf("a refused one changed the folder: %s", after)
	}
	if err := v.Forget(ctx, phrase, "", nil); err != nil || v.HasRecovery() {
		t.Errorf("without the recovery key: %v, has one: %v", err, v.HasRecovery())
	}
	r, err := OpenReadOnly(dir, phrase, quick)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Abandon()
	if err := r.Forget(ctx, phrase, "", nil); !errors.Is(err, ErrReadOnly) {
		t.Errorf("read-only: %v", err)
	}
	if _, err := os.Stat(v.folder.path(recoveryFile)); err == nil {
		t.Error("the void recovery key's file is there")
	}
}
