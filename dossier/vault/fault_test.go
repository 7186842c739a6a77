package vault

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
)

var faultStep = flag.Int("faults", 11, "let every so manieth call fail; 1 is every one")

// faults is a disk with one call that fails.
type faults struct {
	*disk
	at     int  // the call, from 1
	how    mode // in which way
	calls  int
	hit    string
	script []string
	lock   io.Closer
}

type mode int

const (
	refuse mode = iota // the call does nothing and fails
	after              // the call does its work and fails
	short              // a write does half its work and fails
	lost               // an fsync fails, and what the file got since the last one is gone
	modes
)

// applies says whether a call can fail in that way of its own.
func (m mode) applies(op string) bool {
	kind, _, _ := strings.Cut(op, " ")
	switch kind {
	case "open", "read", "readat", "close", "lock":
		return m == refuse
	case "sync":
		return m == refuse || m == lost
	case "write", "writeat":
		return m != lost
	}
	return m == refuse || m == after
}

// Where a session ends.
type ending int

const (
	tidy    ending = iota // with Close
	crashed               // at the fault
	late                  // after some more saves
	endings
)

// fails counts a call and says whether it is the one.
func (f *faults) fails(op string) bool {
	f.calls++
	f.script = append(f.script, op)
	if f.calls == f.at {
		f.hit = op
	}
	return f.calls == f.at
}

func call(f *faults, op string, do func() error) error {
	if !f.fails(op) {
		return do()
	}
	if f.how == after {
		if err := do(); err != nil {
			return err
		}
	}
	return &fs.PathError{Op: op, Path: "x", Err: noSpace}
}

func (f *faults) Mkdir(n string) error {
	return call(f, "mkdir", func() error { return f.disk.Mkdir(n) })
}

func (f *faults) Own(n string) error {
	return call(f, "own", func() error { return f.disk.Own(n) })
}

func (f *faults) ReadDir(n string) (e []fs.DirEntry, err error) {
	err = call(f, "readdir", func() error { e, err = f.disk.ReadDir(n); return err })
	return e, err
}

func (f *faults) Rename(a, b string) error {
	return call(f, "rename "+filepath.Base(b), func() error { return f.disk.Rename(a, b) })
}

func (f *faults) Remove(n string) error {
	return call(f, "remove", func() error { return f.disk.Remove(n) })
}

func (f *faults) SyncDir(n string) error {
	return call(f, "syncdir", func() error { return nil })
}

func (f *faults) Lock(n string) (io.Closer, error) {
	if f.fails("lock") {
		return nil, readOnly
	}
	l, err := f.disk.Lock(n)
	f.lock = l
	return l, err
}

func (f *faults) OpenFile(n string, flag int) (File, error) {
	if f.fails("open " + filepath.Base(n)) {
		return nil, &fs.PathError{Op: "open", Path: "x", Err: noSpace}
	}
	in, err := f.disk.OpenFile(n, flag)
	if err != nil {
		return nil, err
	}
	size, err := in.Length()
	return &faultyFile{File: in, f: f, name: filepath.Base(n), durable: size}, err
}

type faultyFile struct {
	File
	f       *faults
	name    string
	durable int64
	doomed  bool // an fsync has failed: what is written now never arrives, and nobody says so
}

func (o *faultyFile) Read(b []byte) (n int, err error) {
	if o.f.fails("read " + o.name) {
		return 0, syscall.EIO
	}
	return o.File.Read(b)
}

func (o *faultyFile) ReadAt(b []byte, off int64) (n int, err error) {
	if o.f.fails("readat " + o.name) {
		return 0, syscall.EIO
	}
	return o.File.ReadAt(b, off)
}

func (o *faultyFile) Write(b []byte) (int, error) {
	if !o.f.fails("write " + o.name) {
		return o.File.Write(b)
	}
	n, _ := o.File.Write(o.part(b))
	return n, noSpace
}

func (o *faultyFile) WriteAt(b []byte, off int64) (int, error) {
	if o.doomed {
		return len(b), nil
	}
	if !o.f.fails("writeat " + o.name) {
		return o.File.WriteAt(b, off)
	}
	n, _ := o.File.WriteAt(o.part(b), off)
	return n, noSpace
}

func (o *faultyFile) part(b []byte) []byte {
	switch o.f.how {
	case after:
		return b
	case short:
		return b[:len(b)/2]
	}
	return nil
}

func (o *faultyFile) Truncate(n int64) error {
	return call(o.f, "truncate", func() error { return o.File.Truncate(n) })
}

