package reading

import (
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/edtf"
	"probata/dossier/lang"
)

// Side is what one source says.
type Side struct {
	Source   dossier.ID `json:"source"`
	Citation dossier.ID `json:"citation"`
	Says     []string   `json:"says"`  // EDTF for days, numbers, names
	Words    string     `json:"words"` // that are cited, with what stands around them in their sentence
}

// Difference is where two sources of a case do not say the same of one fact. Nobody is right by it: both stay as they are.
type Difference struct {
	Fact  dossier.ID `json:"fact"`
	Other dossier.ID `json:"other,omitempty"` // a second act that may be the same one; "" when both sources speak of Fact
	What  Kind       `json:"what"`            // date, officers, term, sum, person
	Sides [2]Side    `json:"sides"`
}

// actsApart is how many days the days of two acts of a kind, done to one person and told by two sources, may lie apart for them
// to be shown as perhaps one and the same.
const actsApart = 31

// Differences are the facts of a case of which two of its sources tell different days, numbers, sums or names. What is compared
// are the sentences that were cited, as far as they are kept with the citations: days that have no day in common, numbers that
// are not the same, names of a party of which one word is the same and another is not; and the days of acts of one kind, done to
// one person, each told by a source of its own. Nothing is compared within one source.
func (r *Rules) Differences(d *dossier.Dossier) []Difference {
	var out []Difference
	facts := map[dossier.ID][]*dossier.Citation{}
	var order []dossier.ID
	for _, c := range dossier.Of[*dossier.Citation](d) {
		if c.Source == "" || strings.TrimSpace(c.Quoted) == "" {
			continue
		}
		fact := c.Fact
		if a, ok := dossier.Find[*dossier.Act](d, fact); ok {
			fact = a.Event
		}
		if facts[fact] == nil {
			order = append(order, fact)
		}
		facts[fact] = append(facts[fact], c)
	}
	for _, fact := range order {
		out = append(out, r.between(d, fact, facts[fact])...)
	}
	return append(out, sameActs(d, facts)...)
}

// between compares the citations of one fact, one of each source.
func (r *Rules) between(d *dossier.Dossier, fact dossier.ID, all []*dossier.Citation) []Difference {
	kinds := []Kind{Date, Officers, Term, Sum}
	if fact.Type() == dossier.TypeParty {
		kinds = []Kind{Person}
	}
	said := make([]map[Kind][]string, len(all))
	for i, c := range all {
		said[i] = r.says(d, c)
	}
	var out []Difference
	done := map[[2]dossier.ID]map[Kind]bool{}
	for i, a := range all {
		for j := i + 1; j < len(all); j++ {
			b := all[j]
			pair := [2]dossier.ID{min(a.Source, b.Source), max(a.Source, b.Source)}
			for _, k := range kinds {
				if a.Source == b.Source || done[pair][k] || !differ(k, said[i][k], said[j][k]) {
					continue
				}
				if done[pair] == nil {
					done[pair] = map[Kind]bool{}
				}
				done[pair][k] = true
				out = append(out, Difference{Fact: fact, What: k, Sides: [2]Side{side(a, said[i][k]), side(b, said[j][k])}})
			}
		}
	}
	return out
}

func side(c *dossier.Citation, says []string) Side {
	return Side{Source: c.Source, Citation: c.ID, Says: says, Words: strings.Join(strings.Fields(sentence(c)), " ")}
}

// sentence are the words of a citation with what is kept of their sentence.
func sentence(c *dossier.Citation) string {
	before, after := c.Before, c.After
	for _, end := range []string{". ", "! ", "? ", "\n"} {
		if i := strings.LastIndex(before, end); i >= 0 {
			before = before[i+len(end):]
		}
		if i := strings.Index(after, end); i >= 0 {
			after = after[:i+1]
		}
	}
	return before + c.Quoted + after
}

