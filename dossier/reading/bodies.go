package reading

import (
	"strings"
	"unicode/utf8"
)

// findBodies marks what names a court, an authority or an organisation: a head ("court", "центр", "департаменті") with what
// belongs to it, or words in marks beside a head. A head alone means the last body that had it.
func (r *reader) findBodies() {
	r.at = make([]*mention, len(r.toks))
	for i := 0; i < len(r.toks); i++ {
		t := r.toks[i]
		if !t.word || t.lang == nil || r.at[i] != nil {
			continue
		}
		head, n := phrase(r, i, t.lang.bodies)
		if n == 0 {
			continue
		}
		for next, m := phrase(r, i+n, t.lang.bodies); m > 0 && t.lang.file.Declines != "slavic"; next, m = phrase(r, i+n, t.lang.bodies) {
			head, n = next, n+m // police department
		}
		from, to := i, i+n
		from, to = r.body(from, to, t.lang)
		if from == i && to == i+n && !r.named(from, to) {
			r.backReference(i, i+n, head)
			continue
		}
		if r.named(from, to) {
			r.addBody(from, to, i, head)
			i = to - 1
		}
	}
	r.repeatedBodies()
}

// body widens a head to the whole name.
func (r *reader) body(from, to int, l *language) (int, int) {
	if q := r.quotedAfter(to); q > to {
		to = q
	} else if l.file.Declines == "slavic" {
		to = r.genitives(to)
	} else if l.file.Declines == "" {
		to = r.ofCapitals(to)
	}
	switch l.file.Declines {
	case "slavic":
		for from > 0 && r.adjective(from-1) {
			from--
		}
	case "turkic":
		from = r.leftWords(from, l)
	default:
		for from > 0 && r.leftOfHead(from-1) {
			from--
		}
	}
	if q := r.quotedBefore(from); q < from {
		from = q
	}
	for from < to && r.toks[from].word && !r.toks[from].capital && (r.toks[from].low == "the" || r.toks[from].low == "same" || r.toks[from].low == "a") {
		from++
	}
	return from, to
}

// named tells whether there is a proper name in it: a capital that is not only the head of a sentence, or marks.
func (r *reader) named(from, to int) bool {
	for i := from; i < to; i++ {
		t := r.toks[i]
		if t.capital && (!t.first || t.lang.places[t.low].place != "" || to-from > 1 && t.lang.file.Declines != "") && !(t.first && to-from == 1) || isOpening(t.text) {
			return true
		}
	}
	return false
}

func (r *reader) quotedAfter(i int) int {
	if i < len(r.toks) && isOpening(r.toks[i].text) {
		for k := i + 1; k < len(r.toks) && k < i+7 && r.toks[k].text != "\n"; k++ {
			if closes(r.toks[i].text, r.toks[k].text) {
				if r.toks[i+1].capital {
					return k + 1
				}
				return i
			}
		}
	}
	return i
}

// quotedBefore is the mark that opens the name in front of a head: «…» қоры, “Ak Dala” cooperative.
func (r *reader) quotedBefore(i int) int {
	if i == 0 || !isClosing(r.toks[i-1].text) {
		return i
	}
	for k := i - 2; k >= 0 && k > i-8 && r.toks[k].text != "\n"; k-- {
		if isOpening(r.toks[k].text) && closes(r.toks[k].text, r.toks[i-1].text) {
			if k+1 < i && r.toks[k+1].capital {
				return k
			}
			return i
		}
	}
	return i
}

var slavicTail = set("района области города полиции национальной безопасности государственной внутренних дел по делам республики округа правам человека края борьбе")

