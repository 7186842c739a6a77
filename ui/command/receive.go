package command

import (
	"context"
	"os"

	"probata/dossier/handover"
	"probata/dossier/store"
	"probata/dossier/vault"
)

func receiveCommand(c *call) command {
	return command{name: "receive", args: "VAULT FILE.age", run: c.runReceive}
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
