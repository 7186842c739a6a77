package apart

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/zlib"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"

	"probata/dossier/store"
)

// The test program is its own child, as the program is.
func TestMain(m *testing.M) {
	if Child(os.Args) {
		if os.Getenv("APART_TEST") != "" {
			os.Exit(7) // the child is to have no environment
		}
		os.Exit(Serve(os.Stdin, os.Stdout))
	}
	if len(os.Args) == 1 && os.Args[0] == eater {
		eat()
	}
	os.Exit(m.Run())
}

const eater = "eats memory"

// eat holds more and more within the limits of a child, and would end well with 4 GiB.
func eat() {
	if limit() != nil {
		os.Exit(0)
	}
	var held [][]byte
	for range 4096 {
		b := make([]byte, 1<<20)
		for i := range b {
			b[i] = 1
		}
		held = append(held, b)
	}
	runtime.KeepAlive(held)
	os.Exit(0)
}

// TestMemory: the system ends a child that holds too much.
func TestMemory(t *testing.T) {
	if runtime.GOOS != "linux" && runtime.GOOS != "windows" {
		t.Skip("the system bounds no memory; the clock ends the child")
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Cmd{Path: program, Args: []string{eater}, Env: []string{}}
	if err := cmd.Run(); err == nil {
		t.Error("a child held 4 GiB")
	}
}

func inspector(t testing.TB) *Inspector {
	t.Helper()
	t.Setenv("APART_TEST", "an environment that is not handed on")
	i, err := New()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(i.Close)
	return i
}

func file(name string, b []byte) store.File {
	return store.File{Name: name, Size: int64(len(b)), Content: bytes.NewReader(b)}
}

// zipOf is an archive with one file.
func zipOf(t testing.TB, name string, size int) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	block := bytes.Repeat([]byte("spam "), 1<<16)
	for n := 0; n < size; n += len(block) {
		if _, err := f.Write(block); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pngOf is a picture of w by h pixels of one colour, some kilobytes in the file.
func pngOf(w, h uint32) []byte {
	var out bytes.Buffer
	out.WriteString("\x89PNG\r\n\x1a\n")
	chunk := func(kind string, data []byte) {
		var n [4]byte
		binary.BigEndian.PutUint32(n[:], uint32(len(data)))
		out.Write(n[:])
		out.WriteString(kind)
		out.Write(data)
		binary.BigEndian.PutUint32(n[:], crc32.ChecksumIEEE(append([]byte(kind), data...)))
		out.Write(n[:])
	}
	head := make([]byte, 13)
	binary.BigEndian.PutUint32(head, w)
	binary.BigEndian.PutUint32(head[4:], h)
	head[8], head[9] = 8, 2
	chunk("IHDR", head)
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	row := make([]byte, 1+3*int(w))
	for range h {
		_, _ = z.Write(row)
	}
	_ = z.Close()
	chunk("IDAT", packed.Bytes())
	chunk("IEND", nil)
	return out.Bytes()
}

// nested is an archive in an archive, so many times.
func nested(t testing.TB, deep int) []byte {
	b := zipOf(t, "a.txt", 8<<20)
	for range deep {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		for _, name := range []string{"a.zip", "b.zip", "c.zip"} {
			f, err := w.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.Write(b); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		b = out.Bytes()
	}
	return b
}

// TestInspect: a file is read as within the program, and the child serves the next.
func TestInspect(t *testing.T) {
	i := inspector(t)
	for range 2 {
		found, err := i.Inspect(t.Context(), file("letter.txt", []byte("Dear Sir\nof Алматы")))
		if err != nil || found.Text != "Dear Sir\nof Алматы" || !strings.HasPrefix(found.MediaType, "text/plain") {
			t.Fatalf("%+v, %v", found, err)
		}
	}
	found, err := i.Inspect(t.Context(), file("a.png", pngOf(40, 30)))
	if err != nil || found.MediaType != "image/png" || len(found.Thumbnail) == 0 {
		t.Errorf("%s, %d bytes of a picture, %v", found.MediaType, len(found.Thumbnail), err)
	}
}

// sparse is a file of any size that is never held.
type sparse struct{ size, at, read int64 }

func (s *sparse) Read(p []byte) (int, error) {
	if s.at >= s.size {
		return 0, io.EOF
	}
	n := int(min(int64(len(p)), s.size-s.at))
	clear(p[:n])
	if s.at == 0 {
		copy(p, "\x00\x00\x00\x18ftypmp42")
	}
	s.at, s.read = s.at+int64(n), s.read+int64(n)
	return n, nil
}

func (s *sparse) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += s.at
	case io.SeekEnd:
		offset += s.size
	}
	s.at = offset
	return offset, nil
}

// TestBombs: what unpacks to gigabytes, has billions of pixels or is packed in itself
// ends in time and leaves the memory of the program as it was.
func TestBombs(t *testing.T) {
	i := inspector(t)
	film := &sparse{size: 8 << 30}
	for _, c := range []struct {
		name string
		file store.File
	}{
		{"archive of 2 GiB", file("a.zip", zipOf(t, "a.txt", 1<<31))},
		{"picture of 400 million pixels", file("a.png", pngOf(20000, 20000))},
		{"picture that says it is larger", file("b.png", pngOf(20, 20)[:100])},
		{"archives in archives", file("n.zip", nested(t, 6))},
		{"page of 200 MiB", file("a.html", bytes.Repeat([]byte("<div>"), 40<<20))},
		{"film of 8 GiB", store.File{Name: "f.mp4", Size: film.size, Content: film}},
	} {
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		began := time.Now()
		found, err := i.Inspect(t.Context(), c.file)
		runtime.ReadMemStats(&after)
		took, made := time.Since(began), (after.TotalAlloc-before.TotalAlloc)>>20
		t.Logf("%s: %v, %d MiB allocated here, %d bytes of text, %q", c.name, took.Round(time.Millisecond), made, len(found.Text), found.Metadata)
		if err != nil || took > maxTime+10*time.Second || made > 32+uint64(c.file.Size>>20)*2 && c.file.Content != io.ReadSeeker(film) {
			t.Errorf("%s: %v, %v, %d MiB", c.name, err, took, made)
		}
	}
	if film.read > 64<<20 {
		t.Errorf("%d MiB of a film were handed over", film.read>>20)
	}
}

// TestLimits: a child that holds too much, never ends, or ends by itself leaves a line
// and not an error, and the next file has a child again.
func TestLimits(t *testing.T) {
	i := inspector(t)
	i.time = 50 * time.Millisecond
	found, err := i.Inspect(t.Context(), store.File{Name: "slow.txt", Size: 4, Content: &slow{}})
	if err != nil || found.Metadata != costly {
		t.Errorf("over time: %+v, %v", found, err)
	}
	i.time = maxTime
	if found, err = i.Inspect(t.Context(), file("a.txt", []byte("next"))); err != nil || found.Text != "next" {
		t.Errorf("after it: %+v, %v", found, err)
	}
	disk := errors.New("disk gone")
	if _, err = i.Inspect(t.Context(), store.File{Name: "a.txt", Size: 100, Content: broken{disk}}); !errors.Is(err, disk) {
		t.Errorf("a file that cannot be read: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err = i.Inspect(ctx, file("a.txt", []byte("x"))); !errors.Is(err, context.Canceled) {
		t.Errorf("ended: %v", err)
	}
	i.program = "/nowhere/at/all"
	i.Close()
	if found, err = i.Inspect(t.Context(), file("a.txt", []byte("x"))); err != nil || found.Metadata != failed {
		t.Errorf("no child: %+v, %v", found, err)
	}
}

type slow struct{ at int64 }

func (s *slow) Read(p []byte) (int, error) {
	time.Sleep(200 * time.Millisecond)
	return copy(p, "x"), nil
}
func (s *slow) Seek(at int64, _ int) (int64, error) { s.at = at; return at, nil }

type broken struct{ err error }

func (b broken) Read([]byte) (int, error)          { return 0, b.err }
func (broken) Seek(at int64, _ int) (int64, error) { return at, nil }

// TestIdle: the child, and what it read, is gone soon after the last file.
func TestIdle(t *testing.T) {
	i := inspector(t)
	i.idle = 20 * time.Millisecond
	if _, err := i.Inspect(t.Context(), file("a.txt", []byte("words"))); err != nil {
		t.Fatal(err)
	}
	for range 100 {
		i.mu.Lock()
		c := i.child
		i.mu.Unlock()
		if c == nil {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Error("a child with the text of a file still runs")
}

// TestHostileChild: a child that asks for what is not of the file, or answers what
// cannot be, is not heeded.
func TestHostileChild(t *testing.T) {
	for name, answer := range map[string]func(w io.Writer){
		"before the file":  func(w io.Writer) { _ = send(w, kindWish, wish(-1, 10)) },
		"behind the file":  func(w io.Writer) { _ = send(w, kindWish, wish(100, 10)) },
		"too much":         func(w io.Writer) { _ = send(w, kindWish, wish(0, maxPiece+1)) },
		"half a wish":      func(w io.Writer) { _ = send(w, kindWish, []byte{1, 2}) },
		"no such kind":     func(w io.Writer) { _ = send(w, 'z', nil) },
		"a huge answer":    func(w io.Writer) { _, _ = w.Write([]byte{kindFinding, 0xff, 0xff, 0xff, 0xff}) },
		"no finding":       func(w io.Writer) { _ = send(w, kindFinding, []byte("nonsense")) },
		"impossible pages": func(w io.Writer) { _ = send(w, kindFinding, []byte(`{"Pages":-1}`)) },
		"nothing":          func(io.Writer) {},
	} {
		out, in := io.Pipe()
		go func() {
			answer(in)
			_ = in.Close()
		}()
		c := &child{in: discard{}, out: bufio.NewReader(out)}
		if found, err := c.ask(file("a.txt", []byte("content"))); err == nil || errors.Is(err, errUnread) {
			t.Errorf("%s: %+v, %v", name, found, err)
		}
		_ = out.Close()
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
func (discard) Close() error                { return nil }

// FuzzAsk: whatever a child sends, the parent neither panics nor gives what is not
// the file's.
func FuzzAsk(f *testing.F) {
	f.Add([]byte{kindWish, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, kindFailed, 0, 0, 0, 0})
	f.Add([]byte(`y` + "\x00\x00\x00\x0c" + `{"Text":"a"}`))
	f.Fuzz(func(_ *testing.T, b []byte) {
		c := &child{in: discard{}, out: bufio.NewReader(bytes.NewReader(b))}
		_, _ = c.ask(file("a.txt", []byte("content")))
	})
}
