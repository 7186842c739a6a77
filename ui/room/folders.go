package room

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// foundVault is a vault that lies where people keep their files.
type foundVault struct {
	Path      string
	Documents bool // in the folder of documents, not beside it
}

// VaultsIn lists the folders that are named like a vault, at the top of the home
// folder and of its documents, by name. It opens none: in place of a list of
// recent files, which would be kept in clear.
func VaultsIn(home string) []foundVault {
	if home == "" {
		return nil
	}
	var out []foundVault
	for i, dir := range []string{home, DocumentsOf(home)} {
		entries, _ := os.ReadDir(dir) // what cannot be read offers nothing
		for _, e := range entries {
			if e.IsDir() && strings.HasSuffix(e.Name(), VaultSuffix) && len(e.Name()) > len(VaultSuffix) {
				out = append(out, foundVault{filepath.Join(dir, e.Name()), i == 1})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b foundVault) int { return strings.Compare(VaultName(a.Path), VaultName(b.Path)) })
	return out
}

// LastUsed is the path of the vault in whose folder something was written last, "" for
// none: nothing but the vaults themselves remembers it.
func LastUsed(all []foundVault) (path string) {
	var last time.Time
	for _, f := range all {
		files, _ := os.ReadDir(f.Path) // what cannot be read was not used
		for _, x := range files {
			if info, err := x.Info(); err == nil && (path == "" || info.ModTime().After(last)) {
				path, last = f.Path, info.ModTime()
			}
		}
	}
	if path == "" && len(all) > 0 {
		path = all[0].Path
	}
	return path
}

func DocumentsOf(home string) string { return UsualFolder(home, "DOCUMENTS", "Documents") }

// UsualFolder is a folder that has a name of its own in many languages: user-dirs.dirs
// of the XDG base directories tells it.
func UsualFolder(home, key, name string) string {
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
