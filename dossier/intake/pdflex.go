package intake

import (
	"bytes"
	"strconv"
)

// A PDF is read a second time, past the tables that say what belongs to it: PDFium
// gives the text of the pages as they are, and everything else (what is filled into
// fields, notes and their authors, bookmarks, links, what an earlier version said)
// are strings of objects, wherever those lie in the file (ISO 32000-2, 7.2 and 7.3).

// pdfToken is a piece of a PDF: a string, a name, a number, a word, a bracket.
type pdfToken struct {
	kind byte // 's' string, 'h' string in hexadecimal, 'n' name, 'w' word or number, 'c' comment, or the bracket; 0 at the end
	text []byte
}

// pdfLexer parts a PDF into tokens, and never fails: what is none is a word.
type pdfLexer struct {
	b  []byte
	at int
}

func pdfSpace(c byte) bool {
	return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' '
}

func pdfDelimiter(c byte) bool {
	return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0
}

// next is the next token.
func (x *pdfLexer) next() pdfToken {
	for x.at < len(x.b) && pdfSpace(x.b[x.at]) {
		x.at++
	}
	if x.at >= len(x.b) {
		return pdfToken{}
	}
	switch c := x.b[x.at]; {
	case c == '(':
		return pdfToken{'s', x.literal()}
	case c == '<' || c == '>':
		if x.at+1 < len(x.b) && x.b[x.at+1] == c {
			x.at += 2
			return pdfToken{kind: map[byte]byte{'<': '{', '>': '}'}[c]}
		}
		if c == '<' {
			return pdfToken{'h', x.hex()}
		}
		x.at++
		return x.next0(c)
	case c == '[' || c == ']':
		x.at++
		return pdfToken{kind: c}
	case c == '/':
		x.at++
		return pdfToken{'n', pdfName(x.word())}
	case c == '%':
		from := x.at
		for x.at < len(x.b) && x.b[x.at] != '\r' && x.b[x.at] != '\n' {
			x.at++
		}
		return pdfToken{'c', x.b[from:x.at]}
	case pdfDelimiter(c):
		x.at++
		return x.next0(c)
	}
	return pdfToken{'w', x.word()}
}

// next0 is a bracket that belongs to nothing.
func (x *pdfLexer) next0(c byte) pdfToken { return pdfToken{kind: 'w', text: []byte{c}} }

func (x *pdfLexer) word() []byte {
	from := x.at
	for x.at < len(x.b) && !pdfSpace(x.b[x.at]) && !pdfDelimiter(x.b[x.at]) {
		x.at++
	}
	return x.b[from:x.at]
}

// maxString is the longest string of a PDF, in bytes. A bracket that is never closed
// makes none of the rest of the file.
const maxString = 1 << 20

// literal reads a string in brackets.
func (x *pdfLexer) literal() []byte {
	var out []byte
	depth := 0
	for begin := x.at; x.at < len(x.b) && x.at-begin < maxString; x.at++ {
		c := x.b[x.at]
		switch c {
		case '(':
			if depth++; depth == 1 {
				continue
			}
		case ')':
			if depth--; depth == 0 {
				x.at++
				return out
			}
		case '\\':
			out = append(out, x.escape()...)
			continue
		}
		out = append(out, c)
	}
	return out
}

// escape reads what follows a backslash, and leaves the place at its last byte.
func (x *pdfLexer) escape() []byte {
	if x.at++; x.at >= len(x.b) {
		return nil
	}
	c := x.b[x.at]
	switch {
	case c >= '0' && c <= '7':
		n, digits := 0, 0
		for digits < 3 && x.at < len(x.b) && x.b[x.at] >= '0' && x.b[x.at] <= '7' {
			n = n*8 + int(x.b[x.at]-'0')
			digits++
			x.at++
		}
		x.at--
		return []byte{byte(n)}
	case c == '\r':
		if x.at+1 < len(x.b) && x.b[x.at+1] == '\n' {
			x.at++
		}
		return nil
	case c == '\n':
		return nil
	}
	if i := bytes.IndexByte([]byte("nrtbf"), c); i >= 0 {
		return []byte{"\n\r\t\b\f"[i]}
	}
	return []byte{c}
}

// hex reads a string in hexadecimal.
func (x *pdfLexer) hex() []byte {
	var out []byte
	high, half := byte(0), false
	begin := x.at
	for x.at++; x.at < len(x.b) && x.b[x.at] != '>' && x.at-begin < maxString; x.at++ {
		n, err := strconv.ParseUint(string(x.b[x.at:x.at+1]), 16, 8)
		if err != nil {
			continue
		}
		if half {
			out = append(out, high<<4|byte(n))
		}
		high, half = byte(n), !half
	}
	if half {
		out = append(out, high<<4)
	}
	x.at = min(x.at+1, len(x.b))
	return out
}

// pdfName reads a name, of which any byte may be written as # and two digits.
func pdfName(b []byte) []byte {
	if bytes.IndexByte(b, '#') < 0 {
		return b
	}
	var out []byte
	for i := 0; i < len(b); i++ {
		if b[i] == '#' && i+2 < len(b) {
			if n, err := strconv.ParseUint(string(b[i+1:i+3]), 16, 8); err == nil {
				out = append(out, byte(n))
				i += 2
				continue
			}
		}
		out = append(out, b[i])
	}
	return out
}
