package store

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"probata/dossier"
	"probata/dossier/lang"
)

// The reach of a snippet, in letters.
const (
	snippetBefore = 30
	snippetAfter  = 90
)

// snippet is the first field of a record that holds one of the tokens, and the
// words around that place. When the words cannot be told apart as the index
// told them, it is the beginning of the first text.
func snippet(r dossier.Record, tokens []token) (field, around string) {
	for _, f := range dossier.TableOf(r.Type()).Fields {
		if !searched(f) {
			continue
		}
		for _, text := range f.Texts(r) {
			if at, ok := find(text, tokens); ok {
				return f.Key, cut(text, at)
			}
			if field == "" && strings.TrimSpace(text) != "" {
				field, around = f.Key, cut(text, 0)
			}
		}
	}
	return field, around
}

// find is the byte at which the first word stands that begins with a token.
func find(text string, tokens []token) (int, bool) {
	for at, word := range eachWord(text) {
		plain, folded := plain(word), lang.Fold(word)
		for _, t := range tokens {
			if t.in(plain, folded) {
				return at, true
			}
		}
	}
	return 0, false
}

// cut is the text around byte at, from a word to a word, on one line.
func cut(text string, at int) string {
	from, to := back(text, at, snippetBefore), forth(text, at, snippetAfter)
	s := strings.Join(strings.Fields(text[from:to]), " ")
	if from > 0 {
		s = "… " + s
	}
	if to < len(text) {
		s += " …"
	}
	return s
}

// back is n letters before at, moved on to the beginning of a word.
func back(text string, at, n int) int {
	from := at
	for ; n > 0 && from > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
	}
	if from == 0 {
		return 0
	}
	if gap := strings.IndexFunc(text[from:at], unicode.IsSpace); gap >= 0 {
		return from + gap
	}
	return from
}

// forth is n letters after at, moved back to the end of a word.
func forth(text string, at, n int) int {
	to := at
	for ; n > 0 && to < len(text); n-- {
		_, size := utf8.DecodeRuneInString(text[to:])
		to += size
	}
	if to == len(text) {
		return to
	}
	if gap := strings.LastIndexFunc(text[at:to], unicode.IsSpace); gap > 0 {
		return at + gap
	}
	return to
}
