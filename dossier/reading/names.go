package reading

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// run is words in capitals one after the other that may be a name.
type run struct {
	from, to int
	words    []string
	initials int // how many of the first are letters with a stop
	title    string
	role     *form
}

// findNames finds full names first, then the short and inflected forms of those.
func (r *reader) findNames() {
	var single []run
	for i := 0; i < len(r.toks); i++ {
		if r.at[i] != nil || !r.startsName(i) {
			continue
		}
		u := r.nameRun(i)
		if len(u.words) >= 2 && r.fullName(&u) {
			if u.from > i && r.startsName(u.from-1) { // адвокат Оралсынова Татьяна Мерещук
				single = append(single, run{from: u.from - 1, to: u.from, words: []string{r.toks[u.from-1].low}})
			}
			i = u.to - 1
			continue
		}
		for k := u.from; k < u.to; k++ {
			if r.startsName(k) && !isInitial(r.toks, k) {
				to := k + 1
				for to < u.to && r.toks[to].lang.particles[r.toks[to].low] {
					to++
				}
				single = append(single, run{from: k, to: to, words: []string{r.toks[k].low}, title: u.title, role: u.role})
			}
		}
		i = max(i, u.to-1)
	}
	for _, u := range single {
		if r.at[u.from] == nil {
			r.shortName(u)
		}
	}
	for _, p := range r.parties {
		slices.SortFunc(p.mentions, func(a, b *mention) int { return a.from - b.from })
	}
}

func (r *reader) startsName(i int) bool {
	t := r.toks[i]
	return t.word && t.capital && t.lang != nil && r.at[i] == nil && (!t.lang.never[t.low] || isInitial(r.toks, i))
}

func isInitial(toks []token, i int) bool {
	return toks[i].word && utf8.RuneCountInString(toks[i].text) == 1 && toks[i].capital && i+1 < len(toks) && toks[i+1].text == "." && toks[i+1].from == toks[i].to
}

// nameRun reads a run from token i, without the role or title at its head.
func (r *reader) nameRun(i int) run {
	u := run{from: i, to: i}
	k := i
	for k < len(r.toks) && k < i+9 {
		t := r.toks[k]
		if !t.word || r.at[k] != nil || t.sentence != r.toks[i].sentence || t.quote != r.toks[i].quote {
			break
		}
		switch {
		case isInitial(r.toks, k):
			u.words = append(u.words, t.low)
			u.initials++
			k += 2
			u.to = k
			continue
		case t.capital && !t.lang.never[t.low]:
			if f, n := phrase(r, k, t.lang.roles); n > 0 && len(u.words) == 0 {
				u.role, k = &f[0], k+n
				u.from, u.to = k, k
				continue
			}
			u.words = append(u.words, t.low)
		case t.lang.particles[t.low] && len(u.words) > 0:
			u.words[len(u.words)-1] += " " + t.low
		default:
			t.word = false
		}
		if !t.word {
			break
		}
		k++
		u.to = k
	}
	if u.to <= u.from {
		u.to = max(u.from, i+1)
	}
	r.headOf(&u)
	return u
}

// headOf finds title and role in front of a run.
func (r *reader) headOf(u *run) {
	k := u.from - 1
	if k >= 0 && r.toks[k].text == "." && k > 0 && r.toks[k-1].lang != nil && r.toks[k-1].lang.titles[r.toks[k-1].low] {
		k--
	}
	if k < 0 || r.toks[k].lang == nil {
		return
	}
	if r.toks[k].word && r.toks[k].lang.titles[r.toks[k].low] {
		u.title = r.toks[k].low
	}
	comma := false
	if k > 0 && (r.toks[k].text == "," || r.toks[k].text == "-") { // his wife, Saule
		k--
		comma = true
	}
	if u.role != nil {
		return
	}
	for n := 3; n >= 1; n-- {
		if k-n+1 < 0 {
			continue
		}
		if f, got := phrase(r, k-n+1, r.toks[k].lang.roles); got == n {
			if comma && f[0].turn > 0 && r.toks[k].lang.file.Declines == "slavic" { // по словам адвоката, Оралсынову
				return
			}
			u.role = &f[0]
			return
		}
	}
}

