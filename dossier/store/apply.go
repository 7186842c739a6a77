package store

import (
	"context"
	"fmt"

	"probata/dossier"
)

// Change is what happens in one step: it happens whole or not at all, and is
// undone as one.
type Change struct {
	Label string // key of the word for it: "edit", "add", "remove"
	// Group joins consecutive changes of one case to one step, as the keys
	// pressed in one text field are: they are one line in the history, from what
	// was before the first to what is after the last. A pause of five minutes,
	// any other change and the closing of the vault end the run. Empty joins
	// nothing.
	Group  string
	Case   dossier.ID // whose undo it belongs to; empty for changes outside of any case
	Put    []dossier.Record
	Remove []dossier.ID // with all that these own
}

// Apply carries out a change and writes it into the history. A change that
// changes nothing leaves no trace. What would leave a link dangling is refused
// with a *DanglingError, a malformed record with a *dossier.FormatError, and the
// removal of what is not there with ErrNotFound.
func (s *Store) Apply(ctx context.Context, c Change) error {
	err := s.change(ctx, func(x *session) error {
		_, err := s.carryOut(ctx, x, step{
			kind: kindDo, label: c.Label, group: c.Group, of: c.Case, put: c.Put, remove: c.Remove, byUser: true,
		})
		return err
	})
	if err != nil {
		return fmt.Errorf("apply change: %w", err)
	}
	return nil
}

// Import adds records as one change. Records that are there already and say the
// same are passed over; when any says something else nothing is imported and
// the error is ErrExists with the ids.
func (s *Store) Import(ctx context.Context, records []dossier.Record) error {
	err := s.change(ctx, func(x *session) error {
		before, err := s.byIDs(ctx, x, idsOf(records))
		if err != nil {
			return err
		}
		var other []dossier.ID
		for _, r := range records {
			if old := before[r.Header().ID]; old != nil && !dossier.Equal(old, r) {
				other = append(other, r.Header().ID)
			}
		}
		if len(other) > 0 {
			return naming(ErrExists, other)
		}
		_, err = s.carryOut(ctx, x, step{kind: kindDo, label: "import", of: commonCase(records), put: records, byUser: true})
		return err
	})
	if err != nil {
		return fmt.Errorf("import: %w", err)
	}
	return nil
}

// commonCase is the one case that the records belong to, empty for several.
func commonCase(records []dossier.Record) dossier.ID {
	var one dossier.ID
	for _, r := range records {
		switch c := caseOf(r); {
		case c == "" || c == one:
		case one == "":
			one = c
		default:
			return ""
		}
	}
	return one
}

// caseOf is the case a record belongs to, empty for a shared one. A case
// belongs to itself.
func caseOf(r dossier.Record) dossier.ID {
	if r.Type() == dossier.TypeCase {
		return r.Header().ID
	}
	return r.Header().Case
}

func idsOf(records []dossier.Record) []dossier.ID {
	out := make([]dossier.ID, len(records))
	for i, r := range records {
		out[i] = r.Header().ID
	}
	return out
}

// step is a change of any kind on its way into the database.
type step struct {
	kind   string
	label  string
	group  string
	of     dossier.ID
	undoes int64 // the change that an undo or redo is of
	put    []dossier.Record
	remove []dossier.ID
	// byUser steps take along what a removed record owns, and keep to the rules
	// for what may be changed at all; undo and redo repeat exactly what was.
	byUser bool
}

// carryOut is the one place through which records change.
func (s *Store) carryOut(ctx context.Context, x *session, st step) ([]edit, error) {
	for _, r := range st.put {
		if err := s.checkRecord(r); err != nil {
			return nil, err
		}
	}
	edits, err := s.edits(ctx, x, st)
	if err != nil || len(edits) == 0 {
		return nil, err
	}
	if st.byUser {
		if err := allowed(edits); err != nil {
			return nil, err
		}
	}
	for _, e := range edits {
		if err := s.writeEdit(ctx, x, e); err != nil {
			return nil, err
		}
	}
	if err := s.checkLinks(ctx, x, edits); err != nil {
		return nil, err
	}
	return edits, s.record(ctx, x, st, edits)
}

// writeEdit writes one record, its line in the list of all and its words.
func (s *Store) writeEdit(ctx context.Context, x *session, e edit) error {
	r := e.record()
	p, id := s.byType[r.Type()], r.Header().ID
	if e.after == nil {
		if err := p.remove(ctx, x, e.before); err != nil {
			return err
		}
	} else if err := p.write(ctx, x, e.before, e.after); err != nil {
		return err
	}
	if err := s.list(ctx, x, e); err != nil {
		return fmt.Errorf("list %s: %w", id, err)
	}
	return nil
}

// list keeps the list of all records and the search index.
func (s *Store) list(ctx context.Context, x *session, e edit) error {
	var n int64
	id := string(e.record().Header().ID)
	if e.before == nil {
		res, err := x.exec(ctx, `INSERT INTO record (id, type, "case") VALUES (?, ?, ?)`, id, string(e.after.Type()), string(caseOf(e.after)))
		if err != nil {
			return err
		}
		if n, err = res.LastInsertId(); err != nil {
			return err
		}
	} else if _, err := x.one(ctx, `SELECT n FROM record WHERE id = ?`, []any{id}, &n); err != nil {
		return err
	}
	if err := s.indexWords(ctx, x, n, textOf(e.before), textOf(e.after)); err != nil {
		return err
	}
	if e.after != nil {
		return nil
	}
	_, err := x.exec(ctx, `DELETE FROM record WHERE n = ?`, n)
	return err
}
