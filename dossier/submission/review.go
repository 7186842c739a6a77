package submission

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/edtf"
	"probata/dossier/withhold"
)

// Passage is a place in the case with words that may be a withheld name, and
// that only somebody who knows the case can judge.
type Passage struct {
	Key    string     // stable: of the words and of those around them
	Record dossier.ID // where it stands first, with the field
	Field  string
	Places int // how often it stands in the case
	// Before, Words and After are the passage; Words are those in question.
	Before, Words, After string
	About                []dossier.ID // everybody withheld who may be meant, the likeliest first
	Others               []dossier.ID // who may be named and bears the name too
	Bearer               bool         // Others, or a place or an institution, bears the name too
	Reason               string       // one of withhold.Reasons
	Decision             string       // "keep", "withhold" or, while it is open, ""
	As                   dossier.ID   // who is meant, of a decision to withhold; "" if that is not told
	Review               dossier.ID   // the record of the decision
}

// The decisions on a passage.
const (
	decisionKeep     = "keep"
	decisionWithhold = "withhold"
)

// Shared tells that the words are also the name of somebody or something that
// may be named: to withhold them may be as wrong as to leave them.
func (p Passage) Shared() bool { return p.Bearer }

// Passages are all passages of the case that somebody has to look at, or has
// looked at, in the order of the case.
func (f *Filled) Passages() []Passage {
	f.filler.alone.Lock()
	defer f.filler.alone.Unlock()
	return slices.Clone(f.filler.passages.met())
}

// Open are those of them that nobody has decided on.
func (f *Filled) Open() []Passage {
	return slices.DeleteFunc(f.Passages(), func(p Passage) bool { return p.Decision != "" })
}

// Decide is the record of a decision on a passage, to be put into the case: that
// of an earlier decision on it, if there is one, else a new one without an id. As
// is who is meant by words that are withheld, "" if that is not to be told.
func Decide(d *dossier.Dossier, p Passage, keep bool, as dossier.ID, today edtf.Date) *dossier.Review {
	r := &dossier.Review{Head: dossier.Head{Case: d.Case().ID}}
	if old, ok := dossier.Find[*dossier.Review](d, p.Review); ok {
		r = dossier.Copy(old).(*dossier.Review)
	}
	r.Words, r.Passage, r.About, r.Decided = p.Words, p.Key, p.About, dossier.Date{EDTF: today.String()}
	r.Decision, r.Party = decisionWithhold, as
	if keep {
		r.Decision, r.Party = decisionKeep, ""
	}
	return r
}

// Likeliest is who is meant by a passage if it is withheld and nothing else is
// said: the only one who may be.
func (p Passage) Likeliest() dossier.ID {
	if len(p.About) == 1 {
		return p.About[0]
	}
	return ""
}

// passages are collected while texts are cleaned.
type passages struct {
	list []Passage
	at   map[string]int
}

func (l *passages) add(p Passage) int {
	if i, ok := l.at[p.Key]; ok {
		return i
	}
	l.at[p.Key] = len(l.list)
	l.list = append(l.list, p)
	return len(l.list) - 1
}

// meet notes that a passage stands at a place.
func (l *passages) meet(i int, at end) {
	p := &l.list[i]
	if p.Places++; p.Places == 1 {
		p.Record, p.Field = at.record, at.field
	}
}

// met are the passages that stand anywhere.
func (l *passages) met() []Passage {
	if l == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(l.list), func(p Passage) bool { return p.Places == 0 })
}

// aroundWords is how many words on each side belong to a passage: enough to judge
// it by, and few enough that an edit elsewhere leaves the decision standing.
const aroundWords = 14

func (c *cleaner) passage(s string, h withhold.Hit) Passage {
	p := Passage{Words: s[h.From:h.To], Reason: h.Reason}
	p.Before, p.After = c.around(s, h.From, h.To)
	for _, id := range append([]string{h.Subject}, h.Others...) {
		party := dossier.ID(strings.TrimPrefix(id, privateOf))
		switch {
		case c.parties[id], strings.HasPrefix(id, privateOf):
			p.About = append(p.About, party)
		case party.Type() == dossier.TypeParty:
			p.Others, p.Bearer = append(p.Others, party), true
		default:
			p.Bearer = true
		}
	}
	p.Key = p.digest()
	for _, r := range c.decided[p.Key] {
		p.apply(r)
	}
	return p
}

