package command

import (
	"context"

	"probata/dossier"
	"probata/dossier/store"
	"probata/dossier/vault"
)

type eraseRun struct {
	*call
	sure bool
}

func eraseCommand(c *call) command {
	r := &eraseRun{call: c}
	return command{name: "erase", args: "VAULT [CASE]", flags: r.flags, run: r.runErase, alone: true}
}

func (c *eraseRun) flags(f *flags) {
	f.yes(&c.sure, "yes")
	f.need("yes")
}

// knownPassphrase is the pass phrase where it need not be asked for, and nil elsewhere.
func (c *eraseRun) knownPassphrase() []byte {
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
func (c *eraseRun) runErase(ctx context.Context) error {
	if !c.sure {
		return usage("yes")
	}
	if len(c.pos) == 1 {
		pass := c.knownPassphrase()
		defer clear(pass)
		if err := vault.EraseKnown(c.pos[0], pass, c.Vault); err != nil {
			return err
		}
		c.note("erased", "vault", c.pos[0])
		return c.finish(done{Vault: c.pos[0]})
	}
	var id dossier.ID
	err := c.open(ctx, func(s *store.Store) (err error) {
		if id, err = c.find(ctx, s, c.pos[1]); err != nil {
			return err
		}
		return s.DeleteCase(ctx, id)
	})
	if err != nil {
		return err
	}
	c.note("erased-case")
	return c.finish(done{Vault: c.pos[0], Case: id})
}
