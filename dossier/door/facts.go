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

// subject: what the body deals with at all. Where the case has no record that could tell, it is a need, not a bar.
func (k *keeper) subject() {
	s := k.body.Subject
	if s == "" {
		return
	}
	r := Reason{Key: "subject-" + s, State: Met}
	switch s {
	case "detention":
		k.kinds(&r, "arrest", "detention", "custody-order")
	case "disappearance":
		k.kinds(&r, "disappearance")
	case "woman":
		k.woman(&r)
	case "child":
		k.child(&r)
	case "disability":
		k.told(&r, "status", func(p *dossier.Party) bool { return p.Status != "" || p.Health != "" })
	case "discrimination":
		k.told(&r, "ethnicity", func(p *dossier.Party) bool { return p.Ethnicity != "" })
	case "expression":
		k.expression(&r)
	default: // a pattern, a hate crime: one case alone does not tell
		r.State, r.Record = Needed, k.caseID()
	}
	k.add(r)
}

func (k *keeper) kinds(r *Reason, kinds ...string) {
	switch {
	case anyKind(k.facts, kinds...):
	case len(k.facts) == 0:
		r.State, r.Key, r.Record = Needed, "no-facts", k.caseID()
	default:
		r.State, r.Key, r.Record = Failed, "no-"+k.body.Subject, k.caseID()
	}
}

func (k *keeper) parties() []*dossier.Party {
	var out []*dossier.Party
	for _, id := range k.victims() {
		if p, ok := dossier.Find[*dossier.Party](k.Dossier, id); ok {
			out = append(out, p)
		}
	}
	return out
}

func (k *keeper) woman(r *Reason) {
	parties := k.parties()
	switch {
	case slices.ContainsFunc(parties, func(p *dossier.Party) bool { return p.Sex == "female" }):
	case len(parties) > 0 && !slices.ContainsFunc(parties, func(p *dossier.Party) bool { return p.Sex != "male" }):
		r.State, r.Key, r.Record, r.Field = Failed, "no-woman", parties[0].ID, "sex"
	default:
		k.ask(r, parties, "sex")
	}
}

// child: somebody who was under eighteen when it happened (CRC, art. 1).
func (k *keeper) child(r *Reason) {
	const adult = 18
	parties := k.parties()
	sure := len(parties) > 0
	for _, p := range parties {
		age := k.youngest(p)
		switch {
		case !age.Known, age.Doubtful:
			sure = false
		case age.Max < adult:
			return
		case age.Min < adult:
			sure = false
		}
	}
	if sure {
		r.State, r.Key, r.Record, r.Field = Failed, "no-child", parties[0].ID, "birth"
		return
	}
	k.ask(r, parties, "birth")
}

// youngest is the age at the first act against a party.
func (k *keeper) youngest(p *dossier.Party) edtf.Span {
	birth := p.Birth.Value()
	if birth.IsZero() {
		return edtf.Span{}
	}
	first := edtf.Date{}
	for _, f := range k.facts {
		if f.act.Victim == p.ID && !f.when.IsZero() && (first.IsZero() || edtf.Compare(f.when, first) < 0) {
			first = f.when
		}
	}
	if first.IsZero() {
		first = k.Today
	}
	return birth.Age(first)
}

// ask is for the field that would tell.
func (k *keeper) ask(r *Reason, parties []*dossier.Party, field string) {
	r.State, r.Record = Needed, k.caseID()
	if len(parties) > 0 {
		r.Record, r.Field = parties[0].ID, field
	}
}

// told: a quality of the person that the record has or has not; its absence proves nothing.
func (k *keeper) told(r *Reason, field string, has func(*dossier.Party) bool) {
	if parties := k.parties(); !slices.ContainsFunc(parties, has) {
		k.ask(r, parties, field)
	}
}

func (k *keeper) expression(r *Reason) {
	said := slices.ContainsFunc(dossier.Of[*dossier.Event](k.Dossier), func(e *dossier.Event) bool {
		return slices.Contains([]string{"expression", "publication", "statement"}, e.Kind)
	})
	if !said {
		r.State, r.Record = Needed, k.caseID()
	}
}
