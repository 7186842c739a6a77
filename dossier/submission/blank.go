package submission

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"probata/dossier"
)

// blank empties the private fields of a record and remembers what stood there.
func (r *redactor) blank(rec dossier.Record) {
	gone := r.words.T("doc.withheld")
	for _, f := range dossier.TableOf(rec.Type()).Fields {
		if !f.Private || f.Empty(rec) || f.String(rec) == gone || f.Date(rec).Words == gone {
			continue
		}
		for _, s := range r.saidIn(rec, f) {
			switch {
			case !telling(rec.Type(), s) || r.known(s):
			case ofParty(rec.Type()): // the finder knows how numbers and addresses are written
				r.withheld = append(r.withheld, s)
			default:
				r.takeOut(s)
			}
		}
		switch f.Kind {
		case dossier.Text, dossier.LongText:
			f.SetString(rec, gone)
		case dossier.DateKind:
			f.SetDate(rec, dossier.Date{Words: gone})
		default:
			f.SetString(rec, "")
			f.SetStrings(rec, nil)
			f.SetLinks(rec, nil)
			f.SetNumber(rec, 0)
		}
	}
}

// saidIn are the words of a field, and those of the language it was recorded in where a version stands in their place:
// what is taken out in one is not said in the other.
func (r *redactor) saidIn(rec dossier.Record, f dossier.Field) []string {
	out := f.Texts(rec)
	if r.told == nil || !f.Told {
		return out
	}
	if was := r.told.Get(rec.Header().ID); was != nil {
		for _, s := range f.Texts(was) {
			if !slices.Contains(out, s) {
				out = append(slices.Clip(out), s)
			}
		}
	}
	return out
}

// ofParty tells whether what is private of a record is among the values of its party: see valuesOf.
func ofParty(t dossier.Type) bool {
	return t == dossier.TypeIdentity || t == dossier.TypeAddress || t == dossier.TypeContact
}

// telling tells whether a private value gives something away by itself,
// wherever it is read. A birthplace or a religion does not: the town where
// somebody was born may be named as the place of an arrest.
func telling(t dossier.Type, s string) bool {
	switch n := utf8.RuneCountInString(s); {
	case n >= 24:
		return true
	case n < 4:
		return false
	case ofParty(t):
		return true
	case t == dossier.TypeParty:
		return strings.ContainsFunc(s, unicode.IsDigit)
	}
	capitals := 0
	for w := range strings.FieldsSeq(s) {
		if first, _ := utf8.DecodeRuneInString(w); !unicode.IsLower(first) {
			capitals++
		}
	}
	return capitals > 1 || strings.ContainsFunc(s, unicode.IsDigit)
}

// known tells whether a private value is short and holds the name of somebody who
// may be named: an officer in a log of custody is no secret elsewhere.
func (r *redactor) known(s string) bool {
	if utf8.RuneCountInString(s) >= 24 {
		return false
	}
	return slices.ContainsFunc(r.reader.tokens(s), func(t token) bool { return r.public[t.key] })
}

// publicNames are the keys of the family names and whole names of those who may be
// named, word by word.
func publicNames(req Request) map[string]bool {
	k, out := newReader(), map[string]bool{}
	for _, n := range dossier.Of[*dossier.Name](req.Dossier) {
		if coded(req, n.Party) {
			continue
		}
		for _, s := range []string{n.Family, n.Full} {
			for _, t := range k.tokens(s) {
				if len(t.key) > 3 {
					out[t.key] = true
				}
			}
		}
	}
	return out
}

// dropPrivate empties what tells where people live and who they are, for
// everybody, in the public edition.
func (r *redactor) dropPrivate() {
	for _, rec := range r.d.All() {
		if rec.Type() != dossier.TypeName {
			r.blank(rec)
		}
	}
}
