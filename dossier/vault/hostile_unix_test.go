//go:build !windows

package vault

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A folder from somebody else may hold links and pipes where files should be: no
// file elsewhere is changed through them, and nothing waits for ever.
func TestHostileFolder(t *testing.T) {
	phrase, quick := []byte("badofi gulamo"), Options{WorkFactor: 1}
	link := func(t *testing.T, at, target string) {
		t.Helper()
		if err := errors.Join(os.RemoveAll(at), os.Symlink(target, at)); err != nil {
			t.Fatal(err)
		}
	}
	pipe := func(t *testing.T, at string) {
		t.Helper()
		if err := errors.Join(os.RemoveAll(at), syscall.Mkfifo(at, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name, at string
		pipe     bool
		toFolder bool
		opens    bool
	}{
		{name: "link as holder", at: holderFile, opens: true},
		{name: "link as image", at: imageName(1)},
		{name: "link as log", at: logName(1)},
		{name: "link as key", at: keyFile},
		{name: "link as lock", at: lockFile},
		{name: "link as new key", at: keyFile + ".tmp", opens: true},
		{name: "link as attachments", at: blobDir, toFolder: true},
		{name: "pipe as holder", at: holderFile, pipe: true, opens: true},
		{name: "pipe as marker", at: markerFile, pipe: true, opens: true}, // it is trusted with nothing
		{name: "pipe as key", at: keyFile, pipe: true},
		{name: "pipe as lock", at: lockFile, pipe: true},
		{name: "pipe as log", at: logName(1), pipe: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			outside := t.TempDir()
			precious := filepath.Join(outside, "precious.tmp")
			if err := os.WriteFile(precious, []byte("precious"), 0o600); err != nil {
				t.Fatal(err)
			}
			dir := filepath.Join(t.TempDir(), "v")
			v, err := Create(dir, phrase, quick)
			if err != nil {
				t.Fatal(err)
			}
			if err := v.Close(); err != nil {
				t.Fatal(err)
			}
			switch at := filepath.Join(dir, c.at); {
			case c.pipe:
				pipe(t, at)
			case c.toFolder:
				link(t, at, outside)
			default:
				link(t, at, precious)
			}
			if v, err = Open(dir, phrase, quick); err == nil {
				err = v.Close()
			}
			if (err == nil) != c.opens {
				t.Errorf("Open: %v", err)
			}
			if err := Erase(dir, quick); err != nil && c.at != lockFile {
				t.Errorf("Erase: %v", err)
			}
			if got, err := os.ReadFile(precious); err != nil || string(got) != "precious" {
				t.Errorf("outside the vault: %q, %v", got, err)
			}
		})
	}
}

// Between the look at a name and its opening somebody may put something else there.
func TestExchangedFile(t *testing.T) {
	dir := t.TempDir()
	link, pipe, precious := filepath.Join(dir, "link"), filepath.Join(dir, "pipe"), filepath.Join(dir, "precious")
	if err := errors.Join(os.WriteFile(precious, []byte("precious"), 0o600), os.Symlink(precious, link), syscall.Mkfifo(pipe, 0o600)); err != nil {
		t.Fatal(err)
	}
	for _, flag := range []int{os.O_RDONLY, os.O_RDWR, create} {
		for _, name := range []string{link, pipe, dir} {
			came := within(t, name, func() string {
				f, err := openPlain(name, flag)
				if err == nil {
					f.Close()
					return "opened"
				}
				return ""
			})
			if came != "" {
				t.Errorf("%s, flags %#x: %s", filepath.Base(name), flag, came)
			}
		}
	}
	if got, err := os.ReadFile(precious); err != nil || string(got) != "precious" {
		t.Errorf("through the link: %q, %v", got, err)
	}
}

// A sparse tail costs no disk; it must not cost memory.
func TestHugeTail(t *testing.T) {
	phrase, quick := []byte("badofi gulamo"), Options{WorkFactor: 1}
	dir := filepath.Join(t.TempDir(), "v")
	v, err := Create(dir, phrase, quick)
	if err != nil {
		t.Fatal(err)
	}
	log := filepath.Join(dir, v.log.name)
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(log, 1<<40); err != nil {
		t.Skipf("no sparse files here: %v", err)
	}
	if _, err := Open(dir, phrase, quick); !errors.Is(err, ErrDamaged) {
		t.Errorf("Open: %v, want damage", err)
	}
}

// A folder made by somebody else's program, a file dialog for one, is often open
// to all users of the machine.
func TestFolderBecomesOwnersAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	if err := errors.Join(os.Mkdir(dir, 0o700), os.Chmod(dir, 0o755)); err != nil {
		t.Fatal(err)
	}
	v, err := Create(dir, []byte("badofi gulamo"), Options{WorkFactor: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}
