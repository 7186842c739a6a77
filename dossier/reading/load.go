package reading

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/datafile"
)

// Rules are the words, patterns and endings of all languages. They do not change after Load and may be used by several
// goroutines.
type Rules struct {
	langs map[string]*language
	given map[string]bool // given names in the base form, small letters
	women map[string]bool
}

// languageFile is a file of assets/reading.
type languageFile struct {
	Language string `toml:"language"`
	datafile.Fact
	Letters     string              `toml:"letters"` // which only this language has, of those with its script
	Common      string              `toml:"common"`  // frequent small words, by which it is told
	Declines    string              `toml:"declines"`
	Lists       map[string]string   `toml:"lists"` // alternatives, which patterns name in braces
	Months      []string            `toml:"months"`
	Weekdays    []string            `toml:"weekdays"`
	Numbers     []string            `toml:"numbers"` // from 1
	Abbreviated string              `toml:"abbreviated"`
	Never       string              `toml:"never"`    // words that are part of no name of a person
	Titles      string              `toml:"titles"`   // what stands before a name
	Families    string              `toml:"families"` // endings of family names
	Patronymic  string              `toml:"patronymic"`
	Particles   string              `toml:"particles"` // of names, in small letters
	Pronouns    map[string]string   `toml:"pronouns"`
	Before      map[string]string   `toml:"before"` // prepositions and their like, by use
	Roles       []roleRow           `toml:"role"`
	Cues        []cueRow            `toml:"cue"`
	Acts        []actRow            `toml:"act"`
	Dates       []dateRow           `toml:"day"`
	Statutes    []patternRow        `toml:"statute"`
	Instruments []instrumentRow     `toml:"instrument"`
	Measures    []measureRow        `toml:"measure"`
	Places      []placeRow          `toml:"place"`
	Bodies      []bodyRow           `toml:"body"`
	Remedies    []remedyRow         `toml:"remedy"`
	Given       map[string][]string `toml:"given"` // by sex: m, f
}

// roleRow is what people are called: by their work, or as whose relative.
type roleRow struct {
	Key    string   `toml:"key"`    // of the vocabulary role, "" for none
	Sort   string   `toml:"sort"`   // lawyer, kin, judge …: who is meant by the word alone later
	Male   []string `toml:"male"`   // word(ending|ending): in the order of cases where the language has them
	Female []string `toml:"female"` //
}

// cueRow is verbs that say that somebody said something.
type cueRow struct {
	How   string   `toml:"how"` // say, soft (with marks only), according (stands before who said it)
	Words []string `toml:"words"`
}

// actRow is what is done to somebody.
type actRow struct {
	Kind    string `toml:"kind"`
	Voice   string `toml:"voice"` // active, passive, noun: where the victim stands
	Pattern string `toml:"pattern"`
}

type dateRow struct {
	Op      string `toml:"op"`
	Pattern string `toml:"pattern"`
}

type patternRow struct {
	Pattern string `toml:"pattern"`
}

type instrumentRow struct {
	ID      string `toml:"id"` // of the law library, "" for a law of a State
	Name    string `toml:"name"`
	Pattern string `toml:"pattern"`
}

type measureRow struct {
	Kind    string `toml:"kind"`
	Pattern string `toml:"pattern"`
}

type placeRow struct {
	Country string `toml:"country"`
	Names   string `toml:"names"` // word(ending|ending), divided by commas
}

type bodyRow struct {
	Kind  string `toml:"kind"`  // of the vocabulary party-kind
	Words string `toml:"words"` // heads of names of bodies, word(ending|ending), divided by commas
}

type remedyRow struct {
	Kind    string `toml:"kind"`
	Pattern string `toml:"pattern"`
}

// givenFile is assets/names/given.toml, of which only the base forms are read here.
type givenFile struct {
	datafile.Fact
	Fond []string `toml:"fond"`
	Name []struct {
		Same  string `toml:"same"`
		Short string `toml:"short"`
	} `toml:"name"`
}

// form is one form of a word with what it tells.
type form struct {
	role  *roleRow
	place string // country
	body  string // kind
	base  string // the first form
	sex   byte   // m, f or 0
	turn  int    // which of the endings
}

// pattern is a rule that is tried at the head of a word.
type pattern struct {
	kind, how, name, id string
	re                  *regexp.Regexp
	first               begins
}

// language is the rules of one language, ready for use.
type language struct {
	file        *languageFile
	roles       map[string][]form
	places      map[string]form
	bodies      map[string]form
	cues        map[string]string
	never       map[string]bool
	titles      map[string]bool
	short       map[string]bool
	common      map[string]bool
	particles   map[string]bool
	pronouns    map[string]string
	before      map[string]map[string]bool
	families    []string
	patronymics []string
	dates       []pattern
	acts        []pattern
	statutes    []pattern
	instruments []pattern
	measures    []pattern
	remedies    []pattern
	months      []*regexp.Regexp
	weekdays    []*regexp.Regexp
	numbers     []*regexp.Regexp
}

