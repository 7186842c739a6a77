// Package lang holds the words of the program and of the bodies, and prints
// names, dates, numbers and plurals in a language.
//
// The words are data (assets/lang), so that a new language is a new file and a
// translator needs no compiler. A language is one file <tag>.toml, which has
// the [meta] table; titles and labels of the forms stand beside it in
// <tag>.forms.toml, which dossier/submission reads. Nested tables are one dotted key: [ui.unlock] title is
// "ui.unlock.title"; the members of a list count from 1.
//
// Keys are stable names, never English sentences:
//
//	type.<record>, types.<record>     name of a record type, one and many
//	field.<record>.<key>              label of a field
//	hint.<record>.<key>               what to enter in a field
//	vocab.<vocabulary>.<value>        a value of a closed list
//	problem.<key>, error.<key>        what is wrong, with the next step
//	ui.<screen>.<thing>               words of the window
//	doc.<thing>                       words printed in documents
//	form.<thing>                      words shared by the forms of bodies
//	date, number, size, list          what this package prints with
//
// A language may be made for documents only (ui = false): bodies are written
// to in languages the window does not speak.
//
// Nothing here follows the system or is global: a Printer is a value that is
// handed on. The package looks nothing up in a case and knows no record.
package lang

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// base is the language that words fall back to.
const base = "en"

// Language is one language of the catalogue.
type Language struct {
	Tag    string // BCP 47, "ru"
	Name   string // its own name, "Русский"
	Script string // ISO 15924, "Cyrl"
	UI     bool   // the window speaks it; otherwise only documents do
}

// Catalog is the words of all languages. It does not change once loaded.
type Catalog struct {
	words map[string]*words // by lower-case tag
}

// words are one language.
type words struct {
	Language
	plural pluralRule
	text   map[string]string
}

// Languages are all languages, those of the window first, then by name.
func (c *Catalog) Languages() []Language {
	var all []Language
	for _, w := range c.words {
		all = append(all, w.Language)
	}
	slices.SortFunc(all, func(a, b Language) int {
		if a.UI != b.UI {
			if a.UI {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	return all
}

// Missing are the keys that English has below the prefixes (all keys without a
// prefix) and the language has not, sorted. Of a plural the categories of the
// language are asked for, not those of English; grammatical forms of dates are
// each language's own affair.
func (c *Catalog) Missing(tag string, prefixes ...string) []string {
	english, w := c.words[base], c.words[strings.ToLower(tag)]
	if english == nil {
		return nil
	}
	if w == nil {
		w = &words{}
	}
	found := map[string]bool{}
	for key := range english.text {
		if !below(key, prefixes) || strings.HasPrefix(key, forms) {
			continue
		}
		for _, want := range english.wanted(key, w.plural) {
			if _, ok := w.text[want]; !ok {
				found[want] = true
			}
		}
	}
	missing := make([]string, 0, len(found))
	for key := range found {
		missing = append(missing, key)
	}
	slices.Sort(missing)
	return missing
}

func below(key string, prefixes []string) bool {
	if len(prefixes) == 0 {
		return true
	}
	return slices.ContainsFunc(prefixes, func(p string) bool {
		p = strings.TrimSuffix(p, ".")
		return key == p || strings.HasPrefix(key, p+".")
	})
}

// wanted are the keys that stand for key in a language of another plural rule.
func (w *words) wanted(key string, rule pluralRule) []string {
	stem, category := cutLast(key)
	if category != "one" && category != "other" {
		return []string{key}
	}
	if w.text[stem+".one"] == "" || w.text[stem+".other"] == "" {
		return []string{key}
	}
	var keys []string
	for _, c := range rule.categories() {
		keys = append(keys, stem+"."+c)
	}
	return keys
}

func cutLast(key string) (stem, last string) {
	i := strings.LastIndexByte(key, '.')
	return key[:max(i, 0)], key[i+1:]
}

// Printer prints in one language, and in English what that has no words for.
// It is safe for use by several goroutines.
type Printer struct {
	chain []*words // the language asked for first
	tag   string
}

// Printer is the printer of a BCP 47 tag or of a locale name ("ru_KZ.UTF-8"):
// ru-KZ falls back to ru and then to English. It never fails; without any
// words it prints the keys.
func (c *Catalog) Printer(tag string) *Printer {
	tag, _, _ = strings.Cut(strings.ReplaceAll(tag, "_", "-"), ".")
	p := &Printer{tag: base}
	for t := strings.ToLower(tag); t != ""; t, _ = cutTag(t) {
		if w := c.words[t]; w != nil {
			p.chain = append(p.chain, w)
		}
	}
	if w := c.words[base]; w != nil && !slices.Contains(p.chain, w) {
		p.chain = append(p.chain, w)
	}
	if len(p.chain) > 0 {
		p.tag = p.chain[0].Tag
	}
	return p
}

func cutTag(t string) (shorter, last string) {
	i := strings.LastIndexByte(t, '-')
	return t[:max(i, 0)], t[i+1:]
}

// Tag is the tag of the language that is printed in fact.
func (p *Printer) Tag() string { return p.tag }

// Has reports whether the language or a fallback has words for the key.
func (p *Printer) Has(key string) bool {
	_, ok := p.find(key)
	return ok
}

func (p *Printer) find(key string) (string, bool) {
	for _, w := range p.chain {
		if s, ok := w.text[key]; ok {
			return s, true
		}
	}
	return "", false
}

// T is the words of a key. The args are pairs of a name and a value, which
// replace {name} in the words; values are not looked at again, so that a brace
// in what a user typed stays a brace. A key without words is its own words.
func (p *Printer) T(key string, args ...any) string {
	s, ok := p.find(key)
	if !ok {
		return key
	}
	return fill(s, pairs(args))
}

// N is the words of a key for a number of things: those of key.one, key.few …
// by the rule of the language, with {n} as the number beside the other args.
func (p *Printer) N(key string, n int, args ...any) string {
	for _, w := range p.chain {
		for _, category := range []string{w.plural.category(n), "other", "many"} {
			if s, ok := w.text[key+"."+category]; ok {
				return fill(s, pairs(append([]any{"n", p.Number(n)}, args...)))
			}
		}
	}
	return key
}

// pairs answers for {name} by the args of a call.
func pairs(args []any) func(string) (string, bool) {
	return func(name string) (string, bool) {
		for i := 0; i+1 < len(args); i += 2 {
			if args[i] == name {
				return fmt.Sprint(args[i+1]), true
			}
		}
		return "", false
	}
}

// fill replaces each {name} that value knows, once, from left to right.
func fill(s string, value func(name string) (string, bool)) string {
	if strings.IndexByte(s, '{') < 0 {
		return s
	}
	var b strings.Builder
	for {
		open := strings.IndexByte(s, '{')
		if open < 0 {
			break
		}
		end := strings.IndexByte(s[open:], '}')
		if end < 0 {
			break
		}
		v, ok := value(s[open+1 : open+end])
		if !ok {
			v = s[open : open+end+1]
		}
		b.WriteString(s[:open])
		b.WriteString(v)
		s = s[open+end+1:]
	}
	return b.String() + s
}

// With is the catalogue with one more language, or another text of one, from a file such as "ka.toml"; whoever translates tries
// it so before it ships. The catalogue itself stays as it is.
func (c *Catalog) With(name string, r io.Reader) (*Catalog, error) {
	out := &Catalog{words: maps.Clone(c.words)}
	if err := out.read(name, r); err != nil {
		return nil, err
	}
	return out, nil
}

// Documents are the areas of words that a language for documents only is to have.
func Documents() []string { return []string{"date", "number", "size", "list", "doc", "form"} }
