package desk

import (
	"slices"

	"probata/dossier"
)

// Removal is what goes and what changes when a record is removed: links to it
// are cleared, and records that mean nothing without it go with it.
type Removal struct {
	Remove []dossier.ID     // without what they own: the store takes that along
	Gone   []dossier.Record // all that goes, the record itself first
	Put    []dossier.Record // copies with their links cleared
}

// PlanRemoval works out a removal so that no link is left dangling.
func PlanRemoval(d *dossier.Dossier, id dossier.ID) Removal {
	p := Removal{}
	going := map[dossier.ID]bool{}
	queue := []dossier.ID{id}
	for len(queue) > 0 {
		next := queue[0]
		queue = queue[1:]
		if going[next] || d.Get(next) == nil {
			continue
		}
		p.Remove = append(p.Remove, next)
		for _, r := range d.Owned(next) {
			if rid := r.Header().ID; !going[rid] {
				going[rid] = true
				p.Gone = append(p.Gone, r)
				queue = append(queue, dependents(d, rid)...)
			}
		}
	}
	p.Remove = slices.DeleteFunc(p.Remove, func(x dossier.ID) bool { return ownerGoes(d, x, going) })
	p.Put = cleared(d, going)
	return p
}

// dependents are the records whose required single link points at id.
func dependents(d *dossier.Dossier, id dossier.ID) []dossier.ID {
	var out []dossier.ID
	for _, u := range d.Uses(id) {
		if f, ok := dossier.TableOf(u.By.Type()).Field(u.Field); ok && f.Kind == dossier.Link && f.Required {
			out = append(out, u.By)
		}
	}
	return out
}

func ownerGoes(d *dossier.Dossier, id dossier.ID, going map[dossier.ID]bool) bool {
	o := d.Owner(d.Get(id))
	return o != nil && going[o.Header().ID]
}

// cleared are copies of the records that stay, without their links to what goes.
func cleared(d *dossier.Dossier, going map[dossier.ID]bool) []dossier.Record {
	copies := map[dossier.ID]dossier.Record{}
	var order []dossier.ID
	for id := range going {
		for _, u := range d.Uses(id) {
			if !going[u.By] && copies[u.By] == nil {
				copies[u.By] = dossier.Copy(d.Get(u.By))
				order = append(order, u.By)
			}
		}
	}
	slices.Sort(order)
	out := make([]dossier.Record, 0, len(order))
	for _, id := range order {
		r := copies[id]
		for _, f := range dossier.TableOf(r.Type()).Fields {
			links := f.Links(r)
			if slices.ContainsFunc(links, func(x dossier.ID) bool { return going[x] }) {
				f.SetLinks(r, slices.DeleteFunc(slices.Clone(links), func(x dossier.ID) bool { return going[x] }))
			}
		}
		out = append(out, r)
	}
	return out
}
