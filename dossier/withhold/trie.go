package withhold

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// role is what a part is in its name; a mention has each once.
type role uint8

const (
	roleFamily role = iota
	roleGiven
	rolePatronymic
	roleOther
	roleWord // of a name whose parts are not known, or of a body or place: the first word, and so on
)

// part is one word of a name, or several that are one name.
type part struct {
	targets  []int32 // whose it is: many people have one given name
	role     role
	ordinary bool // it is a word of the language too
	surname  bool // it has the ending of a family name
	strong   bool // and one that no other word has
	fraction bool // a piece of a double name
	fond     bool // a diminutive, or the name in another language
	sounds   int  // how many
	letters  int
}

// entry is a stem of a part where its sounds end in the trie.
type entry struct {
	part    int32
	class   class
	script  script
	letters string // bare letters of the stem
	follows after
	stem    int // letters that were cut from the whole name
}

// trie holds the sounds of all stems.
type trie struct {
	nodes   [][len(sounds)]int32
	entries map[int32][]entry
}

func newTrie() *trie {
	return &trie{nodes: make([][len(sounds)]int32, 1), entries: map[int32][]entry{}}
}

func (t *trie) insert(path string, e entry) {
	at := int32(0)
	for i := range len(path) {
		next := t.nodes[at][path[i]]
		if next == 0 {
			next = int32(len(t.nodes))
			t.nodes = append(t.nodes, [len(sounds)]int32{})
			t.nodes[at][path[i]] = next
		}
		at = next
	}
	for _, old := range t.entries[at] {
		if old == e {
			return
		}
	}
	t.entries[at] = append(t.entries[at], e)
}

// mostReadings is the most ways to say one stem that are kept: a long name in a script that says its letters in many ways
// has more, and the first are the usual ones.
const mostReadings = 96