// genitives takes what depends on a Russian head: полиции Карагандинской области, в Оше.
func (r *reader) genitives(i int) int {
	to := i
	for k := i; k < len(r.toks) && k < i+8; k++ {
		t := r.toks[k]
		if !t.word || r.toks[k].sentence != r.toks[i].sentence {
			if t.text == "." && k > 0 && r.toks[k-1].low == "г" {
				continue
			}
			break
		}
		if t.low == "в" && k == i && k+1 < len(r.toks) && t.lang.places[r.toks[k+1].low].place != "" {
			continue
		}
		body := t.lang.bodies[t.low].body != ""
		place := t.lang.places[t.low].place != ""
		next := k+1 < len(r.toks) && slavicTail[r.toks[k+1].low]
		if slavicTail[t.low] || t.low == "г" || place || body && t.capital || t.capital && (r.adjective(k) || next) {
			if t.low != "по" && t.low != "г" {
				to = k + 1
			}
			continue
		}
		break
	}
	return to
}

var ofWords = set("of for and on the against")

// ofCapitals takes "of Bishkek", "for National Security", and the letters in brackets behind that.
func (r *reader) ofCapitals(i int) int {
	to, k := i, i
	if i > 0 && !r.toks[i-1].capital {
		return i
	}
	for k < len(r.toks) && k < i+8 && r.toks[k].word {
		if r.toks[k].capital && (k > i || r.toks[k].lang.bodies[r.toks[k].low].body != "" || r.toks[k].caps) {
			to = k + 1
		} else if !ofWords[r.toks[k].low] {
			break
		}
		k++
	}
	if to+2 < len(r.toks) && r.toks[to].text == "(" && r.toks[to+1].caps && r.toks[to+2].text == ")" {
		to += 3
	}
	return to
}

var leftWords = set("city district regional state police human rights legal aid pre-trial supreme municipal town of for local non-governmental")

func (r *reader) leftOfHead(i int) bool {
	t := r.toks[i]
	if !t.word || r.at[i] != nil || t.sentence != r.toks[i+1].sentence {
		return false
	}
	if t.low == "of" || t.low == "for" {
		return i > 0 && r.toks[i-1].capital && r.toks[i+1].capital
	}
	if ofWords[t.low] || t.low == "a" {
		return false
	}
	return t.capital && !t.lang.pronounOrSmall(t.low) || leftWords[t.low]
}

func (l *language) pronounOrSmall(low string) bool { return l.common[low] || l.pronouns[low] != "" }

func (r *reader) adjective(i int) bool {
	t := r.toks[i]
	if !t.word || t.sentence != r.toks[min(i+1, len(r.toks)-1)].sentence || r.at[i] != nil {
		return false
	}
	for _, s := range []string{"ский", "ского", "скому", "ском", "ским", "ская", "ской", "скую", "ное", "ного", "ному", "ный", "ная", "ную", "ственный", "ственного"} {
		if strings.HasSuffix(t.low, s) && utf8.RuneCountInString(t.low) > 5 {
			return true
		}
	}
	return false
}

// leftWords takes what stands before a Kazakh head, from the first capital on.
func (r *reader) leftWords(i int, l *language) int {
	from := i
	for k := i - 1; k >= 0 && k >= i-6; k-- {
		t := r.toks[k]
		if !t.word || t.sentence != r.toks[i].sentence || r.at[k] != nil || l.pronounOrSmall(t.low) || index(l.weekdays, t.low) > 0 || index(l.months, t.low) > 0 {
			break
		}
		if t.capital && l.roles[t.low] == nil {
			from = k
		}
	}
	if from == i { // lower-case words between marks and the head: «…» құқық қорғау орталығы
		for k := i - 1; k >= 0 && k >= i-4; k-- {
			if isClosing(r.toks[k].text) {
				return k + 1
			}
			if !r.toks[k].word {
				break
			}
		}
	}
	return from
}

// backReference is "the court", "Полиция департаменті": the last body with that head.
func (r *reader) backReference(from, to int, head form) {
	for i := len(r.parties) - 1; i >= 0; i-- {
		p := r.parties[i]
		if p.kind == Organisation && p.words[head.base] != "" && p.mentions[len(p.mentions)-1].from < from {
			r.mention(p, from, to, head.turn > 0)
			return
		}
	}
	if r.toks[from].first || head.body == "state-body" || head.body == "court" { // somebody all the same, for who said or did it
		p := &party{kind: Organisation, body: head.body, name: r.text[r.toks[from].from:r.toks[to-1].to], words: map[string]string{head.base: head.base}, reason: "body-alone", order: len(r.parties)}
		p.because = [2]int{r.toks[from].from, r.toks[to-1].to}
		r.parties = append(r.parties, p)
		r.mention(p, from, to, head.turn > 0)
	}
}

