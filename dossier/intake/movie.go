package intake

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strings"
	"time"
)

// A film of a telephone says when, with what and where it was taken, in boxes that
// lie anywhere in the file, often behind the pictures (ISO/IEC 14496-12; Apple's
// QuickTime File Format; 3GPP TS 26.244 for the box loci). Only the heads of boxes
// are read, and those small ones that say something: of a film of gigabytes some
// kilobytes.

const (
	// maxBoxes is how many boxes are looked at, maxBoxDepth how deep in each other.
	maxBoxes    = 5000
	maxBoxDepth = 8
	// maxBox is the largest box whose content is read, in bytes.
	maxBox = 64 << 10
)

// movie is a film while its boxes are read.
type movie struct {
	l     *look
	boxes int
	keys  []string // of metadata by number (box keys)
	said  map[string]bool
	wide  uint32 // of the largest track of pictures
}

// box is the name of a box and where its content lies.
type box struct {
	name     string
	from, to int64
}

func readMovie(l *look) {
	m := &movie{l: l, said: make(map[string]bool)}
	m.walk(0, l.src.size, "", 0)
}

// walk reads the boxes between two places of the file.
func (m *movie) walk(at, end int64, inside string, depth int) {
	if depth > maxBoxDepth {
		return
	}
	for at+8 <= end && m.l.ctx.Err() == nil {
		if m.boxes++; m.boxes > maxBoxes {
			return
		}
		b, ok := m.box(at, end)
		if !ok {
			return
		}
		m.take(b, inside, depth)
		at = b.to
	}
}

// box reads the head of the box at a place.
func (m *movie) box(at, end int64) (b box, ok bool) {
	head := m.bytes(at, min(end, at+16))
	if len(head) < 8 {
		return box{}, false
	}
	size, from := int64(binary.BigEndian.Uint32(head)), at+8
	switch {
	case size == 0:
		size = end - at // to the end
	case size == 1 && len(head) == 16:
		long := binary.BigEndian.Uint64(head[8:])
		if long > math.MaxInt64 {
			return box{}, false
		}
		size, from = int64(long), at+16
	}
	if size < from-at || size > end-at {
		if size < from-at {
			return box{}, false
		}
		size = end - at // the file breaks off
	}
	return box{string(head[4:8]), from, at + size}, true
}

// bytes is a part of the file, shorter where that ends.
func (m *movie) bytes(from, to int64) []byte {
	b := make([]byte, max(0, min(to-from, maxBox)))
	n, err := m.l.src.ReadAt(b, from)
	if err != nil && err != io.EOF {
		return nil
	}
	return b[:n]
}

// take reads one box, and those in it.
func (m *movie) take(b box, inside string, depth int) {
	switch b.name {
	case "moov", "trak", "mdia", "udta", "ilst":
		m.walk(b.from, b.to, b.name, depth+1)
	case "meta":
		m.meta(b, depth)
	case "mvhd":
		m.header(m.bytes(b.from, b.to))
	case "tkhd":
		m.track(m.bytes(b.from, b.to))
	case "keys":
		m.keys = metadataKeys(m.bytes(b.from, b.to))
	case "loci":
		m.place3GPP(m.bytes(b.from, b.to))
	default:
		if inside == "ilst" {
			m.item(b)
		} else if inside == "udta" {
			m.text(movieKey(b.name), userText(b.name, m.bytes(b.from, b.to)))
		}
		if !movieTable(b.name) { // words of whoever made it, in a box of any name
			m.l.sweep(m.l.piece(b.from, b.to-b.from))
		}
	}
}

// movieTable tells the boxes that hold pictures, sound, and tables of where those
// are.
func movieTable(name string) bool {
	return strings.Contains("mdat moof mfra stts stsc stsz stz2 stco co64 ctts stss sdtp sgpd sbgp saio saiz elst trex trun tfhd tfdt sidx stsd iloc iprp ipma ipco mvhd mdhd vmhd smhd ftyp iref pitm", name)
}

