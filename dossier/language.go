package dossier

import (
	"strings"
	"unicode"
)

// LanguageOf is the language in which a text of the case is told: that of a quote
// or a source where it is recorded, else the first language of the case whose
// letters it has, else the one its letters speak for. "" = not known: the case says
// nothing, and Latin letters are those of many languages.
func (d *Dossier) LanguageOf(p Place) string {
	words, _ := d.Words(p)
	switch r := d.Get(p.Record).(type) {
	case *Quote:
		if p.Field == quoteWords && r.Language != "" {
			return r.Language
		}
	case *Citation:
		s, _ := Find[*Source](d, r.Source)
		if s != nil && s.Language != "" {
			return s.Language
		}
	case *Source:
		if (p.Field == "title" || p.Field == "container") && fits(words, r.Language) {
			return r.Language
		}
	}
	return d.languageOf(words)
}

// TextLanguage is the language of words by their letters: the wanted one where they
// can be of it.
func (d *Dossier) TextLanguage(words, wanted string) string {
	if wanted != "" && fits(words, wanted) {
		return wanted
	}
	return d.languageOf(words)
}

// languageOf judges words by their letters.
func (d *Dossier) languageOf(words string) string {
	letters := scriptOf(words)
	if c := d.Case(); c != nil {
		for _, l := range c.Languages {
			if letters == "" || script(l) == letters {
				return l
			}
		}
	}
	if letters == "Cyrl" {
		return cyrillicLanguage(words)
	}
	return languageOfScript[letters]
}

// fits tells whether words can be of a language, by their letters.
func fits(words, language string) bool {
	s := scriptOf(words)
	return language != "" && (s == "" || s == script(language))
}

// alphabets are the writing systems that texts are told apart by, with their name in ISO 15924.
var alphabets = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"Latn", unicode.Latin},
	{"Cyrl", unicode.Cyrillic},
	{"Arab", unicode.Arabic},
	{"Geor", unicode.Georgian},
	{"Armn", unicode.Armenian},
	{"Hebr", unicode.Hebrew},
	{"Grek", unicode.Greek},
	{"Hans", unicode.Han},
	{"Thai", unicode.Thai},
	{"Deva", unicode.Devanagari},
	{"Kore", unicode.Hangul},
	{"Jpan", unicode.Hiragana},
	{"Jpan", unicode.Katakana},
}

// languageOfScript is the language of a script that speaks for one.
var languageOfScript = map[string]string{
	"Arab": "ar", "Geor": "ka", "Armn": "hy", "Hebr": "he", "Grek": "el", "Hans": "zh", "Thai": "th", "Deva": "hi", "Kore": "ko", "Jpan": "ja",
}

// scriptOf is the script of most letters of a text, "" where it has none.
func scriptOf(text string) string {
	count := map[string]int{}
	best := ""
	for _, c := range text {
		if !unicode.IsLetter(c) {
			continue
		}
		for _, s := range alphabets {
			if unicode.Is(s.table, c) {
				if count[s.name]++; count[s.name] > count[best] {
					best = s.name
				}
				break
			}
		}
	}
	return best
}

// cyrillicLanguage tells the languages in Cyrillic apart by letters of their own.
func cyrillicLanguage(text string) string {
	low := strings.ToLower(text)
	for _, x := range []struct{ letters, language string }{
		{"ҷӣӯ", "tg"}, {"ҳ", "uz"}, {"әғқұһ", "kk"}, {"їєґ", "uk"}, {"ў", "be"}, {"өүң", "ky"}, {"і", "uk"},
	} {
		if strings.ContainsAny(low, x.letters) {
			return x.language
		}
	}
	return "ru"
}
