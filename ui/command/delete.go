package command

import (
	"context"
	"strings"

	"probata/dossier"
	"probata/dossier/store"
)

func deleteCommand(c *call) command {
	return command{name: "delete", args: "VAULT CASE RECORD…", run: c.runDelete}
}

// runDelete removes records with all that belongs to them, in one step that one undo takes back.
func (c *call) runDelete(ctx context.Context) error {
	return c.openCase(ctx, func(s *store.Store, d *dossier.Dossier) error {
		var gone []dossier.ID
		for _, name := range c.pos[2:] {
			id := dossier.ID(name)
			switch {
			case d.Get(id) == nil:
				return failed("no-record", "id", name)
			case id.Type() == dossier.TypeCase:
				return failed("delete-case")
			}
			gone = append(gone, id)
		}
		if err := s.Apply(ctx, store.Change{Label: "remove", Case: d.Case().ID, Remove: gone}); err != nil {
			return err
		}
		if err := s.Flush(ctx); err != nil {
			return err
		}
		if c.json {
			return c.printJSON(writtenLine{d.Case().ID, gone})
		}
		return c.print(strings.Join(c.pos[2:], "\n") + "\n")
	})
}
