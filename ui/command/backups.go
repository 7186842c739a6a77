package command

import (
	"os"
	"path/filepath"
	"time"

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

// folder is a folder that is to be there: a mistyped stick is not made anew on
// the disk that it was to save from.
func (c *call) folder(name string) (string, error) {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return filepath.Clean(name), nil
	}
	return "", failed("no-folder", "folder", name)
}
