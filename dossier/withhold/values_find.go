package withhold

import (
	"slices"
	"strings"
	"unicode"
)

// hits are the values of withheld subjects in a text.
func (x *values) hits(v *view, text string) []Hit {
	if len(x.numbers)+len(x.exact)+len(x.dates)+len(x.phrases) == 0 {
		return nil
	}
	var out []Hit
	for i := range v.words {
		if v.words[i].digits {
			out = x.numbersAt(v, i, out)
			out = x.dateAt(v, i, out)
		}
		if len(x.exact) > 0 {
			out = x.exactAt(v, i, out)
		}
		if len(x.phrases) > 0 && !v.words[i].digits && !x.idle.has(v, &v.words[i]) {
			out = x.phraseAt(v, i, out)
		}
	}
	return out
}

// hit makes the hit of a value that belongs to the owners; one that somebody who is not withheld has too is uncertain.
func hit(v *view, a, b int, owners []owner, reason string) (Hit, bool) {
	h := Hit{From: int(v.letters[v.words[a].a].from), To: int(v.letters[v.words[b-1].b-1].to), What: ValueFound, Reason: reason}
	for _, o := range owners {
		switch {
		case o.withheld && h.Subject == "":
			h.Subject = o.subject
		case o.subject != h.Subject && !slices.Contains(h.Others, o.subject):
			h.Others = append(h.Others, o.subject)
		}
	}
	for _, o := range owners {
		if !o.withheld {
			h.Reason = SharedName
		}
	}
	h.Certain = h.Reason == ""
	return h, h.Subject != ""
}

func (v *view) digits(i int) string {
	w := v.words[i]
	var b strings.Builder
	for _, l := range v.letters[w.a:w.b] {
		if l.r >= '0' && l.r <= '9' {
			b.WriteByte(byte(l.r))
		}
	}
	return b.String()
}

// numbersAt looks for numbers that begin with word i, the longest first.
func (x *values) numbersAt(v *view, i int, out []Hit) []Hit {
	if len(x.numbers) == 0 {
		return out
	}
	var all string
	best := Hit{}
	for j := i; j < len(v.words) && j < i+14; j++ {
		if j > i && !v.near(j) {
			break
		}
		all += v.digits(j)
		if len(all) < tailDigits {
			continue
		}
		if len(all) > 24 {
			break
		}
		tail := all[len(all)-tailDigits:]
		for _, o := range x.numbers[tail] {
			if reason, ok := numberFits(all, o, i > 0 && v.near(i) && v.words[i-1].digits); ok {
				if h, ok := hit(v, i, j+1, []owner{o}, reason); ok && (best.Subject == "" || h.Certain && !best.Certain || h.To-h.From >= best.To-best.From) {
					best = h
				}
			}
		}
	}
	if best.Subject != "" {
		out = append(out, best)
	}
	return out
}

// near tells whether word j is digits that go on those of the word before.
func (v *view) near(j int) bool {
	w := v.words[j]
	return w.digits && v.words[j-1].digits && (w.gap != gapWide || strings.ContainsRune("()-–—.", w.mark)) &&
		v.letters[w.a].from-v.letters[v.words[j-1].b-1].to <= 6
}

// numberFits compares the digits of a text with those of a number. A telephone may be written without what stands before
// the number in its network, or with another sign for it; others must be whole.
func numberFits(all string, o owner, within bool) (string, bool) {
	if all == o.digits {
		return "", true
	}
	if o.kind == Telephone || o.kind == OtherValue {
		own, other := strings.TrimLeft(o.digits, "0"), strings.TrimLeft(all, "0")
		n := min(len(own), len(other))
		switch common := commonTail(own, other); {
		case len(other) > len(own)+3 || within && common < len(other):
			return "", false
		case common >= 9 && common >= n-1, common >= 7 && common == len(other):
			return "", true
		case common >= 7 && common >= n-2, common == len(other):
			return NearValue, true
		}
		return "", false
	}
	switch {
	case strings.HasSuffix(all, o.digits) && len(all)-len(o.digits) <= 2 && !within:
		return NearValue, true
	case strings.HasSuffix(o.digits, all) && len(all) >= 8:
		return NearValue, true
	}
	return "", false
}

