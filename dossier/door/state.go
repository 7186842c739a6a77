package door

import (
	"cmp"
	"slices"

	"probata/dossier"
	"probata/dossier/datafile"
	"probata/dossier/edtf"
	"probata/dossier/law"
)

// acceptance: each State concerned must have accepted what the body works under, and the facts must lie after that or
// last beyond it.
func (k *keeper) acceptance() {
	treaty, ok := k.law.Treaty(k.body.Treaty)
	if !ok {
		return
	}
	states := k.addressed()
	if len(states) == 0 {
		k.add(Reason{Key: "no-state", State: Needed, Record: k.caseID(), Field: "states"})
	}
	for _, state := range states {
		k.accepted(state, treaty)
	}
}

// addressed are the States that the body can be asked to address: those of the case and, where the body also turns to a
// missing person's own State, those whose nationals the alleged victims are.
func (k *keeper) addressed() []string {
	states := slices.Clone(k.Dossier.Case().States)
	if !k.body.Nationality {
		return states
	}
	for _, p := range k.parties() {
		for _, n := range p.Nationalities {
			if !slices.Contains(states, n) {
				states = append(states, n)
			}
		}
	}
	return states
}

// participation: an institution of the OSCE deals with its participating States.
func (k *keeper) participation() {
	if !k.body.Participating {
		return
	}
	for _, state := range k.Dossier.Case().States {
		r := Reason{Key: "state-participates", State: Met, Args: []any{"state", "vocab.country." + state}, Record: k.caseID(), Field: "states", Of: state}
		if s, _ := k.law.State(state); !s.OSCE { // the data names all that participate
			r.Key, r.State = "state-not-participating", Failed
		}
		k.add(r)
	}
}

func (k *keeper) accepted(state string, treaty law.Treaty) {
	a, known := k.law.Acceptance(state, treaty.ID)
	args := []any{"state", "vocab.country." + state, "treaty", treaty.Short, "asof", a.Date, "where", treaty.LookedUp()}
	r := Reason{Args: args, Note: a.Effect, Fact: a.Fact, Record: k.caseID(), Field: "states", Of: state}
	switch {
	case k.body.Beyond && (a.Status == law.NotBound || a.Status == law.Signed || a.Status == law.Ended):
		r.Key, r.State = "state-beyond", Doubt
	case !known || a.Status == law.Unknown:
		r.Key, r.State = "state-not-known", Doubt
	case a.Status == law.NotBound:
		r.Key, r.State = k.denied("state-not-bound", a)
	case a.Status == law.Signed:
		r.Key, r.State = k.denied("state-signed", a)
	case a.Confidence == datafile.Uncertain:
		r.Key, r.State = "state-uncertain", Doubt
	default:
		k.inTime(r, state, treaty, a)
		return
	}
	k.add(r)
}

// denied is a "no" that counts as long as its source is young enough and surely seen; after that it is to be looked up.
func (k *keeper) denied(key string, a law.Acceptance) (string, State) {
	if a.Aged(k.Today) {
		return key + "-then", Doubt
	}
	return key, Failed
}

// inTime adds that the State is bound and from when, and how the facts lie to that.
func (k *keeper) inTime(r Reason, state string, treaty law.Treaty, a law.Acceptance) {
	r.Key, r.State = "state-bound", Met
	if from := a.InForce; from != "" {
		r.Key, r.Args = "state-bound-from", append(r.Args, "from", parsed(from))
	}
	if a.Ended != "" && edtf.Before(k.Today, parsed(a.Ended)) != edtf.Yes {
		k.afterEnd(r, state, treaty, a)
		return
	}
	if a.Ended != "" {
		r.Key, r.Args = "state-ends", append(r.Args, "ended", parsed(a.Ended))
	}
	k.add(r)
	if !treaty.Membership {
		k.datesOf(state, treaty, r.Args)
	}
}

// afterEnd: what can still be brought once a treaty has ended for a State differs from treaty to treaty.
func (k *keeper) afterEnd(r Reason, state string, treaty law.Treaty, a law.Acceptance) {
	r.Args = append(r.Args, "ended", parsed(a.Ended))
	switch treaty.AfterEnd {
	case law.AfterActs:
		r.Key, r.State = "state-ended-acts", Told
	case law.AfterLodged:
		r.Key, r.State = "state-ended-lodged", Failed
	default:
		r.Key, r.State = "state-ended", Doubt
	}
	k.add(r)
	if r.State == Told {
		k.datesOf(state, treaty, r.Args)
	}
}

// tally is how the acts lie to the time in which a State was bound.
type tally struct {
	in, before, after, lasting, vague, undated int
	vagueAt                                    dossier.ID // where the first date that does not tell is mended
}

func (k *keeper) tally(state, treaty string) tally {
	var t tally
	for _, f := range k.facts {
		answer := k.law.Bound(state, treaty, f.begun())
		switch {
		case answer.Verdict == law.Yes:
			t.in++
		case answer.Why == law.WhyEnded:
			t.after++
		case answer.Verdict == law.No && f.mayGoOn():
			t.lasting++
		case answer.Verdict == law.No:
			t.before++
		case answer.Why == law.WhyNoEntryDate && f.begun().Precision() == edtf.ToDay:
			t.undated++ // the day of the acceptance is missing, not that of the facts
		default:
			t.vague++
			t.vagueAt = cmp.Or(t.vagueAt, f.record)
		}
	}
	return t
}

// datesOf says how the acts lie to acceptance and end.
func (k *keeper) datesOf(state string, treaty law.Treaty, args []any) {
	t := k.tally(state, treaty.ID)
	add := func(key string, s State, n int, record dossier.ID, field string) {
		k.add(Reason{Key: key, State: s, Args: append(args[:len(args):len(args)], "n", n), Record: record, Field: field, Of: state})
	}
	switch {
	case t.in > 0 || t.undated > 0 || t.vague > 0:
	case t.lasting > 0:
		add("facts-continue", Doubt, t.lasting, k.caseID(), "")
	case t.before > 0:
		add("facts-before", Failed, t.before, k.caseID(), "")
	case t.after > 0:
		add("facts-after", Failed, t.after, k.caseID(), "")
	default:
		k.noFacts()
	}
	if t.undated > 0 && t.in == 0 {
		add("acceptance-undated", Doubt, t.undated, k.caseID(), "states")
	}
	if t.vague > 0 {
		doubt := Needed
		if t.in == 0 { // nothing in the case surely lies in time
			doubt = Doubt
		}
		add("facts-undated", doubt, t.vague, t.vagueAt, "when")
	}
	if t.in > 0 && t.before > 0 {
		add("facts-partly-before", Told, t.before, k.caseID(), "")
	}
	if t.in > 0 && t.after > 0 {
		add("facts-partly-after", Told, t.after, k.caseID(), "")
	}
}

func (k *keeper) noFacts() {
	if !slices.ContainsFunc(k.out, func(r Reason) bool { return r.Key == "no-facts" }) {
		k.add(Reason{Key: "no-facts", State: Needed, Record: k.caseID()})
	}
}

// parsed is a date of the law's data, which was parsed once already when it was loaded.
func parsed(s string) edtf.Date {
	d, _ := edtf.Parse(s)
	return d
}
