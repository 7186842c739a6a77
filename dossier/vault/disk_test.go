package vault

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// disk is a file system in memory that keeps account of everything that changes
// it, so that the disk as it was at any moment can be had again, with or without
// what had not been synced. Folders are there as soon as they are made.
type disk struct {
	mu      sync.Mutex
	names   map[string]int // path to inode
	dirs    map[string]bool
	data    map[int][]byte
	inodes  int
	locked  map[string]bool
	ops     []op
	forgets func(name string) bool // syncs of that file or folder are left out, to check the check
}

// op is one change.
type op struct {
	kind     string // create, write, truncate, sync, rename, remove, syncdir, mkdir, mark
	name, to string
	inode    int
	off      int64
	data     []byte
}

func newDisk() *disk {
	return &disk{names: map[string]int{}, dirs: map[string]bool{string(filepath.Separator): true}, data: map[int][]byte{}, locked: map[string]bool{}}
}

func (d *disk) note(o op) { d.ops = append(d.ops, o) }

// mark puts a number among the changes: how far the session had got.
func (d *disk) mark(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.note(op{kind: "mark", inode: n})
}

func failure(what, name string, err error) error {
	return &fs.PathError{Op: what, Path: name, Err: err}
}

func (d *disk) Mkdir(name string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	name = filepath.Clean(name)
	if _, file := d.names[name]; file || d.dirs[name] {
		return failure("mkdir", name, fs.ErrExist)
	}
	d.dirs[name] = true
	d.note(op{kind: "mkdir", name: name})
	return nil
}

func (d *disk) Own(string) error { return nil }

type entry struct {
	name string
	dir  bool
}

func (e entry) Name() string { return e.name }
func (e entry) IsDir() bool  { return e.dir }
func (e entry) Type() fs.FileMode {
	if e.dir {
		return fs.ModeDir
	}
	return 0
}
func (e entry) Info() (fs.FileInfo, error) { return e, nil }
func (e entry) Size() int64                { return 0 }
func (e entry) Mode() fs.FileMode          { return e.Type() }
func (e entry) ModTime() time.Time         { return time.Time{} }
func (e entry) Sys() any                   { return nil }

func (d *disk) ReadDir(name string) ([]fs.DirEntry, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	name = filepath.Clean(name)
	if !d.dirs[name] {
		return nil, failure("readdir", name, fs.ErrNotExist)
	}
	var out []fs.DirEntry
	for n := range d.names {
		if filepath.Dir(n) == name {
			out = append(out, entry{filepath.Base(n), false})
		}
	}
	for n := range d.dirs {
		if filepath.Dir(n) == name && n != name {
			out = append(out, entry{filepath.Base(n), true})
		}
	}
	slices.SortFunc(out, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return out, nil
}

func (d *disk) OpenFile(name string, flag int) (File, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	name = filepath.Clean(name)
	id, ok := d.names[name]
	switch {
	case !ok && flag&os.O_CREATE == 0 || !d.dirs[filepath.Dir(name)]:
		return nil, failure("open", name, fs.ErrNotExist)
	case !ok:
		d.inodes++
		id = d.inodes
		d.names[name] = id
		d.note(op{kind: "create", name: name, inode: id})
	case flag&os.O_TRUNC != 0:
		d.truncate(id, 0)
	}
	return &diskFile{d: d, inode: id, name: name}, nil
}

func (d *disk) truncate(id int, size int64) {
	d.data[id] = cut(d.data[id], size)
	d.note(op{kind: "truncate", inode: id, off: size})
}

func cut(b []byte, size int64) []byte {
	if int64(len(b)) > size {
		return bytes.Clone(b[:size])
	}
	return append(b, make([]byte, size-int64(len(b)))...)
}

func (d *disk) Rename(from, to string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	from, to = filepath.Clean(from), filepath.Clean(to)
	id, ok := d.names[from]
	if !ok {
		return failure("rename", from, fs.ErrNotExist)
	}
	delete(d.names, from)
	d.names[to] = id
	d.note(op{kind: "rename", name: from, to: to, inode: id})
	return nil
}

func (d *disk) Remove(name string) error {
	name = filepath.Clean(name)
	entries, _ := d.ReadDir(name)
	d.mu.Lock()
	defer d.mu.Unlock()
	_, file := d.names[name]
	switch {
	case file:
		delete(d.names, name)
		d.note(op{kind: "remove", name: name})
	case d.dirs[name] && len(entries) == 0:
		delete(d.dirs, name)
	case d.dirs[name]:
		return failure("remove", name, syscall.ENOTEMPTY)
	default:
		return failure("remove", name, fs.ErrNotExist)
	}
	return nil
}

func (d *disk) SyncDir(name string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.forgets == nil || !d.forgets(name) {
		d.note(op{kind: "syncdir", name: filepath.Clean(name)})
	}
	return nil
}

type unlocker struct {
	d    *disk
	name string
}

func (d *disk) Lock(name string) (io.Closer, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.locked[name] {
		return nil, ErrLocked
	}
	d.locked[name] = true
	return unlocker{d, name}, nil
}

func (u unlocker) Close() error {
	u.d.mu.Lock()
	defer u.d.mu.Unlock()
	delete(u.d.locked, u.name)
	return nil
}

type diskFile struct {
	d     *disk
	inode int
	name  string
	at    int64
}

func (f *diskFile) Read(b []byte) (int, error) {
	n, err := f.ReadAt(b, f.at)
	f.at += int64(n)
	if n > 0 {
		err = nil
	}
	return n, err
}

func (f *diskFile) ReadAt(b []byte, off int64) (int, error) {
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	data := f.d.data[f.inode]
	if off >= int64(len(data)) {
		return 0, io.EOF
	}
	n := copy(b, data[off:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

func (f *diskFile) Write(b []byte) (int, error) {
	n, err := f.WriteAt(b, f.at)
	f.at += int64(n)
	return n, err
}

func (f *diskFile) WriteAt(b []byte, off int64) (int, error) {
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	o := op{kind: "write", inode: f.inode, off: off, data: bytes.Clone(b)}
	f.d.data[f.inode] = o.on(f.d.data[f.inode])
	f.d.note(o)
	return len(b), nil
}

// on does a write or truncation to the content of a file.
func (o op) on(b []byte) []byte {
	if o.kind == "truncate" {
		return cut(b, o.off)
	}
	if end := o.off + int64(len(o.data)); end > int64(len(b)) {
		b = cut(b, end)
	}
	copy(b[o.off:], o.data)
	return b
}

func (f *diskFile) Truncate(size int64) error {
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	f.d.truncate(f.inode, size)
	return nil
}

func (f *diskFile) Sync() error {
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	if f.d.forgets == nil || !f.d.forgets(f.name) {
		f.d.note(op{kind: "sync", inode: f.inode})
	}
	return nil
}

func (f *diskFile) Length() (int64, error) {
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	return int64(len(f.d.data[f.inode])), nil
}

func (f *diskFile) Close() error { return nil }

// list gives the names under a folder.
func (d *disk) list(dir string) string {
	var under []string
	for n := range d.names {
		if strings.HasPrefix(n, dir) {
			under = append(under, filepath.Base(n))
		}
	}
	slices.Sort(under)
	return strings.Join(under, " ")
}
