package dossier

import (
	"slices"
	"strings"
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
	if cyrillic(n.Language) && n.Patronymic != "" {
		parts = []string{n.Family, n.Given, n.Patronymic} // as official papers write it
	}
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}

func (n *Name) rank(language string) int {
	r := 0
	switch {
	case n.Language == language:
		r = 8
	case cyrillic(n.Language) == cyrillic(language):
		r = 4
	}
	switch n.Kind {
	case "official", "passport", "":
		r += 2
	case "other", "birth":
		r++
	}
	return r
}

// cyrillic tells whether a language is written in Cyrillic letters by default.
func cyrillic(tag string) bool {
	if strings.HasSuffix(tag, "-Latn") {
		return false
	}
	base, rest, _ := strings.Cut(tag, "-")
	return rest == "Cyrl" || slices.Contains([]string{"ru", "kk", "ky", "tg", "uk", "be"}, base)
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
		return d.firstText(r)
	}
}

func (d *Dossier) linkLabel(r Record, key, language string) string {
	f, _ := TableOf(r.Type()).Field(key)
	for _, id := range f.Links(r) {
		return d.Label(id, language)
	}
	return ""
}

// firstText is the first text field of a record that is not empty.
func (d *Dossier) firstText(r Record) string {
	for _, f := range TableOf(r.Type()).Fields {
		if (f.Kind == Text || f.Kind == LongText) && !f.Empty(r) {
			return shorten(f.String(r))
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
