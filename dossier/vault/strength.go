package vault

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// Hint is advice on a pass phrase: a stable key for a translated sentence.
type Hint string

// The hints, worst first.
const (
	HintEmpty   Hint = "passphrase.empty"   // there is nothing
	HintCommon  Hint = "passphrase.common"  // among the first that anybody tries
	HintRepeats Hint = "passphrase.repeats" // the same again, or neighbours in a row
	HintDigits  Hint = "passphrase.digits"  // only digits: a date, a number
	HintMore    Hint = "passphrase.more"    // good words, too few of them
	HintGood    Hint = "passphrase.good"
)

// goodBits is where guessing, at a second of scrypt each, is hopeless for
// anybody: 2^60 seconds of a machine.
const goodBits = 60

const (
	wordBits   = 12.0 // a word of a language, out of the few thousand people choose from
	longWord   = 11   // letters; a longer run is taken for words written together,
	wordLength = 7    // of so many letters each
	yearBits   = 6.0
	knownBits  = 1.0 // what has been there before, or is the next in a row
)

// common are the roots of what is tried first, in the scripts of our users.
var common = []string{
	"password", "passwort", "parol", "пароль", "qwerty", "qwertz", "azerty", "йцукен", "letmein", "welcome",
	"admin", "iloveyou", "dragon", "monkey", "login", "master", "secret", "probata", "abc", "motdepasse", "contraseña",
}

// Strength estimates the bits of a pass phrase as somebody would have to guess
// who knows how people choose: by words, years and rows of keys, not by letters.
// It is meant to be rather too low than too high.
func Strength(passphrase string) (bits float64, hint Hint) {
	if strings.TrimSpace(passphrase) == "" {
		return 0, HintEmpty
	}
	var seen []string
	list := words()
	isCommon, repeats, letters := false, false, false
	for _, t := range tokens(strings.ToLower(passphrase)) {
		letters = letters || !unicode.IsDigit([]rune(t)[0])
		known := slices.Contains(common, t)
		row := known || slices.Contains(seen, t) || isRow(t)
		isCommon, repeats = isCommon || known, repeats || row && !known
		switch {
		case row:
			bits += knownBits
		case slices.Contains(list, t):
			bits += math.Log2(wordCount)
		default:
			bits += tokenBits(t)
		}
		seen = append(seen, t)
	}
	if strings.ToLower(passphrase) != passphrase {
		bits++ // capitals stand where capitals stand
	}
	return bits, advise(bits, isCommon, repeats, letters)
}

func advise(bits float64, isCommon, repeats, letters bool) Hint {
	switch {
	case bits >= goodBits:
		return HintGood
	case isCommon:
		return HintCommon
	case repeats:
		return HintRepeats
	case !letters:
		return HintDigits
	}
	return HintMore
}

// tokens cuts a phrase into runs of letters, runs of digits and single signs;
// spaces count for nothing.
func tokens(s string) []string {
	var out []string
	last := 0
	for _, r := range s {
		kind := 3
		switch {
		case unicode.IsSpace(r):
			kind = 0
		case unicode.IsLetter(r) || unicode.IsMark(r):
			kind = 1
		case unicode.IsDigit(r):
			kind = 2
		}
		switch {
		case kind == 0:
		case kind == last && kind != 3:
			out[len(out)-1] += string(r)
		default:
			out = append(out, string(r))
		}
		last = kind
	}
	return out
}

func tokenBits(t string) float64 {
	r := []rune(t)
	n := float64(len(r))
	switch {
	case unicode.IsLetter(r[0]):
		words := 1.0
		if n > longWord {
			words = math.Ceil(n / wordLength)
		}
		return math.Min(n*math.Log2(26), wordBits*words)
	case unicode.IsDigit(r[0]):
		if len(r) == 4 && (strings.HasPrefix(t, "19") || strings.HasPrefix(t, "20")) {
			return yearBits
		}
		return n * math.Log2(10)
	}
	return 3 // one of the handful of signs that people use
}

// isRow reports a token of three and more that only repeats or counts: aaa, 1234, fedc.
func isRow(t string) bool {
	r := []rune(t)
	if len(r) < 3 {
		return false
	}
	step := r[1] - r[0]
	for i := 1; i < len(r); i++ {
		if r[i]-r[i-1] != step || step < -1 || step > 1 {
			return false
		}
	}
	return true
}