// fullName takes a run of two words or more for a person, if enough speaks for it.
func (r *reader) fullName(at *run) bool {
	u := *at
	defer func() { at.from = u.from }()
	l := r.toks[u.from].lang
	if l.file.Declines == "" || !cyrillic(u.words[0]) {
		for len(u.words) > 2 && r.toks[u.from].first && !r.rules.given[u.words[0]] && r.rules.given[u.words[1]] {
			u.words, u.from = u.words[1:], u.from+1
		}
	}
	if len(u.words) == 3 && u.initials == 0 && cyrillic(u.words[0]) && l.file.Declines == "slavic" && !endsIn(u.words[1], l.patronymics) && !endsIn(u.words[2], l.patronymics) && !r.givenForm(u.words[0]) {
		u.words, u.from = u.words[1:], u.from+1
	}
	if len(u.words) > 4 || r.allPlaces(u) {
		return false
	}
	a := r.analyse(u, l)
	if a == nil || r.evidence(u, a, l) < 2 {
		return r.unknownBody(u, l)
	}
	p := r.join(a)
	if p == nil {
		p = a.party(len(r.parties))
		p.because = [2]int{r.toks[u.from].from, r.toks[u.to-1].to}
		r.parties = append(r.parties, p)
	}
	p.addRole(u.role)
	m := r.mention(p, u.from, u.to, a.oblique)
	m.sure, m.acc = a.sure, a.acc
	if p.sex == 0 {
		p.sex = a.sex
	}
	if s := sexOfTitle(u.title); s != 0 {
		p.sex = s
	}
	return true
}

// givenForm tells whether a word is a given name in some case.
func (r *reader) givenForm(w string) bool {
	return slices.ContainsFunc(givenForms(w), func(a analysis) bool { return r.rules.given[a.base] })
}

func cyrillic(w string) bool { c, _ := utf8.DecodeRuneInString(w); return c >= 0x400 && c < 0x530 }

func (r *reader) allPlaces(u run) bool {
	for k := u.from; k < u.to; k++ {
		if r.toks[k].word && r.toks[k].lang.places[r.toks[k].low].place == "" {
			return false
		}
	}
	return true
}

func (p *party) addRole(f *form) {
	if f == nil {
		return
	}
	if p.words == nil {
		p.words = map[string]string{}
	}
	p.words[f.base] = f.role.Sort
	if p.sorts == nil {
		p.sorts = map[string]bool{}
	}
	p.sorts[f.role.Sort] = true
	if p.sex == 0 && (f.role.Sort == "kin" || f.sex == 'f') && len(f.role.Female) > 0 {
		p.sex = f.sex
	}
}

// nameAnalysis is one way to read a run as a name.
type nameAnalysis struct {
	given, middle, family string
	initials              []string
	sex                   byte
	oblique, acc, sure    bool
	score                 int
}

func (a *nameAnalysis) party(order int) *party {
	name := title(a.given)
	if len(a.initials) > 0 {
		name = strings.ToUpper(strings.Join(a.initials, ". ") + ".")
	}
	for _, w := range []string{a.middle, a.family} {
		if w != "" {
			name = strings.TrimSpace(name + " " + titleWords(w))
		}
	}
	given := a.given
	if len(a.initials) > 0 {
		given = a.initials[0]
	}
	return &party{kind: Person, body: "person", name: name, given: given, middle: a.middle, family: a.family, sex: a.sex, words: map[string]string{}, reason: "name-full", order: order}
}

// titleWords leaves particles as they are written: Asanbek kyzy.
func titleWords(w string) string {
	first, rest, ok := strings.Cut(w, " ")
	if !ok {
		return title(w)
	}
	return title(first) + " " + rest
}

// join finds the person that a full name already has.
func (r *reader) join(a *nameAnalysis) *party {
	for _, p := range r.parties {
		if p.kind != Person || p.family != a.family {
			continue
		}
		if len(a.initials) > 0 {
			if strings.HasPrefix(p.given, a.initials[0]) && (len(a.initials) < 2 || p.middle == "" || strings.HasPrefix(p.middle, a.initials[1])) {
				return p
			}
			continue
		}
		if p.given == a.given || utf8.RuneCountInString(p.given) == 1 && strings.HasPrefix(a.given, p.given) {
			if p.middle == "" && a.middle != "" {
				p.middle, p.name = a.middle, title(a.given)+" "+title(a.middle)+" "+titleWords(a.family)
			}
			if utf8.RuneCountInString(p.given) == 1 {
				p.given, p.name = a.given, title(a.given)+" "+titleWords(a.family)
			}
			return p
		}
	}
	return nil
}

