package vault

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// pulled is a disk of which one folder is gone, once out is set: every call there fails.
type pulled struct {
	*disk
	dir string
	out bool
}

func (p *pulled) gone(name string) error {
	name = filepath.ToSlash(name)
	if p.out && (name == p.dir || strings.HasPrefix(name, p.dir+"/")) {
		return &fs.PathError{Op: "do", Path: name, Err: syscall.EIO}
	}
	return nil
}

func (p *pulled) Mkdir(n string) error {
	return either(p.gone(n), func() error { return p.disk.Mkdir(n) })
}

func (p *pulled) ReadDir(n string) ([]fs.DirEntry, error) {
	if err := p.gone(n); err != nil {
		return nil, err
	}
	return p.disk.ReadDir(n)
}

func (p *pulled) OpenFile(n string, flag int) (File, error) {
	if err := p.gone(n); err != nil {
		return nil, err
	}
	f, err := p.disk.OpenFile(n, flag)
	return pulledFile{f, p, n}, err
}

func (p *pulled) Rename(a, b string) error {
	return either(p.gone(b), func() error { return p.disk.Rename(a, b) })
}

func (p *pulled) Remove(n string) error {
	return either(p.gone(n), func() error { return p.disk.Remove(n) })
}

func (p *pulled) SyncDir(n string) error {
	return either(p.gone(n), func() error { return p.disk.SyncDir(n) })
}

func either(err error, do func() error) error {
	if err != nil {
		return err
	}
	return do()
}

type pulledFile struct {
	File
	p    *pulled
	name string
}

func (f pulledFile) WriteAt(b []byte, off int64) (int, error) {
	if err := f.p.gone(f.name); err != nil {
		return 0, err
	}
	return f.File.WriteAt(b, off)
}

func (f pulledFile) ReadAt(b []byte, off int64) (int, error) {
	if err := f.p.gone(f.name); err != nil {
		return 0, err
	}
	return f.File.ReadAt(b, off)
}

func (f pulledFile) Sync() error { return either(f.p.gone(f.name), f.File.Sync) }
func (f pulledFile) Truncate(n int64) error {
	return either(f.p.gone(f.name), func() error { return f.File.Truncate(n) })
}

