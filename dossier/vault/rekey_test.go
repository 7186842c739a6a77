package vault

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRekey(t *testing.T) {
	dir, _ := saved(t)
	hybrid, classic := identities(t)
	v := reopen(t, dir)
	refs := map[string][]byte{}
	for i := range 4 {
		data := bytes.Repeat([]byte{byte(i)}, 70000*i)
		ref, err := v.PutBlob(ctx, bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		refs[ref.Name] = data
	}
	for _, id := range []Identity{hybrid, classic} {
		if _, err := v.AddColleague(id.Recipient(), "x"); err != nil {
			t.Fatal(err)
		}
	}
	if err := v.RemoveColleague(2); err != nil {
		t.Fatal(err)
	}
	recovery, err := v.AddRecovery()
	if err != nil {
		t.Fatal(err)
	}
	before := filepath.Join(t.TempDir(), "before")
	if err := os.CopyFS(before, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	old := *v.key

	stopped, cancel := context.WithCancel(ctx)
	err = v.Rekey(stopped, []byte("second"), func(done, total int) {
		if done == 2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || !v.Rekeying() {
		t.Fatalf("cancelled: %v, under way %v", err, v.Rekeying())
	}
	crash(v)
	v, err = OpenWithIdentity(dir, hybrid, quick) // in the middle of it
	if err != nil {
		t.Fatal(err)
	}
	edit(t, v.Pages(), 8)
	want := content(v.Pages())
	if err := v.Save(ctx); err != nil {
		t.Fatal(err)
	}
	crash(v)
	if v, err = Open(dir, []byte("second"), quick); err != nil {
		t.Fatal(err)
	}
	if err := v.Rekey(ctx, []byte("third"), nil); err != nil || v.Rekeying() {
		t.Fatalf("finish: %v", err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	for _, n := range strings.Fields(listing(t, dir)) {
		in, err := os.ReadFile(filepath.Join(dir, n))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := old.open(bytes.NewReader(in)); err == nil {
			t.Errorf("%s opens with the old key", n)
		}
	}
	if _, err := OpenWithRecovery(dir, recovery, quick); err == nil {
		t.Error("the old recovery key opens the vault")
	}
	v, err = OpenWithIdentity(dir, hybrid, quick)
	if err != nil {
		t.Fatal(err)
	}
	v.Close()
	if v, err = Open(dir, []byte("third"), quick); err != nil {
		t.Fatal(err)
	}
	defer v.Abandon()
	if content(v.Pages()) != want {
		t.Error("not what was saved")
	}
	for name, data := range refs {
		in, err := v.Blob(name)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(in); err != nil || !bytes.Equal(got, data) {
			t.Errorf("attachment: %d bytes, %v", len(got), err)
		}
		in.Close()
	}
	if d, err := v.Verify(ctx, nil); err != nil || len(d) > 0 {
		t.Errorf("verify: %v %v", d, err)
	}
	if _, err := v.AddRecovery(); err != nil {
		t.Error(err)
	}
	if err := v.Rekey(ctx, []byte("fourth"), nil); err != nil {
		t.Error(err)
	}
	if v, err := Open(before, phrase, quick); err != nil {
		t.Errorf("the copy made before: %v", err)
	} else {
		v.Close()
	}
}

// TestRekeyKeepsDamaged: the old key is not given up while something needs it.
func TestRekeyKeepsDamaged(t *testing.T) {
	v, dir := newVault(t)
	ref, err := v.PutBlob(ctx, bytes.NewReader(make([]byte, 200000)))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, blobPath(ref.Name))
	good, _ := os.ReadFile(file)
	bad := bytes.Clone(good)
	bad[len(bad)/2] ^= 1
	os.WriteFile(file, bad, 0o600)
	if err := v.Rekey(ctx, phrase, nil); !errors.Is(err, ErrDamaged) || !v.Rekeying() {
		t.Errorf("with a damaged attachment: %v", err)
	}
	if strings.Contains(listing(t, dir), ".tmp") {
		t.Errorf("leaves a temporary file: %s", listing(t, dir))
	}
	os.WriteFile(file, good, 0o600)
	if err := v.Rekey(ctx, phrase, nil); err != nil || v.Rekeying() {
		t.Errorf("with it put back: %v", err)
	}
	if d, err := v.Verify(ctx, nil); err != nil || len(d) > 0 {
		t.Errorf("verify: %v %v", d, err)
	}
}