// analyse gives the best way to read a run, nil for none.
func (r *reader) analyse(u run, l *language) *nameAnalysis {
	words := u.words
	var a nameAnalysis
	if u.initials > 0 {
		if u.initials != len(words)-1 {
			return nil
		}
		a.initials = words[:u.initials]
	}
	family := words[len(words)-1]
	given := words[0]
	if u.initials == 0 && len(words) == 3 {
		a.middle = words[1]
		if endsIn(words[2], l.patronymics) && cyrillic(words[2]) && !endsIn(words[2], []string{"ұлы", "қызы"}) { // the family name first
			family, given, a.middle = words[0], words[1], words[2]
		}
	}
	switch {
	case l.file.Declines == "slavic" && cyrillic(family):
		return r.slavicName(u, a, given, family)
	case l.file.Declines == "turkic" && cyrillic(family):
		f := turkicForms(family, r.stands)[0]
		_, inList := r.rules.women[given]
		a.given, a.family, a.sex, a.oblique, a.acc, a.sure = given, f.base, f.sex, f.oblique, f.acc, true
		if a.sex == 0 && inList {
			a.sex = sexOf(r.rules.women[given])
		}
	default:
		a.given, a.family = given, family
		a.sex = r.latinSex(given, family)
	}
	if u.initials > 0 {
		a.given = ""
	}
	return &a
}

func sexOf(woman bool) byte {
	if woman {
		return 'f'
	}
	return 'm'
}

func (r *reader) latinSex(given, family string) byte {
	switch {
	case endsIn(family, []string{"ova", "eva", "skaya", "ska", " kyzy", " qizi", " gizi", "aya", "ovna"}):
		return 'f'
	case endsIn(family, []string{" uulu", " uly", " oglu", "sky", "ov", "ev", "skiy"}):
		return 'm'
	}
	if w, ok := r.rules.women[given]; ok {
		return sexOf(w)
	}
	if strings.HasSuffix(given, "a") {
		return 'f'
	}
	return 0
}

func sexOfTitle(t string) byte {
	switch t {
	case "mr", "господин", "господина", "г-н", "мырза", "гражданин", "гражданина":
		return 'm'
	case "ms", "mrs", "miss", "госпожа", "госпожи", "г-жа", "ханым", "гражданка", "гражданку":
		return 'f'
	}
	return 0
}

// slavicName weighs every way to read the two forms together: they agree in sex and case.
func (r *reader) slavicName(u run, a nameAnalysis, given, family string) *nameAnalysis {
	var best *nameAnalysis
	gs := givenForms(given)
	if u.initials > 0 {
		gs = []analysis{{"", 0, false, false}, {"", 0, true, true}}
	}
	next, before := r.word(u.to), r.word(u.from-1)
	for _, g := range gs {
		for _, f := range familyForms(family) {
			if g.sex != 0 && f.sex != 0 && g.sex != f.sex || g.oblique != f.oblique {
				continue
			}
			c := a
			c.given, c.family, c.oblique, c.acc, c.sure = g.base, f.base, f.oblique, f.acc, true
			if c.sex = f.sex; c.sex == 0 {
				c.sex = g.sex
			}
			c.score = r.weighSlavic(u, &c, next, before)
			if best == nil || c.score > best.score {
				best = &c
			}
		}
	}
	if best != nil && best.middle != "" {
		best.middle = patronymic(best.middle)
	}
	return best
}

