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
		key, words = "told-within", lowerFirst(words)
	}
	return fill(t.t(key), unknown, map[string]string{"words": words})
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
				titles = append(titles, fill(t.t("title"), unknown, map[string]string{"title": strings.TrimSuffix(o.Title, ".")}))
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
		return fill(t.t("place.both"), unknown, map[string]string{"venue": t.article(venue), "area": area})
	case kind != "" && t.has("place-kind."+kind) && area != "":
		return t.t("place-kind."+kind) + " " + fill(t.t("place.area"), unknown, map[string]string{"area": area})
	case kind != "" && t.has("place-kind."+kind):
		return t.t("place-kind." + kind)
	case area != "":
		return fill(t.t("place.area"), unknown, map[string]string{"area": area})
	}
	return ""
}

// article is a venue that begins with a common noun, with the article that the language sets before it.
func (t *Teller) article(venue string) string {
	first, _ := utf8.DecodeRuneInString(venue)
	word, _, _ := strings.Cut(venue, " ")
	if !t.has("article") || !unicode.IsLower(first) || slices.Contains(t.list("function-words"), strings.ToLower(word)) {
		return venue
	}
	return t.t("article") + " " + venue
}
