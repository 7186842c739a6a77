package care

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
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// backupOld is the age of a backup at which the line at the foot reminds of another.
const backupOld = 7 * 24 * time.Hour

// backupCard makes backups, and vaults out of backups.
type backupCard struct {
	*card
	Folder *widget.TextField
	last   *widget.Text
}

func NewBackupCard(w Host) *backupCard {
	t := w.Say().T
	c := &backupCard{card: newCard(w, t("ui.backup.title"), t("ui.backup.about"))}
	c.Folder = widget.NewTextField("backup", t("ui.backup.folder-hint"), 1)
	folder, err := desk.BackupFolder(context.Background(), c.Store)
	c.failed(err)
	c.Folder.SetText(folder)
	c.last = widget.NewText("")
	c.showLast()
	choose := widget.NewButton(t("ui.unlock.choose"), w.Icons()["folder"], func() {
		room.ChooseFolder(w, filepath.Join(c.Folder.Text(), "x"), func(dir string) { c.Folder.SetText(dir); c.warn() })
	})
	c.body.Add(room.Labelled(t("ui.backup.folder"), widget.NewBar(8, 0, c.Folder.Object(), choose)))
	c.body.Add(c.last)
	c.body.Add(widget.NewBar(8, -1,
		widget.NewPrimaryButton(t("ui.backup.now"), w.Icons()["export"], c.BackUp),
		widget.NewButton(t("ui.backup.restore"), w.Icons()["undo"], c.ChooseBackup)))
	return c
}

// warn says what is bad about the folder; a stick that is FAT is no fault here
// but for its 4 GiB.
func (c *backupCard) warn() {
	if text := speech.Places(c.w.Say(), c.Folder.Text()); text != "" {
		c.say(widget.Warning, text)
		return
	}
	c.Banner.Hide()
}

func (c *backupCard) showLast() { c.last.SetText(backupText(c.w.Say(), backupAge(c.w))) }

// backupText says how old the last backup is.
func backupText(s *speech.Speech, last time.Time) string {
	if last.IsZero() {
		return s.T("ui.backup.never")
	}
	return s.T("ui.backup.last", "date", s.Date(edtf.OfTime(last.Local())))
}

// backupAge is when the last backup was made, zero for never.
func backupAge(w Host) time.Time { return desk.LastBackup(context.Background(), w.Session().Store) }

// Reminder is what the line at the foot says of backups, "" when all is well.
func Reminder(w Host) string {
	if w.Session() == nil || w.Session().Store.ReadOnly() {
		return ""
	}
	last := backupAge(w)
	switch age := w.Data().Now().Sub(last); {
	case last.IsZero():
		return w.Say().T("ui.backup.remind-never")
	case age >= backupOld:
		return w.Say().N("ui.backup.remind", int(age/(24*time.Hour)))
	}
	return ""
}

func (c *backupCard) BackUp() {
	dest := strings.TrimSpace(c.Folder.Text())
	if dest == "" {
		c.say(widget.Warning, c.w.Say().T("ui.backup.no-folder"))
		return
	}
	c.w.Session().Flush()
	var made vault.Backup
	c.Task.Run(func(ctx context.Context, progress func(done, total int64)) (err error) {
		made, err = desk.BackUp(ctx, c.Store, dest, desk.BackupsKept, c.w.Data().Now(), progress)
		return err
	}, func(err error, ended bool) {
		switch {
		case c.failed(err) || ended:
			return
		case len(made.Lost) > 0:
			c.say(widget.Warning, c.w.Say().N("ui.backup.lost", len(made.Lost)))
		default:
			c.say(widget.Success, c.w.Say().T("ui.backup.done", "size", c.w.Say().Size(made.Size)))
		}
		c.showLast()
		c.w.Remind()
	})
}

// ChooseBackup lists the backups in the folder, the newest first.
func (c *backupCard) ChooseBackup() {
	all, err := vault.Backups(strings.TrimSpace(c.Folder.Text()), c.w.Data().Vault)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(all) == 0 {
		c.say(widget.Warning, c.w.Say().T("ui.backup.none"))
		return
	}
	if c.failed(err) {
		return
	}
	options := make([]widget.Option, 0, len(all))
	for i := len(all) - 1; i >= 0; i-- {
		b := all[i]
		label := c.w.Say().Date(edtf.OfTime(b.Made.Local())) + b.Made.Local().Format(", 15:04")
		options = append(options, widget.Option{Key: strconv.Itoa(i), Label: label, Detail: speech.Join(filepath.Base(filepath.Dir(b.Path)), c.w.Say().Size(b.Size))})
	}
	widget.Pick(c.Folder.FocusTarget(), c.w.Say().T("ui.backup.restore"), c.w.Say().Words, func(string) []widget.Option { return options }, func(o widget.Option) {
		if i, err := strconv.Atoi(o.Key); err == nil {
			c.Restore(all[i])
		}
	})
}

// Restore makes a vault beside the present one, which stays as it is.
func (c *backupCard) Restore(b vault.Backup) {
	path := room.Beside(c.w.Session().Path, b.Made.Local().Format("2006-01-02"), room.Exists)
	var lost []vault.Damage
	c.Task.Run(func(ctx context.Context, progress func(done, total int64)) (err error) {
		lost, err = vault.Restore(ctx, b.Path, path, c.w.Data().Vault, room.Whole(progress))
		return err
	}, func(err error, ended bool) {
		switch {
		case c.failed(err) || ended:
		case len(lost) > 0:
			c.say(widget.Warning, c.w.Say().N("ui.backup.restored-lost", len(lost), "path", path))
		default:
			c.say(widget.Success, c.w.Say().T("ui.backup.restored", "path", path))
		}
	})
}
