package ui

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"probata/dossier/desk"
	"probata/dossier/edtf"
	"probata/dossier/vault"
	"probata/ui/widget"
)

// backupOld is the age of a backup at which the line at the foot reminds of another.
const backupOld = 7 * 24 * time.Hour

// backupCard makes backups, and vaults out of backups.
type backupCard struct {
	*card
	folder *widget.TextField
	last   *widget.Text
}

func newBackupCard(w *Window) *backupCard {
	t := w.say.T
	c := &backupCard{card: newCard(w, t("ui.backup.title"), t("ui.backup.about"))}
	c.folder = widget.NewTextField("backup", t("ui.backup.folder-hint"), 1)
	folder, err := desk.BackupFolder(context.Background(), c.st)
	c.failed(err)
	c.folder.SetText(folder)
	c.last = widget.NewText("")
	c.showLast()
	choose := widget.NewButton(t("ui.unlock.choose"), w.icons["folder"], func() {
		w.chooseFolder(filepath.Join(c.folder.Text(), "x"), func(dir string) { c.folder.SetText(dir); c.warn() })
	})
	c.body.Add(labelled(t("ui.backup.folder"), widget.NewBar(8, 0, c.folder.Object(), choose)))
	c.body.Add(c.last)
	c.body.Add(widget.NewBar(8, -1,
		widget.NewPrimaryButton(t("ui.backup.now"), w.icons["export"], c.backUp),
		widget.NewButton(t("ui.backup.restore"), w.icons["undo"], c.chooseBackup)))
	return c
}

// warn says what is bad about the folder; a stick that is FAT is no fault here
// but for its 4 GiB.
func (c *backupCard) warn() {
	if text := c.w.say.places(c.folder.Text()); text != "" {
		c.say(widget.Warning, text)
		return
	}
	c.banner.Hide()
}

func (c *backupCard) showLast() { c.last.SetText(c.w.say.backupText(c.w.backupAge())) }

// backupText says how old the last backup is.
func (s *speech) backupText(last time.Time) string {
	if last.IsZero() {
		return s.T("ui.backup.never")
	}
	return s.T("ui.backup.last", "date", s.Date(edtf.OfTime(last.Local())))
}

// backupAge is when the last backup was made, zero for never.
func (w *Window) backupAge() time.Time { return desk.LastBackup(context.Background(), w.session.store) }

// reminder is what the line at the foot says of backups, "" when all is well.
func (w *Window) reminder() string {
	if w.session == nil || w.session.store.ReadOnly() {
		return ""
	}
	last := w.backupAge()
	switch age := w.parts.Now().Sub(last); {
	case last.IsZero():
		return w.say.T("ui.backup.remind-never")
	case age >= backupOld:
		return w.say.N("ui.backup.remind", int(age/(24*time.Hour)))
	}
	return ""
}

func (c *backupCard) backUp() {
	dest := strings.TrimSpace(c.folder.Text())
	if dest == "" {
		c.say(widget.Warning, c.w.say.T("ui.backup.no-folder"))
		return
	}
	c.w.session.flush()
	var made vault.Backup
	c.task.run(func(ctx context.Context, progress func(done, total int64)) (err error) {
		made, err = desk.BackUp(ctx, c.st, dest, desk.BackupsKept, c.w.parts.Now(), progress)
		return err
	}, func(err error, ended bool) {
		switch {
		case c.failed(err) || ended:
			return
		case len(made.Lost) > 0:
			c.say(widget.Warning, c.w.say.N("ui.backup.lost", len(made.Lost)))
		default:
			c.say(widget.Success, c.w.say.T("ui.backup.done", "size", c.w.say.Size(made.Size)))
		}
		c.showLast()
		if s, ok := c.w.screen.(*shell); ok {
			s.remind()
		}
	})
}

// chooseBackup lists the backups in the folder, the newest first.
func (c *backupCard) chooseBackup() {
	all, err := vault.Backups(strings.TrimSpace(c.folder.Text()), c.w.parts.Vault)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(all) == 0 {
		c.say(widget.Warning, c.w.say.T("ui.backup.none"))
		return
	}
	if c.failed(err) {
		return
	}
	options := make([]widget.Option, 0, len(all))
	for i := len(all) - 1; i >= 0; i-- {
		b := all[i]
		label := c.w.say.Date(edtf.OfTime(b.Made.Local())) + b.Made.Local().Format(", 15:04")
		options = append(options, widget.Option{Key: strconv.Itoa(i), Label: label, Detail: join(filepath.Base(filepath.Dir(b.Path)), c.w.say.Size(b.Size))})
	}
	widget.Pick(c.folder.FocusTarget(), c.w.say.T("ui.backup.restore"), c.w.say.words, func(string) []widget.Option { return options }, func(o widget.Option) {
		if i, err := strconv.Atoi(o.Key); err == nil {
			c.restore(all[i])
		}
	})
}

// restore makes a vault beside the present one, which stays as it is.
func (c *backupCard) restore(b vault.Backup) {
	path := besideOf(c.w.session.path, b.Made.Local().Format("2006-01-02"), exists)
	var lost []vault.Damage
	c.task.run(func(ctx context.Context, progress func(done, total int64)) (err error) {
		lost, err = vault.Restore(ctx, b.Path, path, c.w.parts.Vault, whole(progress))
		return err
	}, func(err error, ended bool) {
		switch {
		case c.failed(err) || ended:
		case len(lost) > 0:
			c.say(widget.Warning, c.w.say.N("ui.backup.restored-lost", len(lost), "path", path))
		default:
			c.say(widget.Success, c.w.say.T("ui.backup.restored", "path", path))
		}
	})
}

// besideOf is a free name for a copy of a vault of some day, in the same folder.
func besideOf(path, day string, taken func(string) bool) string {
	base := filepath.Join(filepath.Dir(path), vaultName(path)+" "+day)
	out := base + vaultSuffix
	for i := 2; taken(out); i++ {
		out = base + " " + strconv.Itoa(i) + vaultSuffix
	}
	return out
}
