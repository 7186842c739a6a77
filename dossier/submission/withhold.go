package submission

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"probata/dossier"
	"probata/dossier/withhold"
)

// cleaner takes out of texts what an edition withholds. A stand-in takes the
// place of an occurrence that denotes its person (see package withhold); where
// only somebody who knows the case can tell, their decision counts, and until
// there is one the words are withheld. Texts that are the same are read once.
type cleaner struct {
	phrases  *finder          // what was asked to be kept back, and texts that were taken out
	finder   *withhold.Finder // nil where nobody's name is withheld
	stands   map[string]string
	parties  map[string]bool              // that are withheld
	gone     string                       // stands where nobody's letter may: "[withheld]"
	decided  map[string][]*dossier.Review // by the key of their passage
	passages *passages
	here     end  // where the text being cleaned stands
	home     end  // of texts that stand nowhere
	mute     bool // it goes into no document: nobody needs to look at it
	cache    map[string]cleaned
}

// cleaned is what became of a text, with the passages in it that are to be looked at.
type cleaned struct {
	text string
	open []int
}

// clean is a text without what the edition withholds.
func (c *cleaner) clean(s string) string {
	if s == "" {
		return s
	}
	out, ok := c.cache[s]
	if !ok {
		out = c.read(s)
		c.cache[s] = out
	}
	if !c.mute {
		for _, i := range out.open {
			c.passages.meet(i, end{cmp.Or(c.here.record, c.home.record), c.here.field})
		}
	}
	return out.text
}

// changes tells whether anything in a text is withheld.
func (c *cleaner) changes(s string) bool {
	mute := c.mute
	c.mute = true
	defer func() { c.mute = mute }()
	return c.clean(s) != s
}

func (c *cleaner) read(s string) cleaned {
	if !c.phrases.empty() {
		s = c.phrases.replace(s)
	}
	out := cleaned{text: s}
	if c.finder == nil {
		return out
	}
	hits := c.finder.Hits(s)
	if strings.Contains(s, c.gone) {
		hits = slices.DeleteFunc(hits, func(h withhold.Hit) bool { return inside(s, c.gone, h) })
	}
	if len(hits) == 0 {
		return out
	}
	links := linksIn(s)
	var b strings.Builder
	done, last := 0, withhold.Hit{}
	for _, h := range hits {
		if sameName(s, last, h) {
			done, last = max(done, h.To), h
			continue
		}
		stand, i := c.stand(s, h)
		if i >= 0 {
			out.open = append(out.open, i)
		}
		from, to := h.From, h.To
		if stand == "" || from < done {
			continue
		}
		if link, ok := linkAt(links, h); ok { // half an address still leads there
			from, to, stand = link.From, link.To, c.gone
		}
		if a, b := glued(s, from, to); a < from || b > to { // nor is half a word anybody's
			from, to, stand = a, b, c.gone
		}
		if h.What == withhold.ValueFound && strings.HasSuffix(s[:from], "+") { // of a telephone number
			from--
		}
		if from < done {
			continue
		}
		b.WriteString(s[done:from] + stand + tail(s, from, to))
		done, last = to+doubled(s, h, to), h
	}
	out.text = b.String() + s[done:]
	return out
}

// inside tells whether a hit lies in words of ours.
func inside(s, ours string, h withhold.Hit) bool {
	for i := 0; ; {
		n := strings.Index(s[i:], ours)
		if n < 0 || i+n >= h.To {
			return false
		}
		if i += n; h.From < i+len(ours) {
			return true
		}
		i += len(ours)
	}
}

// stand is what takes the place of a hit, "" to leave it as it is, and the
// passage to be looked at, -1 if there is none.
func (c *cleaner) stand(s string, h withhold.Hit) (string, int) {
	if h.Certain {
		return c.standFor(h), -1
	}
	words := s[h.From:h.To]
	if first, _ := utf8.DecodeRuneInString(words); h.Reason == withhold.OrdinaryWord && unicode.IsLower(first) {
		return "", -1
	}
	for _, stand := range c.stands {
		if stand == words { // of a text that is cleaned again
			return "", -1
		}
	}
	p := c.passage(s, h)
	i := c.passages.add(p)
	switch {
	case p.Decision == decisionKeep:
		return "", i
	case p.Decision == decisionWithhold && p.As != "" && h.What != withhold.ValueFound:
		return c.stands[string(p.As)], i
	case p.Decision == "" && len(p.About) == 1 && !p.Shared() && likely(h):
		return c.standFor(h), i
	}
	return c.gone, i
}

// likely tells whether a hit that nobody has looked at is so likely the one
// withheld person who may be meant that their letter may stand there in a draft.
func likely(h withhold.Hit) bool {
	switch h.Reason {
	case withhold.GivenAlone, withhold.PatronymicOnly, withhold.InitialsOnly, withhold.NearName:
		return true
	}
	return false
}

func (c *cleaner) standFor(h withhold.Hit) string {
	if stand := c.stands[h.Subject]; stand != "" && h.What != withhold.ValueFound {
		return stand
	}
	return c.gone
}

