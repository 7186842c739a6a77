package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/vault"
)

// A case is erased only with the pass phrase, and nobody loses their way in.
func TestEraseCase(t *testing.T) {
	ctx := context.Background()
	s, dir := newTestStore(t)
	must(t, s.Import(ctx, []dossier.Record{&dossier.Case{Head: dossier.Head{ID: "case-1"}}, &dossier.Case{Head: dossier.Head{ID: "case-2"}}}))
	_, err := s.Attach(ctx, "case-1", "a.txt", "text/plain", strings.NewReader("of the erased case"))
	must(t, err)
	kept, err := s.Attach(ctx, "case-2", "b.txt", "text/plain", strings.NewReader("of the other case"))
	must(t, err)
	key, err := s.AddRecovery()
	must(t, err)
	for _, c := range []struct {
		passphrase, recovery string
		want                 error
	}{{"not it", key, vault.ErrPassphrase}, {string(phrase), "not it", vault.ErrTyping}} {
		if err := s.EraseCase(ctx, "case-1", []byte(c.passphrase), c.recovery, nil); !errors.Is(err, c.want) {
			t.Errorf("erase: %v, want %v", err, c.want)
		}
		if _, err := s.Load(ctx, "case-1"); err != nil {
			t.Fatalf("a refused erasure deleted the case: %v", err)
		}
	}
	must(t, s.EraseCase(ctx, "case-1", phrase, key, nil))
	if s.Rekeying() {
		t.Error("the old key is still there")
	}
	must(t, s.Close())
	s, err = OpenWithRecovery(dir, key, options())
	must(t, err)
	s = reopen(t, s, dir)
	if _, err := s.Load(ctx, "case-1"); !errors.Is(err, ErrNotFound) {
		t.Errorf("load the erased case: %v", err)
	}
	r, err := s.OpenEvidence(ctx, kept.ID)
	must(t, err)
	must(t, r.Close())
	if found, err := s.Verify(ctx, nil); len(found) != 0 || err != nil {
		t.Errorf("verify: %v, %v", found, err)
	}
}

// A backup says which file of a record the vault has lost, and saves the rest.
func TestBackupMissesFile(t *testing.T) {
	ctx := context.Background()
	s, dir := smallStore(t)
	_, err := s.Attach(ctx, "case-1", "a.txt", "text/plain", strings.NewReader("content"))
	must(t, err)
	files, err := filepath.Glob(filepath.Join(dir, "blobs", "*.age"))
	must(t, err)
	if len(files) != 1 {
		t.Fatalf("files %v", files)
	}
	must(t, os.Remove(files[0]))
	name := "blobs/" + filepath.Base(files[0])
	made, err := s.Backup(ctx, t.TempDir(), 1, nil)
	must(t, err)
	if !slices.Equal(made.Lost, []string{name}) || len(made.Found) != 1 || made.Found[0].File != name || made.Found[0].What != vault.Missing {
		t.Errorf("lost %v, found %v", made.Lost, made.Found)
	}
	back := filepath.Join(t.TempDir(), "Back.probata")
	if lost, err := vault.Restore(ctx, made.Path, back, options().Vault, nil); err != nil || len(lost) != 1 {
		t.Fatalf("restore: %v, %v", lost, err)
	}
	b, err := Open(back, phrase, options())
	must(t, err)
	defer b.Close()
	if _, err := b.Load(ctx, "case-1"); err != nil {
		t.Error(err)
	}
}
