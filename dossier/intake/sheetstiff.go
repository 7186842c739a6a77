package intake

import (
	"encoding/binary"
	"errors"
	"image"
	"io"

	"github.com/hhrutter/tiff"
)

// Scans come as TIFF files of several pages, in black and white by the fax codes
// (Group 3 and 4), or with pages packed as JPEG. That is read by the library that
// pdfcpu reads pictures with; the page directories are walked here, because a
// hostile file may chain them in a circle.

// maxTIFFPages is the most pages of one file.
const maxTIFFPages = 3000

// tiffPages are where the directories of the pages of a TIFF file stand (TIFF 6.0,
// section 2).
func tiffPages(src *source) ([]int64, error) {
	head := src.head(8)
	if len(head) < 8 {
		return nil, ErrNoPicture
	}
	var order binary.ByteOrder = binary.LittleEndian
	if head[0] == 'M' {
		order = binary.BigEndian
	}
	if order.Uint16(head[2:]) == 43 {
		return nil, ErrPictureKind // BigTIFF
	}
	var out []int64
	seen := map[int64]bool{}
	for at := int64(order.Uint32(head[4:])); at != 0 && len(out) < maxTIFFPages; {
		var b [4]byte
		if _, err := src.ReadAt(b[:2], at); err != nil || seen[at] {
			break // the pages before it are sound
		}
		seen[at] = true
		entries := int64(order.Uint16(b[:2]))
		if !tiffThumbnail(src, order, at+2, entries) {
			out = append(out, at)
		}
		if _, err := src.ReadAt(b[:], at+2+12*entries); err != nil {
			break
		}
		at = int64(order.Uint32(b[:]))
	}
	if len(out) == 0 {
		return nil, ErrNoPicture
	}
	return out, nil
}

// tiffThumbnail: a page that says that it is a small picture of another one (tag
// NewSubfileType, bit 0).
func tiffThumbnail(src *source, order binary.ByteOrder, at, entries int64) bool {
	var e [12]byte
	for i := range min(entries, 64) {
		if _, err := src.ReadAt(e[:], at+12*i); err != nil {
			return false
		}
		if order.Uint16(e[:]) == 254 {
			return order.Uint32(e[8:])&1 == 1
		}
	}
	return false
}

func tiffSheets(src *source) (Sheets, error) {
	pages, err := tiffPages(src)
	if err != nil {
		return Sheets{}, err
	}
	if _, err := tiffConfig(src, pages[0]); err != nil {
		return Sheets{}, err
	}
	return Sheets{Count: len(pages)}, nil
}

// tiffConfig is the size of a page, which is refused when it is too large.
func tiffConfig(src *source, at int64) (image.Config, error) {
	c, err := tiff.DecodeConfigAt(src.all(), at)
	if err != nil {
		return c, tiffFault(err)
	}
	if tooLarge(c) {
		return c, ErrPictureSize
	}
	return c, nil
}

// tiffFault tells a file that is sound, but of a kind that is not read, from one
// that is damaged.
func tiffFault(err error) error {
	var kind tiff.UnsupportedError
	if errors.As(err, &kind) {
		return ErrPictureKind
	}
	return ErrNoPicture
}

func tiffSheet(src *source, n, most int) (*image.RGBA, error) {
	pages, err := tiffPages(src)
	if err != nil {
		return nil, err
	}
	if n >= len(pages) {
		return nil, ErrNoPage
	}
	if _, err := tiffConfig(src, pages[n]); err != nil {
		return nil, err
	}
	m, err := tiff.DecodeAt(src.all(), pages[n])
	if err != nil {
		return nil, tiffFault(err)
	}
	return upright(fit(m, most), tiffOrientation(src, pages[n])), nil
}

// tiffOrientation is how a page lies (tag 274).
func tiffOrientation(src *source, at int64) int {
	var order binary.ByteOrder = binary.LittleEndian
	if head := src.head(1); len(head) == 1 && head[0] == 'M' {
		order = binary.BigEndian
	}
	r := io.NewSectionReader(src, at, src.size-at)
	var count [2]byte
	if _, err := io.ReadFull(r, count[:]); err != nil {
		return 0
	}
	var e [12]byte
	for range order.Uint16(count[:]) {
		if _, err := io.ReadFull(r, e[:]); err != nil {
			return 0
		}
		if order.Uint16(e[:]) == 274 {
			return int(order.Uint16(e[8:]))
		}
	}
	return 0
}
