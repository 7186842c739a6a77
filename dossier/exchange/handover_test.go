package exchange

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"probata/dossier"
)

// withFiles is a case whose evidence has the given files.
func withFiles(files ...string) (*dossier.Dossier, func(*dossier.Evidence, io.Writer) error) {
	records := []dossier.Record{&dossier.Case{Head: dossier.Head{ID: "case-1"}, Reference: "HO-1"}}
	for i, text := range files {
		sum := sha256.Sum256([]byte(text))
		records = append(records, &dossier.Evidence{
			Head:     dossier.Head{ID: dossier.ID(fmt.Sprintf("evidence-%d", i)), Case: "case-1", Place: int64(i)},
			FileName: "Secret name.JPG", Size: int64(len(text)), SHA256: hex.EncodeToString(sum[:]), Blob: strings.Repeat("ab", 32),
		})
	}
	return dossier.New(records...), func(e *dossier.Evidence, w io.Writer) error {
		_, err := io.WriteString(w, files[e.Place])
		return err
	}
}

func packed(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	d, content := withFiles(files...)
	if err := WriteHandover(&b, d, content); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// unpacked reads a package to its end.
func unpacked(r io.Reader) (*Handover, []string, error) {
	h, err := ReadHandover(r)
	if err != nil {
		return nil, nil, err
	}
	var out []string
	for {
		_, content, err := h.Next()
		if errors.Is(err, io.EOF) {
			return h, out, nil
		}
		if err != nil {
			return nil, nil, err
		}
		text, err := io.ReadAll(content)
		if err != nil {
			return nil, nil, err
		}
		out = append(out, string(text))
	}
}

func TestHandoverComesBack(t *testing.T) {
	files := []string{"first", "", strings.Repeat("third ", 100_000)}
	in := packed(t, files...)
	if !bytes.Equal(in, packed(t, files...)) {
		t.Error("the same case gives other bytes")
	}
	if bytes.Contains(in, []byte("abab")) {
		t.Error("the name of a sealed file leaves its vault")
	}
	for name, r := range map[string]io.Reader{"whole": bytes.NewReader(in), "byte by byte": iotest.OneByteReader(bytes.NewReader(in))} {
		h, got, err := unpacked(r)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if fmt.Sprint(got) != fmt.Sprint(files) || h.Size() != int64(len(files[0])+len(files[2])) {
			t.Errorf("%s: other files came back", name)
		}
		if c := h.Case.Case(); c.Reference != "HO-1" || len(h.Case.List(dossier.TypeEvidence)) != 3 {
			t.Errorf("%s: another case came back", name)
		}
	}
}

// The layout is a promise to other programs, and to those who read it without one.
func TestHandoverLayout(t *testing.T) {
	r := tar.NewReader(bytes.NewReader(packed(t, "a", "b")))
	for _, want := range []string{"manifest.json", "case.json", "files/evidence-0.jpg", "files/evidence-1.jpg"} {
		head, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		if head.Name != want || head.Mode != 0o600 || head.ModTime.Unix() != 0 || head.Uname+head.Gname != "" {
			t.Errorf("%+v, want %s without time and owner", head, want)
		}
	}
}

// What was not read is compared all the same.
func TestHandoverSkipped(t *testing.T) {
	in := packed(t, "first", "second")
	changed := bytes.Replace(in, []byte("first"), []byte("tsrif"), 1)
	for name, c := range map[string]struct {
		in   []byte
		fine bool
	}{"sound": {in, true}, "changed": {changed, false}} {
		h, err := ReadHandover(bytes.NewReader(c.in))
		if err != nil {
			t.Fatal(err)
		}
		for err == nil {
			_, _, err = h.Next()
		}
		if errors.Is(err, io.EOF) != c.fine {
			t.Errorf("%s: %v", name, err)
		}
		if _, _, again := h.Next(); again == nil {
			t.Errorf("%s: goes on after its end", name)
		}
	}
}

func TestWriteHandoverRefusesOtherContent(t *testing.T) {
	d, _ := withFiles("what was taken in")
	for _, text := range []string{"what was taken IN", "what was", "what was taken in and more"} {
		err := WriteHandover(io.Discard, d, func(_ *dossier.Evidence, w io.Writer) error {
			_, err := io.WriteString(w, text)
			return err
		})
		if err == nil || !strings.Contains(err.Error(), "evidence-0") || strings.Contains(err.Error(), text) {
			t.Errorf("%d bytes: %v", len(text), err)
		}
	}
	dangling := dossier.New(append(d.All(), &dossier.Event{Head: dossier.Head{ID: "event-1", Case: "case-9"}})...)
	var fault *ReadError
	if err := WriteHandover(io.Discard, dangling, nil); !errors.As(err, &fault) {
		t.Errorf("a case that cannot be read: %v", err)
	}
	broken := errors.New("the disk fails")
	if err := WriteHandover(io.Discard, d, func(*dossier.Evidence, io.Writer) error { return broken }); !errors.Is(err, broken) {
		t.Error(err)
	}
}

// part is one entry of a package made by hand.
type part struct {
	head tar.Header
	text string
}

// parts takes a package apart and puts it together after a change.
func remade(t *testing.T, in []byte, change func([]part) []part) []byte {
	t.Helper()
	var all []part
	r := tar.NewReader(bytes.NewReader(in))
	for {
		head, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		text, rerr := io.ReadAll(r)
		if err = errors.Join(err, rerr); err != nil {
			t.Fatal(err)
		}
		all = append(all, part{*head, string(text)})
	}
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, p := range change(all) {
		p.head.Size = int64(len(p.text))
		err := w.WriteHeader(&p.head)
		if err == nil && p.head.Typeflag == tar.TypeReg {
			_, err = io.WriteString(w, p.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// rewritten replaces text in the manifest.
func rewritten(old, with string) func([]part) []part {
	return func(all []part) []part {
		all[0].text = strings.Replace(all[0].text, old, with, 1)
		return all
	}
}

// recase replaces text in the case, and the manifest fits.
func recase(old, with string) func([]part) []part {
	return func(all []part) []part {
		before := sha256.Sum256([]byte(all[1].text))
		size := len(all[1].text)
		all[1].text = strings.Replace(all[1].text, old, with, 1)
		after := sha256.Sum256([]byte(all[1].text))
		all[0].text = strings.Replace(all[0].text, hex.EncodeToString(before[:]), hex.EncodeToString(after[:]), 1)
		all[0].text = strings.Replace(all[0].text, fmt.Sprintf(`"size": %d`, size), fmt.Sprintf(`"size": %d`, len(all[1].text)), 1)
		return all
	}
}

func TestHandoverRefused(t *testing.T) {
	in := packed(t, "first", "second")
	for _, tt := range []struct {
		name   string
		change func([]part) []part
		want   string
	}{
		{"empty", func([]part) []part { return nil }, "manifest.json: is missing"},
		{"no manifest", func(p []part) []part { return p[1:] }, "manifest.json: is missing"},
		{"another program's", rewritten("probata-handover", "zip"), "is not that of a case handed over"},
		{"no JSON", rewritten("{", "["), "is not that of a case handed over"},
		{"unknown key", rewritten(`"version"`, `"colour": "red", "version"`), "does not belong there"},
		{"case elsewhere", rewritten(`"case.json"`, `"../case.json"`), "must name case.json"},
		{"negative size", rewritten(`"name": "case.json",`, `"name": "case.json", "evidence": "evidence-0",`), "must name case.json"},
		{"no case", func(p []part) []part { return append(p[:1:1], p[2:]...) }, "case.json: is missing"},
		{"case changed", func(p []part) []part { p[1].text = strings.Replace(p[1].text, "HO-1", "HO-2", 1); return p }, "case.json: has another SHA-256"},
		{"case longer", func(p []part) []part { p[1].text += " "; return p }, "case.json: has another size"},
		{"bad case", recase("case-1", "case-2"), "must be the id of the case"},
		{"case names a sealed file", recase(`"sha256"`, `"blob": "`+strings.Repeat("ab", 32)+`", "sha256"`), "evidence.blob (evidence-0): must be left out"},
		{"file of nothing", rewritten(`"evidence": "evidence-1"`, `"evidence": "evidence-7"`), "files[1]: belongs to no evidence"},
		{"second file", rewritten(`"evidence": "evidence-1"`, `"evidence": "evidence-0"`), "files[1]: is a second file"},
		{"path", rewritten("files/evidence-1.jpg", "files/../evidence-1.jpg"), "files[1]: must be named after"},
		{"long ending", rewritten("evidence-1.jpg", "evidence-1.tar.gz"), "files[1]: must be named after"},
		{"another size", rewritten(`"size": 6,`, `"size": 1000000000000000,`), "files[1]: is not the file"},
		{"another digest", recase(`"size": 6,`, `"size": 7,`), "files[1]: is not the file"},
		{"file missing", func(p []part) []part { return p[:3] }, "files/evidence-1.jpg: is missing"},
		{"files swapped", func(p []part) []part { p[2], p[3] = p[3], p[2]; return p }, "files/evidence-0.jpg: is missing"},
		{"file changed", func(p []part) []part { p[3].text = "sekond"; return p }, "files/evidence-1.jpg: has another SHA-256"},
		{"file shorter", func(p []part) []part { p[3].text = "sec"; return p }, "files/evidence-1.jpg: has another size"},
		{"file too many", func(p []part) []part { return append(p, p[3]) }, "package: has more files"},
		{"link", func(p []part) []part {
			p[3].head.Typeflag, p[3].head.Linkname, p[3].text = tar.TypeSymlink, "/etc/passwd", ""
			return p
		}, "something else stands in its place"},
		{"extended header", func(p []part) []part {
			p[3].head.Format, p[3].head.PAXRecords = tar.FormatPAX, map[string]string{"comment": "x"}
			return p
		}, "something else stands in its place"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			changed := remade(t, in, tt.change)
			_, _, err := unpacked(bytes.NewReader(changed))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error is %v\nwant in it: %s", err, tt.want)
			}
			if fault := (*ReadError)(nil); !errors.As(err, &fault) {
				t.Errorf("%T is no *ReadError", err)
			}
		})
	}
}

func TestHandoverTooLarge(t *testing.T) {
	huge := fmt.Sprintf(`"size": %d,`, maxHandoverBytes+1)
	changed := remade(t, packed(t, "first", "second"), func(p []part) []part {
		return rewritten(`"size": 6,`, huge)(recase(`"size": 6,`, huge)(p))
	})
	if _, _, err := unpacked(bytes.NewReader(changed)); err == nil || !strings.Contains(err.Error(), "larger than") {
		t.Error(err)
	}
}

func TestHandoverNewer(t *testing.T) {
	changed := remade(t, packed(t), rewritten(`"version": 1`, `"new": true, "version": 2`))
	if _, _, err := unpacked(bytes.NewReader(changed)); !errors.Is(err, ErrNewer) {
		t.Errorf("error is %v, want ErrNewer", err)
	}
}

// A package cut before its last byte of content is refused, as is one with
// something behind it (that its end mark was cut off, the seal tells); what failed
// below comes through.
func TestHandoverCut(t *testing.T) {
	in := packed(t, "first", "second")
	content := bytes.LastIndex(in, []byte("second")) + len("second")
	for n := 0; n < content; n += 97 {
		if _, _, err := unpacked(bytes.NewReader(in[:n])); err == nil {
			t.Errorf("cut at %d of %d: read without error", n, len(in))
		}
	}
	if _, _, err := unpacked(bytes.NewReader(append(in[:len(in):len(in)], 0))); err == nil {
		t.Error("something behind the end is not seen")
	}
	broken := errors.New("the seal does not hold")
	for _, n := range []int{0, 100, 600, 2000, len(in) - 700, len(in)} {
		_, _, err := unpacked(io.MultiReader(bytes.NewReader(in[:n]), iotest.ErrReader(broken)))
		if !errors.Is(err, broken) {
			t.Errorf("failure at %d: %v", n, err)
		}
	}
}

// zeros gives a file that is larger than the memory it may cost.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestHandoverInConstantMemory(t *testing.T) {
	const size, limit = 64 << 20, 4 << 20
	sum := sha256.New()
	_, _ = io.CopyN(sum, zeros{}, size)
	d := dossier.New(
		&dossier.Case{Head: dossier.Head{ID: "case-1"}},
		&dossier.Evidence{Head: dossier.Head{ID: "evidence-1", Case: "case-1"}, Size: size, SHA256: hex.EncodeToString(sum.Sum(nil)), Blob: "x"},
	)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r, w := io.Pipe()
	go func() {
		w.CloseWithError(WriteHandover(w, d, func(_ *dossier.Evidence, w io.Writer) error {
			_, err := io.CopyN(w, zeros{}, size)
			return err
		}))
	}()
	h, err := ReadHandover(r)
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, _, err = h.Next()
	}
	if !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > limit {
		t.Errorf("%d bytes were used in all for a file of %d", used, size)
	}
}

// FuzzReadHandover: whatever comes, it is a fault or a case whose files are what
// was promised.
func FuzzReadHandover(f *testing.F) {
	f.Add(packed(f))
	f.Add(packed(f, "first", "second"))
	f.Add(packed(f, "")[:1500])
	f.Fuzz(func(t *testing.T, in []byte) {
		h, err := ReadHandover(bytes.NewReader(in))
		if err != nil {
			return
		}
		for {
			file, content, err := h.Next()
			if err != nil {
				return
			}
			sum := sha256.New()
			n, err := io.Copy(sum, content)
			if err == nil && (n != file.Size || hex.EncodeToString(sum.Sum(nil)) != file.SHA256) {
				t.Fatalf("%s is not what was promised, and nothing is said", file.Evidence)
			}
			if e, ok := h.Case.Get(file.Evidence).(*dossier.Evidence); !ok || e.SHA256 != file.SHA256 {
				t.Fatalf("%s is not of the case", file.Evidence)
			}
		}
	})
}

// The manifest names nothing but ids, sizes and digests.
func TestHandoverManifest(t *testing.T) {
	r := tar.NewReader(bytes.NewReader(packed(t, "first")))
	if _, err := r.Next(); err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.NewDecoder(r).Decode(&m); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(fmt.Sprint(m), "Secret") {
		t.Errorf("%v", m)
	}
}
