package pdf

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"probata/dossier/document"
	"probata/pdf/layout"
)

// TestPreviewIsThePage compares pictures of the preview with poppler's of the
// file. The letters are filled by two programs, so single pixels differ; a
// letter that stands elsewhere or is missing does not pass.
func TestPreviewIsThePage(t *testing.T) {
	const dpi = 80
	f := loadFonts(t)
	for _, w := range []words{english, russian, kazakh, arabic} {
		d := rich(w)
		d.Blocks = append(d.Blocks, evidence(t, w)...)
		data, r := export(t, d, f)
		path := saved(t, data)
		base := filepath.Join(t.TempDir(), "page")
		run(t, "pdftoppm", "-r", fmt.Sprint(dpi), "-png", path, base)
		p := NewPreview(f)
		if n, err := p.Set(t.Context(), d); err != nil || n != r.Pages {
			t.Fatalf("%d pages, %v", n, err)
		}
		for n := range r.Pages {
			img, err := p.Page(t.Context(), n, dpi)
			if err != nil {
				t.Fatal(err)
			}
			name := fmt.Sprintf("%s-%0*d.png", base, len(fmt.Sprint(r.Pages)), n+1)
			if dir := os.Getenv("PDF_OUT"); dir != "" {
				savePNG(t, filepath.Join(dir, fmt.Sprintf("preview-%s-%d.png", w.lang, n+1)), img)
			}
			mean, block := difference(t, img, loadPNG(t, name))
			if mean > 11 || block > 20 {
				t.Errorf("%s page %d: mean difference %.2f, of the worst block %.1f", w.lang, n+1, mean, block)
			}
			if n > 0 {
				continue
			}
			// The comparison must see that a single word is missing.
			if _, block := difference(t, withoutAWord(t, p), loadPNG(t, name)); block <= 20 {
				t.Errorf("a missing word makes a difference of %.1f", block)
			}
		}
	}
}

