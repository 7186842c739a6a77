package withhold

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

func (r *Rules) addSounds(f *file) error {
	for code, table := range f.Scripts {
		s, ok := scriptOf(code)
		if !ok {
			return fmt.Errorf("script %q: write one of the codes of ISO 15924 that the program knows", code)
		}
		for letters, text := range table {
			list, err := readings(text)
			if err != nil {
				return fmt.Errorf("letters %q of %s: %w", letters, code, err)
			}
			runes := []rune(letters)
			if len(runes) == 1 {
				r.scripts[runes[0]] = s
			}
			r.graphemes[runes[0]] = append(r.graphemes[runes[0]], grapheme{rest: runes[1:], readings: list})
		}
	}
	for _, list := range r.graphemes {
		slices.SortFunc(list, func(a, b grapheme) int {
			return cmp.Or(cmp.Compare(len(b.rest), len(a.rest)), slices.Compare(a.rest, b.rest))
		})
	}
	for sign, text := range f.Leet {
		list, err := readings(text)
		first, _ := utf8.DecodeRuneInString(sign)
		if err != nil {
			return fmt.Errorf("sign %q: %w", sign, err)
		}
		r.leet[first] = list
	}
	return nil
}

func (r *Rules) addTwins(f *file) error {
	for _, t := range []struct {
		pairs string
		a, b  script
	}{{f.Cyrillic, latn, cyrl}, {f.Greek, latn, grek}, {f.CyrillicGreek, cyrl, grek}} {
		for pair := range strings.FieldsSeq(t.pairs) {
			p := []rune(pair)
			if len(p) != 2 {
				return fmt.Errorf("look-alikes %q: write two signs", pair)
			}
			r.addTwin(p[0], p[1], t.b)
			r.addTwin(p[1], p[0], t.a)
		}
	}
	for pair := range strings.FieldsSeq(f.Latin) {
		p := []rune(pair)
		if len(p) != 2 {
			return fmt.Errorf("form %q: write the sign and its letter", pair)
		}
		r.plain[p[0]] = p[1]
	}
	return nil
}

func (r *Rules) addTwin(a, b rune, of script) {
	t := r.twins[a]
	if t[of] == 0 {
		t[of] = lower(b)
	}
	r.twins[a] = t
}

func (r *Rules) addGrammar(f *file) error {
	if f.Script == "" {
		return nil
	}
	s, ok := scriptOf(f.Script)
	if !ok {
		return fmt.Errorf("script %q: write one of the codes of ISO 15924 that the program knows", f.Script)
	}
	for _, st := range f.Stem {
		c, err := classOf(st.Class)
		if err != nil {
			return err
		}
		for _, end := range st.Ends {
			rule, err := parseStem(c, end)
			if err != nil {
				return err
			}
			r.stems[s] = append(r.stems[s], rule)
		}
	}
	if r.ends[s] == nil {
		r.ends[s] = map[string]ending{}
	}
	for _, e := range f.Endings {
		c, err := classOf(e.Class)
		if err != nil {
			return err
		}
		for _, part := range []struct {
			text string
			sex  sexes
		}{{e.Male, male}, {e.Female, female}, {e.Many, many}, {e.Either, male | female}} {
			for end := range strings.FieldsSeq(part.text) {
				key := r.bare(none(end))
				e := r.ends[s][key]
				e.of[c] |= part.sex
				r.ends[s][key] = e
			}
		}
	}
	for _, c := range f.Chain {
		if err := r.addChain(s, c.After, c.Slots); err != nil {
			return err
		}
	}
	for p := range strings.FieldsSeq(f.Before) {
		r.before[s] = append(r.before[s], p)
	}
	return nil
}

func none(s string) string {
	if s == "none" {
		return ""
	}
	return s
}

func (r *Rules) addChain(s script, where string, slots []string) error {
	a, ok := map[string]after{"vowel": afterVowel, "voiced": afterVoiced, "voiceless": afterVoiceless, "consonant": afterVoiced | afterVoiceless, "any": afterAny}[where]
	if !ok {
		return fmt.Errorf("chain after %q: write vowel, voiced, voiceless, consonant or any", where)
	}
	made := []string{""}
	for _, slot := range slots {
		var next []string
		for _, head := range made {
			for end := range strings.FieldsSeq(slot) {
				next = append(next, head+r.bare(none(end)))
			}
		}
		made = next
	}
	for _, end := range made {
		e := r.ends[s][end]
		e.chains |= a
		r.ends[s][end] = e
	}
	return nil
}

func (r *Rules) addWords(f *file) error {
	for _, n := range f.Name {
		g := givenName{strings.Fields(n.Same), strings.Fields(n.Short)}
		for _, form := range slices.Concat(g.same, g.short) {
			key := r.bare(form)
			r.same[key] = append(r.same[key], len(r.rows))
		}
		r.rows = append(r.rows, g)
	}
	r.fond = append(r.fond, f.Fond...)
	for _, set := range []struct {
		words string
		into  map[string]bool
	}{{f.Ordinary, r.ordinary}, {f.Begins, r.begins}, {f.Places, r.places}, {f.Institutions, r.houses}, {f.Surnames, r.surnames}, {f.Strong, r.strong}, {f.Between, r.between}, {f.Address, r.address}} {
		for w := range strings.FieldsSeq(set.words) {
			set.into[r.bare(w)] = true
		}
	}
	for _, set := range f.Patronymics {
		r.patronymics = append(r.patronymics, strings.Fields(set))
	}
	for s := range maps.Keys(r.surnames) {
		r.longest = max(r.longest, utf8.RuneCountInString(s))
	}
	for _, p := range f.Phrases {
		var words []string
		for w := range strings.FieldsSeq(p) {
			words = append(words, r.bare(w))
		}
		r.phrases[words[0]] = append(r.phrases[words[0]], words)
	}
	if len(f.Months) != 0 && len(f.Months) != 12 {
		return fmt.Errorf("%d months: write twelve", len(f.Months))
	}
	for i, names := range f.Months {
		for w := range strings.FieldsSeq(names) {
			if w = r.bare(w); !slices.Contains(r.months[w], i+1) {
				r.months[w] = append(r.months[w], i+1)
			}
		}
	}
	return nil
}
