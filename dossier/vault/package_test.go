package vault

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

// flood gives a beginning, and then one byte without end.
type flood struct {
	start io.Reader
	b     byte
	given int64
}

func (f *flood) Read(p []byte) (int, error) {
	n, err := f.start.Read(p)
	if err == io.EOF {
		for n = range p {
			p[n] = f.b
		}
		n, err = len(p), nil
	}
	f.given += int64(n)
	return n, err
}

// TestPackageBounds: nothing from elsewhere is read without end, or kept in memory.
func TestPackageBounds(t *testing.T) {
	id, _ := identities(t)
	for name, start := range map[string]string{
		"no age file":         "",
		"endless first line":  "age-encryption.org/v1",
		"endless stanza":      ageMagic + "-> X25519 ",
		"endless stanza body": ageMagic + "-> X25519 x\n",
	} {
		f := &flood{start: strings.NewReader(start), b: 'A'}
		if _, err := OpenFrom(f, id); !errors.Is(err, ErrDamaged) || f.given > 4<<20 {
			t.Errorf("%s: %v after %d bytes", name, err, f.given)
		}
	}
	if _, err := SealTo(io.Discard, slices.Repeat([]Recipient{id.Recipient()}, recipientLimit+1)...); !errors.Is(err, ErrTooLarge) {
		t.Errorf("too many recipients: %v", err)
	}
	var sealed bytes.Buffer
	w, err := SealTo(&sealed, slices.Repeat([]Recipient{id.Recipient()}, recipientLimit)...)
	if err != nil {
		t.Fatal(err)
	}
	p := w.(*packageWriter)
	p.left = 1000
	if n, err := w.Write(make([]byte, 999)); n != 999 || err != nil {
		t.Fatal(n, err)
	}
	if n, err := w.Write(make([]byte, 2)); n != 0 || !errors.Is(err, ErrTooLarge) {
		t.Errorf("beyond the limit: %d, %v", n, err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := OpenFrom(bytes.NewReader(sealed.Bytes()), id)
	if err != nil {
		t.Fatal(err)
	}
	r.(*packageReader).left = 998
	if _, err := io.ReadAll(r); !errors.Is(err, ErrTooLarge) {
		t.Errorf("read beyond the limit: %v", err)
	}
}

// TestPackageStreams: what was written can be read before the package is whole, in
// pieces, and a source that fails is not taken for damage.
func TestPackageStreams(t *testing.T) {
	id, _ := identities(t)
	pr, pw := io.Pipe()
	failed := errors.New("the stick was pulled")
	piece := bytes.Repeat([]byte("x"), 1<<20)
	go func() {
		w, err := SealTo(pw, id.Recipient())
		for range 3 {
			if err == nil {
				_, err = w.Write(piece)
			}
		}
		pw.CloseWithError(errors.Join(failed, err))
	}()
	r, err := OpenFrom(pr, id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(r, make([]byte, 2<<20)); err != nil {
		t.Errorf("the first pieces: %v", err)
	}
	if _, err := io.Copy(io.Discard, r); !errors.Is(err, failed) || errors.Is(err, ErrDamaged) {
		t.Errorf("the source fails: %v", err)
	}
}

// TestPackageFlips changes a package everywhere: it never opens as something else.
func TestPackageFlips(t *testing.T) {
	id, _ := identities(t)
	data := bytes.Repeat([]byte("the case "), 9000)
	var sealed bytes.Buffer
	w, err := SealTo(&sealed, id.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	w.Write(data)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	good := sealed.Bytes()
	for at := 0; at < len(good); at += 97 {
		for _, bad := range [][]byte{flipped(good, at), good[:at], append(bytes.Clone(good[:at]), good[at+1:]...)} {
			r, err := OpenFrom(bytes.NewReader(bad), id)
			var got []byte
			if err == nil {
				got, err = io.ReadAll(r)
			}
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrIdentity) {
				t.Fatalf("byte %d: %v", at, err)
			}
			if !bytes.HasPrefix(data, got) {
				t.Fatalf("byte %d: gives what was never sealed", at)
			}
		}
	}
}

func flipped(b []byte, at int) []byte {
	b = bytes.Clone(b)
	b[at] ^= 1 << (at % 8)
	return b
}

// testIdentity is a key for tests, and no secret.
const testIdentity = oldColleague

func FuzzOpenFrom(f *testing.F) {
	id, err := ParseIdentity(testIdentity)
	if err != nil {
		f.Fatal(err)
	}
	for _, n := range []int{0, 1, 100, 70000} {
		var sealed bytes.Buffer
		w, err := SealTo(&sealed, id.Recipient())
		if err != nil {
			f.Fatal(err)
		}
		w.Write(make([]byte, n))
		w.Close()
		f.Add(sealed.Bytes())
	}
	f.Add([]byte(ageMagic))
	f.Add([]byte(ageMagic + "-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\nAAAA\n--- AAAA\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := OpenFrom(bytes.NewReader(b), id)
		if err == nil {
			_, err = io.Copy(io.Discard, r)
		}
		if err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrIdentity) {
			t.Errorf("%q: %v", b, err)
		}
	})
}

func FuzzRecipient(f *testing.F) {
	f.Add("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p")
	f.Add(" AGE1")
	f.Fuzz(func(t *testing.T, s string) {
		r, err := ParseRecipient(s)
		if err != nil {
			if strings.Contains(err.Error(), s) && len(s) > 5 {
				t.Errorf("quotes %q", s)
			}
			return
		}
		if again, err := ParseRecipient(r.String()); err != nil || again.String() != r.String() {
			t.Errorf("%q is written as %q: %v", s, r, err)
		}
	})
}
