package dossier

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Dossier is one case with everything that belongs to it, in memory: its own
// records and the shared parties it speaks of. It keeps the links between
// records in both directions. It is not safe for use by several goroutines.
//
// A record that is changed in place must be Put again before the links and the
// order are asked for.
type Dossier struct {
	records map[ID]Record
	lists   map[Type][]Record
	links   map[ID][]target // what each record linked to when it was put: it may be changed in place since
	uses    map[ID][]Use
}

// Use is one link to a record: which record, by which field.
type Use struct {
	By    ID
	Field string
}

// target is what one field of a record links to.
type target struct {
	field string
	to    ID
}

// New is a dossier of the given records; of several with one id the last
// counts. Links to records that are not among them are allowed; Check names
// them.
func New(records ...Record) *Dossier {
	d := &Dossier{
		records: make(map[ID]Record, len(records)),
		lists:   make(map[Type][]Record),
		links:   make(map[ID][]target, len(records)),
		uses:    make(map[ID][]Use, len(records)),
	}
	for _, r := range records {
		d.records[r.Header().ID] = r
	}
	for _, r := range records {
		if d.records[r.Header().ID] == r {
			d.lists[r.Type()] = append(d.lists[r.Type()], r)
			d.setLinks(r.Header().ID, linksOf(r))
		}
	}
	for _, l := range d.lists {
		slices.SortStableFunc(l, byPlace)
	}
	return d
}

// Put adds a record or replaces the one with the same id.
func (d *Dossier) Put(r Record) {
	id := r.Header().ID
	if old := d.records[id]; old != nil {
		d.unlist(old)
	}
	d.records[id] = r
	l := d.lists[r.Type()]
	i, _ := slices.BinarySearchFunc(l, r, byPlace)
	if i == len(l) {
		d.lists[r.Type()] = append(l, r)
	} else { // a new list: a caller may be walking the old one
		d.lists[r.Type()] = slices.Concat(l[:i], []Record{r}, l[i:])
	}
	if to := linksOf(r); !slices.Equal(to, d.links[id]) {
		d.unlink(id)
		d.setLinks(id, to)
	}
}

// Remove takes a record out. Links to it stay and are named by Check.
func (d *Dossier) Remove(id ID) {
	old := d.records[id]
	if old == nil {
		return
	}
	delete(d.records, id)
	d.unlist(old)
	d.unlink(id)
}

// unlist takes a record out of its list. The place of the record may have been
// changed since it was put, so it is found by itself where its place misleads.
func (d *Dossier) unlist(old Record) {
	l := d.lists[old.Type()]
	i, found := slices.BinarySearchFunc(l, old, byPlace)
	if !found || l[i] != old {
		i = slices.Index(l, old)
	}
	d.lists[old.Type()] = slices.Concat(l[:i], l[i+1:])
}

func (d *Dossier) unlink(id ID) {
	for _, to := range d.links[id] {
		kept := make([]Use, 0, len(d.uses[to.to]))
		for _, u := range d.uses[to.to] {
			if u.By != id {
				kept = append(kept, u)
			}
		}
		d.uses[to.to] = kept
	}
	delete(d.links, id)
}

func (d *Dossier) setLinks(id ID, links []target) {
	if len(links) == 0 {
		return
	}
	d.links[id] = links
	for _, l := range links {
		d.uses[l.to] = append(d.uses[l.to], Use{By: id, Field: l.field})
	}
}

func byPlace(a, b Record) int {
	x, y := a.Header(), b.Header()
	return cmp.Or(cmp.Compare(x.Place, y.Place), strings.Compare(string(x.ID), string(y.ID)))
}

// linksOf are the links of a record, each once.
func linksOf(r Record) []target {
	var out []target
	for _, f := range TableOf(r.Type()).Fields {
		if f.Kind != Link && f.Kind != Links {
			continue
		}
		first := len(out)
		for _, to := range f.Links(r) {
			if l := (target{f.Key, to}); !slices.Contains(out[first:], l) {
				out = append(out, l)
			}
		}
	}
	return out
}

// Get is the record with the id, nil if it is not there.
func (d *Dossier) Get(id ID) Record { return d.records[id] }

// List is all records of a type in their order. The slice must not be changed;
// it stays as it is when the dossier changes.
func (d *Dossier) List(t Type) []Record { return d.lists[t] }

// All is all records, owners before what they own, in their order.
func (d *Dossier) All() []Record {
	out := make([]Record, 0, len(d.records))
	for _, t := range Tables() {
		out = append(out, d.lists[t.Type]...)
	}
	return out
}

