package vault

import (
	"maps"
	"slices"
)

// delta is what one save writes: the pages in rising order and their content.
type delta struct {
	size  int64
	pages []uint32
	data  []byte
	undo  pageSet // what becomes dirty again when the save fails
}

func (d delta) wipe() { clear(d.data) }

// take copies the changed pages out and counts them as saved; limit bounds the
// bytes, and false says there are more. With sinceSnapshot it takes what changed
// since the snapshot and ends that account.
func (p *Pages) take(sinceSnapshot bool, limit int64) (d delta, within bool, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.closed:
		return d, false, ErrClosed
	case p.writers > 0:
		return d, false, ErrBusy
	}
	set := p.dirty
	if sinceSnapshot {
		set = p.since
	}
	if int64(len(set))*PageSize > limit {
		return d, false, nil
	}
	d = delta{size: p.size, pages: slices.Sorted(maps.Keys(set)), undo: p.dirty}
	d.data = make([]byte, len(d.pages)*PageSize)
	for i, n := range d.pages {
		at := int64(n) * PageSize
		copy(d.data[i*PageSize:][:PageSize], p.chunks[at/chunkSize].buf[at%chunkSize:])
	}
	if sinceSnapshot {
		p.since = nil
	}
	p.dirty, p.stored = pageSet{}, p.size
	return d, true, nil
}

// putBack undoes a take whose pages did not reach the disk.
func (p *Pages) putBack(d delta) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for n := range d.undo {
		if int64(n)*PageSize < p.size {
			p.dirty[n] = struct{}{}
		}
	}
	p.stored = -1
	p.notify()
}

// apply replays one record.
func (p *Pages) apply(d delta) error {
	if err := p.Truncate(d.size); err != nil {
		return err
	}
	for i, n := range d.pages {
		b := d.data[i*PageSize:][:PageSize]
		if left := d.size - int64(n)*PageSize; left < PageSize {
			b = b[:left]
		}
		if _, err := p.WriteAt(b, int64(n)*PageSize); err != nil {
			return err
		}
	}
	return nil
}

// settle says that the image equals what is on the disk.
func (p *Pages) settle() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.dirty, p.stored = pageSet{}, p.size
	select {
	case <-p.changed:
	default:
	}
}