func (r *reader) weighSlavic(u run, c *nameAnalysis, next, before string) int {
	n := 0
	if r.rules.given[c.given] {
		n += 4
	}
	if w, ok := r.rules.women[c.given]; ok && c.sex != 0 && w != (c.sex == 'f') {
		n -= 3
	}
	if form := r.toks[u.to-1].low; r.stands(c.family) && c.family != form {
		n += 2
	}
	if !c.oblique {
		n++
	}
	if c.given != "" && c.sex == 'f' && !strings.HasSuffix(c.given, "а") && !strings.HasSuffix(c.given, "я") && !r.rules.given[c.given] {
		n--
	}
	if u.role != nil {
		if (u.role.turn > 0) == c.oblique {
			n += 2
		} else {
			n -= 2
		}
		if u.role.sex == 'f' && c.sex == 'm' {
			n -= 3
		}
		if u.role.sex == 'm' && c.sex == 'f' && len(u.role.role.Female) > 0 && u.role.role.Sort == "kin" {
			n -= 3
		}
	}
	cue := r.toks[u.from].lang.cues
	if (cue[next] != "" || cue[before] != "") && !c.oblique {
		n += 2
	}
	if c.oblique && r.toks[u.from].lang.before["object"][before] || before == "словам" || before == "мнению" || before == "слов" {
		if c.oblique {
			n += 3
		}
	}
	for _, w := range []string{next, before} {
		switch {
		case strings.HasSuffix(w, "ла") || strings.HasSuffix(w, "лась"):
			if c.sex == 'f' && !c.oblique {
				n += 2
			}
		case strings.HasSuffix(w, "ли") && w == next:
			if c.acc {
				n += 2
			}
		case strings.HasSuffix(w, "ил") || strings.HasSuffix(w, "ал") || strings.HasSuffix(w, "лся"):
			if c.sex == 'm' && !c.oblique {
				n += 2
			}
		}
	}
	return n
}

func patronymic(w string) string {
	for _, p := range [][2]string{{"овича", "ович"}, {"евича", "евич"}, {"овичу", "ович"}, {"евичу", "евич"}, {"овичем", "ович"}, {"евичем", "евич"}, {"овны", "овна"}, {"евны", "евна"}, {"овне", "овна"}, {"евне", "евна"}, {"овну", "овна"}, {"евну", "евна"}, {"овной", "овна"}, {"евной", "евна"}} {
		if s, ok := strings.CutSuffix(w, p[0]); ok {
			return s + p[1]
		}
	}
	return w
}

// word is the word of a token in small letters, "" where there is none.
func (r *reader) word(i int) string {
	if i < 0 || i >= len(r.toks) || !r.toks[i].word {
		return ""
	}
	return r.toks[i].low
}

// stands tells whether the text has a word with a capital exactly so.
func (r *reader) stands(low string) bool {
	if r.capitals == nil {
		r.capitals = map[string]bool{}
		for _, t := range r.toks {
			if t.capital {
				r.capitals[t.low] = true
			}
		}
	}
	return r.capitals[low]
}

func endsIn(w string, ends []string) bool {
	for _, e := range ends {
		if strings.HasSuffix(w, e) && len(w) > len(e) {
			return true
		}
	}
	return false
}

// evidence counts what speaks for a person.
func (r *reader) evidence(u run, a *nameAnalysis, l *language) int {
	n := 0
	if r.rules.given[a.given] {
		n += 2
	}
	if len(a.initials) > 0 {
		n += 2
	}
	if endsIn(a.family, l.families) || strings.Contains(a.family, " ") {
		n++
	}
	if endsIn(a.middle, l.patronymics) {
		n += 2
	}
	if u.title != "" || u.role != nil {
		n += 2
	}
	if l.cues[r.word(u.to)] != "" || l.cues[r.word(u.from-1)] != "" {
		n++
	}
	if r.againAlone(u) {
		n++
	}
	if u.to+1 < len(r.toks) && r.toks[u.to].text == "," && (r.toks[u.to+1].number || r.word(u.to+1) == "who" || r.word(u.to+1) == "a" || r.word(u.to+1) == "an") {
		n++
	}
	for _, w := range u.words {
		if l.bodies[w].body != "" || l.never[w] && utf8.RuneCountInString(w) > 1 {
			n -= 3
		}
		if l.places[w].place != "" {
			n--
		}
	}
	return n
}

// againAlone tells whether the last word of a run comes back alone.
func (r *reader) againAlone(u run) bool {
	if r.alone == nil {
		r.alone = map[string]bool{}
		for i, t := range r.toks {
			if t.capital && (i == 0 || !r.toks[i-1].capital || !r.toks[i-1].word) {
				r.alone[t.low] = true
			}
		}
	}
	return r.alone[r.toks[u.to-1].low]
}

// unknownBody takes a run that is no person and says something for an organisation.
func (r *reader) unknownBody(u run, l *language) bool {
	if l.file.Declines != "" || u.title != "" || l.cues[r.word(u.to)] != "say" && !strings.EqualFold(r.word(u.from-1), "told") {
		return false
	}
	name := r.text[r.toks[u.from].from:r.toks[u.to-1].to]
	p := &party{kind: Organisation, body: "organisation", name: name, words: map[string]string{strings.ToLower(name): "name"}, reason: "body-speaks", because: [2]int{r.toks[u.from].from, r.toks[u.to-1].to}, order: len(r.parties)}
	for _, q := range r.parties {
		if q.kind == Organisation && strings.EqualFold(q.name, name) {
			p = q
		}
	}
	if len(p.mentions) == 0 {
		r.parties = append(r.parties, p)
	}
	r.mention(p, u.from, u.to, false)
	return true
}