// withoutAWord draws the first page without one word.
func withoutAWord(t *testing.T, p *Preview) image.Image {
	t.Helper()
	pg := p.layout.Pages[0]
	i := slices.IndexFunc(pg.Ops, func(op layout.Op) bool { return op.Word != nil && op.Size > 11 && len(op.Word.Text) > 6 })
	pg.Ops = slices.Delete(slices.Clone(pg.Ops), i, i+1)
	img, err := p.render.Page(t.Context(), &pg, 80)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func savePNG(t *testing.T, name string, img image.Image) {
	t.Helper()
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(png.Encode(file, img), file.Close()); err != nil {
		t.Fatal(err)
	}
}

func loadPNG(t *testing.T, name string) image.Image {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	img, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// difference of the grey values of two pictures: over all pixels, and of the
// means of the blocks of 12 pixels, where it is greatest.
func difference(t *testing.T, a, b image.Image) (mean, block float64) {
	t.Helper()
	size := a.Bounds().Size()
	if other := b.Bounds().Size(); abs(size.X-other.X) > 1 || abs(size.Y-other.Y) > 1 {
		t.Fatalf("sizes differ: %v, %v", size, other)
	}
	ga, gb := image.NewGray(a.Bounds()), image.NewGray(a.Bounds())
	draw.Draw(ga, ga.Rect, a, image.Point{}, draw.Src)
	draw.Draw(gb, gb.Rect, b, image.Point{}, draw.Src)
	const side = 12
	for by := 0; by+side < size.Y-1; by += side {
		for bx := 0; bx+side < size.X-1; bx += side {
			sum := 0.0
			for y := by; y < by+side; y++ {
				for x := bx; x < bx+side; x++ {
					d := float64(ga.GrayAt(x, y).Y) - float64(gb.GrayAt(x, y).Y)
					sum += d
					mean += math.Abs(d)
				}
			}
			block = max(block, math.Abs(sum)/side/side)
		}
	}
	return mean / float64(size.X*size.Y), block
}

func abs(n int) int { return max(n, -n) }

func TestPreviewRefuses(t *testing.T) {
	p := NewPreview(loadFonts(t))
	if _, err := p.Page(t.Context(), 0, 96); err == nil {
		t.Error("a page without a document")
	}
	if _, err := p.Set(t.Context(), rich(english)); err != nil {
		t.Fatal(err)
	}
	for _, dpi := range []float64{0, -3, 1e6, math.NaN(), math.Inf(1)} {
		if _, err := p.Page(t.Context(), 0, dpi); err == nil {
			t.Errorf("drawn at %v dpi", dpi)
		}
	}
	done, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Set(done, rich(russian)); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v, want canceled", err)
	}
	if _, err := p.Page(t.Context(), 0, 96); err != nil {
		t.Errorf("the pages of before are gone: %v", err)
	}
}

// TestPreviewAfterAChange: a preview that has seen other texts shows the same
// as a new one.
func TestPreviewAfterAChange(t *testing.T) {
	f := loadFonts(t)
	used := NewPreview(f)
	for _, d := range []document.Document{rich(russian), rich(kazakh), dossier(russian, 100, 20), rich(russian)} {
		if _, err := used.Set(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	fresh := NewPreview(f)
	if _, err := fresh.Set(t.Context(), rich(russian)); err != nil {
		t.Fatal(err)
	}
	for n := range 8 {
		a, err := used.Page(t.Context(), n, 72)
		if err != nil {
			t.Fatal(err)
		}
		b, err := fresh.Page(t.Context(), n, 72)
		if err != nil {
			t.Fatal(err)
		}
		if mean, _ := difference(t, a, b); mean != 0 {
			t.Errorf("page %d differs by %.3f", n+1, mean)
		}
	}
}

// TestPreviewStaysSmall writes a text of ever new words for a long time: what
// is kept of what was seen before is bounded.
func TestPreviewStaysSmall(t *testing.T) {
	const most = 120 << 20
	p := NewPreview(loadFonts(t))
	var heap runtime.MemStats
	for change := range 130 {
		var text strings.Builder
		for k := range 1000 {
			fmt.Fprintf(&text, "word%dx%d ", change, k)
		}
		d := dossier(english, 10, 5)
		d.Blocks = append(d.Blocks, document.Para(text.String()))
		if _, err := p.Set(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		if _, err := p.Page(t.Context(), change%3, 96); err != nil {
			t.Fatal(err)
		}
		if change%10 == 9 {
			runtime.GC()
			if runtime.ReadMemStats(&heap); heap.HeapAlloc > most {
				t.Fatalf("after %d changes %d MB are held", change+1, heap.HeapAlloc>>20)
			}
		}
	}
	t.Logf("%d MB are held at the end", heap.HeapAlloc>>20)
}

// BenchmarkPreview is what a change costs in a document of a hundred pages:
// to lay it out again and draw its first page.
func BenchmarkPreview(b *testing.B) {
	p := NewPreview(loadFonts(b))
	docs := []document.Document{dossier(russian, 330, 300), dossier(russian, 330, 301)}
	i, pages := 0, 0
	b.ReportAllocs()
	for b.Loop() {
		var err error
		if pages, err = p.Set(b.Context(), docs[i%2]); err != nil {
			b.Fatal(err)
		}
		if _, err = p.Page(b.Context(), 0, 96); err != nil {
			b.Fatal(err)
		}
		i++
	}
	b.ReportMetric(float64(pages), "pages")
}

func BenchmarkPreviewPage(b *testing.B) {
	p := NewPreview(loadFonts(b))
	if _, err := p.Set(b.Context(), dossier(russian, 330, 300)); err != nil {
		b.Fatal(err)
	}
	i := 0
	for b.Loop() {
		if _, err := p.Page(b.Context(), i%90, 96); err != nil {
			b.Fatal(err)
		}
		i++
	}
}
