package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/vault"
)

func TestChangePassphrase(t *testing.T) {
	ctx := context.Background()
	s, dir := newTestStore(t)
	next := []byte("a new one")
	if err := s.ChangePassphrase(ctx, []byte("not it"), next); !errors.Is(err, vault.ErrPassphrase) {
		t.Errorf("with a wrong old one: %v", err)
	}
	must(t, s.ChangePassphrase(ctx, phrase, next))
	key, err := s.AddRecovery()
	must(t, err)
	must(t, s.CheckRecovery(strings.ToLower(key)))
	must(t, s.Close())
	if _, err := Open(dir, phrase, options()); !errors.Is(err, vault.ErrPassphrase) {
		t.Errorf("the old one: %v", err)
	}
	s, err = OpenWithRecovery(dir, key, options())
	must(t, err)
	must(t, s.ChangePassphrase(ctx, nil, phrase)) // the old one is what was forgotten
	if err := s.ChangePassphrase(ctx, nil, next); !errors.Is(err, vault.ErrPassphrase) {
		t.Errorf("a second time: %v", err)
	}
	must(t, s.RemoveRecovery())
	if s.HasRecovery() {
		t.Error("still has a recovery key")
	}
	must(t, s.Close())
	s, err = Open(dir, phrase, options())
	must(t, err)
	must(t, s.Close())
}

func TestReadOnly(t *testing.T) {
	ctx := context.Background()
	s, dir := smallStore(t)
	e, err := s.Attach(ctx, "case-1", "a.txt", "text/plain", strings.NewReader("content"))
	must(t, err)
	must(t, s.Apply(ctx, Change{Label: "edit", Group: "g", Case: "case-1", Put: []dossier.Record{event("event-2", "x")}}))
	must(t, s.Flush(ctx))
	r, err := OpenReadOnly(dir, phrase, options()) // beside the one that writes
	must(t, err)
	if !r.ReadOnly() || s.ReadOnly() {
		t.Error("tells wrongly who may write")
	}
	d, err := r.Load(ctx, "case-1")
	must(t, err)
	if len(d.All()) != 9 {
		t.Errorf("%d records", len(d.All()))
	}
	if hits, err := r.Search(ctx, "arrest", 10); len(hits) == 0 || err != nil {
		t.Errorf("search: %v, %v", hits, err)
	}
	if found, err := r.Verify(ctx, nil); len(found) != 0 || err != nil {
		t.Errorf("verify: %v, %v", found, err)
	}
	for name, f := range map[string]func() error{
		"apply":       func() error { return r.Apply(ctx, Change{Put: []dossier.Record{event("event-3", "x")}}) },
		"import":      func() error { return r.Import(ctx, []dossier.Record{event("event-3", "x")}) },
		"undo":        func() error { _, err := r.Undo(ctx, "case-1"); return err },
		"redo":        func() error { _, err := r.Redo(ctx, "case-1"); return err },
		"restore":     func() error { return r.Restore(ctx, "event-2", 1) },
		"untrash":     func() error { return r.Untrash(ctx, "case-1", "event-2") },
		"setting":     func() error { return r.SetSetting(ctx, "a", "b") },
		"delete":      func() error { return r.DeleteCase(ctx, "case-1") },
		"index":       func() error { return r.RebuildIndex(ctx) },
		"pass phrase": func() error { return r.ChangePassphrase(ctx, phrase, phrase) },
		"recovery":    func() error { _, err := r.AddRecovery(); return err },
		"no recovery": r.RemoveRecovery,
		"colleague":   func() error { _, err := r.AddColleague(newIdentity(t).Recipient(), "B"); return err },
		"backup":      func() error { _, err := r.Backup(ctx, t.TempDir(), 1, nil); return err },
		"rekey":       func() error { return r.Rekey(ctx, phrase, nil) },
		"erase":       r.Erase,
		"attach": func() error {
			_, err := r.Attach(ctx, "case-1", "a", "b", strings.NewReader("x"))
			return err
		},
		"view":   func() error { _, err := r.ViewEvidence(ctx, e.ID, ""); return err },
		"export": func() error { return r.ExportEvidence(ctx, e.ID, new(strings.Builder), Handover{}, nil) },
		"text":   func() error { return r.IndexText(ctx, e.ID, "x") },
	} {
		if err := f(); !errors.Is(err, vault.ErrReadOnly) {
			t.Errorf("%s: %v", name, err)
		}
	}
	must(t, r.Flush(ctx))
	must(t, r.Close())
	must(t, s.Close())
}

