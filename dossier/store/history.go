package store

import (
	"context"
	"fmt"
	"time"

	"probata/dossier"
)

// Kinds of changes. A start brings a case into being and is not undone: the
// first key pressed in a new case must not take the case away.
const (
	kindDo    = "do"
	kindUndo  = "undo"
	kindRedo  = "redo"
	kindStart = "start"
)

// groupPause ends a run of changes of one group: what stood there an hour ago
// keeps its own line in the history.
const groupPause = 5 * time.Minute

// Entry is what one change did to one record.
type Entry struct {
	Seq    int64
	Change int64 // entries with the same number happened together
	At     time.Time
	Who    string
	Label  string
	Record dossier.ID
	Case   dossier.ID
	Before []byte // JSON as dossier.Encode writes it; nil: the record was not there
	After  []byte // nil: the record was removed
	Undoes int64  // the Change that this one undid or redid, 0 for none
	Redo   bool   // with Undoes: it was done again
}

// Filter says which entries are wanted; its zero value is all of them.
type Filter struct {
	Case   dossier.ID // of this case, and of shared records changed while working on it
	Record dossier.ID
	Limit  int   // at most so many; 0 is no limit
	Before int64 // only entries with a lower Seq, to read on; 0 is from the newest
}

// History lists what happened, the newest first.
func (s *Store) History(ctx context.Context, f Filter) ([]Entry, error) {
	query := `SELECT h.seq, c.seq, c.at, c.who, c.label, h.record, h."case", h.before, h.after, ifnull(c.of, 0), c.kind
FROM history AS h JOIN "change" AS c ON c.seq = h."change" WHERE 1`
	var args []any
	add := func(condition string, arg any) { query, args = query+" AND "+condition, append(args, arg) }
	if f.Case != "" {
		add(`h."case" = ?`, string(f.Case))
	}
	if f.Record != "" {
		add("h.record = ?", string(f.Record))
	}
	if f.Before > 0 {
		add("h.seq < ?", f.Before)
	}
	query += " ORDER BY h.seq DESC"
	if f.Limit > 0 {
		query, args = query+" LIMIT ?", append(args, f.Limit)
	}
	var out []Entry
	err := s.view(ctx, func(x *session) error {
		return x.each(ctx, query, args, func(scan func(...any) error) error {
			var e Entry
			var at int64
			var record, of, kind string
			if err := scan(&e.Seq, &e.Change, &at, &e.Who, &e.Label, &record, &of, &e.Before, &e.After, &e.Undoes, &kind); err != nil {
				return err
			}
			e.At, e.Record, e.Case, e.Redo = time.UnixMilli(at).UTC(), dossier.ID(record), dossier.ID(of), kind == kindRedo
			out = append(out, e)
			return nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("read history: %w", err)
	}
	return out, nil
}

// record writes a step into the history.
func (s *Store) record(ctx context.Context, x *session, st step, edits []edit) error {
	now := s.o.Now()
	for _, e := range edits {
		if st.kind == kindDo && e.before == nil && e.after.Type() == dossier.TypeCase {
			st.kind, st.group = kindStart, ""
		}
	}
	change, joined, err := s.join(ctx, x, st, now)
	if err != nil {
		return fmt.Errorf("write history: %w", err)
	}
	if !joined {
		res, err := x.exec(ctx, `INSERT INTO "change" (at, who, label, "group", "case", kind, of) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			now.UnixMilli(), s.o.Who, st.label, st.group, string(st.of), st.kind, zeroNull(st.undoes))
		if err != nil {
			return fmt.Errorf("write history: %w", err)
		}
		if change, err = res.LastInsertId(); err != nil {
			return fmt.Errorf("write history: %w", err)
		}
	}
	for _, e := range edits {
		of := caseOf(e.record())
		if of == "" {
			of = st.of
		}
		_, err := x.exec(ctx, `INSERT INTO history ("change", record, "case", before, after) VALUES (?, ?, ?, ?, ?)
ON CONFLICT ("change", record) DO UPDATE SET after = excluded.after`,
			change, string(e.record().Header().ID), string(of), null(string(e.beforeJSON)), null(string(e.afterJSON)))
		if err != nil {
			return fmt.Errorf("write history of %s: %w", e.record().Header().ID, err)
		}
	}
	return nil
}

// join finds the change of the same run that a step continues.
func (s *Store) join(ctx context.Context, x *session, st step, now time.Time) (change int64, joined bool, err error) {
	if st.group == "" || st.kind != kindDo {
		return 0, false, nil
	}
	var at int64
	var kind, group, who string
	found, err := x.one(ctx, `SELECT seq, at, kind, "group", who FROM "change" WHERE "case" = ? ORDER BY seq DESC LIMIT 1`,
		[]any{string(st.of)}, &change, &at, &kind, &group, &who)
	if err != nil || !found {
		return 0, false, err
	}
	pause := now.Sub(time.UnixMilli(at))
	if kind != kindDo || group != st.group || who != s.o.Who || pause > groupPause {
		return 0, false, nil
	}
	_, err = x.exec(ctx, `UPDATE "change" SET at = ? WHERE seq = ?`, now.UnixMilli(), change)
	return change, true, err
}

func zeroNull(n int64) any {
	if n == 0 {
		return nil
	}
	return n
}
