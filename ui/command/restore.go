package command

import (
	"context"
	"errors"
	"strconv"

	"probata/dossier/vault"
)

func restoreCommand(c *call) command {
	return command{name: "restore", args: "BACKUP [NEWVAULT]", run: c.runRestore, alone: true}
}

// runRestore needs no pass phrase: what it copies stays sealed. Without a place
// for the new vault it lists the backups it could take.
func (c *call) runRestore(ctx context.Context) error {
	from, err := c.folder(c.pos[0])
	if err != nil {
		return err
	}
	if len(c.pos) == 1 {
		return c.listBackups(from)
	}
	p := c.progress()
	lost, err := vault.Restore(ctx, from, c.pos[1], c.Vault, p.count)
	p.end()
	if errors.Is(err, vault.ErrNotVault) {
		return &fault{key: "no-backup", args: []any{"folder", from}, code: ExitNoVault, err: err}
	}
	if err != nil {
		return err
	}
	if c.json {
		err = c.printJSON(damages{c.pos[1], damageLines(lost)})
	} else {
		err = c.print(c.pos[1] + "\n")
	}
	c.note("restored", "vault", c.pos[1])
	c.warnPlace(c.pos[1])
	if err == nil && len(lost) > 0 {
		err = &fault{key: "restore-lost", args: []any{"n", len(lost)}, code: ExitDamaged}
	}
	return err
}

func (c *call) listBackups(dest string) error {
	all, err := vault.Backups(dest, c.Vault)
	if err != nil {
		return err
	}
	lines, rows := []backupLine{}, [][]string{}
	for _, b := range all {
		l := backupLineOf(b)
		lines = append(lines, l)
		rows = append(rows, []string{l.Made, strconv.FormatInt(l.Size, 10), l.Path})
	}
	if c.json {
		return c.printJSON(struct {
			Backups []backupLine `json:"backups"`
		}{lines})
	}
	if len(all) == 0 {
		c.note("no-backups", "folder", dest)
	}
	return c.print(columns(rows))
}