// linksIn are the addresses and handles in a text.
func linksIn(s string) []withhold.Span {
	if !strings.ContainsAny(s, "@/") && !strings.Contains(s, "www.") {
		return nil
	}
	var out []withhold.Span
	for _, v := range withhold.Values(s) {
		if v.Kind == withhold.URL || v.Kind == withhold.Mail || v.Kind == withhold.Handle {
			out = append(out, v)
		}
	}
	return out
}

// glued is the whole word of which a piece of a text is a part, with the sign of a
// tag before it.
func glued(s string, from, to int) (int, int) {
	part := func(r rune) bool {
		return (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_' || r == '#' || r == '@') && !unspaced(r)
	}
	if first, _ := utf8.DecodeRuneInString(s[from:]); !part(first) {
		return from, to
	}
	for from > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:from])
		if !part(r) {
			break
		}
		from -= n
	}
	for to < len(s) {
		r, n := utf8.DecodeRuneInString(s[to:])
		if !part(r) {
			break
		}
		to += n
	}
	return from, to
}

func linkAt(links []withhold.Span, h withhold.Hit) (withhold.Span, bool) {
	for _, l := range links {
		if h.From < l.To && l.From < h.To {
			return withhold.Span{From: min(l.From, h.From), To: max(l.To, h.To)}, true
		}
	}
	return withhold.Span{}, false
}

// tail is what of the words that are replaced belongs to the sentence: the ’s of a
// possessive, and the full stop in which an initial ends together with the text.
func tail(s string, from, to int) string {
	words := s[from:to]
	for _, own := range []string{"'s", "’s"} {
		if strings.HasSuffix(words, own) {
			return own
		}
	}
	if strings.HasSuffix(words, ".") && strings.TrimSpace(s[to:]) == "" && len(strings.Fields(s[:from])) >= fewWords {
		return "."
	}
	return ""
}

// fewWords is how many words stand before a name in a sentence; with fewer it may
// be a heading or a line of a list, which has no full stop.
const fewWords = 4

// sameName tells whether a hit is the rest of the name before it: "Sadykova, Aigul".
func sameName(s string, last, h withhold.Hit) bool {
	return last.Certain && last.Subject == h.Subject && last.What != h.What && last.To <= h.From && strings.Trim(s[last.To:h.From], " ,\u00a0") == ""
}

// doubled is the length of the full stop of an initial that stands behind a hit.
func doubled(s string, h withhold.Hit, to int) int {
	if to != h.To || h.What != withhold.Initials && h.What != withhold.FullName {
		return 0
	}
	rest, ok := strings.CutPrefix(s[to:], ".")
	if ends := strings.TrimSpace(rest) == ""; !ok || !initialAt(s[h.From:to]) || ends && len(strings.Fields(s[:h.From])) >= fewWords {
		return 0
	}
	return 1
}

// initialAt tells whether the last word of a text is one letter.
func initialAt(s string) bool {
	i := strings.LastIndexAny(s, " .\u00a0")
	return i >= 0 && len([]rune(strings.TrimLeft(s[i:], " .\u00a0"))) == 1
}

// guard finds what an edition withholds in a finished text.
type guard struct {
	finder  *withhold.Finder
	phrases *finder
	stands  map[string]string
}

// left are the passages of a text in which it stands: what surely is withheld, and
// what was taken out as a whole. What the author looked at and left is none.
func (g guard) left(text string) []string {
	out := g.phrases.find(text)
	if g.finder == nil {
		return out
	}
	for line := range strings.SplitSeq(text, "\n") { // a name does not reach from one cell of a table into the next
		for _, h := range g.finder.Hits(line) {
			if words := line[h.From:h.To]; h.Certain && !g.stand(words) && utf8.RuneCountInString(words) > provesNothing {
				left, right := strings.Fields(line[:h.From]), strings.Fields(line[h.To:])
				left, right = left[max(0, len(left)-aroundWords):], right[:min(len(right), aroundWords)]
				out = append(out, strings.Join(slices.Concat(left, []string{words}, right), " "))
			}
		}
	}
	return out
}

// provesNothing is how long a name is that may be any word: «Но», "Li". It is
// replaced where it can be a name.
const provesNothing = 2

// stand tells whether what was found is a stand-in: initials, where that is the rule.
func (g guard) stand(words string) bool {
	for _, s := range g.stands {
		if strings.HasPrefix(words, s) || strings.HasPrefix(s, words) {
			return true
		}
	}
	return false
}

// Left counts what the edition withholds in a text that was made from f: the proof,
// after the export, that redaction did its work. A text in which it is not 0 must
// not go out.
func (f *Filled) Left(text string) int {
	f.filler.alone.Lock()
	defer f.filler.alone.Unlock()
	return len(f.filler.left(text))
}

// Proof is Left as an error that tells how many there are and shows the author
// where; nil if there is none.
func (f *Filled) Proof(text string) error {
	f.filler.alone.Lock()
	defer f.filler.alone.Unlock()
	return f.filler.proof(text)
}

func (f *filler) proof(text string) error {
	if list := f.left(text); len(list) > 0 {
		return leakError(list)
	}
	return nil
}

func (f *filler) left(text string) []string {
	var out []string
	for _, g := range f.guards {
		out = append(out, g.left(text)...)
	}
	return out
}
