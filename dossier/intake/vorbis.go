package intake

import (
	"bytes"
	"encoding/binary"
	"io"
	"strings"
)

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
		case 1, 3, 5: // room, places, a list of pieces
		default:
			l.sweep(l.piece(at+4, min(size, maxText)))
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
			l.besides(partProperties, value)
			l.sayCoded(value) // a picture, as bytes
			continue
		}
		if ours := map[string]string{
			"title": "Title", "artist": "Author", "album": "Album", "date": "Recorded", "comment": "Comment", "description": "Description",
			"encoder": "Encoder", "copyright": "Copyright", "location": "Place name", "organization": "Organisation", "creation_time": "Created",
		}[strings.ToLower(key)]; ours != "" {
			l.note(ours, value)
		} else {
			l.beside(partProperties, key+": "+value)
		}
	}
}
