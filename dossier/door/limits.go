package door

import (
	"probata/dossier"
	"probata/dossier/edtf"
	"probata/dossier/law"
)

// start is the day a time limit runs from, and the record that says so.
type start struct {
	day    edtf.Date
	record dossier.ID
}

// startOf is zero while the time does not run, or the case does not say since when.
func (k *keeper) startOf(x law.Limit) start {
	switch x.From {
	case "exhaustion":
		if s := k.steps(); len(s.pending) == 0 {
			return start{s.last, s.lastIn}
		}
	case "other-procedure":
		return k.procedureEnd()
	case "disappearance":
		return k.missingSince()
	}
	return start{}
}

// procedureEnd is when the last other international procedure on the case ended.
func (k *keeper) procedureEnd() start {
	var out start
	for _, f := range dossier.Of[*dossier.Filing](k.Dossier) {
		day := f.Replied.Value()
		if _, ok := k.law.Body(f.Body); !ok || f.Body == k.body.ID || stage(f) != ended || day.IsZero() {
			continue
		}
		if out.day.IsZero() || edtf.Compare(day, out.day) > 0 {
			out = start{day, f.ID}
		}
	}
	return out
}

func (k *keeper) missingSince() start {
	var out start
	for _, f := range k.facts {
		day := f.when
		if f.act.Kind != "disappearance" {
			continue
		}
		if seen := f.act.LastSeen.Value(); !seen.IsZero() {
			day = seen
		}
		if !day.IsZero() && (out.day.IsZero() || edtf.Compare(day, out.day) > 0) {
			out = start{day, f.act.ID}
		}
	}
	return out
}

// limits: the time has run out, is running, or does not run yet.
func (k *keeper) limits() {
	for _, x := range k.body.Limit {
		if x.Yearly != "" {
			continue // a fixed day of the year shuts nothing for good; it is a deadline
		}
		from := k.startOf(x)
		if from.day.IsZero() {
			continue
		}
		due := from.day.AddMonths(x.Months)
		r := Reason{Key: "limit-runs", State: Met, Args: []any{"due", due, "months", x.Months}, Note: x.Note, Fact: x.Fact, Record: from.record}
		switch passed(due, k.Today) {
		case edtf.Yes:
			r.Key, r.State = "limit-passed", Doubt
			if x.Past == law.Closes {
				r.State = Failed
			}
		case edtf.CannotSay:
			r.Key, r.State = "limit-vague", Doubt
		}
		k.add(r)
	}
}

// passed tells whether the last day of a time limit lies behind today. A limit ends with its last day.
func passed(due, today edtf.Date) edtf.Answer {
	first, ok1 := due.Earliest()
	last, ok2 := due.Latest()
	now, ok3 := today.Latest()
	switch {
	case !ok1 || !ok2 || !ok3:
		return edtf.CannotSay
	case due.Doubt() != edtf.Sure:
		return edtf.CannotSay
	case now > last:
		return edtf.Yes
	case now <= first:
		return edtf.No
	}
	return edtf.CannotSay
}
