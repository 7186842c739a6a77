package submission

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"probata/dossier"
	"probata/dossier/aftercheck"
)

// Wanted is what the written file is searched for, and what may stand in it. It is
// read from the case as it is, beside what redaction remembers of its own work: a
// person whom redaction overlooked is looked for all the same.
func (f *Filled) Wanted() aftercheck.Wanted {
	f.filler.alone.Lock()
	defer f.filler.alone.Unlock()
	fl := f.filler
	w := aftercheck.Wanted{}
	for _, d := range append([]*dossier.Dossier{fl.full}, fl.req.Others...) {
		if d == nil || d.Case() == nil {
			continue
		}
		req := fl.req
		if d != fl.full {
			req.Dossier, req.Victim, req.Author = d, "", ""
		}
		wantedOf(&w, req)
	}
	w.Values = append(w.Values, fl.wantedTexts(w.Persons)...)
	for _, p := range dossier.Of[*dossier.Party](fl.d) { // of those who have a stand-in, the stand-in
		w.Allowed = append(w.Allowed, fullNames(fl.d, p.ID)...)
	}
	w.Known = append(w.Known, f.ownWords()...)
	for _, p := range fl.passages.met() {
		if p.Decision == decisionKeep {
			w.Kept = append(w.Kept, keptPassage(p))
		}
	}
	return w
}

// keptPassage is a passage that the author kept, with the words beside it by which it is known again in the file.
func keptPassage(p Passage) string {
	before, after := strings.Fields(p.Before), strings.Fields(p.After)
	words := []string{p.Words}
	if len(before) > 0 {
		words = append([]string{before[len(before)-1]}, words...)
	}
	if len(after) > 0 {
		words = append(words, after[0])
	}
	return strings.Join(words, " ")
}

// wantedOf adds the people of one case who are not named in the edition, their
// days of birth, and the names of those who are named.
func wantedOf(w *aftercheck.Wanted, req Request) {
	d := req.Dossier
	for _, p := range dossier.Of[*dossier.Party](d) {
		hidden := coded(req, p.ID)
		if hidden {
			person := aftercheck.Person{Record: string(p.ID)}
			for _, n := range dossier.As[*dossier.Name](d.Children(p.ID, dossier.TypeName)) {
				person.Names = append(person.Names, aftercheck.Name{Family: n.Family, Given: n.Given, Patronymic: n.Patronymic, Full: n.Full})
			}
			w.Persons = append(w.Persons, person)
		}
		switch {
		case hidden, req.Edition == Public && d.IsPerson(p.ID):
			if !p.Birth.IsZero() && strings.Count(p.Birth.EDTF, "-") == 2 {
				w.Values = append(w.Values, aftercheck.Value{Record: string(p.ID), Day: p.Birth.EDTF, Text: p.Birth.EDTF})
			}
		}
		switch {
		case hidden:
		case d.IsPerson(p.ID):
			w.Allowed = append(w.Allowed, fullNames(d, p.ID)...)
		default:
			w.Known = append(w.Known, fullNames(d, p.ID)...)
		}
	}
	for _, e := range dossier.Of[*dossier.Event](d) {
		w.Known = append(w.Known, e.Area)
	}
}

func fullNames(d *dossier.Dossier, party dossier.ID) []string {
	var out []string
	for _, n := range dossier.As[*dossier.Name](d.Children(party, dossier.TypeName)) {
		out = append(out, n.Full, n.Given+" "+n.Patronymic+" "+n.Family)
	}
	return slices.DeleteFunc(out, func(s string) bool { return strings.TrimSpace(s) == "" })
}

// wantedTexts are the withheld values that are no name of a person who is looked
// for anyway: names are weighed word by word, with what stands beside them.
func (f *filler) wantedTexts(persons []aftercheck.Person) []aftercheck.Value {
	names := map[string]bool{}
	for _, p := range persons {
		for _, n := range p.Names {
			for _, part := range []string{n.Family, n.Given, n.Patronymic, n.Full} {
				for _, word := range wordsOf(part) {
					names[word] = true
				}
			}
		}
	}
	var out []aftercheck.Value
	for _, s := range f.withheld {
		if slices.ContainsFunc(wordsOf(s), func(w string) bool { return !names[w] && utf8.RuneCountInString(w) > 1 }) {
			out = append(out, aftercheck.Value{Text: s})
		}
	}
	return out
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// ownWords are the words of the form itself.
func (f *Filled) ownWords() []string {
	out := []string{f.Form.Title.In(f.Language)}
	out = append(out, f.filler.to()...)
	for i := range f.Form.Section {
		out = append(out, f.Form.Section[i].Label.In(f.Language))
	}
	f.Form.Questions(func(_ *Section, q *Question) {
		out = append(out, q.Label.In(f.Language), q.Guidance.In(f.Language))
	})
	return out
}
