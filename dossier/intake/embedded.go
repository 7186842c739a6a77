package intake

import (
	"fmt"
	"image"
	"strings"

	"github.com/bep/imagemeta"
)

// maxTag is the longest value of a tag that is kept, in bytes: what is longer is
// a picture or a maker's own data.
const maxTag = 500

// readEmbedded notes what a camera or a program has written into a picture: with
// what, when and where it was taken. It gives how the picture is to be turned
// (EXIF 2.32, tag 0x0112).
func readEmbedded(l *look) (orientation int) {
	format, ok := map[string]imagemeta.ImageFormat{
		"image/jpeg": imagemeta.JPEG, "image/png": imagemeta.PNG, "image/tiff": imagemeta.TIFF,
		"image/webp": imagemeta.WebP, "image/heic": imagemeta.HEIF, "image/heif": imagemeta.HEIF, "image/avif": imagemeta.AVIF,
	}[l.kind]
	if !ok {
		return 0
	}
	// The picture itself may be sound.
	defer l.survive(func() { l.note("Embedded data", gapDamaged) })
	var tags imagemeta.Tags
	_, err := imagemeta.Decode(imagemeta.Options{
		R: l.src.all(), ImageFormat: format, Sources: imagemeta.EXIF | imagemeta.IPTC | imagemeta.XMP,
		LimitNumTags: 500, LimitTagSize: 4096, // no Timeout: it would leave a goroutine behind, and the source ends in time
		ShouldHandleTag: func(t imagemeta.TagInfo) bool { return t.Tag != "MakerNote" && !strings.HasPrefix(t.Tag, "Thumbnail") },
		HandleTag: func(t imagemeta.TagInfo) error {
			tags.Add(t)
			if t.Tag == "Orientation" {
				_, _ = fmt.Sscan(fmt.Sprint(t.Value), &orientation) // 0 where it is no number
			}
			switch value := fmt.Sprint(t.Value); {
			case len(value) <= maxTag && !strings.HasPrefix(t.Tag, imagemeta.UnknownPrefix):
				l.note(t.Tag, value)
			case wordy(value):
				l.beside(partProperties, value)
			}
			return nil
		},
	})
	if err != nil {
		l.miss(unreadDamaged)
		return orientation // what was read before is what there is
	}
	if lat, long, err := tags.GetLatLong(); err == nil && (lat != 0 || long != 0) {
		l.note("Place", fmt.Sprintf("%.6f, %.6f", lat, long))
	}
	return orientation
}

// upright turns a small picture as its orientation says.
func upright(m *image.RGBA, orientation int) *image.RGBA {
	if orientation < 2 || orientation > 8 {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if orientation >= 5 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			to := [2]int{x, y}
			switch orientation {
			case 2:
				to = [2]int{w - 1 - x, y}
			case 3:
				to = [2]int{w - 1 - x, h - 1 - y}
			case 4:
				to = [2]int{x, h - 1 - y}
			case 5:
				to = [2]int{y, x}
			case 6:
				to = [2]int{h - 1 - y, x}
			case 7:
				to = [2]int{h - 1 - y, w - 1 - x}
			case 8:
				to = [2]int{y, w - 1 - x}
			}
			out.SetRGBA(to[0], to[1], m.RGBAAt(x, y))
		}
	}
	return out
}
