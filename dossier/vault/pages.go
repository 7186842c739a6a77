package vault

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"maps"
	"sync"
)

// PageSize is the step in bytes in which changes are tracked and logged; it is
// SQLite's default page size, and any other works too.
const PageSize = 4096

// chunkSize is the step in which the image is frozen for a snapshot.
const chunkSize = 256 << 10

// Pages is a database image in memory that knows which of its pages changed.
// It is safe for use by several goroutines. A write transaction is framed by
// BeginWrite and EndWrite; between them the image may be half written, and is
// neither saved nor frozen.
type Pages struct {
	changed chan struct{} // holds one token after a change, for Autosave

	mu      sync.RWMutex
	chunks  []*chunk
	size    int64
	stored  int64   // size as last saved
	dirty   pageSet // changed since the last save
	since   pageSet // changed since the open snapshot; nil without one
	writers int
	idle    chan struct{} // closed when writers falls to 0
	closed  bool
	fixed   bool // open for reading only
}

type pageSet map[uint32]struct{}

// chunk is wiped when its last owner lets go of it.
type chunk struct {
	buf    []byte
	owners int // the live image and the snapshots that hold it
}

func (c *chunk) release() {
	if c.owners--; c.owners == 0 {
		clear(c.buf)
	}
}

func newPages() *Pages {
	return &Pages{changed: make(chan struct{}, 1), dirty: pageSet{}}
}

// ReadAt reads as io.ReaderAt does: io.EOF past the end.
func (p *Pages) ReadAt(b []byte, off int64) (int, error) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	if p.closed {
		return 0, ErrClosed
	}
	if off < 0 {
		return 0, fs.ErrInvalid
	}
	n := 0
	for n < len(b) && off+int64(n) < p.size {
		at := off + int64(n)
		src := p.chunks[at/chunkSize].buf[at%chunkSize:]
		if left := p.size - at; int64(len(src)) > left {
			src = src[:left]
		}
		n += copy(b[n:], src)
	}
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

// WriteAt writes as io.WriterAt does, growing the image as needed.
func (p *Pages) WriteAt(b []byte, off int64) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return 0, ErrClosed
	}
	if p.fixed {
		return 0, ErrReadOnly
	}
	if off < 0 {
		return 0, fs.ErrInvalid
	}
	if end := off + int64(len(b)); end > p.size {
		p.grow(end)
	}
	for n := 0; n < len(b); {
		at := off + int64(n)
		part := b[n:min(len(b), n+int(PageSize-at%PageSize))]
		i := at / chunkSize
		if old := p.chunks[i].buf[at%chunkSize:][:len(part)]; !bytes.Equal(old, part) {
			copy(p.own(i)[at%chunkSize:], part)
			p.mark(at / PageSize)
		}
		n += len(part)
	}
	p.notify()
	return len(b), nil
}

// Truncate cuts the image, or lengthens it with zeros.
func (p *Pages) Truncate(size int64) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return ErrClosed
	}
	if p.fixed && size != p.size {
		return ErrReadOnly
	}
	switch {
	case size < 0:
		return fs.ErrInvalid
	case size > p.size:
		p.grow(size)
	case size < p.size:
		p.shrink(size)
	}
	p.notify()
	return nil
}

// Size is the length of the image in bytes.
func (p *Pages) Size() int64 {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.size
}

// BeginWrite says that a write transaction has begun.
func (p *Pages) BeginWrite() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.writers++; p.writers == 1 {
		p.idle = make(chan struct{})
	}
}

// EndWrite says that it has ended, by commit or rollback: the image is whole.
func (p *Pages) EndWrite() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.writers--; p.writers == 0 {
		close(p.idle)
		p.notify()
	}
}

// Dirty reports whether there is something to save.
func (p *Pages) Dirty() bool {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.isDirty()
}

func (p *Pages) isDirty() bool { return len(p.dirty) > 0 || p.size != p.stored }

// notify must not block: a token that lies there already says the same.
func (p *Pages) notify() {
	if p.writers > 0 || !p.isDirty() {
		return
	}
	select {
	case p.changed <- struct{}{}:
	default:
	}
}

func (p *Pages) mark(page int64) {
	p.dirty[uint32(page)] = struct{}{}
	if p.since != nil {
		p.since[uint32(page)] = struct{}{}
	}
}

// grow marks every new page: a log that is replayed may still hold older content
// in that place, from before the image was cut.
func (p *Pages) grow(size int64) {
	for int64(len(p.chunks))*chunkSize < size {
		p.chunks = append(p.chunks, &chunk{buf: make([]byte, chunkSize), owners: 1})
	}
	for page := p.size / PageSize; page*PageSize < size; page++ {
		p.mark(page)
	}
	p.size = size
}

func (p *Pages) shrink(size int64) {
	keep := int((size + chunkSize - 1) / chunkSize)
	for _, c := range p.chunks[keep:] {
		c.release()
	}
	clear(p.chunks[keep:])
	p.chunks = p.chunks[:keep]
	if at := size % chunkSize; at != 0 {
		clear(p.own(int64(keep - 1))[at:])
	}
	p.size = size
	gone := func(n uint32, _ struct{}) bool { return int64(n)*PageSize >= size }
	maps.DeleteFunc(p.dirty, gone)
	maps.DeleteFunc(p.since, gone)
	if size%PageSize != 0 {
		p.mark(size / PageSize)
	}
}

// own returns the bytes of a chunk for writing, after giving the snapshots their
// own copy of it.
func (p *Pages) own(i int64) []byte {
	c := p.chunks[i]
	if c.owners > 1 {
		c.owners--
		c = &chunk{buf: bytes.Clone(c.buf), owners: 1}
		p.chunks[i] = c
	}
	return c.buf
}

// whenIdle returns when no write transaction is open, or with the context's error.
func (p *Pages) whenIdle(ctx context.Context) error {
	for {
		p.mu.RLock()
		busy, idle := p.writers > 0, p.idle
		p.mu.RUnlock()
		if !busy {
			return nil
		}
		select {
		case <-idle:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// fix refuses every change from now on.
func (p *Pages) fix() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fixed = true
}

// wipe overwrites and forgets the image.
func (p *Pages) wipe() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.chunks {
		c.release()
	}
	p.chunks, p.size, p.closed = nil, 0, true
	p.dirty = pageSet{}
	p.stored = 0
}
