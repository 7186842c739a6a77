// Package law is the law a case is measured by, as data: instruments and their provisions, the elements an advocate has
// to show for each, the categories of the Working Group on Arbitrary Detention, and what each State has accepted and when.
//
// Everything comes from assets/law/*.toml; this package reads it, proves that it holds together, and answers two kinds of
// question: what is this provision, and was this State bound on this date. It holds no case and draws no conclusion: it
// never says that a provision was violated. Summaries are our own words and never quote the official text.
//
// Acceptances age: a State may ratify or denounce after our source was written. So every fact carries its source, the
// date its source speaks for and how well it is founded, and [Library.Bound] answers "check" wherever the data, or the
// date of the facts, does not carry a plain yes or no.
package law

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"probata/dossier/datafile"
)

// Text is words in several languages; see [datafile.Text].
type Text = datafile.Text

// Fact is source, date and confidence of an entry; see [datafile.Fact].
type Fact = datafile.Fact

// Library is all law data. It does not change after Load and may be used from several goroutines. The maps and slices
// inside what it returns are shared: read them only.
type Library struct {
	states      []State
	topics      []Topic
	instruments []Instrument
	treaties    []Treaty
	bodies      []Body
	categories  []Category
	organs      []Organ
	decisions   []Decision
	provisions  map[string]Provision // by id
	order       map[string][]string  // ids of provisions by instrument, in the order of the file
	elements    map[string]Element   // by id
	acceptances map[acceptanceKey]Acceptance
	own         []datafile.Own
}

// Own are the files of the user's that are part of the library; see [LoadLayered].
func (l *Library) Own() []datafile.Own {
	if l == nil {
		return nil
	}
	return slices.Clone(l.own)
}

type acceptanceKey struct{ state, treaty string }

func (k acceptanceKey) compare(other acceptanceKey) int {
	return cmp.Or(strings.Compare(k.state, other.state), strings.Compare(k.treaty, other.treaty))
}

// States are all States the library has a name for, by id.
func (l *Library) States() []State { return slices.Clone(l.states) }

// State is the State with an ISO 3166-1 alpha-2 code.
func (l *Library) State(id string) (State, bool) {
	return find(l.states, func(s State) bool { return s.ID == id })
}

// Topics are the subjects provisions are sorted by, in the order of the file.
func (l *Library) Topics() []Topic { return slices.Clone(l.topics) }

// Topic is one topic by id.
func (l *Library) Topic(id string) (Topic, bool) {
	return find(l.topics, func(t Topic) bool { return t.ID == id })
}

// Instruments are all texts, files by name and within a file in its order.
func (l *Library) Instruments() []Instrument { return slices.Clone(l.instruments) }

// Instrument is one text by id.
func (l *Library) Instrument(id string) (Instrument, bool) {
	return find(l.instruments, func(i Instrument) bool { return i.ID == id })
}

// Provision is one provision by id.
func (l *Library) Provision(id string) (Provision, bool) {
	p, ok := l.provisions[id]
	return p, ok
}

// Provisions are those of one instrument, in the order of the text; none if the instrument is unknown.
func (l *Library) Provisions(instrument string) []Provision {
	out := make([]Provision, 0, len(l.order[instrument]))
	for _, id := range l.order[instrument] {
		out = append(out, l.provisions[id])
	}
	return out
}

// ProvisionsOn are all provisions with a topic, in the order of instruments.
func (l *Library) ProvisionsOn(topic string) []Provision {
	var out []Provision
	for _, i := range l.instruments {
		for _, p := range l.Provisions(i.ID) {
			if slices.Contains(p.Topics, topic) {
				out = append(out, p)
			}
		}
	}
	return out
}

// Element is one element by id.
func (l *Library) Element(id string) (Element, bool) {
	e, ok := l.elements[id]
	return e, ok
}

// Cite is a provision as a submission cites it: "ICCPR, art. 9", «МПГПП, ст. 9». It is empty for an unknown id.
func (l *Library) Cite(id, language string) string {
	p, ok := l.provisions[id]
	if !ok {
		return ""
	}
	i, _ := l.Instrument(p.Instrument)
	how := p.Cite
	if len(how) == 0 {
		how = i.Cite
	}
	place := strings.ReplaceAll(how.In(language), "{number}", p.Number)
	if p.Number == "" && len(p.Cite) == 0 {
		return i.Short.In(language)
	}
	return i.Short.In(language) + ", " + place
}

// Categories are the five legal categories of the Working Group on Arbitrary Detention, I to V.
func (l *Library) Categories() []Category { return slices.Clone(l.categories) }

// Treaties are all treaties, protocols and declarations a State can accept, in the order of the file.
func (l *Library) Treaties() []Treaty { return slices.Clone(l.treaties) }

// Treaty is one treaty, protocol or declaration by id.
func (l *Library) Treaty(id string) (Treaty, bool) {
	return find(l.treaties, func(t Treaty) bool { return t.ID == id })
}

// TreatyOf is the treaty that has to bind a State for a provision to bind it; false for what no State accepts by deposit.
func (l *Library) TreatyOf(p Provision) (Treaty, bool) {
	if p.Treaty != "" {
		return l.Treaty(p.Treaty)
	}
	return l.Treaty(p.Instrument)
}

// Acceptance is what is known of one State and one treaty; false means that nothing is, not that the State is free.
func (l *Library) Acceptance(state, treaty string) (Acceptance, bool) {
	a, ok := l.acceptances[acceptanceKey{state, treaty}]
	return a, ok
}

// AcceptingStates are the ids of the States whose acceptances the library knows, sorted.
func (l *Library) AcceptingStates() []string {
	seen := map[string]bool{}
	for k := range l.acceptances {
		seen[k.state] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

func find[T any](list []T, is func(T) bool) (T, bool) {
	if i := slices.IndexFunc(list, is); i >= 0 {
		return list[i], true
	}
	var none T
	return none, false
}
