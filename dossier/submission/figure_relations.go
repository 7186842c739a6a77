package submission

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
)

// relations is the picture of the parties: what was done to whom by whom, who
// belongs to whom, and who else is named; in a form for one victim only what
// concerns the victims. It is drawn from the copy of the case that the edition
// sees.
func (f *filler) relations(*Question) []document.Block {
	w := &web{filler: f, box: make(map[dossier.ID]int), told: f.tellsFacts()}
	w.victims()
	deeds := document.Part{
		Head: document.T(f.t("figure.deeds")),
		Left: f.t("figure.to-whom"), Tie: f.t("figure.act"), Right: f.t("figure.by-whom"), Ties: w.deeds(),
	}
	bonds := document.Part{Ties: w.bonds()}
	if len(bonds.Ties) > 0 {
		bonds.Head = document.T(f.t("figure.bonds"))
	}
	w.tied = make(map[int]bool)
	for _, t := range slices.Concat(deeds.Ties, bonds.Ties) {
		for _, i := range t.To {
			w.tied[i] = true
		}
		for _, e := range t.From {
			w.tied[e.Party] = true
		}
	}
	others := document.Part{}
	if !f.forOne() {
		others.Alone = w.alone()
	}
	if len(others.Alone) > 0 {
		others.Head = document.T(f.t("figure.also"))
	}
	if len(w.parties) < 2 {
		return nil // a box alone is no picture
	}
	r := document.Relations{Parties: w.parties, Doubt: f.t("figure.doubt"), Parts: []document.Part{deeds, bonds, others}}
	r.Parts = slices.DeleteFunc(r.Parts, func(p document.Part) bool { return len(p.Ties)+len(p.Alone) == 0 })
	if w.told {
		r.Key = document.T(f.t("matrix.key-numbers"))
	}
	r.Alt = f.words.N("doc.figure.relations-alt", len(w.parties), "n", f.words.Number(len(w.parties)))
	return []document.Block{r}
}

// web is the picture while it is drawn.
type web struct {
	*filler
	parties []document.Box
	box     map[dossier.ID]int
	tied    map[int]bool
	told    bool
}

// party is the box of a party, made when it is asked for first. A party that
// this edition does not know has none.
func (w *web) party(id dossier.ID) (int, bool) {
	if i, ok := w.box[id]; ok {
		return i, true
	}
	p, ok := dossier.Find[*dossier.Party](w.d, id)
	if !ok || w.onLeaf(id) {
		return 0, false
	}
	w.box[id] = len(w.parties)
	name, role := upperFirst(w.name(id)), w.roleWords(id)
	if strings.EqualFold(name, role) {
		role = ""
	}
	w.parties = append(w.parties, document.Box{
		Name: w.content(name), Role: document.T(role),
		Body: p.Kind != "" && p.Kind != "person" && p.Kind != "group",
	})
	return w.box[id], true
}

