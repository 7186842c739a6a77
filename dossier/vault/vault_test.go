package vault

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// quick makes key files cheap; the format is the same.
var quick = Options{WorkFactor: 1}

var (
	phrase = []byte("badofi gulamo")
	ctx    = context.Background()
)

func newVault(t *testing.T) (*Vault, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "Test.probata")
	v, err := Create(dir, phrase, quick)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Abandon() })
	return v, dir
}

// edit is one transaction: step i changes a few pages and now and then the size.
func edit(t testing.TB, p *Pages, i int) {
	t.Helper()
	p.BeginWrite()
	defer p.EndWrite()
	for n := range 5 {
		b := bytes.Repeat([]byte{byte(i), byte(n), 0xA5}, 700)
		if _, err := p.WriteAt(b, int64((i*7919+n*13*PageSize+n*100)%(60*PageSize))); err != nil {
			t.Fatal(err)
		}
	}
	if i%4 == 3 {
		if err := p.Truncate(int64(20+i%9) * PageSize); err != nil {
			t.Fatal(err)
		}
	}
}

func content(p *Pages) [sha256.Size]byte {
	h := sha256.New()
	io.Copy(h, io.NewSectionReader(p, 0, p.Size()))
	return [sha256.Size]byte(h.Sum(nil))
}

// crash drops a vault as a killed process would.
func crash(v *Vault) {
	v.lock.Close()
	v.lock = nil
	v.Abandon()
}

func reopen(t *testing.T, dir string) *Vault {
	t.Helper()
	v, err := Open(dir, phrase, quick)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Abandon() })
	return v
}

func listing(t *testing.T, dir string) string {
	t.Helper()
	var names []string
	filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && d.Name() != holderFile { // which comes and goes
			rel, _ := filepath.Rel(dir, path)
			names = append(names, filepath.ToSlash(rel))
		}
		return err
	})
	return strings.Join(names, " ")
}

