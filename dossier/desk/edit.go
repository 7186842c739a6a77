package desk

import (
	"fmt"
	"slices"

	"probata/dossier"
	"probata/dossier/store"
)

// NewRecord is an empty record of type t for a case, at the end of its list. d may be
// nil for a case that is not there yet.
func NewRecord(st *store.Store, d *dossier.Dossier, t dossier.Type) (dossier.Record, error) {
	id, err := st.NewID(t)
	if err != nil {
		return nil, fmt.Errorf("make new %s: %w", t, err)
	}
	table := dossier.TableOf(t)
	r := table.New()
	h := r.Header()
	h.ID, h.Place = id, 10
	if d == nil {
		return r, nil
	}
	if c := d.Case(); c != nil && !table.Shared && t != dossier.TypeCase {
		h.Case = c.ID
	}
	if l := d.List(t); len(l) > 0 {
		h.Place = l[len(l)-1].Header().Place + 10
	}
	return r, nil
}

// Derive fills what the program itself writes beside an edit: the digest of the words a
// translation was made from, so that it can be told when they change. The words may be
// among the records of the same edit.
func Derive(d *dossier.Dossier, put []dossier.Record) []dossier.Record {
	if d == nil || !slices.ContainsFunc(put, func(r dossier.Record) bool { return r.Type() == dossier.TypeTranslation }) {
		return put
	}
	if len(put) > 1 {
		d = d.Snapshot()
		for _, r := range put {
			d.Put(r)
		}
	}
	for _, r := range put {
		if t, ok := r.(*dossier.Translation); ok {
			t.Fresh(d)
		}
	}
	return put
}
