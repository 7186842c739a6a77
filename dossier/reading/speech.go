package reading

import (
	"strings"
	"unicode/utf8"
)

// saying is words that somebody said: [from, to) in bytes.
type saying struct {
	speaker  *party
	direct   bool
	from, to int
	cue      [2]int
	reason   string
	quote    int
}

// cue is a verb of saying outside of quotations, with who says it.
type cue struct {
	at, n   int
	how     string
	speaker *party
	subject [2]int // tokens of who says it, [from, to)
	used    bool
	after   bool // the speaker stands behind it
}

func (r *reader) cueSoon(i int) bool {
	for k := i; k < len(r.toks) && k < i+3; k++ {
		if r.toks[k].lang != nil && r.toks[k].word {
			if _, n := phrase(r, k, r.toks[k].lang.cues); n > 0 {
				return true
			}
		}
	}
	return false
}

// findSpeech resolves every cue in the order of the text, then gives each quotation its cue, then takes what follows "that".
func (r *reader) findSpeech() {
	var cues []*cue
	for i := 0; i < len(r.toks); i++ {
		t := r.toks[i]
		if !t.word || t.lang == nil || t.quote >= 0 && r.at[i] == nil || r.at[i] != nil {
			continue
		}
		how, n := phrase(r, i, t.lang.cues)
		if n == 0 {
			continue
		}
		if b := r.word(i - 1); how == "say" && (b == "was" || b == "were" || b == "been" || b == "is") && t.lang.file.Declines == "" {
			continue // was told
		}
		c := &cue{at: i, n: n, how: how}
		r.speaker(c)
		if c.speaker != nil {
			r.lastSpeaker, r.lastSaid = c.speaker, i
		}
		cues = append(cues, c)
		i += n - 1
	}
	r.lastSpeaker = nil
	for q := range r.quotes {
		r.direct(q, cues)
	}
	for _, c := range cues {
		if c.speaker != nil {
			r.indirect(c)
		}
	}
}

// speaker finds who says what a cue announces.
func (r *reader) speaker(c *cue) {
	turkic := r.toks[c.at].lang.file.Declines == "turkic"
	if c.how == "according" && !turkic {
		r.speakerAfter(c, 7)
		return
	}
	if c.how == "according" {
		r.speakerBefore(c)
		return
	}
	if k := c.at - 1; k >= 0 {
		m := r.at[k]
		_, role := phrase(r, k, r.toks[k].lang.roles)
		if m != nil && !(m.sure && m.oblique) && !r.governed(m) && m.to == c.at || r.subjectPronoun(k) || role == 1 && r.toks[k].lang.file.Declines == "" {
			r.speakerBefore(c)
			if c.speaker != nil {
				return
			}
		}
	}
	if low := r.toks[c.at].low; low != "told" && low != "tells" {
		r.speakerAfter(c, 1)
	}
	if c.speaker == nil {
		r.speakerBefore(c)
	}
}

func (r *reader) subjectPronoun(k int) bool {
	switch r.toks[k].low {
	case "he", "she", "он", "она", "ол":
		return true
	}
	return false
}

