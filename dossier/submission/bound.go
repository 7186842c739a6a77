package submission

import (
	"probata/dossier"
	"probata/dossier/edtf"
	"probata/dossier/law"
)

// bound names the treaties relied on that did not bind a State concerned when
// the facts happened, or of which the data cannot tell. The Working Group and
// the special procedures may still act on declarations; the advocate decides.
func (p *preflight) bound() {
	said := make(map[string]bool)
	for _, a := range dossier.As[*dossier.Allegation](p.ofVictimIn(p.full)) {
		provision, ok := p.law.Provision(a.Provision)
		if !ok {
			continue
		}
		treaty, ok := p.law.TreatyOf(provision)
		if !ok {
			continue
		}
		for _, state := range p.full.Case().States {
			answer := p.worst(state, treaty.ID, p.dates(a))
			once := state + " " + treaty.ID + " " + answer.Why
			if answer.Verdict == law.Yes || said[once] {
				continue
			}
			said[once] = true
			key, weight := "state-check", dossier.Hint
			if answer.Verdict == law.No {
				key, weight = "state-not-bound", dossier.Warn
			}
			p.add(weight, end{a.ID, "provision"}, key, "treaty", treaty.Short.In(p.req.Language),
				"state", "vocab.country."+state, "why", answer.Why,
				"asof", answer.Acceptance.Date, "source", answer.Acceptance.Source)
		}
	}
}

// unread names each decision relied on that nobody has said to have read: the
// data only recalls it, and the State will look it up.
func (p *preflight) unread() {
	said := map[dossier.ID]bool{}
	for _, a := range dossier.As[*dossier.Allegation](p.ofVictimIn(p.full)) {
		for _, id := range a.Authority {
			s, ok := dossier.Find[*dossier.Source](p.full, id)
			if ok && s.Reliability == "unsure" && !said[id] {
				said[id] = true
				p.add(dossier.Warn, end{id, "reliability"}, "authority-unread")
			}
		}
	}
}

func (p *preflight) ofVictimIn(d *dossier.Dossier) []dossier.Record {
	return p.ofVictim(d.List(dossier.TypeAllegation))
}

// dates are the dates of the facts an allegation rests on; without any, one
// zero date stands for "not known".
func (p *preflight) dates(a *dossier.Allegation) []edtf.Date {
	var out []edtf.Date
	for _, id := range a.Facts {
		switch r := p.full.Get(id).(type) {
		case *dossier.Event:
			out = append(out, r.When.Value())
		case *dossier.Act:
			if v := r.When.Value(); !v.IsZero() {
				out = append(out, v)
			} else if e, ok := dossier.Find[*dossier.Event](p.full, r.Event); ok {
				out = append(out, e.When.Value())
			}
		}
	}
	if len(out) == 0 {
		out = append(out, edtf.Date{})
	}
	return out
}

// worst is the answer for the date that is worst for the submission.
func (p *preflight) worst(state, treaty string, dates []edtf.Date) law.Answer {
	var out law.Answer
	for i, d := range dates {
		a := p.law.Bound(state, treaty, d)
		if i == 0 || a.Verdict == law.No || a.Verdict == law.Check && out.Verdict == law.Yes {
			out = a
		}
	}
	return out
}
