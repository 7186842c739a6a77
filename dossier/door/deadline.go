package door

import (
	"cmp"
	"fmt"
	"slices"

	"probata/dossier"
	"probata/dossier/edtf"
	"probata/dossier/law"
)

// Deadline is a day by which something has to be done, or an answer is due.
type Deadline struct {
	// Key names the sentence, "deadline.<key>": limit, limit-pending, limit-act, reply, year, task, hearing, consent.
	Key string
	// Body is whose deadline it is, empty for one of the case itself.
	Body string
	// Due is the last day, exactly as precise as what it follows from.
	Due edtf.Date
	// Passed tells whether it lies behind; CannotSay where the day is vague.
	Passed edtf.Answer
	Note   law.Text
	// Record is what it follows from, empty for a day of the calendar.
	Record dossier.ID
	Fact   law.Fact
}

// Deadlines are all deadlines of a case, the earliest first: the time limits of the bodies to which a door is not closed
// otherwise, the States' time to answer what was filed, and what the case itself sets. Times that do not run yet have none.
func Deadlines(l *law.Library, q Question) []Deadline {
	var out []Deadline
	l = l.With(q.Dossier)
	facts := factsOf(q)
	for _, b := range l.Bodies() {
		k := keeper{law: l, body: b, Question: q, facts: facts}
		out = append(out, k.deadlines()...)
	}
	out = append(out, own(q)...)
	slices.SortStableFunc(out, func(a, b Deadline) int {
		return cmp.Or(edtf.Compare(a.Due, b.Due), cmp.Compare(a.Body, b.Body), cmp.Compare(a.Record, b.Record))
	})
	return out
}

func (k *keeper) deadlines() []Deadline {
	out := k.replies()
	k.participation()
	k.acceptance()
	k.subject()
	filed := slices.ContainsFunc(dossier.Of[*dossier.Filing](k.Dossier), func(f *dossier.Filing) bool {
		return f.Body == k.body.ID && stage(f) != gone && !k.another(f)
	})
	if verdict, _ := verdicts(k.out); filed || verdict == Closed {
		return out
	}
	for _, x := range k.body.Limit {
		out = append(out, k.limitDays(x)...)
	}
	return out
}

// limitDays are the last days of one time limit: one for each day it runs from.
func (k *keeper) limitDays(x law.Limit) []Deadline {
	d := Deadline{Key: "limit", Body: k.body.ID, Note: x.Note, Fact: x.Fact}
	if x.Yearly != "" {
		d.Key, d.Due = "year", nextYearly(x.Yearly, k.Today)
		d.Passed = passed(d.Due, k.Today)
		if !k.marked() || d.Due.IsZero() {
			return nil
		}
		return []Deadline{d}
	}
	var out []Deadline
	c := k.clock(x)
	for _, from := range c.starts {
		d.Key, d.Due, d.Record = "limit"+c.key, from.day.AddMonths(x.Months), from.record
		d.Passed = passed(d.Due, k.Today)
		out = append(out, d)
	}
	return out
}

// marked tells that the user is working on a submission to this body: the report of a year is no deadline of a case that
// nobody means to report.
func (k *keeper) marked() bool {
	return slices.ContainsFunc(dossier.Of[*dossier.Submission](k.Dossier), func(s *dossier.Submission) bool {
		return s.Form == k.body.ID
	})
}

// nextYearly is the next day of that kind, today included.
func nextYearly(monthDay string, today edtf.Date) edtf.Date {
	now, ok := today.Latest()
	if !ok {
		return edtf.Date{}
	}
	year, _, _ := now.Date()
	day := parsed(fmt.Sprintf("%04d-%s", year, monthDay))
	if last, _ := day.Latest(); last < now {
		day = parsed(fmt.Sprintf("%04d-%s", year+1, monthDay))
	}
	return day
}

// replies are the answers that are due from what was filed with this body and not answered yet. A day the user entered
// goes before the one that is counted.
func (k *keeper) replies() []Deadline {
	var out []Deadline
	for _, f := range dossier.Of[*dossier.Filing](k.Dossier) {
		if f.Body != k.body.ID || stage(f) != running || !f.Replied.IsZero() || k.another(f) {
			continue
		}
		d := Deadline{Key: "reply", Body: k.body.ID, Due: f.ReplyDue.Value(), Record: f.ID}
		if sent, ok := f.Filed.Value().Latest(); d.Due.IsZero() && ok && k.body.ReplyDays > 0 {
			d.Due, d.Fact = (sent + edtf.Day(k.body.ReplyDays)).EDTF(), k.body.Fact
		}
		if !d.Due.IsZero() {
			d.Passed = passed(d.Due, k.Today)
			out = append(out, d)
		}
	}
	return out
}

// own are the days that the case itself sets: tasks that are not done, hearings to come, consents that run out.
func own(q Question) []Deadline {
	var out []Deadline
	add := func(key string, due edtf.Date, id dossier.ID) {
		if !due.IsZero() {
			out = append(out, Deadline{Key: key, Due: due, Record: id, Passed: passed(due, q.Today)})
		}
	}
	for _, t := range dossier.Of[*dossier.Task](q.Dossier) {
		if t.Done != "yes" {
			add("task", t.Due.Value(), t.ID)
		}
	}
	for _, a := range dossier.Of[*dossier.Act](q.Dossier) {
		if day := a.Hearing.Value(); passed(day, q.Today) != edtf.Yes {
			add("hearing", day, a.ID)
		}
	}
	for _, c := range dossier.Of[*dossier.Consent](q.Dossier) {
		if c.Withdrawn.IsZero() {
			add("consent", c.Expires.Value(), c.ID)
		}
	}
	return out
}
