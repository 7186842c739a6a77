package door

import (
	"slices"

	"probata/dossier"
	"probata/dossier/edtf"
	"probata/dossier/law"
)

// start is the day a time limit runs from, and the record that says so.
type start struct {
	day    edtf.Date
	record dossier.ID
}

// clock is how a time limit of a body stands in a case.
type clock struct {
	// starts are the days the time runs from, the earliest first: one for each final decision, or the act.
	starts []start
	// key says what the starts are: "" decisions and procedures, "-pending" decisions while another remedy is pending,
	// "-act" acts, as no effective remedy is recorded.
	key string
	// why says why it cannot be told, "" where the starts tell or nothing of the kind has happened.
	why           string
	record        dossier.ID
	field         string
	notBefore     edtf.Date // the time cannot have begun before this day
	notBeforeFrom dossier.ID
}

func (k *keeper) clock(x law.Limit) clock {
	var c clock
	switch x.From {
	case "other-procedure":
		c.starts = k.procedureEnds()
	case "disappearance":
		c.starts = k.missingSince()
	default:
		c = k.sinceExhaustion(x)
	}
	c.starts = slices.DeleteFunc(c.starts, func(s start) bool { return !applies(x, s.day) })
	if x.Before != "" {
		c.why = "" // an earlier rule speaks of what it applied to, and of nothing that is not known
	}
	return c
}

// applies tells whether a limit is the one for what the time runs from; a day that may lie on either side is told by the
// later rule.
func applies(x law.Limit, day edtf.Date) bool {
	if x.Before != "" && edtf.Before(day, parsed(x.Before)) != edtf.Yes {
		return false
	}
	return x.Since == "" || edtf.Before(day, parsed(x.Since)) != edtf.Yes
}

// sinceExhaustion: the time runs from each final decision, also while another remedy is pending, because that one may turn
// out to be none that had to be used; without any effective remedy it runs, for some bodies, from the act.
func (k *keeper) sinceExhaustion(x law.Limit) clock {
	s := k.steps()
	out := clock{starts: s.final(), record: k.caseID()}
	first, last := k.acts()
	out.notBefore, out.notBeforeFrom = first.day, first.record
	switch {
	case len(out.starts) > 0:
		if len(s.pending) > 0 {
			out.key = "-pending"
		}
	case len(s.undated) > 0:
		out.why, out.record, out.field = "undated", s.undated[0].ID, "received"
	case len(s.pending) > 0:
		out.why, out.record, out.field = "pending", s.pending[0].ID, "decided"
	case len(s.excused) > 0 && x.Acts:
		k.fromAct(&out, last)
	case len(s.excused) > 0:
		out.why, out.record, out.field = "excused", s.excused[0].ID, "obstacle"
	default:
		out.why = "no-decision"
	}
	return out
}

// fromAct: the last act that has an end counts; a situation that goes on does not start the time.
func (k *keeper) fromAct(c *clock, last start) {
	switch {
	case slices.ContainsFunc(k.facts, fact.mayGoOn):
		c.why = "goes-on"
	case last.day.IsZero():
		c.why = "no-act"
	default:
		c.starts, c.key = []start{last}, "-act"
	}
}

// acts are the first and the last dated act.
func (k *keeper) acts() (first, last start) {
	for _, f := range k.facts {
		day := f.begun()
		if day.IsZero() {
			continue
		}
		if first.day.IsZero() || edtf.Compare(day, first.day) < 0 {
			first = start{day, f.record}
		}
		if last.day.IsZero() || edtf.Compare(f.when, last.day) > 0 {
			last = start{f.when, f.record}
		}
	}
	return first, last
}

// procedureEnds is when the last other procedure of international investigation or settlement on the case ended: those that
// the body's own rules on the same matter name. What is none for the body starts no time.
func (k *keeper) procedureEnds() []start {
	var out start
	for _, f := range dossier.Of[*dossier.Filing](k.Dossier) {
		day := f.Replied.Value()
		if !k.settles(f.Body) || stage(f) != finished || day.IsZero() || k.another(f) {
			continue
		}
		if out.day.IsZero() || edtf.Compare(day, out.day) > 0 {
			out = start{day, f.ID}
		}
	}
	if out.day.IsZero() {
		return nil
	}
	return []start{out}
}

// settles tells whether the body counts another one as a procedure that may bar its own.
func (k *keeper) settles(body string) bool {
	return body != k.body.ID && slices.ContainsFunc(k.body.Same, func(r law.SameRule) bool {
		return r.Effect == law.Closes && slices.Contains(r.Bodies, body)
	})
}

func (k *keeper) missingSince() []start {
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
	if out.day.IsZero() {
		return nil
	}
	return []start{out}
}

// limits: each time limit of the body has run out, is running, or cannot be told. None is passed over in silence.
func (k *keeper) limits() {
	for _, x := range k.body.Limit {
		if x.Yearly != "" {
			continue // a fixed day of the year shuts nothing for good; it is a deadline
		}
		c := k.clock(x)
		if c.why != "" {
			k.add(k.untold(x, c))
			continue
		}
		for i, from := range c.starts {
			k.add(k.running(x, c, from, i+1 < len(c.starts)))
		}
	}
}

// running is how the time stands that runs from one day. What ran from an earlier decision bars for sure only where it is
// the last, and nothing is pending.
func (k *keeper) running(x law.Limit, c clock, from start, later bool) Reason {
	due := from.day.AddMonths(x.Months)
	r := Reason{Key: "limit-runs" + c.key, State: Met, Args: []any{"from", from.day, "due", due, "months", x.Months}, Note: x.Note, Fact: x.Fact, Record: from.record}
	switch passed(due, k.Today) {
	case edtf.No:
		if c.key == "-pending" {
			r.State = Told
		}
	case edtf.Yes:
		r.Key = "limit-passed" + c.key
		r.State = past(x.Past)
		if r.State == Failed && (later || c.key == "-pending") {
			r.State = Doubt
		}
	default:
		r.Key, r.State = "limit-vague", Doubt
	}
	if x.Past == law.Tells && r.State == Doubt {
		r.State = Told
	}
	return r
}

// past is what the end of a time limit means.
func past(e law.Effect) State {
	switch e {
	case law.Closes:
		return Failed
	case law.Tells:
		return Told
	}
	return Doubt
}

// untold: a limit of which the case does not say when it ends. Counted from the first act it may still be certain that it
// has not ended.
func (k *keeper) untold(x law.Limit, c clock) Reason {
	r := Reason{Key: "limit-untold-" + c.why, State: Doubt, Args: []any{"months", x.Months}, Note: x.Note, Fact: x.Fact, Record: c.record, Field: c.field}
	if earliest := c.notBefore.AddMonths(x.Months); !c.notBefore.IsZero() && passed(earliest, k.Today) == edtf.No {
		r.Key, r.State, r.Record, r.Field = "limit-not-before", Met, c.notBeforeFrom, ""
		r.Args = append(r.Args, "due", earliest)
	}
	if c.why == "goes-on" {
		r.State = Told
	}
	return r
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