// said are the ways in which bare letters are said, as paths of the trie. Of an abjad only what is surely a consonant
// counts.
func (r *Rules) said(letters string) []string {
	type state struct {
		c    canon
		path string
	}
	runes := []rune(letters)
	at := make([][]state, len(runes)+1)
	at[0] = []state{{}}
	for i := range runes {
		slices.SortFunc(at[i], func(a, b state) int { return strings.Compare(a.path, b.path) })
		at[i] = slices.Compact(at[i])
		longest := true
		for _, g := range r.graphemes[runes[i]] {
			if !hasRunes(runes[i+1:], g.rest) || !longest && len(g.rest) == 0 && len(at[i+1]) > 0 {
				continue
			}
			end := i + 1 + len(g.rest)
			for _, st := range at[i] {
				for _, rd := range g.readings {
					if rd.cost > 0 || len(at[end]) >= mostReadings {
						continue
					}
					next := st
					for _, s := range rd.sounds {
						var out [2]sound
						var n int
						next.c, out, n = next.c.step(s)
						next.path += string(out[:n])
					}
					at[end] = append(at[end], next)
				}
			}
			longest = false
		}
	}
	var out []string
	for _, st := range at[len(runes)] {
		if s, ok := st.c.flush(); ok {
			st.path += string([]sound{s})
		}
		out = append(out, st.path)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func hasRunes(s, prefix []rune) bool {
	return len(s) >= len(prefix) && slices.Equal(s[:len(prefix)], prefix)
}

// consonants is a path without its vowels, and without what an abjad may mean as one.
func consonants(path string) string {
	return strings.Map(func(c rune) rune {
		if vowel(sound(c)) {
			return -1
		}
		return c
	}, path)
}

// partKey is what makes two parts one, but for whose they are.
type partKey struct {
	letters        string
	role           role
	fraction, fond bool
}

// add puts a word of a name into the trie, by all its stems.
func (f *Finder) add(target int32, p part, word string) {
	letters := f.rules.spelt(apostrophes(word))
	n := utf8.RuneCountInString(letters)
	if n < 2 && f.rules.scriptOf(firstRune(letters)) != hani {
		return
	}
	is := partKey{letters, p.role, p.fraction, p.fond}
	if id, ok := f.known[is]; ok {
		if list := f.parts[id].targets; list[len(list)-1] != target {
			f.parts[id].targets = append(list, target)
		}
		return
	}
	key := f.rules.bare(word)
	p.targets = []int32{target}
	p.ordinary = f.rules.ordinary[key]
	p.surname, p.strong = f.rules.endsIn(key, f.rules.surnames), f.rules.endsIn(key, f.rules.strong)
	p.letters = n
	said := f.rules.said(letters)
	if len(said) == 0 {
		return
	}
	p.sounds = len(said[0])
	for _, s := range said {
		p.sounds = max(p.sounds, len(s))
	}
	id := int32(len(f.parts))
	f.known[is] = id
	f.parts = append(f.parts, p)
	last, _ := utf8.DecodeLastRuneInString(letters)
	f.put(letters, letters, entry{part: id, class: whole, follows: f.rules.follows(last)})
	done := map[string]bool{}
	plainly := p.role == roleFamily && f.rules.adjective(letters)
	for _, rule := range f.rules.stems[f.rules.scriptOf(firstRune(letters))] {
		if st, ok := rule.stem(f.rules, letters); ok && utf8.RuneCountInString(st) >= min(2, n-1) && (!plainly || rule.class == adjective) {
			if k := st + string(rune(rule.class)); !done[k] {
				done[k] = true
				f.put(st, letters, entry{part: id, class: rule.class})
			}
		}
	}
}

// adjective tells whether a name has an ending of -ский, which declines as an adjective and as nothing else.
func (r *Rules) adjective(letters string) bool {
	for _, rule := range r.stems[r.scriptOf(firstRune(letters))] {
		if rule.class == adjective && len(rule.end) > rule.cut && !rule.consonant && !strings.HasSuffix(rule.end, "ска") && !strings.HasSuffix(rule.end, "ska") {
			if _, ok := rule.stem(r, letters); ok && utf8.RuneCountInString(rule.end) > 2 {
				return true
			}
		}
	}
	return false
}

func (f *Finder) put(stem, name string, e entry) {
	e.letters = strings.Map(same, stem)
	e.script = f.rules.scriptOf(firstRune(stem))
	e.stem = max(0, utf8.RuneCountInString(name)-utf8.RuneCountInString(stem))
	for _, path := range f.rules.said(stem) {
		if e.script.abjad() {
			if path = consonants(path); len(path) > 1 {
				f.bones.insert(path, e)
			}
			continue
		}
		if path != "" {
			f.trie.insert(path, e)
		}
	}
}

// apostrophes makes the Uzbek letters that are written with one a letter of their own.
func apostrophes(s string) string {
	return uzbek.Replace(s)
}

var uzbek = strings.NewReplacer("oʻ", "ŏ", "Oʻ", "ŏ", "o'", "ŏ", "O'", "ŏ", "o‘", "ŏ", "O‘", "ŏ", "o’", "ŏ", "O’", "ŏ")

func lastRune(s string) rune {
	c, _ := utf8.DecodeLastRuneInString(s)
	return c
}

func firstRune(s string) rune {
	c, _ := utf8.DecodeRuneInString(s)
	return c
}

// endsIn tells whether a bare word has one of the endings, with two letters before it.
func (r *Rules) endsIn(key string, endings map[string]bool) bool {
	runes := []rune(key)
	for n := min(r.longest, len(runes)-2); n >= 1; n-- {
		if endings[string(runes[len(runes)-n:])] {
			return true
		}
	}
	return false
}

// fields are the words of a name as it was recorded.
func fields(s string) []string {
	return strings.FieldsFunc(s, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) && !strings.ContainsRune("'‘’`\u200c\u00ad", c)
	})
}
