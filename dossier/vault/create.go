package vault

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"
)

// Create makes a vault in a new or empty folder, and opens it.
func Create(dir string, passphrase []byte, o Options) (_ *Vault, err error) {
	if len(passphrase) == 0 {
		return nil, fmt.Errorf("create vault: %w: it is empty", ErrPassphrase)
	}
	f := o.folder(dir)
	made, err := f.makeEmpty()
	if err != nil {
		return nil, err
	}
	v := o.vault(f)
	defer func() {
		if err != nil {
			_ = v.dropMark() // as far as that goes: nothing is known to nobody
			v.release()
			f.discard(made)
		}
	}()
	if v.lock, err = f.takeLock(o.Settings); err != nil {
		return nil, err
	}
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, fmt.Errorf("create vault: %w", err)
	}
	if v.key, err = newKey(id); err != nil {
		return nil, err
	}
	if err := v.writeFirst(passphrase); err != nil {
		return nil, err
	}
	v.giveBack()
	return v, nil
}

// writeFirst writes everything a vault has from the start, the marker last: a
// folder without it was never finished and is no vault.
func (v *Vault) writeFirst(passphrase []byte) error {
	f := v.folder
	if err := f.Mkdir(f.path(blobDir)); err != nil {
		return writing(blobDir, err)
	}
	to, err := byPassphrase(passphrase, v.work)
	if err != nil {
		return err
	}
	sealed, err := sealKey(v.key, to)
	if err != nil {
		return err
	}
	if err := f.replace(keyFile, sealed); err != nil {
		return err
	}
	_, _ = v.beginMark() // of a vault that is new there is none
	v.mark.place.sure = true
	if err := v.compact(context.Background()); err != nil {
		return err
	}
	if err := f.writeMarker([]string{sumLine(keyFile, sealed)}); err != nil {
		return err
	}
	if err := f.SyncDir(filepath.Dir(f.dir)); err != nil {
		return writing(".", err)
	}
	v.hold()
	v.rememberWays()
	return nil
}

// makeEmpty makes the folder, or accepts one that holds nothing.
func (f folder) makeEmpty() (made bool, err error) {
	err = f.Mkdir(f.dir)
	if err == nil {
		return true, nil
	}
	if !errors.Is(err, fs.ErrExist) {
		return false, writing(".", err)
	}
	entries, err := f.ReadDir(f.dir)
	if err != nil || len(entries) > 0 && !f.unfinished() {
		return false, ErrExists // a file of that name, or something in the folder
	}
	f.discard(false)
	_ = f.Own(f.dir) // not every file system has owners
	return false, nil
}

// unfinished reports whether the folder holds what an interrupted Create leaves,
// and nothing else: neither marker nor image, and no attachment.
func (f folder) unfinished() bool {
	entries, err := f.ReadDir(f.dir)
	if err != nil {
		return false
	}
	for _, e := range entries {
		switch n := strings.TrimSuffix(e.Name(), ".tmp"); {
		case e.Name() == markerFile || e.Name() == imageName(1):
			return false
		case e.Name() == logName(1) && f.length(e.Name()) > PageSize:
			return false // it holds pages, as a new one does not
		case n == keyFile, n == markerFile, n == imageName(1), n == logName(1), n == lockFile, n == holderFile, n == blobDir:
		default:
			return false
		}
	}
	inside, err := f.ReadDir(f.path(blobDir))
	return len(inside) == 0 && (err == nil || errors.Is(err, fs.ErrNotExist))
}

// discard takes an unfinished vault away again, as far as that goes.
func (f folder) discard(made bool) {
	for _, dir := range []string{blobDir + "/", ""} {
		entries, err := f.ReadDir(f.path(dir))
		if err != nil {
			continue
		}
		for _, e := range entries {
			_ = f.Remove(f.path(dir + e.Name()))
		}
	}
	if made {
		_ = f.Remove(f.dir)
	}
}

// length is the size of a file, and a lot if that cannot be told.
func (f folder) length(name string) int64 {
	in, err := f.OpenFile(f.path(name), os.O_RDONLY)
	if err != nil {
		return math.MaxInt64
	}
	defer in.Close()
	n, err := in.Length()
	if err != nil {
		return math.MaxInt64
	}
	return n
}
