package command

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"probata/dossier/store"
	"probata/dossier/vault"
)

// backupLine is one backup for programs.
type backupLine struct {
	Path   string   `json:"path"`
	Number int      `json:"number"`
	Made   string   `json:"made"` // RFC 3339, UTC
	Size   int64    `json:"size"` // bytes
	Lost   []string `json:"lost"` // attachments that are in no backup
}

func backupLineOf(b vault.Backup) backupLine {
	return backupLine{b.Path, b.Number, b.Made.UTC().Format(time.RFC3339), b.Size, append([]string{}, b.Lost...)}
}

func (c *call) runBackup(ctx context.Context) error {
	if c.opts.keep < 1 {
		return usage("keep")
	}
	dest, err := c.folder(c.pos[1])
	if err != nil {
		return err
	}
	return c.open(ctx, func(s *store.Store) error {
		p := c.progress()
		b, err := s.Backup(ctx, dest, c.opts.keep, p.count)
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

// folder is a folder that is to be there: a mistyped stick is not made anew on
// the disk that it was to save from.
func (c *call) folder(name string) (string, error) {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return filepath.Clean(name), nil
	}
	return "", failed("no-folder", "folder", name)
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
