package intake

import (
	"encoding/binary"
	"strings"

	"github.com/richardlehane/mscfb"
	"golang.org/x/text/encoding/charmap"
)

// readWord reads the text of a Word document of 1997 to 2003 (MS-DOC 2.4.1): a
// table says which pieces of the file make up the text, in its order, and which
// of them are written in one byte a letter and which in two.
func readWord(l *look, streams map[string]*mscfb.File) {
	le := binary.LittleEndian
	main := l.stream(streams["WordDocument"], maxOLE)
	if len(main) < 0x01aa || le.Uint16(main) != 0xa5ec {
		l.gap = gapDamaged
		return
	}
	flags := le.Uint16(main[0x0a:])
	if flags&0x0100 != 0 { // fEncrypted
		l.gap = gapPassword
		return
	}
	table := "0Table"
	if flags&0x0200 != 0 { // fWhichTblStm
		table = "1Table"
	}
	b := l.stream(streams[table], maxOLE)
	from, size := int64(le.Uint32(main[0x01a2:])), int64(le.Uint32(main[0x01a6:])) // fcClx, lcbClx
	if from+size > int64(len(b)) || size == 0 {
		l.gap = gapDamaged
		return
	}
	pieces := pieceTable(b[from : from+size])
	if pieces == nil {
		l.gap = gapDamaged
		return
	}
	sayPieces(l, main, pieces)
	l.say("\n")
}

// pieceTable finds the table of pieces behind the formats that come before it.
func pieceTable(b []byte) []byte {
	for len(b) >= 5 {
		switch b[0] {
		case 1: // formats
			n := 3 + int(binary.LittleEndian.Uint16(b[1:]))
			if n > len(b) {
				return nil
			}
			b = b[n:]
		case 2:
			n := int64(binary.LittleEndian.Uint32(b[1:]))
			if n > int64(len(b)-5) || n < 16 {
				return nil
			}
			return b[5 : 5+n]
		default:
			return nil
		}
	}
	return nil
}

// sayPieces adds the text of the pieces: n+1 places of letters, and n entries of
// 8 bytes that say where they lie.
func sayPieces(l *look, main, b []byte) {
	le := binary.LittleEndian
	n := (len(b) - 4) / 12
	for i := range n {
		letters := int64(le.Uint32(b[4*i+4:])) - int64(le.Uint32(b[4*i:]))
		where := le.Uint32(b[4*(n+1)+8*i+2:])
		from, size := int64(where&0x3fffffff), 2*letters
		single := where&0x40000000 != 0
		if single {
			from, size = from/2, letters
		}
		if letters < 0 || size > 4*maxText || from+size > int64(len(main)) {
			l.gap = gapPart
			continue
		}
		piece := main[from : from+size]
		text := ""
		if single {
			s, _ := charmap.Windows1252.NewDecoder().Bytes(piece) // every byte is a letter
			text = string(s)
		} else {
			text = wide(piece)
		}
		if !l.say(wordText(text)) {
			return
		}
		if strings.ContainsRune(text, 0x13) { // what a field is made from
			l.beside(partLinks, strings.Map(printed, text[strings.IndexRune(text, 0x13):]))
		}
	}
}

// printed leaves out the marks of Word.
func printed(r rune) rune {
	if r < ' ' {
		return ' '
	}
	return r
}

// wordText turns Word's marks into lines and blanks, and leaves out what a field
// is made from.
func wordText(s string) string {
	var b strings.Builder
	code := 0
	for _, r := range s {
		switch {
		case r == 0x13:
			code++
		case r == 0x14 || r == 0x15:
			code = max(code-1, 0)
		case code > 0:
		case r == '\r' || r == 0x0b || r == 0x0c:
			b.WriteByte('\n')
		case r == 0x07: // the end of a cell
			b.WriteByte(' ')
		case r >= ' ' || r == '\t':
			b.WriteRune(r)
		}
	}
	return b.String()
}
