package command

import (
	"context"
	"io"
	"strings"

	"probata/dossier"
	"probata/dossier/exchange"
	"probata/dossier/store"
)

type exportRun struct {
	*call
	outFlags
	format string
}

func exportCommand(c *call) command {
	r := &exportRun{call: c, format: "json"}
	return command{name: "export", args: "VAULT CASE", flags: r.flags, run: r.runExport}
}

func (c *exportRun) flags(f *flags) {
	f.text(&c.format, "format", "json")
	c.outFlags.register(f, "FILE.json")
}

func (c *exportRun) runExport(ctx context.Context) error {
	if c.format != "json" {
		return usage("format")
	}
	if c.out != "" {
		if err := c.free(c.outFlags); err != nil { // before the pass phrase is asked for
			return err
		}
	}
	return c.openCase(ctx, func(_ *store.Store, d *dossier.Dossier) error {
		if c.out == "" {
			var b strings.Builder
			if err := exchange.WriteJSON(&b, d); err != nil {
				return err
			}
			return c.write(escapeJSON(b.String()))
		}
		err := c.writeWhole(c.outFlags, func(w io.Writer) error { return exchange.WriteJSON(w, d) })
		if err != nil {
			return err
		}
		c.note("unsealed", "file", c.out)
		return c.finish(done{File: c.out, Case: d.Case().ID})
	})
}
