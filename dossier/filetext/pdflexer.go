package filetext

import (
	"bytes"
	"strconv"
)

// The values of a PDF (ISO 32000-1, 7.3): pdfName, pdfRef, pdfDict, pdfString,
// []any, float64, and pdfWord for keywords and operators.
type (
	pdfName   string
	pdfRef    int
	pdfString []byte
	pdfWord   string
	pdfDict   map[string]any
)

// lexer reads values one after another. It never fails: what is no value is
// stepped over, because a broken place must not hide what stands behind it.
type lexer struct {
	b     []byte
	at    int
	depth int
	notes *bytes.Buffer // takes comments, if wanted
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

// space steps over white space and comments.
func (l *lexer) space() {
	for l.at < len(l.b) {
		switch c := l.b[l.at]; {
		case isSpace(c):
			l.at++
		case c == '%':
			from := l.at
			for l.at < len(l.b) && l.b[l.at] != '\n' && l.b[l.at] != '\r' {
				l.at++
			}
			if l.notes != nil {
				l.notes.Write(l.b[from:l.at])
				l.notes.WriteByte('\n')
			}
		default:
			return
		}
	}
}

// skip steps over a word that comes next.
func (l *lexer) skip(s string) bool {
	l.space()
	if bytes.HasPrefix(l.b[l.at:], []byte(s)) {
		l.at += len(s)
		return true
	}
	return false
}

// value is the next value; ok is false at the end.
func (l *lexer) value() (v any, ok bool) {
	l.space()
	if l.at >= len(l.b) {
		return nil, false
	}
	switch c := l.b[l.at]; {
	case c == '/':
		l.at++
		return l.name(), true
	case c == '(':
		l.at++
		return l.literal(), true
	case l.skip("<<"):
		return l.dict(), true
	case c == '<':
		l.at++
		return l.hex(), true
	case c == '[':
		l.at++
		return l.array(), true
	case isDelimiter(c):
		l.at++
		if c == '>' && l.at < len(l.b) && l.b[l.at] == '>' {
			l.at++
		}
		return pdfWord(c), true
	}
	return l.plain(), true
}

func (l *lexer) token() []byte {
	from := l.at
	for l.at < len(l.b) && !isSpace(l.b[l.at]) && !isDelimiter(l.b[l.at]) {
		l.at++
	}
	return l.b[from:l.at]
}

// plain is a number, a reference or a word.
func (l *lexer) plain() any {
	s := l.token()
	if len(s) > 0 && (s[0] >= '0' && s[0] <= '9' || s[0] == '-' || s[0] == '+' || s[0] == '.') {
		n, err := strconv.ParseFloat(string(s), 64)
		if err != nil {
			return 0.0
		}
		if n > 0 && n == float64(int(n)) && l.refers() {
			return pdfRef(int(n))
		}
		return n
	}
	return pdfWord(s)
}

// refers tells whether the number just read begins "12 0 R", and steps over it.
func (l *lexer) refers() bool {
	i := l.at
	digits := func() bool {
		from := i
		for i < len(l.b) && l.b[i] >= '0' && l.b[i] <= '9' {
			i++
		}
		return i > from && i-from < 6
	}
	spaces := func() bool {
		from := i
		for i < len(l.b) && isSpace(l.b[i]) {
			i++
		}
		return i > from
	}
	if !spaces() || !digits() || !spaces() || i >= len(l.b) || l.b[i] != 'R' {
		return false
	}
	if i+1 < len(l.b) && !isSpace(l.b[i+1]) && !isDelimiter(l.b[i+1]) {
		return false
	}
	l.at = i + 1
	return true
}

func (l *lexer) name() pdfName {
	s := l.token()
	if bytes.IndexByte(s, '#') < 0 {
		return pdfName(s)
	}
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '#' && i+2 < len(s) {
			if n, err := strconv.ParseUint(string(s[i+1:i+3]), 16, 8); err == nil {
				out = append(out, byte(n))
				i += 2
				continue
			}
		}
		out = append(out, s[i])
	}
	return pdfName(out)
}

func (l *lexer) hex() pdfString {
	out, high, half := pdfString{}, byte(0), false
	for ; l.at < len(l.b) && l.b[l.at] != '>'; l.at++ {
		c := l.b[l.at] | 0x20
		switch {
		case l.b[l.at] >= '0' && l.b[l.at] <= '9':
			c = l.b[l.at] - '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		default:
			continue
		}
		if half {
			out = append(out, high<<4|c)
		}
		high, half = c, !half
	}
	if half {
		out = append(out, high<<4)
	}
	l.at = min(l.at+1, len(l.b))
	return out
}

func (l *lexer) literal() pdfString {
	out, open := pdfString{}, 1
	for ; l.at < len(l.b); l.at++ {
		c := l.b[l.at]
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				l.at++
				return out
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return out
}

// escape appends what an escape stands for; l.at stays on its last byte.
func (l *lexer) escape(out pdfString) pdfString {
	l.at++
	if l.at >= len(l.b) {
		return out
	}
	c := l.b[l.at]
	if i := bytes.IndexByte([]byte("nrtbf"), c); i >= 0 {
		return append(out, "\n\r\t\b\f"[i])
	}
	switch {
	case c == '\r' && l.at+1 < len(l.b) && l.b[l.at+1] == '\n':
		l.at++
		return out
	case c == '\n', c == '\r':
		return out
	case c < '0' || c > '7':
		return append(out, c)
	}
	n := int(c - '0')
	for i := 0; i < 2 && l.at+1 < len(l.b) && l.b[l.at+1] >= '0' && l.b[l.at+1] <= '7'; i++ {
		l.at++
		n = n*8 + int(l.b[l.at]-'0')
	}
	return append(out, byte(n))
}

func (l *lexer) array() []any {
	out := []any{}
	if l.depth++; l.depth > mostDepth {
		l.depth--
		return out
	}
	defer func() { l.depth-- }()
	for !l.skip("]") {
		v, ok := l.value()
		if w, is := v.(pdfWord); !ok || is && (w == "endobj" || w == "stream") {
			break
		}
		out = append(out, v)
	}
	return out
}

func (l *lexer) dict() pdfDict {
	out := pdfDict{}
	if l.depth++; l.depth > mostDepth {
		l.depth--
		return out
	}
	defer func() { l.depth-- }()
	for !l.skip(">>") {
		k, ok := l.value()
		if w, is := k.(pdfWord); !ok || is && (w == "endobj" || w == "stream") {
			break
		}
		key, is := k.(pdfName)
		if !is {
			continue
		}
		if l.skip(">>") {
			break
		}
		v, _ := l.value()
		if _, twice := out[string(key)]; twice { // the one that readers ignore is kept too
			key += "\x00"
		}
		out[string(key)] = v
	}
	return out
}
