package layout

import "encoding/binary"

// stripJPEG gives a JPEG file without what it says beyond its pixels (EXIF
// with place, time and camera, comments, thumbnails, whatever follows its
// end), and its EXIF orientation. The Adobe segment stays: it tells the
// colours.
func stripJPEG(data []byte) (out []byte, orientation int, err error) {
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
