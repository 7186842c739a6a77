package apart

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"runtime/debug"

	"probata/dossier/intake"
)

// childName is the name that the program starts itself by. It is no command, and no
// shell finds a program of that name.
const childName = "probata: looks into a file"

// memory is the most that the child may hold, in bytes: the reader of PDF alone takes
// a third of it. softMemory is where Go begins to collect in earnest.
const (
	memory     = 1 << 30
	softMemory = 600 << 20
)

// Child tells whether this process was started to look into files; it then has to call
// Serve and nothing else.
func Child(args []string) bool { return len(args) == 1 && args[0] == childName }

// Serve looks into files until the parent closes the pipe, and gives the exit code.
func Serve(in io.Reader, out io.Writer) int {
	debug.SetMemoryLimit(softMemory)
	if err := limit(); err != nil {
		return 1
	}
	var readers intake.Inspector
	r := bufio.NewReader(in)
	for {
		kind, data, err := receive(r, maxPiece)
		if errors.Is(err, io.EOF) {
			return 0
		}
		var req request
		if err != nil || kind != kindFile || json.Unmarshal(data, &req) != nil {
			return 1
		}
		f := &far{in: r, out: out, size: req.Size}
		found, err := readers.Inspect(context.Background(), intake.File{Name: req.Name, MediaType: req.MediaType, Size: req.Size, Content: f})
		switch {
		case f.err != nil:
			return 1 // the parent is gone
		case err != nil:
			err = send(out, kindFailed, nil)
		default:
			err = sendJSON(out, kindFinding, found)
		}
		if err != nil {
			return 1
		}
		clear(f.piece)
		debug.FreeOSMemory()
	}
}

// far is a file in the parent, of which one piece is held here.
type far struct {
	in   io.Reader
	out  io.Writer
	size int64
	at   int64

	from  int64 // of the piece
	piece []byte
	err   error // of the pipe
}

// pieceSize is how much is asked for at once: readers that go through a file in small
// steps would else ask thousands of times.
const pieceSize = 256 << 10

var errFar = errors.New("read the file: it cannot be read")

// Read implements io.Reader.
func (f *far) Read(p []byte) (int, error) {
	if f.at >= f.size {
		return 0, io.EOF
	}
	if f.at < f.from || f.at >= f.from+int64(len(f.piece)) {
		if err := f.fetch(max(pieceSize, min(len(p), maxPiece))); err != nil {
			return 0, err
		}
	}
	n := copy(p, f.piece[f.at-f.from:])
	f.at += int64(n)
	return n, nil
}

func (f *far) fetch(n int) error {
	if f.err = send(f.out, kindWish, wish(f.at, n)); f.err != nil {
		return f.err
	}
	kind, data, err := receive(f.in, maxPiece)
	switch {
	case err != nil:
		f.err = err
		return err
	case kind != kindData || len(data) == 0:
		return errFar
	}
	f.from, f.piece = f.at, data
	return nil
}

// Seek implements io.Seeker.
func (f *far) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += f.at
	case io.SeekEnd:
		offset += f.size
	}
	if offset < 0 {
		return f.at, errors.New("seek before the beginning of a file")
	}
	f.at = offset
	return offset, nil
}
