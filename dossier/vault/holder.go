package vault

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// holderFile says who has the vault open. It decides nothing, the lock does; it
// is there to be told. (The lock file itself cannot be read on Windows.)
const holderFile = "holder"

// Holder is a program that has a vault open, or had it and did not close it.
type Holder struct {
	PID   int       // 0 if not known
	Since time.Time // when it opened the vault
	Here  bool      // on this computer
}

// Locked is the error when another program has the vault open: an ErrLocked.
type Locked struct{ By Holder }

func (l Locked) Error() string {
	if l.By.PID == 0 {
		return ErrLocked.Error()
	}
	return fmt.Sprintf("%v: process %d, since %s", ErrLocked, l.By.PID, l.By.Since.Format(time.RFC3339))
}

// Is makes every Locked an ErrLocked.
func (l Locked) Is(target error) bool { return target == ErrLocked }

// Unclosed tells who had the vault open before and did not close it, being killed
// or cut off from power; nothing that it had saved is lost. Where the lock is not
// reliable, on a network drive, a holder on another computer may still be at work.
func (v *Vault) Unclosed() (Holder, bool) { return v.before, v.before.PID != 0 }

// computerFile holds, in the folder of settings, random bytes by which a computer knows
// what it wrote itself. They are no name, and nobody else can guess them.
const (
	computerFile  = "computer"
	computerBytes = 32
	saltBytes     = 8
)

// computer tells computers apart to themselves alone: another one, or whoever finds the
// vault, sees neither which it was nor that two vaults were open on the same. Without
// settings the computer's name stands in for its secret.
func (f folder) computer(settings string, salt []byte) string {
	secret := f.computerSecret(settings)
	if secret == nil {
		name, err := os.Hostname()
		if err != nil {
			return "-"
		}
		secret = []byte(name)
	}
	m := hmac.New(sha256.New, secret)
	_, _ = io.WriteString(m, "probata computer\n") // a hash takes everything
	m.Write(salt)
	return hex.EncodeToString(salt) + "-" + hex.EncodeToString(m.Sum(nil)[:6])
}

func (f folder) computerSecret(settings string) []byte {
	if settings == "" {
		return nil
	}
	at := folder{f.FileSystem, settings}
	secret, err := at.readSmall(computerFile, computerBytes)
	if err == nil && len(secret) == computerBytes {
		return secret
	}
	secret = make([]byte, computerBytes)
	rand.Read(secret) // never fails
	if at.makeAll() != nil || at.replace(computerFile, secret) != nil {
		return nil
	}
	return secret
}

// isThis tells whether the word of a holder is this computer's.
func (f folder) isThis(settings, word string) bool {
	salt, err := hex.DecodeString(strings.Split(word, "-")[0])
	return err == nil && len(salt) == saltBytes && f.computer(settings, salt) == word
}

// hold may fail: the vault is as good without it.
func (v *Vault) hold() {
	out, err := v.folder.OpenFile(v.folder.path(holderFile), create)
	if err != nil {
		return
	}
	v.held = true
	salt := make([]byte, saltBytes)
	rand.Read(salt) // never fails
	_, _ = fmt.Fprintf(out, "pid %d\nsince %s\ncomputer %s\n", os.Getpid(), v.now().UTC().Format(time.RFC3339), v.folder.computer(v.settings, salt))
	_ = out.Close()
}

// readHolder gives what can be made out, and a zero Holder if nothing can.
func (f folder) readHolder(settings string) Holder {
	in, err := f.OpenFile(f.path(holderFile), os.O_RDONLY)
	if err != nil {
		return Holder{}
	}
	defer in.Close()
	b, err := io.ReadAll(io.LimitReader(in, 1<<10))
	if err != nil {
		return Holder{}
	}
	h, computer := parseHolder(string(b))
	h.Here = h.PID != 0 && f.isThis(settings, computer)
	return h
}

func parseHolder(text string) (h Holder, computer string) {
	var since string
	if n, _ := fmt.Sscanf(strings.TrimSpace(text), "pid %d\nsince %s\ncomputer %s", &h.PID, &since, &computer); n != 3 || h.PID <= 0 {
		return Holder{}, ""
	}
	at, err := time.Parse(time.RFC3339, since)
	if err != nil {
		return Holder{}, ""
	}
	h.Since = at
	return h, computer
}
