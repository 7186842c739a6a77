package store

import (
	"context"
	"fmt"
	"slices"

	"probata/dossier"
)

// checkLinks refuses edits, already written in this transaction, that leave a
// link pointing at nothing. The foreign keys would refuse most of them too, at
// the commit, but cannot say which link it is.
func (s *Store) checkLinks(ctx context.Context, x *session, edits []edit) error {
	gone := make(map[dossier.ID]bool)
	for _, e := range edits {
		if e.after == nil {
			gone[e.before.Header().ID] = true
		}
	}
	bad, err := s.outgoing(ctx, x, edits, gone)
	if err != nil {
		return fmt.Errorf("check links: %w", err)
	}
	more, err := s.incoming(ctx, x, gone)
	if err != nil {
		return fmt.Errorf("check links: %w", err)
	}
	for _, d := range more {
		if !slices.Contains(bad, d) {
			bad = append(bad, d)
		}
	}
	if len(bad) > 0 {
		return &DanglingError{Links: bad}
	}
	return nil
}

// outgoing are the bad links of the records that were put.
func (s *Store) outgoing(ctx context.Context, x *session, edits []edit, gone map[dossier.ID]bool) ([]Dangling, error) {
	cases, err := casesOf(ctx, x, s.targets(edits))
	if err != nil {
		return nil, err
	}
	var bad []Dangling
	for _, e := range edits {
		if e.after == nil {
			continue
		}
		h := e.after.Header()
		judge := func(field string, to dossier.ID, accepts bool) {
			of, there := cases[to]
			d := Dangling{Record: h.ID, Field: field, To: to}
			switch {
			case !there && gone[to]:
				d.Reason = Removed
			case !there:
				d.Reason = Missing
			case !accepts:
				d.Reason = WrongType
			case of != "" && of != caseOf(e.after):
				d.Reason = OtherCase
			default:
				return
			}
			bad = append(bad, d)
		}
		if h.Case != "" {
			judge("case", h.Case, true)
		}
		for _, f := range s.byType[e.after.Type()].Fields {
			for _, to := range f.Links(e.after) {
				judge(f.Key, to, f.Accepts(to.Type()))
			}
		}
	}
	return bad, nil
}

// targets are all ids that the records that were put link to.
func (s *Store) targets(edits []edit) []dossier.ID {
	seen := make(map[dossier.ID]bool)
	var out []dossier.ID
	add := func(id dossier.ID) {
		if id != "" && !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	for _, e := range edits {
		if e.after == nil {
			continue
		}
		add(e.after.Header().Case)
		for _, f := range s.byType[e.after.Type()].Fields {
			for _, id := range f.Links(e.after) {
				add(id)
			}
		}
	}
	return out
}

// casesOf tells for the ids that are there to which case each belongs, "" for shared.
func casesOf(ctx context.Context, x *session, ids []dossier.ID) (map[dossier.ID]dossier.ID, error) {
	out := make(map[dossier.ID]dossier.ID, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	err := x.each(ctx, `SELECT id, "case" FROM record WHERE id IN (SELECT value FROM json_each(?))`, []any{array(ids)},
		func(scan func(...any) error) error {
			var id, of string
			if err := scan(&id, &of); err != nil {
				return err
			}
			out[dossier.ID(id)] = dossier.ID(of)
			return nil
		})
	return out, err
}

// incoming are the links that still point at what was removed.
func (s *Store) incoming(ctx context.Context, x *session, gone map[dossier.ID]bool) ([]Dangling, error) {
	if len(gone) == 0 {
		return nil, nil
	}
	byType := make(map[dossier.Type]bool)
	ids := make([]dossier.ID, 0, len(gone))
	for id := range gone {
		byType[id.Type()] = true
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var bad []Dangling
	for _, p := range s.plans {
		for _, f := range p.Fields {
			if f.Kind != dossier.Link && f.Kind != dossier.Links || !acceptsAny(f, byType) {
				continue
			}
			query := fmt.Sprintf("SELECT id, %s FROM %s WHERE %[1]s IN (SELECT value FROM json_each(?))", quote(f.Key), p.name())
			if f.Kind == dossier.Links {
				query = fmt.Sprintf("SELECT record, target FROM %s WHERE target IN (SELECT value FROM json_each(?))", p.linkTable(f))
			}
			err := x.each(ctx, query, []any{array(ids)}, func(scan func(...any) error) error {
				var id, to string
				if err := scan(&id, &to); err != nil {
					return err
				}
				bad = append(bad, Dangling{Record: dossier.ID(id), Field: f.Key, To: dossier.ID(to), Reason: Removed})
				return nil
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return bad, nil
}

func acceptsAny(f dossier.Field, types map[dossier.Type]bool) bool {
	for t := range types {
		if f.Accepts(t) {
			return true
		}
	}
	return false
}
