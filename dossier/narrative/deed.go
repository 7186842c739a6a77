package narrative

import (
	"slices"
	"strings"

	"probata/dossier"
)

// deed is what the same agents did to one or several victims at the same time: the acts of an event that one sentence tells.
type deed struct {
	kind     string
	acts     []*dossier.Act
	victims  []dossier.ID
	doers    []dossier.ID // who carried it out or took part
	alleged  bool         // as far as is alleged only
	ordered  []dossier.ID
	present  []dossier.ID // there, or helping, without taking part
	officers string       // how many, as told
}

// deeds are those of an event, in the order of its acts.
func (t *Teller) deeds(e *dossier.Event) []deed {
	var out []deed
	for _, a := range dossier.As[*dossier.Act](t.d.Children(e.ID, dossier.TypeAct)) {
		g := t.deedOf(a)
		i := slices.IndexFunc(out, func(o deed) bool { return o.joins(g) })
		if i < 0 {
			out = append(out, g)
			continue
		}
		out[i].acts = append(out[i].acts, a)
		out[i].victims = facts(append(out[i].victims, a.Victim)...)
	}
	return out
}

func (t *Teller) deedOf(a *dossier.Act) deed {
	g := deed{kind: a.Kind, acts: []*dossier.Act{a}, victims: facts(a.Victim), ordered: slices.Clone(a.OrderedBy), officers: strings.TrimSpace(a.Officers)}
	for _, i := range dossier.As[*dossier.Involvement](t.d.Children(a.ID, dossier.TypeInvolvement)) {
		switch i.Degree {
		case "ordered":
			g.ordered = append(g.ordered, i.Party)
		case "assisted", "present", "acquiesced":
			g.present = append(g.present, i.Party)
		default:
			g.doers = append(g.doers, i.Party)
			g.alleged = g.alleged || i.Degree == "alleged"
		}
	}
	g.ordered, g.doers, g.present = facts(g.ordered...), facts(g.doers...), facts(g.present...)
	g.ordered = slices.DeleteFunc(g.ordered, func(id dossier.ID) bool { return slices.Contains(g.doers, id) })
	return g
}

// joins tells whether one sentence can tell both.
func (g deed) joins(o deed) bool {
	return g.kind == o.kind && g.acts[0].When == o.acts[0].When && g.officers == o.officers && g.alleged == o.alleged &&
		slices.Equal(g.doers, o.doers) && slices.Equal(g.ordered, o.ordered) && slices.Equal(g.present, o.present)
}

func (g deed) facts() []dossier.ID {
	var out []dossier.ID
	for _, a := range g.acts {
		out = append(out, a.ID)
	}
	return out
}

// deed is one sentence: when and where if it is the first of its event or differs from it, to whom, by whom.
func (t *Teller) deed(e *dossier.Event, g deed, first bool) Sentence {
	f := t.formOf(g.victims)
	values := map[string]string{"victims": t.refers(g.victims)}
	core := fill(t.t("act."+g.kind+".done"), f, values)
	values = map[string]string{"core": core}
	if own := g.acts[0].When; first || own != e.When && own != (dossier.Date{}) {
		values["when"] = t.whenOf(e)
		if own != e.When && own != (dossier.Date{}) {
			values["when"] = t.when(own)
		}
	}
	if first {
		values["place"] = t.place(e, g.acts[0].PlaceKind)
	}
	inline := t.t("by-inline") == "yes" && t.inlineBy(g, values)
	text := sentence(fill(t.t("lead.act"), f, values))
	if s, ok := t.doneBy(g, ""); ok && !inline {
		text += " " + s.Text
	}
	t.last = g.doers
	return Sentence{Text: text, Facts: g.facts()}
}

// inlineBy puts who did it, and on whose order, into the same sentence.
func (t *Teller) inlineBy(g deed, values map[string]string) bool {
	if len(g.doers) > 0 && !slices.Equal(g.doers, t.last) {
		key := "by"
		if g.alleged {
			key = "by-alleged"
		}
		values["by"] = fill(t.t(key), t.formOf(g.doers), map[string]string{"agents": t.agents(g)})
	}
	if len(g.ordered) > 0 {
		values["order"] = fill(t.t("order"), t.formOf(g.ordered), map[string]string{"agents": t.refers(g.ordered)})
	}
	return true
}

// agents are who did it, with how many officers they were where that is known.
func (t *Teller) agents(g deed) string {
	who := t.refers(g.doers)
	if t.has("agents-officers") && g.officers != "" && len(g.doers) == 1 && !t.d.IsPerson(g.doers[0]) && len(strings.Fields(g.officers)) <= 3 {
		return fill(t.t("agents-officers"), unknown, map[string]string{"officers": lowerFirst(strings.TrimSuffix(g.officers, ".")), "agents": who})
	}
	return who
}

// doneBy says by whom, as a sentence of its own, unless the text of the advocate names them.
func (t *Teller) doneBy(g deed, said string) (Sentence, bool) {
	var who []dossier.ID
	for _, id := range g.doers {
		if said == "" || !strings.Contains(said, strings.ToLower(t.name(id))) {
			who = append(who, id)
		}
	}
	if len(who) == 0 || slices.Equal(who, t.last) {
		return Sentence{}, false
	}
	t.last = g.doers
	kind := "body"
	if t.d.IsPerson(who[0]) {
		kind = "person"
	}
	g.doers = who
	if said != "" {
		g.officers = "" // the advocate's text has its own number, or says none
	}
	text := fill(t.t("act."+g.kind+".by-"+kind), t.formOf(who), map[string]string{"agents": t.agents(g), "bodies": t.bodies(g.doers), "of": t.ofBodies(g.doers)})
	text = t.again(text)
	if g.alleged {
		text = fill(t.t("alleged"), unknown, map[string]string{"text": lowerFirst(text)})
	}
	return Sentence{Text: sentence(text), Facts: g.facts()}, true
}

// again is a sentence on who did or ordered something, worded otherwise where the same has been said of an earlier event.
func (t *Teller) again(text string) string {
	if t.did[text] {
		return fill(t.t("by-again"), unknown, map[string]string{"text": lowerFirst(text)})
	}
	t.did[text] = true
	return text
}
