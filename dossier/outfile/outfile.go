// Package outfile writes what leaves the vault in clear: whole, and for its owner alone.
//
// An export is the one thing the program writes that anybody can read. Whoever asks
// for it is to get all of it or none, no other user of the computer may look into
// it, and a program that is killed half-way must leave nothing of a case behind. So:
//
//   - The content goes into a file without a name (O_TMPFILE), where the system has
//     such files: a kill leaves nothing. Elsewhere it goes into a hidden file of
//     its own name, which the next [Write] into that folder, or [Sweep], removes.
//   - The file has mode 0600 from its first moment, whatever the umask is; on Windows an
//     access list with its owner alone, whatever the folder's is.
//   - Only when all of it is on the disk does it get its name, at once and in
//     the place of what had that name; then the folder is synced.
//
// It knows nothing of cases and vaults, and asks nobody whether something may be
// replaced: that is for the caller.
package outfile

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"syscall"
)

const ownerOnly = 0o600

// ErrNotPlain: a folder, pipe or device stands where the file is to go.
var ErrNotPlain = errors.New("not a plain file")

// Write makes the file that fill writes, replacing one that has its name; a link is
// followed. When it fails, be it that fill fails or that the disk is full, nothing is
// left of it, and what had the name is as it was. (Only when the folder cannot be
// synced in the very last step is the file there in spite of the error.) It first
// removes what killed programs left in the same folder. An error names the file
// without its folder.
func Write(name string, fill func(io.Writer) error) error {
	if err := write(name, fill); err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(name), err)
	}
	return nil
}

func write(name string, fill func(io.Writer) error) (err error) {
	if name, err = replaceable(name); err != nil {
		return err
	}
	dir := filepath.Dir(name)
	Sweep(dir)
	f, err := begin(dir)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.drop())
		}
	}()
	if err := fill(f.File); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.place(name); err != nil {
		return err
	}
	return SyncDir(dir)
}

// replaceable refuses to put a file in the place of what is none: of /dev/null,
// for one, which a rename would replace. It gives the place that a link leads to.
func replaceable(name string) (string, error) {
	if to, err := filepath.EvalSymlinks(name); err == nil {
		name = to
	}
	info, err := os.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return name, nil
	case err != nil:
		return "", err
	case !info.Mode().IsRegular() && info.Mode()&fs.ModeSymlink == 0: // a link that leads nowhere is replaced
		return "", ErrNotPlain
	}
	return name, nil
}

// unfinished is a file that has not yet the name it is written for.
type unfinished struct {
	*os.File
	temporary string // name it can be found under; "" while it has none
	dir       string
}

// begin makes the file without a name where that is possible.
func begin(dir string) (*unfinished, error) {
	if f := nameless(dir); f != nil {
		own(f)
		return &unfinished{File: f, dir: dir}, nil
	}
	return beginNamed(dir)
}

// beginNamed makes the file under a temporary name and holds it, so that it is
// seen not to be what a killed program left.
func beginNamed(dir string) (*unfinished, error) {
	for range 10 {
		name := temporaryName(dir)
		f, err := createOwn(name)
		if err != nil {
			return nil, err
		}
		own(f)
		if there, err := os.Lstat(name); err == nil && same(f, there) {
			return &unfinished{File: f, temporary: name, dir: dir}, nil
		}
		_ = f.Close() // swept away before it was held; it is empty
	}
	return nil, errors.New("make a temporary file: it does not stay")
}

// own makes a new file its owner's alone, should the umask have taken even that,
// and holds it. File systems without owners refuse the first.
func own(f *os.File) {
	_ = f.Chmod(ownerOnly)
	hold(f)
}

func same(f *os.File, there fs.FileInfo) bool {
	own, err := f.Stat()
	return err == nil && os.SameFile(own, there)
}

// place gives the file its name and closes it: behind the renaming, as until then
// it is to be held, but on Windows, which renames no open file.
func (f *unfinished) place(name string) error {
	if f.temporary == "" {
		if link(f.File, name) == nil {
			return f.Close()
		}
		if err := f.nameIt(); err != nil { // the name is taken: only a rename replaces
			return err
		}
	}
	if runtime.GOOS == "windows" {
		if err := f.Close(); err != nil {
			return err
		}
		return Rename(f.temporary, name)
	}
	if err := Rename(f.temporary, name); err != nil {
		return err
	}
	return f.Close()
}

// nameIt gives a file without a name a temporary one: by a link, or where the
// system refuses that (without /proc) by a copy.
func (f *unfinished) nameIt() error {
	name := temporaryName(f.dir)
	if link(f.File, name) == nil {
		f.temporary = name
		return nil
	}
	named, err := beginNamed(f.dir)
	if err != nil {
		return err
	}
	source := io.NewSectionReader(f.File, 0, 1<<62)
	if _, err := io.Copy(named.File, source); err != nil {
		return errors.Join(err, named.drop())
	}
	if err := named.Sync(); err != nil {
		return errors.Join(err, named.drop())
	}
	_ = f.Close() // the copy has all of it
	*f = *named
	return nil
}

// drop removes a file that did not come to its end.
func (f *unfinished) drop() error {
	_ = f.Close() // may be closed already
	if f.temporary == "" {
		return nil
	}
	if err := Remove(f.temporary); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// temporaryNames are the names that [Write] gives and nobody else does.
var temporaryNames = regexp.MustCompile(`^\.probata-[0-9a-f]{32}\.unfinished$`)

func temporaryName(dir string) string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return filepath.Join(dir, ".probata-"+hex.EncodeToString(b[:])+".unfinished")
}

// Sweep removes what programs that were killed left unfinished in a folder. What
// a running one is writing stays. It is for the start of the program too, in the
// folders where exports usually go; a folder that cannot be read has nothing to sweep.
func Sweep(dir string) {
	d, err := os.Open(dir)
	if err != nil {
		return
	}
	names, _ := d.Readdirnames(-1) // in no order, and without looking at each: folders may be large
	_ = d.Close()
	for _, n := range names {
		if temporaryNames.MatchString(n) {
			removeIfLeft(filepath.Join(dir, n))
		}
	}
}

// Rename replaces a file that is there already. On Windows it waits up to a second for a
// program, a virus scanner for one, that has either file open.
func Rename(from, to string) error {
	return retried(func() error { return os.Rename(from, to) })
}

// Remove removes a file, and waits as [Rename] does.
func Remove(name string) error {
	return retried(func() error { return os.Remove(name) })
}

// SyncDir makes new, renamed and removed names of a folder durable. It does nothing
// where folders cannot be synced: on Windows, and on file systems that answer EINVAL
// or ENOTSUP.
func SyncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil
	}
	return errors.Join(err, d.Close())
}
