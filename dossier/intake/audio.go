package intake

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/unicode"
)

// maxTags is how much of the tags of a recording is read, in bytes. Pictures of
// covers are skipped, not read.
const maxTags = 256 << 10

// readMP3 reads the tags of an MP3 file: ID3v2 at its beginning (id3.org, 2.2 to
// 2.4), else ID3v1 in its last 128 bytes.
func readMP3(l *look) {
	head := l.src.head(10)
	if len(head) == 10 && string(head[:3]) == "ID3" {
		readID3(l, head)
	}
	if l.meta.Len() > 0 || l.src.size < 128 {
		return
	}
	b := make([]byte, 128)
	if n, err := l.src.ReadAt(b, l.src.size-128); n < len(b) && err != nil || string(b[:3]) != "TAG" {
		return
	}
	for _, f := range []struct {
		key      string
		from, to int
	}{{"Title", 3, 33}, {"Author", 33, 63}, {"Album", 63, 93}, {"Recorded", 93, 97}, {"Comment", 97, 125}} {
		value, _, _ := bytes.Cut(b[f.from:f.to], []byte{0})
		if text, ok := decodeText(value); ok {
			l.note(f.key, text)
		}
	}
}

// readID3 reads the frames of text of an ID3v2 tag.
func readID3(l *look, head []byte) {
	version, at, end := head[3], int64(10), 10+int64(sevenBits(head[6:10]))
	frame := 10
	if version == 2 {
		frame = 6
	}
	if head[5]&0x40 != 0 && version > 2 { // a second header
		b := make([]byte, 4)
		if n, _ := l.src.ReadAt(b, at); n < 4 {
			return
		}
		if at += int64(sevenBits(b)); version == 3 {
			at += 4
		}
	}
	end = min(end, l.src.size)
	for range 1000 {
		b := make([]byte, frame)
		if n, _ := l.src.ReadAt(b, at); n < frame || b[0] == 0 || at+int64(frame) > end || l.ctx.Err() != nil {
			return
		}
		name, size := id3Frame(version, b)
		at += int64(frame)
		if key := id3Key(name); key != "" && size > 1 && size <= maxTag*4 {
			v := make([]byte, size)
			if n, _ := l.src.ReadAt(v, at); n < len(v) {
				return
			}
			if version == 4 && b[9]&1 != 0 && len(v) > 4 { // the length once more
				v = v[4:]
			}
			if b[frame-1]&0xc == 0 || version != 4 { // neither packed nor sealed
				l.note(key, id3Text(name, v))
			}
		}
		at += size
	}
}

// id3Frame is the name of a frame and the size of what it holds.
func id3Frame(version byte, b []byte) (name string, size int64) {
	switch version {
	case 2:
		return string(b[:3]), int64(b[3])<<16 | int64(b[4])<<8 | int64(b[5])
	case 4:
		return string(b[:4]), int64(sevenBits(b[4:8]))
	}
	return string(b[:4]), int64(binary.BigEndian.Uint32(b[4:8]))
}

func sevenBits(b []byte) uint32 {
	return uint32(b[0]&0x7f)<<21 | uint32(b[1]&0x7f)<<14 | uint32(b[2]&0x7f)<<7 | uint32(b[3]&0x7f)
}

// id3Key is our word for a frame, "" for one that is not kept.
func id3Key(name string) string {
	return map[string]string{
		"TIT2": "Title", "TT2": "Title", "TPE1": "Author", "TP1": "Author", "TALB": "Album", "TAL": "Album", "COMM": "Comment", "COM": "Comment",
		"TDRC": "Recorded", "TYER": "Recorded", "TYE": "Recorded", "TDEN": "Created", "TDTG": "Tagged", "TSSE": "Software", "TSS": "Software",
		"TENC": "Encoded by", "TEN": "Encoded by", "TCOP": "Copyright", "TCR": "Copyright", "TOWN": "Owner",
	}[name]
}

