package vault

import (
	"errors"
	"math"
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

// Whoever has the key file guesses without this program and at a second of scrypt
// for each guess and core.
const (
	// goodBits is where that is hopeless for anybody: 2^60 seconds of a machine.
	goodBits = 60
	// leastBits is where it begins to cost a rented hall of machines more than a
	// year: 2^40 seconds are 35 years of a thousand cores. Below nobody may be let in
	// the belief that a case is sealed.
	leastBits = 40
)

// ErrTooWeak refuses a pass phrase that would be found in short time; ErrWeak asks
// for an explicit yes first. Both name no part of it.
var (
	ErrTooWeak = errors.New("seal with this pass phrase: it is too easy to guess")
	ErrWeak    = errors.New("seal with this pass phrase: it can be guessed by somebody with many computers")
)

// Accept decides whether a case may be sealed with a new pass phrase: one below 40
// bits never, one below 60 only if the user agreed to that explicitly. Every way to
// choose one, of window and command, asks it.
func Accept(passphrase string, agreed bool) error {
	switch bits, _ := Strength(passphrase); {
	case bits < leastBits:
		return ErrTooWeak
	case bits < goodBits && !agreed:
		return ErrWeak
	}
	return nil
}

// Strength estimates the bits of a pass phrase as somebody would have to guess
// who knows how people choose: by words, names, years, rows of keys, in another
// layout or with signs for letters, and not by letters. It is meant to be rather too
// low than too high, and knows the ways of Russian, Kazakh and English.
//
// The estimators that can be had for Go (descendants of zxcvbn) were tried: they
// know English alone and give "Пароль123" 68 bits and "Алматы2024!" 83, keep their
// lists in memory from the start, and take seconds and hundreds of megabytes for a
// long phrase.
func Strength(passphrase string) (bits float64, hint Hint) {
	if strings.TrimSpace(passphrase) == "" {
		return 0, HintEmpty
	}
	g := newGuess(passphrase)
	bits = g.bits()
	for _, other := range []string{unleet(passphrase), relayout(passphrase)} {
		if other == "" {
			continue
		}
		o := newGuess(other)
		if b := o.bits() + trickBits; b < bits && o.common {
			bits, g = b, o
		}
	}
	bits += capitals(passphrase)
	return bits, g.advise(bits)
}

func (g *guess) advise(bits float64) Hint {
	switch {
	case bits >= goodBits:
		return HintGood
	case g.common:
		return HintCommon
	case g.repeats:
		return HintRepeats
	case !g.letters:
		return HintDigits
	}
	return HintMore
}

// capitals is what upper case adds: a bit where it stands as in any text, more
// where it stands inside words, as a machine puts it.
func capitals(s string) float64 {
	bits, inside := 0.0, 0
	last := ' '
	for _, r := range s {
		if unicode.IsUpper(r) {
			bits = 1
			if last != ' ' && !unicode.IsUpper(last) {
				inside++
			}
		}
		last = r
	}
	return bits + math.Min(float64(inside), 8)
}
