package intake

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
)

// panicky is a file that makes whoever reads beyond a place in it panic, as a
// decoder with a mistake does over a file that is made for it.
type panicky struct {
	*bytes.Reader
	from int64
}

func (p panicky) Read(b []byte) (int, error) {
	if at, _ := p.Seek(0, io.SeekCurrent); at+int64(len(b)) > p.from {
		panic("index out of range")
	}
	return p.Reader.Read(b)
}

// TestPanic: a decoder that panics costs what it was to read, and nothing else.
func TestPanic(t *testing.T) {
	pngFile, jpegFile := picture(t, 640, 480)
	for kind, content := range map[string][]byte{
		"image/png": pngFile, "image/jpeg": jpegFile, docx: word(t), "message/rfc822": []byte(mail), doc: oldWord(0),
		"video/mp4": []byte(telephone()), "application/pdf": manyPages(1),
	} {
		f := File{Name: "x", Size: int64(len(content)), Content: panicky{bytes.NewReader(content), 0}}
		got, err := shared.Inspect(t.Context(), f)
		if err != nil || got.MediaType != unknown || !strings.Contains(got.Metadata, "Text: "+gapDamaged) {
			t.Errorf("%s, kind not told: %+v, %v", kind, got, err)
		}
		if _, err := Picture(t.Context(), f, 100); !errors.Is(err, ErrNoPicture) || !strings.Contains(err.Error(), unknown) {
			t.Errorf("%s: Picture: %v", kind, err)
		}
		if !strings.HasPrefix(kind, "image/") {
			continue
		}
		f.Content = panicky{bytes.NewReader(content), int64(len(content)) - 1} // a decoder reads all
		if _, err := Picture(t.Context(), f, 100); !errors.Is(err, ErrNoPicture) || !strings.Contains(err.Error(), kind) {
			t.Errorf("%s: Picture: %v", kind, err)
		}
		if got, err := shared.Inspect(t.Context(), f); err != nil || got.MediaType != kind || !strings.Contains(got.Metadata, gapDamaged) {
			t.Errorf("%s: %+v, %v", kind, got, err)
		}
	}
}
