package intake_test

import (
	"context"
	"encoding/binary"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"probata/dossier"
	"probata/dossier/intake"
	"probata/dossier/store"
	"probata/dossier/vault"
)

var largeFile = flag.Bool("large", false, "take in a film of 2 GB instead of 64 MB")

// film is a sparse file of so many bytes that is a film without pictures, with its
// metadata at its end.
func film(t *testing.T, size int64) *os.File {
	t.Helper()
	header := make([]byte, 108)
	binary.BigEndian.PutUint32(header, uint32(len(header)))
	copy(header[4:], "mvhd")
	for i, n := range []uint32{0, 3797402400, 3797402400, 1, 3600} {
		binary.BigEndian.PutUint32(header[8+4*i:], n)
	}
	moov := append(binary.BigEndian.AppendUint32(nil, uint32(8+len(header))), "moov"...)
	moov = append(moov, header...)
	head := append([]byte("\x00\x00\x00\x0cftypisom\x00\x00\x00\x01mdat"), make([]byte, 8)...)
	binary.BigEndian.PutUint64(head[20:], uint64(size-12-int64(len(moov))))
	f, err := os.Create(filepath.Join(t.TempDir(), "film.mp4"))
	if err == nil {
		_, err = f.Write(head)
	}
	if err == nil {
		_, err = f.WriteAt(moov, size-int64(len(moov)))
	}
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func filmStore(t *testing.T) (s *store.Store, blobs func() int) {
	t.Helper()
	var i intake.Inspector
	dir := filepath.Join(t.TempDir(), "T.probata")
	s, err := store.Create(dir, []byte("four words of one's own"), store.Options{
		Vault: vault.Options{WorkFactor: 10},
		Inspect: func(ctx context.Context, f store.File) (store.Finding, error) {
			found, err := i.Inspect(ctx, intake.File(f))
			return store.Finding(found), err
		},
	})
	if err == nil {
		err = s.Import(t.Context(), []dossier.Record{&dossier.Case{Head: dossier.Head{ID: "case-1"}, Reference: "FILM-1"}})
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Abandon() })
	return s, func() int {
		all, err := filepath.Glob(filepath.Join(dir, "blobs", "*"))
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
}

// A film of gigabytes is sealed and looked into in constant memory, and one that
// is given up in the middle leaves nothing.
func TestLargeFilm(t *testing.T) {
	size := int64(64 << 20)
	if *largeFile {
		size = 2 << 30
	}
	s, blobs := filmStore(t)
	f := film(t, size)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := s.TakeIn(ctx, "case-1", store.Intake{Name: "film.mp4", Content: f, Progress: func(done int64) {
		if done > size/2 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || blobs() != 0 {
		t.Errorf("given up: %v, %d sealed files left", err, blobs())
	}
	if d, err := s.Load(t.Context(), "case-1"); err != nil || len(d.List(dossier.TypeEvidence)) != 0 {
		t.Errorf("given up: a record is left, or %v", err)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	before, began := resident(t), time.Now()
	e, err := s.TakeIn(t.Context(), "case-1", store.Intake{Name: "film.mp4", Content: f})
	if err != nil {
		t.Fatal(err)
	}
	spent, grown := time.Since(began), peak(t)-before
	if e.Size != size || e.MediaType != "video/mp4" || !strings.HasPrefix(e.Metadata, "Created: 2024-05-01T10:00:00Z\nDuration: 1:00:00\n") || e.ReadWhole() {
		t.Errorf("%d bytes, %s, %q", e.Size, e.MediaType, e.Metadata)
	}
	t.Logf("%d MiB in %v: %.0f MB/s; memory grew by %d KiB at most", size>>20, spent.Round(time.Millisecond), float64(size)/1e6/spent.Seconds(), grown)
	if grown > 64<<10 {
		t.Errorf("memory grew by %d KiB", grown)
	}
}

// resident is how much memory the program has now, in KiB; its peak is counted
// anew from here.
func resident(t *testing.T) int64 {
	debug.FreeOSMemory()
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // only Linux has it
	return status(t, "VmRSS:")
}

func peak(t *testing.T) int64 { return status(t, "VmHWM:") }

// status is a line of what Linux says of the program, 0 elsewhere.
func status(t *testing.T, key string) int64 {
	t.Helper()
	b, err := os.ReadFile("/proc/self/status")
	if errors.Is(err, os.ErrNotExist) {
		return 0
	}
	_, rest, _ := strings.Cut(string(b), key)
	rest, _, _ = strings.Cut(strings.TrimSpace(rest), " ")
	n, err := strconv.ParseInt(rest, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
