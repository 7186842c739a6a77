package ui

import (
	"context"
	"errors"
	"slices"
	"time"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/dossier/door"
	"probata/dossier/edtf"
	"probata/dossier/law"
	"probata/dossier/store"
	"probata/dossier/vault"
)

// typingPause is how long somebody has to stop typing before the screens hear of
// what was typed; leaving the field, or doing anything else, tells them at once. The
// disk does not wait for that: see keeper.
const typingPause = 400 * time.Millisecond

// session is an open vault and the case being worked on. It knows no widgets;
// screens hear of changes through its callbacks, on the goroutine of the caller.
type session struct {
	store *store.Store
	path  string
	cases []store.CaseRow
	d     *dossier.Dossier // the open case, nil when none is

	pending dossier.Record // a copy with what was typed and is not applied yet
	group   string         // record and field that is being typed, "" when nothing is

	refused      dossier.Record // as it was typed and the store would not have it, nil for none
	refusedGroup string         // as group

	problems []dossier.Problem
	checked  bool
	due      []door.Deadline // of the case as it is
	timed    bool            // due is up to date
	timedOn  edtf.Date       // on this day

	schedule func(time.Duration, func()) // runs flush after the typing pause
	turn     int                         // counts keys, so that only the last pause acts
	keeper   *keeper                     // brings what is typed to the disk meanwhile
	secure   func()                      // brings what was applied to the disk without the vault's delay; nil at the end

	onChange func(change) // records are different now
	onFail   func(error)  // an edit could not be applied
	onHeld   func()       // something typed is held back, or no more
}

// change says what is different: some records of the case, or all of it.
type change struct {
	ids   []dossier.ID
	whole bool // records came or went, or the case was loaded anew
	edit  bool // made by the editor, which shows it already
}

// refreshCases reads the list of cases again.
func (s *session) refreshCases(ctx context.Context) error {
	rows, err := s.store.Cases(ctx)
	if err != nil {
		return err
	}
	s.cases = rows
	return nil
}

// open makes a case the one being worked on.
func (s *session) open(ctx context.Context, id dossier.ID) error {
	s.flush()
	d, err := s.store.Load(ctx, id)
	if err != nil {
		return err
	}
	s.d, s.checked, s.timed = d, false, false
	return nil
}

// reload reads the open case again, after an undo or a link to a shared party.
func (s *session) reload(ctx context.Context, ids ...dossier.ID) error {
	d, err := s.store.Load(ctx, s.caseID())
	if err != nil {
		return err
	}
	s.d, s.checked, s.timed = d, false, false
	s.tell(change{ids: ids, whole: true})
	return nil
}

func (s *session) caseID() dossier.ID {
	if s == nil || s.d == nil || s.d.Case() == nil {
		return ""
	}
	return s.d.Case().ID
}

// record is the record as it is, with what is being typed.
func (s *session) record(id dossier.ID) dossier.Record {
	if s.pending != nil && s.pending.Header().ID == id {
		return s.pending
	}
	if s.d == nil {
		return nil
	}
	return s.d.Get(id)
}

// typed takes a change of one field by the keyboard. Keys in one field become
// one step of undo. The change is applied after a pause; the keeper brings it to the
// disk without waiting for one.
func (s *session) typed(id dossier.ID, field string, set func(dossier.Record)) {
	group := string(id) + "." + field
	if s.group != group {
		s.flush()
	}
	if s.pending == nil {
		r := s.d.Get(id)
		if r == nil {
			return
		}
		s.pending, s.group = dossier.Copy(r), group
		s.tellHeld()
	}
	set(s.pending)
	s.keeper.hold(s.change(group, dossier.Copy(s.pending)))
	s.turn++
	turn := s.turn
	s.schedule(typingPause, func() {
		if turn == s.turn {
			s.flush()
		}
	})
}

// set changes one field of a record at once: a choice, a link.
func (s *session) set(id dossier.ID, set func(dossier.Record)) {
	s.flush()
	r := s.d.Get(id)
	if r == nil {
		return
	}
	c := dossier.Copy(r)
	set(c)
	s.apply("edit", "", []dossier.Record{c}, nil)
}

