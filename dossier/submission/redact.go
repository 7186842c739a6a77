package submission

import (
	"slices"
	"strings"
	"unicode/utf8"

	"probata/dossier"
	"probata/dossier/lang"
	"probata/dossier/withhold"
)

// redacted is a copy of a case for an edition, with what was taken out of it.
type redacted struct {
	d        *dossier.Dossier
	Withheld []string // strings that must not occur in the output
	guard    guard    // finds what must not occur in it, however it is written
	clean    *cleaner // does to other texts what was done to those of the case
}

// redact makes the copy of the case that an edition is built from. The
// confidential edition is the case itself, but for what somebody asked to be kept
// back from everybody.
func redact(req Request, p *lang.Printer, rules *withhold.Rules) redacted {
	r := &redactor{d: req.Dossier, told: req.told, edition: req.Edition, words: p, reader: newReader(), coding: map[string]string{}}
	kept := keptBack(req.Dossier)
	if req.Edition == Confidential && len(kept) == 0 {
		return r.finish(req)
	}
	r.d = req.Dossier.Clone()
	r.keepBack(kept)
	if req.Edition != Confidential {
		var subjects []withhold.Subject
		subjects, r.free = subjectsOf(req, rules)
		r.finder = rules.Finder(subjects)
		r.public = publicNames(req)
		r.dropWorking()
		r.dropConfidential()
		r.dropAuthors()
		r.codeAll(req)
		if req.Edition == Public {
			r.dropPrivate()
		}
	}
	out := r.finish(req)
	if req.Edition != Confidential {
		r.dropPointers(out.clean)
	}
	r.replaceTexts(out.clean)
	return out
}

// finish makes what cleans the texts of the copy.
func (r *redactor) finish(req Request) redacted {
	phrases := newFinder(r.reader, r.phrases)
	decided := req.decided
	if decided == nil {
		decided = decisions(req.Dossier)
	}
	c := &cleaner{
		phrases: phrases, finder: r.finder, stands: r.coding, parties: map[string]bool{}, gone: r.words.T("doc.withheld"),
		decided: decided, passages: &passages{at: map[string]int{}}, cache: map[string]cleaned{},
		home: end{req.Dossier.Case().ID, ""},
	}
	for id := range r.coding {
		c.parties[id] = true
	}
	return redacted{d: r.d, Withheld: r.withheld, guard: guard{r.finder, phrases, r.coding}, clean: c}
}

