package ui

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"probata/ui/room"
)

// pathPreferences are the keys under which a path could stay on the disk in
// clear: the last vault of an early version, and the last folder of the
// toolkit's file dialogs. Whoever searches the computer is not to be told where
// a vault lies, nor to which stick a submission was written.
var pathPreferences = []string{"vault", "fyne:fileDialogLastFolder"}

// leaveNoPath takes paths out of the preferences, now and whenever one gets in.
func (w *Window) leaveNoPath() {
	p := w.app.Preferences()
	clear := func() {
		for _, key := range pathPreferences {
			if p.String(key) != "" {
				p.RemoveValue(key)
			}
		}
	}
	clear()
	p.AddChangeListener(clear)
}

// foundVault is a vault that lies where people keep their files.
type foundVault struct {
	path      string
	documents bool // in the folder of documents, not beside it
}

// vaultsIn lists the folders that are named like a vault, at the top of the home
// folder and of its documents, by name. It opens none: in place of a list of
// recent files, which would be kept in clear.
func vaultsIn(home string) []foundVault {
	if home == "" {
		return nil
	}
	var out []foundVault
	for i, dir := range []string{home, documentsOf(home)} {
		entries, _ := os.ReadDir(dir) // what cannot be read offers nothing
		for _, e := range entries {
			if e.IsDir() && strings.HasSuffix(e.Name(), room.VaultSuffix) && len(e.Name()) > len(room.VaultSuffix) {
				out = append(out, foundVault{filepath.Join(dir, e.Name()), i == 1})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b foundVault) int { return strings.Compare(room.VaultName(a.path), room.VaultName(b.path)) })
	return out
}

// UsualFolders are those into which people export: the home folder, documents, the
// desktop, downloads.
func UsualFolders(home string) []string {
	return []string{home, documentsOf(home), usualFolder(home, "DESKTOP", "Desktop"), usualFolder(home, "DOWNLOAD", "Downloads")}
}

func documentsOf(home string) string { return usualFolder(home, "DOCUMENTS", "Documents") }

// usualFolder is a folder that has a name of its own in many languages: user-dirs.dirs
// of the XDG base directories tells it.
func usualFolder(home, key, name string) string {
	standard := filepath.Join(home, name)
	f, err := os.Open(filepath.Join(home, ".config", "user-dirs.dirs"))
	if err != nil {
		return standard
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		v, ok := strings.CutPrefix(strings.TrimSpace(lines.Text()), "XDG_"+key+"_DIR=")
		if !ok {
			continue
		}
		if dir := filepath.Clean(strings.Replace(strings.Trim(v, `"`), "$HOME", home, 1)); filepath.IsAbs(dir) && dir != filepath.Clean(home) {
			return dir
		}
	}
	return standard
}
