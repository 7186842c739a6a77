package intake

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// readPlain reads a text file.
func readPlain(l *look) {
	b, err := io.ReadAll(io.LimitReader(l.src.all(), 2*maxText)) // UTF-16 takes two bytes a letter
	if err != nil {
		return
	}
	if text, ok := decodeText(b); ok {
		l.say(text)
	}
}

// decodeText reads text in UTF-8, in UTF-16 with its mark, or in the one-byte
// encodings of Windows; ok is false for what is no text.
func decodeText(b []byte) (text string, ok bool) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		b = b[3:]
	case bytes.HasPrefix(b, []byte("\xff\xfe")), bytes.HasPrefix(b, []byte("\xfe\xff")):
		out, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(b[:len(b)&^1])
		return string(out), err == nil
	}
	if bytes.ContainsFunc(b, control) {
		return "", false
	}
	if whole := cutRune(b); utf8.Valid(whole) {
		return string(whole), true
	}
	out, err := oneByte(b).NewDecoder().Bytes(b)
	return string(out), err == nil
}

// control tells what stands in no text.
func control(r rune) bool {
	return r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' && r != '\x1b'
}

// oneByte guesses between Cyrillic and Western: in Cyrillic text most letters are
// above 0xC0, in Western text few are.
func oneByte(b []byte) encoding.Encoding {
	var high, low int
	for _, c := range b {
		switch {
		case c >= 0xc0:
			high++
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			low++
		}
	}
	if high > low/2 {
		return charmap.Windows1251
	}
	return charmap.Windows1252
}
