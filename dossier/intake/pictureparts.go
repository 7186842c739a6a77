package intake

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
)

// What a picture says of itself lies in pieces between its head and its dots. Those
// that are known are read (picture.go, embedded.go); of the others the words are
// sought, and that they were not read is told. So it is with what lies behind the end
// of a picture, where programs leave what they want to keep.

// sayTail searches what lies behind the end of a picture.
func (l *look) sayTail(at int64) {
	if at >= l.src.size {
		return
	}
	b := make([]byte, min(l.src.size-at, maxSwept))
	n, _ := l.src.ReadAt(b, at)
	if b = b[:n]; len(bytes.Trim(b, "\x00")) == 0 {
		return
	}
	l.miss(unreadBinary)
	l.sweep(b)
}

// piece reads so many bytes at a place, and no more than a piece may hold.
func (l *look) piece(at, size int64) []byte {
	b := make([]byte, max(0, min(size, maxText, l.src.size-at)))
	n, _ := l.src.ReadAt(b, at)
	if size > maxText {
		l.miss(unreadLarge)
	}
	return b[:n]
}

// sayJPEG reads the segments of a JPEG file (ISO/IEC 10918-1, B.1).
func sayJPEG(l *look) {
	at := int64(2)
	for segments := 0; segments < 5000 && l.ctx.Err() == nil; segments++ {
		head := l.piece(at, 4)
		if len(head) < 2 || head[0] != 0xff {
			break
		}
		mark := head[1]
		switch {
		case mark == 0xff: // a filler
			at++
			continue
		case mark == 0xd9:
			l.sayTail(at + 2)
			return
		case mark >= 0xd0 && mark <= 0xd8 || mark == 1:
			at += 2
			continue
		}
		if len(head) < 4 {
			break
		}
		size := int64(binary.BigEndian.Uint16(head[2:]))
		if size < 2 || at+2+size > l.src.size {
			break
		}
		if mark >= 0xe0 && mark <= 0xef || mark == 0xfe {
			l.saySegment(mark, l.piece(at+4, size-2))
		}
		at += 2 + size
		if mark == 0xda {
			at = l.afterDots(at)
		}
	}
	l.miss(unreadDamaged)
	l.sweep(l.piece(at, l.src.size-at))
}

// afterDots is where the dots of a JPEG end that begin at a place: at the next mark.
func (l *look) afterDots(at int64) int64 {
	b := make([]byte, 64<<10)
	for l.ctx.Err() == nil {
		n, _ := l.src.ReadAt(b, at)
		if n < 2 {
			return l.src.size
		}
		for i := 0; i+1 < n; i++ {
			if b[i] == 0xff && b[i+1] != 0 && b[i+1] != 0xff && (b[i+1] < 0xd0 || b[i+1] > 0xd7) {
				return at + int64(i)
			}
		}
		at += int64(n - 1)
	}
	return l.src.size
}

// saySegment adds a segment of an application, or a comment.
func (l *look) saySegment(mark byte, b []byte) {
	known := []string{
		"JFIF\x00", "JFXX\x00", "Exif\x00", "http://ns.adobe.com/xap/1.0/\x00", "http://ns.adobe.com/xmp/extension/\x00", "ICC_PROFILE\x00", "MPF\x00",
		"Photoshop 3.0\x00", "Adobe", "Ducky", "FPXR\x00",
	}
	switch xmp, ok := bytes.CutPrefix(b, []byte(known[3])); {
	case mark == 0xfe:
		if text, fits := l.decode(bytes.TrimRight(b, "\x00")); fits {
			l.note("Comment", text)
			return
		}
		l.miss(unreadBinary)
	case ok:
		l.sayXMP(xmp)
		return
	case !slices.ContainsFunc(known, func(k string) bool { return bytes.HasPrefix(b, []byte(k)) }):
		l.miss(unreadBinary)
	}
	l.sweep(b)
}

// sayXMP adds a packet of properties (ISO 16684-1).
func (l *look) sayXMP(b []byte) {
	inner := l.inside(b)
	inner.text = new(bounded)
	readXML(inner)
	l.besides(partProperties, inner.text.String())
}

// pngKnown are the chunks of a PNG file that hold no words (ISO/IEC 15948, 11), and
// those that are read elsewhere.
const pngKnown = "IHDR PLTE IDAT IEND tRNS cHRM gAMA sBIT sRGB bKGD hIST pHYs tIME cICP mDCv cLLi acTL fcTL fdAT oFFs sTER"

// sayChunk adds a chunk of a PNG file.
func (l *look) sayChunk(name string, b []byte) {
	switch {
	case strings.Contains(pngKnown, name):
	case name == "tEXt", name == "zTXt", name == "iTXt":
		key, value := pngText(name, b)
		l.note(key, value)
		if strings.HasPrefix(strings.TrimSpace(value), "<") {
			l.sayXMP([]byte(value))
		}
		l.sayCoded(value)
		if key == "" || name != "tEXt" && value == "" {
			l.miss(unreadDamaged)
			l.sweep(b)
		}
	case name == "eXIf", name == "iCCP", name == "sPLT", name == "pCAL", name == "sCAL":
		l.sweep(b)
	default:
		l.miss(unreadBinary)
		l.sweep(b)
	}
}

// sayWebP reads the chunks of a WebP file.
func sayWebP(l *look) {
	at := int64(12)
	for chunks := 0; chunks < 5000 && at+8 <= l.src.size; chunks++ {
		head := l.piece(at, 8)
		if len(head) < 8 {
			break
		}
		name, size := string(head[:4]), int64(binary.LittleEndian.Uint32(head[4:]))
		switch name {
		case "VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF":
		case "XMP ":
			l.sayXMP(l.piece(at+8, size))
		case "EXIF", "ICCP":
			l.sweep(l.piece(at+8, size))
		default:
			l.miss(unreadBinary)
			l.sweep(l.piece(at+8, size))
		}
		at += 8 + size + size&1
	}
	l.sayTail(at)
}
