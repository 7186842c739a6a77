package door

import (
	"slices"

	"probata/dossier"
	"probata/dossier/datafile"
	"probata/dossier/edtf"
	"probata/dossier/law"
)

// Verdict is whether a door is open.
type Verdict string

// The verdicts.
const (
	Open   Verdict = "open"   // nothing known stands against it
	Closed Verdict = "closed" // something does
	Check  Verdict = "check"  // something may: the user has to look it up
)

// State is how one condition of a body stands.
type State string

// The states of a condition.
const (
	Met    State = "met"
	Failed State = "failed" // closes the door
	Doubt  State = "doubt"  // may close it
	Needed State = "needed" // the case has to say or have something yet; closes nothing by itself
	Told   State = "told"   // closes nothing, but has to be disclosed
)

// Reason is one condition of a body, how it stands, and on what that rests.
type Reason struct {
	// Key names the sentence, "door.<key>" of the language files.
	Key   string
	State State
	// Args are pairs of a name and a value for the sentence. Values that are keys of words stand for those words.
	Args []any
	// Note is the rule in our words, where the data has some.
	Note law.Text
	// Record and Field are where it is mended, empty where nothing in the case mends it.
	Record dossier.ID
	Field  string
	// Fact is what the rule rests on: source, date ("as of") and confidence.
	Fact law.Fact
	// Of is the State that the reason is about, empty where it holds against every State: a case against two States may be
	// heard against one of them.
	Of string
}

// Uncertain tells that the reason rests on data that has not been verified.
func (r Reason) Uncertain() bool {
	return r.Fact.Source != "" && r.Fact.Confidence != datafile.Verified
}

// Closing is a door that a filing at another body closes, or may close.
type Closing struct {
	Body   string
	Effect law.Effect
	// Pending tells that it does so only while the procedure lasts.
	Pending bool
	Note    law.Text
	Fact    law.Fact
}

// Door is one body with the answer.
type Door struct {
	Body    string
	Verdict Verdict
	// States are the verdicts for the States concerned where they differ in kind from State to State, in the order of the
	// case; empty for a body to which every State answers alike. Verdict is the best of them.
	States  []StateVerdict
	Reasons []Reason
	// Fact is what the rules of the body rest on that have no basis of their own.
	Fact law.Fact
	// Shuts are the doors that a filing here closes.
	Shuts []Closing
}

// StateVerdict is how the door stands against one State.
type StateVerdict struct {
	State   string // ISO 3166-1 code
	Verdict Verdict
}

// Bars tells whether a reason closes the door as a whole, not against one of several States only.
func (d Door) Bars(r Reason) bool {
	return r.State == Failed && (r.Of == "" || d.Verdict == Closed)
}

// Needs are the reasons that wait for something in the case.
func (d Door) Needs() []Reason { return d.only(Needed) }

// Against are the reasons why the door is closed or must be checked.
func (d Door) Against() []Reason { return d.only(Failed, Doubt) }

func (d Door) only(states ...State) []Reason {
	var out []Reason
	for _, r := range d.Reasons {
		if slices.Contains(states, r.State) {
			out = append(out, r)
		}
	}
	return out
}

// Question is what is asked: of which case, for which alleged victim (empty: any of them), on which day.
type Question struct {
	Dossier *dossier.Dossier
	Victim  dossier.ID
	Today   edtf.Date
}

// All is every body of the law's data with its answer, in the order of the data.
func All(l *law.Library, q Question) []Door {
	var out []Door
	l = l.With(q.Dossier)
	for _, b := range l.Bodies() {
		out = append(out, of(l, b, q))
	}
	return out
}

// At is the answer for one body; ok is false for a body that the data does not know.
func At(l *law.Library, body string, q Question) (Door, bool) {
	b, ok := l.Body(body)
	if !ok {
		return Door{}, false
	}
	return of(l.With(q.Dossier), b, q), true
}

func of(l *law.Library, b law.Body, q Question) Door {
	k := keeper{law: l, body: b, Question: q, facts: factsOf(q)}
	k.subject()
	k.participation()
	k.mandate()
	k.acceptance()
	k.remedies()
	k.limits()
	k.sameMatter()
	k.consent()
	k.author()
	d := Door{Body: b.ID, Reasons: k.out, Fact: b.Fact, Shuts: shuts(l, b.ID)}
	d.Verdict, d.States = verdicts(k.out)
	return d
}

// verdicts is how the door stands: the worst that the reasons say, but where they differ from State to State, as it stands
// against the State for which it is best.
func verdicts(reasons []Reason) (Verdict, []StateVerdict) {
	var states []StateVerdict
	for _, r := range reasons {
		if r.Of != "" && !slices.ContainsFunc(states, func(s StateVerdict) bool { return s.State == r.Of }) {
			states = append(states, StateVerdict{r.Of, worst(reasons, r.Of)})
		}
	}
	if len(states) == 0 {
		return worst(reasons, ""), nil
	}
	best := slices.MinFunc(states, func(a, b StateVerdict) int { return order(a.Verdict) - order(b.Verdict) })
	return best.Verdict, states
}

func order(v Verdict) int { return slices.Index([]Verdict{Open, Check, Closed}, v) }

// worst is the worst that the reasons say of one State, with those that hold for all.
func worst(reasons []Reason, state string) Verdict {
	has := func(s State) bool {
		return slices.ContainsFunc(reasons, func(r Reason) bool { return r.State == s && (r.Of == "" || r.Of == state) })
	}
	switch {
	case has(Failed):
		return Closed
	case has(Doubt):
		return Check
	}
	return Open
}

// shuts turns the rules of the other bodies round.
func shuts(l *law.Library, filed string) []Closing {
	var out []Closing
	for _, b := range l.Bodies() {
		for _, rule := range b.Same {
			known := func(c Closing) bool { return c.Body == b.ID }
			if slices.Contains(rule.Bodies, filed) && rule.Effect != law.Tells && !slices.ContainsFunc(out, known) {
				out = append(out, Closing{Body: b.ID, Effect: rule.Effect, Pending: !rule.Ended, Note: rule.Note, Fact: rule.Fact})
			}
		}
	}
	return out
}

// keeper collects the reasons of one body.
type keeper struct {
	Question
	law   *law.Library
	body  law.Body
	facts []fact
	out   []Reason
}

func (k *keeper) add(r Reason) { k.out = append(k.out, r) }

// caseID is where what concerns the whole case is mended.
func (k *keeper) caseID() dossier.ID { return k.Dossier.Case().ID }

// victims are those the answer is for.
func (k *keeper) victims() []dossier.ID {
	if k.Victim != "" {
		return []dossier.ID{k.Victim}
	}
	return k.Dossier.WithRole("alleged-victim")
}
