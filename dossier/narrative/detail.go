package narrative

import (
	"slices"
	"strings"

	"probata/dossier"
)

// order is the order in which the circumstances of an act are told. What is not here is no circumstance (the victim, the
// agents), or is asked for by questions of its own.
var order = []string{
	"methods", "officers", "cameras", "warrant", "reason", "legislation", "consequences", "medical", "property", "held-by", "whereabouts", "acknowledged",
	"last-seen", "family-told", "counsel", "charge", "judge", "court", "duration", "decision", "fair-trial", "conditions", "risk", "hearing", "released",
	"attribution", "forensic", "investigation",
}

// details are the circumstances of a deed that its first sentence, or the advocate's text, has not told. What holds for all
// victims is said once; what differs names whose it is. Before are the sentences that the event has already.
func (t *Teller) details(g deed, said string, before []Sentence) []Sentence {
	var out []Sentence
	if len(g.ordered) > 0 && (said != "" || t.t("by-inline") != "yes") && !t.namesAll(said, g.ordered) {
		out = append(out, Sentence{Text: sentence(fill(t.t("ordered"), t.formOf(g.ordered), t.agentsOf(g.ordered))), Facts: g.facts()})
	}
	if len(g.present) > 0 && !t.namesAll(said, g.present) {
		out = append(out, Sentence{Text: sentence(fill(t.t("present"), t.formOf(g.present), t.agentsOf(g.present))), Facts: g.facts()})
	}
	for _, key := range order {
		field, _ := dossier.TableOf(dossier.TypeAct).Field(key)
		for _, same := range alike(g.acts, field) {
			if s, ok := t.detail(g, same, field, said); ok && !repeated(s, slices.Concat(before, out)) {
				out = append(out, s)
			}
		}
	}
	return out
}

func (t *Teller) agentsOf(ids []dossier.ID) map[string]string {
	return map[string]string{"agents": t.refers(ids), "bodies": t.bodies(ids)}
}

// repeated tells that a sentence says again what stands in one of the others.
func repeated(s Sentence, others []Sentence) bool {
	return slices.ContainsFunc(others, func(o Sentence) bool { return o.Text == s.Text || s.Typed && overlaps(strings.ToLower(o.Text), s.Text) })
}

func (t *Teller) namesAll(said string, ids []dossier.ID) bool {
	return !slices.ContainsFunc(ids, func(id dossier.ID) bool { return !strings.Contains(said, strings.ToLower(t.name(id))) })
}

// alike are acts that say the same in a field, in groups; those that say nothing are in none.
func alike(acts []*dossier.Act, field dossier.Field) [][]*dossier.Act {
	var out [][]*dossier.Act
	for _, a := range acts {
		if field.Empty(a) || !field.Shown(a) {
			continue
		}
		i := slices.IndexFunc(out, func(g []*dossier.Act) bool { return value(g[0], field) == value(a, field) })
		if i < 0 {
			out = append(out, nil)
			i = len(out) - 1
		}
		out[i] = append(out[i], a)
	}
	return out
}

func value(a *dossier.Act, field dossier.Field) string {
	d := field.Date(a)
	var links []string
	for _, id := range field.Links(a) {
		links = append(links, string(id))
	}
	return strings.Join(append(append(links, field.Strings(a)...), field.String(a), d.EDTF, d.Words, d.Time), "\x00")
}

// detail is one circumstance, of all victims of the deed or of some.
func (t *Teller) detail(g deed, acts []*dossier.Act, field dossier.Field, said string) (Sentence, bool) {
	a := acts[0]
	victims := g.victims
	var of []dossier.ID
	for _, x := range acts {
		of = append(of, x.Victim)
	}
	of = facts(of...)
	if t.mentions(said, field.Key) || field.Key == "officers" && (said == "" && len(g.doers) == 1 || said != "") && t.counted(g, a) {
		return Sentence{}, false
	}
	text, typed := t.circumstance(g, a, of, field, said)
	if text == "" {
		return Sentence{}, false
	}
	if len(of) < len(victims) && !strings.Contains(text, t.name(of[0])) {
		text = sentence(fill(t.t("case-of"), t.formOf(of), map[string]string{"victims": t.refers(of), "text": t.joined(text)}))
	}
	s := Sentence{Text: text, Typed: typed}
	for _, x := range acts {
		s.Facts = append(s.Facts, x.ID)
	}
	return s, true
}

// counted tells whether the number of officers stands with the agents already.
func (t *Teller) counted(g deed, a *dossier.Act) bool {
	return t.has("agents-officers") && len(g.doers) == 1 && !t.d.IsPerson(g.doers[0]) && len(strings.Fields(a.Officers)) <= 3
}

// mentions tells whether a text speaks of a circumstance, by the stems of the words that it takes to do so.
func (t *Teller) mentions(said, field string) bool {
	return said != "" && slices.ContainsFunc(t.list("said."+field), func(stem string) bool { return strings.Contains(said, stem) })
}

// circumstance is the sentence of one field; typed tells that it is in the advocate's words.
func (t *Teller) circumstance(g deed, a *dossier.Act, of []dossier.ID, field dossier.Field, said string) (text string, typed bool) {
	key, f := "detail."+field.Key, t.formOf(of)
	values := map[string]string{"victims": t.pronoun(of)}
	switch field.Kind {
	case dossier.Choice:
		key += "." + field.String(a)
		if by := strings.TrimSpace(a.WarrantBy); field.Key == "warrant" && by != "" && a.Warrant == "yes" {
			key, values["by"] = "detail.warrant.yes-by", by
		}
	case dossier.Choices:
		var list []string
		for _, v := range field.Strings(a) {
			if v == a.Kind || v == a.Kind+"s" {
				continue // a threat by threats
			}
			list = append(list, lowerFirst(t.words.T("vocab."+field.Vocabulary+"."+v)))
		}
		if len(list) == 0 {
			return "", false
		}
		values["list"] = t.words.List(list)
	case dossier.List:
		values["list"] = t.words.List(field.Strings(a))
	case dossier.DateKind:
		values["when"], values["date"] = t.when(field.Date(a)), t.words.Date(field.Date(a).Value())
		if values["date"] == "" {
			values["date"] = field.Date(a).Words
		}
	case dossier.Link, dossier.Links:
		who := slices.DeleteFunc(slices.Clone(field.Links(a)), func(id dossier.ID) bool {
			return slices.Contains(g.doers, id) || slices.Contains(g.ordered, id) || t.namesAll(said, []dossier.ID{id}) && said != ""
		})
		if len(who) == 0 {
			return "", false
		}
		values["agents"], values["bodies"] = t.refers(who), t.bodies(who)
	default:
		if own := key + "-" + a.Kind; t.has(own) {
			key = own
		}
		return t.typed(key, field.String(a), of, said), true
	}
	if !t.has(key) {
		return "", false
	}
	return sentence(fill(t.t(key), f, values)), false
}

// pronoun stands for victims that the sentence before has named; of several, or of somebody whose sex is not known, the name.
func (t *Teller) pronoun(of []dossier.ID) string {
	f := t.formOf(of)
	if key := "pronoun." + [...]string{"man", "woman", "unknown", "several"}[f]; t.has(key) {
		return t.t(key)
	}
	return t.refers(of)
}