// roleWords are the roles of a party, without whose and why.
func (w *web) roleWords(id dossier.ID) string {
	var out []string
	for _, r := range w.d.Roles(id) {
		s := w.word("role", r.Role)
		if r.Role == "other" || slices.Contains(leafRoles, r.Role) {
			s = ""
		}
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	for i := 1; i < len(out); i++ {
		out[i] = lowerFirst(out[i])
	}
	return strings.Join(out, ", ")
}

// victims come first, so that they stand above others in their column.
func (w *web) victims() {
	if w.forOne() && w.req.Victim != "" {
		w.party(w.req.Victim)
	}
	for _, id := range w.d.WithRole("alleged-victim") {
		w.party(id)
	}
}

// deeds are the acts; those of one kind by the same parties are one tie.
func (w *web) deeds() []document.Tie {
	type deed struct {
		document.Tie
		kind   string
		events []dossier.ID
		to, by []dossier.ID
	}
	var list []*deed
	known := make(map[string]*deed)
	for _, e := range w.timelineEvents() {
		for _, a := range dossier.As[*dossier.Act](w.d.Children(e.ID, dossier.TypeAct)) {
			victim, ok := w.party(a.Victim)
			if !ok {
				continue
			}
			from, by := w.actors(a)
			key := fmt.Sprint(a.Kind, from)
			d := known[key]
			if d == nil {
				d = &deed{kind: a.Kind, by: by}
				d.From = from
				known[key] = d
				list = append(list, d)
			}
			if !slices.Contains(d.To, victim) {
				d.To, d.to = append(d.To, victim), append(d.to, a.Victim)
			}
			if !slices.Contains(d.events, e.ID) {
				d.events = append(d.events, e.ID)
			}
		}
	}
	out := make([]document.Tie, 0, len(list))
	for _, d := range list {
		kind := w.word("act-kind", cmp.Or(d.kind, "other"))
		d.Label = append(document.T(kind), w.paragraphsOf(d.events)...)
		said := w.label(kind, w.names(d.to))
		if len(d.by) > 0 {
			said += " " + w.label(w.t("act.by"), w.names(d.by))
		}
		d.Told = w.content(said)
		out = append(out, d.Tie)
	}
	return out
}

// actors are those who took part in an act or ordered it.
func (w *web) actors(a *dossier.Act) (from []document.End, ids []dossier.ID) {
	add := func(id dossier.ID, doubt bool) {
		i, ok := w.party(id)
		if !ok {
			return
		}
		if k := slices.IndexFunc(from, func(e document.End) bool { return e.Party == i }); k >= 0 {
			from[k].Doubt = from[k].Doubt && doubt
			return
		}
		from, ids = append(from, document.End{Party: i, Doubt: doubt}), append(ids, id)
	}
	for _, i := range dossier.As[*dossier.Involvement](w.d.Children(a.ID, dossier.TypeInvolvement)) {
		add(i.Party, i.Degree == "alleged")
	}
	for _, id := range a.OrderedBy {
		add(id, false)
	}
	return from, ids
}

// paragraphsOf are the numbers of the paragraphs that tell events.
func (w *web) paragraphsOf(events []dossier.ID) []document.Span {
	if !w.told {
		return nil
	}
	out := document.T(" (")
	for i, id := range events {
		if i > 0 {
			out = append(out, document.Span{Text: ", "})
		}
		out = append(out, document.Span{Ref: string(id)})
	}
	return append(out, document.Span{Text: ")"})
}

// bonds are the roles that parties have towards others: relatives, counsel,
// employers.
func (w *web) bonds() []document.Tie {
	var out []document.Tie
	for _, r := range dossier.Of[*dossier.Role](w.d) {
		if len(r.Of) == 0 || w.forOne() && !slices.ContainsFunc(r.Of, w.suffered) {
			continue
		}
		from, ok := w.party(r.Party)
		if !ok {
			continue
		}
		label := w.word("role", r.Role)
		if relation, _, _ := strings.Cut(r.Relation, ";"); relation != "" && slices.Contains([]string{"relative", "other"}, r.Role) {
			label = upperFirst(relation)
		}
		t := document.Tie{Label: w.content(label), From: []document.End{{Party: from}}}
		var of []dossier.ID
		for _, id := range r.Of {
			if to, ok := w.party(id); ok && to != from {
				t.To, of = append(t.To, to), append(of, id)
			}
		}
		if len(t.To) == 0 {
			continue
		}
		t.Told = w.content(sentence(fmt.Sprintf("%s – %s (%s)", upperFirst(w.name(r.Party)), lowerFirst(label), w.names(of))))
		out = append(out, t)
	}
	return out
}

func (w *web) suffered(id dossier.ID) bool { return w.d.HasRole(id, "alleged-victim") }

// alone are the parties that nothing in the picture ties.
func (w *web) alone() []int {
	var out []int
	for _, p := range dossier.Of[*dossier.Party](w.d) {
		if i, ok := w.party(p.ID); ok && !w.tied[i] {
			out = append(out, i)
		}
	}
	return out
}
