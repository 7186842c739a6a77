package submission

import (
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/datafile"
	"probata/dossier/door"
	"probata/dossier/edtf"
)

// near is how many days before the end of a time limit the user is warned.
const near = 60

// saidElsewhere are reasons of a door of which the preflight speaks itself, with the question or the person.
var saidElsewhere = []string{"consent", "author", "no-victim", "same-body"}

// doors adds what the body's rules say of this case: the State, time, remedies, the same matter elsewhere. A body that has
// the case was asked before.
func (p *preflight) doors() {
	if p.form.FollowUp {
		return
	}
	d, ok := door.At(p.law, p.body(), door.Question{Dossier: p.full, Victim: p.req.Victim, Today: p.req.Today})
	if !ok {
		return
	}
	for _, r := range d.Reasons {
		if slices.Contains(saidElsewhere, r.Key) {
			continue
		}
		at := end{r.Record, r.Field}
		if at.record == "" {
			at.record = p.full.Case().ID
		}
		switch r.State {
		case door.Failed:
			if d.Bars(r) {
				p.add(dossier.Stops, at, "door-closed", "reason", r)
			} else { // open against another State of the case
				p.add(dossier.Warn, at, "door-check", "reason", r)
			}
		case door.Doubt:
			p.add(dossier.Warn, at, "door-check", "reason", r)
		case door.Needed:
			p.add(dossier.Warn, at, "door-needs", "reason", r)
		case door.Told:
			p.told(at, r)
		case door.Met:
			p.met(at, r)
		}
	}
}

// met: a time limit that ends soon is said, and a condition that rests on data nobody has verified.
func (p *preflight) met(at end, r door.Reason) {
	if limit(r) {
		if p.soon(r) {
			p.add(dossier.Warn, at, "deadline-near", "reason", r)
		}
		return
	}
	if r.Uncertain() {
		p.add(dossier.Hint, at, "door-tells", "reason", r)
	}
}

// told: what must be disclosed or known; a day that may be the last is no less near for being in doubt.
func (p *preflight) told(at end, r door.Reason) {
	if limit(r) && p.soon(r) {
		p.add(dossier.Warn, at, "deadline-near", "reason", r)
		return
	}
	p.add(dossier.Hint, at, "door-tells", "reason", r)
}

// limit tells that a reason is a time limit that has not ended.
func limit(r door.Reason) bool {
	return strings.HasPrefix(r.Key, "limit-runs") || r.Key == "limit-not-before"
}

func (p *preflight) soon(r door.Reason) bool {
	for i := 0; i+1 < len(r.Args); i += 2 {
		if due, ok := r.Args[i+1].(edtf.Date); ok && r.Args[i] == "due" {
			last, ok1 := due.Latest()
			now, ok2 := p.req.Today.Latest()
			return ok1 && ok2 && last-now <= near
		}
	}
	return false
}

// unverified: the body wants its own form; or this one was not seen in its present state; what it asks and where it goes must be checked.
func (p *preflight) unverified() {
	if p.form.Official {
		p.add(dossier.Warn, end{p.full.Case().ID, ""}, "official-form", "edition", p.form.Edition)
	}
	if p.form.Confidence == datafile.Verified {
		return
	}
	p.add(dossier.Hint, end{p.full.Case().ID, ""}, "form-unverified",
		"confidence", "door.confidence."+string(p.form.Confidence), "edition", p.form.Edition, "verified", p.form.LastVerified)
}
