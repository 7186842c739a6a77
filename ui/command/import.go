package command

import (
	"context"
	"errors"
	"os"

	"probata/dossier"
	"probata/dossier/exchange"
	"probata/dossier/store"
)

func importCommand(c *call) command {
	return command{name: "import", args: "VAULT FILE", run: c.runImport}
}

// runImport reads the whole file before it opens the vault: a file with a fault
// never comes near it.
func (c *call) runImport(ctx context.Context) error {
	d, err := c.readCase(c.pos[1])
	if err != nil {
		return err
	}
	return c.open(ctx, func(s *store.Store) error {
		if err := s.Import(ctx, d.All()); err != nil {
			return err
		}
		if err := s.Flush(ctx); err != nil {
			return err
		}
		if c.json {
			return c.printJSON(struct {
				Case caseName `json:"case"`
			}{nameOf(d)})
		}
		return c.printLine(first(d.Case().Reference, string(d.Case().ID)))
	})
}

func (c *call) readCase(name string) (*dossier.Dossier, error) {
	r := c.In
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, &fault{key: "import-open", args: []any{"file", name}, code: ExitError, err: err}
		}
		defer func() { _ = f.Close() }()
		r = f
	}
	d, err := exchange.ReadJSON(r)
	var faults *exchange.ReadError
	if errors.As(err, &faults) {
		return nil, &fault{key: "import-faults", code: ExitError, err: err, detail: true}
	}
	return d, err
}
