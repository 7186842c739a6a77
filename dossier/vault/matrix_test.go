//go:build !windows

package vault

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write testdata/matrix.txt anew")

// whole is a vault with a file of every kind, as a crash leaves it.
type whole struct {
	files    map[string][]byte
	states   map[[sha256.Size]byte]string
	ends     []int64 // of the entries of the log
	blobs    []string
	recovery string
	id       Identity
}

// newWhole makes one; earlier are the files that it had when the older part of what
// it holds had been saved.
func newWhole(t *testing.T, id Identity, seed int) (w whole, earlier map[string][]byte) {
	t.Helper()
	v, dir := newVault(t)
	w.id, w.states = id, map[[sha256.Size]byte]string{}
	put := func(size int) {
		ref, err := v.PutBlob(ctx, bytes.NewReader(bytes.Repeat([]byte{byte(seed + size)}, size)))
		if err != nil {
			t.Fatal(err)
		}
		w.blobs = append(w.blobs, ref.Name)
	}
	saved := func(name string, save error) {
		if save != nil {
			t.Fatal(save)
		}
		w.states[content(v.Pages())] = name
		w.ends = append(w.ends, v.log.size)
	}
	put(150_000)
	edit(t, v.Pages(), seed)
	saved("old", v.Save(ctx))
	if _, err := v.AddColleague(w.id.Recipient(), "x"); err != nil {
		t.Fatal(err)
	}
	if _, err := v.AddRecovery(); err != nil {
		t.Fatal(err)
	}
	earlier = readAll(t, dir)
	put(1000)
	edit(t, v.Pages(), seed+1)
	if err := v.ChangePassphrase(phrase); err != nil { // seals the same anew
		t.Fatal(err)
	}
	if err := v.RemoveColleague(1); err != nil {
		t.Fatal(err)
	}
	_, err := v.AddColleague(w.id.Recipient(), "y")
	if err != nil {
		t.Fatal(err)
	}
	if w.recovery, err = v.AddRecovery(); err != nil {
		t.Fatal(err)
	}
	w.ends = nil
	saved("of the image", v.Compact(ctx))
	for i := range 3 {
		edit(t, v.Pages(), seed+2+i)
		saved([]string{"before the one before", "before", "newest"}[i], v.Save(ctx))
	}
	crash(v)
	w.files = readAll(t, dir)
	return w, earlier
}

