package withhold

import (
	"cmp"
	"slices"
	"strings"
)

// Hits are the occurrences of withheld subjects in the text, in its order, none over another.
func (f *Finder) Hits(text string) []Hit {
	v := f.rules.view(text)
	var out []Hit
	claimed := united(f.values.hits(v, text))
	for _, group := range f.best(v, f.mentions(v, f.matches(v))) {
		if h, ok := f.weigh(v, group); ok {
			out = append(out, h)
		}
	}
	out = append(out, f.contractions(v)...)
	out = append(out, f.writtenHits(text)...)
	return settled(append(claimed, out...), text)
}

// united makes one of values of a subject that overlap: of two addresses in a list, each may have claimed a number of the
// other, and what is left of either is as telling as the whole.
func united(list []Hit) []Hit {
	slices.SortStableFunc(list, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(rank(b.Certain), rank(a.Certain)), cmp.Compare(a.From, b.From), cmp.Compare(b.To, a.To))
	})
	var out []Hit
	for _, h := range list {
		at := slices.IndexFunc(out, func(o Hit) bool {
			return o.Subject == h.Subject && o.Certain == h.Certain && o.Reason == h.Reason && h.From < o.To && o.From < h.To
		})
		if at < 0 {
			out = append(out, h)
			continue
		}
		out[at].To = max(out[at].To, h.To)
	}
	return out
}

// settled puts hits into order and leaves of two that overlap the certain, then the longer one.
func settled(list []Hit, text string) []Hit {
	slices.SortStableFunc(list, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(rank(b.Certain), rank(a.Certain)), cmp.Compare(b.To-b.From, a.To-a.From), cmp.Compare(a.From, b.From))
	})
	var out []Hit
	for _, h := range list {
		if !slices.ContainsFunc(out, func(o Hit) bool { return h.From < o.To && o.From < h.To }) {
			out = append(out, h)
		}
	}
	slices.SortFunc(out, func(a, b Hit) int { return cmp.Compare(a.From, b.From) })
	return out
}

// weigh tells whom mentions of the same words denote.
func (f *Finder) weigh(v *view, group []mention) (Hit, bool) {
	group = leading(group)
	var h Hit
	var m mention
	open := false
	for _, g := range group {
		s := f.subjects[f.targets[g.target].subject]
		switch {
		case !s.Withheld:
			if !slices.Contains(h.Others, s.ID) {
				h.Others = append(h.Others, s.ID)
			}
			open = true
		case h.Subject == "":
			h.Subject, m = s.ID, g
		case s.ID != h.Subject && !slices.Contains(h.Others, s.ID):
			h.Others = append(h.Others, s.ID)
		}
	}
	if h.Subject == "" {
		return h, false
	}
	h.From, h.To = int(v.letters[m.from].from), int(v.letters[m.to-1].to)
	h.What = f.what(m)
	h.Reason = f.doubt(v, m, open || len(h.Others) > 0)
	if h.Reason == dropped {
		return h, false
	}
	h.Certain = h.Reason == ""
	return h, true
}

// dropped is the reason of what is no hit at all.
const dropped = "none"

// leading are the mentions that are as good as the best, one of each target: whose sex fits and whose letters are those of
// the name.
func leading(group []mention) []mention {
	group = slices.Clone(group)
	score := func(m mention) int { return rank(m.badSex)*8 + rank(m.near)*4 + rank(m.many)*2 + rank(m.fond) }
	slices.SortStableFunc(group, func(a, b mention) int {
		return cmp.Or(cmp.Compare(score(a), score(b)), cmp.Compare(rank(b.letters), rank(a.letters)), cmp.Compare(rank(b.whole), rank(a.whole)), cmp.Compare(a.cost, b.cost))
	})
	var out []mention
	for _, m := range group {
		if score(m) == score(group[0]) && !slices.ContainsFunc(out, func(o mention) bool { return o.target == m.target }) {
			out = append(out, m)
		}
	}
	return out
}

func (f *Finder) what(m mention) What {
	has := func(r role) bool { return m.roles&bit(r) != 0 }
	switch {
	case m.parts > 1 && m.initials:
		return Initials
	case m.parts > 1 && has(roleGiven) && has(rolePatronymic) && !has(roleFamily):
		return Patronymic
	case f.full(m):
		return FullName
	case has(roleFamily):
		return Family
	case has(roleGiven):
		return Given
	case has(rolePatronymic):
		return Patronymic
	case has(roleOther):
		return OtherName
	}
	return FullName
}

// doubt is why a mention is not certain, empty when it is, dropped when it is nothing.
func (f *Finder) doubt(v *view, m mention, shared bool) string {
	w := v.words[m.fw]
	cased := v.letters[w.a].script.cased()
	small := cased && !w.upper && !w.tech
	full := f.full(m)
	if !full && (w.tech && m.near || !w.tech && f.chance(v, m, small)) {
		return dropped
	}
	switch {
	case full && m.glued && !w.tech:
		return PartOfWord
	case full && shared:
		return SharedName
	case full && (m.near && m.cost > 2 || m.badSex && m.parts < 3):
		return NearName
	case full && m.ordinary && small && f.targets[m.target].words == 0:
		return OrdinaryWord
	case full:
		return ""
	case m.glued:
		return f.gluedDoubt(v, m)
	case shared:
		return SharedName
	case m.near, m.badSex, m.many, m.fraction:
		return NearName
	}
	return f.aloneDoubt(v, m, small)
}

