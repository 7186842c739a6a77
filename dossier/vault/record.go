package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// record is one save. Sealed, and with its length in front, it is one entry of
// the log; FORMAT.md gives the bytes.
type record struct {
	generation uint64
	sequence   uint64
	previous   [sha256.Size]byte // of the sealed record before it; of the image file for the first
	time       int64             // Unix time in milliseconds
	delta
}

const (
	recordMagic  = "PVR1"
	recordHeader = 4 + 8 + 8 + sha256.Size + 8 + 8 + 4
	lengthPrefix = 4
)

var errRecord = errors.New("record makes no sense")

// seal gives the log entry of a record: four bytes of length, then the message.
func (r record) seal(k *key) ([]byte, error) {
	var out bytes.Buffer
	out.Grow(len(r.data) + len(r.data)/512 + 1024)
	out.Write(make([]byte, lengthPrefix))
	w, err := k.seal(&out)
	if err != nil {
		return nil, fmt.Errorf("seal record: %w", err)
	}
	head := make([]byte, 0, recordHeader)
	head = append(head, recordMagic...)
	head = binary.BigEndian.AppendUint64(head, r.generation)
	head = binary.BigEndian.AppendUint64(head, r.sequence)
	head = append(head, r.previous[:]...)
	head = binary.BigEndian.AppendUint64(head, uint64(r.time))
	head = binary.BigEndian.AppendUint64(head, uint64(r.size))
	head = binary.BigEndian.AppendUint32(head, uint32(len(r.pages)))
	for _, n := range r.pages {
		head = binary.BigEndian.AppendUint32(head, n)
	}
	// A bytes.Buffer does not fail; age reports what goes wrong at Close too.
	if _, err := w.Write(head); err != nil {
		return nil, fmt.Errorf("seal record: %w", err)
	}
	if _, err := w.Write(r.data); err != nil {
		return nil, fmt.Errorf("seal record: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("seal record: %w", err)
	}
	b := out.Bytes()
	if len(b)-lengthPrefix > math.MaxInt32 {
		return nil, errors.New("seal record: too many changes for one record")
	}
	binary.BigEndian.PutUint32(b, uint32(len(b)-lengthPrefix))
	return b, nil
}

// openRecord reads one sealed message of a log.
func openRecord(k *key, message []byte) (record, error) {
	in, err := k.open(bytes.NewReader(message))
	if err != nil {
		return record{}, err
	}
	b, err := io.ReadAll(in)
	if err != nil {
		return record{}, err
	}
	return parseRecord(b)
}

func parseRecord(b []byte) (r record, err error) {
	if len(b) < recordHeader || string(b[:4]) != recordMagic {
		return r, errRecord
	}
	be := binary.BigEndian
	r.generation, r.sequence = be.Uint64(b[4:]), be.Uint64(b[12:])
	copy(r.previous[:], b[20:])
	r.time, r.size = int64(be.Uint64(b[52:])), int64(be.Uint64(b[60:]))
	count := int64(be.Uint32(b[68:]))
	b = b[recordHeader:]
	if int64(len(b)) != count*(4+PageSize) || r.size < 0 || r.size > math.MaxUint32*PageSize {
		return r, errRecord
	}
	r.pages = make([]uint32, count)
	for i := range r.pages {
		n := be.Uint32(b[4*i:])
		if int64(n)*PageSize >= r.size || i > 0 && n <= r.pages[i-1] {
			return r, errRecord
		}
		r.pages[i] = n
	}
	r.data = b[4*count:]
	return r, nil
}
