package store

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"unicode/utf8"

	"probata/dossier"
)

// Change is what happens in one step: it happens whole or not at all, and is
// undone as one.
type Change struct {
	Label string // key of the word for it: "edit", "add", "remove"
	// Group joins consecutive changes of one case to one step, as the keys
	// pressed in one text field are: they are one line in the history, from what
	// was before the first to what is after the last. A pause of five minutes or
	// any other change of the case ends the run. Empty joins nothing.
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
		f, ok := p.Parent()
		if !ok {
			continue
		}
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
