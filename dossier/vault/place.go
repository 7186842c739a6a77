package vault

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Place is something a user should know about where a folder lies: a stable key
// for a translated sentence.
type Place string

// The places, worst first.
const (
	PlaceSynced  Place = "place.synced"  // a program copies it to somebody's servers, half-written files and all
	PlaceNetwork Place = "place.network" // locks and fsync may not hold what they promise
	PlaceFAT     Place = "place.fat"     // FAT or exFAT: anybody may read, a pulled stick may break it, files under 4 GiB
)

// syncFolders are parts of a path by which the usual programs are known, in small
// letters; one that ends in a star is a beginning.
var syncFolders = []string{
	"dropbox", "dropbox (*", "onedrive", "onedrive - *", "google drive", "googledrive*", "my drive", "drivefs",
	"icloud drive", "iclouddrive", "mobile documents", "com~apple~clouddocs", "cloudstorage",
	"nextcloud", "owncloud", "pcloud drive", "pclouddrive", "mega", "megasync", "seafile", "syncthing", "box sync",
	"yandex.disk", "yandexdisk", "mail.ru cloud", "tresorit drive", "proton drive",
}

// syncMarks are files and folders that these programs leave in what they copy.
var syncMarks = []string{
	".dropbox", ".dropbox.cache", ".nextcloudsync.log", ".owncloudsync.log", ".stfolder", ".stignore", ".sync_*.db",
	"._sync_*.db", ".tmp.drivedownload", ".tmp.driveupload", ".849c9593-d756-4e56-8d6e-42412f2a707b", ".seafile-data",
}

// Places tells what is to be said about where a folder lies, or is going to; it
// need not be there yet. It looks at names and at the kind of file system, asks
// nobody, and may miss what it does not know.
func Places(dir string) []Place {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real
	}
	var out []Place
	if synced(abs) {
		out = append(out, PlaceSynced)
	}
	for at := abs; ; at = filepath.Dir(at) {
		if _, err := os.Stat(at); err == nil || at == filepath.Dir(at) {
			return append(out, fileSystem(at)...)
		}
	}
}

func synced(abs string) bool {
	for at := abs; ; at = filepath.Dir(at) {
		if isSyncFolder(filepath.Base(at)) || holdsMark(os.DirFS(at)) {
			return true
		}
		if at == filepath.Dir(at) {
			return false
		}
	}
}

func isSyncFolder(name string) bool {
	name = strings.ToLower(name)
	for _, s := range syncFolders {
		start, open := strings.CutSuffix(s, "*")
		if name == s || open && strings.HasPrefix(name, start) {
			return true
		}
	}
	return false
}

func holdsMark(dir fs.FS) bool {
	for _, m := range syncMarks {
		if found, err := fs.Glob(dir, m); err == nil && len(found) > 0 {
			return true
		}
	}
	return false
}
