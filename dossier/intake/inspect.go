package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
)

// File is a file to be looked into.
type File struct {
	Name      string
	MediaType string // as the system tells it; believed only where the content does not tell
	Size      int64
	Content   io.ReadSeeker
}

// Finding is what was read out of a file; what is empty was not found.
type Finding struct {
	MediaType string
	// Metadata are embedded in the file: lines of "key: value". The lines Parts and
	// Unread tell which parts of the file were read and which were not, see
	// [dossier.Evidence.Unread]; the line Text says why text is missing.
	Metadata  string
	Pages     int64
	Text      string // valid UTF-8, not laid out: what is read, and behind it what stands beside it
	Thumbnail []byte // a JPEG of 320 pixels at most
}

// What is read of one file at most. A file that holds more is searched by its
// beginning.
const (
	maxText     = 1 << 20 // bytes of text, some 500 pages
	maxUnpacked = 64 << 20
	maxMetadata = 16 << 10
	maxTime     = 30 * time.Second
)

// Inspector looks into files. Its zero value is ready for use, by several
// goroutines; PDF files are read one at a time.
type Inspector struct {
	mu   sync.Mutex
	pool pdfium.Pool // nil until the first PDF
}

// Inspect looks into one file. Whoever has several, or shows pages, keeps an
// [Inspector]: with the first PDF it takes seconds to get ready.
func Inspect(ctx context.Context, f File) (Finding, error) {
	var i Inspector
	found, err := i.Inspect(ctx, f)
	return found, errors.Join(err, i.Close())
}

// Inspect looks into a file. The error is for one that could not be read, or a
// ctx that has ended; what cannot be understood is left out. When the time for
// one file is over it gives what it has.
func (i *Inspector) Inspect(ctx context.Context, f File) (Finding, error) {
	within, cancel := context.WithCancel(ctx)
	defer cancel()
	over := time.AfterFunc(maxTime, cancel)
	defer over.Stop()
	src := &source{ctx: within, r: f.Content, size: f.Size, waiting: func(wait func()) {
		if over.Stop() {
			defer over.Reset(maxTime)
		}
		wait()
	}}
	room := int64(maxUnpacked)
	l := &look{ctx: within, src: src, by: i, text: new(bounded), room: &room, acc: newAccount()}
	l.readSafely(f.Name, f.MediaType)
	if err := ctx.Err(); err != nil {
		return Finding{}, err
	}
	if src.err != nil && within.Err() == nil {
		return Finding{}, fmt.Errorf("read file: %w", src.err)
	}
	l.close()
	return Finding{MediaType: l.kind, Metadata: l.meta.String(), Pages: l.pages, Text: l.text.String(), Thumbnail: l.picture}, nil
}

// source reads the file from any place until the time is over, and remembers an
// error of the file itself, which parsers like to call bad syntax.
type source struct {
	ctx  context.Context
	r    io.ReadSeeker
	size int64
	err  error

	waiting func(wait func()) // stops the time for the file while something is waited for that is not its fault; may be nil

	whole []byte // of a file that is read in steps of a few bytes; nil for others
}

func (s *source) ReadAt(p []byte, at int64) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	if at < 0 || at >= s.size { // where a broken file points is not the fault of the disk
		return 0, io.EOF
	}
	_, err := s.r.Seek(at, io.SeekStart)
	n := 0
	if err == nil {
		n, err = io.ReadFull(s.r, p)
	}
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		err = io.EOF
	case err != nil && err != io.EOF && s.err == nil:
		s.err = err
	}
	return n, err
}

// all reads the file from its beginning.
func (s *source) all() *io.SectionReader { return io.NewSectionReader(s, 0, s.size) }

// head is the first n bytes, or fewer of a shorter file.
func (s *source) head(n int) []byte {
	b := make([]byte, n)
	got, _ := s.ReadAt(b, 0) // an error is remembered
	return b[:got]
}

// most is the first n bytes, or the whole of a shorter file, in a slice made once:
// one that grows takes several times the file.
func (s *source) most(n int64) ([]byte, error) {
	b := make([]byte, max(0, min(n, s.size)))
	got, err := s.ReadAt(b, 0)
	if err == io.EOF {
		err = nil // it is shorter than was said
	}
	return b[:got], err
}
