package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"probata/dossier"
)

// Version is one state that a record was in.
type Version struct {
	Seq    int64 // of the entry of the history that made it
	At     time.Time
	Who    string
	Label  string
	Record dossier.Record // as it was; nil: this entry removed it
}

// Versions are the states of a record, the newest first, whether the record is
// still there or not. What an earlier version of the program wrote and this one
// cannot read is a *dossier.FormatError.
func (s *Store) Versions(ctx context.Context, id dossier.ID) ([]Version, error) {
	var out []Version
	err := s.view(ctx, func(x *session) error {
		all, err := s.entries(ctx, x, " AND h.record = ? ORDER BY h.seq DESC", string(id))
		for _, e := range all {
			v := Version{Seq: e.Seq, At: e.At, Who: e.Who, Label: e.Label}
			if e.After != nil {
				if v.Record, err = dossier.Decode(id.Type(), e.After); err != nil {
					return err
				}
			}
			out = append(out, v)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read versions of %s: %w", id, err)
	}
	return out, nil
}

// Restore makes a record what it was after the entry seq of its history or, when
// that removed it, what it was before. It is a change like any other, and can be
// undone. ErrNotFound when the history has no such entry; a *DanglingError when
// it linked to what is no longer there.
func (s *Store) Restore(ctx context.Context, id dossier.ID, seq int64) error {
	err := s.change(ctx, func(x *session) error {
		found, err := s.entries(ctx, x, " AND h.record = ? AND h.seq = ?", string(id), seq)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return ErrNotFound
		}
		e := found[0]
		data := e.After
		if data == nil {
			data = e.Before
		}
		if data == nil { // added and removed in one run of keys
			return ErrNotFound
		}
		r, err := dossier.Decode(id.Type(), data)
		if err != nil {
			return err
		}
		_, err = s.carryOut(ctx, x, step{kind: kindDo, label: "restore", of: e.Case, put: []dossier.Record{r}, byUser: true})
		return err
	})
	if err != nil {
		return fmt.Errorf("restore %s as of %d: %w", id, seq, err)
	}
	return nil
}

// Trashed is a record that was removed, with what went in the same change
// because it belonged to it.
type Trashed struct {
	Record dossier.Record // as it was last
	Owned  []dossier.Record
	At     time.Time
	Who    string
}

// Trash lists what was removed from a case, and what was removed of shared
// records while working on it, the newest first. It holds all that ever was:
// only DeleteCase empties it.
func (s *Store) Trash(ctx context.Context, caseID dossier.ID) ([]Trashed, error) {
	var out []Trashed
	err := s.view(ctx, func(x *session) error {
		all, err := s.entries(ctx, x, ` AND h."case" = ? AND h.after IS NULL AND `+isRemoval+` ORDER BY h.seq`, string(caseID))
		if err != nil {
			return err
		}
		out, err = trashed(all)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list trash of %s: %w", caseID, err)
	}
	return out, nil
}

// isRemoval selects the entry that removed a record which is not there now.
const isRemoval = `h.before IS NOT NULL AND NOT EXISTS (SELECT 1 FROM record AS r WHERE r.id = h.record)
AND NOT EXISTS (SELECT 1 FROM history AS later WHERE later.record = h.record AND later.seq > h.seq)`

// trashed puts what was removed together with its owner, change by change. The
// entries come in the order of the history, the newest go first.
func trashed(removals []Entry) ([]Trashed, error) {
	var out []Trashed
	for len(removals) > 0 {
		n := 1
		for n < len(removals) && removals[n].Change == removals[0].Change {
			n++
		}
		together, err := ofOneChange(removals[:n])
		if err != nil {
			return nil, err
		}
		out, removals = append(out, together...), removals[n:]
	}
	slices.Reverse(out)
	return out, nil
}

// ofOneChange gives each record that does not belong to another of them.
func ofOneChange(removals []Entry) ([]Trashed, error) {
	var records []dossier.Record
	for _, e := range removals {
		r, err := dossier.Decode(e.Record.Type(), e.Before)
		if err != nil {
			return nil, err
		}
		records = append(records, r)
	}
	d := dossier.New(records...)
	var out []Trashed
	for i, r := range records {
		if d.Owner(r) == nil {
			owned := d.Owned(r.Header().ID)
			out = append(out, Trashed{Record: r, Owned: owned[1:], At: removals[i].At, Who: removals[i].Who})
		}
	}
	return out, nil
}

// Untrash puts removed records back as they were, each with what belonged to it
// and went with it, as one change of the case. ErrNotFound for what is not in
// the trash; a *DanglingError when a link of theirs points at what has gone too:
// that has to come back first, or together with them.
func (s *Store) Untrash(ctx context.Context, caseID dossier.ID, ids ...dossier.ID) error {
	err := s.change(ctx, func(x *session) error {
		var put []dossier.Record
		have := make(map[dossier.ID]bool)
		for _, id := range ids {
			back, err := s.fromTrash(ctx, x, id)
			if err != nil {
				return err
			}
			for _, r := range back {
				if !have[r.Header().ID] {
					have[r.Header().ID] = true
					put = append(put, r)
				}
			}
		}
		_, err := s.carryOut(ctx, x, step{kind: kindDo, label: "untrash", of: caseID, put: put, byUser: true})
		return err
	})
	if err != nil {
		return fmt.Errorf("bring back: %w", err)
	}
	return nil
}

// fromTrash is a removed record with what went with it.
func (s *Store) fromTrash(ctx context.Context, x *session, id dossier.ID) ([]dossier.Record, error) {
	all, err := s.entries(ctx, x, ` AND h."change" = (SELECT "change" FROM history WHERE record = ? ORDER BY seq DESC LIMIT 1)
AND h.after IS NULL AND `+isRemoval+` ORDER BY h.seq`, string(id))
	if err != nil {
		return nil, err
	}
	var records []dossier.Record
	for _, e := range all {
		r, err := dossier.Decode(e.Record.Type(), e.Before)
		if err != nil {
			return nil, err
		}
		records = append(records, r)
	}
	back := dossier.New(records...).Owned(id)
	if len(back) == 0 {
		return nil, naming(ErrNotFound, []dossier.ID{id})
	}
	return back, nil
}
