package docx

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// clean makes a string fit for a run: valid UTF-8 in NFC without control
// characters, lines ended by "\n", none of the signs that turn the direction of
// reading (they could make a page read otherwise than its text). A byte that is
// no UTF-8, such as half a surrogate pair, becomes U+FFFD; nothing visible is
// dropped.
func clean(s string) string {
	if plain(s) {
		return s
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return norm.NFC.String(strings.Map(cleanRune, s))
}

// plain tells of most text that there is nothing to do.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\n' || c >= 0x7F {
			return false
		}
	}
	return true
}

func cleanRune(r rune) rune {
	switch {
	case r == '\n', r == '\v', r == '\f', r == '\r', r == 0x85, r == 0x2028, r == 0x2029:
		return '\n'
	case r == '\t':
		return ' '
	case unicode.IsControl(r),
		r >= 0x202A && r <= 0x202E, // embeddings and overrides
		r >= 0x2066 && r <= 0x206F, // isolates and deprecated format characters
		r >= 0xE0000 && r <= 0xE0FFF,
		r == 0xFEFF, r >= 0xFFF9 && r <= 0xFFFB:
		return -1
	case r >= 0xFDD0 && r <= 0xFDEF, r&0xFFFE == 0xFFFE:
		return '\uFFFD'
	}
	return r
}

// oneLine is clean text for a place that knows no lines: the title in the
// file's information, an alternative text.
func oneLine(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }
