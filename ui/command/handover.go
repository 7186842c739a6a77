package command

import (
	"context"
	"io"

	"probata/dossier"
	"probata/dossier/handover"
	"probata/dossier/store"
	"probata/dossier/vault"
)

type handoverRun struct {
	*call
	outFlags
	to []string // files with the keys of colleagues
}

func handoverCommand(c *call) command {
	r := &handoverRun{call: c}
	return command{name: "handover", args: "VAULT CASE", flags: r.flags, run: r.runHandover}
}

func (c *handoverRun) flags(f *flags) {
	f.list(&c.to, "to", "KEYFILE")
	c.outFlags.register(f, "FILE.age")
	f.need("to", "out")
}

// handedOver is what became of a case that was handed over, for programs.
type handedOver struct {
	File  string   `json:"file"`
	Case  caseName `json:"case"`
	Files int      `json:"evidence_files"`
	To    []string `json:"to"` // fingerprints
}

func (c *handoverRun) runHandover(ctx context.Context) error {
	switch {
	case len(c.to) == 0:
		return usage("to")
	case c.out == "":
		return usage("out-package")
	}
	out := handedOver{File: c.out}
	var keys []vault.Recipient
	classic := false
	for _, name := range c.to {
		key, err := c.recipient(name)
		if err != nil {
			return err
		}
		keys = append(keys, key)
		out.To = append(out.To, key.Fingerprint())
		classic = classic || !key.PostQuantum()
	}
	if err := c.free(c.outFlags); err != nil { // before the pass phrase is asked for
		return err
	}
	return c.openCase(ctx, func(s *store.Store, d *dossier.Dossier) error {
		p := c.progress()
		err := c.writeWhole(c.outFlags, func(w io.Writer) error {
			return handover.Send(ctx, s, w, handover.Parcel{Case: d.Case().ID, To: keys, Progress: p.bytes})
		})
		p.end()
		if err != nil {
			return packageFault(err)
		}
		out.Case, out.Files = nameOf(d), len(withFile(d))
		c.note("handed-over", "file", c.out)
		if classic {
			c.note("recipient-classic")
		}
		if c.json {
			return c.printJSON(out)
		}
		for _, f := range out.To {
			if err := c.print(f + "\n"); err != nil {
				return err
			}
		}
		return nil
	})
}
