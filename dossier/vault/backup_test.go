package vault

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// attach puts an attachment of a size in.
func attach(t *testing.T, v *Vault, n int) BlobRef {
	t.Helper()
	ref, err := v.PutBlob(ctx, bytes.NewReader(bytes.Repeat([]byte{byte(n), byte(n >> 8)}, n)))
	if err != nil {
		t.Fatal(err)
	}
	return ref
}

func backUp(t *testing.T, v *Vault, dest string, keep int) Backup {
	t.Helper()
	b, err := v.Backup(ctx, dest, BackupPlan{Keep: keep})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// restored opens a backup restored beside, and checks its state.
func restored(t *testing.T, b Backup, want [32]byte, blobs int) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "restored")
	lost, err := Restore(ctx, b.Path, dir, quick, nil)
	if err != nil || len(lost) > 0 {
		t.Fatalf("restore: %v %v", lost, err)
	}
	v := reopen(t, dir)
	defer v.Close()
	if content(v.Pages()) != want {
		t.Errorf("backup %d: not what was backed up", b.Number)
	}
	names, err := v.Blobs()
	if err != nil || len(names) != blobs {
		t.Errorf("backup %d: %d attachments, %v; want %d", b.Number, len(names), err, blobs)
	}
	if d, err := v.Verify(ctx, nil); err != nil || len(d) > 0 {
		t.Errorf("backup %d: verify: %v %v", b.Number, d, err)
	}
}

func TestBackup(t *testing.T) {
	v, dir := newVault(t)
	clock := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)
	v.now = func() time.Time { return clock }
	dest := t.TempDir()
	if _, err := v.LastBackup(dest); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("last of none: %v", err)
	}
	var made []Backup
	var states [][32]byte
	for i := range 5 {
		edit(t, v.Pages(), i)
		attach(t, v, 1000*i)
		if i == 3 {
			clock = clock.AddDate(-40, 0, 0) // a computer that has lost its clock
		}
		made = append(made, backUp(t, v, dest, 3))
		states = append(states, content(v.Pages()))
		restored(t, made[i], states[i], i+1)
	}
	last, err := v.LastBackup(dest)
	if err != nil || last.Path != made[4].Path || last.Number != 5 || !last.Made.Equal(clock) || last.Size != made[4].Size {
		t.Errorf("last is %+v, %v", last, err)
	}
	all, err := Backups(dest, quick)
	if err != nil || len(all) != 3 || all[0].Number != 3 {
		t.Errorf("kept %v, %v; want 3 to 5", all, err)
	}
	for i, b := range all {
		restored(t, b, states[i+2], i+3)
	}
	if _, err := Open(last.Path, phrase, quick); !errors.Is(err, ErrBackup) {
		t.Errorf("open a backup: %v, want ErrBackup", err)
	}
	if r, err := OpenReadOnly(last.Path, phrase, quick); err != nil || content(r.Pages()) != states[4] {
		t.Errorf("look into a backup: %v", err)
	}
	if _, err := v.Backup(ctx, dir, BackupPlan{Keep: 1}); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("backup into the vault: %v", err)
	}
	if _, err := Restore(ctx, last.Path, dir, quick, nil); !errors.Is(err, ErrExists) {
		t.Errorf("restore over a vault: %v, want ErrExists", err)
	}
	names, _ := v.Blobs()
	for _, n := range names[1:] {
		if err := v.RemoveBlob(n); err != nil {
			t.Fatal(err)
		}
	}
	backUp(t, v, dest, 1)
	if got := strings.Count(listing(t, dest), blobDir); got != 1 {
		t.Errorf("%d attachments left in the backups, want 1", got)
	}
}