// speakerAfter looks behind a cue; the first word there must belong to who speaks, or come within some words.
func (r *reader) speakerAfter(c *cue, within int) {
	seen := 0
	var role []form
	roleAt := 0
	for k := c.at + c.n; k < len(r.toks) && k < c.at+c.n+12 && r.toks[k].sentence == r.toks[c.at].sentence; k++ {
		t := r.toks[k]
		if m := r.at[k]; m != nil {
			if c.how == "according" || !(m.sure && m.oblique && role == nil) && (role == nil || m.party.kind == Person && !(m.sure && m.oblique)) {
				if !(role != nil && m.party.kind == Organisation) {
					c.speaker, c.subject, c.after = m.party, [2]int{c.at + c.n, m.to}, true
					// адвокат Оралсынова Татьяна: the second is who speaks
					if next := r.at[min(m.to, len(r.toks)-1)]; next != nil && next != m && next.party.kind == Person && m.sure && m.oblique {
						c.speaker, c.subject[1] = next.party, next.to
					}
					return
				}
			}
			k = m.to - 1
			continue
		}
		if t.lang == nil || t.text == "\n" {
			break
		}
		if fs, n := phrase(r, k, t.lang.roles); n > 0 {
			if role == nil {
				role, roleAt = fs, k
			}
			k += n - 1
			continue
		}
		if use := t.lang.pronouns[t.low]; use != "" && t.word && role == nil {
			if r.nextIsRole(k) {
				continue
			}
			c.speaker, c.subject, c.after = r.pronoun(k, use, nil), [2]int{c.at + c.n, k + 1}, true
			return
		}
		if t.lang.titles[t.low] || t.text == "." || t.low == "the" || t.low == "his" || t.low == "her" || t.low == "their" || t.low == "its" || role != nil && (t.text == "," || t.low == "семьи" || ofWords[t.low]) {
			continue
		}
		if seen++; seen >= within {
			break
		}
	}
	if role != nil {
		if p := r.roleMeans(roleAt, role); p != nil {
			c.speaker, c.subject, c.after = p, [2]int{roleAt, roleAt + 1}, true
		}
	}
}

func (r *reader) nextIsRole(k int) bool {
	for n := k + 1; n < len(r.toks) && n < k+4; n++ {
		if !r.toks[n].word {
			return false
		}
		if _, m := phrase(r, n, r.toks[n].lang.roles); m > 0 {
			return true
		}
	}
	return false
}

// speakerBefore looks back through the sentence for the nearest name, role or pronoun that can be the subject.
func (r *reader) speakerBefore(c *cue) {
	for k := c.at - 1; k >= 0 && r.toks[k].sentence == r.toks[c.at].sentence && r.toks[k].text != "\n"; k-- {
		t := r.toks[k]
		if m := r.at[k]; m != nil && (t.quote < 0 || m.party.kind == Organisation) {
			if c.how == "according" || !(m.sure && m.oblique) && !r.governed(m) && !(m.party.kind == Organisation && m.oblique && t.lang.file.Declines == "turkic") {
				c.speaker, c.subject = m.party, [2]int{m.from, m.to}
				return
			}
			k = m.from
			continue
		}
		if t.quote >= 0 || t.lang == nil || !t.word {
			continue
		}
		for n := 3; n >= 1; n-- {
			if k-n+1 < 0 {
				continue
			}
			fs, got := phrase(r, k-n+1, t.lang.roles)
			if got != n || t.lang.file.Declines == "slavic" && fs[0].turn > 0 || k-n >= 0 && r.toks[k-n].lang != nil && r.toks[k-n].lang.before["object"][r.toks[k-n].low] {
				continue
			}
			if low := r.word(k - n); low == "a" || low == "an" {
				return // somebody without a name
			}
			if p := r.roleMeans(k, fs); p != nil {
				c.speaker, c.subject = p, [2]int{k - n + 1, k + 1}
				return
			}
			if t.lang.file.Declines == "" {
				return
			}
		}
		if r.subjectPronoun(k) || c.how == "according" && t.lang.pronouns[t.low] != "" {
			if p := r.pronoun(k, t.lang.pronouns[t.low], nil); p != nil {
				c.speaker, c.subject = p, [2]int{k, k + 1}
				return
			}
		}
	}
}

