package vault

import (
	"io"
	"math/rand/v2"
	"path/filepath"
	"testing"
)

// bigVault has an image of 110 MiB, as 100,000 records make, and 64 MiB in
// attachments.
func bigVault(b *testing.B) (*Vault, string) {
	b.Helper()
	dir := filepath.Join(b.TempDir(), "v")
	v, err := Create(dir, phrase, quick)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { v.Abandon() })
	chance := rand.NewChaCha8([32]byte{1})
	if _, err := io.CopyN(io.NewOffsetWriter(v.Pages(), 0), chance, 110<<20); err != nil {
		b.Fatal(err)
	}
	if err := v.Save(ctx); err != nil {
		b.Fatal(err)
	}
	for range 16 {
		if _, err := v.PutBlob(ctx, io.LimitReader(chance, 4<<20)); err != nil {
			b.Fatal(err)
		}
	}
	return v, dir
}

func BenchmarkRekey(b *testing.B) {
	v, _ := bigVault(b)
	for b.Loop() {
		if err := v.Rekey(ctx, phrase, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFirstBackup(b *testing.B) {
	v, _ := bigVault(b)
	for b.Loop() {
		if _, err := v.Backup(ctx, b.TempDir(), BackupPlan{Keep: 1}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNextBackup(b *testing.B) {
	v, _ := bigVault(b)
	dest := b.TempDir()
	if _, err := v.Backup(ctx, dest, BackupPlan{Keep: 1}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := v.Backup(ctx, dest, BackupPlan{Keep: 2}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRestore(b *testing.B) {
	v, _ := bigVault(b)
	made, err := v.Backup(ctx, b.TempDir(), BackupPlan{Keep: 1})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Restore(ctx, made.Path, filepath.Join(b.TempDir(), "r"), quick, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpenReadOnly(b *testing.B) {
	_, dir := bigVault(b)
	for b.Loop() {
		r, err := OpenReadOnly(dir, phrase, quick)
		if err != nil {
			b.Fatal(err)
		}
		if err := r.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSave is one small edit made durable at 110 MiB.
func BenchmarkSave(b *testing.B) {
	v, _ := bigVault(b)
	for i := 0; b.Loop(); i++ {
		if _, err := v.Pages().WriteAt([]byte{byte(i), byte(i >> 8)}, int64(i%1000)*50_000); err != nil {
			b.Fatal(err)
		}
		if err := v.Save(ctx); err != nil {
			b.Fatal(err)
		}
	}
}