func (r *reader) addBody(from, to, at int, head form) {
	words := r.text[r.toks[from].from:r.toks[to-1].to]
	name, key := r.bodyName(from, to, at, head), stems(words)
	for _, p := range r.parties {
		if p.kind == Organisation && p.reason != "body-alone" && stems(p.name) == stems(name) {
			r.mention(p, from, to, head.turn > 0)
			return
		}
	}
	_ = key
	p := &party{kind: Organisation, body: head.body, name: name, words: map[string]string{head.base: head.base}, reason: "body-head", because: [2]int{r.toks[at].from, r.toks[at].to}, order: len(r.parties)}
	if i := strings.Index(name, " ("); i > 0 && strings.HasSuffix(name, ")") {
		p.words[strings.ToLower(name[i+2:len(name)-1])], p.name = "short", name[:i]
	}
	if q := strings.IndexAny(name, "“«"); q >= 0 {
		if inner := strings.Trim(name[q:], "“”«» "); inner != "" {
			if e := strings.IndexAny(inner, "”»"); e > 0 {
				inner = inner[:e]
			}
			p.words[strings.ToLower(inner)] = "quoted"
		}
	}
	r.parties = append(r.parties, p)
	r.mention(p, from, to, head.turn > 0)
}

// bodyName is the name with its head in the base form.
func (r *reader) bodyName(from, to, at int, head form) string {
	a, b := r.toks[from].from, r.toks[to-1].to
	if head.turn == 0 && r.toks[at].lang.file.Declines != "turkic" {
		return r.text[a:b]
	}
	base := head.base
	if r.toks[at].lang.file.Declines == "turkic" {
		for _, f := range r.toks[at].lang.bodies {
			if f.base == head.base && f.turn == 0 {
				base = f.base
			}
		}
	}
	if r.toks[at].capital {
		base = title(base)
	}
	left := r.text[a:r.toks[at].from]
	for _, p := range [][2]string{{"ского ", "ский "}, {"скому ", "ский "}, {"ском ", "ский "}, {"ской ", "ская "}, {"ного ", "ный "}} {
		left = strings.ReplaceAll(left, p[0], p[1])
	}
	return left + base + r.text[r.toks[at].to:b]
}

// stems is what two cases of one name have in common: the first letters of its words.
func stems(name string) string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(c rune) bool { return !isWordRune(c) }) {
		rs := []rune(w)
		out = append(out, string(rs[:min(5, len(rs))]))
	}
	return strings.Join(out, " ")
}

func (r *reader) mention(p *party, from, to int, oblique bool) *mention {
	m := &mention{party: p, from: from, to: to, oblique: oblique}
	p.mentions = append(p.mentions, m)
	for i := from; i < to; i++ {
		r.at[i] = m
	}
	return m
}

// repeatedBodies finds short forms in capitals, and the names in marks when they stand alone.
func (r *reader) repeatedBodies() {
	for i, t := range r.toks {
		if r.at[i] != nil || !t.word {
			continue
		}
		for _, p := range r.parties {
			if p.words[t.low] == "short" && t.caps {
				r.mention(p, i, i+1, false)
			}
		}
		if i == 0 || !isOpening(r.toks[i-1].text) || !t.capital {
			continue
		}
		for end := i + 1; end < len(r.toks) && end < i+6; end++ {
			if isClosing(r.toks[end].text) {
				words := strings.ToLower(r.text[t.from:r.toks[end-1].to])
				for _, p := range r.parties {
					if p.words[words] == "quoted" && r.at[i] == nil {
						r.mention(p, i-1, end+1, false)
					}
				}
				break
			}
		}
	}
}
