package law

import (
	"probata/dossier/datafile"
	"probata/dossier/edtf"
)

// Verdict is the answer to whether a State was bound.
type Verdict string

// The verdicts.
const (
	Yes   Verdict = "yes"
	No    Verdict = "no"
	Check Verdict = "check" // the data or the date does not carry an answer: the user has to look it up
)

// Why a verdict was given, as keys of the language files.
const (
	WhyInForce      = "law.bound.in-force"       // yes: the treaty was in force for the State
	WhyNotYet       = "law.bound.not-yet"        // no: it took effect later
	WhyEnded        = "law.bound.ended"          // no: it had ceased to bind
	WhyNotParty     = "law.bound.not-party"      // no: not bound at the date the source speaks for, nor before
	WhySigned       = "law.bound.signed-only"    // no: signed, not ratified, at the date the source speaks for
	WhyNotKnown     = "law.bound.not-known"      // check: no entry, or its status is not known
	WhyDateUnknown  = "law.bound.date-unknown"   // check: the facts have no date
	WhyDateVague    = "law.bound.date-vague"     // check: the dates of facts and of effect or end may cross
	WhyUncertain    = "law.bound.uncertain"      // check: the entry itself is marked as uncertain
	WhySourceTooOld = "law.bound.source-too-old" // check: not bound then, but the facts are later than the source
	WhyNoEntryDate  = "law.bound.no-entry-date"  // check: bound, but since when is not known
)

// Answer is a verdict with what it rests on. Show it together with source and date of Acceptance: "as of …".
type Answer struct {
	Verdict    Verdict
	Why        string     // one of the Why keys
	Acceptance Acceptance // zero if there is no entry
}

// Bound says whether a treaty bound a State on a date, the date of the facts. It says yes or no only where every reading
// of both dates agrees: a day that is itself the first or the last day of effect, a year in which the treaty took effect,
// or a date that is not known gives Check. For acts that go on, ask for their last day.
func (l *Library) Bound(state, treaty string, on edtf.Date) Answer {
	a, ok := l.Acceptance(state, treaty)
	answer := func(v Verdict, why string) Answer { return Answer{v, why, a} }
	switch {
	case !ok, a.Status == Unknown:
		return answer(Check, WhyNotKnown)
	case a.Confidence == datafile.Uncertain:
		return answer(Check, WhyUncertain)
	case on.IsZero():
		return answer(Check, WhyDateUnknown)
	case a.Status == NotBound:
		return answer(a.unless(on, WhyNotParty))
	case a.Status == Signed:
		return answer(a.unless(on, WhySigned))
	case a.entry.IsZero():
		return answer(Check, WhyNoEntryDate)
	}
	return answer(a.within(on))
}

// unless is No for a State that was not bound, as far as the source reaches, for the reason given.
func (a Acceptance) unless(on edtf.Date, why string) (Verdict, string) {
	if edtf.Before(on, date(a.Date)) == edtf.Yes {
		return No, why
	}
	return Check, WhySourceTooOld
}

// within compares a date with the period in which the treaty bound the State.
func (a Acceptance) within(on edtf.Date) (Verdict, string) {
	switch edtf.Before(on, a.entry) {
	case edtf.Yes:
		return No, WhyNotYet
	case edtf.CannotSay:
		if a.Deposited == "" && a.InForce == "" {
			return Check, WhyNoEntryDate
		}
		return Check, WhyDateVague
	}
	if a.Ended == "" {
		return Yes, WhyInForce
	}
	switch edtf.Before(on, date(a.Ended)) {
	case edtf.Yes:
		return Yes, WhyInForce
	case edtf.No:
		return No, WhyEnded
	}
	return Check, WhyDateVague
}

// date is a date of the data, which Load has already parsed once without error.
func date(s string) edtf.Date {
	d, _ := edtf.Parse(s)
	return d
}

// settle works out from when an acceptance took effect: the stated day; else deposit and the treaty's own delay, never
// before the treaty itself; else, for a State known to be bound, at the latest the date its source speaks for.
func (a *Acceptance) settle(t Treaty) {
	switch {
	case a.Status != Bound && a.Status != Ended:
	case a.InForce != "":
		a.entry = date(a.InForce)
	case a.Deposited != "":
		a.entry = t.effect(date(a.Deposited))
		if a.entry.Precision() == edtf.ToDay && !a.entry.IsInterval() {
			a.InForce, a.InForceComputed = a.entry.String(), true
		}
	case a.Status == Bound:
		a.entry = date("../" + a.Date)
	}
}

// effect is when a deposit takes effect, a single day only if the deposit is one.
func (t Treaty) effect(deposit edtf.Date) edtf.Date {
	from, ok1 := deposit.Earliest()
	to, ok2 := deposit.Latest()
	start, ok3 := date(t.InForce).Latest()
	if !ok1 || !ok2 || !ok3 || deposit.Doubt() != edtf.Sure {
		return edtf.Date{}
	}
	from = max(t.Delay.after(from), start)
	to = max(t.Delay.after(to), start)
	if from == to {
		return from.EDTF()
	}
	return date(from.String() + "/" + to.String())
}
