package command

import (
	"context"
	"errors"
	"io/fs"
	"syscall"

	"probata/dossier/exchange"
	"probata/dossier/outfile"
	"probata/dossier/store"
	"probata/dossier/submission"
	"probata/dossier/vault"
)

// usageError is a command that was not written as it must be.
type usageError struct {
	key   string
	args  []any
	meant []string // what it may have been meant for
}

func (e *usageError) Error() string { return "usage: " + e.key }

func usage(key string, args ...any) error { return &usageError{key: key, args: args} }

// meaning adds to a fault of usage what may have been meant.
func meaning(fault error, meant []string) error {
	var u *usageError
	if errors.As(fault, &u) {
		u.meant = meant
	}
	return fault
}

// fault is an error with its own sentence, and perhaps its own exit code.
type fault struct {
	key  string
	args []any
	code int
	err  error // may be nil; printed below the sentence if detail
	// detail: err says more than the sentence, such as the places in a file.
	detail bool
	meant  []string // what it may have been meant for
}

func (f *fault) Error() string {
	if f.err != nil {
		return f.key + ": " + f.err.Error()
	}
	return f.key
}

func (f *fault) Unwrap() error { return f.err }

func failed(key string, args ...any) *fault { return &fault{key: key, args: args, code: ExitError} }

// errProblems ends a check that found problems; it has printed them.
var errProblems = errors.New("problems found")

// exitCode ends a command with a code; what went wrong is told.
type exitCode int

func (exitCode) Error() string { return "a command of the batch failed" }

// errDamaged ends a command that found damage; it has told it.
var errDamaged = errors.New("damage found")

// sentinels says which error has which words and exit code. The first that fits
// counts, so the narrower stands before the wider.
func sentinels() []fault {
	return []fault{
		{err: context.Canceled, key: "interrupted", code: ExitError},
		{err: vault.ErrErased, key: "erased-half", code: ExitDamaged},
		{err: vault.ErrNotVault, key: "no-vault", code: ExitNoVault},
		{err: vault.ErrBackup, key: "backup", code: ExitNoVault},
		{err: vault.ErrLocked, key: "locked", code: ExitLocked},
		{err: vault.ErrReadOnly, key: "read-only", code: ExitError},
		{err: vault.ErrTooWeak, key: "too-weak", code: ExitError},
		{err: vault.ErrWeak, key: "weak", code: ExitError},
		{err: vault.ErrPassphrase, key: "passphrase", code: ExitPassphrase},
		{err: vault.ErrRecovery, key: "recovery", code: ExitPassphrase},
		{err: vault.ErrTyping, key: "recovery-typing", code: ExitPassphrase},
		{err: vault.ErrShares, key: "recovery-shares", code: ExitPassphrase},
		{err: vault.ErrIdentity, key: "identity", code: ExitPassphrase},
		{err: vault.ErrNewer, key: "newer", code: ExitNewer},
		{err: exchange.ErrNewer, key: "newer-file", code: ExitNewer},
		{err: vault.ErrDamaged, key: "damaged", code: ExitDamaged},
		{err: outfile.ErrNotPlain, key: "out-not-plain", code: ExitError},
		{err: vault.ErrExists, key: "exists", code: ExitError},
		{err: vault.ErrNoSpace, key: "no-space", code: ExitNoSpace},
		{err: syscall.ENOSPC, key: "no-space", code: ExitNoSpace},
		{err: syscall.EROFS, key: "no-space", code: ExitNoSpace},
		{err: fs.ErrPermission, key: "no-leave", code: ExitNoSpace, detail: true},
		{err: submission.ErrUnreviewed, key: "unreviewed", code: ExitProblems},
		{err: store.ErrNotFound, key: "no-case", code: ExitError},
		{err: store.ErrExists, key: "import-conflict", code: ExitError, detail: true},
		{err: store.ErrDangling, key: "import-dangling", code: ExitError, detail: true},
	}
}

// packageFault gives an error words that speak of the package: what is damaged, or
// sealed to somebody else, is not the vault. A damaged file of the vault stays what
// it is.
func packageFault(err error) error {
	var damage vault.Damage
	var faults *exchange.ReadError
	switch {
	case errors.As(err, &damage):
		return err
	case errors.As(err, &faults):
		return &fault{key: "package-faults", code: ExitError, err: faults, detail: true}
	case errors.Is(err, vault.ErrMixed):
		return &fault{key: "package-mixed", code: ExitError, err: err}
	case errors.Is(err, vault.ErrIdentity):
		return &fault{key: "package-identity", code: ExitPassphrase, err: err}
	case errors.Is(err, vault.ErrDamaged):
		return &fault{key: "package-damaged", code: ExitDamaged, err: err}
	case errors.Is(err, store.ErrExists):
		return &fault{key: "package-exists", code: ExitError, err: err, detail: true}
	}
	return err
}
