package withhold

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// class is how a stem declines.
type class uint8

const (
	whole class = iota // the name as recorded; chains of suffixes follow
	adjective
	possessive // -ov, -in: declines between noun and adjective
	noun
	feminine // ends in a vowel that is cut
	softened // the last consonant changes
	neuter
	classCount
)

func classOf(name string) (class, error) {
	for i, c := range []string{"whole", "adjective", "possessive", "noun", "feminine", "softened", "neuter"} {
		if c == name {
			return class(i), nil
		}
	}
	return 0, fmt.Errorf("class %q: write whole, adjective, possessive, noun, feminine, softened or neuter", name)
}

// stemRule makes a stem of a recorded name: "kept|cut>put".
type stemRule struct {
	class     class
	head      bool   // what is kept is the whole head of the word
	consonant bool   // a consonant comes before what is kept
	end       string // kept and cut
	cut       int    // bytes of end
	put       string
}

func parseStem(c class, text string) (stemRule, error) {
	kept, rest, ok := strings.Cut(text, "|")
	if !ok {
		return stemRule{}, fmt.Errorf("stem %q: write kept|cut or kept|cut>put", text)
	}
	cut, put, _ := strings.Cut(rest, ">")
	r := stemRule{class: c, cut: len(cut), put: put}
	kept, r.head = strings.CutPrefix(kept, "^")
	kept, r.consonant = strings.CutPrefix(kept, "#")
	r.end = kept + cut
	return r, nil
}

// stem is the stem of a name in bare letters, if the rule fits.
func (s stemRule) stem(r *Rules, name string) (string, bool) {
	head, ok := strings.CutSuffix(name, s.end)
	if !ok || s.head && head != "" {
		return "", false
	}
	if s.consonant {
		last, _ := utf8.DecodeLastRuneInString(head)
		if head == "" || r.vowel(last) {
			return "", false
		}
	}
	return name[:len(name)-s.cut] + s.put, true
}

// vowel tells whether a letter is said as a vowel, or as nothing.
func (r *Rules) vowel(letter rune) bool {
	for _, g := range r.graphemes[letter] {
		if len(g.rest) == 0 {
			first := g.readings[0].sounds
			return len(first) == 0 || vowel(first[0])
		}
	}
	return false
}

// follows tells after which of vowel, voiced and voiceless the letter counts.
func (r *Rules) follows(letter rune) after {
	if letter == 'y' {
		return afterAny
	}
	if r.vowel(letter) && letter != 'й' && letter != 'ь' {
		return afterVowel
	}
	switch letter {
	case 'б', 'в', 'г', 'д', 'з', 'ж':
		return afterVoiced | afterVoiceless
	case 'п', 'т', 'к', 'қ', 'с', 'ш', 'щ', 'х', 'ц', 'ч', 'ф', 'һ', 'p', 't', 'k', 'q', 's', 'ş', 'h', 'c', 'ç', 'f', 'x':
		return afterVoiceless
	}
	return afterVoiced
}
