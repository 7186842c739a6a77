package vault

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// needed is what a database would say it needs.
func needed(names ...string) func(context.Context) ([]string, error) {
	return func(context.Context) ([]string, error) { return slices.Clone(names), nil }
}

// TestBackupNamesWhatIsMissing: a hole in the vault is named, with the next step, and
// everything else is saved all the same.
func TestBackupNamesWhatIsMissing(t *testing.T) {
	flip := func(t *testing.T, file string, at int) {
		t.Helper()
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		b[(at+len(b))%len(b)] ^= 1
		if err := os.WriteFile(file, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name    string
		harm    func(t *testing.T, dir, blob string)
		what    What
		next    Step
		file    string // "" is the attachment
		healed  bool   // the backup is whole nonetheless
		restore string // how the restored vault is opened: "" by the pass phrase
	}{
		{name: "missing", harm: func(t *testing.T, dir, blob string) { os.Remove(filepath.Join(dir, blob)) }, what: Missing, next: RestoreFile},
		{name: "cut", harm: func(t *testing.T, dir, blob string) { os.Truncate(filepath.Join(dir, blob), 900) }, what: Broken, next: RestoreFile},
		{name: "too long", harm: func(t *testing.T, dir, blob string) { os.Truncate(filepath.Join(dir, blob), 1<<40) }, what: Broken, next: RestoreFile},
		{name: "changed", harm: func(t *testing.T, dir, blob string) { flip(t, filepath.Join(dir, blob), 300) }, what: Broken, next: RestoreFile},
		{name: "folder", harm: func(t *testing.T, dir, blob string) {
			os.Remove(filepath.Join(dir, blob))
			os.Mkdir(filepath.Join(dir, blob), 0o700)
		}, what: NotPlain, next: RestoreFile},
		{name: "image", harm: func(t *testing.T, dir, _ string) { flip(t, filepath.Join(dir, imageName(1)), -1) }, file: imageName(1), what: Broken, next: RestoreBackup, healed: true},
		{name: "image gone", harm: func(t *testing.T, dir, _ string) { os.Remove(filepath.Join(dir, imageName(1))) }, file: imageName(1), what: Missing, next: RestoreBackup, healed: true},
		{name: "log", harm: func(t *testing.T, dir, _ string) { os.Truncate(filepath.Join(dir, logName(1)), 300) }, file: logName(1), what: Broken, next: RestoreBackup, healed: true},
		{name: "key", harm: func(t *testing.T, dir, _ string) { flip(t, filepath.Join(dir, keyFile), -1) }, file: keyFile, what: Broken, next: RestoreFile, restore: "recovery"},
		{name: "recovery key", harm: func(t *testing.T, dir, _ string) { os.Remove(filepath.Join(dir, recoveryFile)) }, file: recoveryFile, what: Missing, next: RestoreFile},
		{name: "marker", harm: func(t *testing.T, dir, _ string) { flip(t, filepath.Join(dir, markerFile), 3) }, file: markerFile, what: Broken, next: RestoreFile},
		{name: "ring", harm: func(t *testing.T, dir, _ string) { flip(t, filepath.Join(dir, ringFile), -1) }, file: ringFile, what: Broken, next: RestoreFile},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, dir := newVault(t)
			recovery, err := v.AddRecovery()
			if err != nil {
				t.Fatal(err)
			}
			good, bad := attach(t, v, 2000), attach(t, v, 3000)
			edit(t, v.Pages(), 1)
			if err := v.Save(ctx); err != nil {
				t.Fatal(err)
			}
			c.harm(t, dir, blobPath(bad.Name))
			file := c.file
			if file == "" {
				file = blobPath(bad.Name)
			}
			dest := t.TempDir()
			plan := BackupPlan{Needed: needed(good.Name, bad.Name)}
			strict := plan
			strict.Whole = true
			b, err := v.Backup(ctx, t.TempDir(), strict)
			if d := (Damage{}); !c.healed && (!errors.As(err, &d) || d.File != file) || c.healed && err != nil {
				t.Errorf("only a whole one: %v", err)
			}
			if !c.healed { // what was healed is not there to be found again
				b = must(v.Backup(ctx, dest, plan))(t)
			}
			if len(b.Found) != 1 || b.Found[0].File != file || b.Found[0].What != c.what || b.Found[0].NextStep != c.next {
				t.Fatalf("found %v, want %s %s %s", b.Found, file, c.what, c.next)
			}
			if lost := slices.Equal(b.Lost, []string{file}); lost == c.healed {
				t.Errorf("lost %v", b.Lost)
			}
			to := filepath.Join(t.TempDir(), "r")
			if lost, err := Restore(ctx, b.Path, to, quick, nil); err != nil || len(lost) != len(b.Lost) {
				t.Fatalf("restore: %v, %v", lost, err)
			}
			r, err := Open(to, phrase, quick)
			if c.restore == "recovery" {
				r, err = OpenWithRecovery(to, recovery, quick)
			}
			if err != nil {
				t.Fatal(err)
			}
			defer r.Abandon()
			if content(r.Pages()) != content(v.Pages()) {
				t.Error("not what was backed up")
			}
		})
	}
}

func must[T any](x T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
}

// TestBackupTakesFromEarlier: what the vault has lost and an earlier backup has is
// found, and no hole in the new one.
func TestBackupTakesFromEarlier(t *testing.T) {
	v, dir := newVault(t)
	ref, dest := attach(t, v, 5000), t.TempDir()
	backUp(t, v, dest, 3)
	if err := os.Remove(filepath.Join(dir, blobPath(ref.Name))); err != nil {
		t.Fatal(err)
	}
	b := must(v.Backup(ctx, dest, BackupPlan{Keep: 1, Needed: needed(ref.Name)}))(t)
	if len(b.Lost) != 0 || len(b.Found) != 1 || b.Found[0].What != Missing {
		t.Errorf("lost %v, found %v", b.Lost, b.Found)
	}
	to := filepath.Join(t.TempDir(), "r")
	if lost, err := Restore(ctx, b.Path, to, quick, nil); err != nil || len(lost) > 0 {
		t.Fatalf("restore: %v, %v", lost, err)
	}
	if in, err := reopen(t, to).Blob(ref.Name); err != nil {
		t.Error(err)
	} else {
		in.Close()
	}
}

// TestBackupOfDeleted: an attachment that goes while the backup runs is no hole.
func TestBackupOfDeleted(t *testing.T) {
	v, _ := newVault(t)
	ref := attach(t, v, 5000)
	looks := 0
	b := must(v.Backup(ctx, t.TempDir(), BackupPlan{Needed: func(context.Context) ([]string, error) {
		looks++
		if looks > 1 {
			return nil, nil
		}
		return []string{ref.Name, bytesName(1)}, nil
	}}))(t)
	if len(b.Lost) != 0 || len(b.Found) != 0 || looks != 2 {
		t.Errorf("lost %v, found %v, %d looks", b.Lost, b.Found, looks)
	}
	failed := errors.New("the database is closed")
	if _, err := v.Backup(ctx, t.TempDir(), BackupPlan{Needed: func(context.Context) ([]string, error) { return nil, failed }}); !errors.Is(err, failed) {
		t.Errorf("a database that does not answer: %v", err)
	}
}

// bytesName is an attachment's name that nothing has.
func bytesName(b byte) string {
	k := key{naming: bytes.Repeat([]byte{b}, 32)}
	return k.blobName([32]byte{}, 1)
}
