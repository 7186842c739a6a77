package withhold

import (
	"cmp"
	"slices"
	"strings"
)

// mention is a run of words that may denote one target.
type mention struct {
	target   int32
	from, to int32 // letters
	fw, tw   int32 // words
	roles    uint32
	parts    int // how many parts, initials counted as one
	initials bool
	cost     int8
	near     bool
	badSex   bool
	many     bool // a plural
	ordinary bool
	fond     bool
	glued    bool // inside of a word, with something else beside it
	fraction bool
	letters  bool
	surname  bool
	strong   bool
	long     bool // the first part has six letters or more
	split    bool
	comma    bool // between the parts
	whole    bool // no part has an ending
	sounds   int  // of the first part
}

func bit(r role) uint32 { return 1 << r }

const (
	initialBit = uint32(1) << 31
	wordRoles  = initialBit - 1<<roleWord
)

// full tells whether the roles are enough to tell one person, or the whole of a body's name.
func (f *Finder) full(m mention) bool {
	t := f.targets[m.target]
	if t.words > 0 {
		return m.parts >= t.words
	}
	if m.parts < 2 {
		return false
	}
	has := func(r role) bool { return m.roles&bit(r) != 0 }
	return has(roleFamily) || has(roleGiven) && has(rolePatronymic) || m.roles&wordRoles != 0 || has(roleOther)
}

// mentions chains matches of one target that stand side by side.
func (f *Finder) mentions(v *view, list []match) []mention {
	byWord := make(map[int32][]int, len(list))
	for i, m := range list {
		byWord[m.fw] = append(byWord[m.fw], i)
	}
	var out []mention
	for i := range list {
		for _, target := range f.parts[list[i].part].targets {
			out = f.chain(v, list, byWord, f.begin(target, list[i]), out)
		}
	}
	return out
}

func (f *Finder) begin(target int32, m match) mention {
	one := mention{target: target, from: m.from, to: m.to, fw: m.fw, tw: m.tw, letters: true, whole: true}
	one = f.join(one, m)
	p := f.parts[m.part]
	one.long, one.surname, one.strong, one.sounds = p.letters >= 6, p.surname, p.strong, m.sounds
	return one
}

// join puts a match to a mention.
func (f *Finder) join(to mention, m match) mention {
	p := f.parts[m.part]
	s := f.subjects[f.targets[to.target].subject]
	to.roles |= bit(p.role)
	to.parts++
	to.to, to.tw = max(to.to, m.to), max(to.tw, m.tw)
	to.cost += m.cost
	to.near = to.near || m.near
	to.many = to.many || m.sex == many && p.role != roleGiven
	named := p.role == roleFamily || p.role >= roleWord // a given name tells its own sex
	to.badSex = to.badSex || named && m.sex&(male|female) != 0 && (s.Sex == "male" && m.sex&male == 0 || s.Sex == "female" && m.sex&female == 0)
	to.ordinary = to.ordinary || p.ordinary
	to.fond = to.fond || p.fond
	to.fraction = to.fraction || p.fraction
	to.glued = to.glued || m.head || m.tail
	to.letters, to.whole = to.letters && m.letters, to.whole && m.whole
	to.split = to.split || m.split
	return to
}

// chain adds the mention and all that it can grow into on the right.
func (f *Finder) chain(v *view, list []match, byWord map[int32][]int, m mention, out []mention) []mention {
	if f.targets[m.target].words == 0 || f.full(m) {
		out = append(out, f.withInitials(v, m))
	}
	if m.parts > 5 || len(out) > 20000 {
		return out
	}
	words := []int32{m.tw}
	inside := int(m.tw) > 0 && m.to < v.words[m.tw-1].b // the next part begins in the same word
	if inside {
		words = []int32{m.tw - 1}
	}
	for _, at := range words {
		if !inside && !joined(v, at) {
			continue
		}
		for _, i := range byWord[at] {
			next := list[i]
			p := f.parts[next.part]
			switch {
			case !slices.Contains(p.targets, m.target), next.from < m.to, inside && next.from != m.to, !inside && next.from != v.words[at].a:
			case f.targets[m.target].words > 0 && p.role != roleWord+role(m.parts):
			case m.roles&bit(p.role) != 0 && !(p.role == roleFamily && p.fraction):
			default:
				grown := f.join(m, next)
				grown.comma = m.comma || !inside && v.words[at].gap == gapWide
				out = f.chain(v, list, byWord, grown, out)
			}
		}
	}
	return out
}