func TestRoundTrip(t *testing.T) {
	v, dir := newVault(t)
	for i := range 20 {
		edit(t, v.Pages(), i)
		if err := v.Save(ctx); err != nil {
			t.Fatal(err)
		}
	}
	want := content(v.Pages())
	crash(v)

	v = reopen(t, dir)
	if content(v.Pages()) != want {
		t.Error("after a crash: not what was saved")
	}
	if v.Dropped() {
		t.Error("after a crash between saves: reports a dropped record")
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if got, want := listing(t, dir), "image-2.age key.age lock log-2.age probata.vault"; got != want {
		t.Errorf("after Close: %s; want %s", got, want)
	}

	v = reopen(t, dir)
	if content(v.Pages()) != want {
		t.Error("after Close: not what was saved")
	}
	before := listing(t, dir)
	if err := v.Save(ctx); err != nil {
		t.Fatal(err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if got := listing(t, dir); got != before {
		t.Errorf("a session without a change wrote: %s; before: %s", got, before)
	}
}

func TestSaveInTransaction(t *testing.T) {
	v, _ := newVault(t)
	edit(t, v.Pages(), 1)
	v.Pages().BeginWrite()
	if err := v.Save(ctx); !errors.Is(err, ErrBusy) {
		t.Errorf("Save in a transaction: %v, want ErrBusy", err)
	}
	if err := v.Compact(ctx); !errors.Is(err, ErrBusy) {
		t.Errorf("Compact in a transaction: %v, want ErrBusy", err)
	}
	if err := v.Close(); !errors.Is(err, ErrBusy) {
		t.Errorf("Close in a transaction: %v, want ErrBusy", err)
	}
	v.Pages().EndWrite()
	if err := v.Close(); err != nil {
		t.Error(err)
	}
	if err := v.Save(ctx); !errors.Is(err, ErrClosed) {
		t.Errorf("Save after Close: %v, want ErrClosed", err)
	}
	if _, err := v.Pages().WriteAt([]byte{1}, 0); !errors.Is(err, ErrClosed) {
		t.Errorf("WriteAt after Close: %v, want ErrClosed", err)
	}
}

func TestCompactWhileEditing(t *testing.T) {
	v, dir := newVault(t)
	for i := range 9 {
		edit(t, v.Pages(), i)
	}
	frozen, generation, err := v.freeze()
	if err != nil {
		t.Fatal(err)
	}
	edit(t, v.Pages(), 10) // goes into the old log
	if err := v.Save(ctx); err != nil {
		t.Fatal(err)
	}
	edit(t, v.Pages(), 11) // goes only into the new one
	sum, err := v.folder.writeImage(ctx, v.key, generation, frozen)
	if err != nil {
		t.Fatal(err)
	}
	if err := v.change(generation, sum, frozen); err != nil {
		t.Fatal(err)
	}
	frozen.release()
	want := content(v.Pages())
	if v.Pages().Dirty() {
		t.Error("dirty after the change of generation")
	}
	crash(v)
	if v = reopen(t, dir); content(v.Pages()) != want {
		t.Error("edits made during a compaction are lost")
	}
}

func TestBigChangeBecomesImage(t *testing.T) {
	v, dir := newVault(t)
	if _, err := v.Pages().WriteAt(bytes.Repeat([]byte("x"), logLimit+PageSize), 0); err != nil {
		t.Fatal(err)
	}
	if err := v.Save(ctx); err != nil {
		t.Fatal(err)
	}
	want := content(v.Pages())
	if i, err := os.Stat(filepath.Join(dir, "log-2.age")); err != nil || i.Size() > 1<<10 {
		t.Errorf("log-2.age: %v, %v", i, err)
	}
	crash(v)
	if v = reopen(t, dir); content(v.Pages()) != want {
		t.Error("not what was saved")
	}
}

func TestLongLogIsCompacted(t *testing.T) {
	v, dir := newVault(t)
	big := make([]byte, 6<<20)
	for i := range 4 {
		for n := range big {
			big[n] = byte(n*i + n>>8)
		}
		if _, err := v.Pages().WriteAt(big, 0); err != nil {
			t.Fatal(err)
		}
		if err := v.Save(ctx); err != nil {
			t.Fatal(err)
		}
	}
	v.background.Wait()
	if err := v.Save(ctx); err != nil {
		t.Fatal(err)
	}
	want := content(v.Pages())
	if got := listing(t, dir); !strings.Contains(got, "image-2.age") || strings.Contains(got, "image-1.age") {
		t.Errorf("after 24 MiB of log: %s", got)
	}
	crash(v)
	if v = reopen(t, dir); content(v.Pages()) != want {
		t.Error("not what was saved")
	}
}

func TestOpenRefuses(t *testing.T) {
	v, dir := newVault(t)
	if _, err := Open(dir, phrase, quick); !errors.Is(err, ErrLocked) {
		t.Errorf("open twice: %v, want ErrLocked", err)
	}
	if _, err := Create(dir, phrase, quick); !errors.Is(err, ErrExists) {
		t.Errorf("create over a vault: %v, want ErrExists", err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{"", "badofi gulam", "Badofi gulamo"} {
		if _, err := Open(dir, []byte(p), quick); !errors.Is(err, ErrPassphrase) {
			t.Errorf("open with %q: %v, want ErrPassphrase", p, err)
		}
	}
	for _, d := range []string{t.TempDir(), filepath.Join(dir, "none"), filepath.Join(dir, keyFile)} {
		if _, err := Open(d, phrase, quick); !errors.Is(err, ErrNotVault) {
			t.Errorf("open %s: %v, want ErrNotVault", d, err)
		}
	}
	if _, err := Create(filepath.Join(t.TempDir(), "new"), nil, quick); !errors.Is(err, ErrPassphrase) {
		t.Errorf("create without a pass phrase: %v, want ErrPassphrase", err)
	}

	var newer bytes.Buffer
	newer.WriteString("probata vault 2\nsomething new\n")
	newer.WriteString(sumLine(markerFile, newer.Bytes()) + "\n")
	if err := os.WriteFile(filepath.Join(dir, markerFile), newer.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, phrase, quick); !errors.Is(err, ErrNewer) {
		t.Errorf("open a newer vault: %v, want ErrNewer", err)
	}
}

func TestReadOnlyFolder(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no folder in which a mode forbids to make files")
	}
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(filepath.Join(dir, "x"), phrase, quick); !errors.Is(err, ErrNoSpace) {
		t.Errorf("create in a read-only folder: %v, want ErrNoSpace", err)
	}
}

func TestChangePassphrase(t *testing.T) {
	v, dir := newVault(t)
	if err := v.ChangePassphrase([]byte("tumoka neridi")); err != nil {
		t.Fatal(err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, phrase, quick); !errors.Is(err, ErrPassphrase) {
		t.Errorf("open with the old pass phrase: %v, want ErrPassphrase", err)
	}
	v, err := Open(dir, []byte("tumoka neridi"), quick)
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestLeftoversAreRemoved(t *testing.T) {
	v, dir := newVault(t)
	edit(t, v.Pages(), 1)
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	before := listing(t, dir)
	for _, n := range []string{"image-3.age.tmp", "log-3.age.tmp", "log-3.age", "image-1.age", "key.age.tmp", "blobs/x.tmp"} {
		if err := os.WriteFile(filepath.Join(dir, n), []byte("left"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	reopen(t, dir)
	if got := listing(t, dir); got != before {
		t.Errorf("after opening: %s; want %s", got, before)
	}
}

func TestBlobs(t *testing.T) {
	v, dir := newVault(t)
	sizes := []int64{0, 1, 504, 505, 65535, 65536, 1<<20 + 1}
	for _, n := range sizes {
		data := bytes.Repeat([]byte("marker! "), int(n/8+1))[:n]
		ref, err := v.PutBlob(ctx, bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if ref.Size != n || ref.SHA256 != sha256.Sum256(data) {
			t.Errorf("%d bytes: wrong reference", n)
		}
		again, err := v.PutBlob(ctx, bytes.NewReader(data))
		if err != nil || again != ref {
			t.Errorf("%d bytes: put again: %v", n, err)
		}
		in, err := v.Blob(ref.Name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(in)
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("%d bytes: read back %d, %v", n, len(got), err)
		}
		if err := in.Close(); err != nil {
			t.Error(err)
		}
	}
	names, err := v.Blobs()
	if err != nil || len(names) != len(sizes) {
		t.Errorf("%d attachments, %v; want %d", len(names), err, len(sizes))
	}
	if err := v.RemoveBlob(names[0]); err != nil {
		t.Error(err)
	}
	if _, err := v.Blob(names[0]); !errors.Is(err, ErrDamaged) || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("removed attachment: %v", err)
	}
	for _, n := range []string{"", "..", "../key", strings.ToUpper(names[1])} {
		if _, err := v.Blob(n); !errors.Is(err, os.ErrInvalid) {
			t.Errorf("attachment %q: %v, want ErrInvalid", n, err)
		}
	}
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := v.PutBlob(stopped, strings.NewReader("x")); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if strings.Contains(listing(t, dir), ".tmp") {
		t.Errorf("leaves a temporary file: %s", listing(t, dir))
	}
}

func TestPadme(t *testing.T) {
	for _, c := range []struct{ size, want int64 }{
		{0, 512}, {512, 512}, {513, 544}, {1000, 1024}, {1 << 20, 1 << 20}, {1<<20 + 1, 1<<20 + 1<<15}, {9999999, 10223616},
	} {
		if got := padme(c.size); got != c.want {
			t.Errorf("padme(%d) = %d, want %d", c.size, got, c.want)
		}
	}
}

func TestNothingInClear(t *testing.T) {
	v, dir := newVault(t)
	marker := []byte("Zhanna Marker 4711")
	if _, err := v.Pages().WriteAt(bytes.Repeat(marker, 1000), 0); err != nil {
		t.Fatal(err)
	}
	if err := v.Save(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := v.PutBlob(ctx, bytes.NewReader(bytes.Repeat(marker, 5000))); err != nil {
		t.Fatal(err)
	}
	look := func() {
		for _, n := range strings.Fields(listing(t, dir)) {
			b, err := os.ReadFile(filepath.Join(dir, n))
			if err != nil {
				t.Fatal(err)
			}
			for _, secret := range [][]byte{marker[:8], []byte("AGE-SECRET"), phrase} {
				if bytes.Contains(b, secret) {
					t.Errorf("%s holds %q", n, secret)
				}
			}
		}
	}
	look()
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	look()
}

func TestPagesShrinkAndGrow(t *testing.T) {
	p := newPages()
	p.WriteAt(bytes.Repeat([]byte{1}, 10*PageSize), 0)
	p.settle()
	p.Truncate(5*PageSize + 10)
	p.WriteAt([]byte{2}, 9*PageSize)
	d, _, err := p.take(false, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	if want := []uint32{5, 6, 7, 8, 9}; !slices.Equal(d.pages, want) {
		t.Errorf("changed pages %v, want %v", d.pages, want)
	}
	b := make([]byte, 4)
	if n, err := p.ReadAt(b, 9*PageSize-1); n != 2 || err != io.EOF || b[0] != 0 || b[1] != 2 {
		t.Errorf("read %d %v % x", n, err, b)
	}
}
