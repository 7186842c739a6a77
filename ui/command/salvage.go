package command

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"probata/dossier/store"
	"probata/dossier/vault"
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
	// Gigabytes are not copied for a mistyped pass phrase, or out of a vault in use.
	s, err := store.OpenReadOnly(from, pass, c.storeOptions())
	switch {
	case err == nil:
		err = closed(s)
	case errors.Is(err, vault.ErrDamaged):
		err = nil
	}
	if err != nil {
		return err
	}
	unreadable, err := c.copyVault(ctx, from, to)
	if err != nil {
		return err
	}
	s, found, err := store.OpenDamaged(to, pass, c.storeOptions())
	if err != nil {
		_ = os.RemoveAll(to) // made by copyVault; the original is where it was
		return err
	}
	defer func() { err = heavier(closed(s), err) }()
	_, _ = c.opened(s, nil) // it is open
	return c.tellSalvaged(ctx, s, found, unreadable)
}

// tellSalvaged verifies what was rescued and says what was not.
func (c *call) tellSalvaged(ctx context.Context, s *store.Store, found vault.Salvaged, unreadable []vault.Damage) error {
	p := c.progress()
	rest, err := s.Verify(ctx, p.count)
	if err == nil && slices.ContainsFunc(rest, func(d vault.Damage) bool { return d.NextStep == store.RebuildIndex }) {
		if err = s.RebuildIndex(ctx); err == nil { // nothing of it is lost
			rest, err = s.Verify(ctx, p.count)
		}
	}
	p.end()
	if err != nil {
		return err
	}
	cases, err := s.Cases(ctx)
	if err != nil {
		return err
	}
	lost := slices.Concat(unreadable, found.Lost, rest)
	if c.json {
		out := salvaged{Vault: c.pos[1], Cases: caseLines(cases), Lost: damageLines(lost)}
		if !found.Saved.IsZero() {
			out.Saved = found.Saved.UTC().Format(time.RFC3339)
		}
		err = c.printJSON(out)
	} else {
		err = c.print(caseRows(cases))
	}
	if err != nil {
		return err
	}
	c.note("salvaged", "vault", c.pos[1], "cases", len(cases))
	if len(lost) == 0 {
		return nil
	}
	c.tell(c.say.T("command.note.salvage-lost", "n", len(lost)))
	c.tellDamage(lost)
	return errDamaged
}

// copyVault copies the files of a vault into a new or empty folder, and names those
// that the disk does not give back whole: they come with zeros in the holes. Links
// and what else is no plain file are left out, as the vault would not open them.
func (c *call) copyVault(ctx context.Context, from, to string) ([]vault.Damage, error) {
	if there, err := os.ReadDir(to); len(there) > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(vault.ErrExists, err)
	}
	var unreadable []vault.Damage
	err := filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		inside, err := filepath.Rel(from, name)
		switch {
		case err != nil:
			return err
		case d.IsDir():
			return os.MkdirAll(filepath.Join(to, inside), 0o700)
		case !d.Type().IsRegular(), inside == "lock", inside == "holder", strings.HasSuffix(inside, ".tmp"):
			return nil
		}
		whole, err := copyHoles(filepath.Join(to, inside), name)
		if !whole && err == nil {
			unreadable = append(unreadable, vault.Damage{File: filepath.ToSlash(inside), What: vault.Unreadable, NextStep: vault.ReadAgain})
		}
		return err
	})
	if err != nil {
		_ = os.RemoveAll(to) // it was not there, or was empty
	}
	return unreadable, err
}

// copyHoles copies a file as far as the disk gives it back, in steps of what a disk
// reads at once, with zeros for the rest.
func copyHoles(to, from string) (whole bool, err error) {
	const step = 4 << 10
	in, err := os.Open(from)
	if err != nil {
		return false, nil // told as unreadable
	}
	defer func() { _ = in.Close() }()
	info, err := in.Stat()
	if err != nil {
		return false, err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	whole = true
	buf := make([]byte, step)
	for at := int64(0); at < info.Size(); at += step {
		piece := buf[:min(step, info.Size()-at)]
		if n, _ := in.ReadAt(piece, at); n < len(piece) {
			clear(piece[n:])
			whole = false
		}
		if _, err := out.Write(piece); err != nil {
			return whole, err
		}
	}
	return whole, out.Sync()
}
