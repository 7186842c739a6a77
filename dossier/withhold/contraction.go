package withhold

import (
	"slices"
	"strings"
)

// contractions are initials alone and names that are shortened in the middle: "Г. С.", "С-ва".
func (f *Finder) contractions(v *view) []Hit {
	var out []Hit
	for i := range v.words {
		w := v.words[i]
		if !w.upper || w.b-w.a != 1 || w.tech {
			continue
		}
		if h, ok := f.shortened(v, int32(i)); ok {
			out = append(out, h)
		} else if h, ok := f.initialsAlone(v, int32(i)); ok {
			out = append(out, h)
		}
	}
	return out
}

// shortened finds "С-ва" for Садыкова.
func (f *Finder) shortened(v *view, at int32) (Hit, bool) {
	if int(at)+1 >= len(v.words) {
		return Hit{}, false
	}
	next := v.words[at+1]
	if next.gap != gapJoin || next.mark != '-' || next.upper || next.b-next.a > 5 || next.digits {
		return Hit{}, false
	}
	end := v.key(f.rules, at+1)
	var h Hit
	for _, c := range f.short[same(v.letters[v.words[at].a].r)] {
		s := f.subjects[f.targets[c.target].subject]
		if !s.Withheld || !f.rules.formEnds(c.letters, end) {
			continue
		}
		if h.Subject == "" {
			h = Hit{From: int(v.letters[v.words[at].a].from), To: int(v.letters[next.b-1].to), Subject: s.ID, What: Initials, Reason: InitialsOnly}
		} else if h.Subject != s.ID && !slices.Contains(h.Others, s.ID) {
			h.Others = append(h.Others, s.ID)
		}
	}
	return h, h.Subject != ""
}

// formEnds tells whether some form of a name ends so: "му" ends Кремницкому.
func (r *Rules) formEnds(name, end string) bool {
	if strings.HasSuffix(name, end) {
		return true
	}
	s := r.scriptOf(firstRune(name))
	for _, rule := range r.stems[s] {
		stem, ok := rule.stem(r, name)
		if !ok {
			continue
		}
		for e, of := range r.ends[s] {
			if of.of[rule.class] != 0 && strings.HasSuffix(stem+e, end) {
				return true
			}
		}
	}
	return false
}

// initialsAlone finds two or three initials with a point behind each that are those of a withheld person, with no name
// beside them.
func (f *Finder) initialsAlone(v *view, at int32) (Hit, bool) {
	single := func(i int32) bool {
		return i >= 0 && int(i) < len(v.words) && v.words[i].upper && v.words[i].b-v.words[i].a == 1 && !v.words[i].tech
	}
	dotted := func(i int32) bool {
		return int(i) < len(v.words) && v.words[i].gap == gapJoin && v.words[i].mark == '.'
	}
	if single(at-1) && dotted(at) || !single(at+1) || !dotted(at+1) {
		return Hit{}, false
	}
	last := at + 1
	if single(at+2) && dotted(at+2) {
		last++
	}
	if f.namedNext(v, last+1) {
		return Hit{}, false
	}
	var h Hit
	for t := range f.targets {
		s := f.subjects[f.targets[t].subject]
		if s.Withheld && f.targets[t].words == 0 && f.bears(v, int32(t), at, last) {
			if h.Subject == "" {
				h = Hit{From: int(v.letters[v.words[at].a].from), To: int(v.letters[v.words[last].b-1].to), Subject: s.ID, What: Initials, Reason: InitialsOnly}
			} else if h.Subject != s.ID {
				h.Others = append(h.Others, s.ID)
			}
		}
	}
	return h, h.Subject != ""
}

// namedNext tells whether initials before word at are those of the name that stands there: "G. S. Kim". A comma parts them,
// and so does the end of a sentence: behind "G. S." a word that begins it has a capital too, but is rarely spelt as a name.
func (f *Finder) namedNext(v *view, at int32) bool {
	if !beside(v, at) || !v.words[at].upper || v.words[at].digits {
		return false
	}
	return !f.rules.begins[v.key(f.rules, at)]
}

// bears tells whether initials are those of given and family name, in either order.
func (f *Finder) bears(v *view, target, at, last int32) bool {
	t := f.targets[target]
	family := func(i int32) bool { return f.beginsOne(v, v.words[i], t.family) }
	given := func(i int32) bool { return f.beginsOne(v, v.words[i], t.initial) }
	return family(at) && given(at+1) && given(last) || given(at) && family(last) && (last == at+1 || given(at+1)) ||
		len(t.initial) > 1 && last == at+1 && given(at) && given(last)
}
