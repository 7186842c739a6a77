package intake

import (
	"bytes"
	"encoding/binary"
	"strings"

	"golang.org/x/text/encoding/unicode"
)

// readMP3 reads the tags of an MP3 file: ID3v2 at its beginning (id3.org, 2.2 to
// 2.4), else ID3v1 in its last 128 bytes.
func readMP3(l *look) {
	head := l.src.head(10)
	if len(head) == 10 && string(head[:3]) == "ID3" {
		readID3(l, head)
	}
	l.sayTrailer()
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

// sayTrailer searches the tags that stand at the end of a recording: ID3v1, APE,
// Lyrics3.
func (l *look) sayTrailer() {
	b := l.piece(max(0, l.src.size-maxTags), maxTags)
	for _, mark := range []string{"APETAGEX", "LYRICSBEGIN", "TAG"} {
		if at := bytes.LastIndex(b, []byte(mark)); at >= 0 && (mark != "TAG" || len(b)-at == 128) {
			l.sweep(b[at+len(mark):])
		}
		if at := bytes.Index(b, []byte(mark)); at >= 0 && mark != "TAG" {
			l.sweep(b[at:])
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
	l.sweep(l.piece(10, end-10)) // frames of any name
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
