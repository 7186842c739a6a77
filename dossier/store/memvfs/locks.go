package memvfs

import (
	"sync"

	sqlite3 "modernc.org/sqlite/lib"
)

// locks is the state of SQLite's file locks on the one database: any number of
// readers (shared), one who will write (reserved), who waits for the readers to
// finish (pending) and writes (exclusive). https://www.sqlite.org/lockingv3.html
type locks struct {
	mu      sync.Mutex
	readers int
	writer  *database // holds reserved, pending or exclusive
	pending bool      // no new readers
}

// raise gives a connection a higher lock; false is SQLITE_BUSY.
func (l *locks) raise(d *database, level int32) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if level <= d.level {
		return true
	}
	if d.level == sqlite3.SQLITE_LOCK_NONE {
		if l.pending {
			return false
		}
		l.readers++
		d.level = sqlite3.SQLITE_LOCK_SHARED
	}
	if level == sqlite3.SQLITE_LOCK_SHARED {
		return true
	}
	if l.writer != nil && l.writer != d {
		return false
	}
	if l.writer == nil {
		l.writer = d
		d.system.pages.BeginWrite()
		d.level = sqlite3.SQLITE_LOCK_RESERVED
	}
	if level == sqlite3.SQLITE_LOCK_RESERVED {
		return true
	}
	l.pending = true
	d.level = sqlite3.SQLITE_LOCK_PENDING
	if l.readers > 1 {
		return false
	}
	d.level = sqlite3.SQLITE_LOCK_EXCLUSIVE
	return true
}

// lower lets a connection go back to shared or to none.
func (l *locks) lower(d *database, level int32) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if level >= d.level {
		return
	}
	if l.writer == d {
		l.writer, l.pending = nil, false
		d.system.pages.EndWrite()
	}
	if level == sqlite3.SQLITE_LOCK_NONE {
		l.readers--
	}
	d.level = level
}

func (l *locks) reserved() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.writer != nil
}
