package memvfs

import (
	"io"

	sqlite3 "modernc.org/sqlite/lib"
)

// file is an open file of SQLite's; the methods answer with its result codes.
type file interface {
	read(p []byte, off int64) int32
	write(p []byte, off int64) int32
	truncate(size int64) int32
	size() int64
	lock(level int32) int32
	unlock(level int32)
	reserved() bool
	close()
}

// database is one connection's handle of the image.
type database struct {
	system *system
	level  int32
}

func (d *database) read(p []byte, off int64) int32 {
	n, err := d.system.pages.ReadAt(p, off)
	if n == len(p) {
		return sqlite3.SQLITE_OK
	}
	if err != io.EOF {
		return sqlite3.SQLITE_IOERR_READ
	}
	clear(p[n:]) // as SQLite demands of a short read
	return sqlite3.SQLITE_IOERR_SHORT_READ
}

func (d *database) write(p []byte, off int64) int32 {
	if _, err := d.system.pages.WriteAt(p, off); err != nil {
		return sqlite3.SQLITE_IOERR_WRITE
	}
	return sqlite3.SQLITE_OK
}

func (d *database) truncate(size int64) int32 {
	if err := d.system.pages.Truncate(size); err != nil {
		return sqlite3.SQLITE_IOERR_TRUNCATE
	}
	return sqlite3.SQLITE_OK
}

func (d *database) size() int64 { return d.system.pages.Size() }

func (d *database) lock(level int32) int32 {
	if !d.system.locks.raise(d, level) {
		return sqlite3.SQLITE_BUSY
	}
	return sqlite3.SQLITE_OK
}

func (d *database) unlock(level int32) { d.system.locks.lower(d, level) }

func (d *database) reserved() bool { return d.system.locks.reserved() }

func (d *database) close() { d.unlock(sqlite3.SQLITE_LOCK_NONE) }

// scratch is a journal or temporary file, seen by one connection only.
type scratch struct{ data []byte }

func (s *scratch) read(p []byte, off int64) int32 {
	n := 0
	if off < int64(len(s.data)) {
		n = copy(p, s.data[off:])
	}
	if n == len(p) {
		return sqlite3.SQLITE_OK
	}
	clear(p[n:])
	return sqlite3.SQLITE_IOERR_SHORT_READ
}

func (s *scratch) write(p []byte, off int64) int32 {
	if end := off + int64(len(p)); end > int64(len(s.data)) {
		s.data = append(s.data, make([]byte, end-int64(len(s.data)))...)
	}
	copy(s.data[off:], p)
	return sqlite3.SQLITE_OK
}

func (s *scratch) truncate(size int64) int32 {
	if size < int64(len(s.data)) {
		clear(s.data[size:])
		s.data = s.data[:size]
	}
	return sqlite3.SQLITE_OK
}

func (s *scratch) size() int64      { return int64(len(s.data)) }
func (s *scratch) lock(int32) int32 { return sqlite3.SQLITE_OK }
func (s *scratch) unlock(int32)     {}
func (s *scratch) reserved() bool   { return false }
func (s *scratch) close()           { clear(s.data); s.data = nil }
