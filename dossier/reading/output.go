package reading

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// findStatutes finds articles with the law they are of, and treaties alone.
func (r *reader) findStatutes() {
	for i := 0; i < len(r.toks); i++ {
		t := r.toks[i]
		if t.lang == nil || !t.word && !t.number {
			continue
		}
		end := r.statute(i, t.lang)
		if end == 0 {
			end = r.treatyAlone(i, t.lang)
		}
		for end > 0 && i+1 < len(r.toks) && r.toks[i+1].from < end {
			i++
		}
	}
}

func (r *reader) statute(i int, l *language) int {
	for _, p := range l.statutes {
		m, end := r.match(p, i)
		if m == nil {
			continue
		}
		inst := r.instrument(l, r.group(p.re, m, "i"))
		articles := append([]string{r.group(p.re, m, "a")}, numberRE.FindAllString(r.group(p.re, m, "more"), -1)...)
		if inst.name == "" && r.carried != nil && r.carried.name != "" {
			inst = *r.carried
		}
		if inst.name != "" {
			r.carried = &inst
		}
		for _, a := range articles {
			r.addStatute(i, end, inst, a, r.group(p.re, m, "p"))
		}
		return end
	}
	return 0
}

var numberRE = regexp.MustCompile(`\d+(?:\.\d+)*`)

func (r *reader) instrument(l *language, words string) pattern {
	for _, p := range l.instruments {
		if m := p.re.FindStringIndex(words); words != "" && m != nil && m[1] == len(words) {
			return p
		}
	}
	return pattern{}
}

func (r *reader) treatyAlone(i int, l *language) int {
	for _, p := range l.instruments {
		if p.id == "" {
			continue
		}
		if m, end := r.match(p, i); m != nil {
			r.carried = &p
			if strings.Contains(r.text[r.toks[i].from:end], " ") {
				r.addStatute(i, end, p, "", "")
			}
			return end
		}
	}
	return 0
}

func (r *reader) addStatute(i, end int, inst pattern, article, part string) {
	d := map[string]string{}
	put := func(k, v string) {
		if v != "" {
			d[k] = v
		}
	}
	put("instrument", inst.name)
	put("article", article)
	put("part", part)
	if id := inst.id + "." + article; inst.id != "" && article != "" && r.library != nil {
		if _, ok := r.library.Provision(id); ok {
			put("provision", id)
		}
	}
	value := strings.TrimSpace(inst.name + " " + article)
	if d["provision"] != "" {
		value = d["provision"]
	}
	reason := "statute"
	if inst.name == "" {
		reason = "statute-alone"
	}
	r.add(Statute, value, r.toks[i].from, end, reason, d)
}

// findRest finds places, how many, how long, how much, and remedies.
func (r *reader) findRest() {
	for i := 0; i < len(r.toks); i++ {
		t := r.toks[i]
		if t.lang == nil || !t.word && !t.number {
			continue
		}
		if f := t.lang.places[t.low]; f.place != "" && t.capital && (r.at[i] == nil || r.at[i].party.kind == Organisation) {
			r.add(Place, title(strings.ToLower(f.base)), t.from, t.to, "place-list", map[string]string{"country": f.place})
		}
		end := 0
		for _, p := range t.lang.measures {
			if m, e := r.match(p, i); m != nil {
				r.add(Kind(p.kind), r.text[t.from:e], t.from, e, p.kind, nil)
				end = e
				break
			}
		}
		for _, p := range t.lang.remedies {
			if m, e := r.match(p, i); m != nil {
				r.add(Remedy, p.kind, t.from, e, "remedy", nil)
				end = max(end, e)
				break
			}
		}
		for end > 0 && i+1 < len(r.toks) && r.toks[i+1].from < end {
			i++
		}
	}
}

func (r *reader) add(kind Kind, value string, from, to int, reason string, detail map[string]string) *Suggestion {
	s := Suggestion{Kind: kind, Value: value, Words: r.text[from:to], Span: r.ruler.span(from, to), Reason: reason, Detail: detail}
	s.Before, s.After = surroundings(r.text, from, to)
	if i := r.tokenAt(from); i < len(r.toks) && r.toks[i].lang != nil {
		s.Language = r.toks[i].lang.file.Language
	}
	s.Key = keyOf(kind, value, s.Before, s.Words, s.After)
	r.found = append(r.found, s)
	return &r.found[len(r.found)-1]
}

func (r *reader) because(s *Suggestion, at [2]int) {
	if at[1] > at[0] {
		b := r.ruler.span(at[0], at[1])
		s.Because = &b
	}
}

// suggestions writes out what was found, with the links between.
func (r *reader) suggestions() []Suggestion {
	for _, p := range r.parties {
		if p.kind == Organisation && p.reason == "body-alone" && !r.linked(p) {
			continue
		}
		first := p.mentions[0]
		d := map[string]string{"party-kind": p.body}
		if p.kind == Person {
			for k, v := range map[string]string{"given": p.given, "patronymic": p.middle, "family": p.family} {
				if v != "" {
					d[k] = titleWords(v)
				}
			}
			if p.sex != 0 {
				d["sex"] = map[byte]string{'m': "male", 'f': "female"}[p.sex]
			}
		}
		s := r.add(p.kind, p.name, r.toks[first.from].from, r.toks[first.to-1].to, p.reason, d)
		r.because(s, p.because)
		for _, m := range p.mentions {
			s.Mentions = append(s.Mentions, r.ruler.span(r.toks[m.from].from, r.toks[m.to-1].to))
		}
		p.key = s.Key
	}
	dates := map[*dated]string{}
	for k := range r.dates {
		d := &r.dates[k]
		detail := map[string]string{}
		if d.relative {
			detail["relative"] = "yes"
		}
		dates[d] = r.add(Date, d.edtf, d.from, d.to, map[bool]string{true: "date-relative", false: "date"}[d.relative], detail).Key
	}
	link := func(s *Suggestion, as string, p *party) {
		if p != nil && p.key != "" {
			s.Links = append(s.Links, Link{as, p.key})
		}
	}
	for _, x := range r.said {
		form := map[bool]string{true: "direct", false: "indirect"}[x.direct]
		s := r.add(Quote, r.text[x.from:x.to], x.from, x.to, x.reason, map[string]string{"form": form})
		r.because(s, x.cue)
		link(s, "speaker", x.speaker)
	}
	for _, x := range r.acts {
		s := r.add(Act, x.kind, x.from, x.to, x.reason, nil)
		link(s, "victim", x.victim)
		link(s, "by", x.by)
		if x.when != nil {
			s.Links = append(s.Links, Link{"when", dates[x.when]})
		}
	}
	for _, x := range r.roles {
		s := r.add(Role, x.key, x.from, x.to, "role", map[string]string{"relation": r.text[x.from:x.to]})
		link(s, "party", x.party)
		link(s, "of", x.of)
		s.Key = keyOf(Role, x.key+x.party.name, s.Before, s.Words, s.After)
	}
	slices.SortStableFunc(r.found, func(a, b Suggestion) int {
		return cmp.Or(cmp.Compare(a.ByteStart, b.ByteStart), cmp.Compare(a.ByteEnd, b.ByteEnd))
	})
	return r.found
}

// linked tells whether a body that has no name of its own says or does something.
func (r *reader) linked(p *party) bool {
	return slices.ContainsFunc(r.said, func(s saying) bool { return s.speaker == p }) || slices.ContainsFunc(r.acts, func(a acted) bool { return a.by == p })
}
