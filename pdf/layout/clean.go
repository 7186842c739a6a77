package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// clean makes a string fit for layout: valid UTF-8 in NFC, lines ended by
// "\n", no control characters, no bidi overrides or isolates (they could make
// a page read otherwise than its text), no tabs. Nothing visible is dropped:
// a byte that is no UTF-8 becomes U+FFFD.
func clean(s string) string {
	if plainText(s) {
		return s
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return norm.NFC.String(strings.Map(cleanRune, s))
}

// plainText tells of nearly all text that there is nothing to clean: Latin and
// Cyrillic letters and the signs of ordinary print, none of which composes
// with another.
func plainText(s string) bool {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c < ' ' && c != '\n' || c == 0x7F {
				return false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !plainRune(r) {
			return false
		}
		i += n
	}
	return true
}

func plainRune(r rune) bool {
	return r >= 0xA0 && r < 0x2B0 || r >= 0x400 && r <= 0x482 || r >= 0x48A && r <= 0x52F ||
		r >= 0x2010 && r <= 0x2027 || r >= 0x2030 && r <= 0x205E || r == 0x2116
}

func cleanRune(r rune) rune {
	switch {
	case r == '\n', r == '\v', r == '\f', r == '\r', r == 0x85, r == 0x2028, r == 0x2029:
		return '\n'
	case r == '\t':
		return ' '
	case unicode.IsControl(r),
		r >= 0x202A && r <= 0x202E,   // embeddings and overrides
		r >= 0x2066 && r <= 0x2069,   // isolates
		r >= 0x206A && r <= 0x206F,   // deprecated format characters
		r >= 0xE0000 && r <= 0xE0FFF, // tags and variation selectors: invisible
		r >= 0xFE00 && r <= 0xFE0F,
		r == 0xFEFF, r >= 0xFFF9 && r <= 0xFFFB:
		return -1
	case r >= 0xFDD0 && r <= 0xFDEF, r&0xFFFE == 0xFFFE, !utf8.ValidRune(r):
		return utf8.RuneError
	}
	return r
}
