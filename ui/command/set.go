package command

import (
	"context"

	"probata/dossier"
	"probata/dossier/store"
)

func setCommand(c *call) command {
	r := &entering{call: c}
	return command{name: "set", args: "VAULT CASE RECORD [KEY=VALUE…]", flags: r.flags, run: r.runSet}
}

// runSet changes fields of one record; the others stay.
func (c *entering) runSet(ctx context.Context) error {
	if c.from == "" && len(c.pos) == 3 {
		return usage("key-value")
	}
	fields, err := c.fields()
	if err != nil {
		return err
	}
	return c.openCase(ctx, func(s *store.Store, d *dossier.Dossier) error {
		r := d.Get(dossier.ID(c.pos[2]))
		if r == nil {
			return failed("no-record", "id", c.pos[2])
		}
		if r, err = c.enter(r, fields, c.pos[3:]); err != nil {
			return err
		}
		put := []dossier.Record{r}
		if err := c.write(ctx, s, d, "edit", put); err != nil {
			return err
		}
		return c.tellWritten(d.Case().ID, put)
	})
}
