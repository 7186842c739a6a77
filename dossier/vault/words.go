package vault

import (
	"crypto/rand"
	"fmt"
	"io"
	"slices"
	"strings"
)

const (
	// wordCount is the number of words a generated pass phrase draws from: 12 bits each.
	wordCount = 1 << 12
	// phraseWords makes 84 bits, beyond guessing even without the second that
	// scrypt asks for each guess.
	phraseWords = 7
)

// words gives the list of the generated pass phrases, in order: four letters,
// consonant and vowel twice, which people of any language can read out, remember
// and type. It is made, not collected: no list of real words is free of offence
// or of somebody's copyright in all the languages of its users. Letters that
// sound or look alike are left out (c/k/q, w/v, j/i/y, x, h, z/s), and so are
// doubled syllables and what is rude in a language we know.
func words() []string {
	const consonants, vowels = "bdfgklmnprstv", "aeiou"
	var syllables []string
	for _, c := range consonants {
		for _, v := range vowels {
			syllables = append(syllables, string(c)+string(v))
		}
	}
	list := make([]string, 0, len(syllables)*len(syllables))
	for _, a := range syllables {
		for _, b := range syllables {
			if w := a + b; a != b && !slices.Contains(rude, w) {
				list = append(list, w)
			}
		}
	}
	return list[:wordCount]
}

var rude = []string{
	"buta", "debi", "fake", "figa", "fika", "foda", "fuka", "kago", "kaga", "kona",
	"kule", "kulo", "lolo", "mori", "mort", "muda", "nege", "negr", "pene", "pipi",
	"pisa", "piro", "polo", "popo", "puta", "pute", "puto", "rape", "sado", "suka",
	"suko", "tata", "teta", "tite", "titi", "tonto", "vaka",
}

// GeneratePassphrase draws seven words, 84 bits, with single spaces between them.
// random is crypto/rand's reader if nil. Like crypto/rand itself it panics when
// there is no randomness to be had, as no pass phrase may come of that.
func GeneratePassphrase(random io.Reader) string {
	if random == nil {
		random = rand.Reader
	}
	var b [2 * phraseWords]byte
	if _, err := io.ReadFull(random, b[:]); err != nil {
		panic(fmt.Sprintf("vault: read random bytes: %v", err))
	}
	list := words()
	var out []string
	for i := range phraseWords {
		// wordCount divides 2^16, so every word is equally likely.
		out = append(out, list[(int(b[2*i])<<8|int(b[2*i+1]))%wordCount])
	}
	return strings.Join(out, " ")
}