// joined tells whether a word belongs to what stands before it: "Seidalieva, Madina", but not the next sentence.
func joined(v *view, at int32) bool {
	if int(at) >= len(v.words) || at == 0 {
		return false
	}
	w := v.words[at]
	return beside(v, at) || w.mark == ',' || strings.ContainsRune("«»\"“„", w.mark) || w.mark == '·' || w.mark == '・' || w.mark == '.' && v.words[at-1].b-v.words[at-1].a <= 2
}

// beside tells whether nothing but a space or a sign inside of names parts a word from the one before it.
func beside(v *view, at int32) bool {
	return at > 0 && int(at) < len(v.words) && v.words[at].gap != gapWide
}

// withInitials adds the initials that stand before or behind a family name, if they are those of the target.
func (f *Finder) withInitials(v *view, m mention) mention {
	if m.roles&(bit(roleFamily)|wordRoles) == 0 || m.roles&bit(roleGiven) != 0 || f.targets[m.target].words > 0 || m.glued {
		return m
	}
	for at := m.fw - 1; at >= 0 && at >= m.fw-2 && joined(v, at+1) && v.words[at+1].gap != gapNone; at-- {
		if !f.initialOf(v, at, m.target) {
			break
		}
		m.from, m.fw, m.initials = v.words[at].a, at, true
	}
	if !m.initials {
		for at := m.tw; int(at) < len(v.words) && at < m.tw+2 && joined(v, at); at++ {
			if !f.initialOf(v, at, m.target) {
				break
			}
			m.to, m.tw, m.initials = v.words[at].b, at+1, true
			if at == m.tw+1 {
				break
			}
		}
	}
	if m.initials {
		m.parts++
		m.roles |= initialBit
	}
	return m
}

// initialOf tells whether a word is one or two letters that a given name or patronymic of the target begins with.
func (f *Finder) initialOf(v *view, at, target int32) bool {
	w := v.words[at]
	if !w.upper || w.b-w.a > 2 || w.digits {
		return false
	}
	return f.beginsOne(v, w, f.targets[target].initial)
}

// beginsOne tells whether a word is the beginning of one of the names, in any script.
func (f *Finder) beginsOne(v *view, w word, names []string) bool {
	var b strings.Builder
	for _, l := range v.letters[w.a:w.b] {
		b.WriteRune(l.r)
	}
	for _, path := range f.rules.saidLoosely(b.String()) {
		for _, name := range names {
			if strings.HasPrefix(name, path) && path != "" {
				return true
			}
		}
	}
	return false
}

// saidLoosely is what an initial may stand for: "Ю." is Yu, "Е." is Ye or E, "J." is Yu too.
func (r *Rules) saidLoosely(letters string) []string {
	out := r.said(letters)
	for _, path := range out {
		if len(path) > 1 {
			out = append(out, path[:1], path[1:])
		}
	}
	return out
}

// best picks mentions that do not overlap: whole names first, then the longest, then those that are written most as the
// name is. Mentions of the same words stay together.
func (f *Finder) best(v *view, list []mention) [][]mention {
	if len(list) == 0 {
		return nil
	}
	weight := func(m mention) int {
		n := 0
		if f.full(m) {
			n += 8
		}
		if !m.near {
			n++
		}
		if m.glued {
			n -= 4
		}
		if m.comma {
			n -= 2
		}
		return n
	}
	slices.SortStableFunc(list, func(a, b mention) int {
		return cmp.Or(cmp.Compare(weight(b), weight(a)), cmp.Compare(b.to-b.from, a.to-a.from), cmp.Compare(a.from, b.from), cmp.Compare(rank(a.badSex), rank(b.badSex)), cmp.Compare(a.cost, b.cost))
	})
	var out [][]mention
	taken := make([]int32, len(v.letters)) // by which group, counted from one
	for _, m := range list {
		free, same := true, int32(-1)
		for _, at := range taken[m.from:m.to] {
			if at != 0 {
				free, same = false, at-1
			}
		}
		switch {
		case free:
			out = append(out, []mention{m})
			for i := m.from; i < m.to; i++ {
				taken[i] = int32(len(out))
			}
		case same >= 0 && out[same][0].from == m.from && out[same][0].to == m.to && f.full(out[same][0]) == f.full(m):
			out[same] = append(out[same], m)
		}
	}
	return out
}
