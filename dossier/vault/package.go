package vault

import (
	"errors"
	"fmt"
	"io"

	"filippo.io/age"
)

// A package is handed over from one vault to another, or to somebody with age alone.
const (
	// PackageLimit is how many bytes of content a package holds at most, so that one
	// from elsewhere cannot fill a disk without end.
	PackageLimit = 64 << 30

	// recipientLimit keeps the header of a package well within what age reads back.
	recipientLimit = 200
)

// SealTo starts a package for one or more recipients, an ordinary age file that
// each of them opens with OpenFrom or with age. It depends on no vault and no pass
// phrase, and takes constant memory. The package is whole when Close of the writer
// returns nil; it says nothing of who made it, so what is in it is to be believed no
// more than a letter without a signature. Recipients must be of one kind (ErrMixed);
// a write beyond PackageLimit is an ErrTooLarge.
func SealTo(w io.Writer, to ...Recipient) (io.WriteCloser, error) {
	if len(to) == 0 {
		return nil, errors.New("seal package: no recipients")
	}
	if len(to) > recipientLimit {
		return nil, fmt.Errorf("seal package: %w: more than %d recipients", ErrTooLarge, recipientLimit)
	}
	var all []age.Recipient
	for _, r := range to {
		if r.age == nil {
			return nil, errors.New("seal package: empty recipient")
		}
		if r.classic != to[0].classic {
			return nil, fmt.Errorf("seal package: %w", ErrMixed)
		}
		all = append(all, r.age)
	}
	sealed, err := age.Encrypt(w, all...)
	if err != nil {
		return nil, fmt.Errorf("seal package: %w", err)
	}
	return &packageWriter{sealed: sealed, left: PackageLimit}, nil
}

type packageWriter struct {
	sealed io.WriteCloser
	left   int64 // bytes it may still hold
}

func (p *packageWriter) Write(b []byte) (int, error) {
	if int64(len(b)) > p.left {
		return 0, fmt.Errorf("seal package: %w", ErrTooLarge)
	}
	n, err := p.sealed.Write(b)
	p.left -= int64(n)
	return n, err
}

func (p *packageWriter) Close() error { return p.sealed.Close() }

// OpenFrom opens a package, reading as it is read from. ErrIdentity says that it is for others, ErrDamaged,
// from here or from a read, that it was changed or cut; what was read before
// that is genuine as far as it goes, and whole only when io.EOF has come. A read
// beyond PackageLimit is an ErrTooLarge. Errors of r come through as they are.
func OpenFrom(r io.Reader, id Identity) (io.Reader, error) {
	if id.age == nil {
		return nil, errors.New("open package: empty identity")
	}
	p := &packageReader{source: &failing{r: r}, left: PackageLimit}
	plain, err := age.Decrypt(p.source, id.age)
	if errors.Is(err, age.ErrIncorrectIdentity) {
		return nil, fmt.Errorf("open package: %w", ErrIdentity)
	}
	if err != nil {
		return nil, p.blame(err)
	}
	p.plain = plain
	return p, nil
}

type packageReader struct {
	source *failing
	plain  io.Reader
	left   int64 // bytes it may still give
}

func (p *packageReader) Read(b []byte) (int, error) {
	n, err := p.plain.Read(b)
	if p.left -= int64(n); p.left < 0 {
		return 0, fmt.Errorf("open package: %w", ErrTooLarge)
	}
	if err != nil && err != io.EOF {
		err = p.blame(err)
	}
	return n, err
}

// blame tells a source that failed from a seal that does not hold.
func (p *packageReader) blame(err error) error {
	if p.source.err != nil {
		return fmt.Errorf("open package: %w", p.source.err)
	}
	return fmt.Errorf("open package: %w: %w", ErrDamaged, err)
}
