package vault

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"filippo.io/age"
)

// shredBytes are overwritten before a file is removed. An age file begins with
// the key to the rest of it; a log with that to its first record.
const shredBytes = 64 << 10

// Erase destroys a vault, without asking for its pass phrase: its key files first,
// overwritten and removed, each waited for; then everything else. From the moment
// the key files are gone nobody opens the rest, the owner included. Files that are
// not the vault's stay, and the folder too if there are any. An Erase that was
// interrupted is carried on by the next. ErrLocked when a program has it open.
//
// What this is worth: on a magnetic disk the keys are gone. A flash drive or SSD
// writes what is overwritten to another place and keeps the old one for a while,
// and so do file systems that copy on write or keep snapshots; there a laboratory
// may find the key file, and is then held off by the pass phrase alone. Backups
// and copies elsewhere are not touched. Full-disk encryption is what helps.
func Erase(dir string, o Options) error {
	f := o.folder(dir)
	files, err := f.ours()
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return ErrNotVault
	}
	lock, err := f.takeLock(o.Settings)
	if err != nil {
		return err
	}
	return errors.Join(f.erase(files), lock.Close(), f.removeRest())
}

// EraseKnown does what Erase does, and forgets what this computer remembers of the
// vault too, which only the pass phrase finds. A wrong one is no reason not to erase:
// what is remembered then stays, closed to everybody for good.
func EraseKnown(dir string, passphrase []byte, o Options) error {
	v := o.vault(o.folder(dir))
	sealed, _ := v.folder.readSmall(keyFile, keyLimit) // which is gone afterwards; the key is derived then: there may be no time
	if err := Erase(dir, o); err != nil {
		return err
	}
	if len(passphrase) == 0 || foreignScrypt(sealed) != nil {
		return nil
	}
	with, err := age.NewScryptIdentity(string(normal(passphrase)))
	if err != nil {
		return fmt.Errorf("open key: %w", err)
	}
	with.SetMaxWorkFactor(maxWork)
	if v.key, err = openKey(keyFile, sealed, true, with, ErrPassphrase); err != nil {
		return nil
	}
	v.giveBack()
	_, _ = v.beginMark() // whatever it says
	return v.dropMark()
}

// Erase gives up the vault unsaved and destroys it, as the function Erase does, with
// what this computer remembers of it.
func (v *Vault) Erase() error {
	if _, err := v.writableKey(); err != nil {
		return err
	}
	lock := v.lock
	v.lock = nil // the folder stays ours until it is empty
	if err := v.Abandon(); err != nil {
		return errors.Join(err, lock.Close())
	}
	files, err := v.folder.ours()
	if err == nil {
		err = v.folder.erase(files)
	}
	if err == nil {
		err = v.dropMark()
	}
	return errors.Join(err, lock.Close(), v.folder.removeRest())
}

// ours lists the vault's files, those with keys first and the marker last, but for
// the word that it is being erased.
func (f folder) ours() ([]string, error) {
	dirs, err := f.folders()
	if err != nil {
		return nil, err
	}
	var files []string
	for _, dir := range dirs {
		entries, err := f.ReadDir(f.path(dir))
		if err != nil {
			return nil, reading(".", err)
		}
		for _, e := range entries {
			if name := dir + e.Name(); !e.IsDir() && isOurs(name) {
				files = append(files, name)
			}
		}
	}
	slices.SortStableFunc(files, func(a, b string) int { return rank(a) - rank(b) })
	return files, nil
}

// asideFolder is the name of a folder of damaged originals.
var asideFolder = regexp.MustCompile(`^damaged-[1-9][0-9]{0,8}$`)

// folders lists the vault's folders with a slash behind each, itself as "" first;
// none when it is not there.
func (f folder) folders() ([]string, error) {
	entries, err := f.ReadDir(f.dir)
	if errors.Is(err, fs.ErrNotExist) || err != nil && f.missing(markerFile) {
		return nil, nil
	}
	if err != nil {
		return nil, reading(".", err)
	}
	dirs := []string{""}
	for _, e := range entries {
		if n := e.Name(); e.IsDir() && (n == blobDir || asideFolder.MatchString(n)) {
			dirs = append(dirs, n+"/")
		}
	}
	return dirs, nil
}

func rank(name string) int {
	switch {
	case strings.HasPrefix(name, "key"):
		return 0
	case strings.HasPrefix(name, markerFile):
		return 2
	case name == eraseFile:
		return 3
	}
	return 1
}

// isOurs knows every name the vault gives, in any state of its making.
func isOurs(name string) bool {
	base := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, ".tmp"), ".old"), ".damaged")
	if blob, ok := strings.CutPrefix(base, blobDir+"/"); ok {
		return validBlob(strings.TrimSuffix(blob, ".age")) == nil || strings.HasSuffix(name, ".tmp")
	}
	if dir, file, ok := strings.Cut(base, "/"); ok && asideFolder.MatchString(dir) {
		if blob, ok := strings.CutSuffix(file, ".age"); ok && validBlob(blob) == nil {
			return true
		}
		base = file
	}
	switch base {
	case markerFile, keyFile, recoveryFile, ringFile, holderFile, eraseFile:
		return true
	}
	return generationFile.MatchString(base) || colleagueFile.MatchString(base)
}

// eraseFile stands in a vault from before its first key is destroyed until nothing
// else is left: what an interruption leaves is told from a vault that lost its key.
const eraseFile = "erasing"

func (f folder) erase(files []string) error {
	if !slices.Contains(files, eraseFile) && f.replace(eraseFile, nil) == nil { // a full disk is no reason not to erase
		files = append(files, eraseFile)
	}
	for _, name := range files {
		if err := f.shred(name); err != nil {
			return err
		}
	}
	return nil
}

// removeRest takes away what is empty now; a folder with other things in it stays.
func (f folder) removeRest() error {
	if files, err := f.ours(); err != nil || len(files) > 0 {
		return err
	}
	_ = f.Remove(f.path(lockFile))
	dirs, err := f.folders()
	for _, dir := range slices.Backward(dirs) {
		_ = f.Remove(filepath.Clean(f.path(dir)))
	}
	return err
}

// shred overwrites the start of a file, waits for the disk, and removes it. One
// that is not there is no error.
func (f folder) shred(name string) error {
	out, err := f.OpenFile(f.path(name), os.O_RDWR)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	switch {
	case errors.Is(err, errNotPlain): // a link goes; what it leads to is not the vault's
	case err != nil:
		return writing(name, err)
	default:
		if err := errors.Join(overwrite(out), out.Close()); err != nil {
			return writing(name, err)
		}
	}
	if err := f.Remove(f.path(name)); err != nil {
		return writing(name, err)
	}
	if err := f.SyncDir(filepath.Dir(f.path(name))); err != nil {
		return writing(name, err)
	}
	return nil
}

func overwrite(out File) error {
	length, err := out.Length()
	if err != nil {
		return err
	}
	if _, err := io.CopyN(io.NewOffsetWriter(out, 0), rand.Reader, min(length, shredBytes)); err != nil {
		return err
	}
	return out.Sync()
}
