package desk

import (
	"slices"

	"probata/dossier"
	"probata/dossier/store"
)

// Fact is a line of the table of facts: an event with what stands of it in the simple
// case, which is one kind of act with its alleged victims and perpetrators, one place of
// a source and one provision. What an event has beyond that stays as it is; see More.
type Fact struct {
	Event         dossier.ID // "" of an event that is not there yet
	When          dossier.Date
	What          string // title of the event
	Act           string // kind of act
	Victims       []dossier.ID
	Perpetrators  []dossier.ID
	Source        dossier.ID
	Page          string
	Provision     string
	Acts, Sources int // how many acts and citations it has in all
}

// FactOf is the line of an event. Its act is the first one, with those of the same kind.
func FactOf(d *dossier.Dossier, e *dossier.Event) Fact {
	f := Fact{Event: e.ID, When: e.When, What: e.Title, Acts: len(d.Children(e.ID, dossier.TypeAct))}
	acts := leading(d, e.ID)
	for _, a := range acts {
		f.Act = a.Kind
		if a.Victim != "" && !slices.Contains(f.Victims, a.Victim) {
			f.Victims = append(f.Victims, a.Victim)
		}
		for _, i := range dossier.As[*dossier.Involvement](d.Children(a.ID, dossier.TypeInvolvement)) {
			if i.Party != "" && !slices.Contains(f.Perpetrators, i.Party) {
				f.Perpetrators = append(f.Perpetrators, i.Party)
			}
		}
	}
	all := d.Citations(e.ID)
	f.Sources = len(all)
	if len(all) > 0 {
		f.Source, f.Page = all[0].Source, all[0].Page
	}
	if a := firstAllegation(d, e.ID, acts); a != nil {
		f.Provision = a.Provision
	}
	return f
}

// leading are the acts of an event that are of the kind of the first.
func leading(d *dossier.Dossier, event dossier.ID) []*dossier.Act {
	all := dossier.As[*dossier.Act](d.Children(event, dossier.TypeAct))
	return slices.DeleteFunc(slices.Clone(all), func(a *dossier.Act) bool { return a.Kind != all[0].Kind })
}

func firstAllegation(d *dossier.Dossier, event dossier.ID, acts []*dossier.Act) *dossier.Allegation {
	for _, a := range dossier.Of[*dossier.Allegation](d) {
		if restsOn(a, event, acts) {
			return a
		}
	}
	return nil
}

func restsOn(a *dossier.Allegation, event dossier.ID, acts []*dossier.Act) bool {
	return slices.Contains(a.Facts, event) || slices.ContainsFunc(acts, func(x *dossier.Act) bool { return slices.Contains(a.Facts, x.ID) })
}

// Propose fills what most probably holds of a fact and is not said yet: the kind of act
// that the kind of event means, and, of an act or a provision, the only alleged victim.
func (f *Fact) Propose(d *dossier.Dossier) {
	if e, ok := dossier.Find[*dossier.Event](d, f.Event); ok && f.Act == "" && f.Acts == 0 && len(f.Victims)+len(f.Perpetrators) > 0 {
		if kinds, _ := dossier.Vocabulary("act-kind"); slices.Contains(kinds, e.Kind) {
			f.Act = e.Kind
		}
	}
	if v := OnlyVictim(d); v != "" && len(f.Victims) == 0 && f.Acts == 0 && (f.Act != "" || f.Provision != "" || len(f.Perpetrators) > 0) {
		f.Victims = []dossier.ID{v}
	}
}

// OnlyVictim is the alleged victim of a case that has one and no more, else "".
func OnlyVictim(d *dossier.Dossier) (one dossier.ID) {
	for _, r := range dossier.Of[*dossier.Role](d) {
		if r.Role != "alleged-victim" || r.Party == one {
			continue
		}
		if one != "" {
			return ""
		}
		one = r.Party
	}
	return one
}

// PutFact is what an edit of a line changes: the records of the event, of its acts, their
// involvements, its citation and the allegations that rest on it. The dossier stays as it
// is. An act, involvement or citation that is taken out of the line goes only when it says
// nothing beyond the line; otherwise it stays.
func PutFact(st *store.Store, d *dossier.Dossier, f Fact) (put []dossier.Record, remove []dossier.ID, event dossier.ID, err error) {
	w := &factWriter{st: st, d: d.Snapshot(), f: f}
	w.event()
	w.acts()
	w.citation()
	w.provision()
	return w.put, w.remove, w.f.Event, w.err
}

