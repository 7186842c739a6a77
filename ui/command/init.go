package command

import (
	"context"

	"probata/dossier/store"
)

func initCommand(c *call) command {
	r := &choosing{call: c}
	return command{name: "init", args: "VAULT", flags: r.flags, run: r.runInit, alone: true}
}

func (c *choosing) runInit(ctx context.Context) error {
	if err := c.create(ctx, func(*store.Store) error { return nil }); err != nil {
		return err
	}
	c.note("created", "vault", c.pos[0])
	c.warnPlace(c.pos[0])
	if !c.json {
		return nil
	}
	return c.printJSON(struct {
		Vault string `json:"vault"`
		drawnLine
	}{c.pos[0], drawnLine{c.drawn}})
}
