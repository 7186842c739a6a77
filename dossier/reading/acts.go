package reading

import (
	"slices"
	"strings"
)

// acted is something done to somebody, by the words [from, to) in bytes.
type acted struct {
	kind     string
	victim   *party
	by       *party
	when     *dated
	from, to int
	token    int
	reason   string
	noun     bool // the act is only named
}

// findActs tries the patterns of acts at every word.
func (r *reader) findActs() {
	for i := 0; i < len(r.toks); i++ {
		t := r.toks[i]
		if t.lang == nil || !t.word && !t.number {
			continue
		}
		for _, p := range t.lang.acts {
			m, end := r.match(p, i)
			if m == nil {
				continue
			}
			last := r.tokenAt(end)
			victim, reason := r.victim(p.how, i, last)
			if n := len(r.acts); victim == nil && n > 0 && r.word(i-1) == "and" && r.toks[r.acts[n-1].token].sentence == t.sentence {
				victim, reason = r.acts[n-1].victim, "act-subject"
			}
			if victim == nil {
				continue
			}
			a := acted{kind: p.kind, noun: p.how == "noun", victim: victim, from: t.from, to: end, token: i, reason: reason, when: r.dateNear(i, last)}
			a.by = r.agent(p.how, i, last, victim)
			a.from, a.to = r.widen(a, i, last)
			if !r.sameAct(a) {
				r.acts = append(r.acts, a)
			}
			i = max(i, last-1)
			break
		}
	}
	r.retold()
}

// retold takes out what only names an act that is told elsewhere: a heading, and "the beating of".
func (r *reader) retold() {
	heading := r.headings()
	custody := map[string]bool{"arrest": true, "detention": true, "custody-order": true}
	r.acts = slices.DeleteFunc(slices.Clone(r.acts), func(a acted) bool {
		if !a.noun && !heading[r.toks[a.token].para] {
			return r.toldBefore(a, heading)
		}
		return slices.ContainsFunc(r.acts, func(b acted) bool {
			return b.token != a.token && b.victim == a.victim && !b.noun && (b.kind == a.kind || custody[a.kind] && custody[b.kind]) && !heading[r.toks[b.token].para]
		})
	})
}

// headings are the paragraphs that end without a stop.
func (r *reader) headings() map[int]bool {
	out := map[int]bool{}
	for i, t := range r.toks {
		if t.text == "\n" {
			continue
		}
		if last := i+1 == len(r.toks) || r.toks[i+1].text == "\n"; last {
			out[t.para] = t.word || t.number
		}
	}
	return out
}

// toldBefore tells whether an act was told already, with the same day or without one of its own.
func (r *reader) toldBefore(a acted, heading map[int]bool) bool {
	return slices.ContainsFunc(r.acts, func(b acted) bool {
		return b.token < a.token && b.victim == a.victim && b.kind == a.kind && !b.noun && !heading[r.toks[b.token].para] && (a.when == nil || b.when != nil && b.when.edtf == a.when.edtf)
	})
}

// sameAct tells whether an act was found already: the same words, or in the same sentence the same act again.
func (r *reader) sameAct(a acted) bool {
	for _, b := range r.acts {
		if b.kind == a.kind && b.victim == a.victim && r.toks[b.token].sentence == r.toks[a.token].sentence && r.toks[b.token].para == r.toks[a.token].para {
			return true
		}
	}
	return false
}

// victim is to whom it was done, by the voice of the verb.
func (r *reader) victim(voice string, from, to int) (*party, string) {
	l := r.toks[from].lang
	switch {
	case l.file.Declines != "":
		return r.victimByCase(voice, from, to)
	case voice == "passive" && (r.toks[from].low == "were" || r.toks[from].low == "are" || r.toks[from].low == "have"):
		return nil, "" // several, who are not named
	case voice == "passive":
		return r.subjectOf(from)
	}
	if p := r.objectWithin(from, to); p != nil {
		return p, "act-object"
	}
	if voice == "noun" {
		if f := r.focus(); f != nil {
			return f, "act-focus"
		}
	}
	return nil, ""
}

// subjectOf is the person before a verb in the passive.
func (r *reader) subjectOf(i int) (*party, string) {
	if w := r.word(i - 1); (w == "who" || w == "that") && i > 1 && r.toks[i-2].word && r.at[i-2] == nil {
		return nil, "" // people who were
	}
	for k := i - 1; k >= 0 && r.toks[k].sentence == r.toks[i].sentence && r.toks[k].text != "\n"; k-- {
		t := r.toks[k]
		if m := r.at[k]; m != nil {
			if m.party.kind == Person && !r.governed(m) && (t.quote < 0 || t.quote == r.toks[i].quote) {
				return m.party, "act-subject"
			}
			k = m.from
			continue
		}
		if !t.word {
			continue
		}
		if use := t.lang.pronouns[t.low]; use != "" {
			if p := r.pronoun(k, use, nil); p != nil {
				return p, "act-pronoun"
			}
			continue
		}
		if fs, n := phrase(r, k, t.lang.roles); n > 0 && (k == 0 || !r.toks[k-1].lang.before["object"][r.toks[k-1].low]) {
			if p := r.roleMeans(k, fs); p != nil {
				return p, "act-role"
			}
			if k > 0 && (r.toks[k-1].low == "a" || r.toks[k-1].low == "an") {
				return nil, ""
			}
		}
	}
	return nil, ""
}

