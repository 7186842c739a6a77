package aftercheck

import (
	"strings"
	"unicode/utf8"
)

// uncoded is a text whose letters are written as "%D0%90" or "=D0=90" with those
// letters, as often as they were coded; coded tells whether any were.
func uncoded(s string) (text string, coded bool) {
	text = s
	for range 3 {
		once := uncodedOnce(text)
		if once == text {
			break
		}
		text, coded = once, true
	}
	return text, coded
}

func uncodedOnce(s string) string {
	if !strings.ContainsAny(s, "%=") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		code := escapes(s[i:])
		if len(code) == 0 || !utf8.Valid(code) {
			b.WriteByte(s[i])
			i++
			continue
		}
		b.Write(code)
		i += 3 * len(code)
	}
	return b.String()
}

// escapes are the bytes that escapes at the beginning of s stand for.
func escapes(s string) []byte {
	var out []byte
	for i := 0; i+2 < len(s) && (s[i] == '%' || s[i] == '='); i += 3 {
		high, ok1 := hexDigit(s[i+1])
		low, ok2 := hexDigit(s[i+2])
		if !ok1 || !ok2 {
			break
		}
		out = append(out, high<<4|low)
	}
	return out
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}
