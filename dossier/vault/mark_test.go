package vault

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"
	"maps"
	mrand "math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// remembered is a vault whose log was not closed, with six saves in it, a computer that
// remembers it, and the files of both.
type remembered struct {
	t        *testing.T
	dir      string
	settings string
	o        Options
	files    map[string][]byte // of the vault
	mark     map[string][]byte // of the settings
	ends     []int64           // of the log behind each save
}

func newRemembered(t *testing.T) *remembered {
	t.Helper()
	r := &remembered{t: t, dir: filepath.Join(t.TempDir(), "Test.probata"), settings: filepath.Join(t.TempDir(), "none yet", "probata")}
	r.o = Options{WorkFactor: 1, Settings: r.settings}
	v, err := Create(r.dir, phrase, r.o)
	if err != nil {
		t.Fatal(err)
	}
	attach(t, v, 3000)
	for i := 1; i <= 6; i++ {
		edit(t, v.Pages(), i)
		if err := v.Save(ctx); err != nil {
			t.Fatal(err)
		}
		r.ends = append(r.ends, v.log.size)
	}
	if err := v.Remembers(); err != nil {
		t.Fatal(err)
	}
	crash(v)
	r.files, r.mark = read(t, r.dir), read(t, r.settings)
	delete(r.files, lockFile)
	delete(r.files, holderFile)
	return r
}

// read gives the files of a folder.
func read(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, n := range strings.Fields(listing(t, dir)) {
		b, err := os.ReadFile(filepath.Join(dir, n))
		if err != nil {
			t.Fatal(err)
		}
		files[n] = b
	}
	return files
}

// put makes the folders what they were, with some files of the vault exchanged; nil
// takes one away.
func (r *remembered) put(exchanged map[string][]byte, marked bool) {
	r.t.Helper()
	files := maps.Clone(r.files)
	for n, b := range exchanged {
		if files[n] = b; b == nil {
			delete(files, n)
		}
	}
	restore(r.t, r.dir, files)
	if err := os.RemoveAll(r.settings); err != nil {
		r.t.Fatal(err)
	}
	if marked {
		if err := os.MkdirAll(filepath.Join(r.settings, marksDir), 0o700); err != nil {
			r.t.Fatal(err)
		}
		for n, b := range r.mark {
			if err := os.WriteFile(filepath.Join(r.settings, n), b, 0o600); err != nil {
				r.t.Fatal(err)
			}
		}
	}
}

func (r *remembered) open() *Vault {
	r.t.Helper()
	v, err := Open(r.dir, phrase, r.o)
	if err != nil {
		r.t.Fatal(err)
	}
	return v
}

// found is what an opening tells, and leaves.
func (r *remembered) found() []What {
	r.t.Helper()
	v := r.open()
	defer crash(v)
	return whats(v.Found())
}

func whats(found []Damage) []What {
	var out []What
	for _, d := range found {
		out = append(out, d.What)
	}
	return out
}

// TestEndOfTheLog: nothing that was saved vanishes from the end without a word. With a
// mark the very record is known; without one a cut between two records cannot be seen.
func TestEndOfTheLog(t *testing.T) {
	r := newRemembered(t)
	log := r.files["log-1.age"]
	last := func(n int) int { return int(r.ends[len(r.ends)-1-n]) } // end of the n-th save from behind
	flipped := bytes.Clone(log)
	flipped[(last(1)+last(0))/2] ^= 1
	overwritten := append(bytes.Clone(log[:last(2)]), make([]byte, last(0)-last(2))...)
	rand.Read(overwritten[last(2):])
	half := append(bytes.Clone(log), log[last(1):last(1)+(last(0)-last(1))/2]...) // a further save, broken off
	two := bytes.Clone(log)
	two[last(2)+300] ^= 1
	two[last(1)+300] ^= 1
	for _, c := range []struct {
		name          string
		log           []byte
		with, without []What
	}{
		{"as it was", log, nil, nil},
		{"a crash in the next save", half, []What{Torn}, []What{Torn}},
		{"zeros behind", append(bytes.Clone(log), make([]byte, 700)...), []What{Torn}, []What{Torn}},
		{"cut behind the last but one", log[:last(1)], []What{CutOff}, nil},
		{"cut behind the first", log[:last(5)], []What{CutOff}, nil},
		{"cut within the last", log[:last(1)+70], []What{Garbled}, []What{Torn}},
		{"a bit of the last", flipped, []What{Garbled}, []What{Torn}},
		{"the last two overwritten", overwritten, []What{Garbled}, []What{Torn}},
		{"a bit of each of the last two", two, []What{Garbled}, []What{Garbled}},
	} {
		for marked, want := range map[bool][]What{true: c.with, false: c.without} {
			r.put(map[string][]byte{"log-1.age": c.log}, marked)
			if got := r.found(); !slices.Equal(got, want) {
				t.Errorf("%s, mark %v: %q, want %q", c.name, marked, got, want)
			}
		}
	}
}

