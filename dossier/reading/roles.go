package reading

import "slices"

// rolled is a role that somebody has, by the words [from, to) in bytes.
type rolled struct {
	party    *party
	of       *party
	key      string
	from, to int
}

// findRoles looks for who bears each word of a role: the name that follows, over whose relative or lawyer it is, or the name
// before a comma.
func (r *reader) findRoles() {
	for i := 0; i < len(r.toks); i++ {
		t := r.toks[i]
		if t.lang == nil || !t.word || r.at[i] != nil && r.at[i].party.kind == Person {
			continue
		}
		fs, n := phrase(r, i, t.lang.roles)
		if n == 0 {
			continue
		}
		if p, m := r.bearer(i, n, fs); p != nil {
			p.addRole(&fs[0])
			if fs[0].role.Key != "" {
				x := rolled{party: p, of: r.roleOf(i, n, fs[0], p, m), key: fs[0].role.Key, from: t.from, to: r.toks[i+n-1].to}
				if fs[0].role.Sort == "kin" && p == r.focus() && x.of != nil { // her son, who the report is about: she is the relative
					x.party, x.of = x.of, x.party
				}
				if x.party.kind == Person {
					r.addRole(x)
				}
			}
		}
		i += n - 1
	}
	r.representing()
}

func (r *reader) addRole(x rolled) {
	for _, y := range r.roles {
		if y.party == x.party && y.key == x.key && (y.of == x.of || x.of == nil) {
			return
		}
	}
	r.roles = append(r.roles, x)
}

// bearer is the person that a role word belongs to.
func (r *reader) bearer(i, n int, fs []form) (*party, *mention) {
	f, low := fs[0], r.toks[i+n-1].low
	if r.toks[i].lang.file.Declines == "turkic" && endsIn(low, []string{"ның", "нің", "дың", "дің", "тың", "тің"}) {
		return nil, nil // белсендінің ағасы
	}
	if w := r.word(i + n); w == "who" || w == "whom" || w == "hired" { // the lawyer whom she had called, NAME
		for k := i + n; k+1 < len(r.toks) && k < i+n+9 && r.toks[k].sentence == r.toks[i].sentence; k++ {
			if m := r.at[k+1]; r.toks[k].text == "," && m != nil && m.party.kind == Person {
				return m.party, m
			}
		}
	}
	last := (*mention)(nil)
	for k := i + n; k < len(r.toks) && k < i+n+9 && r.toks[k].sentence == r.toks[i].sentence && r.toks[k].text != "\n"; k++ {
		m := r.at[k]
		if m != nil {
			next := r.at[min(m.to, len(r.toks)-1)]
			behind := m.party.kind == Organisation || r.governed(m) || m.sure && m.oblique && (f.turn == 0) || next != nil && next != m && next.party.kind == Person && r.toks[i].lang.file.Declines != ""
			if m.sure && r.toks[i].lang.file.Declines == "slavic" && !slices.ContainsFunc(fs, func(f form) bool { return (f.turn > 0) == m.oblique }) {
				behind = true
			}
			if m.party.kind == Person && !behind {
				return m.party, m
			}
			last = m
			k = m.to - 1
			continue
		}
		t := r.toks[k]
		if _, got := phrase(r, k, t.lang.roles); got > 0 { // активиста in брат активиста
			k += got - 1
			continue
		}
		if t.text == "," && k == i+n && r.toks[i].lang.file.Declines == "slavic" && f.turn > 0 {
			break // по словам адвоката, …
		}
		if t.text == "," && k == i+n || t.text == "." && k > 0 && r.toks[k-1].lang.titles[r.toks[k-1].low] || t.lang.titles[t.low] || last != nil && t.text == "," {
			continue
		}
		if t.word && (ofWords[t.low] || t.low == "at" || t.low == "семьи" || t.low == "центра" || t.low == "газеты" || t.low == "фонда" || t.low == "области") {
			continue
		}
		break
	}
	return r.apposition(i)
}

