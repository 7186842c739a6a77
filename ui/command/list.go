package command

import (
	"context"

	"probata/dossier/store"
)

func listCommand(c *call) command {
	return command{name: "list", args: "VAULT", run: c.runList}
}

func (c *call) runList(ctx context.Context) error {
	return c.open(ctx, func(s *store.Store) error {
		rows, err := s.Cases(ctx)
		if err != nil {
			return err
		}
		if c.json {
			return c.printJSON(struct {
				Cases []caseLine `json:"cases"`
			}{caseLines(rows)})
		}
		if len(rows) == 0 {
			c.note("no-cases")
		}
		return c.print(caseRows(rows))
	})
}
