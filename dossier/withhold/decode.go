package withhold

import (
	"html"
	"strings"
	"unicode/utf8"
)

// decode is the sign that stands at i, however it is coded, and its length.
func decode(text string, i int) (rune, int) {
	switch text[i] {
	case '&':
		if end := strings.IndexByte(text[i:min(len(text), i+12)], ';'); end > 1 {
			if s := html.UnescapeString(text[i : i+end+1]); len(s) <= 4 && !strings.HasPrefix(s, "&") {
				if c, n := utf8.DecodeRuneInString(s); n == len(s) {
					return c, end + 1
				}
			}
		}
	case '%', '=':
		if c, n := percent(text, i, text[i]); n > 0 {
			return c, n
		}
	case '\\':
		if c, n := backslash(text, i); n > 0 {
			return c, n
		}
	}
	return utf8.DecodeRuneInString(text[i:])
}

// percent reads "%D0%90", "%25D0%2590" and, of mail, "=D0=90".
func percent(text string, i int, mark byte) (rune, int) {
	var code [4]byte
	n, at := 0, i
	for n < 4 {
		b, size := octet(text, at, mark)
		if size == 0 {
			break
		}
		code[n] = b
		n++
		at += size
		if utf8.FullRune(code[:n]) {
			c, size := utf8.DecodeRune(code[:n])
			if c == utf8.RuneError || size != n || mark == '=' && n == 1 {
				return 0, 0
			}
			return c, at - i
		}
	}
	return 0, 0
}

func octet(text string, i int, mark byte) (byte, int) {
	if i+2 >= len(text) || text[i] != mark {
		return 0, 0
	}
	hi, ok := hex(text[i+1])
	lo, fine := hex(text[i+2])
	if !ok || !fine {
		return 0, 0
	}
	b, n := hi<<4|lo, 3
	for b == '%' && i+n+1 < len(text) { // coded twice
		hi, ok = hex(text[i+n])
		lo, fine = hex(text[i+n+1])
		if !ok || !fine {
			break
		}
		b, n = hi<<4|lo, n+2
	}
	return b, n
}

func hex(b byte) (byte, bool) {
	switch {
	case b >= '0' && b <= '9':
		return b - '0', true
	case b >= 'a' && b <= 'f':
		return b - 'a' + 10, true
	case b >= 'A' && b <= 'F':
		return b - 'A' + 10, true
	}
	return 0, false
}

// backslash reads "\u0410".
func backslash(text string, i int) (rune, int) {
	if i+6 > len(text) || text[i+1] != 'u' && text[i+1] != 'U' {
		return 0, 0
	}
	var c rune
	for _, b := range []byte(text[i+2 : i+6]) {
		h, ok := hex(b)
		if !ok {
			return 0, 0
		}
		c = c<<4 | rune(h)
	}
	return c, 6
}
