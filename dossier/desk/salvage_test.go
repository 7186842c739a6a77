package desk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"probata/dossier/vault"
)

// sumOf is a digest of every file under a folder with its name.
func sumOf(t *testing.T, dir string) string {
	t.Helper()
	h := sha256.New()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == "lock" {
			return err
		}
		data, err := os.ReadFile(path)
		h.Write([]byte(path))
		h.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(h.Sum(nil))
}

// flip turns one bit of the only file that fits a pattern, so far into it.
func flip(t *testing.T, dir, pattern string, part float64) {
	t.Helper()
	names, _ := filepath.Glob(filepath.Join(dir, pattern))
	if len(names) != 1 {
		t.Fatalf("%d files %s", len(names), pattern)
	}
	data, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	data[int(float64(len(data))*part)] ^= 1
	if err := os.WriteFile(names[0], data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestSalvage makes a vault of what is left of a broken one: where tables are broken
// out of the history, else as it was; what is lost is named, the broken vault stays
// bit for bit, and what came of it is sound and the only thing left behind.
func TestSalvage(t *testing.T) {
	for _, c := range []struct {
		name, file string
		part       float64
		records    int
		files      int
		rebuilt    bool
	}{
		{"image", "image-*.age", 0.5, 50, 0, true},
		{"attachment", "blobs/*.age", 0.9, 100, 0, false},
		{"header", "key.age", 0, 0, 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			st, dir, _ := newVault(t)
			if err := st.Close(); err != nil {
				t.Fatal(err)
			}
			flip(t, dir, c.file, c.part)
			before, to := sumOf(t, dir), filepath.Join(t.TempDir(), "New.probata")
			if err := os.Mkdir(to, 0o700); err != nil { // an empty folder will do
				t.Fatal(err)
			}
			st, got, err := Salvage(t.Context(), dir, to, []byte(phrase), storeOptions(), nil)
			if sumOf(t, dir) != before {
				t.Error("the damaged vault was touched")
			}
			if c.records == 0 {
				if err == nil {
					t.Error("a vault without a key is salvaged")
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer st.Close()
			if len(got.Cases) != 1 || got.Records < c.records || got.Files < c.files || len(got.Lost) == 0 || got.Rebuilt != c.rebuilt {
				t.Errorf("%d cases, %d records, %d files, rebuilt %v, lost %v", len(got.Cases), got.Records, got.Files, got.Rebuilt, got.Lost)
			}
			if all, _ := filepath.Glob(to + "*"); len(all) != 1 {
				t.Errorf("left behind: %v", all)
			}
			if damage, err := st.Verify(t.Context(), nil); err != nil || c.rebuilt && len(damage) > 0 {
				t.Errorf("what was rescued is damaged itself: %v, %v", damage, err)
			}
		})
	}
}

// TestSalvageRefuses: nothing is copied for a pass phrase that does not fit, over
// what is there, or out of a folder that is no vault.
func TestSalvageRefuses(t *testing.T) {
	st, dir, _ := newVault(t)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "x"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		from, to, pass string
		want           error
	}{
		{dir, filepath.Join(t.TempDir(), "N"), "wrong", vault.ErrPassphrase},
		{dir, full, phrase, vault.ErrExists},
		{t.TempDir(), filepath.Join(t.TempDir(), "N"), phrase, vault.ErrNotVault},
	} {
		st, _, err := Salvage(t.Context(), c.from, c.to, []byte(c.pass), storeOptions(), nil)
		if !errors.Is(err, c.want) || st != nil {
			t.Errorf("%v, want %v", err, c.want)
		}
	}
	if _, err := os.Stat(filepath.Join(full, "x")); err != nil {
		t.Error("what was there is gone")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	to := filepath.Join(t.TempDir(), "N")
	if _, _, err := Salvage(ctx, dir, to, []byte(phrase), storeOptions(), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("ended: %v", err)
	}
	if _, err := os.Stat(to); err == nil {
		t.Error("what was ended left a folder")
	}
}

// badDisk gives nothing back from one byte up to another.
type badDisk struct {
	data     []byte
	from, to int64
}

var errBlock = errors.New("input/output error")

func (d badDisk) ReadAt(p []byte, at int64) (int, error) {
	end := at + int64(len(p))
	if at < d.to && end > d.from {
		return copy(p, d.data[at:max(at, d.from)]), errBlock
	}
	return copy(p, d.data[at:end]), nil
}

// TestCopyHoles: behind a bad block all is copied, and of it no more is lost than
// itself.
func TestCopyHoles(t *testing.T) {
	data := bytes.Repeat([]byte("probata "), (3<<20)/8+5)
	for _, c := range []struct{ from, to int64 }{{0, 0}, {0, 1}, {5000, 9000}, {1 << 20, 1<<20 + 4096}, {1<<20 - 1, 1<<20 + 1}, {int64(len(data)) - 1, int64(len(data))}} {
		var out bytes.Buffer
		broken, err := copyHoles(t.Context(), &out, badDisk{data, c.from, c.to}, int64(len(data)))
		if err != nil || (broken == nil) != (c.from == c.to) {
			t.Fatalf("%v: %v, %v", c, broken, err)
		}
		got := out.Bytes()
		if len(got) != len(data) {
			t.Fatalf("%v: %d of %d bytes", c, len(got), len(data))
		}
		wrong := int64(0)
		for i := range got {
			if got[i] != data[i] {
				if got[i] != 0 {
					t.Fatalf("%v: byte %d is made up", c, i)
				}
				wrong++
			}
		}
		if most := c.to - c.from + 2*copyHole; c.from < c.to && wrong > most || c.from == c.to && wrong > 0 {
			t.Errorf("%v: %d bytes are lost", c, wrong)
		}
	}
}
