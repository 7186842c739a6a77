package vault

import (
	"encoding/binary"
	"errors"
	"io"
	"math/bits"
)

// trailer is the length of the true size, the last bytes of a padded attachment.
const trailer = 8

// sealPadded writes content, zeros and the content's size as one age message.
func sealPadded(k *key, w io.Writer, r io.Reader) (size int64, err error) {
	sealed, err := k.seal(w)
	if err != nil {
		return 0, err
	}
	buf := make([]byte, 64<<10)
	defer clear(buf)
	size, err = io.CopyBuffer(struct{ io.Writer }{sealed}, struct{ io.Reader }{r}, buf)
	if err != nil {
		return 0, err
	}
	pad := padme(size+trailer) - size - trailer
	if _, err := io.CopyN(sealed, zeros{}, pad); err != nil {
		return 0, err
	}
	if _, err := sealed.Write(binary.BigEndian.AppendUint64(nil, uint64(size))); err != nil {
		return 0, err
	}
	return size, sealed.Close()
}

// padme rounds a size up by at most 12 %, so that only the order of magnitude and
// few bits more remain to be seen (Nikitin and others, "Reducing Metadata Leakage
// from Encrypted Files and Communication with PURBs", 2019, §4). Under 512 bytes
// it gives 512, where the rule would hardly hide anything.
func padme(size int64) int64 {
	if size <= 512 {
		return 512
	}
	e := bits.Len64(uint64(size)) - 1
	free := e - bits.Len(uint(e)) // low bits that must be zero
	mask := int64(1)<<free - 1
	return (size + mask) &^ mask
}

func openPadded(k *key, in File) (*io.SectionReader, error) {
	length, err := in.Length()
	if err != nil {
		return nil, err
	}
	plain, padded, err := decryptAt(in, length, k)
	if err != nil {
		return nil, err
	}
	var size [trailer]byte
	if padded < trailer {
		return nil, errors.New("too short")
	}
	if _, err := plain.ReadAt(size[:], padded-trailer); err != nil && err != io.EOF {
		return nil, err
	}
	n := binary.BigEndian.Uint64(size[:])
	if n > uint64(padded-trailer) {
		return nil, errors.New("size does not fit")
	}
	return io.NewSectionReader(plain, 0, int64(n)), nil
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
