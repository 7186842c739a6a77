package desk

import (
	"fmt"

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
	words := map[dossier.ID]string{}
	for _, r := range put {
		if q, ok := r.(*dossier.Quote); ok {
			words[q.ID] = q.Words
		}
	}
	for _, r := range put {
		t, ok := r.(*dossier.Translation)
		if !ok || d == nil || t.Words == "" {
			continue
		}
		said, there := words[t.Quote]
		if q, ok := dossier.Find[*dossier.Quote](d, t.Quote); ok && !there {
			said, there = q.Words, true
		}
		if there {
			t.Of = dossier.Digest(said)
		}
	}
	return put
}