func (o *faultyFile) Sync() (err error) {
	if o.f.fails("sync " + o.name) {
		if o.f.how == lost {
			err = o.File.Truncate(o.durable)
			o.doomed = true
		}
		return errors.Join(err, syscall.EIO)
	}
	o.durable, err = o.File.Length() // no real fsync: the machine is not going to fail
	return err
}

func (o *faultyFile) Close() error {
	err := o.File.Close()
	if o.f.fails("close " + o.name) {
		return syscall.EIO
	}
	return err
}

// session is one scripted life of a vault. It notes every state it went through,
// the last one that was acknowledged, and stops after the fault if told to.
type session struct {
	t      *testing.T
	f      *faults
	end    ending
	states [][sha256.Size]byte
	acked  int
	vault  *Vault
	made   bool
	blob   BlobRef
	friend Identity

	recovery string // opens the vault from now on; "" for none
}

func (s *session) options() Options { return Options{WorkFactor: 1, FS: s.f} }

func (s *session) over() bool { return s.end == crashed && s.f.hit != "" }

func (s *session) run() {
	s.f.disk.Mkdir(lifeBackups)
	v, err := Create(lifeDir, phrase, s.options())
	if err != nil {
		return
	}
	s.vault, s.made = v, true
	s.states = append(s.states, content(v.Pages()))
	for i := 1; i <= 5 && !s.over(); i++ {
		s.step(i)
	}
	if s.over() {
		return
	}
	s.vault.Compact(ctx)
	for i := 6; i <= 8 && !s.over(); i++ {
		s.step(i)
	}
	if s.over() {
		return
	}
	if ref, err := s.vault.PutBlob(ctx, bytes.NewReader(make([]byte, 3000))); err == nil {
		s.blob = ref
	}
	if s.end == late || s.over() || s.close() != nil || s.over() {
		return
	}
	if s.vault, err = Open(lifeDir, phrase, s.options()); err != nil {
		// One call failed: the vault must be whole, and open at the next attempt.
		if s.over() {
			return
		}
		if s.vault, err = Open(lifeDir, phrase, s.options()); err != nil {
			s.t.Errorf("second opening: %v", err)
			return
		}
	}
	s.step(9)
	if s.over() {
		return
	}
	s.keys()
	if s.over() {
		return
	}
	s.step(10)
	if s.over() {
		return
	}
	s.close()
}

// keys goes through everything that changes keys and backups. What fails may be
// done again, and must then work.
func (s *session) keys() {
	v := s.vault
	for _, do := range []func() error{
		func() error { return v.ChangePassphrase(phrase) },
		func() error { _, err := v.AddRecovery(); return err },
		func() error { _, err := v.AddColleague(s.friend.Recipient(), "x"); return err },
		func() error { _, err := v.Backup(ctx, lifeBackups, BackupPlan{Keep: 1}); return err },
		func() error { return v.Rekey(ctx, phrase, nil) },
		func() error {
			name := s.blob.Name
			s.blob = BlobRef{} // from now on it may be gone
			if name == "" {
				return nil
			}
			return v.RemoveBlob(name)
		},
		func() (err error) { s.recovery, err = v.AddRecovery(); return err },
		func() error { return v.Forget(ctx, phrase, s.recovery, nil) },
		func() error { _, err := v.Backup(ctx, lifeBackups, BackupPlan{Keep: 1}); return err },
		func() error { return v.RemoveColleague(1) },
	} {
		if s.over() {
			return
		}
		if err := do(); err != nil {
			if s.over() {
				return
			}
			if err := do(); err != nil && !errors.Is(err, fs.ErrNotExist) {
				s.t.Errorf("again: %v", err)
			}
		}
	}
}

func (s *session) step(i int) {
	edit(s.t, s.vault.Pages(), i)
	s.states = append(s.states, content(s.vault.Pages()))
	err := s.vault.Save(ctx)
	if err == nil {
		s.acked = len(s.states) - 1
	} else if s.f.hit == "" {
		s.t.Errorf("save %d: %v", i, err)
	}
}

// close tries twice, as a person would who has made room.
func (s *session) close() error {
	err := s.vault.Close()
	if err != nil && !s.over() {
		err = s.vault.Close()
	}
	if err == nil {
		s.acked, s.vault = len(s.states)-1, nil
	}
	return err
}

