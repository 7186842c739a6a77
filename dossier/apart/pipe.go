package apart

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// What goes over the pipes: a kind, the length of what follows, and that.
//
//	parent to child: 'f' a file to look into (request); 'd' bytes asked for; 'x' the file cannot be read
//	child to parent: 'r' a wish for bytes (place and number); 'y' what was found; 'n' it cannot be read
const (
	kindFile    = 'f'
	kindData    = 'd'
	kindBroken  = 'x'
	kindWish    = 'r'
	kindFinding = 'y'
	kindFailed  = 'n'
)

const (
	maxPiece   = 1 << 20 // bytes asked for at once
	maxFinding = 8 << 20 // bytes of an answer: a MiB of text, escaped, and a small picture
)

// errPipe is an answer that no honest child gives.
var errPipe = errors.New("the pipe brings what it must not")

// request is what the child learns of a file: not its folder, nor of which case it is.
type request struct {
	Name      string
	MediaType string
	Size      int64
}

func send(w io.Writer, kind byte, data []byte) error {
	head := make([]byte, 5, 5+len(data))
	head[0] = kind
	binary.BigEndian.PutUint32(head[1:], uint32(len(data)))
	_, err := w.Write(append(head, data...))
	return err
}

func sendJSON(w io.Writer, kind byte, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("send over a pipe: %w", err)
	}
	return send(w, kind, data)
}

// receive takes one message of at most so many bytes.
func receive(r io.Reader, most uint32) (kind byte, data []byte, err error) {
	var head [5]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0, nil, err
	}
	n := binary.BigEndian.Uint32(head[1:])
	if n > most {
		return 0, nil, errPipe
	}
	data = make([]byte, n)
	_, err = io.ReadFull(r, data)
	return head[0], data, err
}

func wish(at int64, n int) []byte {
	b := make([]byte, 12)
	binary.BigEndian.PutUint64(b, uint64(at))
	binary.BigEndian.PutUint32(b[8:], uint32(n))
	return b
}

// wished is what is asked for, if it lies within a file of that size.
func wished(b []byte, size int64) (at int64, n int, err error) {
	if len(b) != 12 {
		return 0, 0, errPipe
	}
	at, n = int64(binary.BigEndian.Uint64(b)), int(binary.BigEndian.Uint32(b[8:]))
	if at < 0 || at >= size || n < 1 || n > maxPiece {
		return 0, 0, errPipe
	}
	return at, int(min(int64(n), size-at)), nil
}
