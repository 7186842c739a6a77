package memvfs

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// The functions here are what SQLite calls, with its own names and types; see
// https://www.sqlite.org/c3ref/vfs.html and https://www.sqlite.org/c3ref/io_methods.html

const (
	// memoryFiles are the kinds of file that live and die with one connection.
	memoryFiles = sqlite3.SQLITE_OPEN_MAIN_JOURNAL | sqlite3.SQLITE_OPEN_TEMP_JOURNAL | sqlite3.SQLITE_OPEN_SUBJOURNAL |
		sqlite3.SQLITE_OPEN_TEMP_DB | sqlite3.SQLITE_OPEN_TRANSIENT_DB
	sectorSize = 4096
)

func xOpen(_ *libc.TLS, vfs, name, out uintptr, flags int32, outFlags uintptr) int32 {
	f := at[cfile](out)
	*f = cfile{} // without methods: SQLite will not close what was not opened
	s, ok := kept(at[sqlite3.Tsqlite3_vfs](vfs).FpAppData).(*system)
	if !ok {
		return sqlite3.SQLITE_CANTOPEN
	}
	var opened file
	switch {
	case flags&sqlite3.SQLITE_OPEN_MAIN_DB != 0 && name != 0 && libc.GoString(name) == Path:
		opened = &database{system: s}
	case flags&memoryFiles != 0:
		opened = &scratch{}
	default:
		return sqlite3.SQLITE_CANTOPEN
	}
	s.open.Add(1)
	f.methods, f.handle = s.methods, keep(&openFile{file: opened, system: s})
	if outFlags != 0 {
		*at[int32](outFlags) = flags
	}
	return sqlite3.SQLITE_OK
}

type openFile struct {
	file
	system *system
}

func fileAt(addr uintptr) *openFile { return kept(at[cfile](addr).handle).(*openFile) }

// xDelete is asked for journals only, and these are gone when they are closed.
func xDelete(*libc.TLS, uintptr, uintptr, int32) int32 { return sqlite3.SQLITE_OK }

// xAccess says that there is never a journal of somebody who crashed.
func xAccess(_ *libc.TLS, _, name uintptr, _ int32, out uintptr) int32 {
	*at[int32](out) = 0
	if libc.GoString(name) == Path {
		*at[int32](out) = 1
	}
	return sqlite3.SQLITE_OK
}

func xFullPathname(_ *libc.TLS, _, name uintptr, size int32, out uintptr) int32 {
	path := libc.GoString(name)
	if len(path) >= int(size) {
		return sqlite3.SQLITE_CANTOPEN
	}
	to := bytesAt(out, size)
	to[copy(to, path)] = 0
	return sqlite3.SQLITE_OK
}

func xClose(_ *libc.TLS, addr uintptr) int32 {
	c := at[cfile](addr)
	f := fileAt(addr)
	f.close()
	forget(c.handle)
	*c = cfile{}
	f.system.open.Add(-1)
	return sqlite3.SQLITE_OK
}

func xRead(_ *libc.TLS, addr, buf uintptr, n int32, off int64) int32 {
	return fileAt(addr).read(bytesAt(buf, n), off)
}

func xWrite(_ *libc.TLS, addr, buf uintptr, n int32, off int64) int32 {
	return fileAt(addr).write(bytesAt(buf, n), off)
}

func xTruncate(_ *libc.TLS, addr uintptr, size int64) int32 { return fileAt(addr).truncate(size) }

// xSync has nothing to do: the disk is the vault's matter.
func xSync(*libc.TLS, uintptr, int32) int32 { return sqlite3.SQLITE_OK }

func xFileSize(_ *libc.TLS, addr, out uintptr) int32 {
	*at[int64](out) = fileAt(addr).size()
	return sqlite3.SQLITE_OK
}

func xLock(_ *libc.TLS, addr uintptr, level int32) int32 { return fileAt(addr).lock(level) }

func xUnlock(_ *libc.TLS, addr uintptr, level int32) int32 {
	fileAt(addr).unlock(level)
	return sqlite3.SQLITE_OK
}

func xCheckReservedLock(_ *libc.TLS, addr, out uintptr) int32 {
	*at[int32](out) = 0
	if fileAt(addr).reserved() {
		*at[int32](out) = 1
	}
	return sqlite3.SQLITE_OK
}

func xFileControl(*libc.TLS, uintptr, int32, uintptr) int32 { return sqlite3.SQLITE_NOTFOUND }

func xSectorSize(*libc.TLS, uintptr) int32 { return sectorSize }

func xDeviceCharacteristics(*libc.TLS, uintptr) int32 {
	return sqlite3.SQLITE_IOCAP_POWERSAFE_OVERWRITE
}