func readAll(t *testing.T, dir string) map[string][]byte {
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

// region is a part of a file whose bytes mean one thing.
type region struct {
	name     string
	from, to int
}

// ageRegions are those of an age file.
func ageRegions(b []byte) []region {
	line := bytes.IndexByte(b, '\n') + 1
	mac := bytes.Index(b, []byte("\n--- ")) + 1
	end := mac + bytes.IndexByte(b[mac:], '\n') + 1
	return []region{
		{"version", 0, line},
		{"recipient", line, mac},
		{"MAC of the header", mac, end},
		{"nonce", end, end + 16},
		{"content", end + 16, len(b) - 16},
		{"last MAC", len(b) - 16, len(b)},
	}
}

// regions are those of a file of the vault.
func (w whole) regions(name string, b []byte) (out []region) {
	switch {
	case name == markerFile:
		line := bytes.IndexByte(b, '\n') + 1
		last := bytes.LastIndexByte(b[:len(b)-1], '\n') + 1
		return []region{{"version", 0, line}, {"sums of keys", line, last}, {"sum", last, len(b)}}
	case strings.HasPrefix(name, "log-"):
		from := int64(0)
		for i, to := range w.ends {
			which := fmt.Sprintf("entry %d", i)
			if i == len(w.ends)-1 {
				which = "last entry"
			}
			out = append(out, region{which + ": length", int(from), int(from) + lengthPrefix})
			for _, r := range ageRegions(b[from+lengthPrefix : to]) {
				out = append(out, region{which + ": " + r.name, r.from + int(from) + lengthPrefix, r.to + int(from) + lengthPrefix})
			}
			from = to
		}
		return out
	case len(b) == 0:
		return nil
	}
	return ageRegions(b)
}

// harm is one thing that can happen to a file.
type harm struct {
	name string
	do   func(path string) error
}

// harms are what is tried with a file that holds b.
func (w whole) harms(name string, b []byte, elsewhere map[string][]byte) []harm {
	write := func(b []byte) func(string) error {
		return func(path string) error { return os.WriteFile(path, b, 0o600) }
	}
	var out []harm
	for _, r := range w.regions(name, b) {
		for _, at := range []int{r.from, (r.from + r.to) / 2, r.to - 1} {
			out = append(out, harm{"a bit of " + r.name, write(flipped(b, at))})
		}
		if r.from > 0 {
			out = append(out, harm{"cut before " + r.name, write(b[:r.from])})
		}
		out = append(out, harm{"cut in " + r.name, write(b[:(r.from+r.to)/2])})
	}
	for _, from := range slices.Sorted(maps.Keys(elsewhere)) {
		out = append(out, harm{from, write(elsewhere[from])})
	}
	away := func(then func(path string) error) func(string) error {
		return func(path string) error { return errors.Join(os.RemoveAll(path), then(path)) }
	}
	out = append(
		out,
		harm{"missing", away(func(string) error { return nil })},
		harm{"empty", write(nil)},
		harm{"zeros behind", write(append(bytes.Clone(b), make([]byte, 5000)...))},
		harm{"zeros in its place", write(make([]byte, len(b)))},
		harm{"64 GB", func(path string) error { return errors.Join(write(b)(path), os.Truncate(path, 64<<30)) }},
		harm{"a folder", away(func(path string) error { return os.Mkdir(path, 0o700) })},
	)
	return append(out, notFiles(away)...)
}

// tried is what became of a vault with a harmed file.
func (w whole) tried(t *testing.T, dir, name string) string {
	t.Helper()
	open := func() (*Vault, error) { return Open(dir, phrase, quick) }
	switch name {
	case recoveryFile:
		open = func() (*Vault, error) { return OpenWithRecovery(dir, w.recovery, quick) }
	case "key-1.age":
		open = func() (*Vault, error) { return OpenWithIdentity(dir, w.id, quick) }
	}
	v, err := open()
	if err != nil {
		return "refused: " + w.word(t, err)
	}
	defer v.Abandon()
	state, ok := w.states[content(v.Pages())]
	if !ok {
		t.Errorf("%s: opens in a state that never was", name)
	}
	said := "opens, " + state
	if v.Dropped() {
		said += ", a record dropped"
	}
	for i, n := range w.blobs {
		in, err := v.Blob(n)
		if err == nil {
			var got []byte
			got, err = io.ReadAll(in)
			in.Close()
			if err == nil && len(got) != []int{150_000, 1000}[i] {
				t.Errorf("%s: gives %d bytes of something else", name, len(got))
			}
		}
		if err != nil {
			said += "; attachment: " + w.word(t, err)
		}
	}
	found, err := v.Verify(ctx, nil)
	if err != nil {
		t.Errorf("%s: verify: %v", name, err)
	}
	for _, d := range found {
		said += "; verify: " + w.word(t, d)
	}
	return said
}

// word is an error as the program tells it; one without a word is a mistake.
func (w whole) word(t *testing.T, err error) string {
	t.Helper()
	for _, known := range []error{ErrNotVault, ErrPassphrase, ErrRecovery, ErrIdentity, ErrNoSpace, ErrLocked} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	d := Damage{}
	if !errors.As(err, &d) || d.File == "" || d.What == "" || d.NextStep == "" {
		t.Errorf("%v: neither damage nor a known word", err)
		return "?"
	}
	return fmt.Sprintf("%s %s, %s", w.shown(d.File), d.What, d.NextStep)
}

// TestHostileMatrix does everything to every file that a failing disk or somebody
// with a hand on the folder can: each bit of meaning changed, cut everywhere, put in
// the place of what is newer, taken from another vault, replaced by what is no file.
// The golden file tells what the user hears of it. Nothing panics or waits, and
// nothing opens in a state that was never saved.
func TestHostileMatrix(t *testing.T) {
	id, _ := identities(t)
	w, earlier := newWhole(t, id, 10)
	other, _ := newWhole(t, id, 50)
	dir := filepath.Join(t.TempDir(), "v")
	var golden strings.Builder
	for _, name := range append(w.names(), holderFile) {
		shown, elsewhere := w.shown(name), w.elsewhere(name, earlier, other)
		fmt.Fprintf(&golden, "%s\n", shown)
		var order []string
		by := map[string][]string{}
		for _, h := range w.harms(name, w.files[name], elsewhere) {
			restore(t, dir, w.files)
			if err := h.do(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
				t.Fatalf("%s, %s: %v", shown, h.name, err)
			}
			came := within(t, shown+", "+h.name, func() string { return w.tried(t, dir, name) })
			if by[came] == nil {
				order = append(order, came)
			}
			if !slices.Contains(by[came], h.name) {
				by[came] = append(by[came], h.name)
			}
		}
		for _, came := range order {
			fmt.Fprintf(&golden, "  %s\n      %s\n", came, strings.Join(by[came], "\n      "))
		}
	}
	compareGolden(t, "testdata/matrix.txt", golden.String())
}

// shown is a file as the golden file has it: names of attachments are random.
func (w whole) shown(name string) string {
	for i, n := range w.blobs {
		name = strings.ReplaceAll(name, n, fmt.Sprint("ATTACHMENT-", i+1))
	}
	return name
}

// names are the files in the order of the golden file.
func (w whole) names() []string {
	return slices.SortedFunc(maps.Keys(w.files), func(a, b string) int { return strings.Compare(w.shown(a), w.shown(b)) })
}

// elsewhere are the whole files that could be put in the place of one.
func (w whole) elsewhere(name string, earlier map[string][]byte, other whole) map[string][]byte {
	out := map[string][]byte{}
	was := map[string]string{"image-2.age": "image-1.age", "log-2.age": "log-1.age"}[name]
	if was == "" {
		was = name
	}
	if b, ok := earlier[was]; ok {
		out["its own earlier one"] = b
	}
	if b, ok := other.files[name]; ok {
		out["that of another vault"] = b
	}
	for i, n := range w.blobs {
		if name == blobPath(n) {
			out["another attachment"] = w.files[blobPath(w.blobs[1-i])]
			out["that of another vault"] = other.files[blobPath(other.blobs[i])]
		}
	}
	return out
}

// within fails the test when something waits for ever.
func within(t *testing.T, what string, do func() string) string {
	t.Helper()
	done := make(chan string, 1)
	go func() { done <- do() }()
	select {
	case s := <-done:
		return s
	case <-time.After(time.Minute):
		t.Fatalf("%s: waits for ever", what)
		return ""
	}
}

func compareGolden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; look at it with -update:\n%s", file, got)
	}
}