// digest is the key of a passage. Who may be meant is not in it: see apply.
func (p Passage) digest() string {
	sum := sha256.Sum256([]byte(p.Before + "\x00" + strings.Join(strings.Fields(p.Words), " ") + "\x00" + p.After))
	return hex.EncodeToString(sum[:8])
}

// apply takes a decision over if it was made about everybody who may be meant.
func (p *Passage) apply(r *dossier.Review) {
	for _, id := range p.About {
		if !slices.Contains(r.About, id) {
			return
		}
	}
	switch r.Decision {
	case decisionKeep:
		p.Decision, p.Review, p.As = decisionKeep, r.ID, ""
	case decisionWithhold:
		p.Decision, p.Review, p.As = decisionWithhold, r.ID, ""
		if slices.Contains(p.About, r.Party) {
			p.As = r.Party
		}
	}
}

// around are the words of the paragraph before and after a piece of a text. What
// an edition has taken out already reads the same in every language.
func (c *cleaner) around(s string, from, to int) (before, after string) {
	before, after = s[strings.LastIndexByte(s[:from], '\n')+1:from], s[to:]
	if i := strings.IndexByte(after, '\n'); i >= 0 {
		after = after[:i]
	}
	left, right := strings.Fields(strings.ReplaceAll(before, c.gone, "…")), strings.Fields(strings.ReplaceAll(after, c.gone, "…"))
	return strings.Join(left[max(0, len(left)-aroundWords):], " "), strings.Join(right[:min(len(right), aroundWords)], " ")
}

// decisions are the reviews of a case by the key of their passage.
func decisions(d *dossier.Dossier) map[string][]*dossier.Review {
	out := map[string][]*dossier.Review{}
	for _, r := range dossier.Of[*dossier.Review](d) {
		out[r.Passage] = append(out[r.Passage], r)
	}
	return out
}

// unreviewed are the stops for what nobody has looked at, one for each person who
// may be meant.
func (p *preflight) unreviewed() {
	type about struct {
		party  dossier.ID
		shared bool
	}
	var order []about
	count := map[about]int{}
	for _, x := range p.passages.met() {
		if x.Decision != "" {
			continue
		}
		k := about{shared: x.Shared()}
		if len(x.About) > 0 {
			k.party = x.About[0]
		}
		if count[k]++; count[k] == 1 {
			order = append(order, k)
		}
	}
	for _, k := range order {
		key := "review-open"
		if k.shared {
			key = "review-shared"
		}
		p.add(dossier.Stops, end{k.party, ""}, key, "count", count[k])
	}
	beside := 0
	for _, o := range p.others {
		for _, x := range o.passages.met() {
			if x.Decision == "" {
				beside++
			}
		}
	}
	if beside > 0 {
		p.add(dossier.Stops, end{p.full.Case().ID, ""}, "review-beside", "count", beside)
	}
}

// ErrUnreviewed is a submission with words that may be a withheld name and that
// nobody has looked at, nor decided to send all the same.
var ErrUnreviewed = errors.New("words that may be a withheld name have not been reviewed")

// Cleared tells whether f may go out as it is, ErrUnreviewed if not. Whoever writes
// it all the same writes a draft, in which such words are withheld.
func (f *Filled) Cleared() error {
	for _, p := range f.Problems {
		if p.Weight == dossier.Stops && slices.Contains(reviewStops, p.Key) {
			return fmt.Errorf("clear %s, %s edition: %w", f.Form.ID, f.Edition, ErrUnreviewed)
		}
	}
	return nil
}

// reviewStops are the keys of the stops that a review of passages takes away.
var reviewStops = []string{"review-open", "review-shared", "review-beside"}

// IsReview tells whether the reviewed list of passages is what mends a problem.
func IsReview(p dossier.Problem) bool { return slices.Contains(reviewStops[:2], p.Key) }
