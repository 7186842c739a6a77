package command

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"probata/dossier"
	"probata/dossier/exchange"
	"probata/dossier/store"
)

func (c *call) runExport(ctx context.Context) error {
	if c.opts.format != "json" {
		return usage("format")
	}
	if c.opts.out != "" {
		if err := c.free(c.opts.out); err != nil { // before the pass phrase is asked for
			return err
		}
	}
	return c.openCase(ctx, func(_ *store.Store, d *dossier.Dossier) error {
		if c.opts.out == "" {
			var b strings.Builder
			if err := exchange.WriteJSON(&b, d); err != nil {
				return err
			}
			return c.write(escapeJSON(b.String()))
		}
		err := c.writeWhole(c.opts.out, func(w io.Writer) error { return exchange.WriteJSON(w, d) })
		if err != nil {
			return err
		}
		c.note("unsealed", "file", c.opts.out)
		return nil
	})
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
