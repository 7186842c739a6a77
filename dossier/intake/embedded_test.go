package intake

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image/jpeg"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"
)

// withEXIF puts a camera's name and an orientation into a JPEG.
func withEXIF(t *testing.T, file []byte, orientation uint16) []byte {
	t.Helper()
	const maker = "Camera 7\x00"
	le := binary.LittleEndian
	b := []byte("Exif\x00\x00II*\x00\x08\x00\x00\x00\x02\x00")
	b = le.AppendUint16(b, 0x010f) // Make, ASCII, behind the list
	b = le.AppendUint16(b, 2)
	b = le.AppendUint32(b, uint32(len(maker)))
	b = le.AppendUint32(b, 8+2+2*12+4)
	b = le.AppendUint16(b, 0x0112) // Orientation, SHORT
	b = le.AppendUint16(b, 3)
	b = le.AppendUint32(b, 1)
	b = le.AppendUint32(b, uint32(orientation))
	b = append(le.AppendUint32(b, 0), maker...)
	head := binary.BigEndian.AppendUint16([]byte("\xff\xd8\xff\xe1"), uint16(len(b)+2))
	return append(append(head, b...), file[2:]...)
}

func TestEmbedded(t *testing.T) {
	_, file := picture(t, 640, 480)
	f := inspect(t, "p.jpg", withEXIF(t, file, 6))
	if told(f.Metadata) != "Make: Camera 7\nOrientation: 6\nSize: 640 × 480" {
		t.Errorf("metadata %q", f.Metadata)
	}
	if c, err := jpeg.DecodeConfig(bytes.NewReader(f.Thumbnail)); err != nil || c.Width != 240 || c.Height != 320 {
		t.Errorf("thumbnail %v, %v: not upright", c, err)
	}
}

func TestPDF(t *testing.T) {
	ctx := context.Background()
	p := gofpdf.New("P", "mm", "A4", "")
	p.SetTitle("Order No. 7", true)
	p.SetAuthor("Ильяшев", true)
	for _, text := range []string{"The guard opened the gate.", "Second page."} {
		p.AddPage()
		p.SetFont("Helvetica", "", 14)
		p.Cell(40, 10, text)
	}
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		t.Fatal(err)
	}
	var i Inspector
	defer func() {
		if err := i.Close(); err != nil {
			t.Error(err)
		}
	}()
	file := func(b []byte) File { return File{Name: "a", Size: int64(len(b)), Content: bytes.NewReader(b)} }
	for range 2 { // the sandbox is used again
		f, err := i.Inspect(ctx, file(b.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if f.Pages != 2 || f.MediaType != "application/pdf" || len(f.Thumbnail) == 0 ||
			!strings.HasPrefix(strings.Join(strings.Fields(f.Text), " "), "The guard opened the gate. Second page.") {
			t.Errorf("%d pages, text %q, thumbnail of %d bytes", f.Pages, f.Text, len(f.Thumbnail))
		}
		if !strings.Contains(f.Metadata, "Title: Order No. 7\nAuthor: Ильяшев") {
			t.Errorf("metadata %q", f.Metadata)
		}
	}
	m, err := i.Page(ctx, file(b.Bytes()), 1, 600)
	if err != nil || m.Bounds().Dx() != 600 {
		t.Fatalf("page: %v", err)
	}
	for n, content := range map[int][]byte{2: b.Bytes(), 0: b.Bytes()[:b.Len()/4]} {
		if _, err := i.Page(ctx, file(content), n, 600); !errors.Is(err, ErrNoPage) {
			t.Errorf("page %d that is not there: %v", n, err)
		}
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := i.Page(cancelled, file(b.Bytes()), 0, 600); !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
}
