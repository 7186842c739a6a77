package ui

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"probata/dossier"
)

var largeFile = flag.Int64("large", 256<<20, "size in bytes of the file that TestDropLarge drops; 2147483648 is the film of the measurements")

// mostHeap is by how much memory may grow while a file is taken in, whatever its size.
const mostHeap = 128 << 20 // with what other tests of the package have left to be collected

// TestDropLarge drops a large sparse file onto the window: memory stays flat, the
// bar moves, and a second one that is ended leaves nothing.
//
//	go test ./ui -run TestDropLarge -v -large 2147483648
func TestDropLarge(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.example()
	path := filepath.Join(t.TempDir(), "film.bin")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(*largeFile); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	before := heap()
	steps, most := 0, uint64(0)
	b.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)})
	last := 0.0
	b.settle("the film", func() bool {
		if v := s.task.Bar.Value; v != last {
			last = v
			if steps++; steps%10 == 0 {
				most = max(most, heap())
			}
		}
		return s.task.Idle()
	})
	if s.banner.Visible() {
		t.Fatalf("the film is refused: %s", s.banner.Text())
	}
	all := dossier.Of[*dossier.Evidence](b.session.Dossier)
	if len(all) != 1 || all[0].Size != *largeFile || all[0].SHA256 != sumOfZeros(*largeFile) {
		t.Fatalf("%d pieces of evidence, or another file", len(all))
	}
	if steps < 5 {
		t.Errorf("the bar moved %d times", steps)
	}
	if grown := int64(most) - int64(before); grown > mostHeap {
		t.Errorf("memory grew by %d MiB", grown>>20)
	} else {
		t.Logf("%d MiB in %d steps: the heap grew by %d KiB at most, from %d MiB", *largeFile>>20, steps, grown>>10, before>>20)
	}
	b.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)})
	b.settle("the beginning", func() bool { return s.task.Bar.Value > 0.02 || s.task.Idle() })
	s.task.Stop.OnTapped()
	b.settle("the end", func() bool { return s.task.Idle() })
	if n := len(dossier.Of[*dossier.Evidence](b.session.Dossier)); n != 1 {
		t.Errorf("%d pieces of evidence after one was ended", n)
	}
	damage, err := b.session.Store.Verify(context.Background(), nil)
	if err != nil || len(damage) > 0 {
		t.Errorf("after the end: %v, %v", damage, err)
	}
}

// heap is what is in use, in bytes.
func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}

func sumOfZeros(n int64) string {
	h := sha256.New()
	_, _ = io.CopyN(h, zeros{}, n) // neither fails
	return hex.EncodeToString(h.Sum(nil))
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
