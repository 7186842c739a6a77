package store

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"probata/dossier/vault"
)

// disk is a disk that can be filled up.
type disk struct{ full atomic.Bool }

func (d *disk) Mkdir(name string) error                    { return os.Mkdir(name, 0o700) }
func (d *disk) ReadDir(name string) ([]fs.DirEntry, error) { return os.ReadDir(name) }
func (d *disk) Rename(from, to string) error               { return os.Rename(from, to) }
func (d *disk) Remove(name string) error                   { return os.Remove(name) }
func (d *disk) SyncDir(string) error                       { return nil }
func (d *disk) Own(name string) error                      { return os.Chmod(name, 0o700) }
func (d *disk) Lock(string) (io.Closer, error)             { return io.NopCloser(nil), nil }

func (d *disk) OpenFile(name string, flag int) (vault.File, error) {
	f, err := os.OpenFile(name, flag, 0o600)
	return diskFile{f, d}, err
}

type diskFile struct {
	*os.File
	on *disk
}

func (f diskFile) Write(b []byte) (int, error) {
	if f.on.full.Load() {
		return 0, syscall.ENOSPC
	}
	return f.File.Write(b)
}

func (f diskFile) WriteAt(b []byte, at int64) (int, error) {
	if f.on.full.Load() {
		return 0, syscall.ENOSPC
	}
	return f.File.WriteAt(b, at)
}

func (f diskFile) Length() (int64, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// A full disk is told, loses nothing, and is forgotten when there is room again.
func TestFullDisk(t *testing.T) {
	ctx := context.Background()
	d, states := &disk{}, make(chan SaveState, 100)
	o := options()
	o.Vault.FS, o.OnSave = d, func(s SaveState) { states <- s }
	dir := filepath.Join(t.TempDir(), "V.probata")
	s, err := Create(dir, phrase, o)
	must(t, err)
	d.full.Store(true)
	must(t, s.SetSetting(ctx, "a", "kept"))
	wait(t, states, Failed)
	if err := s.Close(); !errors.Is(err, vault.ErrNoSpace) {
		t.Errorf("closing: %v", err)
	}
	if v, err := s.Setting(ctx, "a"); v != "kept" || err != nil {
		t.Errorf("after a refused closing: %q, %v", v, err)
	}
	d.full.Store(false)
	wait(t, states, Saved) // by itself
	must(t, s.Close())
	must(t, s.Close()) // a second time does nothing
	s, err = Open(dir, phrase, o)
	must(t, err)
	if v, err := s.Setting(ctx, "a"); v != "kept" || err != nil {
		t.Errorf("after opening again: %q, %v", v, err)
	}
	must(t, s.Close())
}

func wait(t *testing.T, states chan SaveState, want Phase) {
	t.Helper()
	limit := time.After(20 * time.Second)
	for {
		select {
		case s := <-states:
			if s.Phase == want && (s.Err != nil) == (want == Failed) {
				return
			}
		case <-limit:
			t.Fatalf("never %s", want)
		}
	}
}
