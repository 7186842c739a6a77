package desk

import (
	"context"
	"errors"
	"time"

	"probata/dossier/store"
	"probata/dossier/vault"
)

// BackupsKept is how many backups are kept in a folder where nobody says otherwise.
const BackupsKept = 5

// What is remembered of backups lies in the vault: nobody learns from the computer
// where they are.
const (
	backupFolder = "backup-folder"
	backupLast   = "backup-last" // RFC 3339; the stick itself may be elsewhere
)

// BackUp makes a checked backup in a folder, keeps the newest of those that are there,
// and remembers where and when it was made. That is written before, so that the backup
// has it, too: a vault made of it would else be told to be older than this one. A
// vault that is only looked into remembers nothing.
func BackUp(ctx context.Context, st *store.Store, folder string, keep int, now time.Time, progress Progress) (vault.Backup, error) {
	if st.ReadOnly() {
		return st.Backup(ctx, folder, keep, progress.count)
	}
	wasIn, err := st.Setting(ctx, backupFolder)
	wasAt, err2 := st.Setting(ctx, backupLast)
	if err := errors.Join(err, err2, remember(ctx, st, folder, now.UTC().Format(time.RFC3339))); err != nil {
		return vault.Backup{}, err
	}
	made, err := st.Backup(ctx, folder, keep, progress.count)
	if err != nil { // whether or not the work was ended
		err = errors.Join(err, remember(context.WithoutCancel(ctx), st, wasIn, wasAt))
	}
	return made, err
}

func remember(ctx context.Context, st *store.Store, folder, at string) error {
	return errors.Join(st.SetSetting(ctx, backupFolder, folder), st.SetSetting(ctx, backupLast, at), st.Flush(ctx))
}

// BackupFolder is where the last backup was made, "" for none.
func BackupFolder(ctx context.Context, st *store.Store) (string, error) {
	return st.Setting(ctx, backupFolder)
}

// LastBackup is when the last backup was made, zero for never. What cannot be read
// counts as never: then a reminder does no harm.
func LastBackup(ctx context.Context, st *store.Store) time.Time {
	v, err := st.Setting(ctx, backupLast)
	if err != nil {
		return time.Time{}
	}
	at, err := time.Parse(time.RFC3339, v)
	if err != nil {
		return time.Time{}
	}
	return at
}
