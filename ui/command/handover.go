package command

import (
	"context"
	"errors"
	"io"
	"os"

	"probata/dossier"
	"probata/dossier/exchange"
	"probata/dossier/handover"
	"probata/dossier/store"
	"probata/dossier/vault"
)

// contactLine is the contact key of a vault for programs.
type contactLine struct {
	Fingerprint string `json:"fingerprint"`
	Recipient   string `json:"recipient"`
	PostQuantum bool   `json:"post_quantum"`
}

// runContact prints the key to which colleagues seal what they hand over to this
// vault, and makes it first if there is none.
func (c *call) runContact(ctx context.Context) error {
	return c.open(ctx, func(s *store.Store) error {
		id, err := handover.ContactOf(ctx, s)
		if err != nil {
			return err
		}
		key := id.Recipient()
		if c.json {
			return c.printJSON(contactLine{key.Fingerprint(), key.String(), key.PostQuantum()})
		}
		c.note("contact", "fingerprint", key.Fingerprint())
		return c.print(key.String() + "\n")
	})
}

// handedOver is what became of a case that was handed over, for programs.
type handedOver struct {
	File  string   `json:"file"`
	Case  caseName `json:"case"`
	Files int      `json:"evidence_files"`
	To    []string `json:"to"` // fingerprints
}

func (c *call) runHandover(ctx context.Context) error {
	switch {
	case len(c.opts.to) == 0:
		return usage("to")
	case c.opts.out == "":
		return usage("out-package")
	}
	out := handedOver{File: c.opts.out}
	var keys []vault.Recipient
	classic := false
	for _, name := range c.opts.to {
		key, err := c.recipient(name)
		if err != nil {
			return err
		}
		keys = append(keys, key)
		out.To = append(out.To, key.Fingerprint())
		classic = classic || !key.PostQuantum()
	}
	if err := c.free(c.opts.out); err != nil { // before the pass phrase is asked for
		return err
	}
	return c.openCase(ctx, func(s *store.Store, d *dossier.Dossier) error {
		p := c.progress()
		err := c.writeWhole(c.opts.out, func(w io.Writer) error {
			return handover.Send(ctx, s, w, handover.Parcel{Case: d.Case().ID, To: keys, Progress: p.bytes})
		})
		p.end()
		if err != nil {
			return packageFault(err)
		}
		out.Case, out.Files = nameOf(d), len(withFile(d))
		c.note("handed-over", "file", c.opts.out)
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

// runReceive takes a case in from a package. The identity that --identity-file names
// opens the package here, in place of the contact key of the vault; the vault itself
// is opened by its pass phrase.
func (c *call) runReceive(ctx context.Context) error {
	file := c.identity
	c.identity = ""
	var own vault.Identity
	if file != "" {
		var err error
		if own, err = c.readIdentity(file); err != nil {
			return err
		}
	}
	in, err := os.Open(c.pos[1])
	if err != nil {
		return &fault{key: "import-open", args: []any{"file", c.pos[1]}, code: ExitError, err: err}
	}
	defer func() { _ = in.Close() }()
	return c.open(ctx, func(s *store.Store) error {
		if file == "" {
			if own, err = handover.ContactOf(ctx, s); err != nil {
				return err
			}
		}
		p := c.progress()
		d, err := handover.Receive(ctx, s, in, own, p.bytes)
		p.end()
		if err != nil {
			return packageFault(err)
		}
		c.note("received")
		if c.json {
			return c.printJSON(struct {
				Case  caseName `json:"case"`
				Files int      `json:"evidence_files"`
			}{nameOf(d), len(withFile(d))})
		}
		return c.printLine(first(d.Case().Reference, string(d.Case().ID)))
	})
}

// packageFault gives an error words that speak of the package: what is damaged, or
// sealed to somebody else, is not the vault. A damaged file of the vault stays what
// it is.
func packageFault(err error) error {
	var damage vault.Damage
	var faults *exchange.ReadError
	switch {
	case errors.As(err, &damage):
		return err
	case errors.As(err, &faults):
		return &fault{key: "package-faults", code: ExitError, err: faults, detail: true}
	case errors.Is(err, vault.ErrMixed):
		return &fault{key: "package-mixed", code: ExitError, err: err}
	case errors.Is(err, vault.ErrIdentity):
		return &fault{key: "package-identity", code: ExitPassphrase, err: err}
	case errors.Is(err, vault.ErrDamaged):
		return &fault{key: "package-damaged", code: ExitDamaged, err: err}
	case errors.Is(err, store.ErrExists):
		return &fault{key: "package-exists", code: ExitError, err: err, detail: true}
	}
	return err
}
