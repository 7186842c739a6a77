package store

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"unicode/utf8"

	"probata/dossier"
)

// edit is one record before and after a step; nil for not there.
type edit struct {
	before, after         dossier.Record
	beforeJSON, afterJSON []byte
}

func (e edit) record() dossier.Record {
	if e.after != nil {
		return e.after
	}
	return e.before
}

// edits compares the step with what is there.
func (s *Store) edits(ctx context.Context, x *session, st step) ([]edit, error) {
	before, err := s.byIDs(ctx, x, append(idsOf(st.put), st.remove...))
	if err != nil {
		return nil, err
	}
	out, err := putEdits(st.put, before)
	if err != nil {
		return nil, err
	}
	gone := make([]dossier.Record, 0, len(st.remove))
	for _, id := range st.remove {
		switch r := before[id]; {
		case r == nil:
			return nil, naming(ErrNotFound, []dossier.ID{id})
		case slices.ContainsFunc(st.put, func(r dossier.Record) bool { return r.Header().ID == id }):
			return nil, &dossier.FormatError{Place: string(id), Rule: "is put and removed in one change"}
		case st.byUser && id.Type() == dossier.TypeCase:
			return nil, &dossier.FormatError{Place: string(id), Rule: "a case is deleted with all it holds"}
		default:
			gone = append(gone, r)
		}
	}
	if st.byUser {
		if gone, err = s.withOwned(ctx, x, gone); err != nil {
			return nil, err
		}
	}
	for _, r := range gone {
		b, err := dossier.Encode(r)
		if err != nil {
			return nil, err
		}
		out = append(out, edit{before: r, beforeJSON: b})
	}
	return out, nil
}

// putEdits are the edits by records that differ from what is there.
func putEdits(put []dossier.Record, before map[dossier.ID]dossier.Record) ([]edit, error) {
	var out []edit
	seen := make(map[dossier.ID]bool, len(put))
	for _, r := range put {
		id := r.Header().ID
		if seen[id] {
			return nil, &dossier.FormatError{Place: string(id), Rule: "stands twice in one change"}
		}
		seen[id] = true
		e := edit{before: before[id], after: r}
		var err error
		if e.afterJSON, err = dossier.Encode(r); err != nil {
			return nil, err
		}
		if e.before != nil {
			if e.beforeJSON, err = dossier.Encode(e.before); err != nil {
				return nil, err
			}
			if bytes.Equal(e.beforeJSON, e.afterJSON) {
				continue
			}
		}
		out = append(out, e)
	}
	return out, nil
}

// withOwned adds what the records own, directly or through others.
func (s *Store) withOwned(ctx context.Context, x *session, records []dossier.Record) ([]dossier.Record, error) {
	have := make(map[dossier.ID]bool)
	owners := make(map[dossier.Type][]dossier.ID)
	for _, r := range records {
		have[r.Header().ID] = true
		owners[r.Type()] = append(owners[r.Type()], r.Header().ID)
	}
	for _, p := range s.plans { // owners come before what they own
		for _, f := range p.Parents() {
			var of []dossier.ID
			for _, t := range f.Targets {
				of = append(of, owners[t]...)
			}
			if len(of) == 0 {
				continue
			}
			owned, err := p.read(ctx, x, "r."+quote(f.Key)+" IN (SELECT value FROM json_each(?))", array(of))
			if err != nil {
				return nil, err
			}
			for _, r := range owned {
				if id := r.Header().ID; !have[id] {
					have[id] = true
					records = append(records, r)
					owners[p.Type] = append(owners[p.Type], id)
				}
			}
		}
	}
	return records, nil
}

// byIDs reads the records that are there among the ids.
func (s *Store) byIDs(ctx context.Context, x *session, ids []dossier.ID) (map[dossier.ID]dossier.Record, error) {
	byType := make(map[dossier.Type][]dossier.ID)
	for _, id := range ids {
		byType[id.Type()] = append(byType[id.Type()], id)
	}
	out := make(map[dossier.ID]dossier.Record, len(ids))
	for _, p := range s.plans {
		if len(byType[p.Type]) == 0 {
			continue
		}
		records, err := p.read(ctx, x, ofIDs, array(byType[p.Type]))
		if err != nil {
			return nil, err
		}
		for _, r := range records {
			out[r.Header().ID] = r
		}
	}
	return out, nil
}

// checkRecord refuses what has no place in a table, or would not come out of the
// history as it went in.
func (s *Store) checkRecord(r dossier.Record) error {
	h, t := r.Header(), r.Type()
	place := string(h.ID)
	switch {
	case h.ID.Type() != t || s.byType[t] == nil:
		return &dossier.FormatError{Place: string(t) + ".id", Rule: "must be the id of a " + string(t)}
	case t == dossier.TypeCase && h.Case != "" && h.Case != h.ID:
		return &dossier.FormatError{Place: place + ".case", Rule: "a case belongs to no other case"}
	case s.byType[t].Shared && h.Case != "":
		return &dossier.FormatError{Place: place + ".case", Rule: "a shared record belongs to no case"}
	case !s.byType[t].Shared && t != dossier.TypeCase && h.Case.Type() != dossier.TypeCase:
		return &dossier.FormatError{Place: place + ".case", Rule: "must be the id of a case"}
	}
	for _, f := range s.byType[t].Fields {
		for _, text := range append(f.Texts(r), f.String(r)) {
			if len(text) > dossier.MaxText {
				return &dossier.FormatError{Place: place + "." + f.Key, Rule: fmt.Sprintf("is longer than %d bytes", dossier.MaxText)}
			}
			if !utf8.ValidString(text) {
				return &dossier.FormatError{Place: place + "." + f.Key, Rule: "is not valid UTF-8"}
			}
		}
	}
	return nil
}

// allowed holds changes by the user to what may be changed: a record stays in
// its case, and a line of a custody log goes only with the evidence.
func allowed(edits []edit) error {
	gone := make(map[dossier.ID]bool)
	for _, e := range edits {
		if e.after == nil {
			gone[e.before.Header().ID] = true
		}
	}
	for _, e := range edits {
		if e.before == nil {
			continue
		}
		id := e.before.Header().ID
		if e.after != nil && e.after.Header().Case != e.before.Header().Case {
			return &dossier.FormatError{Place: string(id) + ".case", Rule: "cannot be changed"}
		}
		if c, ok := e.before.(*dossier.Custody); ok && (e.after != nil || !gone[c.Evidence]) {
			return naming(ErrAppendOnly, []dossier.ID{id})
		}
	}
	return nil
}
