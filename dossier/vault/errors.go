package vault

import (
	"errors"
	"fmt"
	"io/fs"
	"time"
)

// Errors that callers tell apart with errors.Is.
var (
	// ErrNotVault: the folder is missing or holds no vault.
	ErrNotVault = errors.New("not a vault")
	// ErrLocked: a running program holds the vault.
	ErrLocked = errors.New("vault is open in another program")
	// ErrPassphrase: the key file is sound and the pass phrase does not open it.
	ErrPassphrase = errors.New("wrong pass phrase")
	// ErrRecovery: the recovery key is well typed and is not that of this vault.
	ErrRecovery = errors.New("wrong recovery key")
	// ErrTyping: the check letters of a recovery key or share do not fit: a slip.
	ErrTyping = errors.New("recovery key is mistyped")
	// ErrShares: the shares are not two different ones of the same recovery key.
	ErrShares = errors.New("shares do not belong together")
	// ErrIdentity: nothing here is sealed to this identity.
	ErrIdentity = errors.New("not sealed to this identity")
	// ErrMixed: one package cannot have recipients of the classic and of the
	// post-quantum kind, as it would be no safer than the first; seal two.
	ErrMixed = errors.New("recipients of two kinds")
	// ErrTooLarge: a package holds more than one may, or has too many recipients.
	ErrTooLarge = errors.New("package is too large")
	// ErrReadOnly: the vault was opened for reading only.
	ErrReadOnly = errors.New("vault is open for reading only")
	// ErrBackup: the folder is a backup, to be restored and not to be worked in.
	ErrBackup = errors.New("folder is a backup")
	// ErrDamaged: a file is missing, broken or out of place; errors.As with a
	// [Damage] tells which and what to do.
	ErrDamaged = errors.New("vault is damaged")
	// ErrErased: the vault was being erased, and what is left opens no more.
	ErrErased = errors.New("vault is half erased")
	// ErrNewer: the vault was written by a later version of the program.
	ErrNewer = errors.New("vault format is newer than this program")
	// ErrNoSpace: the disk is full, read-only, or not ours to write.
	ErrNoSpace = errors.New("no space, or not writable")
	// ErrExists: a new vault was asked for where something is already.
	ErrExists = errors.New("folder exists and is not empty")
	// ErrBusy: a write transaction is open; save again when it has ended.
	ErrBusy = errors.New("a write transaction is open")
	// ErrClosed: the vault has been closed.
	ErrClosed = errors.New("vault is closed")
)

// What says what is wrong with a file. The values are stable keys: the program
// finds the translated sentence under them.
type What string

// The kinds of damage.
const (
	Missing    What = "missing"    // the file is not there
	Unreadable What = "unreadable" // the disk does not give it back
	Broken     What = "broken"     // its seal does not hold: bytes were changed or lost
	Misplaced  What = "misplaced"  // whole, but not the one that belongs here: swapped, replayed or an old copy
	Malformed  What = "malformed"  // the seal holds and the content makes no sense
	NotPlain   What = "not-plain"  // a link, folder, pipe or device is in its place
)

// What an opening or a verification finds and goes on with.
const (
	Torn       What = "torn"        // ends in a save that a crash broke off; it was dropped
	Garbled    What = "garbled"     // ends in saves that do not open, more than a crash breaks off
	CutOff     What = "cut-off"     // ends before what was saved on this computer
	Older      What = "older"       // the whole vault is older than what was saved on this computer
	OtherLine  What = "other-line"  // comes from an older copy: what was saved here last was saved beside it
	Healed     What = "healed"      // was missing or altered, and has been written again
	MarkBroken What = "mark-broken" // what this computer remembers of the vault does not open
	SetAside   What = "set-aside"   // was set aside as damaged
	Orphan     What = "orphan"      // an attachment that no record speaks of, and a lost save may have
	Unfinished What = "unfinished"  // an attachment whose taking in was broken off
	Spared     What = "spared"      // an erasure was begun and broke off before it destroyed anything
)

// Step is what a person should do next; again a stable key.
type Step string

// The next steps.
const (
	// RestoreBackup: keep the folder as it is, and open the newest backup.
	RestoreBackup Step = "restore-backup"
	// RestoreFile: the rest is sound; put this one file back from a backup.
	RestoreFile Step = "restore-file"
	// ReadAgain: the disk or the stick failed; plug it in again, copy the folder, retry.
	ReadAgain Step = "read-again"
	// RemoveFile: nothing of the vault is in it; remove it and open again.
	RemoveFile Step = "remove-file"
	// LookForNewer: look for a newer copy or backup; or accept, if it is meant so.
	LookForNewer Step = "look-for-newer"
	// NothingToDo: it is told, and that is all.
	NothingToDo Step = "nothing-to-do"
	// VerifyNow: verify the vault, as something was changed in it.
	VerifyNow Step = "verify-now"
	// KeepOrAccept: keep it for whoever looks into the damage, or accept, and it is put away.
	KeepOrAccept Step = "keep-or-accept"
	// TakeInAgain: take the file in again, if it is missing in the case.
	TakeInAgain Step = "take-in-again"
	// EraseAgain: erase again, if it was meant.
	EraseAgain Step = "erase-again"
)

// Damage is one damaged file. As an error it is ErrDamaged.
type Damage struct {
	File     string // inside the vault folder, with slashes
	What     What
	NextStep Step
	Cause    error // may be nil

	// Newest is when the newest of what is missing was saved; zero if not known.
	Newest time.Time
}

// Harmless tells that a crash explains it, and nothing is lost that had been saved.
func (d Damage) Harmless() bool { return d.What == Torn || d.What == Unfinished }

func (d Damage) Error() string {
	s := fmt.Sprintf("%v: %s is %s; next: %s", ErrDamaged, d.File, d.What, d.NextStep)
	if d.Cause != nil {
		s += ": " + d.Cause.Error()
	}
	return s
}

// Is makes every Damage an ErrDamaged.
func (d Damage) Is(target error) bool { return target == ErrDamaged }

func (d Damage) Unwrap() error { return d.Cause }

// reading names the damage behind an error met while reading a file of the vault.
func reading(name string, err error) error {
	if d := (Damage{}); errors.As(err, &d) {
		return err
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Damage{File: name, What: Missing, NextStep: RestoreBackup, Cause: err}
	case errors.Is(err, errNotPlain) && generationFile.MatchString(name):
		return Damage{File: name, What: NotPlain, NextStep: RestoreBackup, Cause: err}
	case errors.Is(err, errNotPlain):
		return Damage{File: name, What: NotPlain, NextStep: RestoreFile, Cause: err}
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("read %s: %w: %w", name, ErrNoSpace, err)
	}
	return Damage{File: name, What: Unreadable, NextStep: ReadAgain, Cause: err}
}

// ofKey is the damage of a small file beside a sound database: putting that one
// back is enough.
func ofKey(err error) error {
	if d := (Damage{}); errors.As(err, &d) && d.NextStep == RestoreBackup {
		d.NextStep = RestoreFile
		return d
	}
	return err
}

// writing adds ErrNoSpace to an error that says so in the words of the system, and
// names what stands in the way of a file.
func writing(name string, err error) error {
	if errors.Is(err, errNotPlain) {
		return Damage{File: name, What: NotPlain, NextStep: RemoveFile, Cause: err}
	}
	if full(err) || errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("write %s: %w: %w", name, ErrNoSpace, err)
	}
	return fmt.Errorf("write %s: %w", name, err)
}
