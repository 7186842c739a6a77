package vault

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestOpenReadOnly(t *testing.T) {
	v, dir := newVault(t)
	edit(t, v.Pages(), 1)
	ref := attach(t, v, 900)
	if err := v.Save(ctx); err != nil {
		t.Fatal(err)
	}
	want := content(v.Pages())
	before := listing(t, dir)
	r, err := OpenReadOnly(dir, phrase, quick)
	if err != nil {
		t.Fatal(err)
	}
	if content(r.Pages()) != want {
		t.Error("not what was saved")
	}
	if in, err := r.Blob(ref.Name); err != nil {
		t.Error(err)
	} else {
		in.Close()
	}
	if d, err := r.Verify(ctx, nil); err != nil || len(d) > 0 {
		t.Errorf("verify: %v %v", d, err)
	}
	_, page := r.Pages().WriteAt([]byte("x"), 0)
	_, blob := r.PutBlob(ctx, strings.NewReader("x"))
	_, recovery := r.AddRecovery()
	_, backup := r.Backup(ctx, t.TempDir(), BackupPlan{Keep: 1})
	for what, err := range map[string]error{
		"WriteAt": page, "Truncate": r.Pages().Truncate(0), "PutBlob": blob, "RemoveBlob": r.RemoveBlob(ref.Name), "Compact": r.Compact(ctx),
		"ChangePassphrase": r.ChangePassphrase(phrase), "AddRecovery": recovery, "Rekey": r.Rekey(ctx, phrase, nil), "Backup": backup, "Erase": r.Erase(),
	} {
		if !errors.Is(err, ErrReadOnly) {
			t.Errorf("%s: %v, want ErrReadOnly", what, err)
		}
	}
	if err := r.Save(ctx); err != nil {
		t.Errorf("save nothing: %v", err)
	}
	for i := range 5 { // the other goes on as if nobody looked
		edit(t, v.Pages(), i)
		if err := v.Compact(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if got := listing(t, dir); strings.Count(got, " ") != strings.Count(before, " ") {
		t.Errorf("after reading: %s; before: %s", got, before)
	}
	if _, err := OpenReadOnly(dir, []byte("wrong"), quick); !errors.Is(err, ErrPassphrase) {
		t.Errorf("wrong pass phrase: %v", err)
	}
}

// replaced lets a compaction come between two steps of an opening.
type replaced struct {
	realFiles
	between func()
}

func (r *replaced) OpenFile(name string, flag int) (File, error) {
	if do := r.between; do != nil && strings.HasPrefix(filepath.Base(name), "log-") {
		r.between = nil
		do()
	}
	return r.realFiles.OpenFile(name, flag)
}

func TestOpenReadOnlyDuringCompaction(t *testing.T) {
	v, dir := newVault(t)
	edit(t, v.Pages(), 1)
	want := content(v.Pages())
	f := &replaced{between: func() {
		if err := v.Compact(ctx); err != nil {
			t.Error(err)
		}
	}}
	r, err := OpenReadOnly(dir, phrase, Options{WorkFactor: 1, FS: f})
	if err != nil {
		t.Fatal(err)
	}
	if content(r.Pages()) != want {
		t.Error("not what was saved")
	}
	r.Close()
}

func TestHolder(t *testing.T) {
	v, dir := newVault(t)
	_, err := Open(dir, phrase, quick)
	l := Locked{}
	if !errors.As(err, &l) || l.By.PID != os.Getpid() || !l.By.Here || time.Since(l.By.Since) > time.Minute {
		t.Errorf("held by %+v: %v", l.By, err)
	}
	crash(v)
	v = reopen(t, dir)
	if h, ok := v.Unclosed(); !ok || h.PID != os.Getpid() {
		t.Errorf("left by %+v, %v", h, ok)
	}
	v.Close()
	if _, ok := reopen(t, dir).Unclosed(); ok {
		t.Error("after Close somebody is said to have left it open")
	}
	for _, s := range []string{"", "pid", "pid 0\nsince x\ncomputer y", "pid 7\nsince 2026\ncomputer z", "pid -3\nsince 2026-11-24T08:00:00Z\ncomputer z"} {
		if h, _ := parseHolder(s); h != (Holder{}) {
			t.Errorf("%q is read as %+v", s, h)
		}
	}
	h, computer := parseHolder("pid 7\nsince 2026-11-24T08:00:00Z\ncomputer elsewhere\n")
	if f := quick.folder(dir); h.PID != 7 || f.isThis("", computer) {
		t.Errorf("another computer: %+v", h)
	}
}

func TestErase(t *testing.T) {
	for _, opened := range []bool{false, true} {
		v, dir := newVault(t)
		attach(t, v, 5000)
		if _, err := v.AddRecovery(); err != nil {
			t.Fatal(err)
		}
		edit(t, v.Pages(), 1)
		if err := v.setAside(imageName(1)); err != nil {
			t.Fatal(err)
		}
		var err error
		if err := Erase(dir, quick); !errors.Is(err, ErrLocked) {
			t.Errorf("of an open vault: %v, want ErrLocked", err)
		}
		mine := filepath.Join(dir, "notes.txt")
		if opened {
			os.WriteFile(mine, []byte("mine"), 0o600)
			err = v.Erase()
		} else {
			v.Close()
			err = Erase(dir, quick)
		}
		if err != nil {
			t.Fatal(err)
		}
		_, err = os.Stat(dir)
		if opened && listing(t, dir) != "notes.txt" || !opened && err == nil {
			t.Errorf("left: %s", listing(t, dir))
		}
		if err := Erase(dir, quick); !errors.Is(err, ErrNotVault) {
			t.Errorf("again: %v, want ErrNotVault", err)
		}
	}
}

// TestEraseOrder stops an erasure at every step: as soon as one key file is not
// there the vault must be on its way to be gone for good, and Erase can be repeated.
func TestEraseOrder(t *testing.T) {
	l := &life{t: t, d: newDisk()}
	l.must(l.d.Mkdir(lifeBackups))
	v, err := Create(lifeDir, phrase, l.options())
	l.must(err)
	_, err = v.AddRecovery()
	l.must(err)
	_, err = v.PutBlob(ctx, bytes.NewReader(make([]byte, 900)))
	l.must(err)
	l.must(v.Close())
	start := len(l.d.ops)
	l.must(Erase(lifeDir, l.options()))
	p := newPlatter()
	for at, o := range l.d.ops {
		p.do(o)
		if at < start {
			continue
		}
		d := p.after(p.live, 1)
		keys, others := d.list(lifeDir+"/key"), d.list(lifeDir+"/image")
		if others == "" && keys != "" {
			t.Fatalf("change %d: %s goes before %s", at, "the image", keys)
		}
		if err := Erase(lifeDir, Options{FS: d}); err != nil && !errors.Is(err, ErrNotVault) {
			t.Fatalf("change %d: again: %v", at, err)
		}
		if left := d.list(lifeDir); left != "" && left != lockFile {
			t.Fatalf("change %d: left %s", at, left)
		}
	}
}

func TestOpenDamaged(t *testing.T) {
	dir, files, states, ends := prepared(t)
	log := files["log-1.age"]
	broken := bytes.Clone(log)
	broken[ends[2]+300] ^= 1
	image := bytes.Clone(files["image-1.age"])
	image[len(image)-1] ^= 1
	for _, c := range []struct {
		name  string
		file  string
		bytes []byte
		state int
		lost  What
	}{
		{"sound", "log-1.age", log, 6, ""},
		{"record broken in the middle", "log-1.age", broken, 3, Broken},
		{"log of nothing", "log-1.age", []byte("nothing"), 0, Broken},
		{"log missing", "log-1.age", nil, 0, Missing},
		{"image broken for good", "image-1.age", image, -1, Broken},
		{"image missing", "image-1.age", nil, -1, Missing},
	} {
		restore(t, dir, files)
		path := filepath.Join(dir, c.file)
		if c.bytes == nil {
			os.Remove(path)
		} else if err := os.WriteFile(path, c.bytes, 0o600); err != nil {
			t.Fatal(err)
		}
		v, found, err := OpenDamaged(dir, phrase, quick)
		if c.state < 0 {
			if d := (Damage{}); !errors.As(err, &d) || d.What != c.lost {
				t.Errorf("%s: %v, want damage %s", c.name, err, c.lost)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := content(v.Pages())
		if states[got] != c.state {
			t.Errorf("%s: state %d, want %d", c.name, states[got], c.state)
		}
		if c.lost == "" != (len(found.Lost) == 0) || len(found.Lost) > 0 && found.Lost[0].What != c.lost {
			t.Errorf("%s: lost %v, want %s", c.name, found.Lost, c.lost)
		}
		if c.state > 0 && c.lost != "" && found.Saved.IsZero() {
			t.Errorf("%s: does not say how old the state is", c.name)
		}
		crash(v)
		if aside, _ := os.ReadFile(filepath.Join(dir, found.Aside, c.file)); c.lost != "" && !bytes.Equal(aside, c.bytes) {
			t.Errorf("%s: the original is not kept", c.name)
		}
		if v := reopen(t, dir); content(v.Pages()) != got {
			t.Errorf("%s: opened again: another state", c.name)
		} else {
			v.Abandon()
		}
	}
}

// TestOpenDamagedImage: pieces of an image that open are kept, and the log lies over it.
func TestOpenDamagedImage(t *testing.T) {
	v, dir := newVault(t)
	for i := range 9 {
		edit(t, v.Pages(), i)
	}
	want := make([]byte, v.Pages().Size())
	if err := v.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Pages().WriteAt([]byte("in the log"), 70_000); err != nil {
		t.Fatal(err)
	}
	if err := v.Save(ctx); err != nil {
		t.Fatal(err)
	}
	v.Pages().ReadAt(want, 0)
	crash(v)
	file := filepath.Join(dir, "image-2.age")
	b, _ := os.ReadFile(file)
	b[70_000] ^= 1
	os.WriteFile(file, b, 0o600)
	if _, err := Open(dir, phrase, quick); !errors.Is(err, ErrDamaged) {
		t.Errorf("open: %v, want ErrDamaged", err)
	}
	v, found, err := OpenDamaged(dir, phrase, quick)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Abandon()
	if len(found.Lost) != 1 || !strings.Contains(found.Lost[0].Error(), "1 of ") {
		t.Errorf("lost %v", found.Lost)
	}
	got := make([]byte, v.Pages().Size())
	v.Pages().ReadAt(got, 0)
	clear(want[1<<16 : 1<<17])
	at := 70_000 / PageSize * PageSize
	v2 := want[at : at+PageSize]
	copy(v2, got[at:]) // the page that the log holds
	if !bytes.Equal(got, want) || !bytes.Contains(v2, []byte("in the log")) {
		t.Error("not the pieces that can be read, with the log over them")
	}
}
