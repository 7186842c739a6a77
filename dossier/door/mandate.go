package door

import (
	"slices"

	"probata/dossier/datafile"
	"probata/dossier/edtf"
	"probata/dossier/law"
)

// mandate: bodies that a resolution has set up deal with the States it names, with acts from a day on, and as long as they
// are renewed; a treaty may let its parties opt out of a procedure.
func (k *keeper) mandate() {
	if len(k.body.Note) > 0 {
		k.add(Reason{Key: "body-note", State: Told, Note: k.body.Note, Fact: k.body.Fact})
	}
	if !k.covered() {
		return
	}
	for _, d := range k.body.Declined {
		k.declined(d)
	}
	k.ofMandate()
	if until := k.body.Until; until != "" && edtf.Before(k.Today, parsed(until)) != edtf.Yes {
		k.add(Reason{Key: "mandate-ended", State: Doubt, Args: []any{"until", parsed(until)}, Fact: k.body.Fact})
	}
}

// covered: the States that the mandate names. It is false where none of those concerned is among them: nothing else then
// matters.
func (k *keeper) covered() bool {
	if len(k.body.States) == 0 {
		return true
	}
	states := k.Dossier.Case().States
	if len(states) == 0 {
		k.add(Reason{Key: "no-state", State: Needed, Record: k.caseID(), Field: "states"})
	}
	for _, state := range states {
		r := Reason{
			Key: "state-covered", State: Met, Args: []any{"state", "vocab.country." + state},
			Fact: k.body.Fact, Record: k.caseID(), Field: "states", Of: state,
		}
		if !slices.Contains(k.body.States, state) {
			r.Key, r.State = "state-not-covered", Failed
		}
		k.add(r)
	}
	return len(states) == 0 || slices.ContainsFunc(states, func(s string) bool { return slices.Contains(k.body.States, s) })
}

// declined: a State may withdraw such a declaration at any time, so that an older list of them closes nothing.
func (k *keeper) declined(d law.Declined) {
	for _, state := range k.Dossier.Case().States {
		if !slices.Contains(d.States, state) {
			continue
		}
		r := Reason{
			Key: "state-declined", State: Failed, Args: []any{"state", "vocab.country." + state, "asof", d.Date},
			Fact: d.Fact, Record: k.caseID(), Field: "states", Of: state,
		}
		if d.Confidence != datafile.Verified || d.Aged(k.Today) {
			r.Key, r.State = "state-declined-then", Doubt
		}
		k.add(r)
	}
}

// ofMandate says how the acts lie to the first day that the mandate covers.
func (k *keeper) ofMandate() {
	if k.body.Since == "" {
		return
	}
	since := parsed(k.body.Since)
	var in, before, lasting, vague int
	for _, f := range k.facts {
		switch edtf.Before(f.begun(), since) {
		case edtf.No:
			in++
		case edtf.Yes:
			if f.mayGoOn() {
				lasting++
			} else {
				before++
			}
		default:
			vague++
		}
	}
	add := func(key string, s State, n int) {
		k.add(Reason{Key: key, State: s, Args: []any{"n", n, "since", since}, Fact: k.body.Fact, Record: k.caseID()})
	}
	switch {
	case in > 0 && before > 0:
		add("mandate-partly-before", Told, before)
	case in > 0:
	case vague > 0:
		add("mandate-undated", Doubt, vague)
	case lasting > 0:
		add("mandate-continue", Doubt, lasting)
	case before > 0:
		add("mandate-before", Failed, before)
	default:
		k.noFacts()
	}
}
