package memvfs

import (
	"errors"
	"sync"
	"sync/atomic"
	"unsafe"

	"modernc.org/libc"
	"modernc.org/libc/sys/types"
	sqlite3 "modernc.org/sqlite/lib"
)

// system is one registered VFS.
type system struct {
	pages Pages
	locks locks
	open  atomic.Int32 // files SQLite holds

	handle  uintptr
	cvfs    uintptr // sqlite3_vfs, sqlite3_io_methods and name, in SQLite's memory
	methods uintptr
	cname   uintptr
}

// objects finds the Go value behind the number that stands in SQLite's memory:
// C memory must not hold Go pointers. It is the only changing state of the
// package, and must be, as SQLite's list of VFSs is the process's too.
var objects struct {
	sync.RWMutex
	last uintptr
	at   map[uintptr]any
}

func keep(o any) uintptr {
	objects.Lock()
	defer objects.Unlock()
	if objects.at == nil {
		objects.at = map[uintptr]any{}
	}
	objects.last++
	for objects.last == 0 || objects.at[objects.last] != nil {
		objects.last++
	}
	objects.at[objects.last] = o
	return objects.last
}

func kept(handle uintptr) any {
	objects.RLock()
	defer objects.RUnlock()
	return objects.at[handle]
}

func forget(handle uintptr) {
	objects.Lock()
	defer objects.Unlock()
	delete(objects.at, handle)
}

// cfile is the sqlite3_file that SQLite allocates for us.
type cfile struct {
	methods uintptr
	handle  uintptr
}

// at reads an address of SQLite's as a pointer. The memory is libc's, which the
// collector neither moves nor frees.
func at[T any](addr uintptr) *T { return *(**T)(unsafe.Pointer(&addr)) }

// bytesAt is n bytes of SQLite's memory.
func bytesAt(addr uintptr, n int32) []byte { return unsafe.Slice(at[byte](addr), n) }

// pointer makes a Go function into what transpiled code takes for a C function:
// the address of its function value, which for a top-level function is static.
func pointer[F any](f F) uintptr { return *(*uintptr)(unsafe.Pointer(&f)) }

func (s *system) register(tls *libc.TLS, name string) (err error) {
	if s.cname, err = libc.CString(name); err != nil {
		return err
	}
	standard := sqlite3.Xsqlite3_vfs_find(tls, 0)
	if standard == 0 || sqlite3.Xsqlite3_vfs_find(tls, s.cname) != 0 {
		libc.Xfree(tls, s.cname)
		return ErrExists
	}
	s.methods = libc.Xcalloc(tls, 1, types.Size_t(unsafe.Sizeof(sqlite3.Tsqlite3_io_methods{})))
	s.cvfs = libc.Xcalloc(tls, 1, types.Size_t(unsafe.Sizeof(sqlite3.Tsqlite3_vfs{})))
	if s.methods == 0 || s.cvfs == 0 {
		s.free(tls)
		return errors.New("out of memory")
	}
	s.handle = keep(s)
	*at[sqlite3.Tsqlite3_io_methods](s.methods) = ioMethods()
	v := at[sqlite3.Tsqlite3_vfs](s.cvfs)
	*v = vfsMethods(at[sqlite3.Tsqlite3_vfs](standard))
	v.FzName, v.FpAppData = s.cname, s.handle
	if rc := sqlite3.Xsqlite3_vfs_register(tls, s.cvfs, 0); rc != sqlite3.SQLITE_OK {
		s.free(tls)
		return errors.New("refused by SQLite")
	}
	return nil
}

func (s *system) free(tls *libc.TLS) {
	forget(s.handle)
	libc.Xfree(tls, s.methods)
	libc.Xfree(tls, s.cvfs)
	libc.Xfree(tls, s.cname)
	s.handle, s.methods, s.cvfs, s.cname, s.pages = 0, 0, 0, 0, nil
}

// vfsMethods takes chance, sleep and time from the standard VFS, which do not
// look at the VFS they are called with.
func vfsMethods(standard *sqlite3.Tsqlite3_vfs) sqlite3.Tsqlite3_vfs {
	return sqlite3.Tsqlite3_vfs{
		FiVersion:          2,
		FszOsFile:          int32(unsafe.Sizeof(cfile{})),
		FmxPathname:        512,
		FxOpen:             pointer(xOpen),
		FxDelete:           pointer(xDelete),
		FxAccess:           pointer(xAccess),
		FxFullPathname:     pointer(xFullPathname),
		FxRandomness:       standard.FxRandomness,
		FxSleep:            standard.FxSleep,
		FxCurrentTime:      standard.FxCurrentTime,
		FxCurrentTimeInt64: standard.FxCurrentTimeInt64,
	}
}

// ioMethods is of version 1: without shared memory, and so without WAL.
func ioMethods() sqlite3.Tsqlite3_io_methods {
	return sqlite3.Tsqlite3_io_methods{
		FiVersion:               1,
		FxClose:                 pointer(xClose),
		FxRead:                  pointer(xRead),
		FxWrite:                 pointer(xWrite),
		FxTruncate:              pointer(xTruncate),
		FxSync:                  pointer(xSync),
		FxFileSize:              pointer(xFileSize),
		FxLock:                  pointer(xLock),
		FxUnlock:                pointer(xUnlock),
		FxCheckReservedLock:     pointer(xCheckReservedLock),
		FxFileControl:           pointer(xFileControl),
		FxSectorSize:            pointer(xSectorSize),
		FxDeviceCharacteristics: pointer(xDeviceCharacteristics),
	}
}
