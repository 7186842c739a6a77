package vault

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"strings"
)

const recoveryFile = "key-recovery.age"

// The recovery key is 16 random bytes, written as 26 letters and 4 check letters
// in groups of five. In exactly that form it is the pass phrase of an age file.
const (
	recoveryBytes = 16
	recoveryCheck = 4 // letters: one slip in a million goes unseen
	groupLetters  = 5
)

// letters is Crockford's alphabet (https://www.crockford.com/base32.html): no I,
// L, O and U, so that what looks alike can be read only one way.
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// spell writes bytes as letters, with check letters that depend on what they are for.
func spell(purpose string, b []byte, check int) string {
	s := base32.NewEncoding(letters).WithPadding(base32.NoPadding).EncodeToString(b)
	return s + checkLetters(purpose, s, check)
}

func checkLetters(purpose, s string, n int) string {
	sum := sha256.Sum256([]byte(purpose + "\n" + s))
	return base32.NewEncoding(letters).WithPadding(base32.NoPadding).EncodeToString(sum[:])[:n]
}

// unspell reads what spell wrote, as a person typed it.
func unspell(purpose, s string, size, check int) ([]byte, error) {
	n := (size*8 + 4) / 5
	if len(s) != n+check || checkLetters(purpose, s[:n], check) != s[n:] {
		return nil, ErrTyping
	}
	b, err := base32.NewEncoding(letters).WithPadding(base32.NoPadding).DecodeString(s[:n])
	if err != nil {
		return nil, ErrTyping // without the cause, which quotes
	}
	return b, nil
}

// group puts hyphens between groups of letters.
func group(s string) string {
	var out strings.Builder
	for i, r := range s {
		if i > 0 && i%groupLetters == 0 {
			out.WriteByte('-')
		}
		out.WriteRune(r)
	}
	return out.String()
}

// typed takes what a person typed: small letters, other spacing, and the letters
// that are not in the alphabet for the digits they look like.
func typed(s string) string {
	s = strings.ToUpper(strings.Join(strings.Fields(s), ""))
	return strings.NewReplacer("-", "", "–", "", "O", "0", "I", "1", "L", "1").Replace(s)
}

const forKey = "probata recovery key"

// parseRecovery gives a recovery key in the one form that opens the file.
func parseRecovery(s string) (string, []byte, error) {
	b, err := unspell(forKey, typed(s), recoveryBytes, recoveryCheck)
	if err != nil {
		if _, _, e := parseShare(s); e == nil {
			return "", nil, fmt.Errorf("%w: it is a share, of which two are needed", err)
		}
		return "", nil, err
	}
	return group(typed(s)), b, nil
}

// AddRecovery makes a recovery key: a second secret that opens the vault, for the
// day the pass phrase is forgotten. It is on no disk: the caller shows it once,
// to be written down, and asks for it once with CheckRecovery. An earlier
// recovery key opens the vault no more, though it still opens old copies of it.
func (v *Vault) AddRecovery() (string, error) {
	v.custody.Lock()
	defer v.custody.Unlock()
	secret := make([]byte, recoveryBytes)
	defer clear(secret)
	rand.Read(secret) // never fails
	text := group(spell(forKey, secret, recoveryCheck))
	to, err := byPassphrase([]byte(text), v.work)
	if err != nil {
		return "", err
	}
	defer v.giveBack()
	if err := v.addKey(keyEntry{File: recoveryFile}, to); err != nil {
		return "", err
	}
	return text, nil
}

// HasRecovery reports whether there is a recovery key.
func (v *Vault) HasRecovery() bool { return v.folder.has(recoveryFile) }

// CheckRecovery tries a recovery key without opening anything: nil, ErrTyping,
// ErrRecovery or a [Damage].
func (v *Vault) CheckRecovery(text string) error {
	defer v.giveBack()
	_, err := v.folder.unlock(withRecovery(text))
	return err
}

// RemoveRecovery makes the recovery key void.
func (v *Vault) RemoveRecovery() error {
	v.custody.Lock()
	defer v.custody.Unlock()
	return v.removeKey(recoveryFile)
}

func withRecovery(text string) opener {
	return func(f folder, m marker) (*key, error) {
		exact, _, err := parseRecovery(text)
		if err != nil {
			return nil, err
		}
		if m.sums != nil && !m.has(recoveryFile) {
			return nil, fmt.Errorf("%w: this vault has none", ErrRecovery)
		}
		return openScrypt(f, m, recoveryFile, []byte(exact), ErrRecovery)
	}
}

// OpenWithRecovery opens a vault by its recovery key, however it is spaced and
// with or without capitals. The pass phrase is then set by ChangePassphrase. The
// errors tell a slip (ErrTyping) from another vault's key (ErrRecovery).
func OpenWithRecovery(dir, key string, o Options) (*Vault, error) {
	return open(dir, withRecovery(key), o, forWriting)
}
