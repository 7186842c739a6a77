package dossier

import (
	"slices"
	"strings"
	"unicode"
)

// NameIn is the name of a party for a text in a language: the name given in
// that language, else one in the same script, else the passport's spelling,
// else any. While no name is known it is the party's description, which may be
// empty too.
func (d *Dossier) NameIn(party ID, language string) string {
	names := As[*Name](d.Children(party, TypeName))
	best, rank := "", -1
	for _, n := range names {
		if s := n.Display(); s != "" && n.rank(language) > rank {
			best, rank = s, n.rank(language)
		}
	}
	if best != "" {
		return best
	}
	if p, ok := Find[*Party](d, party); ok {
		return p.Description
	}
	return ""
}

// Named tells whether a name of the party is known.
func (d *Dossier) Named(party ID) bool {
	return slices.ContainsFunc(d.Children(party, TypeName), func(r Record) bool {
		return r.(*Name).Display() != ""
	})
}

// Display is the name in the order in which it is spoken.
func (n *Name) Display() string {
	if s := strings.TrimSpace(n.Full); s != "" {
		return s
	}
	parts := []string{n.Given, n.Patronymic, n.Family}
	if script(n.Language) == "Cyrl" && n.Patronymic != "" {
		parts = []string{n.Family, n.Given, n.Patronymic} // as official papers write it
	}
	if n.familyFirst() {
		parts = []string{n.Family, n.Given, n.Patronymic}
		if unspaced(n.Family + n.Given) {
			return strings.Join(strings.Fields(strings.Join(parts, " ")), "")
		}
	}
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}

// familyFirst tells whether the culture of a name puts the family name first: Chinese, Korean, Vietnamese and Hungarian names
// in every spelling, Japanese ones as they are written at home (in Latin letters they are turned as often as not).
func (n *Name) familyFirst() bool {
	language, _, _ := strings.Cut(strings.ToLower(n.Language), "-")
	return slices.Contains([]string{"zh", "yue", "ko", "vi", "hu"}, language) || unspaced(n.Family+n.Given)
}

// unspaced tells whether a name is written in letters that stand without room between words.
func unspaced(s string) bool {
	letters := false
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters = true
			if !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
				return false
			}
		}
	}
	return letters
}

func (n *Name) rank(language string) int {
	r := n.fit(language)
	switch n.Kind {
	case "passport":
		r += 3
	case "official", "":
		r += 2
	case "other", "birth":
		r++
	}
	return r
}

// fit is how well a spelling serves a reader of the language: written in it, in its script, or in neither.
func (n *Name) fit(language string) int {
	switch {
	case n.Language == language:
		return 8
	case n.script() == script(language):
		return 4
	}
	return 0
}

// script is the script of a spelling: that of its language, of its letters where none is given.
func (n *Name) script() string {
	if n.Language == "" && strings.ContainsFunc(n.Display(), func(c rune) bool { return unicode.Is(unicode.Cyrillic, c) }) {
		return "Cyrl"
	}
	return script(n.Language)
}

// Spelled are those of the names that a text in the language uses: of each party the ones in the language, else those in
// its script, else all.
func Spelled(names []*Name, language string) []*Name {
	best := map[ID]int{}
	for _, n := range names {
		best[n.Party] = max(best[n.Party], n.fit(language))
	}
	var out []*Name
	for _, n := range names {
		if n.fit(language) == best[n.Party] {
			out = append(out, n)
		}
	}
	return out
}

// scripts are the scripts in which languages are written where their tag does
// not say it and it is not Latin.
var scripts = map[string]string{
	"ru": "Cyrl", "kk": "Cyrl", "ky": "Cyrl", "tg": "Cyrl", "uk": "Cyrl", "be": "Cyrl", "bg": "Cyrl", "mk": "Cyrl",
	"mn": "Cyrl", "tt": "Cyrl", "ba": "Cyrl", "ce": "Cyrl", "os": "Cyrl",
	"ka": "Geor", "hy": "Armn", "he": "Hebr", "yi": "Hebr", "el": "Grek", "zh": "Hans", "ja": "Jpan", "ko": "Kore",
	"ar": "Arab", "fa": "Arab", "ps": "Arab", "ur": "Arab", "ug": "Arab", "ckb": "Arab",
}

// script is the ISO 15924 code of the script of a language tag: the one it
// names ("kk-Latn"), else the usual one of the language.
func script(tag string) string {
	base, rest, _ := strings.Cut(tag, "-")
	for part := range strings.SplitSeq(rest, "-") {
		if len(part) == 4 {
			return part
		}
	}
	if s := scripts[base]; s != "" {
		return s
	}
	return "Latn"
}

// Roles are the roles of a party in the case.
func (d *Dossier) Roles(party ID) []*Role {
	return As[*Role](d.LinkedFrom(party, TypeRole, "party"))
}

// HasRole tells whether a party has one of the roles.
func (d *Dossier) HasRole(party ID, roles ...string) bool {
	return slices.ContainsFunc(d.Roles(party), func(r *Role) bool { return slices.Contains(roles, r.Role) })
}

// WithRole are the parties that have the role, in the order of the roles.
func (d *Dossier) WithRole(role string) []ID {
	var out []ID
	for _, r := range Of[*Role](d) {
		if r.Role == role && r.Party != "" && !slices.Contains(out, r.Party) {
			out = append(out, r.Party)
		}
	}
	return out
}

// IsPerson tells whether a party is a natural person or a group of them: whose
// name is withheld without consent.
func (d *Dossier) IsPerson(party ID) bool {
	p, ok := Find[*Party](d, party)
	return ok && (p.Kind == "person" || p.Kind == "group" || p.Kind == "")
}

// Label is what lists and links print for a record: its most telling text in
// the language. It is for the screen and the page, never for a log or an error.
func (d *Dossier) Label(id ID, language string) string {
	switch r := d.Get(id).(type) {
	case nil:
		return ""
	case *Party:
		return d.NameIn(id, language)
	case *Case:
		return r.Title
	case *Role, *Consent:
		return d.linkLabel(r, "party", language)
	case *Act:
		return d.linkLabel(r, "victim", language)
	case *Involvement:
		return d.linkLabel(r, "party", language)
	case *Quote:
		return shorten(r.Words)
	case *Citation:
		return d.linkLabel(r, "source", language)
	case *Name:
		return r.Display()
	default:
		return d.firstText(r, language)
	}
}

// linkLabel is the label of what a field links to. A link to a record of the
// wrong type is not followed: it could lead in a circle.
func (d *Dossier) linkLabel(r Record, key, language string) string {
	f, _ := TableOf(r.Type()).Field(key)
	for _, id := range f.Links(r) {
		if f.Accepts(id.Type()) {
			return d.Label(id, language)
		}
	}
	return ""
}

// firstText is the first text field of a record that is not empty, else the
// name of the first party it speaks of.
func (d *Dossier) firstText(r Record, language string) string {
	fields := TableOf(r.Type()).Fields
	for _, f := range fields {
		if (f.Kind == Text || f.Kind == LongText) && !f.Empty(r) {
			return shorten(f.String(r))
		}
	}
	for _, f := range fields {
		for _, id := range f.Links(r) {
			if id.Type() == TypeParty {
				return d.NameIn(id, language)
			}
		}
	}
	return ""
}

// shorten cuts a text to what fits a line of a list.
func shorten(s string) string {
	const most = 90
	s = strings.Join(strings.Fields(s), " ")
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	cut := most
	for cut > most/2 && runes[cut] != ' ' {
		cut--
	}
	return string(runes[:cut]) + " …"
}
