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
		if c.json {
			err = c.printJSON(damages{Damaged: damageLines(found)})
		} else if len(found) == 0 {
			err = c.print(c.say.T("command.verify.sound") + "\n")
		}
		if err != nil || len(found) == 0 {
			return err
		}
		c.tellDamage(found)
		return errDamaged
	})
}

// tellDamage says of each damage what to do, and below it what exactly was found:
// the table, record or entry, never what stands in it.
func (c *call) tellDamage(found []vault.Damage) {
	for _, d := range found {
		c.tell(c.damageText(d))
		if d.Cause != nil {
			c.tell("  " + d.Cause.Error())
		}
	}
}

func (c *call) damageText(d vault.Damage) string {
	return c.say.T("command.error.damaged-file", "file", d.File,
		"what", c.say.T("command.damage."+string(d.What)), "next", c.say.T("command.next."+string(d.NextStep)))
}
