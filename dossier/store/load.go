package store

import (
	"context"
	"fmt"
	"time"

	"probata/dossier"
)

// CaseRow is one line of the list of cases.
type CaseRow struct {
	ID        dossier.ID
	Reference string
	Title     string
	States    []string
	Status    string
	Changed   time.Time            // the last change of one of its records; zero without any
	Counts    map[dossier.Type]int // its own records by type
}

// Cases lists all cases of the vault in their order.
func (s *Store) Cases(ctx context.Context) ([]CaseRow, error) {
	var out []CaseRow
	err := s.view(ctx, func(x *session) error {
		records, err := s.byType[dossier.TypeCase].read(ctx, x, ofAll, "")
		if err != nil {
			return err
		}
		counts, err := caseCounts(ctx, x)
		if err != nil {
			return err
		}
		for _, c := range dossier.Of[*dossier.Case](dossier.New(records...)) {
			row := CaseRow{ID: c.ID, Reference: c.Reference, Title: c.Title, States: c.States, Status: c.Status, Counts: counts[c.ID]}
			var at int64
			found, err := x.one(ctx, `SELECT max(c.at) FROM "change" AS c
WHERE c.seq IN (SELECT "change" FROM history WHERE "case" = ?1 ORDER BY seq DESC LIMIT 1)
	OR c.seq IN (SELECT seq FROM "change" WHERE "case" = ?1 ORDER BY seq DESC LIMIT 1)
HAVING count(*) > 0`, []any{string(c.ID)}, &at)
			if err != nil {
				return err
			}
			if found {
				row.Changed = time.UnixMilli(at).UTC()
			}
			out = append(out, row)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list cases: %w", err)
	}
	return out, nil
}

func caseCounts(ctx context.Context, x *session) (map[dossier.ID]map[dossier.Type]int, error) {
	out := make(map[dossier.ID]map[dossier.Type]int)
	err := x.each(ctx, `SELECT "case", type, count(*) FROM record GROUP BY "case", type`, nil, func(scan func(...any) error) error {
		var of, t string
		var n int
		if err := scan(&of, &t, &n); err != nil {
			return err
		}
		if out[dossier.ID(of)] == nil {
			out[dossier.ID(of)] = make(map[dossier.Type]int)
		}
		out[dossier.ID(of)][dossier.Type(t)] = n
		return nil
	})
	return out, err
}

// Find is the case with the id or, failing that, the reference. ErrNotFound
// when there is none, or when two cases have the reference.
func (s *Store) Find(ctx context.Context, idOrReference string) (dossier.ID, error) {
	var ids []string
	err := s.view(ctx, func(x *session) (err error) {
		ids, err = column[string](ctx, x, `SELECT id FROM "case" WHERE id = ?`, idOrReference)
		if err == nil && len(ids) == 0 {
			ids, err = column[string](ctx, x, `SELECT id FROM "case" WHERE reference = ? ORDER BY id`, idOrReference)
		}
		return err
	})
	switch {
	case err != nil:
		return "", fmt.Errorf("find case: %w", err)
	case len(ids) == 0:
		return "", fmt.Errorf("find case: %w", ErrNotFound)
	case len(ids) > 1:
		return "", fmt.Errorf("find case: %w: the reference stands for several", naming(ErrNotFound, asIDs(ids)))
	}
	return dossier.ID(ids[0]), nil
}

func asIDs(texts []string) []dossier.ID {
	out := make([]dossier.ID, len(texts))
	for i, s := range texts {
		out[i] = dossier.ID(s)
	}
	return out
}

// Load gives one case with all it holds, and every shared party that any of its
// records links to, directly or through other parties, with what the party owns.
func (s *Store) Load(ctx context.Context, caseID dossier.ID) (*dossier.Dossier, error) {
	var all []dossier.Record
	err := s.view(ctx, func(x *session) error {
		records, err := s.byType[dossier.TypeCase].read(ctx, x, ofIDs, array([]dossier.ID{caseID}))
		if err != nil {
			return err
		}
		if len(records) == 0 {
			return ErrNotFound
		}
		all = records
		for _, p := range s.plans {
			if p.Shared || p.Type == dossier.TypeCase {
				continue
			}
			records, err := p.read(ctx, x, ofCase, string(caseID))
			if err != nil {
				return err
			}
			all = append(all, records...)
		}
		shared, err := s.sharedBy(ctx, x, all)
		all = append(all, shared...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", caseID, err)
	}
	return dossier.New(all...), nil
}

// sharedBy are the shared records that the given ones link to, with what those
// own and link to in turn.
func (s *Store) sharedBy(ctx context.Context, x *session, from []dossier.Record) ([]dossier.Record, error) {
	var out []dossier.Record
	have := make(map[dossier.ID]bool)
	for len(from) > 0 {
		want := s.sharedLinks(from, have)
		from = nil
		for _, p := range s.plans {
			if len(want[p.Type]) == 0 {
				continue
			}
			found, err := p.read(ctx, x, ofIDs, array(want[p.Type]))
			if err != nil {
				return nil, err
			}
			owned, err := s.ownedShared(ctx, x, want[p.Type], p.Type)
			if err != nil {
				return nil, err
			}
			for _, r := range owned {
				if id := r.Header().ID; !have[id] { // not already there as the target of a link
					have[id] = true
					found = append(found, r)
				}
			}
			out, from = append(out, found...), append(from, found...)
		}
	}
	return out, nil
}

// sharedLinks are the shared records by type that the given ones link to and
// that are not there yet; from now on they count as being there.
func (s *Store) sharedLinks(from []dossier.Record, have map[dossier.ID]bool) map[dossier.Type][]dossier.ID {
	want := make(map[dossier.Type][]dossier.ID)
	for _, r := range from {
		have[r.Header().ID] = true
	}
	for _, r := range from {
		for _, f := range s.byType[r.Type()].Fields {
			for _, id := range f.Links(r) {
				if t := id.Type(); !have[id] && s.byType[t] != nil && s.byType[t].Shared {
					have[id] = true
					want[t] = append(want[t], id)
				}
			}
		}
	}
	return want
}

// ownedShared are the shared records that the given ones own.
func (s *Store) ownedShared(ctx context.Context, x *session, owners []dossier.ID, t dossier.Type) ([]dossier.Record, error) {
	var out []dossier.Record
	for _, child := range dossier.ChildTypes(t) {
		p := s.byType[child]
		if p == nil || !p.Shared {
			continue
		}
		f, _ := p.ParentTo(t)
		records, err := p.read(ctx, x, "r."+quote(f.Key)+" IN (SELECT value FROM json_each(?))", array(owners))
		if err != nil {
			return nil, err
		}
		out = append(out, records...)
	}
	return out, nil
}

// PartyRow is a shared party with its names and the cases in which it has a role.
type PartyRow struct {
	Party *dossier.Party
	Names []*dossier.Name
	Cases []dossier.ID
}

// Parties lists all shared parties of the vault in their order.
func (s *Store) Parties(ctx context.Context) ([]PartyRow, error) {
	var records []dossier.Record
	var cases map[dossier.ID][]dossier.ID
	err := s.view(ctx, func(x *session) (err error) {
		for _, t := range []dossier.Type{dossier.TypeParty, dossier.TypeName} {
			some, err := s.byType[t].read(ctx, x, ofAll, "")
			if err != nil {
				return err
			}
			records = append(records, some...)
		}
		cases, err = casesOfParties(ctx, x)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list parties: %w", err)
	}
	d := dossier.New(records...)
	var out []PartyRow
	for _, p := range dossier.Of[*dossier.Party](d) {
		names := dossier.As[*dossier.Name](d.Children(p.ID, dossier.TypeName))
		out = append(out, PartyRow{Party: p, Names: names, Cases: cases[p.ID]})
	}
	return out, nil
}

func casesOfParties(ctx context.Context, x *session) (map[dossier.ID][]dossier.ID, error) {
	out := make(map[dossier.ID][]dossier.ID)
	err := x.each(ctx, `SELECT DISTINCT party, "case" FROM role WHERE party IS NOT NULL ORDER BY party, "case"`, nil,
		func(scan func(...any) error) error {
			var party, of string
			if err := scan(&party, &of); err != nil {
				return err
			}
			out[dossier.ID(party)] = append(out[dossier.ID(party)], dossier.ID(of))
			return nil
		})
	return out, err
}