func TestBackupIsIncremental(t *testing.T) {
	v, _ := newVault(t)
	ref, dest := attach(t, v, 300_000), t.TempDir()
	b := backUp(t, v, dest, 9)
	file := filepath.Join(filepath.Dir(b.Path), blobPath(ref.Name))
	long := time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC)
	if err := os.Chtimes(file, long, long); err != nil {
		t.Fatal(err)
	}
	backUp(t, v, dest, 9)
	if i, err := os.Stat(file); err != nil || !i.ModTime().Equal(long) {
		t.Errorf("attachment was copied again: %v", err)
	}
	bytesOf, _ := os.ReadFile(file)
	bytesOf[1000] ^= 1
	os.WriteFile(file, bytesOf, 0o600)
	restored(t, backUp(t, v, dest, 9), content(v.Pages()), 1)
}

func TestBackupOfDamage(t *testing.T) {
	v, dir := newVault(t)
	good, bad := attach(t, v, 5000), attach(t, v, 6000)
	dest := t.TempDir()
	b := backUp(t, v, dest, 1)
	os.RemoveAll(filepath.Dir(b.Path))
	b = backUp(t, v, dest, 1)
	file := filepath.Join(dir, blobPath(bad.Name))
	c, _ := os.ReadFile(file)
	c[400] ^= 1
	os.WriteFile(file, c, 0o600)
	if b = backUp(t, v, dest, 1); len(b.Lost) != 0 { // the older copy is good
		t.Errorf("lost %v, though the backup before has it", b.Lost)
	}
	os.Remove(filepath.Join(filepath.Dir(b.Path), blobPath(bad.Name)))
	b = backUp(t, v, dest, 1)
	if !slices.Equal(b.Lost, []string{blobPath(bad.Name)}) {
		t.Errorf("lost %v", b.Lost)
	}
	if all, err := Backups(dest, quick); err != nil || len(all) != 2 {
		t.Errorf("a backup that lacks something drove out another: %v, %v", all, err)
	}
	to := filepath.Join(t.TempDir(), "r")
	lost, err := Restore(ctx, b.Path, to, quick, nil)
	if err != nil || len(lost) != 1 || lost[0].File != blobPath(bad.Name) {
		t.Errorf("restore: %v, %v", lost, err)
	}
	if in, err := reopen(t, to).Blob(good.Name); err != nil {
		t.Error(err)
	} else {
		in.Close()
	}
	list := filepath.Join(b.Path, listFile)
	c, _ = os.ReadFile(list)
	c[20] ^= 1
	os.WriteFile(list, c, 0o600)
	if _, err := Restore(ctx, b.Path, filepath.Join(t.TempDir(), "s"), quick, nil); !errors.Is(err, ErrDamaged) {
		t.Errorf("restore by a broken list: %v, want ErrDamaged", err)
	}
}

func TestRestoreFindsDamage(t *testing.T) {
	v, _ := newVault(t)
	attach(t, v, 5000)
	edit(t, v.Pages(), 2)
	b := backUp(t, v, t.TempDir(), 1)
	for _, n := range strings.Fields(listing(t, b.Path)) {
		file := filepath.Join(b.Path, n)
		good, _ := os.ReadFile(file)
		bad := bytes.Clone(good)
		bad[len(bad)/3] ^= 4
		os.WriteFile(file, bad, 0o600)
		to := filepath.Join(t.TempDir(), "r")
		if _, err := Restore(ctx, b.Path, to, quick, nil); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v, want ErrDamaged", n, err)
		}
		if _, err := os.Stat(to); err == nil {
			t.Errorf("%s: leaves half a vault", n)
		}
		os.WriteFile(file, good, 0o600)
	}
}

