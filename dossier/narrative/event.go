package narrative

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"probata/dossier"
)

// Event tells an event: what the advocate wrote of it, or else sentences drafted from its acts; then what the acts say beyond
// that, then the quotes about it that have not been told.
func (t *Teller) Event(e *dossier.Event) []Sentence {
	t.now, t.last, t.fresh = e, nil, map[dossier.ID]bool{}
	groups := t.deeds(e)
	var out []Sentence
	if strings.TrimSpace(e.Description) != "" {
		out = t.described(e, groups)
	} else {
		out = t.drafted(e, groups)
	}
	said := strings.ToLower(e.Description)
	for _, g := range groups {
		out = append(out, t.details(g, said, out)...)
	}
	t.before = e
	return append(out, t.quotesAbout(e)...)
}

// described is the advocate's text, with day and place set before it where it does not begin with them.
func (t *Teller) described(e *dossier.Event, groups []deed) []Sentence {
	var out []Sentence
	for i, p := range paragraphs(e.Description) {
		s := Sentence{Text: sentence(p), Facts: facts(e.ID), Typed: true, New: i > 0}
		if i == 0 {
			p = t.introduced(e, p)
			s.Text = t.hedged(e, t.lead(e, p))
		}
		out = append(out, s)
	}
	said := strings.ToLower(e.Description)
	for _, id := range t.people(e) { // who was named by the advocate need not be named in full again
		if name := t.name(id); name != "" && strings.Contains(e.Description, name) {
			t.fresh[id] = t.fresh[id] || !t.named[id]
			t.named[id] = true
		}
	}
	for _, g := range groups {
		if s, ok := t.doneBy(g, said); ok {
			out = append(out, s)
		}
	}
	return out
}

// introduced is a text that begins with a pronoun for somebody whom nothing has named yet, with the name.
func (t *Teller) introduced(e *dossier.Event, text string) string {
	first, rest, _ := strings.Cut(text, " ")
	var who []dossier.ID
	for _, id := range e.Parties {
		key := "pronoun." + [...]string{"man", "woman", "unknown", "several"}[t.formOf([]dossier.ID{id})]
		if t.d.IsPerson(id) && t.has(key) && upperFirst(t.t(key)) == first {
			who = append(who, id)
		}
	}
	if len(who) != 1 || t.named[who[0]] {
		return text
	}
	return t.refer(who[0]) + " " + rest
}

// lead sets time and place before a text.
func (t *Teller) lead(e *dossier.Event, text string) string {
	low := strings.ToLower(text)
	when, where := t.whenOf(e), t.place(e, "")
	dated := !e.When.Value().IsZero()
	if day := strings.ToLower(t.words.Date(e.When.Value())); day != "" && strings.Contains(low, day) || t.beginsWithTime(text, dated) {
		when = ""
	}
	if e.Venue != "" && overlaps(low, e.Venue) {
		where = ""
	}
	if when == "" && where == "" {
		return sentence(text)
	}
	return sentence(fill(t.t("lead.text"), unknown, map[string]string{"when": when, "place": where, "text": t.joined(text)}))
}

// beginsWithTime tells whether a text says itself when it was. "After a hearing of twenty minutes" says nothing of the day where
// one is known.
func (t *Teller) beginsWithTime(text string, dated bool) bool {
	fields := strings.Fields(text)
	first := strings.ToLower(strings.Trim(fields[0], ","))
	head := strings.Join(fields[:min(len(fields), 5)], " ")
	if slices.Contains(t.list("time-words"), first) {
		return !dated || strings.ContainsFunc(head, unicode.IsDigit)
	}
	return slices.Contains(t.list("day-words"), first) && strings.ContainsFunc(head, unicode.IsDigit)
}

// isProper tells whether a word belongs to a name of the case. A name in Cyrillic is declined: up to three letters stand in
// place of its last vowel, or behind it.
func (t *Teller) isProper(word string) bool {
	if t.proper[word] {
		return true
	}
	for name := range t.proper {
		stem := strings.TrimRight(name, "аяйьоеиы")
		n := utf8.RuneCountInString(stem)
		if n >= 3 && stem[0] >= 0xD0 && strings.HasPrefix(word, stem) && utf8.RuneCountInString(word) <= n+3 {
			return true
		}
	}
	return false
}

// joined is a text as it stands behind other words: its first letter small, unless the word is a name or is written in
// capitals.
func (t *Teller) joined(text string) string {
	first, _, _ := strings.Cut(text, " ")
	word := strings.Trim(first, ".,;:()«»“”\"'’")
	if t.isProper(word) || word != upperFirst(strings.ToLower(word)) || slices.Contains(t.list("capital-words"), word) {
		return text
	}
	return lowerFirst(text)
}

// drafted tells the acts of an event that the advocate has not described; without any, what it is called.
func (t *Teller) drafted(e *dossier.Event, groups []deed) []Sentence {
	if len(groups) == 0 {
		if t.whole(e.Title) {
			return []Sentence{{Text: t.hedged(e, t.lead(e, e.Title)), Facts: facts(e.ID)}}
		}
		values := map[string]string{"when": t.whenOf(e), "place": t.place(e, ""), "title": t.titled(e, "")}
		return []Sentence{{Text: t.hedged(e, sentence(fill(t.t("event"), unknown, values))), Facts: facts(e.ID)}}
	}
	var out []Sentence
	for i, g := range groups {
		s := t.deed(e, g, i == 0)
		if i == 0 {
			s.Text, s.Facts = t.hedged(e, s.Text), facts(append([]dossier.ID{e.ID}, s.Facts...)...)
		}
		out = append(out, s)
	}
	return out
}

// hedged says how sure a statement is where that is less than sure, or whose account it is where it is one person's.
func (t *Teller) hedged(e *dossier.Event, s string) string {
	key := "hedge." + e.Status
	values := map[string]string{"text": t.joined(s)}
	if who := t.account(e); who != "" && e.Status != "confirmed" {
		key, values["who"] = "according", t.refer(who)
	}
	if key == "hedge." || !t.has(key) {
		return s
	}
	return sentence(fill(t.t(key), unknown, values))
}

// account is the one person on whose word alone an event rests, if the source may be named.
func (t *Teller) account(e *dossier.Event) dossier.ID {
	var who dossier.ID
	for _, c := range t.d.Citations(e.ID) {
		s, ok := dossier.Find[*dossier.Source](t.d, c.Source)
		if !ok || s.Person == "" || s.Secret != "" || who != "" && who != s.Person {
			return ""
		}
		who = s.Person
	}
	return who
}

// people are all parties of an event, each once.
func (t *Teller) people(e *dossier.Event) []dossier.ID {
	out := slices.Clone(e.Parties)
	for _, a := range dossier.As[*dossier.Act](t.d.Children(e.ID, dossier.TypeAct)) {
		out = append(out, a.Victim)
		for _, i := range dossier.As[*dossier.Involvement](t.d.Children(a.ID, dossier.TypeInvolvement)) {
			out = append(out, i.Party)
		}
	}
	return facts(out...)
}

// paragraphs are those of a typed text, divided by empty lines; a list keeps its lines.
func paragraphs(s string) []string {
	var out []string
	for p := range strings.SplitSeq(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}
