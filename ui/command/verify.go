package command

import (
	"context"

	"probata/dossier/store"
	"probata/dossier/vault"
)

// damageLine is one damage for programs.
type damageLine struct {
	File  string     `json:"file"`
	What  vault.What `json:"what"`
	Next  vault.Step `json:"next_step"`
	Cause string     `json:"cause,omitempty"` // names tables, records and entries, no values
}

// damages are what is damaged of a vault.
type damages struct {
	Vault   string       `json:"vault,omitempty"`
	Damaged []damageLine `json:"damaged"`
}

func damageLines(found []vault.Damage) []damageLine {
	out := []damageLine{}
	for _, d := range found {
		l := damageLine{File: d.File, What: d.What, Next: d.NextStep}
		if d.Cause != nil {
			l.Cause = d.Cause.Error()
		}
		out = append(out, l)
	}
	return out
}

func (c *call) runVerify(ctx context.Context) error {
	return c.open(ctx, func(s *store.Store) error {
		if c.opts.accept {
			if err := s.Accept(ctx); err != nil {
				return err
			}
			c.suspect = false // it is told, and known
			c.note("accepted")
		}
		if c.opts.rebuild {
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

func (c *call) tellVerified(s *store.Store, found []vault.Damage) (err error) {
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
