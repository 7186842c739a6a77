package vault

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"probata/dossier/outfile"
)

// FileSystem is every file operation the vault makes, so that each of them can
// be made to fail in a test. Names are paths of the operating system.
type FileSystem interface {
	// Mkdir makes a folder that only its owner may enter.
	Mkdir(name string) error
	// Own makes a folder that is there its owner's alone, where the file system can.
	Own(name string) error
	ReadDir(name string) ([]fs.DirEntry, error)
	// OpenFile takes the flags of os.OpenFile; a new file is its owner's alone.
	// What is there and no plain file it refuses.
	OpenFile(name string, flag int) (File, error)
	// Rename replaces a file that is there already.
	Rename(from, to string) error
	Remove(name string) error
	// SyncDir makes new, renamed and removed names of a folder durable.
	SyncDir(name string) error
	// Lock takes the one lock on the named file, or fails with ErrLocked.
	// The lock ends with the process, however that ends.
	Lock(name string) (io.Closer, error)
}

// File is an open file.
type File interface {
	io.ReadWriteCloser
	io.ReaderAt
	io.WriterAt
	Truncate(size int64) error
	// Sync returns when the content is on the disk.
	Sync() error
	// Length is the size in bytes.
	Length() (int64, error)
}

type realFiles struct{}

func (realFiles) Mkdir(name string) error                    { return outfile.MakeDir(name) }
func (realFiles) Own(name string) error                      { return outfile.OwnDir(name) }
func (realFiles) ReadDir(name string) ([]fs.DirEntry, error) { return os.ReadDir(name) }
func (realFiles) Remove(name string) error                   { return outfile.Remove(name) }
func (realFiles) Rename(from, to string) error               { return outfile.Rename(from, to) }
func (realFiles) SyncDir(name string) error                  { return outfile.SyncDir(name) }

// errNotPlain: a link, pipe or device stands where a file of the vault should.
var errNotPlain = errors.New("not a plain file")

// plain refuses what a folder from somebody else may hold in a file's place: a
// link, through which the vault would overwrite a file elsewhere, or a pipe, for
// which it would wait for ever. A file that is not there is plain.
func plain(name string) error {
	info, err := os.Lstat(name)
	if err == nil && !info.Mode().IsRegular() {
		return &fs.PathError{Op: "open", Path: name, Err: errNotPlain}
	}
	return nil // why a name cannot be looked at, opening it tells
}

func (realFiles) OpenFile(name string, flag int) (File, error) {
	if err := plain(name); err != nil {
		return nil, err
	}
	return openPlain(name, flag)
}

// openPlain opens a file that was plain a moment ago and may have been exchanged
// since, without waiting for anybody.
func openPlain(name string, flag int) (File, error) {
	f, err := os.OpenFile(name, flag|straightAway, 0o600)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, errors.Join(&fs.PathError{Op: "open", Path: name, Err: errNotPlain}, f.Close())
	}
	return realFile{f}, nil
}

func (realFiles) Lock(name string) (io.Closer, error) {
	if err := plain(name); err != nil {
		return nil, err
	}
	l := flock.New(name, flock.SetFlag(os.O_CREATE|os.O_RDONLY|straightAway))
	ok, err := l.TryLock()
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, ErrLocked
	}
	return l, nil
}

type realFile struct{ *os.File }

func (f realFile) Length() (int64, error) {
	i, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return i.Size(), nil
}

// folder is a vault's folder: file operations by name inside it.
type folder struct {
	FileSystem
	dir string
}

func (f folder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

// straight refuses a folder of attachments that is a link: what the vault writes,
// tidies and destroys there would be elsewhere.
func (f folder) straight() error {
	entries, err := f.ReadDir(f.dir)
	if err != nil {
		return reading(".", err)
	}
	for _, e := range entries {
		if e.Name() == blobDir && !e.IsDir() {
			return Damage{File: blobDir, What: NotPlain, NextStep: RestoreBackup, Cause: errNotPlain}
		}
	}
	return nil
}

const create = os.O_RDWR | os.O_CREATE | os.O_TRUNC

// writeFile fills a new file under a temporary name, makes it durable and gives
// it back closed. The caller renames it into place.
func (f folder) writeFile(name string, fill func(io.Writer) error) (err error) {
	out, err := f.OpenFile(f.path(name), create)
	if err != nil {
		return writing(name, err)
	}
	defer func() {
		if e := out.Close(); err == nil && e != nil {
			err = writing(name, e)
		}
		if err != nil {
			_ = f.Remove(f.path(name)) // a leftover is ignored and removed at the next opening
		}
	}()
	if err := fill(out); err != nil {
		return writing(name, err)
	}
	if err := out.Sync(); err != nil {
		return writing(name, err)
	}
	return nil
}

// replace writes a small file so that its name always holds the old content
// whole or the new.
func (f folder) replace(name string, content []byte) error {
	err := f.writeFile(name+".tmp", func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
	if err != nil {
		return err
	}
	return f.rename(name+".tmp", name)
}

// rename gives a file its final name, durably.
func (f folder) rename(from, to string) error {
	if err := f.Rename(f.path(from), f.path(to)); err != nil {
		return writing(to, err)
	}
	if err := f.SyncDir(filepath.Dir(f.path(to))); err != nil {
		return writing(to, err)
	}
	return nil
}

// readSmall reads a file that must not be larger than limit.
func (f folder) readSmall(name string, limit int64) ([]byte, error) {
	in, err := f.OpenFile(f.path(name), os.O_RDONLY)
	if err != nil {
		return nil, reading(name, err)
	}
	defer in.Close()
	b, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err != nil {
		return nil, reading(name, err)
	}
	if int64(len(b)) > limit {
		return nil, Damage{File: name, What: Malformed, NextStep: RestoreBackup, Cause: fmt.Errorf("larger than %d bytes", limit)}
	}
	return b, nil
}
