package store

import (
	"bytes"
	"context"

	"probata/dossier"
)

// What stands nowhere else is all that the history keeps. What a record was after
// an entry is what it was before its next one, or what it is now; so the column
// "after" holds the word for "see there", the empty text, and JSON only where that
// would not give the same bytes. It is half of what a history weighs, and nearly
// all of one that is young.
//
// Three things must keep to this. Who takes an entry away first writes out what
// the one before it leaned on (writeOut). A step of the schema that changes rows
// past the history would change what their last entries say, and break the
// chain. And dossier.Encode must give the same bytes for the same record for ever:
// fields may be added, but two that there are never change places
// (TestOrderOfFields).

// afterOf is what a record was after an entry h; the empty text stands for what
// it is now.
const afterOf = `CASE WHEN h.after = '' THEN ifnull((SELECT next.before FROM history AS next
	WHERE next.record = h.record AND next.seq > h.seq ORDER BY next.seq LIMIT 1), '') ELSE h.after END`

// seeThere tells whether what afterOf gave means the record as it is.
func seeThere(after []byte) bool { return after != nil && len(after) == 0 }

// present is the JSON of records as they are, without those that are not there.
func (s *Store) present(ctx context.Context, x *session, ids []dossier.ID) (map[dossier.ID][]byte, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	records, err := s.byIDs(ctx, x, ids)
	if err != nil {
		return nil, err
	}
	out := make(map[dossier.ID][]byte, len(records))
	for id, r := range records {
		if out[id], err = dossier.Encode(r); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// writeOut gives the entries that stay what they lean on in those that a condition
// on h selects.
func writeOut(ctx context.Context, x *session, gone string, args ...any) error {
	const next = `(SELECT h.seq FROM history AS h WHERE h.record = history.record AND h.seq > history.seq ORDER BY h.seq LIMIT 1)`
	_, err := x.exec(ctx, `UPDATE history SET after = (SELECT h.before FROM history AS h WHERE h.seq = `+next+`)
WHERE after = '' AND record IN (SELECT h.record FROM history AS h WHERE `+gone+`)
	AND `+next+` IN (SELECT h.seq FROM history AS h WHERE `+gone+`)
	AND seq NOT IN (SELECT h.seq FROM history AS h WHERE `+gone+`)`, args...)
	return err
}

// thin takes out of the history what stands elsewhere too: earlier programs
// wrote everything twice.
func (s *Store) thin(ctx context.Context, x *session) error {
	var there bool
	if _, err := x.one(ctx, `SELECT EXISTS (SELECT 1 FROM history WHERE after <> '')`, nil, &there); err != nil || !there {
		return err
	}
	_, err := x.exec(ctx, `UPDATE history SET after = '' WHERE after = (SELECT next.before FROM history AS next
	WHERE next.record = history.record AND next.seq > history.seq ORDER BY next.seq LIMIT 1)`)
	if err != nil {
		return err
	}
	last := make(map[dossier.ID]int64)
	err = x.each(ctx, `SELECT record, max(seq) FROM history GROUP BY record`, nil, func(scan func(...any) error) error {
		var id string
		var seq int64
		err := scan(&id, &seq)
		last[dossier.ID(id)] = seq
		return err
	})
	for _, p := range s.plans {
		if err != nil {
			return err
		}
		err = thinType(ctx, x, p, last)
	}
	return err
}

func thinType(ctx context.Context, x *session, p *plan, last map[dossier.ID]int64) error {
	records, err := p.read(ctx, x, ofAll, "")
	if err != nil {
		return err
	}
	for _, r := range records {
		b, err := dossier.Encode(r)
		if err != nil {
			return err
		}
		if _, err := x.exec(ctx, `UPDATE history SET after = '' WHERE seq = ? AND after = ?`, last[r.Header().ID], string(b)); err != nil {
			return err
		}
	}
	return nil
}

// movesOf is the inverse of a change.
func (s *Store) movesOf(ctx context.Context, x *session, change int64) ([]move, error) {
	var out []move
	var now []dossier.ID
	err := x.each(ctx, `SELECT h.record, `+afterOf+`, h.before FROM history AS h WHERE h."change" = ? ORDER BY h.seq`, []any{change},
		func(scan func(...any) error) error {
			var record string
			var m move
			if err := scan(&record, &m.from, &m.to); err != nil {
				return err
			}
			m.record = dossier.ID(record)
			if seeThere(m.from) {
				now = append(now, m.record)
			}
			if m.from != nil || m.to != nil { // else: added and removed in one run
				out = append(out, m)
			}
			return nil
		})
	if err != nil {
		return nil, err
	}
	is, err := s.present(ctx, x, now)
	for i := range out {
		if seeThere(out[i].from) {
			out[i].from = bytes.Clone(is[out[i].record])
		}
	}
	return out, err
}
