package lang

import (
	"strings"
	"unicode"
)

// Letters of one script that look like those of the other, in the same order. OCR and mixed keyboards put them into words
// where nobody sees them (Unicode Technical Standard 39, as far as Latin, Cyrillic and Greek names meet it).
const (
	latinAlike    = "aceijopsxyhABCEHIJKMOPSTXYbkmtu"
	cyrillicAlike = "асеіјорѕхуһАВСЕНІЈКМОРЅТХУЬкмти"
	greekAlike    = "ανορυιχκτΑΒΕΗΙΚΜΝΟΡΤΧΥΖ"
	greekAsLatin  = "avopuixktABEHIKMNOPTXYZ"
	greekAsCyr    = "аvориіхктАВЕНІКМΝОРТХУΖ" // ν is v, Ν and Ζ are no letter of Cyrillic
)

var toLatin, toCyrillic = alikes()

func alikes() (latin, cyrillic map[rune]rune) {
	latin, cyrillic = map[rune]rune{}, map[rune]rune{}
	pair := func(into map[rune]rune, from, to string) {
		targets := []rune(to)
		for i, r := range []rune(from) {
			into[r] = targets[i]
		}
	}
	pair(latin, cyrillicAlike, latinAlike)
	pair(cyrillic, latinAlike, cyrillicAlike)
	pair(latin, greekAlike, greekAsLatin)
	pair(cyrillic, greekAlike, greekAsCyr)
	return latin, cyrillic
}

// unmixed is a text in which each word that has letters of Latin, Cyrillic or Greek among those of another script is
// written in the one to which its letters belong that look like no other's.
func unmixed(s string) string {
	if !mixed(s) {
		return s
	}
	var b strings.Builder
	word := make([]rune, 0, 32)
	flush := func() {
		b.WriteString(string(unmix(word)))
		word = word[:0]
	}
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsMark(r) {
			word = append(word, r)
			continue
		}
		flush()
		b.WriteRune(r)
	}
	flush()
	return b.String()
}

// mixed tells whether a text has Latin letters beside Cyrillic or Greek ones, without a space between.
func mixed(s string) bool {
	var have [3]bool
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Latin, r):
			have[0] = true
		case unicode.Is(unicode.Cyrillic, r):
			have[1] = true
		case unicode.Is(unicode.Greek, r):
			have[2] = true
		case unicode.IsSpace(r):
			have = [3]bool{}
		}
		if have[0] && have[1] || have[0] && have[2] || have[1] && have[2] {
			return true
		}
	}
	return false
}

// unmix writes a word in one script if it can be told which.
func unmix(word []rune) []rune {
	if !mixed(string(word)) {
		return word
	}
	latin, cyrillic, allLatin, allCyrillic := 0, 0, 0, 0
	for _, r := range word {
		switch {
		case unicode.Is(unicode.Latin, r):
			allLatin++
			if toCyrillic[r] == 0 {
				latin++
			}
		case unicode.Is(unicode.Cyrillic, r):
			allCyrillic++
			if toLatin[r] == 0 {
				cyrillic++
			}
		}
	}
	into := toLatin
	switch {
	case cyrillic > 0 && latin > 0:
		return word // two words in one, or a name that is written so
	case cyrillic > latin, cyrillic == latin && allCyrillic > allLatin:
		into = toCyrillic
	}
	out := make([]rune, len(word))
	for i, r := range word {
		if to := into[r]; to != 0 {
			r = to
		}
		out[i] = r
	}
	return out
}
