package vault

import (
	"bytes"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"filippo.io/age"
	"golang.org/x/text/unicode/norm"
)

const (
	keyFile = "key.age"

	// keyHeader is the first line inside a key file. age reads it as a comment;
	// it is the authenticated statement of the format's version.
	keyHeader = "# probata vault "
	// keyNext stands before an identity that nothing is sealed to yet.
	keyNext = "# next"
	// keyNames begins the line of the naming key, after a change of identity.
	keyNames = "# names "

	// defaultWork is age's own scrypt cost, 256 MiB and about a second.
	defaultWork = 18
	// maxWork bounds what a key file from elsewhere may cost to try: 512 MiB and
	// two or three seconds. What asks for more was not written here.
	maxWork = 19
	// keyLimit bounds the size of a key file in bytes.
	keyLimit = 64 << 10
)

// key is the vault's secret. Its recipient is never published: whoever knew it
// could write files that the vault would take for its own.
type key struct {
	identities []*age.X25519Identity // seals to the first; there is a second while Rekey is under way
	next       bool                  // the second is the one to come, else the one to go
	file       string                // that was opened; "" for a key that was made
	intact     bool                  // the file is the one that the marker knows
	naming     []byte                // HMAC key of the attachments' names; stays when the identity changes
}

// newKey is the key of a new vault.
func newKey(id *age.X25519Identity) (*key, error) {
	naming, err := derive(id, "probata vault 1 attachment names")
	if err != nil {
		return nil, err
	}
	return &key{identities: []*age.X25519Identity{id}, naming: naming}, nil
}

func derive(id *age.X25519Identity, info string) ([]byte, error) {
	b, err := hkdf.Key(sha256.New, []byte(id.String()), nil, info, 32)
	if err != nil {
		return nil, fmt.Errorf("derive key: %w", err)
	}
	return b, nil
}

// seal starts one age message to the vault itself.
func (k *key) seal(w io.Writer) (io.WriteCloser, error) {
	return age.Encrypt(w, k.identities[0].Recipient())
}

// open reads one age message of the vault.
func (k *key) open(r io.Reader) (io.Reader, error) {
	return age.Decrypt(r, k.all()...)
}

func (k *key) all() []age.Identity {
	var out []age.Identity
	for _, id := range k.identities {
		out = append(out, id)
	}
	return out
}

// decryptAt opens one age message of the vault at any place. The size it gives is
// authenticated, as age reads the last piece first.
func decryptAt(r io.ReaderAt, length int64, k *key) (io.ReaderAt, int64, error) {
	return age.DecryptReaderAt(r, length, k.all()...)
}

// text is the content of every key file: an age identity file.
func (k *key) text() ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s%d\n", keyHeader, formatVersion)
	usual, err := derive(k.identities[0], "probata vault 1 attachment names")
	if err != nil {
		return nil, err
	}
	if len(k.identities) > 1 || !bytes.Equal(usual, k.naming) {
		fmt.Fprintf(&b, "%s%x\n", keyNames, k.naming)
	}
	for i, id := range k.identities {
		if i == 1 && k.next {
			fmt.Fprintln(&b, keyNext)
		}
		fmt.Fprintln(&b, id)
	}
	return b.Bytes(), nil
}

// sealKey is a key file: the same content, sealed to whoever may open the vault.
func sealKey(k *key, to age.Recipient) ([]byte, error) {
	plain, err := k.text()
	if err != nil {
		return nil, err
	}
	defer clear(plain)
	return sealBytes(plain, to)
}

func sealBytes(plain []byte, to age.Recipient) ([]byte, error) {
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to)
	if err != nil {
		return nil, fmt.Errorf("seal key: %w", err)
	}
	if _, err := w.Write(plain); err != nil {
		return nil, fmt.Errorf("seal key: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("seal key: %w", err)
	}
	return out.Bytes(), nil
}

// normal is the one form of a pass phrase. The same letter arrives composed from
// one keyboard and decomposed from another (é, й, and all of Korean): Unicode's
// NFC makes them one. Nothing else is changed: capitals and spaces count.
func normal(passphrase []byte) []byte { return norm.NFC.Bytes(passphrase) }

// byPassphrase seals to a pass phrase, or to the recovery key, which is one.
func byPassphrase(passphrase []byte, work int) (age.Recipient, error) {
	to, err := age.NewScryptRecipient(string(normal(passphrase)))
	if err != nil {
		return nil, fmt.Errorf("seal key: %w", err)
	}
	to.SetWorkFactor(work)
	return to, nil
}

// openKey reads a key file. intact says that it is byte for byte what the
// program wrote, so that a secret that does not fit is known to be wrong.
func openKey(name string, sealed []byte, intact bool, with age.Identity, wrong error) (*key, error) {
	broken := func(err error) error {
		return Damage{File: name, What: Broken, NextStep: RestoreFile, Cause: err}
	}
	r, err := age.Decrypt(bytes.NewReader(sealed), with)
	if errors.Is(err, age.ErrIncorrectIdentity) && intact {
		return nil, wrong
	}
	if err != nil {
		return nil, broken(err)
	}
	plain, err := io.ReadAll(r)
	defer clear(plain)
	if err != nil {
		return nil, broken(err)
	}
	k, err := parseKey(name, string(plain))
	if err == nil {
		k.file, k.intact = name, intact
	}
	return k, err
}

func parseKey(name, text string) (*key, error) {
	malformed := Damage{File: name, What: Malformed, NextStep: RestoreFile}
	first, rest, _ := strings.Cut(text, "\n")
	version, err := strconv.Atoi(strings.TrimPrefix(first, keyHeader))
	if err != nil || !strings.HasPrefix(first, keyHeader) {
		return nil, malformed
	}
	if version > formatVersion {
		return nil, fmt.Errorf("%w: version %d", ErrNewer, version)
	}
	k := &key{}
	for line := range strings.Lines(rest) {
		line = strings.TrimSpace(line)
		if names, ok := strings.CutPrefix(line, keyNames); ok {
			if k.naming, err = hex.DecodeString(names); err != nil || len(k.naming) != sha256.Size {
				return nil, malformed
			}
			continue
		}
		if line == keyNext {
			k.next = true
			continue
		}
		id, err := age.ParseX25519Identity(line)
		if err != nil {
			return nil, malformed // without the cause, which may quote the secret
		}
		k.identities = append(k.identities, id)
	}
	switch {
	case k.next && len(k.identities) != 2:
		return nil, malformed
	case len(k.identities) == 1 && k.naming == nil:
		return newKey(k.identities[0])
	case len(k.identities) == 0 || len(k.identities) > 2 || k.naming == nil:
		return nil, malformed
	}
	return k, nil
}
