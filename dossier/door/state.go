package door

import (
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
	states := k.Dossier.Case().States
	if len(states) == 0 {
		k.add(Reason{Key: "no-state", State: Needed, Record: k.caseID(), Field: "states"})
	}
	for _, state := range states {
		k.accepted(state, treaty)
	}
}

func (k *keeper) accepted(state string, treaty law.Treaty) {
	a, known := k.law.Acceptance(state, treaty.ID)
	args := []any{"state", "vocab.country." + state, "treaty", treaty.Short, "asof", a.Date}
	r := Reason{Args: args, Note: a.Effect, Fact: a.Fact, Record: k.caseID(), Field: "states"}
	switch {
	case !known || a.Status == law.Unknown:
		r.Key, r.State = "state-not-known", Doubt
	case a.Status == law.NotBound:
		r.Key, r.State = "state-not-bound", Failed
	case a.Status == law.Signed:
		r.Key, r.State = "state-signed", Failed
	case a.Confidence == datafile.Uncertain:
		r.Key, r.State = "state-uncertain", Doubt
	default:
		k.inTime(r, state, treaty, a)
		return
	}
	k.add(r)
}

// inTime adds that the State is bound and from when, and how the facts lie to that.
func (k *keeper) inTime(r Reason, state string, treaty law.Treaty, a law.Acceptance) {
	r.Key, r.State = "state-bound", Met
	if from := a.InForce; from != "" {
		r.Key, r.Args = "state-bound-from", append(r.Args, "from", parsed(from))
	}
	if a.Ended != "" {
		r.Key, r.Args = "state-ended", append(r.Args, "ended", parsed(a.Ended))
		if edtf.Before(k.Today, parsed(a.Ended)) != edtf.Yes {
			r.State = Failed // no new communication can be brought, whatever the date of the facts
		}
	}
	k.add(r)
	if r.State == Met {
		k.datesOf(state, treaty, r.Args)
	}
}

// datesOf counts how many acts lie after acceptance, before it, or cannot be told.
func (k *keeper) datesOf(state string, treaty law.Treaty, args []any) {
	var in, out, lasting, vague int
	at := dossier.ID("")
	for _, f := range k.facts {
		switch k.law.Bound(state, treaty.ID, f.begun()).Verdict {
		case law.Yes:
			in++
		case law.No:
			if f.mayGoOn() {
				lasting++
			} else {
				out++
			}
		default:
			vague++
			at = f.record
		}
	}
	add := func(key string, s State, n int, record dossier.ID, field string) {
		k.add(Reason{Key: key, State: s, Args: append(args[:len(args):len(args)], "n", n), Record: record, Field: field})
	}
	switch {
	case in > 0:
	case lasting > 0:
		add("facts-continue", Doubt, lasting, k.caseID(), "")
	case out > 0 && vague == 0:
		add("facts-before", Failed, out, k.caseID(), "")
	case out == 0 && vague == 0:
		k.add(Reason{Key: "no-facts", State: Needed, Record: k.caseID()})
	}
	if vague > 0 {
		add("facts-undated", Needed, vague, at, "when")
	}
	if in > 0 && out > 0 {
		add("facts-partly-before", Told, out, k.caseID(), "")
	}
}

// parsed is a date of the law's data, which was parsed once already when it was loaded.
func parsed(s string) edtf.Date {
	d, _ := edtf.Parse(s)
	return d
}
