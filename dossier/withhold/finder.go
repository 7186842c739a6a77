package withhold

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Finder finds the subjects it was made for. It may be used by several goroutines.
type Finder struct {
	rules    *Rules
	subjects []Subject
	targets  []target
	parts    []part
	known    map[partKey]int32
	trie     *trie
	bones    *trie // of names in scripts without vowels
	short    map[rune][]contraction
	values   *values
	idle     *idle
	written  []written // names of scripts without room between words
}

// target is what parts belong to: a person with all its names, or one name of a body, a place or a phrase.
type target struct {
	subject int32
	words   int      // of a body, place or phrase, which is found by all its words in their order
	initial []string // of a person, the sounds of its given name and patronymic
	family  []string // and those of its family name
}

// contraction is what a name may be shortened to: "С-ва".
type contraction struct {
	target  int32
	letters string
}

// unstressed makes each а that is not the last letter one that may be о, and each я one that may be е.
func unstressed(name string) string {
	runes := []rune(name)
	for i, c := range runes {
		if i+1 < len(runes) && lower(c) == 'а' {
			runes[i] = 'ӑ'
		}
		if i+1 < len(runes) && lower(c) == 'я' {
			runes[i] = 'ӓ'
		}
	}
	return string(runes)
}

// Finder makes a finder of the subjects.
func (r *Rules) Finder(subjects []Subject) *Finder {
	f := &Finder{
		rules: r, subjects: slices.Clone(subjects), trie: newTrie(), bones: newTrie(), short: map[rune][]contraction{}, idle: &idle{words: map[string]struct{}{}}, known: map[partKey]int32{},
	}
	for i := range f.subjects {
		s := &f.subjects[i]
		for _, n := range s.Names {
			f.addWritten(i, n)
		}
		if s.Kind == Person {
			f.targets = append(f.targets, target{subject: int32(i)})
			for _, n := range s.Names {
				f.addPerson(int32(len(f.targets)-1), n)
			}
			continue
		}
		for _, n := range s.Names {
			f.targets = append(f.targets, target{subject: int32(i)})
			f.addWords(int32(len(f.targets)-1), strings.TrimSpace(n.Full+" "+n.Family+" "+n.Given))
		}
	}
	f.values = newValues(r, f.subjects)
	return f
}

func (f *Finder) addPerson(t int32, n Name) {
	f.addFamily(t, n.Family)
	if n.Language == "be" || strings.ContainsAny(n.Family, "ўЎіІ") && n.Language == "" { // Баравік is Боровик in Russian
		f.addFamily(t, unstressed(n.Family))
	}
	for _, given := range fields(n.Given) {
		f.addGiven(t, given)
	}
	f.addWhole(t, roleGiven, n.Given)
	for _, p := range fields(n.Patronymic) {
		f.addPatronymic(t, p)
	}
	f.addWhole(t, rolePatronymic, n.Patronymic)
	for _, o := range fields(n.Other) {
		f.add(t, part{role: roleOther}, o)
	}
	f.addWhole(t, roleOther, n.Other)
	f.targets[t].initial = append(f.targets[t].initial, f.rules.begin(n.Given+" "+n.Patronymic)...)
	f.targets[t].family = append(f.targets[t].family, f.rules.begin(n.Family)...)
	known := f.rules.keys(n.Family + " " + n.Given + " " + n.Patronymic + " " + n.Other)
	place := roleWord
	for _, w := range fields(n.Full) {
		if key := f.rules.bare(w); !slices.Contains(known, key) && utf8.RuneCountInString(key) > 1 {
			f.add(t, part{role: place}, w)
			if n.Family == "" {
				f.alike(t, place, w)
			}
			place++
		}
	}
}

func (r *Rules) keys(s string) []string {
	var out []string
	for _, w := range fields(s) {
		out = append(out, r.bare(w))
	}
	return out
}

// addWhole adds a name of several words as one, for it may be written together.
func (f *Finder) addWhole(t int32, as role, name string) {
	if len(fields(name)) > 1 {
		f.add(t, part{role: as}, strings.Join(fields(name), ""))
	}
}

// addFamily adds a family name, and each half of a double one.
func (f *Finder) addFamily(t int32, family string) {
	list := fields(family)
	if len(list) == 0 {
		return
	}
	f.add(t, part{role: roleFamily}, strings.Join(list, ""))
	if key := f.rules.bare(list[0]); key != "" {
		f.short[firstRune(key)] = append(f.short[firstRune(key)], contraction{t, f.rules.bare(family)})
	}
	if len(list) == 1 {
		f.derived(t, f.rules.bare(list[0]))
		return
	}
	for _, w := range list {
		if utf8.RuneCountInString(w) > 3 {
			f.add(t, part{role: roleFamily, fraction: true}, w)
		}
	}
}

// derived adds a family name that is made from a given name with that name's forms in other languages: Магомедов is
// Мухаммадов to an Arab.
func (f *Finder) derived(t int32, family string) {
	for _, end := range []string{"ов", "ова", "ев", "ева", "ov", "ova", "ev", "eva"} {
		base, ok := strings.CutSuffix(family, end)
		if !ok {
			continue
		}
		for _, row := range f.rules.same[base] {
			for _, form := range f.rules.rows[row].same {
				if f.rules.scriptOf(firstRune(form)) == f.rules.scriptOf(firstRune(base)) && !f.rules.vowel(lastRune(form)) {
					f.add(t, part{role: roleFamily, fraction: true, fond: true}, form+end)
				}
			}
		}
	}
}

// addGiven adds a given name with all that its bearer is called.
func (f *Finder) addGiven(t int32, given string) {
	f.add(t, part{role: roleGiven}, given)
	f.alike(t, roleGiven, given)
}

// alike adds the forms of a given name in other languages, and its fond forms.
func (f *Finder) alike(t int32, as role, given string) {
	key := f.rules.bare(given)
	done := map[string]bool{key: true}
	for _, row := range f.rules.same[key] {
		g := f.rules.rows[row]
		for _, form := range slices.Concat(g.same, g.short) {
			if k := f.rules.bare(form); !done[k] {
				done[k] = true
				f.add(t, part{role: as, fond: true}, form)
			}
		}
	}
}

// addPatronymic adds a patronymic with the endings that other languages give it.
func (f *Finder) addPatronymic(t int32, name string) {
	f.add(t, part{role: rolePatronymic}, name)
	key := f.rules.spelt(name)
	for _, set := range f.rules.patronymics {
		for _, end := range set {
			base, ok := strings.CutSuffix(key, end)
			if !ok || base == "" {
				continue
			}
			for _, other := range set {
				if other != end {
					f.add(t, part{role: rolePatronymic, fond: true}, base+other)
				}
			}
			break
		}
	}
}

// begin are the sounds of words, for comparing how they begin.
func (r *Rules) begin(name string) []string {
	var out []string
	for _, w := range fields(name) {
		out = append(out, r.said(r.spelt(w))...)
	}
	return out
}

// addWords adds the name of a body, a place or a phrase, which is found by all its words in their order.
func (f *Finder) addWords(t int32, name string) {
	place := roleWord
	for _, w := range fields(name) {
		f.add(t, part{role: place}, w)
		place++
	}
	f.targets[t].words = int(place - roleWord)
}