// shortName joins a word alone to the person whose family or given name it is, in whatever case.
func (r *reader) shortName(u run) {
	t := r.toks[u.from]
	var best *party
	var how analysis
	most := 0
	for _, p := range r.parties {
		if p.kind != Person {
			continue
		}
		for _, a := range r.singleForms(t, p) {
			if n := r.weighShort(u, p, a); n > most {
				best, how, most = p, a, n
			}
		}
	}
	switch {
	case best != nil:
	case (u.title != "" || u.role != nil && u.role.role.Sort != "person" && r.rules.given[t.low]) && !t.first && t.lang.places[t.low].place == "" && utf8.RuneCountInString(t.text) > 2:
		base := t.low
		if t.lang.file.Declines == "slavic" {
			base = familyForms(t.low)[0].base
		}
		best = &party{kind: Person, body: "person", name: title(base), family: base, sex: sexOfTitle(u.title), words: map[string]string{}, reason: "name-title", because: [2]int{t.from, t.to}, order: len(r.parties)}
		r.parties = append(r.parties, best)
	default:
		return
	}
	if u.role != nil && (t.lang.file.Declines != "slavic" || (u.role.turn > 0) == how.oblique) {
		best.addRole(u.role)
	}
	m := r.mention(best, u.from, u.to, how.oblique)
	m.acc, m.sure = how.acc, t.lang.file.Declines != ""
	if s := sexOfTitle(u.title); s != 0 && best.sex == 0 {
		best.sex = s
	}
}

// singleForms are the ways in which a word is a name of a person.
func (r *reader) singleForms(t token, p *party) []analysis {
	var all []analysis
	switch {
	case t.lang.file.Declines == "slavic" && cyrillic(t.low):
		all = append(familyForms(t.low), givenForms(t.low)...)
	case t.lang.file.Declines == "turkic" && cyrillic(t.low):
		all = append(turkicForms(t.low, r.stands), analysis{t.low, 0, false, false})
	default:
		all = []analysis{{base: t.low}}
	}
	var out []analysis
	for _, a := range all {
		family, _, _ := strings.Cut(p.family, " ")
		if (a.base == p.family || a.base == family || a.base == p.given && utf8.RuneCountInString(p.given) > 2) && (a.sex == 0 || p.sex == 0 || a.sex == p.sex) {
			out = append(out, a)
		}
	}
	return out
}

// weighShort says how well a form fits a person: what stands beside it tells sex and case; of two with one family name the one
// named first is meant, since the others come with their given names.
func (r *reader) weighShort(u run, p *party, a analysis) int {
	n := 10
	if p.mentions[0].from < u.from {
		n += 3
	}
	n -= min(2, p.order/4)
	first := true
	for _, q := range r.parties {
		if q != p && q.kind == Person && q.family == p.family && q.order < p.order {
			first = false
		}
	}
	if first {
		n += 2
	}
	if s := sexOfTitle(u.title); s != 0 && p.sex != 0 && s != p.sex {
		n -= 8
	}
	if a.base == p.given {
		n++
	}
	next, before := r.word(u.to), r.word(u.from-1)
	cues := r.toks[u.from].lang.cues
	switch {
	case strings.HasSuffix(next, "ли") && cyrillic(next) && cues[next] == "":
		if a.acc {
			n += 3
		}
	case endsIn(next, []string{"ла", "лась"}) || endsIn(before, []string{"ла", "лась"}):
		if p.sex == 'f' && !a.oblique {
			n += 4
		}
	case cyrillic(next) && endsIn(next, []string{"ал", "ил", "ел", "лся", "нул"}) || cyrillic(before) && endsIn(before, []string{"ал", "ил", "ел", "лся", "нул"}) && cues[before] != "":
		if p.sex == 'm' && !a.oblique {
			n += 4
		}
	}
	if cues[next] != "" && !a.oblique {
		n++
	}
	if u.role != nil && p.sorts[u.role.role.Sort] && (u.role.turn > 0) == a.oblique {
		n += 3
	}
	return n
}
