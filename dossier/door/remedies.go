package door

import (
	"slices"

	"probata/dossier"
	"probata/dossier/edtf"
)

// extraordinary remedies lie in the discretion of an authority or bind nobody: committees as a rule do not ask for them,
// and their decision does not start a time limit.
var extraordinary = []string{"supervisory", "complaint-ombudsman", "none"}

// reviews is how high a remedy stands: a later decision of the same or a higher rank takes the place of an earlier one, one
// of a lower rank does not, and the time that runs from the earlier one goes on.
var reviews = map[string]int{"complaint-prosecutor": 1, "complaint-court": 2, "habeas-corpus": 2, "compensation": 2, "other": 2, "appeal": 3, "constitutional": 4}

// steps is what the case says about domestic remedies.
type steps struct {
	tried   []*dossier.Remedy // ordinary steps that were decided
	pending []*dossier.Remedy
	excused []*dossier.Remedy // not taken, or taken in vain, with the reason why
	silent  []*dossier.Remedy // decided, by their date, and without an outcome
	undated []*dossier.Remedy // decided, and without a date
}

func (k *keeper) steps() steps {
	var s steps
	for _, r := range dossier.Of[*dossier.Remedy](k.Dossier) {
		if k.Victim != "" && r.Victim != "" && r.Victim != k.Victim {
			continue
		}
		decided := !ended(r).IsZero()
		open := r.Outcome == "pending" || r.Outcome == ""
		switch {
		case r.Kind == "unknown": // a question that is still open
		case r.Obstacle != "" && !decided:
			s.excused = append(s.excused, r)
		case slices.Contains(extraordinary, r.Kind):
		case open && !decided:
			s.pending = append(s.pending, r)
		default:
			s.take(r, open, decided)
		}
	}
	return s
}

// take adds a step that was decided. A date of decision is a decision, whatever the outcome says or does not say.
func (s *steps) take(r *dossier.Remedy, open, dated bool) {
	s.tried = append(s.tried, r)
	if open {
		s.silent = append(s.silent, r)
	}
	if !dated {
		s.undated = append(s.undated, r)
	}
	if r.Obstacle != "" {
		s.excused = append(s.excused, r)
	}
}

// ended is the day a remedy came to its end: when the decision was received, else made.
func ended(r *dossier.Remedy) edtf.Date {
	if day := r.Received.Value(); !day.IsZero() {
		return day
	}
	return r.Decided.Value()
}

// final are the dated decisions that no later one of the same or a higher rank in the same person's matter has overtaken,
// the earliest first.
func (s *steps) final() []start {
	var out []start
	for _, r := range s.tried {
		day := ended(r)
		overtaken := slices.ContainsFunc(s.tried, func(other *dossier.Remedy) bool {
			return other != r && other.Victim == r.Victim && reviews[other.Kind] >= reviews[r.Kind] && edtf.Compare(ended(other), day) > 0
		})
		same := slices.ContainsFunc(out, func(have start) bool { return edtf.Compare(have.day, day) == 0 })
		if !day.IsZero() && !overtaken && !same {
			out = append(out, start{day, r.ID})
		}
	}
	slices.SortStableFunc(out, func(a, b start) int { return edtf.Compare(a.day, b.day) })
	return out
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
	case "suspending":
		r.Key = "remedies-suspending"
		if len(s.tried)+len(s.pending)+len(s.excused) == 0 {
			r.Key, r.State = "remedies-suspend", Needed
		}
	default:
		k.exhausted(&r, s)
	}
	k.add(r)
	for _, silent := range s.silent {
		k.add(Reason{Key: "remedies-outcome", State: Needed, Record: silent.ID, Field: "outcome"})
	}
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
