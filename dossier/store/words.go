package store

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"probata/dossier/lang"
)

// token is one word that is looked for, as it was typed and by its sound.
// lang.Fold alone is not enough: it hears Žižek as jijek, and a name is also
// looked for as a keyboard without accents writes it.
type token struct{ plain, folded string }

// The most that is looked for at once: somebody may paste a page into the search
// field. FTS5 refuses queries that are nested too deep.
const (
	mostWords   = 16
	mostLetters = 64
)

func tokensOf(words string) []token {
	var out []token
	for _, w := range eachWord(words) {
		if len(out) == mostWords {
			break
		}
		if utf8.RuneCountInString(w) > mostLetters {
			w = string([]rune(w)[:mostLetters])
		}
		if t := (token{plain(w), lang.Fold(w)}); strings.ContainsFunc(t.plain, isLetterOrDigit) {
			out = append(out, t)
		}
	}
	return out
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// prefix is the beginning of a word for FTS5. In quotes nothing is an operator,
// and a quotation mark cannot be part of a word. What the index parts, as it does
// at every sign of ASCII, is looked for part by part.
func prefix(word string) string {
	parts := strings.FieldsFunc(word, func(r rune) bool { return r < utf8.RuneSelf && !isLetterOrDigit(r) })
	if len(parts) == 0 {
		return `""` // finds nothing
	}
	return `("` + strings.Join(parts, `" AND "`) + `"*)`
}

// in tells whether a word of a text, given in both forms, begins with the token.
func (t token) in(plain, folded string) bool {
	return t.folded != "" && strings.HasPrefix(folded, t.folded) || strings.HasPrefix(plain, t.plain)
}

// indexed is a text as the index is given it: each word by its sound and, where
// it looks different from that, as it looks.
func indexed(text string) string {
	var b strings.Builder
	known := make(map[string]string) // words come again and again, and hearing them is slow
	for _, w := range eachWord(text) {
		forms, ok := known[w]
		if !ok {
			forms = lang.Fold(w)
			if p := plain(w); p != forms {
				forms += " " + p
			}
			known[w] = forms
		}
		b.WriteString(forms)
		b.WriteByte(' ')
	}
	return b.String()
}

// plain is a word without case, accents and what stands inside words.
func plain(word string) string {
	ascii := true
	for i := range len(word) {
		ascii = ascii && word[i] < utf8.RuneSelf
	}
	if !ascii {
		word = norm.NFKD.String(word)
	}
	return strings.ToLower(strings.Map(func(r rune) rune {
		if isLetterOrDigit(r) {
			return r
		}
		return -1
	}, word))
}

// eachWord gives the words of a text with the byte at which each stands.
func eachWord(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		begin := -1
		for at, r := range text {
			switch in := inWord(r); {
			case in && begin < 0:
				begin = at
			case !in && begin >= 0:
				if !yield(begin, text[begin:at]) {
					return
				}
				begin = -1
			}
		}
		if begin >= 0 {
			yield(begin, text[begin:])
		}
	}
}

// inWord tells whether lang.Fold keeps what stands on both sides of r together.
func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r) ||
		strings.ContainsRune("'‘’ʼʻʹʺ`´", r)
}
