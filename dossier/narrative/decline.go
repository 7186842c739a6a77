package narrative

import (
	"strings"
	"unicode"
)

// The names of persons stand in the nominative everywhere: sentences are built so that they can. What begins with a common noun,
// as the names of organs and the titles of events do, is declined where the language has rules for it, and left as it is, in
// quotation marks behind "the organ" or "the event", where they do not reach: rather stiff than wrong.
//
// Rules are data, tell.decline.<case>.nouns and .adjectives: endings and whole words with what they become, "ение:ения".

// declined is a name in a case of the language: the adjectives before its head noun and the noun itself change, what follows is
// governed by them and does not. ok is false where the rules do not tell how.
func (t *Teller) declined(name, grammar string) (string, bool) {
	nouns, adjectives := t.list("decline."+grammar+".nouns"), t.list("decline."+grammar+".adjectives")
	words := strings.Fields(name)
	if len(nouns) == 0 {
		return "", false
	}
	for i, w := range words {
		if n, ok := ruled(w, nouns); ok {
			words[i] = n
			return strings.Join(words, " "), true
		}
		if abbreviation(w) {
			return name, i == 0
		}
		a, ok := ruled(w, adjectives)
		if !ok {
			return "", false
		}
		words[i] = a
	}
	return "", false
}

// ruled is a word with the longest ending that a rule knows replaced.
func ruled(word string, rules []string) (string, bool) {
	low := strings.ToLower(word)
	best, end := "", ""
	for _, r := range rules {
		from, to, _ := strings.Cut(r, ":")
		whole := strings.HasPrefix(from, "=")
		from = strings.TrimPrefix(from, "=")
		if whole && low != from || !strings.HasSuffix(low, from) || len(from) < len(best) {
			continue
		}
		best, end = from, to
	}
	if best == "" {
		return "", false
	}
	out := word[:len(word)-len(best)] + end
	if first := []rune(word)[0]; unicode.IsUpper(first) {
		out = upperFirst(out)
	}
	return out, true
}

// abbreviation tells that a word is written in capitals, and so has no endings.
func abbreviation(w string) bool {
	n := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 1
}
