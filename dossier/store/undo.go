package store

import (
	"bytes"
	"context"
	"fmt"

	"probata/dossier"
)

// Undone says what an undo or a redo did.
type Undone struct {
	Label   string       // of the change that was undone or redone
	Changed []dossier.ID // records that are different now, were removed or came back
}

// The change to undo next is the newest that stands: no undo was made of it, or
// a redo after that. The change to redo next is the oldest that does not stand
// and was undone after the last new change: a new change cuts the branch. The third
// column is the change whose inverse does it.
const (
	queryUndo = `SELECT c.seq, c.label, c.seq FROM "change" AS c
WHERE c."case" = ?1 AND c.kind = 'do'
	AND ifnull((SELECT u.kind FROM "change" AS u WHERE u.of = c.seq ORDER BY u.seq DESC LIMIT 1), '') <> 'undo'
ORDER BY c.seq DESC LIMIT 1`

	queryRedo = `SELECT u.of, c.label, u.seq FROM "change" AS u JOIN "change" AS c ON c.seq = u.of
WHERE u."case" = ?1 AND u.kind = 'undo'
	AND u.seq > (SELECT ifnull(max(d.seq), 0) FROM "change" AS d WHERE d."case" = ?1 AND d.kind IN ('do', 'start'))
	AND NOT EXISTS (SELECT 1 FROM "change" AS later WHERE later.of = u.of AND later.seq > u.seq)
ORDER BY u.of LIMIT 1`
)

// Undo takes the newest change of a case back. It is itself a change, kept in
// the history. ErrNothing when there is none; ErrConflict when a shared record
// was changed elsewhere since; a *DanglingError when another case has come to
// link to what would go.
func (s *Store) Undo(ctx context.Context, caseID dossier.ID) (Undone, error) {
	u, err := s.turn(ctx, caseID, kindUndo, queryUndo)
	if err != nil {
		return Undone{}, fmt.Errorf("undo: %w", err)
	}
	return u, nil
}

// Redo does again what the last undo took back, unless a new change was made
// since. Errors as with Undo.
func (s *Store) Redo(ctx context.Context, caseID dossier.ID) (Undone, error) {
	u, err := s.turn(ctx, caseID, kindRedo, queryRedo)
	if err != nil {
		return Undone{}, fmt.Errorf("redo: %w", err)
	}
	return u, nil
}

// CanUndo tells whether a case has something to undo.
func (s *Store) CanUndo(ctx context.Context, caseID dossier.ID) (bool, error) {
	return s.can(ctx, caseID, queryUndo)
}

// CanRedo tells whether a case has something to redo.
func (s *Store) CanRedo(ctx context.Context, caseID dossier.ID) (bool, error) {
	return s.can(ctx, caseID, queryRedo)
}

func (s *Store) can(ctx context.Context, caseID dossier.ID, query string) (found bool, err error) {
	err = s.view(ctx, func(x *session) (err error) {
		var seq, from int64
		var label string
		found, err = x.one(ctx, query, []any{string(caseID)}, &seq, &label, &from)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("read history of %s: %w", caseID, err)
	}
	return found, nil
}

// turn finds a change and applies it backwards or forwards.
func (s *Store) turn(ctx context.Context, caseID dossier.ID, kind, query string) (Undone, error) {
	var out Undone
	err := s.change(ctx, func(x *session) error {
		var seq, from int64
		found, err := x.one(ctx, query, []any{string(caseID)}, &seq, &out.Label, &from)
		if err != nil {
			return err
		}
		if !found {
			return ErrNothing
		}
		moves, err := s.movesOf(ctx, x, from)
		if err != nil {
			return err
		}
		if err := s.unchanged(ctx, x, moves); err != nil {
			return err
		}
		st := step{kind: kind, label: out.Label, of: caseID, undoes: seq}
		for _, m := range moves {
			out.Changed = append(out.Changed, m.record)
			if m.to == nil {
				st.remove = append(st.remove, m.record)
				continue
			}
			r, err := dossier.Decode(m.record.Type(), m.to)
			if err != nil {
				return err
			}
			st.put = append(st.put, r)
		}
		lines, err := custodyOf(ctx, x, st.remove)
		if err != nil {
			return err
		}
		st.remove, out.Changed = append(st.remove, lines...), append(out.Changed, lines...)
		edits, err := s.carryOut(ctx, x, st)
		if err == nil && len(edits) == 0 { // typed and taken back in one run
			err = s.record(ctx, x, st, nil)
		}
		return err
	})
	return out, err
}

// custodyOf are the further lines in the custody logs of evidence that an undo
// takes away: it may have been viewed since it was taken in.
func custodyOf(ctx context.Context, x *session, gone []dossier.ID) ([]dossier.ID, error) {
	ids, err := column[string](ctx, x, `SELECT id FROM custody WHERE evidence IN (SELECT value FROM json_each(?1))
	AND id NOT IN (SELECT value FROM json_each(?1)) ORDER BY id`, array(gone))
	return asIDs(ids), err
}

// move is one record of a change in the direction it is to go.
type move struct {
	record   dossier.ID
	from, to []byte
}

// unchanged refuses to move a record that is not as the change left it. Within
// one case that cannot be; a shared record may have been changed from another.
func (s *Store) unchanged(ctx context.Context, x *session, moves []move) error {
	ids := make([]dossier.ID, len(moves))
	for i, m := range moves {
		ids[i] = m.record
	}
	now, err := s.byIDs(ctx, x, ids)
	if err != nil {
		return err
	}
	var other []dossier.ID
	for _, m := range moves {
		var is []byte
		if r := now[m.record]; r != nil {
			if is, err = dossier.Encode(r); err != nil {
				return err
			}
		}
		if !bytes.Equal(is, m.from) {
			other = append(other, m.record)
		}
	}
	if len(other) > 0 {
		return naming(ErrConflict, other)
	}
	return nil
}
