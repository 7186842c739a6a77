//go:build !windows

package vault

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestOwnersAlone lets a vault write everything it ever writes while the umask forbids
// nothing: all of it is its owner's alone.
func TestOwnersAlone(t *testing.T) {
	dir := t.TempDir()
	old := syscall.Umask(0)
	defer syscall.Umask(old)
	at := func(name string) string { return filepath.Join(dir, name) }
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	o := Options{WorkFactor: 1, Settings: at("settings/probata")}
	v, err := Create(at("V"), phrase, o)
	must(err)
	friend, _ := identities(t)
	_, err = v.AddColleague(friend.Recipient(), "friend")
	must(err)
	_, err = v.AddRecovery()
	must(err)
	attach(t, v, 9000)
	edit(t, v.Pages(), 1)
	must(v.Save(ctx))
	must(os.Mkdir(at("stick"), 0o700))
	b, err := v.Backup(ctx, at("stick"), BackupPlan{Keep: 2})
	must(err)
	must(v.Rekey(ctx, phrase, nil))
	_, err = v.SaveElsewhere(ctx, at("Elsewhere"), nil, nil)
	must(err)
	_, err = Restore(ctx, b.Path, at("Restored"), o, nil)
	must(err)
	edit(t, v.Pages(), 2)
	must(v.Save(ctx))
	log := v.log.name
	crash(v)
	f, err := os.OpenFile(at("V/"+log), os.O_WRONLY|os.O_APPEND, 0)
	must(err)
	_, err = f.WriteString("torn")
	must(err)
	must(f.Close())
	v, err = Open(at("V"), phrase, o)
	must(err)
	edit(t, v.Pages(), 3)
	must(v.Save(ctx)) // the torn log is set aside
	must(v.Accept())  // and put away
	edit(t, v.Pages(), 4)
	must(v.Save(ctx))
	name := imageName(v.log.generation)
	crash(v)
	must(os.Truncate(at("V/"+name), 300))
	if v, _, err = OpenDamaged(at("V"), phrase, o); err == nil {
		must(v.Close())
	}
	files := 0
	must(filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == dir {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		want := fs.FileMode(0o600)
		if d.IsDir() {
			want = 0o700
		} else {
			files++
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has mode %v", name[len(dir):], info.Mode())
		}
		return nil
	}))
	if files < 25 {
		t.Errorf("only %d files", files)
	}
}