func commonTail(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// exactAt looks for handles, addresses of the net and numbers with letters that begin with word i.
func (x *values) exactAt(v *view, i int, out []Hit) []Hit {
	var net, plate strings.Builder
	var best Hit
	for j := i; j < len(v.words) && j < i+16; j++ {
		w := v.words[j]
		if j > i && (w.gap == gapWide && !strings.ContainsRune("()[]:@/№#?&", w.mark) || v.letters[w.a].from-v.letters[v.words[j-1].b-1].to > 6) {
			break
		}
		word := v.key(x.rules, int32(j))
		spoken := j > i && (word == "at" || word == "dot" || word == "собака" || word == "точка")
		plate.WriteString(plateKey(word))
		if !spoken {
			for _, c := range word {
				if unicode.IsLetter(c) || unicode.IsDigit(c) {
					net.WriteRune(c)
				}
			}
		}
		if net.Len() > 120 {
			break
		}
		owners := x.exact[net.String()]
		if len(owners) == 0 {
			owners = x.exact[plate.String()]
		}
		if len(owners) > 0 {
			reason := ""
			if o := owners[0]; o.kind == Handle && !v.handled(i, j) {
				reason = NearValue
			}
			if h, ok := hit(v, i, j+1, owners, reason); ok {
				best = h
			}
		}
	}
	if best.Subject != "" {
		out = append(out, best)
	}
	return out
}

// handled tells whether words are written as a handle is: in an address, with a sign inside, or with digits.
func (v *view) handled(i, j int) bool {
	for k := i; k <= j; k++ {
		w := v.words[k]
		if w.tech || k > i && (w.digits || w.gap == gapJoin) {
			return true
		}
	}
	return false
}

// phraseAt looks for an address or another phrase of which word i is a telling word.
func (x *values) phraseAt(v *view, i int, out []Hit) []Hit {
	said := x.rules.said(v.key(x.rules, int32(i)))
	if len(said) == 0 {
		x.idle.add(v, &v.words[i])
		return out
	}
	list := x.phrases[said[0]]
	for _, cut := range said {
		for n := len(cut); len(list) == 0 && n >= 3 && n >= len(cut)-3; n-- {
			list = x.phrases[cut[:n]]
			for end := range len(sounds) { // a vowel that declension changed
				if len(list) == 0 && vowel(sound(end)) {
					list = x.phrases[cut[:n]+string(rune(end))]
				}
			}
		}
	}
	if len(list) == 0 {
		x.idle.add(v, &v.words[i])
	}
	for _, p := range list {
		a, b, missing, numbers := x.around(v, i, p)
		if len(missing) > 0 && !enough(p, missing, numbers) {
			continue
		}
		reason := ""
		switch {
		case len(p.words) == 1:
			reason = PlaceName
		case len(missing) > 0 && !(p.kind == Address && numbers > 0):
			reason = NearValue
		}
		if h, ok := hit(v, a, b, []owner{p.owner}, reason); ok {
			out = append(out, h)
		}
	}
	return out
}

// enough tells whether what was found of a phrase tells it: of an address its first word and a number, of another phrase
// most of its words.
func enough(p phrase, missing []string, numbers int) bool {
	found := len(p.words) - len(missing)
	if numbers > 0 {
		return found >= 2 && !slices.Contains(missing, p.words[0])
	}
	return p.kind != Address && found >= 2 && found*5 >= len(p.words)*3
}

// around looks for the words of a phrase near word i, and gives the words they span, those it did not find, and how many
// numbers it found. Each must stand near another that was found: words of an address that are strewn over a sentence are
// no address, and what stands between them is not to be struck.
func (x *values) around(v *view, i int, p phrase) (a, b int, missing []string, numbers int) {
	a, b = i, i+1
	used, found := map[int]bool{}, make([]bool, len(p.words))
	for grown := true; grown; {
		grown = false
		for n, want := range p.words {
			at := x.beside(v, a, b, want, p.number[n], used)
			if found[n] || at < 0 {
				continue
			}
			found[n], used[at], grown = true, true, true
			a, b = min(a, at), max(b, at+1)
			if p.number[n] {
				numbers++
			}
		}
	}
	if numbers > 0 {
		a, b = x.absorb(v, a, b, p)
	}
	for n, want := range p.words {
		if !found[n] {
			missing = append(missing, want)
		}
	}
	return a, b, missing, numbers
}

// absorb widens words a to b by what stands beside them and is of the phrase too, a second time: each of two addresses in a
// list takes the numbers nearest to it, which may be the other's.
func (x *values) absorb(v *view, a, b int, p phrase) (int, int) {
	more := func(at, step int) int {
		for n := range 2 { // "flat 9": the word that tells what the number is may stand between
			k := at + n*step
			if k < 0 || k >= len(v.words) {
				break
			}
			for i, want := range p.words {
				if x.alike(v, k, want, p.number[i]) {
					return n + 1
				}
			}
			if !x.rules.address[v.key(x.rules, int32(k))] {
				break
			}
		}
		return 0
	}
	for n := more(b, 1); n > 0; n = more(b, 1) {
		b += n
	}
	for n := more(a-1, -1); n > 0; n = more(a-1, -1) {
		a -= n
	}
	return a, b
}

// mostBetween is how many words may stand between two of a phrase: "12, which is in Abai street".
const mostBetween = 4

// beside is the word nearest to words a to b that is one of a phrase, -1 if there is none near enough.
func (x *values) beside(v *view, a, b int, want string, number bool, used map[int]bool) int {
	for k := a; k < b; k++ {
		if !used[k] && x.alike(v, k, want, number) {
			return k
		}
	}
	for d := range mostBetween + 1 {
		for _, k := range []int{b + d, a - 1 - d} {
			if k >= 0 && k < len(v.words) && !used[k] && x.alike(v, k, want, number) {
				return k
			}
		}
	}
	return -1
}

// alike tells whether a word of the text is one of a phrase: by its digits, or by its sounds with another ending.
func (x *values) alike(v *view, k int, want string, number bool) bool {
	if number {
		return v.words[k].digits && v.digits(k) == want
	}
	if v.words[k].digits {
		return false
	}
	have := v.key(x.rules, int32(k))
	if have == want {
		return true
	}
	a, b := x.rules.said(have), x.rules.said(want)
	for _, one := range a {
		for _, other := range b {
			n := commonHead(one, other)
			if n >= 3 && n >= len(other)-1 && n >= len(one)-3 {
				return true
			}
		}
	}
	return false
}

func commonHead(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
