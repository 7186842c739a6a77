package narrative

import (
	"maps"
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
	if len(g.ordered) > 0 && (said != "" || t.t("by-inline") != "yes") && !t.namesAll(said, g.ordered) && !t.toldOf(g.ordered, before) {
		text := fill(t.t(t.ofKind("ordered", g.ordered)), t.formOf(g.ordered), t.agentsOf(g.ordered))
		out = append(out, Sentence{Text: sentence(t.again(text)), Facts: g.facts()})
	}
	if len(g.present) > 0 && !t.namesAll(said, g.present) {
		out = append(out, Sentence{Text: sentence(fill(t.t(t.ofKind("present", g.present)), t.formOf(g.present), t.agentsOf(g.present))), Facts: g.facts()})
	}
	for _, key := range order {
		field, _ := dossier.TableOf(dossier.TypeAct).Field(key)
		for _, same := range alike(g.acts, field) {
			if s, ok := t.detail(g, same, field, said); ok && !repeated(s, slices.Concat(before, out)) {
				out = append(out, s)
			}
		}
	}
	return t.paired(out)
}

// mostJoined is how many words a sentence may have that is joined to another.
const mostJoined = 14

// paired joins two short sentences in a row that speak of the same one by a pronoun ("She was charged with … and was brought
// before a judge …"); a third begins anew.
func (t *Teller) paired(list []Sentence) []Sentence {
	if !t.has("join") {
		return list
	}
	var out []Sentence
	free := false // the sentence before may take another
	for _, s := range list {
		if n := len(out) - 1; free && t.pairs(out[n], s) {
			_, rest, _ := strings.Cut(s.Text, " ")
			out[n].Text = sentence(fill(t.t("join"), unknown, map[string]string{"first": strings.TrimSuffix(out[n].Text, "."), "rest": rest}))
			free = false
			continue
		}
		out, free = append(out, s), true
	}
	return out
}

func (t *Teller) pairs(a, b Sentence) bool {
	x, y := strings.Fields(a.Text), strings.Fields(b.Text)
	pronoun := slices.ContainsFunc([]string{"man", "woman", "several"}, func(k string) bool { return upperFirst(t.t("pronoun."+k)) == x[0] })
	return pronoun && len(x) > 2 && len(y) > 2 && len(x) <= mostJoined && len(y) <= mostJoined && x[0] == y[0] && x[1] == y[1] &&
		!strings.Contains(strings.TrimSuffix(a.Text, "."), ".") && slices.Equal(a.Facts, b.Facts) && !strings.Contains(a.Text, " and ") && !strings.ContainsAny(a.Text, ";")
}

// repeated tells that a sentence says again what stands in one of the others.
func repeated(s Sentence, others []Sentence) bool {
	return slices.ContainsFunc(others, func(o Sentence) bool { return o.Text == s.Text || s.Typed && overlaps(strings.ToLower(o.Text), s.Text) })
}

// toldOf tells that sentences speak of bodies already: by most of the words of their names ("at the Third District Court, the
// judge ordered …") or, of one that has no name, by the noun it is called by.
func (t *Teller) toldOf(ids []dossier.ID, before []Sentence) bool {
	var said strings.Builder
	for _, s := range before {
		said.WriteString(strings.ToLower(s.Text) + " ")
	}
	return !slices.ContainsFunc(ids, func(id dossier.ID) bool {
		if t.d.IsPerson(id) {
			return true
		}
		if !t.d.Named(id) {
			return !slices.ContainsFunc(strings.Fields(strings.ToLower(t.name(id))), func(w string) bool {
				return slices.Contains(t.list("article-nouns"), w) && strings.Contains(said.String(), w)
			})
		}
		return !overlaps(said.String(), t.name(id))
	})
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
	if text == "" || t.stands(of, a, field) {
		return Sentence{}, false
	}
	if len(of) < len(victims) && !t.namesOne(text, of) && !strings.Contains(text, t.name(of[0])) {
		text = sentence(fill(t.t("case-of"), t.formOf(of), map[string]string{"victims": t.refers(of), "text": strings.TrimSuffix(t.joined(text), ".")}))
	}
	s := Sentence{Text: text, Typed: typed}
	for _, x := range acts {
		s.Facts = append(s.Facts, x.ID)
	}
	return s, true
}

