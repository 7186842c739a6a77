package vault

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestPlaces(t *testing.T) {
	base := t.TempDir()
	for _, c := range []struct {
		folder, mark string
		synced       bool
	}{
		{"Documents/Case.probata", "", false},
		{"Dropboxes/Case.probata", "", false},
		{"Dropbox/Work/Case.probata", "", true},
		{"OneDrive - The Office/Case.probata", "", true},
		{"Library/CloudStorage/GoogleDrive-me@example.org/My Drive/x", "", true},
		{"Library/Mobile Documents/com~apple~CloudDocs/x", "", true},
		{"a/files/Case.probata", "a/.sync_1f2e3d.db", true},
		{"b/files/Case.probata", "b/.stfolder", true},
	} {
		if c.mark != "" {
			mark := filepath.Join(base, c.mark)
			if err := os.MkdirAll(filepath.Dir(mark), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(mark, nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if got := slices.Contains(Places(filepath.Join(base, c.folder)), PlaceSynced); got != c.synced {
			t.Errorf("%s: synced %v", c.folder, got)
		}
	}
}
