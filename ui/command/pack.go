package command

import (
	"context"
	"strings"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/dossier/store"
	"probata/dossier/vault"
)

type packRun struct {
	papering
	outFlags
	to []string // files with the keys of colleagues
}

func packCommand(c *call) command {
	r := &packRun{papering: papering{requesting: requesting{call: c}}}
	return command{name: "pack", args: "VAULT CASE", flags: r.flags, run: r.runPack}
}

func (c *packRun) flags(f *flags) {
	c.paperFlags(f)
	c.outFlags.register(f, "FILE.zip")
	f.need("form", "out")
	f.list(&c.to, "to", "KEYFILE")
}

// packed is what became of a pack, for programs.
type packed struct {
	File     string         `json:"file"`
	Form     string         `json:"form"`
	Edition  string         `json:"edition"`
	Exhibits []string       `json:"exhibits"` // names in the pack
	Problems map[string]int `json:"problems"` // by weight
}

// runPack writes a submission with its exhibits and what proves them.
func (c *packRun) runPack(ctx context.Context) error {
	form, err := c.theForm()
	switch {
	case err != nil:
		return err
	case !c.packName():
		return usage("out-zip")
	case c.readOnly:
		return usage("annexes-read-only")
	}
	if err := c.checkPDFFlags(true); err != nil {
		return err
	}
	keys, err := c.packKeys()
	if err != nil {
		return err
	}
	if err := c.free(c.outFlags); err != nil { // before the pass phrase is asked for
		return err
	}
	return c.openCase(ctx, func(s *store.Store, d *dossier.Dossier) error {
		o, err := c.asked(ctx, s, d, form, desk.Pack)
		if err != nil {
			return err
		}
		o.Draft = c.force
		g, err := c.shelf().Give(ctx, s, o)
		if err != nil {
			return err
		}
		p := c.progress()
		err = g.Hand(ctx, s, c.target(c.outFlags), keys, p.bytes)
		p.end()
		if err != nil {
			return packageFault(err)
		}
		return c.tellPack(g)
	})
}

// packName tells whether the name of the file says what it is.
func (c *packRun) packName() bool {
	name := strings.ToLower(c.out)
	if len(c.to) > 0 {
		return strings.HasSuffix(name, ".zip.age")
	}
	return strings.HasSuffix(name, ".zip")
}

func (c *packRun) packKeys() ([]vault.Recipient, error) {
	var keys []vault.Recipient
	for _, name := range c.to {
		key, err := c.recipient(name)
		if err != nil {
			return nil, err
		}
		keys = append(keys, key)
	}
	return keys, nil
}

func (c *packRun) tellPack(g *desk.Given) error {
	out := packed{File: c.out, Form: g.Filled.Form.ID, Edition: string(g.Filled.Edition), Exhibits: []string{}, Problems: byWeight(g.Filled.Problems)}
	for _, e := range g.Packed.Content.Exhibits {
		out.Exhibits = append(out.Exhibits, e.Name())
	}
	c.note("packed", "file", out.File, "n", len(out.Exhibits))
	if len(c.to) == 0 {
		c.note("unsealed", "file", out.File)
	}
	c.tellPaper(g, out.Problems)
	if c.json {
		return c.printJSON(out)
	}
	return nil
}