// standing are fields that say how the case of somebody stands and not what was done once: the same charge is told once.
var standing = []string{"legislation", "charge", "court", "held-by", "whereabouts", "risk"}

// stands tells that such a field was told of the same victims, with the same value, at an earlier event.
func (t *Teller) stands(of []dossier.ID, a *dossier.Act, field dossier.Field) bool {
	if !slices.Contains(standing, field.Key) {
		return false
	}
	key := field.Key + "\x00" + value(a, field)
	told := true
	for _, id := range of {
		k := string(id) + "\x00" + key
		told = told && t.standing[k]
		t.standing[k] = true
	}
	return told
}

// namesOne tells that a sentence names somebody as sentences do after the first.
func (t *Teller) namesOne(text string, of []dossier.ID) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(t.refer(of[0])))
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
	values := map[string]string{"victims": t.subject(g, of)}
	switch field.Kind {
	case dossier.Choice:
		key += "." + field.String(a)
		if by := strings.TrimSpace(a.WarrantBy); field.Key == "warrant" && by != "" && a.Warrant == "yes" {
			key, values["by"] = "detail.warrant.yes-by", by
		}
	case dossier.Choices:
		return t.chosen(key, a, field, f, values), false
	case dossier.List:
		list := make([]string, 0, len(field.Strings(a)))
		for _, s := range field.Strings(a) {
			list = append(list, t.theBody(strings.TrimSuffix(s, ".")))
		}
		if values["list"] = t.words.List(list); overlaps(said, values["list"]) {
			return "", false
		}
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
		maps.Copy(values, t.agentsOf(who))
	default:
		if own := key + "-" + a.Kind; t.has(own) {
			key = own
		}
		return t.typed(key, field.String(a), t.subject(g, of), f, said), true
	}
	if !t.has(key) {
		return "", false
	}
	return sentence(fill(t.t(key), f, values)), false
}

// chosen is the sentence of a field that lists words of a vocabulary. A word that does not fit behind the others has a sentence of
// its own (tell.own.<vocabulary>.<word>); each may have a form for sentences, tell.item.<vocabulary>.<word>, "-" for one that says nothing.
func (t *Teller) chosen(key string, a *dossier.Act, field dossier.Field, f form, values map[string]string) string {
	var list, alone []string
	for _, v := range field.Strings(a) {
		item := "item." + field.Vocabulary + "." + v
		switch {
		case v == a.Kind || v == a.Kind+"s": // a threat by threats
		case t.has("own." + field.Vocabulary + "." + v):
			alone = append(alone, sentence(fill(t.t("own."+field.Vocabulary+"."+v), f, values)))
		case t.has(item):
			list = append(list, fill(t.t(item), f, values))
		case !t.words.Has("tell." + item):
			list = append(list, lowerFirst(t.words.T("vocab."+field.Vocabulary+"."+v)))
		}
	}
	if len(list) > 0 && t.has(key) {
		values["list"] = t.words.List(list)
		alone = append([]string{sentence(fill(t.t(key), f, values))}, alone...)
	}
	return strings.Join(alone, " ")
}

// subject names victims in a sentence about a circumstance: by a pronoun where it can mean nobody else.
func (t *Teller) subject(g deed, of []dossier.ID) string {
	if len(of) < len(g.victims) || !t.clear(of) {
		return t.refers(of)
	}
	return t.pronoun(of)
}

// clear tells that nobody else of whom the same pronoun speaks has a part in the event that is told.
func (t *Teller) clear(of []dossier.ID) bool {
	if t.now == nil {
		return true
	}
	return !slices.ContainsFunc(t.people(t.now), func(id dossier.ID) bool {
		return !slices.Contains(of, id) && t.d.IsPerson(id) && (len(of) > 1 || t.formOf([]dossier.ID{id}) == t.formOf(of))
	})
}

// pronoun stands for victims that the sentence before has named; of somebody whose sex is not known, the name.
func (t *Teller) pronoun(of []dossier.ID) string {
	f := t.formOf(of)
	if key := "pronoun." + [...]string{"man", "woman", "unknown", "several"}[f]; t.has(key) {
		return t.t(key)
	}
	return t.refers(of)
}