// direct gives a quotation its speaker, if somebody says it.
func (r *reader) direct(q int, cues []*cue) {
	x := r.quotes[q]
	if x.to <= x.from || r.at[x.from] != nil && r.at[x.from].party.kind == Organisation && r.at[x.from].to >= x.to {
		return
	}
	if before := x.from - 2; before >= 0 && r.toks[before].text == "(" {
		return
	}
	s := saying{direct: true, quote: q, from: r.toks[x.from].from, to: r.toks[x.to-1].to}
	if c := r.cueAfter(x, cues); c != nil {
		s.speaker, s.reason, s.cue, c.used = c.speaker, "quote-cue-after", r.cueSpan(c), true
	} else if c := r.cueBefore(x, cues); c != nil {
		s.speaker, s.reason, s.cue = c.speaker, "quote-cue-before", r.cueSpan(c)
		c.used = c.used || x.from-c.at < 5
	} else if n := len(r.said); n > 0 && r.continues(q, r.said[n-1]) {
		s.speaker, s.reason, s.cue = r.said[n-1].speaker, "quote-goes-on", r.said[n-1].cue
	}
	if s.speaker == nil {
		return
	}
	for s.to > s.from { // the comma before the closing mark is the report's
		c, n := utf8.DecodeLastRuneInString(r.text[s.from:s.to])
		if c != ',' && !(c == '.' && s.reason == "") {
			break
		}
		s.to -= n
	}
	r.said = append(r.said, s)
}

func (r *reader) cueSpan(c *cue) [2]int {
	from, to := c.at, c.at+c.n
	if c.subject[1] > 0 {
		from, to = min(from, c.subject[0]), max(to, c.subject[1])
	}
	return [2]int{r.toks[from].from, r.toks[min(to, len(r.toks))-1].to}
}

func (r *reader) cueAfter(x quotation, cues []*cue) *cue {
	end := min(x.to, len(r.toks)-1)
	for _, c := range cues {
		if c.at <= x.to || c.at > x.to+11 || r.toks[c.at].para != r.toks[x.from].para || r.toks[c.at].sentence != r.toks[end].sentence && !x.dash {
			continue
		}
		for k := x.to + 1; k < c.at; k++ {
			if r.toks[k].quote >= 0 || r.toks[k].text == ":" {
				return nil
			}
		}
		if c.how == "according" && c.at > x.to+4 && r.toks[c.at].lang.file.Declines != "turkic" {
			return nil
		}
		if c.speaker != nil {
			return c
		}
	}
	return nil
}

func (r *reader) cueBefore(x quotation, cues []*cue) *cue {
	open := x.from - 1
	if open <= 0 || x.dash {
		return nil
	}
	var best *cue
	for _, c := range cues {
		if c.at >= open || c.speaker == nil {
			continue
		}
		if r.toks[c.at].para == r.toks[open].para && (r.toks[c.at].sentence == r.toks[open].sentence || r.toks[open-1].text == ":" && r.toks[open-1].sentence == r.toks[c.at].sentence) {
			best = c
		}
	}
	if best == nil {
		return nil
	}
	if r.toks[open-1].text != ":" && r.toks[open-1].text != "," { // words in a sentence: one alone in marks is a name or a mark of distance
		words := 0
		for k := x.from; k < x.to; k++ {
			if r.toks[k].word {
				words++
			}
		}
		if words < 2 || best.at+25 < open || best.used {
			return nil
		}
	}
	return best
}

// continues tells whether a quotation without a cue goes on with the one before: a second half, or the next paragraph of a
// speech that was not closed.
func (r *reader) continues(q int, last saying) bool {
	x, y := r.quotes[q], r.quotes[last.quote]
	if y.open && !y.dash && q == last.quote+1 {
		return true
	}
	if head := x.from - 2; (head < 0 || r.toks[head].text == "\n") && !x.dash && !y.dash && x.open && r.toks[x.from].para-r.toks[y.from].para <= 2 {
		return true // the next paragraph of a speech
	}
	if r.toks[x.from].para != r.toks[y.from].para || !r.toks[x.from].capital && !r.toks[x.from].number || x.dash {
		return false
	}
	k := x.from - 2
	return k > y.to && (r.toks[k].text == "." || r.toks[k].text == "," || isDash(r.toks[k].text)) && x.from-y.to < 30
}

// indirect takes the words behind "that", before the one who says them, or behind "according to".
func (r *reader) indirect(c *cue) {
	from, to := r.reported(c)
	if from < 0 || to-from < 3 {
		return
	}
	for to > from && !r.toks[to-1].word && !r.toks[to-1].number && !isClosing(r.toks[to-1].text) && r.toks[to-1].text != ")" {
		to--
	}
	words, quoted := 0, 0
	for k := from; k < to; k++ {
		if r.toks[k].word {
			words++
			if r.toks[k].quote >= 0 && !(r.at[k] != nil) {
				quoted++
			}
		}
	}
	if words < 2 || quoted*2 > words {
		return
	}
	r.said = append(r.said, saying{speaker: c.speaker, from: r.toks[from].from, to: r.toks[to-1].to, cue: r.cueSpan(c), reason: "reported", quote: -1})
}

