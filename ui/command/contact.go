package command

import (
	"context"

	"probata/dossier/handover"
	"probata/dossier/store"
)

func contactCommand(c *call) command {
	return command{name: "contact", args: "VAULT", run: c.runContact}
}

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
