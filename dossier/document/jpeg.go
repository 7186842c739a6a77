package document

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/png"
)

// ErrPicture tells that a file is no whole picture of the kind that it says.
var ErrPicture = errors.New("picture is damaged")

// StripJPEG gives a JPEG file without what it says beyond its pixels (EXIF
// with place, time and camera, comments, thumbnails, whatever follows its
// end), and its EXIF orientation. The Adobe segment stays: it tells the
// colours.
func StripJPEG(data []byte) (out []byte, orientation int, err error) {
	out = append(make([]byte, 0, len(data)), data[:2]...)
	orientation = 1
	for at := 2; at+1 < len(data); {
		if data[at] != 0xFF {
			return nil, 0, ErrPicture
		}
		marker := data[at+1]
		switch {
		case marker == 0xFF: // fill byte
			at++
			continue
		case marker == 0xD9:
			return append(out, 0xFF, 0xD9), orientation, nil
		case marker >= 0xD0 && marker <= 0xD7 || marker == 0x01:
			out = append(out, 0xFF, marker)
			at += 2
			continue
		}
		if at+4 > len(data) {
			return nil, 0, ErrPicture
		}
		end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		if end < at+4 || end > len(data) {
			return nil, 0, ErrPicture
		}
		segment := data[at:end]
		switch {
		case marker == 0xE1 && len(segment) > 10 && string(segment[4:10]) == "Exif\x00\x00":
			orientation = exifOrientation(segment[10:])
		case marker >= 0xE0 && marker <= 0xEF && marker != 0xEE, marker == 0xFE:
		default:
			out = append(out, segment...)
		}
		at = end
		if marker == 0xDA {
			for at < len(data) && !(data[at] == 0xFF && at+1 < len(data) && data[at+1] != 0 && (data[at+1] < 0xD0 || data[at+1] > 0xD7)) {
				at++
			}
			out = append(out, data[end:at]...)
		}
	}
	return nil, 0, ErrPicture // no end
}

// exifOrientation reads tag 0x0112 of the first directory of a TIFF header;
// anything odd counts as upright.
func exifOrientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if string(tiff[:2]) == "II" {
		order = binary.LittleEndian
	}
	dir := int64(order.Uint32(tiff[4:]))
	if dir < 8 || dir+2 > int64(len(tiff)) {
		return 1
	}
	for i := range int64(order.Uint16(tiff[dir:])) {
		at := dir + 2 + 12*i
		if at+12 > int64(len(tiff)) {
			return 1
		}
		if order.Uint16(tiff[at:]) == 0x0112 {
			if v := order.Uint16(tiff[at+8:]); v >= 1 && v <= 8 {
				return int(v)
			}
			return 1
		}
	}
	return 1
}

// StripPNG keeps the chunks of a PNG file that draw.
func StripPNG(data []byte) ([]byte, error) {
	if _, err := png.DecodeConfig(bytes.NewReader(data)); err != nil {
		return nil, ErrPicture
	}
	out := append([]byte(nil), data[:8]...)
	for at := 8; at+12 <= len(data); {
		end := at + 12 + int(binary.BigEndian.Uint32(data[at:]))
		if end > len(data) || end < at+12 {
			return nil, ErrPicture
		}
		switch kind := string(data[at+4 : at+8]); kind {
		case "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "sRGB", "cHRM":
			if out = append(out, data[at:end]...); kind == "IEND" {
				return out, nil
			}
		}
		at = end
	}
	return nil, ErrPicture
}

// Upright turns a picture by its EXIF orientation, 1 to 8; every other number is
// that of an upright one.
func Upright(img *image.RGBA, turn int) *image.RGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	if turn <= 1 || turn > 8 {
		return img
	}
	ow, oh := w, h
	if turn >= 5 {
		ow, oh = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, ow, oh))
	for y := range oh {
		for x := range ow {
			sx, sy := x, y
			switch turn {
			case 2:
				sx = w - 1 - x
			case 3:
				sx, sy = w-1-x, h-1-y
			case 4:
				sy = h - 1 - y
			case 5:
				sx, sy = y, x
			case 6:
				sx, sy = y, h-1-x
			case 7:
				sx, sy = w-1-y, h-1-x
			case 8:
				sx, sy = w-1-y, x
			}
			copy(out.Pix[4*(y*ow+x):4*(y*ow+x)+4], img.Pix[4*(sy*w+sx):])
		}
	}
	return out
}
