package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"probata/dossier/document"
	"probata/dossier/exchange"
	"probata/dossier/giveout"
	"probata/dossier/outfile"
	"probata/dossier/store"
	"probata/dossier/submission"
	"probata/dossier/vault"
)

// usageError is a command that was not written as it must be.
type usageError struct {
	key  string
	args []any
}

func (e *usageError) Error() string { return "usage: " + e.key }

func usage(key string, args ...any) error { return &usageError{key, args} }

// fault is an error with its own sentence, and perhaps its own exit code.
type fault struct {
	key  string
	args []any
	code int
	err  error // may be nil; printed below the sentence if detail
	// detail: err says more than the sentence, such as the places in a file.
	detail bool
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

// explain tells a person what went wrong and what to do next, and gives the
// exit code. It is the only place where an error becomes words.
func (c *call) explain(err error) int {
	var use *usageError
	var own *fault
	var damage vault.Damage
	if text, ok := giveout.LeakText(c.say, err); ok {
		c.tell(text)
		c.tellLeaks(err)
		return ExitError
	}
	switch {
	case errors.Is(err, errProblems):
		return ExitProblems
	case errors.Is(err, errDamaged):
		return ExitDamaged
	case errors.As(err, &use):
		return c.explainUsage(use)
	case errors.As(err, &own):
		c.sentence(*own, own.err)
		return own.code
	case errors.As(err, &damage):
		c.tell(c.damageText(damage))
		return ExitDamaged
	}
	for _, s := range sentinels() {
		if errors.Is(err, s.err) {
			c.sentence(s, err)
			return s.code
		}
	}
	c.sentence(fault{key: "unknown", detail: true}, err)
	return ExitError
}

func (c *call) explainUsage(u *usageError) int {
	c.tell(c.say.T("command.usage."+u.key, oneLineArgs(u.args)...))
	if c.cmd.name != "" {
		c.tell(c.say.T("command.usage.form", "usage", "probata "+c.cmd.name+" "+c.cmd.usage))
	} else {
		c.tell(c.say.T("command.usage.help"))
	}
	return ExitUsage
}

func (c *call) sentence(f fault, err error) {
	c.tell(c.say.T("command.error."+f.key, oneLineArgs(f.args)...))
	if f.detail && err != nil {
		c.tell(err.Error())
	}
}

// tell says something to whoever sits there. That it cannot be said is no
// reason to stop the work.
func (c *call) tell(words string) { _, _ = fmt.Fprintln(c.Err, document.Clean(words)) }

// note tells what is good to know, unless --quiet was asked for.
func (c *call) note(key string, args ...any) {
	if !c.quiet {
		c.tell(c.say.T("command.note."+key, oneLineArgs(args)...))
	}
}