// says is what the sentence of a citation tells, by kind.
func (r *Rules) says(d *dossier.Dossier, c *dossier.Citation) map[Kind][]string {
	out := map[Kind][]string{Person: {strings.Join(strings.Fields(c.Quoted), " ")}}
	t := Text{Words: sentence(c)}
	if s, ok := dossier.Find[*dossier.Source](d, c.Source); ok {
		t.Language, t.Published = s.Language, s.Issued.Value()
	}
	for _, s := range r.Read(t, nil).Suggestions {
		if s.Value != "" && slices.Contains([]Kind{Date, Officers, Term, Sum}, s.Kind) && !slices.Contains(out[s.Kind], s.Value) {
			out[s.Kind] = append(out[s.Kind], s.Value)
		}
	}
	return out
}

// differ tells whether two sources say something, and nothing that could be the same.
func differ(k Kind, a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	same := func(x, y string) bool { return x == y }
	switch k {
	case Date:
		same = func(x, y string) bool { return !apart(x, y) }
	case Person:
		same = func(x, y string) bool { return !otherName(x, y) }
	}
	for _, x := range a {
		if slices.ContainsFunc(b, func(y string) bool { return same(x, y) }) {
			return false
		}
	}
	return true
}

// apart tells whether two days or spans have no day in common.
func apart(a, b string) bool {
	days, ok := gap(a, b)
	return ok && days > 0
}

// gap is how many days lie between two days or spans, 0 where they have one in common.
func gap(a, b string) (int, bool) {
	x, err := edtf.Parse(a)
	y, err2 := edtf.Parse(b)
	if err != nil || err2 != nil {
		return 0, false
	}
	x1, ok1 := x.Earliest()
	x2, ok2 := x.Latest()
	y1, ok3 := y.Earliest()
	y2, ok4 := y.Latest()
	if !ok1 || !ok2 || !ok3 || !ok4 {
		return 0, false
	}
	return max(0, int(y1-x2), int(x1-y2)), true
}

// otherName tells whether two names of one person share a word and have another one that the other lacks: Erlan Akhmetov and
// Erlan Akhmedov, but not Akhmetov, nor the same name with an ending.
func otherName(a, b string) bool {
	x, y := strings.Fields(lang.Fold(a)), strings.Fields(lang.Fold(b))
	if len(x) < 2 || len(x) != len(y) {
		return false
	}
	missing := 0
	for _, w := range x {
		if !slices.ContainsFunc(y, func(v string) bool { return inflected(w, v) }) {
			missing++
		}
	}
	return missing > 0 && missing < len(x)
}

// inflected tells whether two words are the same but for an ending.
func inflected(a, b string) bool {
	n := commonHead(a, b)
	return n >= 2 && len(a)-n <= 1 && len(b)-n <= 3 || n >= 2 && len(b)-n <= 1 && len(a)-n <= 3
}

// sameActs compares the days of acts that may be one and the same.
func sameActs(d *dossier.Dossier, cited map[dossier.ID][]*dossier.Citation) []Difference {
	var out []Difference
	acts := dossier.Of[*dossier.Act](d)
	for i, a := range acts {
		for _, b := range acts[i+1:] {
			if a.Kind != b.Kind || a.Victim != b.Victim || a.Victim == "" || a.Event == b.Event {
				continue
			}
			days, ok := gap(a.When.EDTF, b.When.EDTF)
			if !ok || days == 0 || days > actsApart {
				continue
			}
			x, y := cited[a.Event], cited[b.Event]
			if len(x) == 0 || len(y) == 0 || slices.ContainsFunc(x, func(c *dossier.Citation) bool {
				return slices.ContainsFunc(y, func(e *dossier.Citation) bool { return c.Source == e.Source })
			}) {
				continue
			}
			out = append(out, Difference{Fact: a.ID, Other: b.ID, What: Date, Sides: [2]Side{side(x[0], []string{a.When.EDTF}), side(y[0], []string{b.When.EDTF})}})
		}
	}
	return out
}
