package vault

import (
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

// thisComputer tells computers apart without naming them.
func thisComputer() string {
	name, err := os.Hostname()
	if err != nil {
		return "-"
	}
	sum := sha256.Sum256([]byte("probata computer\n" + name))
	return hex.EncodeToString(sum[:6])
}

// hold may fail: the vault is as good without it.
func (v *Vault) hold() {
	out, err := v.folder.OpenFile(v.folder.path(holderFile), create)
	if err != nil {
		return
	}
	v.held = true
	_, _ = fmt.Fprintf(out, "pid %d\nsince %s\ncomputer %s\n", os.Getpid(), v.now().UTC().Format(time.RFC3339), thisComputer())
	_ = out.Close()
}

// readHolder gives what can be made out, and a zero Holder if nothing can.
func (f folder) readHolder() Holder {
	in, err := f.OpenFile(f.path(holderFile), os.O_RDONLY)
	if err != nil {
		return Holder{}
	}
	defer in.Close()
	b, err := io.ReadAll(io.LimitReader(in, 1<<10))
	if err != nil {
		return Holder{}
	}
	return parseHolder(string(b))
}

func parseHolder(text string) Holder {
	var h Holder
	var since, computer string
	if n, _ := fmt.Sscanf(strings.TrimSpace(text), "pid %d\nsince %s\ncomputer %s", &h.PID, &since, &computer); n != 3 || h.PID <= 0 {
		return Holder{}
	}
	at, err := time.Parse(time.RFC3339, since)
	if err != nil {
		return Holder{}
	}
	h.Since, h.Here = at, computer == thisComputer()
	return h
}