// Case is the case itself, nil in an empty dossier.
func (d *Dossier) Case() *Case {
	for _, r := range d.lists[TypeCase] {
		return r.(*Case)
	}
	return nil
}

// Uses are the links that point at a record. The slice must not be changed; it
// stays as it is when the dossier changes.
func (d *Dossier) Uses(id ID) []Use { return d.uses[id] }

// Children are the records of type t that the record owner owns, in their order.
func (d *Dossier) Children(owner ID, t Type) []Record {
	table := TableOf(t)
	if table == nil {
		return nil
	}
	f, ok := table.ParentTo(owner.Type())
	if !ok {
		return nil
	}
	return d.LinkedFrom(owner, t, f.Key)
}

// LinkedFrom are the records of type t whose field links to id, in their order.
func (d *Dossier) LinkedFrom(id ID, t Type, field string) []Record {
	var out []Record
	for _, u := range d.uses[id] {
		if u.Field != field {
			continue
		}
		if r := d.records[u.By]; r != nil && r.Type() == t {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, byPlace)
	return out
}

// Owner is the record that owns r, nil if none does. A link to a record of the
// wrong type owns nothing, so that a walk to the top always ends.
func (d *Dossier) Owner(r Record) Record {
	for _, f := range TableOf(r.Type()).Parents() {
		for _, id := range f.Links(r) {
			if o := d.records[id]; o != nil && f.Accepts(o.Type()) {
				return o
			}
		}
	}
	return nil
}

// Owned is the record with everything it owns, directly or through others:
// what goes when the record goes.
func (d *Dossier) Owned(id ID) []Record {
	r := d.records[id]
	if r == nil {
		return nil
	}
	out := []Record{r}
	for _, t := range ChildTypes(r.Type()) {
		for _, c := range d.Children(id, t) {
			out = append(out, d.Owned(c.Header().ID)...)
		}
	}
	return out
}

// Of is all records of Go type P in their order, as in Of[*Event](d).
func Of[P Record](d *Dossier) []P {
	var zero P
	return As[P](d.lists[zero.Type()])
}

// As are the records that are of Go type P.
func As[P Record](records []Record) []P {
	out := make([]P, 0, len(records))
	for _, r := range records {
		if p, ok := r.(P); ok {
			out = append(out, p)
		}
	}
	return out
}

// Find is the record with the id if it is there and of Go type P.
func Find[P Record](d *Dossier, id ID) (P, bool) {
	p, ok := d.records[id].(P)
	return p, ok
}

// Clone is a copy whose records can be changed without changing the first.
func (d *Dossier) Clone() *Dossier {
	out := make([]Record, 0, len(d.records))
	for _, r := range d.All() {
		out = append(out, Copy(r))
	}
	return New(out...)
}

// Snapshot is the dossier as it is now, for who reads it beside whoever goes on: what
// is put or removed later in one of them does not show in the other. They share their
// records, which must be replaced and not changed in place.
func (d *Dossier) Snapshot() *Dossier {
	s := &Dossier{maps.Clone(d.records), maps.Clone(d.lists), maps.Clone(d.links), maps.Clone(d.uses)}
	for t, l := range s.lists {
		s.lists[t] = slices.Clip(l) // the next that is put must not go into the array of both
	}
	for id, u := range s.uses {
		s.uses[id] = slices.Clip(u)
	}
	return s
}

// Copy is a deep copy of one record.
func Copy(r Record) Record {
	t := TableOf(r.Type())
	c := t.New()
	*c.Header() = *r.Header()
	for _, f := range t.Fields {
		f.copy(c, r)
	}
	return c
}

func (f Field) copy(to, from Record) {
	switch p := f.at(from).(type) {
	case *string:
		*f.at(to).(*string) = *p
	case *Date:
		*f.at(to).(*Date) = *p
	case *[]string:
		*f.at(to).(*[]string) = slices.Clone(*p)
	case *ID:
		*f.at(to).(*ID) = *p
	case *[]ID:
		*f.at(to).(*[]ID) = slices.Clone(*p)
	case *int64:
		*f.at(to).(*int64) = *p
	}
}

// Equal tells whether two records say the same.
func Equal(a, b Record) bool {
	if a.Type() != b.Type() || *a.Header() != *b.Header() {
		return false
	}
	x, errX := Encode(a)
	y, errY := Encode(b)
	return errX == nil && errY == nil && slices.Equal(x, y)
}