// keptBack is what people asked not to be told to anybody when they gave their
// consent, line by line (reference model CN-7).
func keptBack(d *dossier.Dossier) []string {
	var out []string
	for _, c := range dossier.Of[*dossier.Consent](d) {
		for _, s := range c.Withheld {
			if s = strings.TrimSpace(s); utf8.RuneCountInString(s) > 1 && !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// keepBack takes the lines out of every text, and out of the consents that hold
// them.
func (r *redactor) keepBack(lines []string) {
	for _, c := range dossier.Of[*dossier.Consent](r.d) {
		c.Withheld = nil
	}
	for _, s := range lines {
		r.phrases = append(r.phrases, r.reader.inflected(s, r.words.T("doc.withheld")))
		r.withheld = append(r.withheld, s)
	}
}

type redactor struct {
	d        *dossier.Dossier
	told     *dossier.Dossier // in the languages in which it was recorded; nil where that is d
	edition  Edition
	words    *lang.Printer
	reader   *reader
	finder   *withhold.Finder
	phrases  []needle            // words that are taken out as they stand
	withheld []string            // what must not occur in the output
	stands   []string            // stand-ins that are taken
	coding   map[string]string   // the stand-in of each party that has one
	public   map[string]bool     // keys of the names of those who may be named
	free     map[dossier.ID]bool // parties whose names are their own
}

// takeOut remembers words that are to be nowhere.
func (r *redactor) takeOut(s string) {
	n := r.reader.exact(s)
	n.stand = r.words.T("doc.withheld")
	r.phrases = append(r.phrases, n)
	r.withheld = append(r.withheld, s)
}

// dropConfidential takes out the records whose own level is too high for the
// edition, and hides sources that may not be named.
func (r *redactor) dropConfidential() {
	for _, rec := range r.d.All() {
		f, ok := dossier.TableOf(rec.Type()).Field("confidentiality")
		if ok && rec.Type() != dossier.TypeCase && r.tooHigh(r.level(rec.Type(), f.String(rec))) {
			r.drop(rec.Header().ID)
		}
	}
	for _, q := range dossier.Of[*dossier.Quote](r.d) {
		if q.Confidentiality == "" && r.onlyFromSecret(q.ID) {
			r.drop(q.ID)
		}
	}
	for _, s := range dossier.Of[*dossier.Source](r.d) {
		if s.Person != "" || r.tooHigh(s.Secret) {
			r.hideSource(s)
		}
	}
}

// onlyFromSecret tells whether a record rests on sources alone that may not be
// named. Exact words are as telling as their source, so a quote takes its level
// from there unless it says its own.
func (r *redactor) onlyFromSecret(id dossier.ID) bool {
	cited := dossier.As[*dossier.Citation](r.d.LinkedFrom(id, dossier.TypeCitation, "fact"))
	for _, c := range cited {
		if s, ok := dossier.Find[*dossier.Source](r.d, c.Source); !ok || !r.tooHigh(s.Secret) {
			return false
		}
	}
	return len(cited) > 0
}

// dropWorking takes out what the authors wrote for themselves, and what was kept
// of earlier filings.
func (r *redactor) dropWorking() {
	for _, rec := range r.d.All() {
		switch t := rec.Type(); t {
		case dossier.TypeTask, dossier.TypeNote, dossier.TypeReview, dossier.TypeWaiver:
			r.d.Remove(rec.Header().ID)
		}
	}
	for _, f := range dossier.Of[*dossier.Filing](r.d) {
		f.Data = ""
	}
}

func (r *redactor) drop(id dossier.ID) {
	for _, o := range r.d.Owned(id) {
		r.keepOut(o)
		r.d.Remove(o.Header().ID)
	}
}

// level is that of a record: its own, else what the case sets. A citation goes
// with its source instead.
func (r *redactor) level(t dossier.Type, own string) string {
	if own != "" || t == dossier.TypeCitation {
		return own
	}
	return r.d.Case().Confidentiality
}

func (r *redactor) tooHigh(level string) bool {
	return level == "confidential" || level == "state" && r.edition == Public
}

// keepOut remembers the texts of a record that was taken out, paragraph by
// paragraph, so that they are nowhere else. Short texts prove nothing.
func (r *redactor) keepOut(rec dossier.Record) {
	for _, f := range dossier.TableOf(rec.Type()).Fields {
		for _, s := range f.Texts(rec) {
			for _, p := range paragraphs(s) {
				if utf8.RuneCountInString(p) >= 24 {
					r.takeOut(p)
				}
			}
		}
	}
}

// hideSource leaves of a source only what kind it is, and of its citations
// only that there is one: a page, a passage or an exhibit would name it.
func (r *redactor) hideSource(s *dossier.Source) {
	r.keepOut(s)
	r.d.Put(&dossier.Source{Head: s.Head, Kind: s.Kind, Title: r.words.T("doc.source.hidden"), Reliability: s.Reliability})
	for _, c := range dossier.As[*dossier.Citation](r.d.LinkedFrom(s.ID, dossier.TypeCitation, "source")) {
		c.Page, c.Paragraph, c.Time, c.Passage, c.Quoted = "", "", "", "", ""
	}
	for _, id := range s.Files {
		if len(r.d.LinkedFrom(id, dossier.TypeSource, "files")) == 0 {
			r.drop(id)
		}
	}
}

// dropAuthors takes the roles of source and author away.
func (r *redactor) dropAuthors() {
	for _, role := range dossier.Of[*dossier.Role](r.d) {
		if role.Role == "source" || role.Role == "author" {
			r.d.Remove(role.ID)
		}
	}
}

// replaceTexts cleans every text of the copy but those that are stand-ins, and
// the signs by which the program knows a file.
func (r *redactor) replaceTexts(c *cleaner) {
	for _, rec := range r.d.All() {
		change := c.clean
		if n, ok := rec.(*dossier.Name); ok {
			if slices.Contains(r.stands, n.Family) {
				continue
			}
			if r.free[n.Party] {
				change = c.phrases.replace
			}
		}
		c.mute = ownOnly(rec.Type())
		for _, f := range dossier.TableOf(rec.Type()).Fields {
			if sign(f) {
				continue
			}
			c.here = end{rec.Header().ID, f.Key}
			f.MapTexts(rec, change)
		}
	}
	c.mute, c.here = false, end{}
}

// ownOnly are types that no document is made from: the answers of a submission are
// cleaned where it is filled.
func ownOnly(t dossier.Type) bool {
	return t == dossier.TypeAnswer || t == dossier.TypeSubmission || t == dossier.TypeDraft
}

// sign tells whether a field holds a hash, a name inside the vault or a kind of
// file: nobody's, and nothing that could be changed.
func sign(f dossier.Field) bool {
	return f.Fixed && slices.Contains([]string{"sha256", "blob", "media-type", "data", "beneath"}, f.Key)
}
