package command

import (
	"context"

	"probata/dossier/store"
	"probata/dossier/vault"
)

type verifyRun struct {
	*call
	rebuild bool // the search index
	accept  bool // what is missing is known
}

func verifyCommand(c *call) command {
	r := &verifyRun{call: c}
	return command{name: "verify", args: "VAULT", flags: r.flags, run: r.runVerify}
}

func (c *verifyRun) flags(f *flags) {
	f.yes(&c.rebuild, "rebuild-index")
	f.yes(&c.accept, "accept")
}

func (c *verifyRun) runVerify(ctx context.Context) error {
	c.tellsAll = !c.accept
	return c.open(ctx, func(s *store.Store) error {
		if c.accept {
			if err := s.Accept(ctx); err != nil {
				return err
			}
			c.suspect = false // it is told, and known
			c.note("accepted")
		}
		if c.rebuild {
			if err := s.RebuildIndex(ctx); err != nil {
				return err
			}
		}
		p := c.progress()
		found, err := s.Verify(ctx, p.count)
		p.end()
		if err != nil {
			return err
		}
		return c.tellVerified(s, found)
	})
}

func (c *verifyRun) tellVerified(s *store.Store, found []vault.Damage) (err error) {
	switch {
	case c.json:
		err = c.printJSON(damages{Damaged: damageLines(found)})
	case len(found) == 0:
		err = c.print(c.say.T("command.verify.sound") + "\n")
	case !severe(found):
		err = c.print(c.say.T("command.verify.remains") + "\n")
	}
	c.tellDamage(found)
	switch first, unable := s.Remembers(); {
	case c.json, c.readOnly: // no finding for a program, and nothing that would be remembered
	case unable != nil:
		c.note("mark-none")
	case first && !c.readOnly:
		c.note("mark-first")
	}
	if err == nil && severe(found) {
		err = errDamaged
	}
	return err
}
