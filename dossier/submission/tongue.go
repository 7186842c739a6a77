package submission

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"probata/dossier"
	"probata/dossier/document"
)

// tongue knows in which language words of the case are that this document prints. The case is told in one language, or
// several; what has a version in the document's language was replaced by it before.
type tongue struct {
	paper   string
	own     map[string]bool   // words of texts in the document's language
	foreign map[string]string // words of texts in another → that language
	untold  []dossier.Place   // those texts
}

// tongueOf reads the texts of the case. It is done once for a document.
func (f *filler) tongueOf() *tongue {
	if f.tongue != nil {
		return f.tongue
	}
	t := &tongue{paper: f.req.Language, own: map[string]bool{}, foreign: map[string]string{}}
	for _, p := range f.d.ToldPlaces() {
		words, _ := f.d.Words(p)
		if l := f.languageAt(p); l == "" || l == t.paper {
			for _, w := range lowWords(words) {
				t.own[w] = true
			}
		} else {
			if f.full.Version(p, t.paper) == nil { // exact words have their translation beside them
				t.untold = append(t.untold, p)
			}
			for _, w := range lowWords(words) {
				t.foreign[w] = l
			}
		}
	}
	f.tongue = t
	return t
}

// languageAt is the language in which this document has the words at a place, "" where it cannot be told.
func (f *filler) languageAt(p dossier.Place) string {
	l := f.full.LanguageOf(p)
	if l != f.req.Language && p.Record.Type() != dossier.TypeQuote && f.full.Version(p, f.req.Language) != nil {
		return f.req.Language
	}
	return l
}

// language is the language that words of the case are marked with, "" for the document's own: by their letters where
// those cannot be the document's, else by the texts of the case that have most of the words.
func (f *filler) language(s string) string {
	t := f.tongueOf()
	if l := f.full.TextLanguage(s, t.paper); l != t.paper {
		return l
	}
	count := map[string]int{}
	for _, w := range lowWords(s) {
		if l := t.foreign[w]; l != "" {
			count[l]++
		}
		if t.own[w] {
			count[""]++
		}
	}
	best := ""
	for _, l := range slices.Sorted(maps.Keys(count)) {
		if count[l] > count[best] {
			best = l
		}
	}
	return best
}

// lowWords are the words of a text in small letters.
func lowWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return !unicode.IsLetter(c) && c != '\'' && c != '’' })
}

// run is how many words in a row are looked for together.
const run = 3

// runs are the words of a text in rows of run, or the text itself where it is shorter.
func runs(s string) []string {
	words := lowWords(s)
	if len(words) <= run {
		return []string{strings.Join(words, " ")}
	}
	out := make([]string, 0, len(words)-run+1)
	for i := range len(words) - run + 1 {
		out = append(out, strings.Join(words[i:i+run], " "))
	}
	return out
}

// printed are the untold texts that the document prints, whole or in good part, and the parties it names in letters that
// are not its own.
func (f *filler) printed() []dossier.Place {
	have := map[string]bool{}
	for _, a := range f.answers {
		document.Spans(a.Blocks, func(s document.Span) {
			words := lowWords(s.Text)
			for n := 1; n <= run; n++ {
				for i := 0; i+n <= len(words); i++ {
					have[strings.Join(words[i:i+n], " ")] = true
				}
			}
		})
	}
	has := func(text string) bool {
		rows, n := runs(text), 0
		for _, r := range rows {
			if r != "" && have[r] {
				n++
			}
		}
		return 2*n > len(rows)
	}
	var out []dossier.Place
	for _, p := range f.tongueOf().untold {
		if words, _ := f.d.Words(p); has(words) {
			out = append(out, p)
		}
	}
	for _, r := range f.d.List(dossier.TypeParty) {
		id := r.Header().ID
		if name := f.d.NameIn(id, f.req.Language); f.d.Named(id) && f.full.TextLanguage(name, f.req.Language) != f.req.Language && has(name) {
			out = append(out, dossier.Place{Record: id})
		}
	}
	return out
}

// versions are the translations that stand for the texts this document prints.
func (f *filler) versions() []*dossier.Translation {
	var out []*dossier.Translation
	seen := map[dossier.Place]bool{}
	for _, t := range dossier.Of[*dossier.Translation](f.full) {
		p := t.Place()
		if seen[p] || t.Language != f.req.Language || f.full.LanguageOf(p) == f.req.Language {
			continue
		}
		seen[p] = true
		if v := f.full.Version(p, f.req.Language); v != nil {
			out = append(out, v)
		}
	}
	return out
}

// mixture: labels in one language around answers in another are nobody's submission. Each text that has no version is
// named where it can be given one; versions whose original has changed since, or that nobody has checked, are told.
func (p *preflight) mixture() {
	word := func(tag string) string { return "vocab.language." + tag }
	untold := p.printed()
	texts := slices.DeleteFunc(slices.Clone(untold), func(at dossier.Place) bool { return at.Field == "" })
	if len(texts) > 0 {
		of := p.contentLanguage()
		p.add(dossier.Stops, end{p.full.Case().ID, "languages"}, "language-mixed", "language", word(p.req.Language), "case", word(of), "n", len(texts))
	}
	for _, at := range untold {
		key := "untranslated"
		if at.Field == "" {
			key = "name-untold"
		}
		p.add(dossier.Warn, end{at.Record, at.Field}, key, "language", word(p.req.Language))
	}
	unchecked := 0
	for _, v := range p.versions() {
		if !v.Checked() {
			unchecked++
		}
	}
	if unchecked > 0 {
		p.add(dossier.Hint, end{p.full.Case().ID, "languages"}, "translation-unchecked", "language", word(p.req.Language), "n", unchecked)
	}
}

// contentLanguage is the language of most words that are not in the document's.
func (f *filler) contentLanguage() string {
	count := map[string]int{}
	for _, l := range f.tongueOf().foreign {
		count[l]++
	}
	best := ""
	for _, l := range slices.Sorted(maps.Keys(count)) {
		if count[l] > count[best] {
			best = l
		}
	}
	return best
}
