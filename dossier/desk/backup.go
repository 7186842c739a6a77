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
// and remembers where and when it was made. A vault that is only looked into remembers
// nothing.
func BackUp(ctx context.Context, st *store.Store, folder string, keep int, now time.Time, progress Progress) (vault.Backup, error) {
	made, err := st.Backup(ctx, folder, keep, progress.count)
	if err != nil || st.ReadOnly() {
		return made, err
	}
	return made, errors.Join(
		st.SetSetting(ctx, backupFolder, folder),
		st.SetSetting(ctx, backupLast, now.UTC().Format(time.RFC3339)),
		st.Flush(ctx))
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
