package vault

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// Backup is one backup that is complete.
type Backup struct {
	Path   string    // its folder
	Number int       // rises with each backup of a vault, whatever the clock says
	Made   time.Time // by the clock of then
	Size   int64     // bytes, shared attachments included
	Lost   []string  // files that it ought to hold and does not hold whole: it is incomplete
	Found  []Damage  // what was wrong with the vault, each with the next step; only from the making
}

// id tells the backups of one vault and key from those of others.
func (k *key) id() string {
	m := hmac.New(sha256.New, k.naming)
	m.Write([]byte("probata vault 1 backup " + k.identities[0].Recipient().String()))
	return hex.EncodeToString(m.Sum(nil)[:8])
}

// LastBackup is the newest complete backup of this vault under dest, or an
// fs.ErrNotExist. After a Rekey only backups made since count.
func (v *Vault) LastBackup(dest string) (Backup, error) {
	k, err := v.attachmentKey()
	if err != nil {
		return Backup{}, err
	}
	home := folder{v.folder.FileSystem, filepath.Join(dest, backupPrefix+k.id())}
	all, err := home.backups()
	if err != nil {
		return Backup{}, err
	}
	if len(all) == 0 {
		return Backup{}, fmt.Errorf("find backup: %w", fs.ErrNotExist)
	}
	return all[len(all)-1], nil
}

// Backups lists the complete backups of all vaults under dest, those of one vault
// together and the newest of each last. It needs no pass phrase.
func Backups(dest string, o Options) ([]Backup, error) {
	f := o.folder(dest)
	entries, err := f.ReadDir(dest)
	if err != nil {
		return nil, reading(".", err)
	}
	var out []Backup
	for _, e := range entries {
		if !isHome(e.Name()) {
			continue
		}
		all, err := folder{f.FileSystem, f.path(e.Name())}.backups()
		if err != nil {
			return out, err
		}
		out = append(out, all...)
	}
	return out, nil
}

// backupFolder is the name of one backup.
var (
	backupFolder = regexp.MustCompile(`^([0-9]{4,9})-[0-9]{8}-[0-9]{6}$`)
	homeFolder   = regexp.MustCompile(`^` + backupPrefix + `[0-9a-f]{16}$`)
)

func isHome(name string) bool { return homeFolder.MatchString(name) }

// numbered gives the folders of backups, complete or not, with their numbers.
func (f folder) numbered() (map[string]int, error) {
	entries, err := f.ReadDir(f.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, reading(".", err)
	}
	out := map[string]int{}
	for _, e := range entries {
		if m := backupFolder.FindStringSubmatch(e.Name()); m != nil {
			out[e.Name()], _ = strconv.Atoi(m[1]) // the pattern admits only what fits
		}
	}
	return out, nil
}

// backups gives the complete ones, the newest last.
func (f folder) backups() ([]Backup, error) {
	all, err := f.numbered()
	if err != nil {
		return nil, err
	}
	var out []Backup
	for name := range all {
		one := folder{f.FileSystem, f.path(name)}
		if l, err := one.readList(); err == nil {
			out = append(out, l.backup(one.dir))
		}
	}
	slices.SortFunc(out, func(a, b Backup) int { return a.Number - b.Number })
	return out, nil
}
