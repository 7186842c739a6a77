package vault

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// Restore makes a vault in a new or empty folder out of a backup, given by its
// folder. The vault that the backup was made of, and the backup, stay as they are.
// It needs no pass phrase: everything is copied as it is, and compared with the
// list. Attachments that are damaged in the backup are reported, and left out; with
// any other damage there is no restoration, and another backup should be tried.
func Restore(ctx context.Context, backup, dir string, o Options, progress func(done, total int)) (lost []Damage, err error) {
	from, to := o.folder(backup), o.folder(dir)
	l, err := from.readList()
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("restore: no backup is there: %w", ErrNotVault)
	}
	if err != nil {
		return nil, fmt.Errorf("restore: %w", err)
	}
	made, err := to.makeEmpty()
	if err != nil {
		return nil, fmt.Errorf("restore: %w", err)
	}
	if lost, err = copyBack(ctx, from, to, l, o, progress); err != nil {
		to.discard(made)
		return nil, fmt.Errorf("restore: %w", err)
	}
	return lost, nil
}

func copyBack(ctx context.Context, from, to folder, l list, o Options, progress func(done, total int)) (lost []Damage, err error) {
	lock, err := to.takeLock(o.Settings)
	if err != nil {
		return nil, err
	}
	defer lock.Close()
	if err := to.Mkdir(to.path(blobDir)); err != nil {
		return nil, writing(blobDir, err)
	}
	for _, name := range l.lost {
		what := Missing
		if slices.ContainsFunc(l.files, func(e listed) bool { return e.name == name }) {
			what = Broken // saved as it was found
		}
		lost = append(lost, Damage{File: name, What: what, NextStep: RestoreFile})
	}
	// Key files and marker come last: without them the folder is no vault.
	last := func(l listed) int { return []int{1, 0, 2}[rank(l.name)] }
	slices.SortStableFunc(l.files, func(a, b listed) int { return last(a) - last(b) })
	for i, e := range l.files {
		err := restoreFile(ctx, from, to, e)
		if d := (Damage{}); e.isBlob() && errors.As(err, &d) {
			lost, err = append(lost, d), to.drop(e.name)
		}
		if err != nil {
			return nil, err
		}
		if progress != nil {
			progress(i+1, len(l.files))
		}
	}
	if err := to.SyncDir(filepath.Dir(to.dir)); err != nil {
		return nil, writing(".", err)
	}
	return lost, nil
}

func restoreFile(ctx context.Context, from, to folder, e listed) error {
	if e.isBlob() {
		from.dir = filepath.Dir(from.dir)
	}
	if from.has(e.name) && from.length(e.name) != e.size {
		return Damage{File: e.name, What: Broken, NextStep: ReadAgain} // before a hostile size fills the disk
	}
	sum := &summing{Hash: sha256.New()}
	if err := from.copyTo(ctx, e.name, -1, to, e.name, sum); err != nil {
		return err
	}
	return e.fits(sum)
}

// rotate removes the complete backups beyond the newest keep, never the one of that
// name, then those that were not finished, and the attachments that no list names.
// It is in the folder of all backups; what cannot be removed now the next one will.
func (f folder) rotate(name string, keep int) {
	complete, err := f.backups()
	if err != nil {
		return
	}
	for _, b := range complete[:max(0, len(complete)-keep)] {
		if filepath.Base(b.Path) != name {
			f.removeBackup(filepath.Base(b.Path))
		}
	}
	all, err := f.numbered()
	if err != nil {
		return
	}
	for n := range maps.Keys(all) {
		if f.missing(n + "/" + listFile) {
			f.removeBackup(n)
		}
	}
	f.sweep()
}

// removeBackup removes the list first: from then on it is no backup.
func (f folder) removeBackup(name string) {
	_ = f.Remove(f.path(name + "/" + listFile))
	_ = f.SyncDir(f.path(name))
	entries, err := f.ReadDir(f.path(name))
	if err != nil {
		return
	}
	for _, e := range entries {
		if isOurs(e.Name()) || strings.TrimSuffix(e.Name(), ".tmp") == listFile {
			_ = f.Remove(f.path(name + "/" + e.Name()))
		}
	}
	_ = f.Remove(f.path(name))
}

// sweep removes the attachments that no backup has in its list. As long as a list
// cannot be read it removes nothing.
func (f folder) sweep() {
	all, err := f.numbered()
	if err != nil {
		return
	}
	needed := map[string]bool{}
	for name := range all {
		l, err := folder{f.FileSystem, f.path(name)}.readList()
		if err != nil {
			return
		}
		for _, e := range l.files {
			needed[e.name] = true
		}
	}
	entries, err := f.ReadDir(f.path(blobDir))
	if err != nil {
		return
	}
	for _, e := range entries {
		if name := blobDir + "/" + e.Name(); isOurs(name) && !needed[name] {
			_ = f.Remove(f.path(name))
		}
	}
}