// Load reads reading/*.toml and names/given.toml of a tree of data.
func Load(fsys fs.FS) (*Rules, error) {
	r := &Rules{langs: map[string]*language{}, given: map[string]bool{}, women: map[string]bool{}}
	err := datafile.Glob(fsys, "reading/*.toml", func(name string, in io.Reader) error {
		var f languageFile
		if err := datafile.Decode(name, in, &f); err != nil {
			return err
		}
		if err := f.Fact.Check(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		l, err := f.ready()
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if r.langs[f.Language] != nil {
			return fmt.Errorf("%s: language %q has two files", name, f.Language)
		}
		r.langs[f.Language] = l
		for sex, list := range f.Given {
			for _, line := range list {
				for _, w := range strings.Fields(strings.ToLower(line)) {
					r.given[w] = true
					r.women[w] = sex == "f"
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("load the rules of reading: %w", err)
	}
	return r, r.loadGiven(fsys)
}

func (r *Rules) loadGiven(fsys fs.FS) error {
	return datafile.Glob(fsys, "names/given.toml", func(name string, in io.Reader) error {
		var f givenFile
		if err := datafile.Decode(name, in, &f); err != nil {
			return err
		}
		for _, n := range f.Name {
			for _, w := range strings.Fields(strings.ToLower(n.Same + " " + n.Short)) {
				r.given[w] = true
			}
		}
		return nil
	})
}

// Languages are the languages with rules, sorted.
func (r *Rules) Languages() []string {
	var out []string
	for tag := range r.langs {
		out = append(out, tag)
	}
	slices.Sort(out)
	return out
}

func (f *languageFile) ready() (*language, error) {
	l := &language{
		file: f, roles: map[string][]form{}, places: map[string]form{}, bodies: map[string]form{}, cues: map[string]string{},
		never: set(f.Never), titles: set(f.Titles), short: set(f.Abbreviated), common: set(f.Common), particles: set(f.Particles),
		pronouns: map[string]string{}, before: map[string]map[string]bool{},
		families: strings.Fields(f.Families), patronymics: strings.Fields(f.Patronymic),
	}
	if f.Language == "" || f.Common == "" {
		return nil, fmt.Errorf("language and common must be said")
	}
	for use, words := range f.Pronouns {
		for _, w := range strings.Fields(words) {
			l.pronouns[w] = use
		}
	}
	for use, words := range f.Before {
		l.before[use] = set(words)
	}
	if err := l.words(); err != nil {
		return nil, err
	}
	return l, l.patterns()
}

// words puts every form of roles, cues, places and bodies into tables.
func (l *language) words() error {
	for i := range l.file.Roles {
		row := &l.file.Roles[i]
		if err := known("role", row.Key); err != nil {
			return err
		}
		for sex, list := range map[byte][]string{'m': row.Male, 'f': row.Female} {
			for _, w := range list {
				for turn, s := range forms(w) {
					l.roles[s] = append(l.roles[s], form{role: row, base: forms(w)[0], sex: sex, turn: turn})
				}
			}
		}
	}
	for s := range l.roles { // the order of a map must decide nothing
		slices.SortFunc(l.roles[s], func(a, b form) int {
			return cmp.Or(-cmp.Compare(a.sex, b.sex), cmp.Compare(a.turn, b.turn), cmp.Compare(a.base, b.base))
		})
	}
	for _, row := range l.file.Cues {
		for _, w := range row.Words {
			for _, s := range forms(w) {
				l.cues[s] = row.How
			}
		}
	}
	for _, row := range l.file.Places {
		for _, w := range strings.Split(row.Names, ",") {
			for turn, s := range forms(strings.TrimSpace(w)) {
				l.places[strings.ToLower(s)] = form{place: row.Country, base: forms(strings.TrimSpace(w))[0], turn: turn}
			}
		}
	}
	for _, row := range l.file.Bodies {
		if err := known("party-kind", row.Kind); err != nil {
			return err
		}
		for _, w := range strings.Split(row.Words, ",") {
			for turn, s := range forms(strings.TrimSpace(w)) {
				l.bodies[strings.ToLower(s)] = form{body: row.Kind, base: forms(strings.TrimSpace(w))[0], turn: turn}
			}
		}
	}
	return nil
}

func known(vocabulary, key string) error {
	keys, _ := dossier.Vocabulary(vocabulary)
	if key != "" && !slices.Contains(keys, key) {
		return fmt.Errorf("%q is no key of the vocabulary %s", key, vocabulary)
	}
	return nil
}

// patterns compiles what is written as a pattern, with the lists of the file in place of their names.
func (l *language) patterns() error {
	f := l.file
	var err error
	if l.months, err = each(f.Months, 12); err != nil {
		return err
	}
	if l.weekdays, err = each(f.Weekdays, 7); err != nil {
		return err
	}
	if l.numbers, err = each(f.Numbers, 0); err != nil {
		return err
	}
	add := func(to *[]pattern, kind, how, name, id, text string) {
		whole := `^(?i:` + f.expand(text) + `)`
		re, e := regexp.Compile(whole)
		if e != nil && err == nil {
			err = fmt.Errorf("pattern %q: %w", text, e)
		}
		*to = append(*to, pattern{kind: kind, how: how, name: name, id: id, re: re, first: beginsOf(whole)})
	}
	for _, d := range f.Dates {
		if !slices.Contains(ops(), d.Op) {
			return fmt.Errorf("there is no op %q for a date", d.Op)
		}
		add(&l.dates, "", d.Op, "", "", d.Pattern)
	}
	for _, a := range f.Acts {
		if e := known("act-kind", a.Kind); e != nil {
			return e
		}
		if !slices.Contains([]string{"active", "passive", "noun"}, a.Voice) {
			return fmt.Errorf("there is no voice %q", a.Voice)
		}
		add(&l.acts, a.Kind, a.Voice, "", "", a.Pattern)
	}
	for _, i := range f.Instruments {
		add(&l.instruments, "", "", i.Name, i.ID, i.Pattern)
	}
	for _, s := range f.Statutes {
		add(&l.statutes, "", "", "", "", s.Pattern)
	}
	for _, m := range f.Measures {
		if !slices.Contains([]Kind{Officers, Term, Sum}, Kind(m.Kind)) {
			return fmt.Errorf("there is no measure %q", m.Kind)
		}
		add(&l.measures, m.Kind, "", "", "", m.Pattern)
	}
	for _, m := range f.Remedies {
		if e := known("remedy-kind", m.Kind); e != nil {
			return e
		}
		add(&l.remedies, m.Kind, "", "", "", m.Pattern)
	}
	return err
}

func each(list []string, want int) ([]*regexp.Regexp, error) {
	if want > 0 && len(list) != want && len(list) != 0 {
		return nil, fmt.Errorf("%d lines where %d are needed", len(list), want)
	}
	out := make([]*regexp.Regexp, len(list))
	for i, s := range list {
		re, err := regexp.Compile(`^(?i:` + s + `)$`)
		if err != nil {
			return nil, err
		}
		out[i] = re
	}
	return out, nil
}

// expand puts lists, parts of dates and any space into a pattern.
func (f *languageFile) expand(s string) string {
	months, days := strings.Join(f.Months, "|"), strings.Join(f.Weekdays, "|")
	number := `\d+|` + strings.Join(f.Numbers, "|")
	var inst []string
	for _, i := range f.Instruments {
		inst = append(inst, i.Pattern)
	}
	for range 3 { // lists may name lists
		for name, words := range f.Lists {
			s = strings.ReplaceAll(s, "{"+name+"}", "(?:"+words+")")
		}
	}
	s = strings.NewReplacer(
		"{d}", `(?P<d>\d{1,2})`, "{d2}", `(?P<d2>\d{1,2})`, "{y}", `(?P<y>(?:19|20)\d\d)`, "{m}", `(?P<m>`+months+`)`, "{m2}", `(?P<m2>`+months+`)`,
		"{w}", `(?P<w>`+days+`)`, "{n}", `(?P<n>`+number+`)`, "{a}", `(?P<a>\d+(?:[.-]\d+)*)`, "{p}", `(?P<p>\d+)`, "{i}", `(?P<i>`+strings.Join(inst, "|")+`)`,
		"{more}", `(?P<more>(?:(?:,|,? (?:and|y|et|и|және)) \d+(?:\.\d+)*)*)`,
	).Replace(s)
	return strings.ReplaceAll(s, " ", `[ \x{a0}\x{202f}]+`)
}

// forms writes out "word(a|b)tail": one form per alternative. Only one pair of brackets is understood.
func forms(s string) []string {
	open, end := strings.IndexByte(s, '('), strings.IndexByte(s, ')')
	if open < 0 || end < open {
		return []string{s}
	}
	var out []string
	for _, alt := range strings.Split(s[open+1:end], "|") {
		out = append(out, s[:open]+alt+s[end+1:])
	}
	return out
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(strings.ToLower(words)) {
		out[w] = true
	}
	return out
}
