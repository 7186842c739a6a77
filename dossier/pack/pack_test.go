package pack

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

func exhibit(label, ext, text string) Exhibit {
	sum := sha256.Sum256([]byte(text))
	return Exhibit{
		Label: label, Extension: ext, SHA256: hex.EncodeToString(sum[:]), Size: int64(len(text)),
		Open: func(context.Context) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil },
	}
}

func content() Content {
	return Content{
		Document: Document{Name: "submission.pdf", Data: []byte("%PDF the text")},
		Exhibits: []Exhibit{exhibit("A-1", ".jpg", "a photograph"), exhibit("B/2", ".pdf", "a judgment"), exhibit("A-1", ".jpg", "a photograph")},
		Custody:  [][]string{{"exhibit", "action"}, {"A-1", "=cmd|' /C calc'!A0"}, {"A-1", "moved, \"twice\""}},
		Readme:   "How to check this.\n",
		Time:     time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC),
	}
}

func write(t testing.TB, c Content) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(context.Background(), &b, c, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// unpack writes the pack to a folder and gives the names in it.
func unpack(t *testing.T, data []byte) (dir string, names []string) {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	for _, f := range r.File {
		names = append(names, f.Name)
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir, names
}

func TestWrite(t *testing.T) {
	data := write(t, content())
	if !bytes.Equal(data, write(t, content())) {
		t.Error("the same content gives other bytes")
	}
	dir, names := unpack(t, data)
	want := "README.txt submission.pdf custody.csv exhibits/A-1-" + content().Exhibits[0].SHA256[:8] + ".jpg exhibits/B-2-" +
		content().Exhibits[1].SHA256[:8] + ".pdf SHA256SUMS SHA256SUMS.tsq"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	log, err := os.ReadFile(filepath.Join(dir, Custody))
	if err != nil || !strings.Contains(string(log), "'=cmd|") || !strings.Contains(string(log), `"moved, ""twice"""`) {
		t.Errorf("%v %s", err, log)
	}
}

// TestSums: the tool that everybody has accepts the sums, and finds a change.
func TestSums(t *testing.T) {
	tool, err := exec.LookPath("sha256sum")
	if err != nil {
		t.Skip("sha256sum is not installed")
	}
	dir, _ := unpack(t, write(t, content()))
	check := func() error {
		c := exec.Command(tool, "-c", "--strict", Sums)
		c.Dir = dir
		return c.Run()
	}
	if err := check(); err != nil {
		t.Errorf("refused: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "submission.pdf"), []byte("changed"), 0o600); err != nil {
		t.Fatal(err)
	}
	if check() == nil {
		t.Error("a changed file is not found")
	}
}

// TestRequest: openssl reads the request, and finds in it the hash of the sums.
func TestRequest(t *testing.T) {
	tool, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("openssl is not installed")
	}
	dir, _ := unpack(t, write(t, content()))
	c := exec.Command(tool, "ts", "-query", "-in", Request, "-text")
	c.Dir = dir
	out, err := c.CombinedOutput()
	text := string(out)
	if err != nil || !strings.Contains(text, "Hash Algorithm: sha256") || !strings.Contains(text, "Certificate required: yes") || !strings.Contains(text, "Nonce: 0x") {
		t.Fatalf("%v\n%s", err, text)
	}
	sums, err := os.ReadFile(filepath.Join(dir, Sums))
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(sums)
	digits := strings.Map(func(r rune) rune {
		if strings.ContainsRune("0123456789abcdef", r) {
			return r
		}
		return -1
	}, text[strings.Index(text, "0000 - "):strings.Index(text, "Policy OID")])
	for i := 0; i < len(sum); i += 4 { // the dump has offsets and letters between
		if !strings.Contains(digits, hex.EncodeToString(sum[i:i+4])) {
			t.Errorf("the request is for another hash:\n%s", text)
			break
		}
	}
}

func TestWriteFails(t *testing.T) {
	broken := errors.New("disk")
	changed, unread := exhibit("A-1", ".jpg", "x"), exhibit("A-1", ".jpg", "x")
	changed.SHA256 = strings.Repeat("0", 64)
	unread.Open = func(context.Context) (io.ReadCloser, error) { return io.NopCloser(iotest.ErrReader(broken)), nil }
	for name, test := range map[string]struct {
		e    Exhibit
		want error
	}{"changed": {changed, ErrChanged}, "unreadable": {unread, broken}} {
		c := content()
		c.Exhibits = []Exhibit{test.e}
		err := Write(context.Background(), io.Discard, c, nil)
		if !errors.Is(err, test.want) || !strings.Contains(err.Error(), "A-1") {
			t.Errorf("%s: %v", name, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Write(ctx, io.Discard, content(), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestLargeExhibit streams: what is held does not grow with the exhibit.
func TestLargeExhibit(t *testing.T) {
	const size = 64 << 20
	c := content()
	c.Exhibits = []Exhibit{{Label: "A-1", Extension: ".mp4", Size: size, Open: func(context.Context) (io.ReadCloser, error) {
		return io.NopCloser(io.LimitReader(zeros{}, size)), nil
	}}}
	var last int64
	allocated := testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			if err := Write(context.Background(), io.Discard, c, func(done, _ int64) { last = done }); err != nil {
				b.Fatal(err)
			}
		}
	}).AllocedBytesPerOp()
	if allocated > 4<<20 || last != size {
		t.Errorf("%d bytes allocated for an exhibit of %d; told of %d", allocated, size, last)
	}
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }
