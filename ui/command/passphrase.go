package command

import (
	"context"
	"errors"

	"probata/dossier/store"
)

type passphraseRun struct {
	choosing
	newFile  string
	recovery string // file with the recovery key
}

func passphraseCommand(c *call) command {
	r := &passphraseRun{choosing: choosing{call: c}}
	return command{name: "passphrase", args: "VAULT", flags: r.flags, run: r.runPassphrase, alone: true}
}

func (c *passphraseRun) flags(f *flags) {
	c.choosing.flags(f)
	f.text(&c.newFile, "new-passphrase-file", "FILE")
	f.text(&c.recovery, "recovery-file", "FILE")
}

func (c *passphraseRun) runPassphrase(ctx context.Context) error {
	s, old, err := c.forNewPassphrase(ctx) // what is wrong is told before a new one is asked for
	if err != nil {
		return err
	}
	defer clear(old)
	next, err := c.newPassphrase(ctx, c.newFile)
	if err == nil {
		defer clear(next)
		err = s.ChangePassphrase(ctx, old, next)
	}
	if err = errors.Join(err, closed(s)); err != nil {
		return err
	}
	c.note("changed", "vault", c.pos[0])
	if c.generate {
		return nil // the result has the words already
	}
	return c.finish(done{Vault: c.pos[0]})
}

// forNewPassphrase opens the vault with the old pass phrase, which the store
// checks once more, or with the recovery key.
func (c *passphraseRun) forNewPassphrase(ctx context.Context) (*store.Store, []byte, error) {
	if c.recovery != "" {
		key, err := c.recoveryKey(ctx, c.recovery)
		if err != nil {
			return nil, nil, err
		}
		s, err := c.opened(store.OpenWithRecovery(c.pos[0], key, c.storeOptions()))
		return s, nil, err
	}
	old, err := c.passphrase(ctx)
	if err != nil {
		return nil, nil, err
	}
	s, err := c.opened(store.Open(c.pos[0], old, c.storeOptions()))
	return s, old, err
}
