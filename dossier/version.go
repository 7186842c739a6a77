package dossier

import (
	"slices"
	"strings"
)

// Place is one text of a case: a field of a record.
type Place struct {
	Record ID
	Field  string
}

// quoteWords is the field of a quote whose versions hang on the quote itself.
const quoteWords = "words"

// Place is the text that the translation is a version of.
func (t *Translation) Place() Place {
	if t.Quote != "" {
		return Place{t.Quote, quoteWords}
	}
	return Place{t.Record, t.Field}
}

// SetPlace makes it a version of a text.
func (t *Translation) SetPlace(p Place) {
	t.Quote, t.Record, t.Field = "", p.Record, p.Field
	if p.Record.Type() == TypeQuote && p.Field == quoteWords {
		t.Quote, t.Record, t.Field = p.Record, "", ""
	}
}

// Words are the words at a place as they are translated: of a list one line
// each, of a date those in which it was told. ok is false where no words of a
// language can stand.
func (d *Dossier) Words(p Place) (words string, ok bool) {
	r := d.Get(p.Record)
	if r == nil {
		return "", false
	}
	f, there := TableOf(r.Type()).Field(p.Field)
	if !there || !f.Told && !(r.Type() == TypeQuote && p.Field == quoteWords) {
		return "", false
	}
	return strings.Join(f.Texts(r), "\n"), true
}

// Stale tells whether the original has changed since the version was made. One
// of which that is not known counts as fresh.
func (t *Translation) Stale(d *Dossier) bool {
	words, ok := d.Words(t.Place())
	return ok && t.Of != "" && t.Of != Digest(words)
}

// Fresh notes the original that the version is made from, as it is now.
func (t *Translation) Fresh(d *Dossier) {
	if words, ok := d.Words(t.Place()); ok && t.Words != "" {
		t.Of = Digest(words)
	}
}

// VersionsOf are the versions of a text in other languages, in their order.
func (d *Dossier) VersionsOf(p Place) []*Translation {
	all := As[*Translation](d.Children(p.Record, TypeTranslation))
	return slices.DeleteFunc(all, func(t *Translation) bool { return t.Place() != p })
}

// Version is the version of a text in a language that is to be used: a fresh
// one before a stale one, a checked one before a draft, else the last. It is nil
// where none has words.
func (d *Dossier) Version(p Place, language string) *Translation {
	var best *Translation
	rank := func(t *Translation) int {
		n := 0
		if !t.Stale(d) {
			n += 2
		}
		if t.Checked() {
			n++
		}
		return n
	}
	for _, t := range d.VersionsOf(p) {
		if t.Language == language && strings.TrimSpace(t.Words) != "" && (best == nil || rank(t) >= rank(best)) {
			best = t
		}
	}
	return best
}

// Checked tells whether somebody held the version against the original.
func (t *Translation) Checked() bool { return t.Status == "checked" || t.Status == "certified" }

// ToldPlaces are all texts of the case that are told in a language and say something,
// in the order of its records.
func (d *Dossier) ToldPlaces() []Place {
	var out []Place
	for _, r := range d.All() {
		for _, f := range TableOf(r.Type()).Fields {
			if (f.Told || r.Type() == TypeQuote && f.Key == quoteWords) && len(f.Texts(r)) > 0 {
				out = append(out, Place{r.Header().ID, f.Key})
			}
		}
	}
	return out
}

// Untold are the texts that a paper in a language would have to print in another:
// those that are not in it and have no version in it.
func (d *Dossier) Untold(language string) []Place {
	return slices.DeleteFunc(d.ToldPlaces(), func(p Place) bool {
		of := d.LanguageOf(p)
		return of == "" || of == language || d.Version(p, language) != nil
	})
}

// In is the case in one language: each text that is not in it replaced by its
// version, where there is one. Exact words of somebody stay as they were said, with
// their translations beside them. The records that are not changed are shared.
func (d *Dossier) In(language string) *Dossier {
	out := d.Snapshot()
	for _, t := range Of[*Translation](d) {
		p := t.Place()
		if t.Quote != "" {
			continue
		}
		if t.Language == language && d.LanguageOf(p) != language && d.Version(p, language) == t {
			r := Copy(out.Get(p.Record))
			if f, ok := TableOf(r.Type()).Field(p.Field); ok {
				f.setWords(r, t.Words)
				out.Put(r)
			}
		}
		out.Remove(t.ID)
	}
	return out
}

// setWords puts words, as Dossier.Words gives them, in place of those of a field.
func (f Field) setWords(r Record, words string) {
	switch f.Kind {
	case List:
		f.SetStrings(r, strings.Split(words, "\n"))
	case DateKind:
		d := f.Date(r)
		d.Words = words
		f.SetDate(r, d)
	default:
		f.SetString(r, words)
	}
}