// id3Text is the text of a frame: an encoding, and in comments a language and a
// name of the comment before it.
func id3Text(name string, b []byte) string {
	coding, b := b[0], b[1:]
	comment := strings.HasPrefix(name, "COM")
	if comment {
		b = b[min(3, len(b)):]
	}
	text := ""
	switch coding {
	case 1, 2:
		d := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()
		if coding == 1 && !bytes.HasPrefix(b, []byte("\xfe\xff")) {
			d = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
		}
		out, _ := d.Bytes(b[:len(b)&^1])
		text = strings.ReplaceAll(string(out), "\ufeff", "")
	case 3:
		text = string(b)
	default:
		text, _ = decodeText(bytes.ReplaceAll(b, []byte{0}, []byte{'\n'})) // Latin-1 by the rule, Cyrillic by use
		text = strings.ReplaceAll(text, "\n", "\x00")
	}
	if comment {
		if _, rest, ok := strings.Cut(text, "\x00"); ok {
			text = rest
		}
	}
	return strings.Trim(text, "\x00")
}

// readFLAC reads the first blocks of a FLAC file (RFC 9639): how long it is, and
// its comments.
func readFLAC(l *look) {
	at := int64(4)
	for range 200 {
		b := make([]byte, 4)
		if n, _ := l.src.ReadAt(b, at); n < 4 || l.ctx.Err() != nil {
			return
		}
		kind, size := b[0]&0x7f, int64(b[1])<<16|int64(b[2])<<8|int64(b[3])
		content := make([]byte, min(size, maxTags))
		switch kind {
		case 0: // the stream: 20 bits of samples a second, 36 bits of samples
			if n, _ := l.src.ReadAt(content, at+4); n >= 18 {
				v := binary.BigEndian.Uint64(content[10:])
				if rate := v >> 44; rate > 0 {
					l.note("Duration", duration(float64(v&(1<<36-1))/float64(rate)))
				}
			}
		case 4:
			n, _ := l.src.ReadAt(content, at+4)
			noteVorbis(l, content[:n])
		}
		if b[0]&0x80 != 0 {
			return
		}
		at += 4 + size
	}
}

// readOgg reads the comments of an Ogg file (RFC 3533): in the second packet of
// Vorbis, Opus and their kin. Telephones and messengers record so.
func readOgg(l *look) {
	packet, packets := []byte(nil), 0
	rate := uint32(0)
	for at := int64(0); len(packet) < maxTags && l.ctx.Err() == nil; {
		b := make([]byte, 27+255)
		n, _ := l.src.ReadAt(b, at)
		if n < 27 || string(b[:4]) != "OggS" || n < 27+int(b[26]) {
			return
		}
		lengths := b[27 : 27+int(b[26])]
		at += 27 + int64(len(lengths))
		for _, size := range lengths {
			part := make([]byte, size)
			if n, _ := l.src.ReadAt(part, at); n < len(part) {
				return
			}
			at += int64(size)
			if packet = append(packet, part...); size == 255 {
				continue
			}
			if packets++; packets == 1 {
				rate = oggRate(packet)
			} else {
				for _, mark := range []string{"\x03vorbis", "OpusTags", "\x81theora"} {
					if c, ok := bytes.CutPrefix(packet, []byte(mark)); ok {
						noteVorbis(l, c)
					}
				}
				noteOggEnd(l, rate)
				return
			}
			packet = nil
		}
	}
}

// oggRate is how many samples a second there are.
func oggRate(packet []byte) uint32 {
	switch {
	case bytes.HasPrefix(packet, []byte("\x01vorbis")) && len(packet) >= 16:
		return binary.LittleEndian.Uint32(packet[12:])
	case bytes.HasPrefix(packet, []byte("OpusHead")):
		return 48000 // always (RFC 7845)
	}
	return 0
}

// noteOggEnd notes how long the file is: the last page says how many samples
// there were.
func noteOggEnd(l *look, rate uint32) {
	b := make([]byte, min(l.src.size, 64<<10+282))
	n, err := l.src.ReadAt(b, l.src.size-int64(len(b)))
	if err != nil && err != io.EOF || rate == 0 {
		return
	}
	b = b[:n]
	if i := bytes.LastIndex(b, []byte("OggS")); i >= 0 && len(b) >= i+14 {
		l.note("Duration", duration(float64(binary.LittleEndian.Uint64(b[i+6:]))/float64(rate)))
	}
}