// TestRestoreByHand does what FORMAT.md says to who has a backup and no way to restore.
func TestRestoreByHand(t *testing.T) {
	v, _ := newVault(t)
	attach(t, v, 5000)
	edit(t, v.Pages(), 2)
	b := backUp(t, v, t.TempDir(), 1)
	want := content(v.Pages())
	dir := filepath.Join(t.TempDir(), "v")
	if err := os.CopyFS(dir, os.DirFS(b.Path)); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, blobDir), os.DirFS(filepath.Join(filepath.Dir(b.Path), blobDir))); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, phrase, quick); !errors.Is(err, ErrBackup) {
		t.Errorf("with its list: %v, want ErrBackup", err)
	}
	if err := os.Remove(filepath.Join(dir, listFile)); err != nil {
		t.Fatal(err)
	}
	r := reopen(t, dir)
	if content(r.Pages()) != want {
		t.Error("not what was saved")
	}
	if found, err := r.Verify(ctx, nil); err != nil || len(found) > 0 {
		t.Errorf("verify: %v, %v", found, err)
	}
}

func TestBackupStops(t *testing.T) {
	v, _ := newVault(t)
	for i := range 5 {
		attach(t, v, 1000+i)
	}
	dest := t.TempDir()
	stopped, cancel := context.WithCancel(ctx)
	_, err := v.Backup(stopped, dest, BackupPlan{Progress: func(done, total int) {
		if done == 2 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if all, err := Backups(dest, quick); err != nil || len(all) != 0 {
		t.Errorf("half a backup counts: %v, %v", all, err)
	}
	b := backUp(t, v, dest, 1)
	restored(t, b, content(v.Pages()), 5)
	if entries, _ := os.ReadDir(filepath.Dir(b.Path)); len(entries) != 2 {
		t.Errorf("the interrupted backup was not cleared away: %s", listing(t, dest))
	}
}

func TestBackupAfterRekey(t *testing.T) {
	v, _ := newVault(t)
	attach(t, v, 70_000)
	dest := t.TempDir()
	before := backUp(t, v, dest, 1)
	old := content(v.Pages())
	edit(t, v.Pages(), 3)
	if err := v.Rekey(ctx, phrase, nil); err != nil {
		t.Fatal(err)
	}
	after := backUp(t, v, dest, 1)
	restored(t, before, old, 1)
	restored(t, after, content(v.Pages()), 1)
	if filepath.Dir(before.Path) == filepath.Dir(after.Path) {
		t.Error("backups of two keys share their attachments")
	}
}

func FuzzBackupList(f *testing.F) {
	l := list{number: 3, made: time.Unix(1e9, 0).UTC(), lost: []string{"blobs/x"}}
	f.Add(l.bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		l, err := parseList(append(b, sumLine(listFile, b)+"\n"...))
		if err != nil {
			return
		}
		for _, e := range l.files {
			if !filepath.IsLocal(e.name) || strings.ContainsAny(e.name, "\\:") || strings.Contains(e.name, "..") {
				t.Errorf("leads to %q", e.name)
			}
		}
	})
}

// TestRestoreCutOff stops a restoration by a power cut at every change: what is
// left is no vault, or the whole.
func TestRestoreCutOff(t *testing.T) {
	l := &life{t: t, d: newDisk()}
	l.must(l.d.Mkdir(lifeBackups))
	v, err := Create(lifeDir, phrase, l.options())
	l.must(err)
	attach(t, v, 900)
	edit(t, v.Pages(), 1)
	want := content(v.Pages())
	b, err := v.Backup(ctx, lifeBackups, BackupPlan{Keep: 1})
	l.must(err)
	start := len(l.d.ops)
	_, err = Restore(ctx, b.Path, "/restored", l.options(), nil)
	l.must(err)
	p := newPlatter()
	for at, o := range l.d.ops {
		p.do(o)
		if at < start {
			continue
		}
		for _, names := range []map[string]int{p.live, p.durable} {
			r, err := Open("/restored", phrase, Options{FS: p.after(names, 0)})
			if errors.Is(err, ErrNotVault) {
				continue
			}
			if err != nil {
				t.Fatalf("change %d: %v", at, err)
			}
			if blobs, err := r.Blobs(); content(r.Pages()) != want || len(blobs) != 1 {
				t.Errorf("change %d: half a vault: %v, %v", at, blobs, err)
			}
			r.Abandon()
		}
	}
}
