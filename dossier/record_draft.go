package dossier

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// Draft is one passage of the narrative of a submission in the advocate's own words: the sentences that the program drafted from
// the records of an event (or a remedy, or a quote), taken over and edited. It goes out in place of the drafted sentences.
//
// Marks in the text, "[^1]", stand where the sources of the n-th of Facts are to be noted. Beneath tells the records as they were
// when the text was last held against them, so that it shows when they have changed since (see Changed).
type Draft struct {
	Head
	About      ID     // the event, remedy or quote that it tells
	Form       string // for which form; empty: for every one
	Submission ID     // for which submission; empty: for every one of the form
	Language   string
	Words      string // paragraphs divided by empty lines, with their marks
	Facts      []ID   // the records that it rests on, as the marks number them
	Beneath    string // what Beneath said of them then
}

// Type implements Record.
func (*Draft) Type() Type { return TypeDraft }

func draftTable() *Table {
	return table[Draft](
		link("about", func(d *Draft) *ID { return &d.About }, required, fixed, to(TypeEvent, TypeRemedy, TypeQuote)),
		choice("form", "form", func(d *Draft) *string { return &d.Form }, fixed),
		link("submission", func(d *Draft) *ID { return &d.Submission }, fixed, to(TypeSubmission)),
		choice("language", "language", func(d *Draft) *string { return &d.Language }, required, fixed),
		long("text", func(d *Draft) *string { return &d.Words }, required),
		links("facts", func(d *Draft) *[]ID { return &d.Facts }, fixed),
		text("beneath", func(d *Draft) *string { return &d.Beneath }, fixed),
	)
}

// Under are the records that a passage about an event, a remedy or a quote is drafted from: itself and what it owns, the words
// said about it, and the persons and bodies that these speak of with their names. What stands behind them (citations) and what
// was made from them (drafts) is not among them.
func Under(d *Dossier, about ID) []Record {
	var out []Record
	seen := map[ID]bool{}
	add := func(list ...Record) {
		for _, r := range list {
			h := r.Header()
			if t := r.Type(); !seen[h.ID] && t != TypeDraft && t != TypeCitation {
				seen[h.ID] = true
				out = append(out, r)
			}
		}
	}
	add(d.Owned(about)...)
	for _, r := range slices.Clone(out) {
		for _, q := range d.LinkedFrom(r.Header().ID, TypeQuote, "about") {
			add(d.Owned(q.Header().ID)...)
		}
	}
	for _, r := range slices.Clone(out) {
		for _, f := range TableOf(r.Type()).Fields {
			for _, id := range f.Links(r) {
				if id.Type() == TypeParty && d.Get(id) != nil {
					add(d.Get(id))
					add(d.Children(id, TypeName)...)
				}
			}
		}
	}
	return out
}

// Beneath is what the records under a passage say, each by its id and a digest, in their order: two such lines are equal if and
// only if nothing was changed, added or taken away.
func Beneath(d *Dossier, about ID) string {
	var out []string
	for _, r := range Under(d, about) {
		out = append(out, string(r.Header().ID)+":"+stateOf(r))
	}
	return strings.Join(out, " ")
}

// stateOf is a digest of what a record says; where it stands among others is no part of it.
func stateOf(r Record) string {
	c := Copy(r)
	c.Header().Place = 0
	b, err := Encode(c)
	if err != nil { // the fields of a record always have a JSON form
		return ""
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:6])
}

// Changed are the records under a draft that are not as they were when its text was last held against them, those that are new
// or gone among them; none for a draft that is up to date.
func (x *Draft) Changed(d *Dossier) []ID {
	now := Beneath(d, x.About)
	if now == x.Beneath {
		return nil
	}
	was, is := states(x.Beneath), states(now)
	var out []ID
	for _, f := range strings.Fields(now + " " + x.Beneath) {
		id := idOf(f)
		if was[id] != is[id] && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

func states(beneath string) map[ID]string {
	out := map[ID]string{}
	for _, f := range strings.Fields(beneath) {
		out[idOf(f)] = f
	}
	return out
}

func idOf(state string) ID {
	id, _, _ := strings.Cut(state, ":")
	return ID(id)
}
