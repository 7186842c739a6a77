package door

import (
	"slices"

	"probata/dossier"
	"probata/dossier/datafile"
	"probata/dossier/law"
)

// stages of a filing.
type stageOf int

const (
	running    stageOf = iota
	finished           // examined to an end
	unexamined         // refused; whether it was examined is for the user to say
	gone               // withdrawn, or never sent: it bars nothing
)

func stage(f *dossier.Filing) stageOf {
	switch f.Outcome {
	case "decided":
		return finished
	case "rejected":
		return unexamined
	case "withdrawn":
		return gone
	}
	if f.Filed.IsZero() && f.Outcome == "" {
		return gone
	}
	return running
}

// another tells whether a filing is the matter of another person.
func (k *keeper) another(f *dossier.Filing) bool {
	return k.Victim != "" && f.Victim != "" && f.Victim != k.Victim
}

// sameMatter applies the body's rules to every filing of the case.
func (k *keeper) sameMatter() {
	for _, f := range dossier.Of[*dossier.Filing](k.Dossier) {
		s := stage(f)
		if s == gone || k.another(f) {
			continue
		}
		if f.Body == k.body.ID {
			k.add(Reason{Key: "same-body", State: Told, Record: f.ID, Field: "body"})
			continue
		}
		k.rules(f, s)
	}
}

func (k *keeper) rules(f *dossier.Filing, s stageOf) {
	for _, x := range k.body.Same {
		switch {
		case !slices.Contains(x.Bodies, f.Body):
		case x.ByState:
			for _, state := range k.Dossier.Case().States {
				k.declared(f, s, x, state)
			}
		case s == running || x.Ended:
			r := matter(f, s, x)
			k.add(r)
			if r.State == Failed {
				return // a second rule about the same filing can only say less
			}
		}
	}
}

// matter is what a rule says of a filing.
func matter(f *dossier.Filing, s stageOf, x law.SameRule) Reason {
	r := Reason{
		Key: "same-" + string(x.Effect), State: Told, Args: []any{"other", "vocab.body." + f.Body},
		Note: x.Note, Fact: x.Fact, Record: f.ID, Field: "outcome",
	}
	switch {
	case x.Effect == law.Checks, x.Effect == law.Closes && s == unexamined:
		r.Key, r.State = "same-checks", Doubt
	case x.Effect == law.Closes:
		r.State = Failed
	}
	return r
}

// declared: the bar is not in the treaty but in what a State declared when it accepted the procedure.
func (k *keeper) declared(f *dossier.Filing, s stageOf, x law.SameRule, state string) {
	a, _ := k.law.Acceptance(state, k.body.Treaty)
	treaty, _ := k.law.Treaty(k.body.Treaty)
	r := matter(f, s, x)
	r.Of, r.Args = state, append(r.Args, "state", "vocab.country."+state, "where", treaty.LookedUp())
	r.Key = "same-declared-not-known"
	if a.SameMatter != "" {
		r.Fact = a.Fact
		r.Key = "same-declared"
		x.Effect = law.Closes
		if a.SameMatter == law.SameNone || a.SameMatter == law.SamePending && s != running {
			r.Key, x.Effect = "same-not-declared", law.Tells
		}
		r.State = matter(f, s, x).State
	}
	if r.State == Failed && a.Confidence != datafile.Verified && a.Confidence != datafile.Reported {
		r.State = Doubt // a bar that is only remembered
	}
	k.add(r)
}