// apposition is the name before a comma: Omarbek, a lawyer; and the one before "is a".
func (r *reader) apposition(i int) (*party, *mention) {
	for k := i - 1; k >= 0 && k > i-7 && r.toks[k].sentence == r.toks[i].sentence; k-- {
		if r.toks[k].text == "," && k > 0 && r.at[k-1] != nil && r.at[k-1].party.kind == Person {
			return r.at[k-1].party, r.at[k-1]
		}
		if !r.toks[k].word || r.at[k] != nil && r.at[k].party.kind == Person || r.toks[i].lang.cues[r.toks[k].low] != "" {
			return nil, nil
		}
	}
	return nil, nil
}

// governed tells whether a preposition stands before a mention, so that it is no subject.
func (r *reader) governed(m *mention) bool {
	k := m.from - 1
	for k >= 0 && (r.toks[k].text == "." || r.toks[k].word && r.toks[k].lang.titles[r.toks[k].low] || r.toks[k].low == "the") {
		k--
	}
	return k >= 0 && r.toks[k].word && r.toks[k].lang != nil && r.toks[k].lang.before["object"][r.toks[k].low]
}

// roleOf is whose lawyer, relative or director somebody is.
func (r *reader) roleOf(i, n int, f form, self *party, bearer *mention) *party {
	if i > 0 {
		if m := r.at[i-1]; m != nil && m.party != self && m.party.kind == Person && m.oblique { // Қасенұлының адвокаты
			return m.party
		}
		if i > 2 && r.toks[i-1].low == "s" && r.at[i-3] != nil && r.at[i-3].party.kind == Person { // Omarbek's lawyer
			return r.at[i-3].party
		}
		for k := i - 1; k >= 0 && k > i-4; k-- {
			if use := r.toks[k].lang.pronouns[r.toks[k].low]; use != "" && r.toks[k].word {
				return r.pronoun(k, use, self)
			}
		}
	}
	for k := i + n; k < len(r.toks) && k < i+n+7 && r.toks[k].sentence == r.toks[i].sentence; k++ {
		if m := r.at[k]; m != nil && m.party != self {
			return m.party
		} else if m != nil && m.from > i {
			break
		}
		if t := r.toks[k]; !t.word && t.text != "." {
			break
		}
	}
	switch f.role.Sort {
	case "lawyer", "kin", "investigator", "employer":
		if focus := r.focus(); focus != self {
			return focus
		}
	case "head":
		return r.lastBody(i)
	}
	return nil
}

func (r *reader) lastBody(i int) *party {
	for ; i >= 0; i-- {
		if m := r.at[i]; m != nil && m.party.kind == Organisation && m.party.body == "organisation" {
			return m.party
		}
	}
	return nil
}

// representing reads "NAME, who represents NAME" and "NAME represents".
func (r *reader) representing() {
	for i, t := range r.toks {
		if t.low != "represents" && t.low != "defends" && t.low != "защищает" {
			continue
		}
		if m := r.nearestBefore(i); m != nil {
			var of *party
			if i+1 < len(r.toks) && r.at[i+1] != nil {
				of = r.at[i+1].party
			}
			r.addRole(rolled{party: m.party, of: of, key: "representative", from: t.from, to: t.to})
		}
	}
}

// focus is the person the report is about: named most often of those who are not there by their office or as relatives.
func (r *reader) focus() *party {
	if r.focused != nil {
		return r.focused
	}
	most := -1 << 30
	for _, p := range r.parties {
		if p.kind != Person {
			continue
		}
		n := len(p.mentions)*2 - p.order
		if p.sorts["kin"] {
			n--
		}
		for _, s := range []string{"lawyer", "judge", "investigator", "prosecutor", "head", "employer"} {
			if p.sorts[s] {
				n -= 20
			}
		}
		if n > most {
			most, r.focused = n, p
		}
	}
	return r.focused
}