// flush applies what was typed, and tells of it.
func (s *session) flush() {
	r, group := s.pending, s.group
	s.pending, s.group = nil, ""
	if r == nil {
		return
	}
	s.keeper.drop()
	s.apply("edit", group, []dossier.Record{r}, nil)
	s.tellHeld()
}

// apply changes the case in the store and then here. When the store refuses,
// the case here stays as it was and the screens show it again.
func (s *session) apply(label, group string, put []dossier.Record, remove []dossier.ID) bool {
	c, ok := s.commit(label, group, put, remove)
	if ok {
		s.tell(c)
	}
	return ok
}

// commit is apply without a word to the screens, but for what the store refuses.
func (s *session) commit(label, group string, put []dossier.Record, remove []dossier.ID) (change, bool) {
	put = desk.Derive(s.d, put)
	err := s.store.Apply(context.Background(), store.Change{
		Label: label, Group: group, Case: s.caseID(), Put: put, Remove: remove,
	})
	if err != nil {
		if group != "" {
			s.refused, s.refusedGroup = put[0], group
		}
		s.fail(err)
		ids := remove
		for _, r := range put {
			ids = append(ids, r.Header().ID)
		}
		refused := errors.Is(err, vault.ErrReadOnly)             // then nothing is to look as if it were kept
		s.tell(change{ids: ids, edit: !refused, whole: refused}) // else what was typed stays where it was typed
		return change{}, false
	}
	if group == s.refusedGroup {
		s.refused, s.refusedGroup = nil, ""
	}
	if group != "" && s.secure != nil {
		s.secure()
	}
	c := change{whole: len(remove) > 0, edit: label == "edit" && len(remove) == 0}
	for _, id := range remove {
		for _, r := range s.d.Owned(id) {
			c.ids = append(c.ids, r.Header().ID)
			s.d.Remove(r.Header().ID)
		}
		s.d.Remove(id)
	}
	for _, r := range put {
		c.whole = c.whole || s.d.Get(r.Header().ID) == nil
		s.d.Put(r)
		c.ids = append(c.ids, r.Header().ID)
	}
	s.checked, s.timed = false, false
	if s.foreign(put) { // a party of another case came in with all it owns
		d, err := s.store.Load(context.Background(), s.caseID())
		if err != nil {
			s.fail(err)
			return c, true
		}
		s.d, c.whole = d, true
	}
	return c, true
}

// foreign tells whether a record links to something that is not loaded.
func (s *session) foreign(put []dossier.Record) bool {
	for _, r := range put {
		for _, f := range dossier.TableOf(r.Type()).Fields {
			if slices.ContainsFunc(f.Links(r), func(id dossier.ID) bool { return s.d.Get(id) == nil }) {
				return true
			}
		}
	}
	return false
}

func (s *session) tell(c change) {
	if s.onChange != nil {
		s.onChange(c)
	}
}

func (s *session) tellHeld() {
	if s.onHeld != nil {
		s.onHeld()
	}
}

func (s *session) fail(err error) {
	if s.onFail != nil {
		s.onFail(err)
	}
}

// newRecord is a record of type t in the open case, at the end of its list.
func (s *session) newRecord(t dossier.Type) (dossier.Record, error) {
	return desk.NewRecord(s.store, s.d, t)
}

// undo takes the last step back, or with again does it once more. It answers
// with the records that are different; ErrNothing is no failure.
func (s *session) undo(again bool) (store.Undone, error) {
	s.flush()
	step := s.store.Undo
	if again {
		step = s.store.Redo
	}
	u, err := step(context.Background(), s.caseID())
	if errors.Is(err, store.ErrNothing) {
		return store.Undone{}, nil
	}
	if err != nil {
		return u, err
	}
	return u, s.reload(context.Background(), u.Changed...)
}

// check is everything wrong with the open case, computed once after a change.
func (s *session) check() []dossier.Problem {
	if !s.checked && s.d != nil {
		s.problems, s.checked = dossier.Check(s.d), true
	}
	return s.problems
}

// deadlines are those of the open case, computed once after a change or on
// another day.
func (s *session) deadlines(l *law.Library, today edtf.Date) []door.Deadline {
	if (!s.timed || s.timedOn != today) && s.d != nil && s.d.Case() != nil {
		s.due, s.timed, s.timedOn = door.Deadlines(l, door.Question{Dossier: s.d, Today: today}), true, today
	}
	return s.due
}
