package command

import (
	"context"
	"errors"

	"probata/dossier/store"
	"probata/dossier/vault"
)

func (c *call) runPassphrase(ctx context.Context) error {
	s, old, err := c.forNewPassphrase(ctx) // what is wrong is told before a new one is asked for
	if err != nil {
		return err
	}
	defer clear(old)
	next, err := c.newPassphrase(ctx, c.opts.newPassphrase)
	if err == nil {
		defer clear(next)
		err = s.ChangePassphrase(ctx, old, next)
	}
	if err = errors.Join(err, closed(s)); err != nil {
		return err
	}
	c.note("changed", "vault", c.pos[0])
	return nil
}

// forNewPassphrase opens the vault with the old pass phrase, which the store
// checks once more, or with the recovery key.
func (c *call) forNewPassphrase(ctx context.Context) (*store.Store, []byte, error) {
	if c.opts.recovery != "" {
		key, err := c.recoveryKey(ctx)
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

// runRekey seals the vault anew. The pass phrase stays; who is to have another
// one changes it first.
func (c *call) runRekey(ctx context.Context) error {
	pass, err := c.passphrase(ctx)
	if err != nil {
		return err
	}
	defer clear(pass)
	s, err := c.opened(store.Open(c.pos[0], pass, c.storeOptions()))
	if err != nil {
		return err
	}
	recovery := s.HasRecovery()
	p := c.progress()
	err = s.Rekey(ctx, pass, p.count)
	p.end()
	if err = errors.Join(err, closed(s)); err != nil {
		return err
	}
	c.note("rekeyed", "vault", c.pos[0])
	if recovery {
		c.note("recovery-void")
	}
	return nil
}

// knownPassphrase is the pass phrase where it need not be asked for, and nil elsewhere.
func (c *call) knownPassphrase() []byte {
	if c.passFile() == "" || c.passFile() == "-" {
		return nil
	}
	pass, err := c.fromFile(c.passFile())
	if err != nil {
		return nil
	}
	return pass
}

// runErase destroys a vault, or one case of it. For a vault it asks no pass phrase:
// whoever can delete the files can do so anyway, and there may be no time. With one
// that is at hand it also takes away what this computer remembers of the vault.
func (c *call) runErase(ctx context.Context) error {
	if !c.opts.yes {
		return usage("yes")
	}
	if len(c.pos) == 1 {
		pass := c.knownPassphrase()
		defer clear(pass)
		if err := vault.EraseKnown(c.pos[0], pass, c.Vault); err != nil {
			return err
		}
		c.note("erased", "vault", c.pos[0])
		return nil
	}
	err := c.open(ctx, func(s *store.Store) error {
		id, err := s.Find(ctx, c.pos[1])
		if err != nil {
			return err
		}
		return s.DeleteCase(ctx, id)
	})
	if err != nil {
		return err
	}
	c.note("erased-case")
	return nil
}