// meta reads a box of metadata, which has four bytes more at its beginning in MP4
// and has not in QuickTime.
func (m *movie) meta(b box, depth int) {
	from := b.from
	if head := m.bytes(from, from+8); len(head) == 8 && string(head[4:]) != "hdlr" {
		from += 4
	}
	m.walk(from, b.to, "meta", depth+1)
}

// header reads when a film was made, in seconds since 1904, and how long it is.
func (m *movie) header(b []byte) {
	var made, length uint64
	var scale uint32
	switch {
	case len(b) >= 32 && b[0] == 1:
		made, scale, length = binary.BigEndian.Uint64(b[4:]), binary.BigEndian.Uint32(b[20:]), binary.BigEndian.Uint64(b[24:])
	case len(b) >= 20 && b[0] == 0:
		made, scale, length = uint64(binary.BigEndian.Uint32(b[4:])), binary.BigEndian.Uint32(b[12:]), uint64(binary.BigEndian.Uint32(b[16:]))
	default:
		return
	}
	if made > 0 && made < 1<<34 {
		m.text("Created", time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(made)*time.Second).Format(time.RFC3339))
	}
	if scale > 0 && length != math.MaxUint32 && length != math.MaxUint64 {
		m.text("Duration", duration(float64(length)/float64(scale)))
	}
}

// track reads how large the pictures are: the last eight bytes of the box.
func (m *movie) track(b []byte) {
	if len(b) < 84 {
		return
	}
	w, h := binary.BigEndian.Uint32(b[len(b)-8:])>>16, binary.BigEndian.Uint32(b[len(b)-4:])>>16
	if w > 0 && h > 0 && m.wide == 0 {
		m.wide = w
		m.text("Size", fmt.Sprintf("%d × %d", w, h))
	}
}

// item reads one item of a list of metadata, whose name is a key or its number.
func (m *movie) item(b box) {
	key := movieKey(b.name)
	if n := binary.BigEndian.Uint32([]byte(b.name)); n > 0 && int64(n) <= int64(len(m.keys)) {
		key = movieKey(m.keys[n-1])
	}
	data, ok := m.box(b.from, b.to)
	if !ok || data.name != "data" || data.to-data.from > maxBox {
		return
	}
	if v := m.bytes(data.from, data.to); len(v) > 8 && binary.BigEndian.Uint32(v)&0xffffff == 1 { // UTF-8
		m.text(key, string(v[8:]))
	}
}

// text notes a value, the first of each key.
func (m *movie) text(key, value string) {
	value = strings.Trim(value, "\x00 ")
	if key == "Place" {
		value = placeISO6709(value)
	}
	if key == "" || value == "" || len(value) > maxTag || m.said[key] {
		return
	}
	m.said[key] = true
	m.l.note(key, value)
}

// place3GPP reads the box loci: version, language, a name, a role, longitude and
// latitude as 16.16 fixed point.
func (m *movie) place3GPP(b []byte) {
	if len(b) < 6 {
		return
	}
	b = b[6:]
	name, rest, ok := bytes.Cut(b, []byte{0})
	if bytes.HasPrefix(b, []byte("\xfe\xff")) { // UTF-16 ends in two
		name, rest, ok = bytes.Cut(b, []byte{0, 0})
	}
	if !ok || len(rest) < 9 {
		return
	}
	fixed := func(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) / 65536 }
	if long, lat := fixed(rest[1:]), fixed(rest[5:]); lat != 0 || long != 0 {
		m.text("Place", fmt.Sprintf("%+.6f%+.6f/", lat, long))
	}
	if text, ok := decodeText(name); ok {
		m.text("Place name", text)
	}
}

// duration is a time as h:mm:ss, "" for what cannot be.
func duration(seconds float64) string {
	if !(seconds > 0) || seconds > 1e7 {
		return ""
	}
	n := int64(math.Round(seconds))
	return fmt.Sprintf("%d:%02d:%02d", n/3600, n/60%60, n%60)
}