// objectWithin is the person within or behind a verb in the active: a name, him, his phone, the lawyer.
func (r *reader) objectWithin(from, to int) *party {
	for k := from; k < len(r.toks) && k < to+7 && r.toks[k].sentence == r.toks[from].sentence; k++ {
		t := r.toks[k]
		if m := r.at[k]; m != nil {
			if m.party.kind == Person {
				return m.party
			}
			k = m.to - 1
			continue
		}
		if k >= to && !t.word && t.text != "." && !isOpening(t.text) && t.text != "-" {
			break
		}
		if !t.word || t.lang == nil {
			continue
		}
		use := t.lang.pronouns[t.low]
		if use != "" && t.low != "he" && t.low != "she" {
			if k+1 < len(r.toks) {
				if fs, n := phrase(r, k+1, t.lang.roles); n > 0 && fs[0].role.Sort == "kin" { // had beaten her brother
					if p := r.kinOf(fs, r.lastSpeaker); p != nil {
						return p
					}
				}
			}
			return r.pronoun(k, use, nil)
		}
		if t.low == "their" || t.low == "them" {
			return r.focus()
		}
		if fs, n := phrase(r, k, t.lang.roles); n > 0 {
			if k+n < len(r.toks) && r.at[k+n] != nil {
				continue
			}
			return r.roleMeans(k, fs)
		}
	}
	if b := r.nearestBefore(from); b != nil && b.party.kind == Organisation || strings.HasPrefix(r.toks[from].low, "took") || strings.HasPrefix(r.toks[from].low, "seized") {
		if to > from+1 {
			return r.focus()
		}
	}
	return nil
}

// kinOf is who is called so, or the one the report is about when the speaker is a relative.
func (r *reader) kinOf(fs []form, _ *party) *party {
	for _, f := range fs {
		for _, p := range r.parties {
			if p.words[f.base] != "" && p.kind == Person {
				return p
			}
		}
	}
	return r.focus()
}

// victimByCase reads Russian and Kazakh: who stands in an oblique case beside an active verb, or as the subject of a passive
// one; him or her; else the one the report is about.
func (r *reader) victimByCase(voice string, from, to int) (*party, string) {
	a, b := r.sentenceOf(from)
	var best *party
	reason, gap := "", 1<<30
	consider := func(p *party, why string, k, handicap int) {
		d := handicap
		if k < from {
			d += from - k
		} else if k >= to {
			d += k - to
		}
		if p != nil && d < gap {
			best, reason, gap = p, why, d
		}
	}
	for k := a; k < b; k++ {
		t := r.toks[k]
		if m := r.at[k]; m != nil {
			if m.party.kind == Person {
				told := 0 // who tells it is not who it was done to
				for _, s := range r.said {
					if s.speaker == m.party && s.from <= r.toks[from].from && r.toks[from].from < s.to {
						told = 20
					}
				}
				switch {
				case voice == "passive" && !(m.sure && m.oblique):
					consider(m.party, "act-subject", k, told)
				case voice != "passive" && (m.acc || m.oblique):
					consider(m.party, "act-object", k, told)
				case voice == "passive" && m.oblique && r.toks[from].lang.file.Declines == "slavic" && k+1 >= from: // задержанного Оралсынова
					consider(m.party, "act-object", k, 3)
				}
			}
			k = m.to - 1
			continue
		}
		if !t.word || t.lang == nil {
			continue
		}
		use := t.lang.pronouns[t.low]
		subject := r.subjectPronoun(k)
		if use != "" && (voice == "passive") == subject && t.low != "им" && t.low != "ними" {
			consider(r.pronoun(k, use, nil), "act-pronoun", k, 2)
		}
		if fs, n := phrase(r, k, t.lang.roles); n > 0 && (k+n >= len(r.toks) || r.at[k+n] == nil) {
			s := fs[0].role.Sort
			if (s == "person" || s == "activist") && ((voice == "passive") == (fs[0].turn == 0) || k < from && from-k <= 2) {
				consider(r.roleMeans(k, fs), "act-role", k, 4)
			}
			if voice != "passive" && s == "kin" && (k < from-2 || k >= from) && fs[0].turn == 0 && t.lang.file.Declines == "turkic" {
				consider(r.focus(), "act-focus", k, 9)
			}
		}
	}
	if best == nil {
		return r.focus(), "act-focus"
	}
	return best, reason
}

// agent is who did it, where the sentence says so.
func (r *reader) agent(voice string, from, to int, victim *party) *party {
	_, end := r.sentenceOf(from)
	if voice == "passive" && r.toks[from].lang.file.Declines != "turkic" {
		for k := to; k < end && k < to+14; k++ {
			if m := r.at[k]; m != nil && m.party != victim && (m.party.kind == Organisation || r.word(m.from-1) == "by") {
				if m.party.kind == Organisation && (r.by(to, k) || r.toks[from].lang.file.Declines == "slavic" && r.word(k-1) != "в" && r.word(k-1) != "во") {
					return m.party
				} else if m.party.kind == Person {
					return m.party
				}
			}
		}
		return nil
	}
	if m := r.nearestBefore(from); m != nil && m.party != victim && m.party.kind == Organisation {
		return m.party
	}
	return nil
}

func (r *reader) by(from, to int) bool {
	for k := from; k < to; k++ {
		if r.toks[k].low == "by" {
			return true
		}
	}
	return false
}

// widen takes victim and day into the passage where they stand right beside the verb.
func (r *reader) widen(a acted, from, to int) (int, int) {
	if from > 0 && r.toks[from].lang.file.Declines != "" {
		if m := r.at[from-1]; m != nil && m.party == a.victim {
			a.from = r.toks[m.from].from
		}
	}
	if to < len(r.toks) {
		if m := r.at[to]; m != nil && m.party == a.victim {
			a.to = r.toks[m.to-1].to
		}
	}
	if a.when != nil && a.when.from >= a.to && a.when.from-a.to < 4 && !strings.Contains(r.text[a.to:a.when.from], ",") {
		a.to = a.when.to
	}
	return a.from, a.to
}
