package command

import (
	"context"
	"errors"

	"probata/dossier/store"
)

func rekeyCommand(c *call) command {
	return command{name: "rekey", args: "VAULT", run: c.runRekey, alone: true}
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
	return c.finish(done{Vault: c.pos[0]})
}
