package narrative

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"probata/dossier"
)

// Quoted is what a sentence quotes.
type Quoted struct {
	ID    dossier.ID
	Words string // as printed, without marks
	// Original are the words that were said, with their language, where a translation is printed.
	Original, Language string
	// Lead is the sentence before the words, for a quote that is set off.
	Lead string
}

// quotesAbout are the quotes about an event or its acts that have not been told.
func (t *Teller) quotesAbout(e *dossier.Event) []Sentence {
	list := dossier.As[*dossier.Quote](t.d.LinkedFrom(e.ID, dossier.TypeQuote, "about"))
	for _, a := range t.d.Children(e.ID, dossier.TypeAct) {
		list = append(list, dossier.As[*dossier.Quote](t.d.LinkedFrom(a.Header().ID, dossier.TypeQuote, "about"))...)
	}
	var out []Sentence
	t.spoke = nil
	for _, q := range list {
		if strings.Contains(e.Description, strings.Trim(q.Words, " .")) { // the advocate has quoted it herself
			t.told[q.ID] = true
		}
		if s, ok := t.Quote(q, e.ID); ok {
			out = append(out, s)
		}
	}
	return out
}

// Quote is somebody's words as a sentence, with where they were said unless that is the event being told; ok is false for a
// quote that was told before.
func (t *Teller) Quote(q *dossier.Quote, within dossier.ID) (Sentence, bool) {
	if t.told[q.ID] || strings.TrimSpace(q.Words) == "" {
		return Sentence{}, false
	}
	t.told[q.ID] = true
	said := &Quoted{ID: q.ID, Words: strings.TrimSpace(q.Words)}
	at := dossier.Place{Record: q.ID, Field: "words"}
	if l := t.d.LanguageOf(at); l != "" && l != t.words.Tag() {
		if tr := t.d.Version(at, t.words.Tag()); tr != nil {
			said.Words, said.Original, said.Language = strings.TrimSpace(tr.Words), q.Words, l
		}
	}
	said.Lead = t.quoteLead(q, within, said.Words)
	marked := fill(t.t("quote.marks"), unknown, map[string]string{"words": said.Words})
	return Sentence{Text: sentence(said.Lead + " " + marked), Facts: facts(q.ID), Typed: true, Quoted: said}, true
}

// quoteLead is what stands before the words: who said them, and where unless that is being told.
func (t *Teller) quoteLead(q *dossier.Quote, within dossier.ID, words string) string {
	speaker := []dossier.ID{q.Speaker}
	values := map[string]string{"who": t.refer(q.Speaker)}
	first, _ := utf8.DecodeRuneInString(words)
	key := "quote.said"
	switch {
	case unicode.IsLower(first) && len(strings.Fields(words)) <= 6:
		key = "quote.fragment"
	case slices.Equal(t.spoke, speaker) && t.spokeAt == q.Occasion && t.d.IsPerson(q.Speaker):
		key = "quote.added"
		values["who"] = t.pronoun(speaker)
	case q.Reported == "yes":
		key = "quote.reported"
	}
	if o, ok := dossier.Find[*dossier.Event](t.d, q.Occasion); ok && o.ID != within && key != "quote.added" {
		when := ""
		if !o.When.Value().IsZero() {
			when = t.when(o.When)
		}
		values["when"] = t.occasion(o, when)
		if t.spokeAt == o.ID && len(t.spoke) > 0 && t.has("quote.same") {
			values["when"] = t.t("quote.same")
		}
	}
	t.spoke, t.spokeAt = speaker, q.Occasion
	return upperFirst(fill(t.t(key), t.formOf(speaker), values))
}

// occasion is where something was said, as part of a sentence.
func (t *Teller) occasion(o *dossier.Event, when string) string {
	key, title := "quote.occasion", t.titled(o, "locative")
	if declined, ok := t.declined(t.joined(strings.TrimSuffix(strings.TrimSpace(o.Title), ".")), "locative"); ok && t.has(key+"-in") {
		key, title = key+"-in", declined
	}
	if key == "quote.occasion" && !t.has("article") {
		title = t.joined(strings.TrimSuffix(strings.TrimSpace(o.Title), "."))
	}
	return fill(t.t(key), unknown, map[string]string{"title": title, "when": when})
}

// Rest are the quotes that no event has told.
func (t *Teller) Rest() []Sentence {
	var out []Sentence
	for _, q := range dossier.Of[*dossier.Quote](t.d) {
		if s, ok := t.Quote(q, ""); ok {
			s.New = true
			out = append(out, s)
		}
	}
	return out
}
