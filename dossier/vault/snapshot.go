package vault

import (
	"context"
	"io"
)

// snapshot is the image as it was at one moment between two transactions. It
// shares its chunks with the live image until that writes to them.
type snapshot struct {
	of     *Pages
	chunks []*chunk
	size   int64
	saved  bool // it is what the log ends with
}

// freeze opens the one snapshot there may be at a time, and starts the account
// of the pages that change after it.
func (p *Pages) freeze() (*snapshot, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.closed:
		return nil, ErrClosed
	case p.writers > 0:
		return nil, ErrBusy
	}
	s := &snapshot{of: p, size: p.size, chunks: append([]*chunk(nil), p.chunks...)}
	for _, c := range s.chunks {
		c.owners++
	}
	p.since = pageSet{}
	return s, nil
}

// write copies the frozen image to w.
func (s *snapshot) write(ctx context.Context, w io.Writer) error {
	left := s.size
	for _, c := range s.chunks {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := w.Write(c.buf[:min(left, chunkSize)])
		if err != nil {
			return err
		}
		left -= int64(n)
	}
	return nil
}

// release ends the snapshot and wipes what only it still held.
func (s *snapshot) release() {
	s.of.mu.Lock()
	defer s.of.mu.Unlock()
	for _, c := range s.chunks {
		c.release()
	}
	s.chunks = nil
	s.of.since = nil
}
