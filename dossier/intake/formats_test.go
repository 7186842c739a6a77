package intake

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"strings"
	"testing"

	"golang.org/x/image/tiff"
)

// exif is EXIF data of little end first: a camera, an orientation, a place of
// 43°13'19.2" N 76°51'4.32" E, and when it was taken.
func exif() string {
	le := binary.LittleEndian
	entry := func(b []byte, tag, kind uint16, count, value uint32) []byte {
		return le.AppendUint32(le.AppendUint32(le.AppendUint16(le.AppendUint16(b, tag), kind), count), value)
	}
	const maker, place, times = 8 + 2 + 4*12 + 4, 70, 70 + 2 + 4*12 + 4
	const values = times + 2 + 12 + 4
	b := []byte("II*\x00\x08\x00\x00\x00\x04\x00")
	b = entry(b, 0x010f, 2, 8, maker) // Make
	b = entry(b, 0x0112, 3, 1, 6)     // Orientation
	b = entry(b, 0x8769, 4, 1, times) // the list of times
	b = entry(b, 0x8825, 4, 1, place) // the list of the place
	b = append(le.AppendUint32(b, 0), "Phone 7\x00"...)
	b = append(b, 4, 0)
	b = entry(b, 1, 2, 2, 'N')
	b = entry(b, 2, 5, 3, values)
	b = entry(b, 3, 2, 2, 'E')
	b = entry(b, 4, 5, 3, values+24)
	b = le.AppendUint32(b, 0)
	b = append(b, 1, 0)
	b = entry(b, 0x9003, 2, 20, values+48) // DateTimeOriginal
	b = le.AppendUint32(b, 0)
	for _, n := range []uint32{43, 1, 13, 1, 1920, 100, 76, 1, 51, 1, 432, 100} {
		b = le.AppendUint32(b, n)
	}
	return string(b) + "2024:05:01 10:00:00\x00"
}

// heif is a picture of Apple's or of AVIF with nothing but EXIF data (ISO/IEC 23008-12).
func heif(brand string) string {
	be16 := func(n ...uint16) string {
		var b []byte
		for _, n := range n {
			b = binary.BigEndian.AppendUint16(b, n)
		}
		return string(b)
	}
	content := be32(0) + exif() // where the TIFF header begins behind this number
	meta := func(at uint32) string {
		return boxOf(
			"meta", be32(0), boxOf("hdlr", be32(0, 0), "pict", strings.Repeat("\x00", 13)),
			boxOf("iinf", be32(0), be16(1), boxOf("infe", be32(2<<24), be16(1, 0), "Exif\x00")),
			boxOf("iloc", be32(0), "\x44\x00", be16(1, 1, 0, 1), be32(at, uint32(len(content)))),
		)
	}
	head := boxOf("ftyp", brand, be32(0), brand)
	return head + meta(uint32(len(head)+len(meta(0))+8)) + boxOf("mdat", content)
}

// What telephones write into pictures is found in every kind of picture.
func TestPictureKinds(t *testing.T) {
	pngFile, jpegFile := picture(t, 8, 8)
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(exif())))
	chunk = append(chunk, "eXIf"+exif()...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	segment := binary.BigEndian.AppendUint16([]byte("\xff\xd8\xff\xe1"), uint16(8+len(exif())))
	webp := riffOf("WEBP", riffChunk("VP8X", "\x08\x00\x00\x00\x07\x00\x00\x07\x00\x00"), riffChunk("EXIF", exif()))
	var plain bytes.Buffer
	if err := tiff.Encode(&plain, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ kind, content string }{
		{"image/jpeg", string(segment) + "Exif\x00\x00" + exif() + string(jpegFile[2:])},
		{"image/png", string(pngFile[:33]) + string(chunk) + string(pngFile[33:])},
		{"image/tiff", exif()},
		{"image/webp", webp},
		{"image/heic", heif("heic")},
		{"image/heif", heif("mif1")},
		{"image/avif", heif("avif")},
	} {
		f := inspect(t, "x", []byte(tt.content))
		if f.MediaType != tt.kind {
			t.Errorf("%s: taken for %s", tt.kind, f.MediaType)
		}
		for _, want := range []string{"Make: Phone 7", "Orientation: 6", "Place: 43.222000, 76.851200", "DateTimeOriginal: 2024:05:01 10:00:00"} {
			if !strings.Contains(f.Metadata, want) {
				t.Errorf("%s: %q is not in %q", tt.kind, want, f.Metadata)
			}
		}
	}
	if f := inspect(t, "x", plain.Bytes()); f.MediaType != "image/tiff" || len(f.Thumbnail) == 0 {
		t.Errorf("%s, thumbnail of %d bytes", f.MediaType, len(f.Thumbnail))
	}
}

// FuzzRead reads any bytes as what they look like, past what catches a panic.
func FuzzRead(f *testing.F) {
	if _, err := shared.start(); err != nil { // a fuzz run takes a slow input for one that hangs
		f.Fatal(err)
	}
	pngFile, jpegFile := picture(f, 8, 8)
	fuzz(f, "", func(l *look) {
		l.depth = 0
		l.kind = kindOf(l.src, "x", "")
		l.read()
	}, exif(), heif("heic"), string(pngFile), string(jpegFile), string(word(f)), string(sealedPDF()), string(manyPages(2)), string(oldWord(0)),
		telephone(), "<html><p>x<b>y", "\xff\xfex\x00", "GIF89a", "BM")
}