// check opens what is left on the disk.
func (s *session) check() {
	if s.vault != nil {
		s.vault.folder.FileSystem = s.f.disk
	}
	quick := Options{WorkFactor: 1, FS: s.f.disk}
	if s.f.lock != nil {
		s.f.lock.Close()
	}
	if !s.made {
		if v, err := Open(lifeDir, phrase, quick); err == nil {
			v.Abandon()
		} else if !errors.Is(err, ErrNotVault) {
			s.t.Errorf("after a creation that failed: %v", err)
		} else if v, err := Create(lifeDir, phrase, quick); err != nil {
			s.t.Errorf("create again: %v", err)
		} else {
			v.Abandon()
		}
		return
	}
	v, err := Open(lifeDir, phrase, quick)
	if err != nil {
		s.t.Errorf("open afterwards: %v", err)
		return
	}
	defer v.Abandon()
	got := content(v.Pages())
	found := false
	for _, w := range s.states[s.acked:] {
		found = found || got == w
	}
	if !found {
		s.t.Errorf("state is none of the %d since the last that was acknowledged (%d)", len(s.states)-s.acked, s.acked)
	}
	damage, err := v.Verify(ctx, nil)
	if err != nil || len(damage) > 0 {
		s.t.Errorf("verify: %v %v", damage, err)
	}
	if s.blob.Name != "" {
		if in, err := v.Blob(s.blob.Name); err != nil {
			s.t.Errorf("attachment: %v", err)
		} else {
			in.Close()
		}
	}
	if s.recovery != "" {
		if err := v.CheckRecovery(s.recovery); err != nil {
			s.t.Errorf("recovery key: %v", err)
		}
	}
	l := life{states: s.states}
	if bad := l.badBackups(v, s.f.disk); bad != "" {
		s.t.Error(bad)
	}
	if err := v.Close(); err != nil {
		s.t.Errorf("close afterwards: %v", err)
	}
}

// TestFaultAtEveryCall lets every single file operation of a session fail, in
// every way, with a crash right there and with the program going on.
func TestFaultAtEveryCall(t *testing.T) {
	friend, _ := identities(t)
	sound := &session{t: t, f: &faults{disk: newDisk()}, friend: friend}
	sound.run()
	sound.check()
	total := sound.f.calls
	if total < 100 {
		t.Fatalf("the session makes only %d calls", total)
	}
	ran := 0
	for at := 1; at <= total; at += *faultStep {
		for how := range modes {
			if !how.applies(sound.f.script[at-1]) {
				continue
			}
			for end := range endings {
				s := &session{t: t, f: &faults{disk: newDisk(), at: at, how: how}, end: end, friend: friend}
				s.run()
				s.check()
				if t.Failed() {
					t.Fatalf("call %d (%s), mode %d, ending %d: %s", at, s.f.hit, how, end, s.f.disk.list(lifeDir))
				}
				ran++
			}
		}
	}
	t.Logf("%d calls, %d sessions", total, ran)
}

// TestFullDisk lets everything fail from one call on: nothing that was saved may
// suffer, and with room again everything is saved.
func TestFullDisk(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "x")
	f := &fullDisk{}
	v, err := Create(dir, phrase, Options{WorkFactor: 1, FS: f})
	if err != nil {
		t.Fatal(err)
	}
	edit(t, v.Pages(), 1)
	if err := v.Save(ctx); err != nil {
		t.Fatal(err)
	}
	f.full.Store(true)
	edit(t, v.Pages(), 2)
	for range 3 {
		if err := v.Save(ctx); !errors.Is(err, ErrNoSpace) {
			t.Fatalf("save on a full disk: %v, want ErrNoSpace", err)
		}
	}
	if _, err := v.PutBlob(ctx, bytes.NewReader([]byte("x"))); !errors.Is(err, ErrNoSpace) {
		t.Errorf("attachment on a full disk: %v, want ErrNoSpace", err)
	}
	if err := v.Close(); !errors.Is(err, ErrNoSpace) {
		t.Errorf("close on a full disk: %v, want ErrNoSpace", err)
	}
	want := content(v.Pages())
	f.full.Store(false)
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if v = reopen(t, dir); content(v.Pages()) != want {
		t.Error("not what was saved")
	}
}

// fullDisk refuses every write while full.
type fullDisk struct {
	realFiles
	full atomic.Bool
}

func (f *fullDisk) OpenFile(n string, flag int) (File, error) {
	in, err := f.realFiles.OpenFile(n, flag)
	return fullFile{in, f}, err
}

type fullFile struct {
	File
	f *fullDisk
}

func (o fullFile) Write(b []byte) (int, error) {
	if o.f.full.Load() {
		return 0, noSpace
	}
	return o.File.Write(b)
}

func (o fullFile) WriteAt(b []byte, off int64) (int, error) {
	if o.f.full.Load() {
		n, _ := o.File.WriteAt(b[:min(len(b), 100)], off)
		return n, noSpace
	}
	return o.File.WriteAt(b, off)
}
