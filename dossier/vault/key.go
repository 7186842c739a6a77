package vault

import (
	"bytes"
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"filippo.io/age"
)

const (
	keyFile = "key.age"

	// keyHeader is the first line inside the key file. age reads it as a comment;
	// it is the authenticated statement of the format's version.
	keyHeader = "# probata vault "

	// defaultWork is age's own scrypt cost, 256 MiB and about a second.
	defaultWork = 18
	// maxWork bounds what a key file from elsewhere may cost to try: 1 GiB.
	maxWork = 20
)

// key is the vault's secret. Its recipient is never published: whoever knew it
// could write files that the vault would take for its own.
type key struct {
	identity *age.X25519Identity
	naming   []byte // HMAC key of the attachments' names
}

func newKey(id *age.X25519Identity) (*key, error) {
	naming, err := hkdf.Key(sha256.New, []byte(id.String()), nil, "probata vault 1 attachment names", 32)
	if err != nil {
		return nil, fmt.Errorf("derive naming key: %w", err)
	}
	return &key{identity: id, naming: naming}, nil
}

// seal starts one age message to the vault itself.
func (k *key) seal(w io.Writer) (io.WriteCloser, error) {
	return age.Encrypt(w, k.identity.Recipient())
}

// open reads one age message of the vault.
func (k *key) open(r io.Reader) (io.Reader, error) {
	return age.Decrypt(r, k.identity)
}

// decryptAt opens one age message of the vault at any place. The size it gives is
// authenticated, as age reads the last piece first.
func decryptAt(r io.ReaderAt, length int64, k *key) (io.ReaderAt, int64, error) {
	return age.DecryptReaderAt(r, length, k.identity)
}

// sealKey is the content of a key file.
func sealKey(k *key, passphrase []byte, work int) ([]byte, error) {
	to, err := age.NewScryptRecipient(string(passphrase))
	if err != nil {
		return nil, fmt.Errorf("seal key: %w", err)
	}
	to.SetWorkFactor(work)
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to)
	if err != nil {
		return nil, fmt.Errorf("seal key: %w", err)
	}
	fmt.Fprintf(w, "%s%d\n%s\n", keyHeader, formatVersion, k.identity)
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("seal key: %w", err)
	}
	return out.Bytes(), nil
}

// openKey reads a key file. intact says that the file is byte for byte what the
// program wrote, so that a pass phrase that does not fit is known to be wrong.
func openKey(sealed, passphrase []byte, intact bool) (*key, error) {
	broken := func(err error) error {
		return Damage{File: keyFile, What: Broken, NextStep: RestoreFile, Cause: err}
	}
	if len(passphrase) == 0 {
		return nil, ErrPassphrase
	}
	with, err := age.NewScryptIdentity(string(passphrase))
	if err != nil {
		return nil, fmt.Errorf("open key: %w", err)
	}
	with.SetMaxWorkFactor(maxWork)
	r, err := age.Decrypt(bytes.NewReader(sealed), with)
	if errors.Is(err, age.ErrIncorrectIdentity) && intact {
		return nil, ErrPassphrase
	}
	if err != nil {
		return nil, broken(err)
	}
	plain, err := io.ReadAll(r)
	defer clear(plain)
	if err != nil {
		return nil, broken(err)
	}
	return parseKey(string(plain))
}

func parseKey(text string) (*key, error) {
	malformed := Damage{File: keyFile, What: Malformed, NextStep: RestoreFile}
	first, rest, _ := strings.Cut(text, "\n")
	version, err := strconv.Atoi(strings.TrimPrefix(first, keyHeader))
	if err != nil || !strings.HasPrefix(first, keyHeader) {
		return nil, malformed
	}
	if version > formatVersion {
		return nil, fmt.Errorf("%w: version %d", ErrNewer, version)
	}
	id, err := age.ParseX25519Identity(strings.TrimSpace(rest))
	if err != nil {
		return nil, malformed // without the cause, which may quote the secret
	}
	return newKey(id)
}

// unlock finds out whether the folder is a vault this program can read, and
// opens its key.
func (f folder) unlock(passphrase []byte) (*key, error) {
	m, bad := f.readMarker()
	if errors.Is(bad, ErrNotVault) || errors.Is(bad, ErrNewer) || errors.Is(bad, ErrNoSpace) {
		return nil, bad
	}
	sealed, err := f.readSmall(keyFile, 64<<10)
	if err != nil {
		return nil, err
	}
	known := m.knows(keyFile, sealed)
	k, err := openKey(sealed, passphrase, known)
	if err != nil && bad != nil && errors.Is(err, ErrDamaged) {
		// Without the marker's sum a wrong pass phrase looks like a broken key.
		return nil, fmt.Errorf("%w; or the pass phrase is wrong: %w", bad, err)
	}
	return k, err
}

// ChangePassphrase seals the key to another pass phrase. It changes nothing
// else: an old copy of the key file still opens the vault with the old one.
func (v *Vault) ChangePassphrase(passphrase []byte) error {
	v.saving.Lock()
	defer v.saving.Unlock()
	if v.closed {
		return ErrClosed
	}
	sealed, err := sealKey(v.key, passphrase, v.work)
	if err != nil {
		return err
	}
	old, err := v.folder.readSmall(keyFile, 64<<10)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	// The marker knows both while either may be in place.
	if err := v.folder.writeMarker(old, sealed); err != nil {
		return err
	}
	if err := v.folder.replace(keyFile, sealed); err != nil {
		return err
	}
	return v.folder.writeMarker(sealed)
}
