package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean makes a text fit to leave the program: for a page, a file, a field of the
// web or a terminal. It is valid UTF-8 in NFC, its lines end with "\n", a tab is a
// space, and there is none of what a reader does not see and a machine obeys:
// control characters of both sets (C0 and C1, with the escapes of terminals),
// embeddings, overrides and isolates that turn the direction of reading, tags,
// selectors of variants, marks of byte order and of annotation. Nothing visible is dropped: a byte that
// is no UTF-8, such as half a surrogate pair, becomes U+FFFD. Where spaces that do not
// break tie a whole text together they become ordinary ones.
//
// Every back end writes what this gives, so that no two of them say different
// things.
func Clean(s string) string {
	if plainText(s) {
		return loosen(s)
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return loosen(norm.NFC.String(strings.Map(cleanRune, s)))
}

// mostTied is how many words in a row are tied by spaces that do not break, in a sum of
// money or a date; more are a text that was pasted from a page of the web.
const mostTied = 5

// loosen turns the spaces that tie a whole text into ordinary ones.
func loosen(s string) string {
	const tie = "\u00A0"
	if strings.Count(s, tie) < mostTied {
		return s
	}
	var b strings.Builder
	for s != "" {
		end := strings.IndexAny(s, " \n")
		if end < 0 {
			end = len(s)
		} else {
			end++
		}
		if strings.Count(s[:end], tie) < mostTied {
			b.WriteString(s[:end])
		} else {
			b.WriteString(strings.ReplaceAll(s[:end], tie, " "))
		}
		s = s[end:]
	}
	return b.String()
}

// OneLine is clean text for a place that knows no lines: a title, a cell, an
// alternative text.
func OneLine(s string) string { return strings.Join(strings.Fields(Clean(s)), " ") }

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
	case Unseen(r):
		return -1
	case r >= 0xFDD0 && r <= 0xFDEF, r&0xFFFE == 0xFFFE, !utf8.ValidRune(r):
		return utf8.RuneError
	}
	return r
}

// Unseen tells whether a machine obeys a character that nobody sees: what Clean
// drops, and the ends of lines and tabs, which it keeps in one form.
func Unseen(r rune) bool {
	return unicode.IsControl(r) ||
		r == 0x2028 || r == 0x2029 || // ends of lines and paragraphs
		r >= 0x202A && r <= 0x202E || // embeddings and overrides
		r >= 0x2066 && r <= 0x206F || // isolates and deprecated format characters
		r >= 0xE0000 && r <= 0xE0FFF || // tags
		r >= 0xFE00 && r <= 0xFE0F || // selectors of variants, which many fonts draw as boxes
		r == 0xFEFF || r >= 0xFFF9 && r <= 0xFFFB
}
