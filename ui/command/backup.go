package command

import (
	"context"

	"probata/dossier/desk"
	"probata/dossier/store"
)

type backupRun struct {
	*call
	keep int // backups, the new one among them
}

func backupCommand(c *call) command {
	r := &backupRun{call: c, keep: desk.BackupsKept}
	return command{name: "backup", args: "VAULT FOLDER", flags: r.flags, run: r.runBackup}
}

func (c *backupRun) flags(f *flags) {
	f.number(&c.keep, "keep", "N")
}

func (c *backupRun) runBackup(ctx context.Context) error {
	if c.keep < 1 {
		return usage("keep")
	}
	dest, err := c.folder(c.pos[1])
	if err != nil {
		return err
	}
	return c.open(ctx, func(s *store.Store) error {
		p := c.progress()
		b, err := desk.BackUp(ctx, s, dest, c.keep, c.Now(), p.bytes)
		p.end()
		if err != nil {
			return err
		}
		if c.json {
			err = c.printJSON(backupLineOf(b))
		} else {
			err = c.print(b.Path + "\n")
		}
		c.note("backed-up")
		c.warnPlace(dest)
		if err == nil && len(b.Lost) > 0 {
			err = &fault{key: "backup-lost", args: []any{"n", len(b.Lost)}, code: ExitDamaged}
		}
		return err
	})
}