// factWriter collects the records of an edit. Its dossier is a copy that has them already.
type factWriter struct {
	st     *store.Store
	d      *dossier.Dossier
	f      Fact
	put    []dossier.Record
	remove []dossier.ID
	err    error
}

// edit takes a record, changed, into the edit once.
func (w *factWriter) edit(r dossier.Record) {
	w.d.Put(r)
	if i := slices.IndexFunc(w.put, func(x dossier.Record) bool { return x.Header().ID == r.Header().ID }); i >= 0 {
		w.put[i] = r
		return
	}
	w.put = append(w.put, r)
}

func (w *factWriter) drop(id dossier.ID) {
	w.remove = append(w.remove, id)
	w.d.Remove(id)
}

// made is a new record, nil after an error.
func (w *factWriter) made(t dossier.Type) dossier.Record {
	if w.err != nil {
		return nil
	}
	r, err := NewRecord(w.st, w.d, t)
	if err != nil {
		w.err = err
		return nil
	}
	return r
}

func (w *factWriter) event() {
	if e, ok := dossier.Find[*dossier.Event](w.d, w.f.Event); ok {
		if e.Title != w.f.What || e.When != w.f.When {
			e = dossier.Copy(e).(*dossier.Event)
			e.Title, e.When = w.f.What, w.f.When
			w.edit(e)
		}
		return
	}
	if r := w.made(dossier.TypeEvent); r != nil {
		e := r.(*dossier.Event)
		e.Title, e.When, e.Kind = w.f.What, w.f.When, eventKind(w.f.Act)
		if c := w.d.Case(); c != nil && len(c.States) == 1 {
			e.Country = c.States[0]
		}
		w.f.Event = e.ID
		w.edit(e)
	}
}

// eventKind is the kind of event that a kind of act is of itself, "" for none.
func eventKind(act string) string {
	if kinds, _ := dossier.Vocabulary("event-kind"); slices.Contains(kinds, act) && act != "other" {
		return act
	}
	return ""
}

// acts brings the acts of the line to its kind, victims and perpetrators.
func (w *factWriter) acts() {
	have := leading(w.d, w.f.Event)
	w.classify()
	victims := w.f.Victims
	if len(victims) == 0 && (w.f.Act != "" || len(w.f.Perpetrators) > 0) {
		victims = []dossier.ID{""} // an act whose victim is still asked for
	}
	for _, a := range have {
		switch {
		case slices.Contains(victims, a.Victim) && a.Kind == w.f.Act:
		case slices.Contains(victims, a.Victim) || a.Victim == "" && len(victims) > 0:
			w.retell(a, victims)
		case bare(w.d, a, "event", "kind", "victim"):
			w.drop(a.ID)
		}
	}
	for _, v := range victims {
		if !slices.ContainsFunc(leading(w.d, w.f.Event), func(a *dossier.Act) bool { return a.Victim == v }) {
			w.newAct(v)
		}
	}
	for _, a := range leading(w.d, w.f.Event) {
		if slices.Contains(victims, a.Victim) {
			w.involve(a.ID)
		}
	}
}

// retell gives an act the kind of the line, and a victim when it had none.
func (w *factWriter) retell(a *dossier.Act, victims []dossier.ID) {
	a = dossier.Copy(a).(*dossier.Act)
	a.Kind = w.f.Act
	if a.Victim == "" {
		taken := leading(w.d, w.f.Event)
		for _, v := range victims {
			if !slices.ContainsFunc(taken, func(x *dossier.Act) bool { return x.Victim == v }) {
				a.Victim = v
				break
			}
		}
	}
	w.edit(a)
}

// classify gives an event without a kind the one that its act means.
func (w *factWriter) classify() {
	if e, ok := dossier.Find[*dossier.Event](w.d, w.f.Event); ok && e.Kind == "" && eventKind(w.f.Act) != "" {
		e = dossier.Copy(e).(*dossier.Event)
		e.Kind = eventKind(w.f.Act)
		w.edit(e)
	}
}

func (w *factWriter) newAct(victim dossier.ID) {
	if r := w.made(dossier.TypeAct); r != nil {
		a := r.(*dossier.Act)
		a.Event, a.Kind, a.Victim = w.f.Event, w.f.Act, victim
		w.edit(a)
	}
}

// involve brings those involved in an act to the line's; how far they were is alleged
// until somebody says more.
func (w *factWriter) involve(act dossier.ID) {
	have := map[dossier.ID]bool{}
	for _, i := range dossier.As[*dossier.Involvement](slices.Clone(w.d.Children(act, dossier.TypeInvolvement))) {
		have[i.Party] = true
		if !slices.Contains(w.f.Perpetrators, i.Party) && bare(w.d, i, "act", "party", "degree") {
			w.drop(i.ID)
		}
	}
	for _, p := range w.f.Perpetrators {
		if have[p] {
			continue
		}
		if r := w.made(dossier.TypeInvolvement); r != nil {
			i := r.(*dossier.Involvement)
			i.Act, i.Party, i.Degree = act, p, "alleged"
			w.edit(i)
		}
	}
}

