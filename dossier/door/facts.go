package door

import (
	"slices"

	"probata/dossier"
	"probata/dossier/edtf"
)

// fact is an act against an alleged victim with the date it has, its own or that of its event.
type fact struct {
	act  *dossier.Act
	when edtf.Date
	// field is where its date is mended.
	record dossier.ID
}

// factsOf are the acts against the alleged victims in question. An act without a victim in question is somebody else's.
func factsOf(q Question) []fact {
	victims := q.Dossier.WithRole("alleged-victim")
	if q.Victim != "" {
		victims = []dossier.ID{q.Victim}
	}
	var out []fact
	for _, a := range dossier.Of[*dossier.Act](q.Dossier) {
		if !slices.Contains(victims, a.Victim) {
			continue
		}
		f := fact{act: a, when: a.When.Value(), record: a.ID}
		if e, ok := dossier.Find[*dossier.Event](q.Dossier, a.Event); ok && f.when.IsZero() {
			f.when, f.record = e.When.Value(), e.ID
		}
		out = append(out, f)
	}
	return out
}

// mayGoOn tells whether the act may last until now: a date without an end, or somebody held or missing of whom no release
// is recorded. Its effect may then continue after a State has accepted a procedure.
func (f fact) mayGoOn() bool {
	if _, reach := f.when.End(); f.when.IsInterval() && reach != edtf.Given {
		return true
	}
	held := slices.Contains([]string{"arrest", "detention", "custody-order", "disappearance"}, f.act.Kind)
	return held && f.act.Released.IsZero()
}

// begun is the date of the act, or of its beginning where its end is open.
func (f fact) begun() edtf.Date {
	if _, reach := f.when.End(); !f.when.IsInterval() || reach == edtf.Given {
		return f.when
	}
	if start, reach := f.when.Start(); reach == edtf.Given {
		return start
	}
	return f.when
}

func anyKind(facts []fact, kinds ...string) bool {
	return slices.ContainsFunc(facts, func(f fact) bool { return slices.Contains(kinds, f.act.Kind) })
}
