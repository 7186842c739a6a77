package door

import (
	"slices"

	"probata/dossier"
	"probata/dossier/edtf"
)

// extraordinary remedies lie in the discretion of an authority or bind nobody: committees as a rule do not ask for them,
// and their decision does not start a time limit.
var extraordinary = []string{"supervisory", "complaint-ombudsman", "none"}

// steps is what the case says about domestic remedies.
type steps struct {
	tried    []*dossier.Remedy // ordinary steps that were taken
	pending  []*dossier.Remedy
	excused  []*dossier.Remedy // not taken, with the reason why
	last     edtf.Date         // when the last decision was received, or made
	lastIn   dossier.ID
	complete bool // every step that was decided has a date
}

func (k *keeper) steps() steps {
	s := steps{complete: true}
	for _, r := range dossier.Of[*dossier.Remedy](k.Dossier) {
		if k.Victim != "" && r.Victim != "" && r.Victim != k.Victim {
			continue
		}
		switch {
		case r.Kind == "unknown": // a question that is still open
		case r.Obstacle != "":
			s.excused = append(s.excused, r)
		case slices.Contains(extraordinary, r.Kind):
		case r.Outcome == "pending" || r.Outcome == "":
			s.pending = append(s.pending, r)
		default:
			s.tried = append(s.tried, r)
			s.decided(r)
		}
	}
	return s
}

// decided moves the end of the remedies to this decision if it is later.
func (s *steps) decided(r *dossier.Remedy) {
	day := r.Received.Value()
	if day.IsZero() {
		day = r.Decided.Value()
	}
	if day.IsZero() {
		s.complete = false
		return
	}
	if s.last.IsZero() || edtf.Compare(day, s.last) > 0 {
		s.last, s.lastIn = day, r.ID
	}
}

// remedies says how far they were used. What is lacking is a need and not a bar: remedies that are unavailable, without
// effect or unreasonably prolonged need not be exhausted, and the body decides whether they are.
func (k *keeper) remedies() {
	s := k.steps()
	r := Reason{Key: "remedies-used", State: Met, Record: k.caseID(), Args: []any{"n", len(s.tried)}}
	switch k.body.Remedies {
	case "":
		return
	case "described":
		r.Key, r.State = "remedies-described", Met
		if len(s.tried)+len(s.pending)+len(s.excused) == 0 {
			r.Key, r.State = "remedies-describe", Needed
		}
	case "reported":
		r.Key = "remedies-reported"
		if len(s.tried)+len(s.pending)+len(s.excused) == 0 {
			r.Key, r.State = "remedies-report", Needed
		}
	default:
		k.exhausted(&r, s)
	}
	k.add(r)
}

func (k *keeper) exhausted(r *Reason, s steps) {
	switch {
	case len(s.pending) > 0:
		r.Key, r.State, r.Record, r.Field = "remedies-pending", Needed, s.pending[0].ID, "outcome"
		r.Args = []any{"n", len(s.pending)}
	case len(s.tried) == 0 && len(s.excused) > 0:
		r.Key, r.Record = "remedies-excused", s.excused[0].ID
	case len(s.tried) == 0:
		r.Key, r.State = "remedies-none", Needed
	}
}