// chance tells whether a part of a name that stands alone is a word that only sounds like it.
func (f *Finder) chance(v *view, m mention, small bool) bool {
	w := v.words[m.fw]
	abjad := v.letters[w.a].script.abjad()
	key := v.key(f.rules, m.fw)
	given := m.roles&(bit(roleGiven)|bit(rolePatronymic)) != 0
	switch {
	case f.rules.ordinary[key] && (small || m.fond || !m.whole && !m.letters):
		return true
	case small && (m.ordinary || m.near || m.badSex || m.many || m.cost > 0 && !m.long):
		return true
	case small && (m.sounds < 3 || !m.letters && m.sounds < 5):
		return true
	case small && given && !m.letters && (m.fond || !m.long || !m.whole):
		return true
	case given && !m.letters && (m.near && m.sounds < 7 || m.cost > 0 && m.sounds < 6):
		return true
	case given && !m.letters && !m.whole && (m.sounds < 5 || m.cost > 0 && m.sounds < 8):
		return true
	case small && m.fond && !m.whole && m.sounds < 5:
		return true
	case m.ordinary && !m.letters && !m.whole:
		return true
	case given && m.fond && !m.letters && (abjad || m.sounds < 5):
		return true
	case m.near && m.sounds < 5 && !m.letters:
		return true
	case abjad && !m.letters && (w.b-w.a < 4 || given && w.b-w.a < 5):
		return true
	}
	return m.near && (m.glued || m.ordinary && !m.letters)
}

// gluedDoubt is for one part of a name inside of a longer word.
func (f *Finder) gluedDoubt(v *view, m mention) string {
	w := v.words[m.fw]
	last := v.words[m.tw-1]
	head, tail := m.from > w.a, m.to < last.b
	n := m.to - m.from
	switch {
	case !w.tech && (n < 7 || m.ordinary || m.roles&bit(roleFamily) == 0 && m.roles&wordRoles == 0):
		return dropped
	case n < 4 && (head || tail), n < 6 && head && tail, m.ordinary && n < 6:
		return dropped
	}
	return PartOfWord
}

// aloneDoubt is for one part of a name that stands for itself.
func (f *Finder) aloneDoubt(v *view, m mention, small bool) string {
	has := func(r role) bool { return m.roles&bit(r) != 0 }
	switch {
	case f.inPhrase(v, m):
		return dropped
	case f.besidePlace(v, m):
		return PlaceName
	case m.ordinary:
		return OrdinaryWord
	case has(roleGiven):
		return GivenAlone
	case has(rolePatronymic):
		return PatronymicOnly
	case f.otherGiven(v, m):
		return SharedName
	case v.letters[v.words[m.fw].a].script.abjad() && !m.letters && m.to-m.from < 5:
		return NearName
	case small && !m.strong:
		return OrdinaryWord
	case m.roles&wordRoles != 0 && !(m.surname && m.long):
		return NearName
	case m.split && m.cost > 0:
		return NearName
	}
	return ""
}

func (v *view) key(r *Rules, at int32) string {
	var b strings.Builder
	w := v.words[at]
	for _, l := range v.letters[w.a:w.b] {
		b.WriteRune(same(l.r))
	}
	return b.String()
}

// inPhrase tells whether the word is part of a phrase in which it is no name.
func (f *Finder) inPhrase(v *view, m mention) bool {
	for _, phrase := range f.rules.phrases[v.key(f.rules, m.fw)] {
		n := len(phrase)
		if int(m.fw)+n > len(v.words) {
			continue
		}
		fits := true
		for i, word := range phrase {
			fits = fits && v.key(f.rules, m.fw+int32(i)) == word
		}
		if fits {
			return true
		}
	}
	return false
}

// besidePlace tells whether a word that makes places or institutions of names stands beside the mention.
func (f *Finder) besidePlace(v *view, m mention) bool {
	for _, at := range []int32{m.fw - 1, m.tw, m.tw + 1} {
		if at < 0 || int(at) >= len(v.words) || at == m.tw+1 && v.words[at].gap == gapWide {
			continue
		}
		if at >= m.tw && !beside(v, m.tw) || at < m.fw && !beside(v, m.fw) && v.words[m.fw].mark != '.' {
			continue
		}
		if n := at + 1; v.words[at].b-v.words[at].a == 1 && (int(n) >= len(v.words) || v.words[n].mark != '.') {
			continue // "с Гульнарой" is no "с. Гульнара"
		}
		key := v.key(f.rules, at)
		if f.rules.placeWord(key) && (at != m.tw+1 || !v.words[at].upper || v.words[m.tw].upper) {
			return true
		}
		if at == m.tw && f.rules.houses[key] && v.letters[v.words[at].a].script == latn {
			return true
		}
	}
	return false
}

// placeWord tells whether a word begins as one that makes a place of a name: "улицы", "көшесінде".
func (r *Rules) placeWord(key string) bool {
	if r.places[key] {
		return true
	}
	runes := []rune(key)
	for cut := 1; cut <= 4 && len(runes)-cut >= 4; cut++ {
		if r.places[string(runes[:len(runes)-cut])] {
			return true
		}
	}
	return false
}

// otherGiven tells whether another given name or other initials stand beside a family name.
func (f *Finder) otherGiven(v *view, m mention) bool {
	for _, at := range []int32{m.fw - 1, m.tw} {
		if at < 0 || int(at) >= len(v.words) || !v.words[at].upper || v.words[at].digits {
			continue
		}
		if at == m.tw && !beside(v, at) || at < m.fw && !beside(v, m.fw) {
			continue
		}
		w := v.words[at]
		key := v.key(f.rules, at)
		if len(f.rules.same[key]) > 0 {
			return true
		}
		if at < m.fw && v.words[m.fw].mark != '.' {
			continue // a preposition: «У Ивана»
		}
		if w.b-w.a == 1 && !f.beginsOne(v, w, f.targets[m.target].initial) && len(f.targets[m.target].initial) > 0 {
			return true
		}
	}
	return false
}
