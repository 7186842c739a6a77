package store

import (
	"context"
	"crypto/sha256"
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
	Type   dossier.Type // of records of this type
	Who    string       // by the user with this code
	Label  string
	From   time.Time // not before; zero is from the beginning
	To     time.Time // before; zero is until now
	Limit  int       // at most so many; 0 is no limit
	Before int64     // only entries with a lower Seq, to read on; 0 is from the newest
}

// where is the filter as conditions on a history row h and its change c.
func (f Filter) where() (conditions string, args []any) {
	add := func(wanted bool, condition string, arg any) {
		if wanted {
			conditions, args = conditions+" AND "+condition, append(args, arg)
		}
	}
	add(f.Case != "", `h."case" = ?`, string(f.Case))
	add(f.Record != "", "h.record = ?", string(f.Record))
	// A type may begin as another does, and an id's own part has no hyphen.
	add(f.Type != "", "rtrim(h.record, 'abcdefghijklmnopqrstuvwxyz0123456789') = ? || '-'", string(f.Type))
	add(f.Who != "", "c.who = ?", f.Who)
	add(f.Label != "", "c.label = ?", f.Label)
	add(!f.From.IsZero(), "c.at >= ?", f.From.UnixMilli())
	add(!f.To.IsZero(), "c.at < ?", f.To.UnixMilli())
	add(f.Before > 0, "h.seq < ?", f.Before)
	return conditions, args
}

// History lists what happened, the newest first. What belonged to a deleted case
// is no longer in it.
func (s *Store) History(ctx context.Context, f Filter) ([]Entry, error) {
	conditions, args := f.where()
	conditions += " ORDER BY h.seq DESC"
	if f.Limit > 0 {
		conditions, args = conditions+" LIMIT ?", append(args, f.Limit)
	}
	var out []Entry
	err := s.view(ctx, func(x *session) (err error) {
		out, err = s.entries(ctx, x, conditions, args...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read history: %w", err)
	}
	return out, nil
}

// entries are the entries that conditions on h and c select.
func (s *Store) entries(ctx context.Context, x *session, conditions string, args ...any) ([]Entry, error) {
	var out []Entry
	var now []dossier.ID
	err := x.each(ctx, `SELECT h.seq, c.seq, c.at, c.who, c.label, h.record, h."case", h.before, `+afterOf+`, ifnull(c.of, 0), c.kind
FROM history AS h JOIN "change" AS c ON c.seq = h."change" WHERE 1`+conditions, args, func(scan func(...any) error) error {
		var e Entry
		var at int64
		var record, of, kind string
		if err := scan(&e.Seq, &e.Change, &at, &e.Who, &e.Label, &record, &of, &e.Before, &e.After, &e.Undoes, &kind); err != nil {
			return err
		}
		e.At, e.Record, e.Case, e.Redo = time.UnixMilli(at).UTC(), dossier.ID(record), dossier.ID(of), kind == kindRedo
		if seeThere(e.After) {
			now = append(now, e.Record)
		}
		out = append(out, e)
		return nil
	})
	if err != nil {
		return nil, err
	}
	is, err := s.present(ctx, x, now)
	for i := range out {
		if seeThere(out[i].After) {
			out[i].After = is[out[i].Record]
		}
	}
	return out, err
}

// record writes a step into the history.
func (s *Store) record(ctx context.Context, x *session, st step, edits []edit) error {
	for _, e := range edits {
		if st.kind == kindDo && e.before == nil && e.after.Type() == dossier.TypeCase {
			st.kind, st.group = kindStart, ""
		}
	}
	change, at, err := s.changeOf(ctx, x, st)
	if err != nil {
		return fmt.Errorf("write history: %w", err)
	}
	chain, h := make([]linked, 0, len(edits)), sha256.New()
	for _, e := range edits {
		w := sealedEntry{
			change: change, at: at, of: st.undoes, who: s.o.Who, label: st.label, group: st.group, ofCase: string(st.of), kind: st.kind,
			record: string(e.record().Header().ID), inCase: string(caseOf(e.record())), before: e.beforeJSON, after: e.afterJSON,
		}
		if w.inCase == "" {
			w.inCase = w.ofCase
		}
		if err := s.writeEntry(ctx, x, &w); err != nil {
			return fmt.Errorf("write history of %s: %w", w.record, err)
		}
		if !st.growing() {
			chain = append(chain, linked{w.seq, w.hash(h)})
		}
	}
	switch {
	case st.growing():
		return nil
	case len(edits) == 0:
		return s.sealAll(ctx, x)
	}
	return seal(ctx, x, change, chain)
}

// writeEntry writes one entry of the history; of one that a run continues only
// what the record was after it, and the entry's number is then not given.
func (s *Store) writeEntry(ctx context.Context, x *session, e *sealedEntry) (err error) {
	if e.salt, err = s.salt(); err != nil {
		return err
	}
	var after any
	if e.after != nil {
		after = "" // the record itself says it
	}
	res, err := x.exec(ctx, `INSERT INTO history ("change", record, "case", before, after, salt) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT ("change", record) DO UPDATE SET after = excluded.after`,
		e.change, e.record, e.inCase, null(string(e.before)), after, e.salt)
	if err != nil {
		return err
	}
	e.seq, err = res.LastInsertId()
	return err
}

// growing tells whether the next step may still join this one.
func (st step) growing() bool { return st.group != "" && st.kind == kindDo }

// changeOf is the number of the change that a step is written under, and its time:
// a new one, which ends the run before it, or that of the run it continues.
func (s *Store) changeOf(ctx context.Context, x *session, st step) (change, at int64, err error) {
	now := s.o.Now()
	if change, err := s.join(ctx, x, st, now); change > 0 || err != nil {
		return change, now.UnixMilli(), err
	}
	if err := s.sealAll(ctx, x); err != nil {
		return 0, 0, err
	}
	res, err := x.exec(ctx, `INSERT INTO "change" (at, who, label, "group", "case", kind, of) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		now.UnixMilli(), s.o.Who, st.label, st.group, string(st.of), st.kind, zeroNull(st.undoes))
	if err != nil {
		return 0, 0, err
	}
	change, err = res.LastInsertId()
	return change, now.UnixMilli(), err
}

// join finds the change of the same run that a step continues, 0 for none. Only
// the newest change of the vault can be continued: what came before is sealed.
func (s *Store) join(ctx context.Context, x *session, st step, now time.Time) (change int64, err error) {
	if !st.growing() {
		return 0, nil
	}
	var at, sealed int64
	var kind, group, who, of string
	found, err := x.one(ctx, `SELECT seq, at, kind, "group", who, "case", sealed FROM "change" ORDER BY seq DESC LIMIT 1`,
		nil, &change, &at, &kind, &group, &who, &of, &sealed)
	if err != nil || !found {
		return 0, err
	}
	pause := now.Sub(time.UnixMilli(at))
	if sealed != 0 || kind != kindDo || group != st.group || who != s.o.Who || of != string(st.of) || pause > groupPause {
		return 0, nil
	}
	_, err = x.exec(ctx, `UPDATE "change" SET at = ? WHERE seq = ?`, now.UnixMilli(), change)
	return change, err
}

func zeroNull(n int64) any {
	if n == 0 {
		return nil
	}
	return n
}