// reported is the tokens of what a cue reports, -1 for none.
func (r *reader) reported(c *cue) (from, to int) {
	start, end := r.sentenceOf(c.at)
	l := r.toks[c.at].lang
	behind := max(c.at+c.n, c.subject[1])
	if !c.after {
		behind = c.at + c.n
	}
	switch {
	case l.file.Declines == "turkic":
		return r.reportedTurkic(c, start, end)
	case c.how == "according":
		for k := behind; k < end && k < behind+8; k++ {
			if r.toks[k].text == "," {
				return k + 1, end
			}
		}
		if c.at-start > 4 && (r.toks[c.at-1].text == ",") {
			return start, c.at - 1
		}
		return -1, -1
	}
	for k := behind; k < end && k < behind+9; k++ {
		if low := r.toks[k].low; low == "that" || low == "что" || low == "будто" {
			return k + 1, end
		}
	}
	if c.used || c.how == "soft" {
		return -1, -1
	}
	if l.file.Declines == "" && behind == c.at+c.n && behind < end && saidPlainly(r.toks[c.at].low) && r.startsClause(behind) {
		return behind, end
	}
	head := c.at
	if c.subject[1] > 0 {
		head = min(head, c.subject[0])
	}
	for head > start && r.toks[head-1].word { // his mother said
		head--
	}
	if head-start > 4 && r.toks[head-1].text == "," && end-c.at < 9 && r.toks[start].quote < 0 {
		return start, head - 1
	}
	return -1, -1
}

func saidPlainly(low string) bool {
	switch low {
	case "said", "says", "believes", "believed", "thinks", "claims", "claimed", "alleges", "insists", "argues", "saying", "adding":
		return true
	}
	return false
}

// startsClause tells whether words begin a clause of their own: he, the, a name, nobody.
func (r *reader) startsClause(k int) bool {
	t := r.toks[k]
	if r.at[k] != nil || t.lang.pronouns[t.low] != "" {
		return true
	}
	switch t.low {
	case "the", "a", "their", "its", "nobody", "they", "it", "no", "there", "this", "all", "these", "police", "officers", "everybody", "nothing":
		return true
	}
	return false
}

func (r *reader) reportedTurkic(c *cue, start, end int) (from, to int) {
	if c.how == "according" {
		for k := c.at + c.n; k < end && k < c.at+c.n+3; k++ {
			if r.toks[k].text == "," {
				return k + 1, end
			}
		}
		return c.at + c.n, end
	}
	if c.used || c.at == start {
		return -1, -1
	}
	k := c.at - 1
	w := r.toks[k].low
	if w == "деп" && k > start {
		k--
	} else if !endsIn(w, []string{"ғанын", "генін", "қанын", "кенін", "тінін", "латынын", "мағанын", "майтынын", "мегенін", "атынын", "етінін"}) {
		return -1, -1
	}
	if c.subject[1] > start && c.subject[1] <= k && !c.after {
		start = c.subject[1]
	}
	for start < k && !r.toks[start].word {
		start++
	}
	if strings.TrimSpace(r.toks[start].low) == "бұл" && r.word(start+1) == "туралы" {
		return -1, -1
	}
	return start, k + 1
}

// sentenceOf is the tokens of the sentence around a token.
func (r *reader) sentenceOf(i int) (from, to int) {
	from, to = i, i
	for from > 0 && r.toks[from-1].sentence == r.toks[i].sentence && r.toks[from-1].text != "\n" {
		from--
	}
	for to < len(r.toks) && r.toks[to].sentence == r.toks[i].sentence && r.toks[to].text != "\n" {
		to++
	}
	return from, to
}
