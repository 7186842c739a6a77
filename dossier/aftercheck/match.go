package aftercheck

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// How a word meets a part of a name, the surest first.
type method int

const (
	byWord  method = iota // the same spelling
	bySpell               // the same spelling in another script
	byStem                // with another ending
	bySound               // in the spelling of another language
	inside                // within a longer word
)

// hit is a part of a name that a word meets.
type hit struct {
	part int
	how  method
}

// hits are the parts that a word meets, each once, by the surest method.
func (c *Checker) hits(w *word, spelling string) []hit {
	var out []hit
	add := func(parts []int, how method, fits func(part) bool) {
		for _, i := range parts {
			if fits != nil && !fits(c.parts[i]) {
				continue
			}
			known := false
			for j := range out {
				if out[j].part == i {
					known = true
					out[j].how = min(out[j].how, how)
				}
			}
			if !known {
				out = append(out, hit{i, how})
			}
		}
	}
	for _, plain := range readings(w.plain, spelling) {
		c.meet(w, plain, add)
	}
	return out
}

// readings are the spellings that a word may be meant as: as it stands, with the
// letters of one script only, with letters for the digits in it.
func readings(plain, spelling string) []string {
	out := []string{plain}
	if cyrillic, latin := oneScript(spelling); cyrillic != "" {
		out = append(out, plainKey(cyrillic), plainKey(latin))
	}
	if strings.ContainsFunc(plain, unicode.IsDigit) && strings.ContainsFunc(plain, unicode.IsLetter) {
		out = append(out, digitLetters.Replace(plain))
	}
	return out
}

var digitLetters = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t")

func (c *Checker) meet(w *word, plain string, add func([]int, method, func(part) bool)) {
	add(c.plain[plain], byWord, nil)
	letters := utf8.RuneCountInString(plain)
	if letters < 3 {
		return
	}
	loose := []rune(looseKey(plain))
	add(c.loose[string(loose)], bySpell, func(p part) bool { return p.letters >= 4 && len(loose) >= 4 })
	for n := shortestStem; n <= len(loose); n++ {
		add(c.stems[string(loose[:n])], byStem, func(p part) bool {
			most := len([]rune(p.loose)) + slack
			if len(p.loose) < shortestStem+2 { // a short name takes short endings
				most -= 2
			}
			return len(loose) <= most && (w.capital || n >= longName && !ordinary[p.plain])
		})
	}
	if w.capital {
		c.meetSound(plain, loose, add)
		c.meetShort(plain, letters, add)
	}
	for _, i := range c.inside {
		p := c.parts[i]
		if letters > p.letters && (strings.Contains(plain, p.plain) || len(p.loose) >= insideName && strings.Contains(string(loose), p.loose)) {
			add([]int{i}, inside, nil)
		}
	}
}

// meetSound compares skeletons; the spellings must be near each other as well.
func (c *Checker) meetSound(plain string, loose []rune, add func([]int, method, func(part) bool)) {
	for _, s := range soundKeys(plain) {
		for cut := 0; cut <= 1 && len(s)-cut >= fewestSounds; cut++ { // an ending may add a consonant
			add(c.sounds[s[:len(s)-cut]], bySound, func(p part) bool {
				other := []rune(p.loose)
				most := max(len(loose), len(other)) * 2 / 5
				if len(s)-cut == fewestSounds {
					most = (max(len(loose), len(other)) + 2) / 3
					if len(loose) < 2 || len(other) < 2 || loose[0] != other[0] || loose[1] != other[1] {
						return false
					}
				}
				return edits(loose, other) <= max(most, 1)+cut
			})
		}
	}
}

// meetShort finds the endings of short names («Яны», «Кимом»), of which a stem of
// N-2 letters would be nothing.
func (c *Checker) meetShort(plain string, letters int, add func([]int, method, func(part) bool)) {
	for cut := 1; cut <= 3 && letters-cut >= 2; cut++ {
		r := []rune(plain)
		base, ending := string(r[:len(r)-cut]), string(r[len(r)-cut:])
		if !shortEndings[ending] {
			continue
		}
		add(c.plain[base], byStem, func(p part) bool { return p.letters == 3 || p.letters == 4 })
		for _, vowel := range "аяaiоo" {
			add(c.plain[base+string(vowel)], byStem, func(p part) bool { return p.letters == 3 || p.letters == 4 })
		}
	}
}

// shortEndings are endings of the cases of Slavic names and of Turkic ones.
var shortEndings = plainSet("а я у ю ы и е й о ой ою ей ею ом ем ым им ам ями ами ах ов ев ін ның нің ға ге да де a u y i e o oj ou om em ov ova nın nin a da de ni")

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}
