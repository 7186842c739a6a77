package narrative

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"probata/dossier"
)

// whenOf is the time of an event as it stands in a sentence: its date, else the words as told, else how it lies to others.
func (t *Teller) whenOf(e *dossier.Event) string {
	if s := t.when(e.When); s != "" {
		return s
	}
	return t.relation(e)
}

// when is a date as part of a sentence: "on 12 April 2026 at 11:40", "in April 2026", "at a time given as “last week”". Words as
// told stand beside a date that says something else.
func (t *Teller) when(d dossier.Date) string {
	v := d.Value()
	said := strings.TrimSpace(d.Words)
	if v.IsZero() {
		if said == "" {
			return ""
		}
		return t.asTold(said)
	}
	s := t.words.DateWhen(v, !d.Within)
	if d.Time != "" {
		s = fill(t.t("at"), unknown, map[string]string{"date": s, "time": strings.TrimSpace(d.Time + " " + d.Zone)})
	}
	return s
}

// asTold are the words of a source for a time of which it says no more. Words that can stand in the sentence do.
func (t *Teller) asTold(words string) string {
	key := "told"
	first := strings.ToLower(strings.Fields(words)[0])
	if slices.Contains(t.list("time-words"), first) || slices.Contains(t.list("day-words"), first) {
		words = lowerFirst(words)
		if !t.fromHere(words) || t.deictic[words] { // what does not count from the day of the source needs no word of it
			return words
		}
		t.deictic[words] = true
		key = "told-within"
	}
	return fill(t.t(key), unknown, map[string]string{"words": words})
}

// fromHere tells that words for a time count from the day on which they were said ("last week").
func (t *Teller) fromHere(words string) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(words)), func(w string) bool {
		return slices.Contains(t.list("deictic-words"), strings.Trim(w, ".,"))
	})
}

// titled is an event by its title, as part of a sentence and in the case that its template asks for: declined and in running text
// where the language can do so, else in quotation marks.
func (t *Teller) titled(e *dossier.Event, grammar string) string {
	title := t.joined(strings.TrimSuffix(strings.TrimSpace(e.Title), "."))
	if title == "" && e.Kind != "" {
		title = lowerFirst(t.words.T("vocab.event-kind." + e.Kind))
	}
	if s, ok := t.declined(title, grammar); ok {
		return s
	}
	first, _, _ := strings.Cut(title, " ")
	if t.has("article") && !t.whole(title) && lowerFirst(first) == first && !slices.Contains(t.list("function-words"), first) {
		return t.t("article") + " " + title
	}
	key := "title"
	if t.has(key + "-" + grammar) {
		key += "-" + grammar
	}
	return fill(t.t(key), unknown, map[string]string{"title": upperFirst(title)})
}

// relation is where an undated event lies among the others.
func (t *Teller) relation(e *dossier.Event) string {
	if b := t.before; b != nil {
		switch {
		case slices.Contains(e.After, b.ID):
			return t.t("relation.next")
		case slices.Contains(e.During, b.ID), len(e.During) > 0 && slices.Equal(e.During, b.During):
			return t.t("relation.same")
		}
	}
	for _, x := range []struct {
		key string
		ids []dossier.ID
	}{{"during", e.During}, {"after", e.After}, {"before", e.Before}} {
		var titles []string
		for _, id := range x.ids {
			if o, ok := dossier.Find[*dossier.Event](t.d, id); ok {
				titles = append(titles, t.titled(o, "genitive"))
			}
		}
		if len(titles) > 0 {
			return fill(t.t("relation."+x.key), unknown, map[string]string{"events": t.words.List(titles)})
		}
	}
	return ""
}

// place is where an event was, as part of a sentence; of an event without a place, the kind of place an act names. The State
// is said where the case concerns several, or the place lies in another.
func (t *Teller) place(e *dossier.Event, kind string) string {
	venue, area := strings.TrimSpace(e.Venue), strings.TrimSpace(e.Area)
	if states := t.d.Case().States; e.Country != "" && !(len(states) == 1 && states[0] == e.Country) {
		country := t.words.T("vocab.country." + e.Country)
		if area == "" {
			area = country
		} else {
			area += ", " + country
		}
	}
	switch {
	case venue != "" && slices.Contains(t.list("nowhere"), strings.ToLower(venue)): // "online"
		return venue
	case venue != "" && (area == "" || strings.Contains(venue, area)):
		return fill(t.t("place.venue"), unknown, map[string]string{"venue": t.article(venue)})
	case venue != "":
		key := "place.both"
		if s, ok := t.declined(area, "locative"); ok && t.has(key+"-in") {
			key, area = key+"-in", s
		}
		return fill(t.t(key), unknown, map[string]string{"venue": t.article(venue), "area": area})
	case kind != "" && t.has("place-kind."+kind) && area != "":
		return t.t("place-kind."+kind) + " " + t.inArea(area)
	case kind != "" && t.has("place-kind."+kind):
		return t.t("place-kind." + kind)
	case area != "":
		return t.inArea(area)
	}
	return ""
}

// inArea is a town or region as the place of what happened.
func (t *Teller) inArea(area string) string {
	if s, ok := t.declined(area, "locative"); ok && t.has("place.in") {
		return fill(t.t("place.in"), unknown, map[string]string{"area": s})
	}
	return fill(t.t("place.area"), unknown, map[string]string{"area": area})
}

// article is a venue that begins with a common noun, with the article that the language sets before it.
func (t *Teller) article(venue string) string {
	first, _ := utf8.DecodeRuneInString(venue)
	word, _, _ := strings.Cut(venue, " ")
	if with := t.theBody(venue); unicode.IsUpper(first) && len(strings.Fields(venue)) > 1 {
		return with
	}
	if !t.has("article") || !unicode.IsLower(first) || slices.Contains(t.list("function-words"), strings.ToLower(word)) {
		return venue
	}
	return t.t("article") + " " + venue
}