// citation brings the first citation of the event to the line's source and page.
func (w *factWriter) citation() {
	all := w.d.Citations(w.f.Event)
	switch {
	case len(all) == 0 && w.f.Source == "" && w.f.Page == "":
	case len(all) == 0:
		if r := w.made(dossier.TypeCitation); r != nil {
			c := r.(*dossier.Citation)
			c.Fact, c.Source, c.Page = w.f.Event, w.f.Source, w.f.Page
			w.edit(c)
		}
	case w.f.Source == "" && w.f.Page == "" && bare(w.d, all[0], "fact", "source", "page"):
		w.drop(all[0].ID)
	case all[0].Source != w.f.Source || all[0].Page != w.f.Page:
		c := dossier.Copy(all[0]).(*dossier.Citation)
		c.Source, c.Page = w.f.Source, w.f.Page
		w.edit(c)
	}
}

// provision makes the allegations of the line's provision rest on its acts, or on the
// event where it has none, and takes them out of the allegation of the line before.
func (w *factWriter) provision() {
	acts := leading(w.d, w.f.Event)
	facts := []dossier.ID{w.f.Event}
	if len(acts) > 0 {
		facts = nil
		for _, a := range acts {
			facts = append(facts, a.ID)
		}
	}
	if old := firstAllegation(w.d, w.f.Event, acts); old != nil && old.Provision != w.f.Provision {
		w.without(old.Provision, append(slices.Clone(facts), w.f.Event))
	}
	if w.f.Provision == "" {
		return
	}
	victims := w.f.Victims
	if len(victims) == 0 {
		victims = []dossier.ID{OnlyVictim(w.d)}
	}
	for _, v := range victims {
		mine := facts
		if len(acts) > 0 {
			mine = nil
			for _, a := range acts {
				if a.Victim == v || a.Victim == "" {
					mine = append(mine, a.ID)
				}
			}
		}
		w.allege(v, mine)
	}
}

func (w *factWriter) without(provision string, facts []dossier.ID) {
	for _, a := range slices.Clone(dossier.Of[*dossier.Allegation](w.d)) {
		if a.Provision == provision && slices.ContainsFunc(a.Facts, func(id dossier.ID) bool { return slices.Contains(facts, id) }) {
			a = dossier.Copy(a).(*dossier.Allegation)
			a.Facts = slices.DeleteFunc(slices.Clone(a.Facts), func(id dossier.ID) bool { return slices.Contains(facts, id) })
			w.edit(a)
		}
	}
}

func (w *factWriter) allege(victim dossier.ID, facts []dossier.ID) {
	var a *dossier.Allegation
	for _, x := range dossier.Of[*dossier.Allegation](w.d) {
		if x.Provision == w.f.Provision && x.Victim == victim {
			a = dossier.Copy(x).(*dossier.Allegation)
			break
		}
	}
	if a == nil {
		r := w.made(dossier.TypeAllegation)
		if r == nil {
			return
		}
		a = r.(*dossier.Allegation)
		a.Provision, a.Victim = w.f.Provision, victim
	}
	n := len(a.Facts)
	a.Facts = slices.Clone(a.Facts)
	for _, id := range facts {
		if !slices.Contains(a.Facts, id) && !slices.Contains(a.Facts, w.f.Event) {
			a.Facts = append(a.Facts, id)
		}
	}
	if len(a.Facts) > n || n == 0 {
		w.edit(a)
	}
}

// bare tells whether a record says nothing but in the fields named: then it can go with
// the line it came from.
func bare(d *dossier.Dossier, r dossier.Record, keys ...string) bool {
	for _, f := range dossier.TableOf(r.Type()).Fields {
		if !slices.Contains(keys, f.Key) && !f.Empty(r) {
			return false
		}
	}
	id := r.Header().ID
	for _, o := range d.Owned(id) {
		i, simple := o.(*dossier.Involvement)
		if o.Header().ID != id && !(simple && bare(d, i, "act", "party", "degree")) {
			return false
		}
	}
	return !slices.ContainsFunc(d.Uses(id), func(u dossier.Use) bool {
		return u.By.Type() != dossier.TypeInvolvement && u.By.Type() != dossier.TypeAllegation
	})
}