// TestSaveElsewhere pulls the stick under an open vault: what is in memory goes to
// another disk whole, and opens there in every way it did.
func TestSaveElsewhere(t *testing.T) {
	p := &pulled{disk: newDisk(), dir: "/stick"}
	o := Options{WorkFactor: 1, FS: p, Settings: "/home/probata"}
	for _, dir := range []string{"/stick", "/home"} {
		if err := p.Mkdir(dir); err != nil {
			t.Fatal(err)
		}
	}
	v, err := Create("/stick/V", phrase, o)
	if err != nil {
		t.Fatal(err)
	}
	friend, _ := identities(t)
	if _, err := v.AddColleague(friend.Recipient(), "friend"); err != nil {
		t.Fatal(err)
	}
	recovery, err := v.AddRecovery()
	if err != nil {
		t.Fatal(err)
	}
	file, err := v.PutBlob(ctx, strings.NewReader("recording"))
	if err != nil {
		t.Fatal(err)
	}
	edit(t, v.Pages(), 1)
	if err := v.Save(ctx); err != nil {
		t.Fatal(err)
	}
	edit(t, v.Pages(), 2)
	want := content(v.Pages())

	// The disk is there: the attachment comes along.
	if lost, err := v.SaveElsewhere(ctx, "/home/A", []string{file.Name}, nil); err != nil || len(lost) > 0 {
		t.Fatalf("with the disk: %v, %v", lost, err)
	}
	p.out = true
	if err := v.Close(); err == nil || !v.Pages().Dirty() {
		t.Fatalf("closed without its disk: %v", err)
	}
	if _, err := v.SaveElsewhere(ctx, "/stick/V/inside", nil, nil); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("into itself: %v", err)
	}
	if _, err := v.SaveElsewhere(ctx, "/home/A", nil, nil); !errors.Is(err, ErrExists) {
		t.Errorf("into another vault: %v", err)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := v.SaveElsewhere(ended, "/home/C", nil, nil); !errors.Is(err, context.Canceled) || p.disk.dirs["/home/C"] {
		t.Errorf("ended: %v", err)
	}
	lost, err := v.SaveElsewhere(ctx, "/home/B", []string{file.Name}, nil)
	if err != nil || len(lost) != 1 || lost[0].File != blobPath(file.Name) || lost[0].What != Missing {
		t.Fatalf("without the disk: %v, %v", lost, err)
	}
	if err := v.Abandon(); err != nil && !errors.Is(err, syscall.EIO) {
		t.Error(err)
	}
	for name, open := range map[string]func(dir string) (*Vault, error){
		"pass phrase": func(dir string) (*Vault, error) { return Open(dir, phrase, o) },
		"recovery":    func(dir string) (*Vault, error) { return OpenWithRecovery(dir, recovery, o) },
		"identity":    func(dir string) (*Vault, error) { return OpenWithIdentity(dir, friend, o) },
	} {
		for _, dir := range []string{"/home/A", "/home/B"} {
			w, err := open(dir)
			if err != nil {
				t.Fatalf("%s by %s: %v", dir, name, err)
			}
			if content(w.Pages()) != want || len(w.Found()) > 0 {
				t.Errorf("%s by %s: not what was in memory; %v", dir, name, w.Found())
			}
			if damage, err := w.Verify(ctx, nil); err != nil || len(damage) > 0 {
				t.Errorf("%s by %s: %v, %v", dir, name, damage, err)
			}
			if all, err := w.Colleagues(); err != nil || len(all) != 1 {
				t.Errorf("%s by %s: colleagues %v, %v", dir, name, all, err)
			}
			if in, err := w.Blob(file.Name); err == nil {
				b, err := io.ReadAll(in)
				if string(b) != "recording" || err != nil || dir == "/home/B" {
					t.Errorf("%s: attachment %q, %v", dir, b, err)
				}
				in.Close()
			} else if dir == "/home/A" {
				t.Error(err)
			}
			if err := w.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestSaveElsewhereFails: a fault at any call leaves no vault that looks whole and is
// not, and the open one as it was.
func TestSaveElsewhereFails(t *testing.T) {
	for at := 1; ; at++ {
		f := &faults{disk: newDisk(), at: -1}
		v, err := Create("/V", phrase, Options{WorkFactor: 1, FS: f})
		if err != nil {
			t.Fatal(err)
		}
		edit(t, v.Pages(), 1)
		want := content(v.Pages())
		f.calls, f.at = 0, at
		_, err = v.SaveElsewhere(ctx, "/W", nil, nil)
		hit := f.hit
		f.at = -1
		if content(v.Pages()) != want || !v.Pages().Dirty() {
			t.Errorf("fault at %s: the open vault is different", hit)
		}
		w, oerr := Open("/W", phrase, Options{WorkFactor: 1, FS: f})
		if err == nil && oerr != nil {
			t.Errorf("fault at %s: %v, and it does not open", hit, oerr)
		}
		if oerr == nil {
			if content(w.Pages()) != want {
				t.Errorf("fault at %s: another state", hit)
			}
			w.Abandon()
		}
		v.Abandon()
		if hit == "" {
			if at < 20 {
				t.Errorf("only %d calls", at)
			}
			return
		}
	}
}

// TestHalfErased breaks an erasure off at every call: what is left is named as that, or
// opens as it was, and the next erasure ends it.
func TestHalfErased(t *testing.T) {
	seen := map[string]int{}
	for at := 1; ; at++ {
		f := &faults{disk: newDisk(), at: -1}
		o := Options{WorkFactor: 1, FS: f}
		v, err := Create("/V", phrase, o)
		if err != nil {
			t.Fatal(err)
		}
		edit(t, v.Pages(), 1)
		want := content(v.Pages())
		if _, err := v.AddRecovery(); err != nil {
			t.Fatal(err)
		}
		if err := v.Close(); err != nil {
			t.Fatal(err)
		}
		f.calls, f.at, f.hit = 0, at, ""
		err = Erase("/V", o)
		hit := f.hit
		f.at = -1
		f.lock.Close()
		if hit == "" {
			if err != nil {
				t.Error(err)
			}
			break
		}
		w, err := Open("/V", phrase, o)
		switch {
		case err == nil:
			seen["opens"]++
			if content(w.Pages()) != want {
				t.Errorf("fault at %s: another state", hit)
			}
			w.Abandon()
		case errors.Is(err, ErrErased) && !errors.Is(err, ErrDamaged):
			seen["half"]++
		case errors.Is(err, ErrNotVault):
			seen["gone"]++
		default:
			t.Errorf("fault at %s: %v", hit, err)
		}
		if err := Erase("/V", o); err != nil && !errors.Is(err, ErrNotVault) {
			t.Errorf("fault at %s: erase again: %v", hit, err)
		}
		if _, err := Open("/V", phrase, o); !errors.Is(err, ErrNotVault) || errors.Is(err, ErrErased) {
			t.Errorf("fault at %s: then %v", hit, err)
		}
	}
	if seen["half"] < 5 || seen["opens"] == 0 {
		t.Errorf("seen: %v", seen)
	}
}

// TestSpared: an erasure that was begun and destroyed nothing is told, once.
func TestSpared(t *testing.T) {
	v, dir := newVault(t)
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if err := quick.folder(dir).replace(eraseFile, nil); err != nil {
		t.Fatal(err)
	}
	v = reopen(t, dir)
	if got := whats(v.Found()); !slices.Equal(got, []What{Spared}) {
		t.Errorf("found %q", got)
	}
	v.Close()
	if got := reopen(t, dir).Found(); len(got) > 0 {
		t.Errorf("told again: %v", got)
	}
}

// TestComputerIsNotNamed: two holders of one computer have nothing in common, and it
// knows its own.
func TestComputerIsNotNamed(t *testing.T) {
	settings := filepath.Join(t.TempDir(), "s")
	f, other := quick.folder(t.TempDir()), t.TempDir()
	a, b := f.computer(settings, []byte("saltsalt")), f.computer(settings, []byte("another8"))
	sa, ha, _ := strings.Cut(a, "-")
	sb, hb, _ := strings.Cut(b, "-")
	if sa == sb || ha == hb {
		t.Errorf("%s and %s have something in common", a, b)
	}
	for _, c := range []struct {
		settings, word string
		is             bool
	}{{settings, a, true}, {settings, b, true}, {other, a, false}, {"", a, false}, {settings, "-", false}, {settings, "00ff00ff00ff", false}} {
		if f.isThis(c.settings, c.word) != c.is {
			t.Errorf("%s in %s: not %v", c.word, filepath.Base(c.settings), c.is)
		}
	}
}
