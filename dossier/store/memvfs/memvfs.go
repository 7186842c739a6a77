// Package memvfs lets SQLite run on a database image in memory.
//
// It registers a VFS, SQLite's layer for file operations, that knows exactly one
// database file, [Path], whose bytes come from and go to a [Pages]. Journals and
// temporary files get memory of their own that is forgotten when they are closed.
// Every other name is refused, so no statement, ATTACH and VACUUM INTO included,
// can reach a disk through it. (A statement can still name another VFS in a URI;
// the authorizer of package store forbids that.)
//
// Several connections may share the image, as they would share a file: locking is
// SQLite's own, one writer beside any number of readers. When a connection takes
// the reserved lock the Pages hear BeginWrite, and EndWrite when it lets go:
// between those calls the image may be half written.
//
// WAL is not to be had, as it would need shared memory; journal_mode=MEMORY is
// what suits.
//
// It is the one place of the program that uses unsafe: SQLite is C, transpiled to
// Go, and passes addresses. The functions of modernc.org/sqlite/lib are no stable
// interface, so its version and that of modernc.org/libc move together.
package memvfs

import (
	"errors"
	"fmt"
	"sync"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// Path is the name of the database: open "file:" + Path + "?vfs=" + name.
const Path = "/vault"

// Pages is a database image. Its methods are called from several goroutines.
type Pages interface {
	ReadAt(p []byte, off int64) (int, error)
	WriteAt(p []byte, off int64) (int, error)
	Truncate(size int64) error
	Size() int64
	// BeginWrite and EndWrite frame every write transaction.
	BeginWrite()
	EndWrite()
}

// Errors that callers tell apart with errors.Is.
var (
	// ErrInUse: a database is still open.
	ErrInUse = errors.New("database is still open")
	// ErrWAL: the image was last used in WAL mode, in which SQLite cannot open it here.
	ErrWAL = errors.New("image is in WAL mode")
	// ErrExists: a VFS of that name is registered.
	ErrExists = errors.New("VFS name is taken")
)

// Register makes pages available to SQLite as the VFS of that name. unregister
// releases everything held for it, and fails with ErrInUse while a database is
// open; close the databases first.
func Register(name string, pages Pages) (unregister func() error, err error) {
	var versions [2]byte // of the file format, for writing and reading: 2 is WAL
	if n, _ := pages.ReadAt(versions[:], 18); n == 2 && (versions[0] > 1 || versions[1] > 1) {
		return nil, fmt.Errorf("register VFS: %w", ErrWAL)
	}
	tls := libc.NewTLS()
	s := &system{pages: pages}
	if err := s.register(tls, name); err != nil {
		tls.Close()
		return nil, fmt.Errorf("register VFS: %w", err)
	}
	var once sync.Mutex
	return func() error {
		once.Lock()
		defer once.Unlock()
		if s.handle == 0 {
			return nil
		}
		if s.open.Load() != 0 {
			return fmt.Errorf("unregister VFS: %w", ErrInUse)
		}
		sqlite3.Xsqlite3_vfs_unregister(tls, s.cvfs)
		s.free(tls)
		tls.Close()
		return nil
	}, nil
}
