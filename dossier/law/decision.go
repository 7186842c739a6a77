package law

import (
	"cmp"
	"slices"
	"strings"

	"probata/dossier/datafile"
)

// Organ is who decides: a committee, a court, a mandate, an assembly. Where it can be addressed too, its id is that of the
// Body.
type Organ struct {
	ID   string `toml:"id"`
	Name Text   `toml:"name"`
}

// DecisionKind is what kind of authority a decision is.
type DecisionKind string

// The kinds of decision.
const (
	GeneralComment DecisionKind = "general-comment" // of a committee, on an article for all States; general recommendations too
	Views          DecisionKind = "views"           // of a committee on one communication; its decisions too
	Judgment       DecisionKind = "judgment"        // of a court, or its decision on admissibility
	Opinion        DecisionKind = "opinion"         // of a working group on one case
	Principles     DecisionKind = "principles"      // rules, guidelines and methods for all States
)

// decisionKinds are the kinds in the order in which they are offered.
var decisionKinds = []string{string(GeneralComment), string(Principles), string(Views), string(Judgment), string(Opinion)}

// OnCase tells whether decisions of this kind decide one case, against a State.
func (k DecisionKind) OnCase() bool { return k == Views || k == Judgment || k == Opinion }

// Decision is an authority that an argument can lean on: what was decided, in one sentence of our own, and which provisions
// and elements it serves.
type Decision struct {
	ID    string       `toml:"id"`
	Kind  DecisionKind `toml:"kind"`
	Organ string       `toml:"organ"`
	// State is the State it was decided against, an id of the States; empty for what speaks to all.
	State string `toml:"state"`
	Title Text   `toml:"title"` // of the case or the text: "Askarov v. Kyrgyzstan"
	// Number is the symbol or the number of the application, by which it is found again.
	Number  string `toml:"number"`
	Decided string `toml:"decided"` // EDTF, as exact as known
	// Citation is how it is cited; Paragraphs are where in it the holding stands, empty where that is not known.
	Citation   Text     `toml:"citation"`
	Paragraphs string   `toml:"paragraphs"`
	Holding    Text     `toml:"holding"` // one sentence, our own words
	Provisions []string `toml:"provisions"`
	Elements   []string `toml:"elements"`
	Fact
}

// serves tells whether a decision names a provision or an element.
func (d Decision) serves(id string) bool {
	return slices.Contains(d.Provisions, id) || slices.Contains(d.Elements, id)
}

// Organs are all who decide, in the order of the files.
func (l *Library) Organs() []Organ { return slices.Clone(l.organs) }

// Organ finds who decides by id.
func (l *Library) Organ(id string) (Organ, bool) {
	return find(l.organs, func(o Organ) bool { return o.ID == id })
}

// AllDecisions are all decisions: what speaks to all States first, and within a kind what is best founded.
func (l *Library) AllDecisions() []Decision { return slices.Clone(l.decisions) }

// Decision is one decision by id.
func (l *Library) Decision(id string) (Decision, bool) {
	return find(l.decisions, func(d Decision) bool { return d.ID == id })
}

// Decisions are the decisions that serve a provision or an element. For a provision those come first that name it, then those
// that name one of its elements under another provision that shares it.
func (l *Library) Decisions(id string) []Decision {
	var named, through []Decision
	p, isProvision := l.provisions[id]
	for _, d := range l.decisions {
		switch {
		case d.serves(id):
			named = append(named, d)
		case isProvision && slices.ContainsFunc(p.Elements, func(e Element) bool { return slices.Contains(d.Elements, e.ID) }):
			through = append(through, d)
		}
	}
	return append(named, through...)
}

// DecisionsFor are the decisions that serve an element as it stands under a provision: first those that name the provision
// too, because the same element is argued before several bodies.
func (l *Library) DecisionsFor(provision, element string) []Decision {
	out := l.Decisions(element)
	slices.SortStableFunc(out, func(a, b Decision) int {
		return rank(!slices.Contains(a.Provisions, provision)) - rank(!slices.Contains(b.Provisions, provision))
	})
	return out
}

func rank(last bool) int {
	if last {
		return 1
	}
	return 0
}

func (l *loader) checkOrgan(file string, o Organ) {
	l.once(file, "organ", o.ID)
	l.words(file, o.ID, "name", o.Name)
}

func (l *loader) checkDecision(file string, d Decision) {
	l.once(file, "decision", d.ID)
	l.words(file, d.ID, "title", d.Title)
	l.words(file, d.ID, "citation", d.Citation)
	l.words(file, d.ID, "holding", d.Holding)
	l.date(file, d.ID, "decided", d.Decided)
	l.fact(file, d.ID, d.Fact)
	l.oneOf(file, d.ID, "kind", string(d.Kind), decisionKinds)
	switch {
	case strings.TrimSpace(d.Number) == "":
		l.fault(file, d.ID, "no number: give the symbol or the number by which it is found again")
	case d.Decided == "":
		l.fault(file, d.ID, "no date: say when it was decided, if only the year")
	case len(d.Provisions) == 0:
		l.fault(file, d.ID, "serves no provision: name at least one")
	case d.Kind.OnCase() && d.State == "":
		l.fault(file, d.ID, "decides a case against no State: name it")
	case !d.Kind.OnCase() && d.State != "":
		l.fault(file, d.ID, "speaks to all States, yet names one: remove it or correct the kind")
	}
}

// byWeight orders decisions as an advocate reads them: what speaks to all States before single cases, what was seen before what
// was recalled.
func byWeight(a, b Decision) int {
	kind := func(d Decision) int { return slices.Index(decisionKinds, string(d.Kind)) }
	known := func(d Decision) int {
		return slices.Index([]datafile.Confidence{datafile.Verified, datafile.Reported, datafile.Memory, datafile.Uncertain}, d.Confidence)
	}
	return cmp.Or(kind(a)-kind(b), known(a)-known(b))
}

// linkDecisions reports what decisions name and nothing defines, and puts them in order.
func (l *loader) linkDecisions() {
	slices.SortStableFunc(l.lib.decisions, byWeight)
	for _, d := range l.lib.decisions {
		file := l.seen["decision "+d.ID]
		named := func(kind string, ids ...string) {
			for _, id := range ids {
				if l.seen[kind+" "+id] == "" {
					l.fault(file, d.ID, "%s %q is not in the data: add it or mend the id", kind, id)
				}
			}
		}
		named("organ", d.Organ)
		named("provision", d.Provisions...)
		named("element", d.Elements...)
		if d.State != "" {
			named("state", d.State)
		}
	}
}