func newIdentity(t *testing.T) vault.Identity {
	t.Helper()
	id, err := vault.NewIdentity()
	must(t, err)
	return id
}

func TestColleague(t *testing.T) {
	s, dir := newTestStore(t)
	id := newIdentity(t)
	c, err := s.AddColleague(id.Recipient(), "B.")
	must(t, err)
	if all, err := s.Colleagues(); len(all) != 1 || all[0].Label != "B." || err != nil {
		t.Errorf("colleagues: %v, %v", all, err)
	}
	must(t, s.Close())
	s, err = OpenWithIdentity(dir, id, options())
	must(t, err)
	if err := s.ChangePassphrase(context.Background(), nil, phrase); !errors.Is(err, vault.ErrPassphrase) {
		t.Errorf("a colleague changes the pass phrase: %v", err)
	}
	must(t, s.RemoveColleague(c.N))
	must(t, s.Close())
	if _, err := OpenWithIdentity(dir, id, options()); !errors.Is(err, vault.ErrIdentity) {
		t.Errorf("a colleague who was taken out: %v", err)
	}
}

func TestBackupRekeyErase(t *testing.T) {
	ctx := context.Background()
	s, dir := smallStore(t)
	e, err := s.Attach(ctx, "case-1", "a.txt", "text/plain", strings.NewReader("content"))
	must(t, err)
	sticks := t.TempDir()
	if _, err := s.LastBackup(sticks); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a backup before the first: %v", err)
	}
	made, err := s.Backup(ctx, sticks, 2, nil)
	must(t, err)
	if last, err := s.LastBackup(sticks); err != nil || last.Path != made.Path {
		t.Errorf("last backup: %+v, %v", last, err)
	}
	if err := s.Rekey(ctx, []byte("not it"), nil); !errors.Is(err, vault.ErrPassphrase) {
		t.Errorf("rekey with a wrong pass phrase: %v", err)
	}
	must(t, s.Rekey(ctx, phrase, nil))
	if s.Rekeying() {
		t.Error("rekeying goes on")
	}
	s = reopen(t, s, dir)
	if got := causes(t, s); got != "" {
		t.Errorf("after a rekey: %s", got)
	}
	must(t, s.Erase())
	if _, err := Open(dir, phrase, options()); !errors.Is(err, vault.ErrNotVault) {
		t.Errorf("erased: %v", err)
	}
	back := filepath.Join(t.TempDir(), "Back.probata")
	if lost, err := vault.Restore(ctx, made.Path, back, options().Vault, nil); err != nil || len(lost) != 0 {
		t.Fatalf("restore: %v, %v", lost, err)
	}
	s, err = Open(back, phrase, options())
	must(t, err)
	defer s.Close()
	if got := causes(t, s); got != "" {
		t.Errorf("restored: %s", got)
	}
	r, err := s.OpenEvidence(ctx, e.ID)
	must(t, err)
	must(t, r.Close())
}

// A vault with a broken log comes up at the last state that can be read.
func TestOpenDamaged(t *testing.T) {
	ctx := context.Background()
	s, dir := smallStore(t)
	must(t, s.Flush(ctx))
	for _, title := range []string{"a", "b"} {
		must(t, s.Apply(ctx, Change{Label: "edit", Case: "case-1", Put: []dossier.Record{event("event-2", title)}}))
		must(t, s.Flush(ctx))
	}
	must(t, s.Abandon())
	logs, err := filepath.Glob(filepath.Join(dir, "log-*.age"))
	must(t, err)
	b, err := os.ReadFile(logs[0])
	must(t, err)
	b[len(b)/2] ^= 1
	must(t, os.WriteFile(logs[0], b, 0o600))
	if _, err := Open(dir, phrase, options()); !errors.Is(err, vault.ErrDamaged) {
		t.Fatalf("damaged: %v", err)
	}
	s, lost, err := OpenDamaged(dir, phrase, options())
	must(t, err)
	defer s.Close()
	if len(lost.Lost) == 0 {
		t.Error("nothing is said to be lost")
	}
	if got := causes(t, s); got != "" {
		t.Errorf("salvaged: %s", got)
	}
}