// TestMissingStaysTold: what is missing is told at every opening, also when work goes
// on without it, until it is back or the user says that it is meant so.
func TestMissingStaysTold(t *testing.T) {
	r := newRemembered(t)
	cut := map[string][]byte{"log-1.age": r.files["log-1.age"][:r.ends[3]]}
	for _, c := range []struct {
		name string
		do   func(v *Vault)
		want []What // at the opening after it
	}{
		{"closed", func(v *Vault) {}, []What{Older}},
		{"worked on", func(v *Vault) { edit(t, v.Pages(), 77) }, []What{Older}},
		{"accepted", func(v *Vault) {
			if err := v.Accept(); err != nil || len(v.Found()) > 0 {
				t.Errorf("accept: %v, %v", err, v.Found())
			}
		}, nil},
	} {
		r.put(cut, true)
		v := r.open()
		if d := v.Found(); len(d) != 1 || d[0].What != CutOff || d[0].Newest.IsZero() || d[0].Harmless() {
			t.Errorf("%s: at first %v", c.name, d)
		}
		c.do(v)
		if err := v.Close(); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			v := r.open()
			if got := whats(v.Found()); !slices.Equal(got, c.want) {
				t.Errorf("%s: then %q, want %q", c.name, got, c.want)
			}
			edit(t, v.Pages(), 78)
			if err := v.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	r.put(cut, true)
	crash(r.open())
	restore(t, r.dir, r.files) // the whole one is put back
	if got := r.found(); len(got) > 0 {
		t.Errorf("put back: %q", got)
	}
	if got := r.found(); len(got) > 0 {
		t.Errorf("put back, once more: %q", got)
	}
}

// TestOlderCopy puts a whole older copy in the place of the vault, and beside it.
func TestOlderCopy(t *testing.T) {
	r := newRemembered(t)
	v := r.open()
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	closed := read(t, r.dir)
	v = r.open()
	edit(t, v.Pages(), 50)
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	newest := read(t, r.dir)
	mark := read(t, r.settings)
	beside := filepath.Join(t.TempDir(), "Copy.probata")
	for _, c := range []struct {
		name  string
		files map[string][]byte
		at    string
		want  []What
	}{
		{"the newest", newest, r.dir, nil},
		{"the newest, elsewhere", newest, beside, nil},
		{"an older one", closed, r.dir, []What{Older}},
		{"an older one, elsewhere", closed, beside, []What{Older}},
		{"one that was not closed", r.files, beside, []What{Older}},
	} {
		r.mark = mark
		r.put(nil, true)
		restore(t, c.at, c.files)
		for _, reading := range []bool{true, false} {
			open := Open
			if reading {
				open = OpenReadOnly
			}
			v, err := open(c.at, phrase, r.o)
			if err != nil {
				t.Fatal(err)
			}
			if got := whats(v.Found()); !slices.Equal(got, c.want) {
				t.Errorf("%s, for reading %v: %q, want %q", c.name, reading, got, c.want)
			}
			v.Abandon()
		}
	}
	// Two copies that are both worked on: once accepted, neither is told again.
	r.put(nil, true)
	restore(t, r.dir, newest)
	restore(t, beside, closed)
	for i := range 4 {
		for _, at := range []string{beside, r.dir} {
			v, err := Open(at, phrase, r.o)
			if err != nil {
				t.Fatal(err)
			}
			if got := whats(v.Found()); (len(got) > 0) != (i == 0 && at == beside) {
				t.Errorf("round %d, %s: %q", i, filepath.Base(at), got)
			}
			if err := v.Accept(); err != nil {
				t.Fatal(err)
			}
			edit(t, v.Pages(), 60+i)
			if err := v.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestRestoredBackup: a backup from before the last closing, which changed nothing, is
// not called old; one from before the last change is.
func TestRestoredBackup(t *testing.T) {
	r := newRemembered(t)
	stick := t.TempDir()
	v := r.open()
	edit(t, v.Pages(), 30)
	b, err := v.Backup(ctx, stick, BackupPlan{Keep: 9})
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(ctx, b.Path, filepath.Join(stick, "A"), r.o, nil); err != nil {
		t.Fatal(err)
	}
	if v, err = Open(filepath.Join(stick, "A"), phrase, r.o); err != nil {
		t.Fatal(err)
	}
	if got := v.Found(); len(got) > 0 {
		t.Errorf("restored, unchanged since: %v", got)
	}
	v.Abandon()
	v = r.open()
	if got := v.Found(); len(got) > 0 {
		t.Errorf("the vault itself: %v", got)
	}
	edit(t, v.Pages(), 31)
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(ctx, b.Path, filepath.Join(stick, "B"), r.o, nil); err != nil {
		t.Fatal(err)
	}
	if v, err = Open(filepath.Join(stick, "B"), phrase, r.o); err != nil {
		t.Fatal(err)
	}
	if got := whats(v.Found()); !slices.Equal(got, []What{Older}) {
		t.Errorf("restored, changed since: %q", got)
	}
	v.Abandon()
	if v, err = OpenReadOnly(b.Path, phrase, r.o); err != nil {
		t.Fatal(err)
	}
	if got := v.Found(); len(got) > 0 {
		t.Errorf("the backup itself: %v", got)
	}
	v.Abandon()
}

// TestOldKey: a copy from before a change of key has the same content, and is old.
func TestOldKey(t *testing.T) {
	r := newRemembered(t)
	v := r.open()
	if err := v.Rekey(ctx, phrase, nil); err != nil {
		t.Fatal(err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if got := r.found(); len(got) > 0 {
		t.Errorf("after the change: %q", got)
	}
	restore(t, r.dir, r.files)
	if got := r.found(); !slices.Equal(got, []What{Older}) {
		t.Errorf("the copy from before: %q", got)
	}
}

// TestOnceMarked: several machines, no settings, broken marks.
func TestMarks(t *testing.T) {
	r := newRemembered(t)
	other := Options{WorkFactor: 1, Settings: t.TempDir()}
	v, err := Open(r.dir, phrase, other) // another computer, with the same stick
	if err != nil || len(v.Found()) > 0 || !v.FirstHere() || v.Vouched() {
		t.Fatalf("another computer: %v, %v", err, v.Found())
	}
	edit(t, v.Pages(), 40)
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	v = r.open()
	if got := v.Found(); len(got) > 0 || v.FirstHere() || !v.Vouched() {
		t.Errorf("back from there: %v, vouched %v", got, v.Vouched())
	}
	v.Abandon()

	name := slices.Sorted(maps.Keys(r.mark))[1]
	if !strings.HasPrefix(name, marksDir+"/") || len(name) != len(marksDir)+1+64 {
		t.Fatalf("the mark is called %s", name)
	}
	for _, c := range []struct {
		what string
		mark []byte
	}{
		{"a bit", func() []byte { b := bytes.Clone(r.mark[name]); b[len(b)/2] ^= 1; return b }()},
		{"cut", r.mark[name][:100]},
		{"empty", nil},
		{"made by somebody without the key", bytes.Repeat([]byte{7}, len(r.mark[name]))},
	} {
		r.put(nil, true)
		if err := os.WriteFile(filepath.Join(r.settings, name), c.mark, 0o600); err != nil {
			t.Fatal(err)
		}
		if got := r.found(); !slices.Equal(got, []What{MarkBroken}) {
			t.Errorf("mark %s: %q", c.what, got)
		}
		if got := r.found(); len(got) > 0 {
			t.Errorf("mark %s, once told: %q", c.what, got)
		}
	}

	r.put(nil, false)
	if err := os.WriteFile(r.settings, nil, 0o600); err != nil { // a file where the folder would be
		t.Fatal(err)
	}
	v = r.open()
	if v.Remembers() == nil || len(v.Found()) > 0 {
		t.Errorf("without a place for marks: %v, %v", v.Remembers(), v.Found())
	}
	edit(t, v.Pages(), 41)
	if err := v.Close(); err != nil {
		t.Errorf("without a place for marks: %v", err)
	}
	v, err = Open(r.dir, phrase, quick)
	if err != nil || !errors.Is(v.Remembers(), ErrNoSettings) {
		t.Errorf("without settings: %v, %v", err, v.Remembers())
	}
	v.Abandon()
}

// TestMarkFails: when the settings cannot be written any more, or again, saving goes on
// and nothing is said to be missing that is there.
func TestMarkFails(t *testing.T) {
	p := &pulled{disk: newDisk(), dir: "/home/probata"}
	o := onDisk(p)
	v, err := Create("/V", phrase, o)
	if err != nil {
		t.Fatal(err)
	}
	for i, out := range []bool{false, true, true, false, true, false, false} {
		p.out = out
		edit(t, v.Pages(), i)
		if err := v.Save(ctx); err != nil || (v.Remembers() != nil) != out {
			t.Errorf("save %d: %v, %v", i, err, v.Remembers())
		}
		if i%2 == 0 {
			if err := v.Close(); err != nil {
				t.Errorf("close %d: %v", i, err)
			}
			if v, err = Open("/V", phrase, o); err != nil {
				t.Fatal(err)
			}
			if got := v.Found(); len(got) > 0 {
				t.Errorf("opening %d: %v", i, got)
			}
		}
	}
	v.Abandon()
}

// TestMarkTellsNothing: neither name nor content of what lies in the settings gives
// anything away, and nobody but the owner may look.
func TestMarkTellsNothing(t *testing.T) {
	r := newRemembered(t)
	if len(r.mark) != 2 {
		t.Fatalf("%d files", len(r.mark))
	}
	again := newRemembered(t)
	for n, b := range r.mark {
		if bytes.Contains(b, []byte("probata")) || bytes.Contains(b, []byte("/")) && bytes.Contains(b, []byte(r.dir)) || strings.Contains(n, "Test") {
			t.Errorf("%s tells of the vault", n)
		}
		if n != computerFile && (again.mark[n] != nil || len(b) != markBytes+12+16) {
			t.Errorf("%s has %d bytes", n, len(b))
		}
		info, err := os.Stat(filepath.Join(r.settings, n))
		if err != nil || info.Mode().Perm() != 0o600 && runtime.GOOS != "windows" {
			t.Errorf("%s: %v %v", n, info.Mode(), err)
		}
	}
	if runtime.GOOS == "windows" {
		return // which has no modes: the tests of outfile look at its access lists
	}
	for _, dir := range []string{r.settings, filepath.Join(r.settings, marksDir)} {
		if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%s: %v %v", filepath.Base(dir), info.Mode(), err)
		}
	}
}

func TestErasedMark(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(r *remembered) error
		left int
	}{
		{"an open vault", func(r *remembered) error { return r.open().Erase() }, 1},
		{"with the pass phrase", func(r *remembered) error { return EraseKnown(r.dir, phrase, r.o) }, 1},
		{"with a wrong one", func(r *remembered) error { return EraseKnown(r.dir, []byte("x"), r.o) }, 2},
		{"without one", func(r *remembered) error { return EraseKnown(r.dir, nil, r.o) }, 2},
	} {
		r := newRemembered(t)
		if err := c.do(r); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if _, err := os.Stat(r.dir); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: the vault is there: %v", c.name, err)
		}
		if left := read(t, r.settings); len(left) != c.left {
			t.Errorf("%s: %d files are left in the settings", c.name, len(left))
		}
	}
}

func TestParseMark(t *testing.T) {
	var places []placeMark
	for i := range markPlaces {
		p := placeMark{written: int64(i), sure: i%2 == 0}
		p.place[0] = byte(i + 1)
		p.high = point{generation: uint64(i + 1), sequence: 2, saved: time.Now().UnixMilli()}
		p.high.sum[3] = 9
		p.now, p.same = point{generation: 3}, point{sequence: 4}
		places = append(places, p)
	}
	for n := range places {
		got, err := parseMark(markText(places[:n]))
		if err != nil || !slices.Equal(got, places[:n]) {
			t.Errorf("%d places: %+v, %v", n, got, err)
		}
	}
	for _, b := range [][]byte{nil, []byte(markMagic), make([]byte, markBytes), markText(places)[1:]} {
		if _, err := parseMark(b); err == nil {
			t.Errorf("%d bytes %s are read as a mark", len(b), hex.EncodeToString(b[:min(len(b), 8)]))
		}
	}
}

// TestRandomDamage damages a vault whose log was not closed in 300 ways: each is told,
// by refusing to open, at the opening, or by Verify. Without a mark all but a cut
// behind a whole record are.
func TestRandomDamage(t *testing.T) {
	r := newRemembered(t)
	rng := mrand.New(mrand.NewPCG(25, 300))
	names := slices.Sorted(maps.Keys(r.files))
	for i := range 300 {
		name := names[rng.IntN(len(names))]
		if i%2 == 0 {
			name = "log-1.age"
		}
		b := bytes.Clone(r.files[name])
		at, how := rng.IntN(len(b)), rng.IntN(5)
		switch how {
		case 0:
			b[at] ^= 1 << rng.IntN(8)
		case 1:
			b = b[:at]
		case 2:
			rest := b[at:min(len(b), at+1+rng.IntN(20000))]
			for n := range rest {
				rest[n] ^= byte(1 + rng.IntN(255))
			}
		case 3:
			b = slices.Delete(b, at, min(len(b), at+1+rng.IntN(500)))
		case 4:
			if name != "log-1.age" {
				b = nil
				break
			}
			b = b[:append([]int64{0}, r.ends[:len(r.ends)-1]...)[rng.IntN(len(r.ends))]] // between records
		}
		for _, marked := range []bool{true, false} {
			cut := !marked && name == "log-1.age" && len(b) > 0 && slices.Contains(r.ends, int64(len(b))) && bytes.Equal(b, r.files[name][:len(b)])
			r.put(map[string][]byte{name: b}, marked)
			if told := r.told(); !told && !cut {
				t.Errorf("damage %d of %s (kind %d at %d of %d), mark %v: not told", i, name, how, at, len(r.files[name]), marked)
			}
		}
	}
}

func (r *remembered) told() bool {
	v, err := Open(r.dir, phrase, r.o)
	if err != nil {
		return errors.Is(err, ErrDamaged)
	}
	defer crash(v)
	damage, err := v.Verify(ctx, nil)
	if err != nil {
		r.t.Fatal(err)
	}
	return len(damage)+len(v.Found()) > 0 || len(missing(v, r.files)) > 0
}

// missing are the attachments that are not there: the database, of which a vault knows
// nothing, would say so.
func missing(v *Vault, files map[string][]byte) (out []string) {
	for n := range files {
		if strings.HasPrefix(n, blobDir+"/") && v.folder.missing(n) {
			out = append(out, n)
		}
	}
	return out
}

// TestSalvageWithMark: what a rescue could not bring back is told by it, also what only
// the mark knows of, and by no opening after it.
func TestSalvageWithMark(t *testing.T) {
	r := newRemembered(t)
	for name, c := range map[string]struct {
		bad  map[string][]byte
		want []What
	}{
		"a record in the middle": {map[string][]byte{"log-1.age": flip(r.files["log-1.age"], int(r.ends[1])+300)}, []What{Broken, CutOff}},
		"the log":                {map[string][]byte{"log-1.age": nil}, []What{Missing, CutOff}},
	} {
		r.put(c.bad, true)
		v, found, err := OpenDamaged(r.dir, phrase, r.o)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := whats(found.Lost); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v", name, found.Lost)
		}
		crash(v)
		if got := r.found(); len(got) > 0 {
			t.Errorf("%s: told again: %q", name, got)
		}
	}
}

func flip(b []byte, at int) []byte {
	b = bytes.Clone(b)
	b[at] ^= 1
	return b
}

func FuzzMark(f *testing.F) {
	f.Add(markText(nil))
	f.Add(markText([]placeMark{{written: 1, high: point{generation: 2}, sure: true}}))
	f.Fuzz(func(t *testing.T, b []byte) {
		places, err := parseMark(b)
		if err != nil {
			return
		}
		if again, err := parseMark(markText(places)); err != nil || !slices.Equal(places, again) {
			t.Errorf("%x is read as %+v, and that as %+v, %v", b, places, again, err)
		}
	})
}
