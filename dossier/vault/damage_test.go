package vault

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// prepared is a crashed vault with six records in its log, the states it went
// through, and its files.
func prepared(t *testing.T) (dir string, files map[string][]byte, states map[[32]byte]int, ends []int64) {
	t.Helper()
	v, dir := newVault(t)
	states = map[[32]byte]int{}
	for i := 1; i <= 6; i++ {
		edit(t, v.Pages(), i)
		if err := v.Save(ctx); err != nil {
			t.Fatal(err)
		}
		states[content(v.Pages())] = i
		ends = append(ends, v.log.size)
	}
	crash(v)
	files = map[string][]byte{}
	for _, n := range strings.Fields(listing(t, dir)) {
		b, err := os.ReadFile(filepath.Join(dir, n))
		if err != nil {
			t.Fatal(err)
		}
		files[n] = b
	}
	return dir, files, states, ends
}

func restore(t *testing.T, dir string, files map[string][]byte) {
	t.Helper()
	os.RemoveAll(dir)
	if err := os.MkdirAll(filepath.Join(dir, blobDir), 0o700); err != nil {
		t.Fatal(err)
	}
	for n, b := range files {
		if err := os.WriteFile(filepath.Join(dir, n), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestBitFlips changes one bit at a time. The vault opens in the newest state or
// says that it is damaged; only in the last record, which cannot be told from
// one that a crash tore, may the state before it come up.
func TestBitFlips(t *testing.T) {
	dir, files, states, ends := prepared(t)
	lastRecord := ends[len(ends)-2]
	for name, good := range files {
		step := max(1, len(good)/150)
		for at := 0; at < len(good); at += step {
			bad := bytes.Clone(good)
			bad[at] ^= 1 << (at % 8)
			restore(t, dir, files)
			if err := os.WriteFile(filepath.Join(dir, name), bad, 0o600); err != nil {
				t.Fatal(err)
			}
			v, err := Open(dir, phrase, quick)
			if err != nil {
				if d := (Damage{}); !errors.As(err, &d) || d.File == "" || d.NextStep == "" || !errors.Is(err, ErrDamaged) {
					t.Errorf("%s byte %d: %v, want ErrDamaged with its detail", name, at, err)
				}
				continue
			}
			want := 6
			if name == "log-1.age" && int64(at) >= lastRecord {
				want = 5
				if !v.Dropped() {
					t.Errorf("%s byte %d: does not say that a record was dropped", name, at)
				}
			}
			if got := states[content(v.Pages())]; got != want {
				t.Errorf("%s byte %d: state %d, want %d", name, at, got, want)
			}
			v.Abandon()
		}
	}
}

func TestTornTail(t *testing.T) {
	dir, files, states, ends := prepared(t)
	log := files["log-1.age"]
	last := ends[len(ends)-2]
	zeroed := append(bytes.Clone(log[:last]), make([]byte, len(log)-int(last))...)
	for _, c := range []struct {
		name  string
		log   []byte
		state int
	}{
		{"cut in the length", log[:last+2], 5},
		{"cut in the header", log[:last+40], 5},
		{"one byte short", log[:len(log)-1], 5},
		{"zeros", zeroed, 5},
		{"zeros behind", append(bytes.Clone(log), 0, 0, 0, 0, 0, 0), 6},
		{"cut between records", log[:last], 5},
	} {
		restore(t, dir, files)
		if err := os.WriteFile(filepath.Join(dir, "log-1.age"), c.log, 0o600); err != nil {
			t.Fatal(err)
		}
		v := reopen(t, dir)
		if got := states[content(v.Pages())]; got != c.state {
			t.Errorf("%s: state %d, want %d", c.name, got, c.state)
		}
		torn := v.Dropped()
		if torn != (c.name != "cut between records") {
			t.Errorf("%s: dropped %v", c.name, torn)
		}
		edit(t, v.Pages(), 9)
		want := content(v.Pages())
		if err := v.Save(ctx); err != nil {
			t.Fatal(err)
		}
		crash(v)
		if aside, err := os.ReadFile(filepath.Join(dir, "log-1.age.damaged")); torn && (err != nil || !bytes.Equal(aside, c.log)) {
			t.Errorf("%s: the torn log is not kept as it was: %v", c.name, err)
		}
		if v = reopen(t, dir); content(v.Pages()) != want {
			t.Errorf("%s: what was saved afterwards is lost", c.name)
		}
		v.Abandon()
	}
}

// TestSwaps puts whole, genuine pieces of the vault where they do not belong.
func TestSwaps(t *testing.T) {
	dir, files, _, ends := prepared(t)
	log := files["log-1.age"]
	piece := func(i int) []byte { return log[ends[i]:ends[i+1]] }
	join := func(b ...[]byte) []byte { return bytes.Join(b, nil) }

	restore(t, dir, files)
	v := reopen(t, dir)
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	later := map[string][]byte{}
	for _, n := range []string{"image-2.age", "log-2.age"} {
		later[n], _ = os.ReadFile(filepath.Join(dir, n))
	}
	odd := sealedOdd(t, v.key)
	for _, c := range []struct {
		name  string
		files map[string][]byte
		what  What
	}{
		{"records exchanged", map[string][]byte{"log-1.age": join(log[:ends[0]], piece(1), piece(0), log[ends[2]:])}, Misplaced},
		{"record left out", map[string][]byte{"log-1.age": join(log[:ends[0]], log[ends[1]:])}, Misplaced},
		{"record played again", map[string][]byte{"log-1.age": join(log, piece(2))}, Misplaced},
		{"record broken in the middle", map[string][]byte{"log-1.age": join(log[:ends[1]+300], []byte("?"), log[ends[1]+301:])}, Broken},
		{"record of another kind", map[string][]byte{"log-1.age": join(log, odd)}, Malformed},
		{"log of another generation", map[string][]byte{"log-1.age": later["log-2.age"]}, Misplaced},
		{"old image under a new name", map[string][]byte{"image-2.age": files["image-1.age"], "log-2.age": later["log-2.age"]}, Misplaced},
		{"image missing", map[string][]byte{"image-1.age": nil}, Missing},
		{"log missing", map[string][]byte{"log-1.age": nil}, Missing},
		{"log empty", map[string][]byte{"log-1.age": {}}, Broken},
		{"key missing", map[string][]byte{keyFile: nil}, Missing},
	} {
		restore(t, dir, files)
		for n, b := range c.files {
			path := filepath.Join(dir, n)
			if b == nil {
				os.Remove(path)
			} else if err := os.WriteFile(path, b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		before := listing(t, dir)
		_, err := Open(dir, phrase, quick)
		if d := (Damage{}); !errors.As(err, &d) || d.What != c.what {
			t.Errorf("%s: %v, want damage %q", c.name, err, c.what)
		}
		if got := listing(t, dir); got != before {
			t.Errorf("%s: a refused opening changed the folder: %s", c.name, got)
		}
	}
}

func TestMarkerIsMended(t *testing.T) {
	dir, files, states, _ := prepared(t)
	files[markerFile] = []byte("probata vaul?")
	restore(t, dir, files)
	if _, err := Open(dir, []byte("wrong"), quick); !errors.Is(err, ErrDamaged) {
		t.Errorf("wrong pass phrase and broken marker: %v, want ErrDamaged", err)
	}
	v := reopen(t, dir)
	if states[content(v.Pages())] != 6 {
		t.Error("not what was saved")
	}
	v.Abandon()
	if _, err := Open(dir, []byte("wrong"), quick); !errors.Is(err, ErrPassphrase) {
		t.Errorf("after mending: %v, want ErrPassphrase", err)
	}
}

func TestVerify(t *testing.T) {
	v, dir := newVault(t)
	var names []string
	for i := range 3 {
		ref, err := v.PutBlob(ctx, bytes.NewReader(bytes.Repeat([]byte{byte(i)}, 70000)))
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, blobPath(ref.Name))
	}
	edit(t, v.Pages(), 1)
	if err := v.Save(ctx); err != nil {
		t.Fatal(err)
	}
	calls := 0
	if d, err := v.Verify(ctx, func(done, total int) { calls++ }); err != nil || len(d) > 0 || calls != 6 {
		t.Fatalf("sound vault: %v %v, %d calls of progress", d, err, calls)
	}
	flip := func(name string) {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		b[len(b)/2] ^= 1
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	flip(names[0])
	other, err := os.ReadFile(filepath.Join(dir, names[1]))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, names[2]), other, 0o600); err != nil {
		t.Fatal(err)
	}
	flip("image-1.age")
	flip(keyFile)
	want := map[string]What{names[0]: Broken, names[2]: Misplaced, "image-1.age": Broken, keyFile: Broken}
	found, err := v.Verify(ctx, nil)
	if err != nil || len(found) != len(want) {
		t.Errorf("%d findings, %v; want %d", len(found), err, len(want))
	}
	for _, d := range found {
		if want[d.File] != d.What {
			t.Errorf("%s is %s, want %s", d.File, d.What, want[d.File])
		}
	}
}

// TestBitFlipsInKeys changes bits in the files that key.age is not: the way in that
// they give is shut with the right word, and every other way stays open.
func TestBitFlipsInKeys(t *testing.T) {
	dir, want := saved(t)
	hybrid, _ := identities(t)
	v := reopen(t, dir)
	recovery, err := v.AddRecovery()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.AddColleague(hybrid.Recipient(), "x"); err != nil {
		t.Fatal(err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	ways := map[string]func() (*Vault, error){
		keyFile:      func() (*Vault, error) { return Open(dir, phrase, quick) },
		recoveryFile: func() (*Vault, error) { return OpenWithRecovery(dir, recovery, quick) },
		"key-1.age":  func() (*Vault, error) { return OpenWithIdentity(dir, hybrid, quick) },
	}
	for _, name := range []string{keyFile, recoveryFile, "key-1.age", ringFile} {
		good, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		for at := 0; at < len(good); at += max(1, len(good)/40) {
			bad := bytes.Clone(good)
			bad[at] ^= 1 << (at % 8)
			if err := os.WriteFile(filepath.Join(dir, name), bad, 0o600); err != nil {
				t.Fatal(err)
			}
			for way, open := range ways {
				v, err := open()
				if way == name {
					if !errors.Is(err, ErrDamaged) {
						t.Errorf("%s byte %d: %v, want ErrDamaged", name, at, err)
					}
				} else if err != nil {
					t.Errorf("%s byte %d: by %s: %v", name, at, way, err)
				}
				if err != nil {
					continue
				}
				if content(v.Pages()) != want {
					t.Errorf("%s byte %d: by %s: not what was saved", name, at, way)
				}
				if d, err := v.Verify(ctx, nil); err != nil || len(d) != 1 || d[0].File != name {
					t.Errorf("%s byte %d: verify: %v %v", name, at, d, err)
				}
				v.Abandon()
			}
			if err := os.WriteFile(filepath.Join(dir, name), good, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func FuzzRecord(f *testing.F) {
	f.Add([]byte(recordMagic))
	f.Add(append([]byte(recordMagic), make([]byte, recordHeader)...))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := parseRecord(b)
		if err != nil {
			return
		}
		for _, n := range r.pages {
			if int64(n)*PageSize >= r.size {
				t.Errorf("page %d lies outside of %d bytes", n, r.size)
			}
		}
	})
}

func FuzzMarker(f *testing.F) {
	f.Add([]byte("probata vault 1\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := parseMarker(b); err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) {
			t.Errorf("%q: %v", b, err)
		}
	})
}

// sealedOdd is a log entry whose seal holds and whose content is no record.
func sealedOdd(t *testing.T, k *key) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := k.seal(&b)
	if err != nil {
		t.Fatal(err)
	}
	w.Write([]byte("PVR9 something"))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return append(binary.BigEndian.AppendUint32(nil, uint32(b.Len())), b.Bytes()...)
}
