package door

import (
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/edtf"
)

// subject: what the body deals with at all. Acts of a kind, sex and age tell; for the rest the silence of a case proves
// nothing, so that the door is neither open nor closed but to be checked.
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
	case "ill-treatment":
		k.touched(&r, "no-ill-treatment", k.illTreated())
	case "disability":
		k.told(&r, "no-disability", "status", func(*dossier.Party) bool { return k.alleges("crpd.") })
	case "discrimination":
		k.told(&r, "no-discrimination", "ethnicity", func(p *dossier.Party) bool { return p.Ethnicity != "" || k.alleges("cerd.") })
	case "expression":
		k.touched(&r, "no-expression", k.spoken())
	case "hate-crime":
		k.touched(&r, "no-hate-crime", k.alleges("iccpr.20", "cerd.4"))
	case "imminent-harm":
		k.touched(&r, "no-imminent-harm", k.feared())
	case "environment":
		k.touched(&r, "no-environment", k.alleges("aarhus."))
	case "knowledge":
		k.touched(&r, "no-knowledge", k.spoken() || k.alleges("icescr.13", "icescr.15", "udhr.26", "udhr.27"))
	case "union": // that a union or employers' organisation stands behind it is said by no field of a case
		k.touched(&r, "no-union", false)
	case "reprisal":
		k.touched(&r, "no-reprisal", anyKind(k.facts, "reprisal") || k.alleges("hrd-declaration.12"))
		if r.State == Met {
			k.touched(&r, "no-cooperation", k.beforeUN())
		}
	case "judgment":
		k.touched(&r, "no-judgment", k.judged())
	default: // a pattern, or a request that others have made: one case alone does not show it, and no field of a case can
		r.State, r.Record = Doubt, k.caseID()
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
	r.State, r.Record = Doubt, k.caseID()
	if len(parties) > 0 {
		r.Record, r.Field = parties[0].ID, field
	}
}

// touched: something in the case that shows the subject; without it the user has to say whether there is any.
func (k *keeper) touched(r *Reason, lacking string, shown bool) {
	if !shown {
		r.State, r.Key, r.Record = Doubt, lacking, k.caseID()
	}
}

// told: a quality of the person that the record has or has not.
func (k *keeper) told(r *Reason, lacking, field string, has func(*dossier.Party) bool) {
	parties := k.parties()
	if slices.ContainsFunc(parties, has) {
		return
	}
	k.ask(r, parties, field)
	r.Key = lacking
}

// illTreated: ill-treatment, or an allegation of torture or of removal to a place where it threatens (CAT, art. 1, 3, 16).
func (k *keeper) illTreated() bool {
	return anyKind(k.facts, "ill-treatment") || k.alleges("cat.", "iccpr.7", "iccpr.10", "echr.3", "udhr.5", "achr.5")
}

// feared: interim measures are asked for, and what is feared is said.
func (k *keeper) feared() bool {
	asked := slices.ContainsFunc(dossier.Of[*dossier.Relief](k.Dossier), func(r *dossier.Relief) bool {
		return r.Kind == "interim-measures" && (k.Victim == "" || r.Victim == "" || r.Victim == k.Victim)
	})
	return asked && slices.ContainsFunc(k.facts, func(f fact) bool { return f.act.Risk != "" })
}

func (k *keeper) spoken() bool {
	return slices.ContainsFunc(dossier.Of[*dossier.Event](k.Dossier), func(e *dossier.Event) bool {
		return slices.Contains([]string{"expression", "publication", "statement"}, e.Kind)
	}) || k.alleges("iccpr.19", "echr.10", "udhr.19", "achr.13", "adrdm.IV")
}

// beforeUN: the case was before a body of the United Nations, so that there is something to be punished for.
func (k *keeper) beforeUN() bool {
	return slices.ContainsFunc(dossier.Of[*dossier.Filing](k.Dossier), func(f *dossier.Filing) bool {
		b, _ := k.law.Body(f.Body)
		return b.House == "council" || b.House == "treaty"
	})
}

// judged: the European Court of Human Rights has decided the case.
func (k *keeper) judged() bool {
	return slices.ContainsFunc(dossier.Of[*dossier.Filing](k.Dossier), func(f *dossier.Filing) bool {
		return f.Body == "ecthr" && stage(f) == finished && !k.another(f)
	})
}

// alleges tells whether the case alleges a violation of one of the provisions, given by id, or by instrument and dot.
func (k *keeper) alleges(provisions ...string) bool {
	return slices.ContainsFunc(dossier.Of[*dossier.Allegation](k.Dossier), func(a *dossier.Allegation) bool {
		return slices.ContainsFunc(provisions, func(p string) bool {
			return a.Provision == p || strings.HasPrefix(a.Provision, strings.TrimSuffix(p, ".")+".")
		})
	})
}
