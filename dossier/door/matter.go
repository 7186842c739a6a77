package door

import (
	"slices"

	"probata/dossier"
	"probata/dossier/law"
)

// stages of a filing.
type stageOf int

const (
	running    stageOf = iota
	ended              // examined to an end
	unexamined         // refused; whether it was examined is for the user to say
	gone               // withdrawn, or never sent: it bars nothing
)

func stage(f *dossier.Filing) stageOf {
	switch f.Outcome {
	case "decided":
		return ended
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

// sameMatter applies the body's rules to every filing of the case.
func (k *keeper) sameMatter() {
	for _, f := range dossier.Of[*dossier.Filing](k.Dossier) {
		if k.Victim != "" && f.Victim != "" && f.Victim != k.Victim {
			continue // the matter of another person
		}
		s := stage(f)
		if s == gone {
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
		if !slices.Contains(x.Bodies, f.Body) || s != running && !x.Ended {
			continue
		}
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
		k.add(r)
		if r.State == Failed {
			return // a second rule about the same filing can only say less
		}
	}
}
