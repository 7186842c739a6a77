package withhold

import "slices"

// matches are all matches in a text.
func (f *Finder) matches(v *view) []match {
	w := &walker{f: f, v: v, trie: f.trie, lastAt: endAt{pos: -1}}
	bones := &walker{f: f, v: v, trie: f.bones, bones: true, lastAt: endAt{pos: -1}}
	for i := range v.words {
		word := &v.words[i]
		if word.digits && !f.leetWord(v, i) {
			continue
		}
		if f.idle.has(v, word) {
			continue
		}
		before := len(w.out) + len(bones.out)
		w.ended, bones.ended = false, false
		f.word(w, int32(i))
		if len(f.bones.nodes) > 1 {
			f.word(bones, int32(i))
		}
		if before == len(w.out)+len(bones.out) && !w.ended && !bones.ended {
			f.idle.add(v, word)
		}
	}
	out := append(w.out, bones.out...)
	slices.SortStableFunc(out, func(a, b match) int {
		if a.from != b.from {
			return int(a.from - b.from)
		}
		return int(b.to - a.to)
	})
	return out
}

// leetWord tells whether a word of digits may be the head of one of letters.
func (f *Finder) leetWord(v *view, i int) bool {
	return i+1 < len(v.words) && v.words[i+1].gap == gapNone && v.words[i].b-v.words[i].a == 1 && len(f.rules.leet[v.letters[v.words[i].a].r]) > 0
}

// word walks from the head of a word, from behind what may be glued before it, and from inside of it where names are glued
// together.
func (f *Finder) word(w *walker, i int32) {
	word := w.v.words[i]
	w.tech, w.inner = word.tech, false
	streams := 1
	if f.altered(w.v, word) {
		streams = 2
	}
	for n := range streams {
		w.alt, w.inner = n == 1, false
		mark := len(w.out)
		w.at(i, word.a)
		s := w.v.letters[word.a].script
		for _, p := range f.rules.before[s] {
			runes := []rune(p)
			if n := int32(len(runes)); word.b-word.a > n+1 && w.spelt(word.a, runes) {
				w.at(i, word.a+n)
			}
		}
		length := word.b - word.a
		if !word.tech && length < 10 || word.digits || s == hani {
			continue
		}
		for pos := word.a + 1; pos+1 < word.b; pos++ {
			w.inside(i, pos, slices.ContainsFunc(w.out[mark:], func(m match) bool { return m.tail && m.to == pos }))
		}
		if !word.tech {
			w.unglue(mark)
		}
	}
	w.alt = false
}

func (f *Finder) altered(v *view, word word) bool {
	for _, l := range v.letters[word.a:word.b] {
		if l.alt != l.r {
			return true
		}
	}
	return false
}

// inside walks from a letter inside of a word; what is found must be long, or go on a name that ends there.
func (w *walker) inside(i, pos int32, goesOn bool) {
	before := len(w.out)
	w.inner = true
	w.at(i, pos)
	kept := w.out[:before]
	for _, m := range w.out[before:] {
		n := w.f.parts[m.part].sounds
		rest := w.tech && goesOn && n == 2 && m.to == w.v.words[i].b // "nurli"
		if !m.near && (n >= 7 || goesOn && n >= 4 || w.tech && n >= 3) || rest {
			kept = append(kept, m)
		}
	}
	w.out = kept
}

// unglue takes away the short names at the head of a word that no other name goes on.
func (w *walker) unglue(mark int) {
	list := w.out[mark:]
	if len(list) == 0 {
		return
	}
	kept := w.out[:mark]
	all := slices.Clone(list)
	for i, m := range all {
		if !m.tail || m.sounds >= 7 || slices.ContainsFunc(all[i+1:], func(o match) bool { return o.from == m.to }) {
			kept = append(kept, m)
		}
	}
	w.out = kept
}
