package intake

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
)

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
		if size > 0 && !strings.Contains("LIST data fmt  avih strh strf idx1 indx JUNK fact cue  movi", name) {
			w.l.sweep(w.l.piece(at+8, min(size, maxText)))
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
