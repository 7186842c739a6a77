package command

import (
	"context"
	"time"

	"probata/dossier/desk"
)

func salvageCommand(c *call) command {
	return command{name: "salvage", args: "VAULT NEWVAULT", run: c.runSalvage, alone: true}
}

// salvaged is what became of a damaged vault, for programs.
type salvaged struct {
	Vault string       `json:"vault"`
	Saved string       `json:"saved,omitempty"` // RFC 3339, UTC: when the newest change that was rescued was made
	Cases []caseLine   `json:"cases"`
	Lost  []damageLine `json:"lost"`
	// Rebuilt: the tables were broken and it was made out of the history.
	Rebuilt bool `json:"rebuilt,omitempty"`
}

// runSalvage makes a new vault of what can still be read of a damaged one, which
// stays as it is: whoever knows more than this program may still need it.
func (c *call) runSalvage(ctx context.Context) (err error) {
	from, to := c.pos[0], c.pos[1]
	pass, err := c.passphrase(ctx)
	if err != nil {
		return err
	}
	defer clear(pass)
	p := c.progress()
	s, got, err := desk.Salvage(ctx, from, to, pass, c.storeOptions(), p.bytes)
	p.end()
	if err != nil {
		return err
	}
	defer func() { err = heavier(closed(s), err) }()
	_, _ = c.opened(s, nil) // it is open
	return c.tellSalvaged(got)
}

// tellSalvaged says what was rescued and what was not.
func (c *call) tellSalvaged(got desk.Rescued) (err error) {
	if c.json {
		out := salvaged{Vault: c.pos[1], Cases: caseLines(got.Cases), Lost: damageLines(got.Damage()), Rebuilt: got.Rebuilt}
		if !got.Saved.IsZero() {
			out.Saved = got.Saved.UTC().Format(time.RFC3339)
		}
		err = c.printJSON(out)
	} else {
		err = c.print(caseRows(got.Cases))
	}
	if err != nil {
		return err
	}
	c.note("salvaged", "vault", c.pos[1], "cases", len(got.Cases))
	if got.Rebuilt {
		c.tell(c.say.T("ui.rescue.rebuilt"))
	}
	if len(got.Lost) == 0 {
		return nil
	}
	c.tell(c.say.T("command.note.salvage-lost", "n", len(got.Lost)))
	c.tellDamage(got.Damage())
	return errDamaged
}