// noteVorbis notes comments of the form KEY=value (Vorbis I, 5).
func noteVorbis(l *look, b []byte) {
	next := func() (s []byte, ok bool) {
		if len(b) < 4 {
			return nil, false
		}
		n := int64(binary.LittleEndian.Uint32(b))
		if n > int64(len(b)-4) {
			return nil, false
		}
		s, b = b[4:4+n], b[4+n:]
		return s, true
	}
	program, ok := next()
	if !ok || len(b) < 4 {
		return
	}
	l.note("Software", string(program))
	b = b[4:] // how many there are
	for range 500 {
		s, ok := next()
		if !ok {
			return
		}
		key, value, _ := strings.Cut(string(s), "=")
		if len(value) > maxTag || len(key) > 40 {
			continue
		}
		if ours := map[string]string{
			"title": "Title", "artist": "Author", "album": "Album", "date": "Recorded", "comment": "Comment", "description": "Description",
			"encoder": "Encoder", "copyright": "Copyright", "location": "Place name", "organization": "Organisation", "creation_time": "Created",
		}[strings.ToLower(key)]; ours != "" {
			l.note(ours, value)
		}
	}
}

// readRIFF reads what recorders write into WAV files (EBU Tech 3285, the chunk
// bext; RIFF's own INFO) and cameras into AVI files.
func readRIFF(l *look) {
	w := &riff{l: l}
	w.walk(12, l.src.size, 0)
	if w.perSecond > 0 {
		l.note("Duration", duration(float64(w.data)/float64(w.perSecond)))
	}
}

type riff struct {
	l               *look
	chunks          int
	perSecond, data uint32 // bytes
}

func (w *riff) walk(at, end int64, depth int) {
	for at+8 <= end && w.l.ctx.Err() == nil && depth < 5 {
		if w.chunks++; w.chunks > maxBoxes {
			return
		}
		head := make([]byte, 12)
		if n, _ := w.l.src.ReadAt(head, at); n < 8 {
			return
		}
		name, size := string(head[:4]), int64(binary.LittleEndian.Uint32(head[4:]))
		switch {
		case name == "LIST" && string(head[8:]) != "movi":
			w.walk(at+12, min(end, at+8+size), depth+1)
		case name == "data":
			w.data = uint32(size)
		case size <= 4096:
			b := make([]byte, size)
			if n, _ := w.l.src.ReadAt(b, at+8); n == len(b) {
				w.chunk(name, b)
			}
		}
		at += 8 + size + size&1
	}
}

// chunk notes what one says.
func (w *riff) chunk(name string, b []byte) {
	le := binary.LittleEndian
	switch {
	case name == "fmt " && len(b) >= 12:
		w.perSecond = le.Uint32(b[8:])
	case name == "avih" && len(b) >= 40:
		w.l.note("Size", fmt.Sprintf("%d × %d", le.Uint32(b[32:]), le.Uint32(b[36:])))
		w.l.note("Duration", duration(float64(le.Uint32(b))*float64(le.Uint32(b[16:]))/1e6))
	case name == "bext" && len(b) >= 338:
		w.text("Description", b[:256])
		w.text("Author", b[256:288])
		w.text("Reference", b[288:320])
		w.text("Recorded", bytes.Join([][]byte{b[320:330], b[330:338]}, []byte(" ")))
	}
	if key := map[string]string{
		"INAM": "Title", "IART": "Author", "ICRD": "Recorded", "IDIT": "Recorded", "ICMT": "Comment", "ISFT": "Software", "ICOP": "Copyright", "ISRF": "Source",
	}[name]; key != "" {
		w.text(key, b)
	}
}

func (w *riff) text(key string, b []byte) {
	b, _, _ = bytes.Cut(b, []byte{0})
	if text, ok := decodeText(b); ok {
		w.l.note(key, text)
	}
}
