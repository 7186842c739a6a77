package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
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
	Metadata  string // embedded in the file: lines of "key: value"
	Pages     int64
	Text      string // valid UTF-8, not laid out
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
	within, cancel := context.WithTimeout(ctx, maxTime)
	defer cancel()
	src := &source{ctx: within, r: f.Content, size: f.Size}
	var out Finding
	out.MediaType = kindOf(src, f.Name, f.MediaType)
	l := &look{ctx: within, src: src, kind: out.MediaType}
	if read := i.readers()[out.MediaType]; read != nil {
		read(l)
	} else if strings.HasPrefix(out.MediaType, "text/") {
		readPlain(l)
	}
	out.Metadata, out.Pages, out.Text, out.Thumbnail = l.meta.String(), l.pages, l.text.String(), l.picture
	if err := ctx.Err(); err != nil {
		return Finding{}, err
	}
	if src.err != nil && within.Err() == nil {
		return Finding{}, fmt.Errorf("read file: %w", src.err)
	}
	return out, nil
}

// readers are the kinds of files that can be read.
func (i *Inspector) readers() map[string]func(*look) {
	return map[string]func(*look){
		"application/pdf": i.readPDF,
		"image/jpeg":      readPicture,
		"image/heic":      readPicture,
		"image/heif":      readPicture,
		"image/avif":      readPicture,
		"image/png":       readPNG,
		"image/gif":       readPicture,
		"image/webp":      readPicture,
		"image/bmp":       readPicture,
		"image/tiff":      readPicture,
		"text/html":       readHTML,
		"message/rfc822":  readMail,
		docx:              readOffice,
		xlsx:              readOffice,
		pptx:              readOffice,
		odt:               readOffice,
		ods:               readOffice,
		odp:               readOffice,
	}
}

// look is one file while it is looked into. Readers add to it what they find.
type look struct {
	ctx     context.Context
	src     *source
	kind    string
	meta    bounded
	text    bounded
	pages   int64
	picture []byte
}

// note adds a line of metadata.
func (l *look) note(key, value string) {
	value = strings.Join(strings.Fields(valid(value)), " ")
	if value == "" || l.meta.Len()+len(key)+len(value)+3 > maxMetadata {
		return
	}
	if l.meta.Len() > 0 {
		l.meta.add("\n", maxMetadata)
	}
	l.meta.add(key+": "+value, maxMetadata)
}

// say adds text, and tells whether more is wanted.
func (l *look) say(s string) bool { return l.text.add(valid(s), maxText) && l.ctx.Err() == nil }

// valid is a text without what is no text.
func valid(s string) string { return strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\x00", " ") }

// bounded is a text that grows to a bound.
type bounded struct{ strings.Builder }

func (b *bounded) add(s string, most int) bool {
	if room := most - b.Len(); len(s) > room {
		b.WriteString(strings.ToValidUTF8(s[:max(room, 0)], ""))
		return false
	}
	b.WriteString(s)
	return true
}

// source reads the file from any place until the time is over, and remembers an
// error of the file itself, which parsers like to call bad syntax.
type source struct {
	ctx  context.Context
	r    io.ReadSeeker
	size int64
	err  error
}

func (s *source) ReadAt(p []byte, at int64) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	if at >= s.size {
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
