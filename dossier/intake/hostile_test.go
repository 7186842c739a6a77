package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"runtime"
	"strings"
	"testing"
	"time"
)

// pdfOf is a PDF of objects numbered from 1; the first is the catalogue.
func pdfOf(trailer string, objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	places := make([]int, len(objects))
	for i, o := range objects {
		places[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, p := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", p)
	}
	fmt.Fprintf(&b, "trailer\n<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, at)
	return b.Bytes()
}

func pdfStream(dict, content string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(content), content)
}

// endlessPDF draws one form that draws another ten times, and so on: 10^12 lines.
func endlessPDF() []byte {
	const levels = 12
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
		pdfStream("", "/X Do"),
	}
	for n := range levels {
		objects = append(objects, pdfStream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Resources<</XObject<</X %d 0 R>>>>", 6+n), strings.Repeat("/X Do ", 10)))
	}
	objects = append(objects, pdfStream("/Type/XObject/Subtype/Form/BBox[0 0 500 500]", "0 0 m 500 500 l S"))
	return pdfOf("", objects...)
}

// manyPages has no text, and a script that is to run when it is opened.
func manyPages(n int) []byte {
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(while(true){})>>>>",
		fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", strings.Repeat("3 0 R ", n), n),
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
	}
	return pdfOf("", objects...)
}

func sealedPDF() []byte {
	key := "<" + strings.Repeat("ab", 32) + ">"
	return pdfOf("/Encrypt 4 0 R/ID[<00><00>]", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>", "<</Filter/Standard/V 2/R 3/Length 128/P -4/O "+key+"/U "+key+">>")
}

// PDF files that are made to harm are given up in time, and the next is read.
func TestHostilePDF(t *testing.T) {
	i := &shared
	file := func(b []byte) File { return File{Name: "x", Size: int64(len(b)), Content: bytes.NewReader(b)} }
	look := func(within time.Duration, b []byte) (Finding, error) {
		ctx, cancel := context.WithTimeout(t.Context(), within)
		defer cancel()
		return i.Inspect(ctx, file(b))
	}
	if _, err := look(time.Minute, manyPages(1)); err != nil { // the sandbox is ready
		t.Fatal(err)
	}
	for n, tt := range []struct {
		name    string
		content []byte
		pages   int64
		want    string
	}{
		{"sealed", sealedPDF(), 0, "Text: " + gapPassword},
		{"10,000 pages and a script", manyPages(10_000), 10_000, "Text: " + gapNone},
		{"cut", manyPages(1)[:100], 0, "Text: " + gapDamaged},
		{"wrong places", bytes.Replace(manyPages(1), []byte("xref\n0"), []byte("xref\n7"), 1), 1, "Text: " + gapNone},
	} {
		before := time.Now()
		f, err := look(time.Minute, tt.content)
		if err != nil || f.Pages != tt.pages || told(f.Metadata) != tt.want {
			t.Errorf("%d %s: %d pages, %q, %v", n, tt.name, f.Pages, f.Metadata, err)
		}
		t.Logf("%s: %v", tt.name, time.Since(before).Round(time.Millisecond))
	}
	before := time.Now()
	if _, err := look(2*time.Second, endlessPDF()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("endless: %v", err)
	}
	spent := time.Since(before)
	t.Logf("endless, given 2 s: %v", spent.Round(time.Millisecond))
	if spent > 20*time.Second {
		t.Errorf("endless: given up after %v", spent)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if _, err := i.Page(ctx, file(endlessPDF()), 0, 500); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("endless page: %v", err)
	}
	if n, err := i.Pages(t.Context(), file(manyPages(7))); n != 7 || err != nil {
		t.Errorf("after it: %d pages, %v", n, err)
	}
	if _, err := i.Page(t.Context(), file(sealedPDF()), 0, 500); !errors.Is(err, ErrPassword) {
		t.Errorf("sealed: %v", err)
	}
	if n := runtime.NumGoroutine(); n > 30 {
		t.Errorf("%d goroutines", n)
	}
}

func TestDrawPages(t *testing.T) {
	i := &shared
	b := manyPages(5)
	file := File{Name: "x", Size: int64(len(b)), Content: bytes.NewReader(b)}
	var said []string
	err := i.DrawPages(t.Context(), file, 3, 99, 50, func(n, of int, page *image.RGBA) error {
		said = append(said, fmt.Sprint(n, of, page.Bounds().Dx(), page.Bounds().Dy(), page.RGBAAt(1, 1)))
		return nil
	})
	if want := "3 5 50 50 {255 255 255 255}, 4 5 50 50 {255 255 255 255}"; err != nil || strings.Join(said, ", ") != want {
		t.Errorf("%q, %v, want %q", said, err, want)
	}
	enough := errors.New("enough")
	if err := i.DrawPages(t.Context(), file, 0, 5, 50, func(int, int, *image.RGBA) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("error of each: %v", err)
	}
	for _, tt := range []struct{ n, width int }{{5, 50}, {-1, 50}, {0, 0}, {0, maxWidth + 1}} {
		if _, err := i.Page(t.Context(), file, tt.n, tt.width); !errors.Is(err, ErrNoPage) {
			t.Errorf("page %d, width %d: %v", tt.n, tt.width, err)
		}
	}
}

func TestPicture(t *testing.T) {
	pngFile, jpegFile := picture(t, 640, 480)
	large, _ := picture(t, 8, 8)
	copy(large[16:], []byte{0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff})
	for _, tt := range []struct {
		name    string
		content []byte
		most    int
		w, h    int // 0 for none
	}{
		{"as it is", pngFile, 0, 640, 480},
		{"made small", jpegFile, 100, 100, 75},
		{"turned", withEXIF(t, jpegFile, 6), 0, 480, 640},
		{"turned and small", withEXIF(t, jpegFile, 8), 64, 48, 64},
		{"not made larger", pngFile, 2000, 640, 480},
		{"broken", jpegFile[:200], 0, 0, 0},
		{"no picture", []byte("text"), 0, 0, 0},
		{"too large", large, 100, 0, 0},
	} {
		m, err := Picture(t.Context(), File{Name: "x", Size: int64(len(tt.content)), Content: bytes.NewReader(tt.content)}, tt.most)
		if tt.w == 0 {
			if !errors.Is(err, ErrNoPicture) {
				t.Errorf("%s: %v", tt.name, err)
			}
			continue
		}
		if err != nil || m.Bounds().Dx() != tt.w || m.Bounds().Dy() != tt.h {
			t.Errorf("%s: %v, %v", tt.name, m, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Picture(ctx, File{Size: int64(len(pngFile)), Content: bytes.NewReader(pngFile)}, 0); !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
}