// pronoun is who "he" or "её" at a token means: of those named before whose sex fits, the one who is the subject of the
// nearest sentence; the person the report is about for "his" and "her".
func (r *reader) pronoun(i int, use string, not *party) *party {
	fits := func(p *party) bool { return p != nil && p != not && (use == "b" || p.sex == 0 || p.sex == use[0]) }
	if low := r.toks[i].low; low != "he" && low != "she" && low != "он" && low != "она" && low != "ол" {
		if f := r.focus(); fits(f) && (len(f.mentions) > 0 && f.mentions[0].from < i) {
			return f
		}
	}
	if inner := r.speakerOf(i); inner != nil || r.toks[i].quote >= 0 { // who speaks says "I" of himself
		for k := i - 1; k >= 0 && r.toks[k].sentence == r.toks[i].sentence; k-- {
			if m := r.at[k]; m != nil && m.party != inner && m.party.kind == Person && fits(m.party) && !r.governed(m) && r.toks[k].quote == r.toks[i].quote {
				return m.party
			}
		}
		if f := r.focus(); f != inner && fits(f) {
			return f
		}
	}
	if r.lastSpeaker != nil && fits(r.lastSpeaker) && r.lastSpeaker.kind == Person && r.toks[i].para-r.toks[r.lastSaid].para <= 1 && r.toks[i].sentence-r.toks[r.lastSaid].sentence <= 3 && r.toks[r.lastSaid].sentence >= r.lastSubjectSentence(i) {
		return r.lastSpeaker
	}
	var best *party
	sentence := -1
	for k := i - 1; k >= 0 && k > i-2*longest; k-- {
		m := r.at[k]
		if m == nil || m.party.kind != Person || !fits(m.party) || m.oblique && m.sure || r.governed(m) || r.toks[k].quote >= 0 {
			continue
		}
		if sentence < 0 {
			sentence = r.toks[k].sentence
		}
		if r.toks[k].sentence != sentence {
			break
		}
		best = m.party
	}
	if best == nil && fits(r.focus()) {
		best = r.focus()
	}
	return best
}

// speakerOf is who says the words in which a token stands, nil for nobody.
func (r *reader) speakerOf(i int) *party {
	at := r.toks[i].from
	for _, s := range r.said {
		if s.from <= at && at < s.to {
			return s.speaker
		}
	}
	return nil
}

// lastSubjectSentence is the sentence in which a person was last named before a token as a subject.
func (r *reader) lastSubjectSentence(i int) int {
	for k := i - 1; k >= 0 && k > i-2*longest; k-- {
		if m := r.at[k]; m != nil && m.party.kind == Person && !(m.oblique && m.sure) && !r.governed(m) && r.toks[k].sentence < r.toks[i].sentence && r.toks[k].quote < 0 {
			return r.toks[k].sentence
		}
	}
	return -1
}

// roleMeans is who is meant by a role word alone: the lawyer, мать, адвокат.
func (r *reader) roleMeans(i int, fs []form) *party {
	var best *party
	for pass := 0; pass < 2 && best == nil; pass++ {
		for _, f := range fs {
			at := -1
			for _, p := range r.parties {
				fits := p.words[f.base] != "" && p.kind == Person
				if pass == 1 {
					fits = p.sorts[f.role.Sort] && f.role.Sort != "kin" && f.role.Sort != "person" && f.role.Sort != "somebody"
				}
				if !fits {
					continue
				}
				near := 0
				for _, m := range p.mentions {
					if m.from < i {
						near = m.from + 1
					}
				}
				if near > at {
					best, at = p, near
				}
			}
			if best != nil {
				break
			}
		}
	}
	if best == nil && (fs[0].role.Sort == "person" || fs[0].role.Sort == "activist") && (i == 0 || r.toks[i-1].low != "a" && r.toks[i-1].low != "an") {
		best = r.focus()
	}
	return best
}

// nearestBefore is the mention before a token in its sentence that can be a subject.
func (r *reader) nearestBefore(i int) *mention {
	for k := i - 1; k >= 0 && r.toks[k].sentence == r.toks[i].sentence; k-- {
		m := r.at[k]
		if m == nil || r.toks[k].quote >= 0 && r.toks[i].quote != r.toks[k].quote && m.party.kind == Person {
			continue
		}
		if m.sure && m.oblique || r.governed(m) || m.party.kind == Organisation && m.oblique {
			k = m.from
			continue
		}
		return m
	}
	return nil
}
