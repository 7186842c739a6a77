// Package session is an open vault and the case that is being worked on: it keeps
// what the case is now, brings every change to the store at once, and what is being
// typed to the disk without waiting for whoever draws. It knows no widgets and shows
// nothing; screens hear of changes through its callbacks, on the goroutine of the
// caller, hold ids and ask.
package session

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

// Session is an open vault and the case being worked on. It knows no widgets;
// screens hear of changes through its callbacks, on the goroutine of the caller.
type Session struct {
	Store   *store.Store
	Path    string
	Cases   []store.CaseRow
	Dossier *dossier.Dossier // the open case, nil when none is

	Pending dossier.Record // a copy with what was typed and is not applied yet
	group   string         // record and field that is being typed, "" when nothing is

	Refused      dossier.Record // as it was typed and the store would not have it, nil for none
	RefusedGroup string         // as group

	problems []dossier.Problem
	checked  bool
	due      []door.Deadline // of the case as it is
	timed    bool            // due is up to date
	timedOn  edtf.Date       // on this day

	Schedule func(time.Duration, func()) // runs flush after the typing pause
	turn     int                         // counts keys, so that only the last pause acts
	Keeper   *keeper                     // brings what is typed to the disk meanwhile
	Secure   func()                      // brings what was applied to the disk without the vault's delay; nil at the end

	OnChange func(Change) // records are different now
	OnFail   func(error)  // an edit could not be applied
	OnHeld   func()       // something typed is held back, or no more
}

// Change says what is different: some records of the case, or all of it.
type Change struct {
	IDs   []dossier.ID
	Whole bool // records came or went, or the case was loaded anew
	Edit  bool // made by the editor, which shows it already
}

// RefreshCases reads the list of cases again.
func (s *Session) RefreshCases(ctx context.Context) error {
	rows, err := s.Store.Cases(ctx)
	if err != nil {
		return err
	}
	s.Cases = rows
	return nil
}

// Open makes a case the one being worked on.
func (s *Session) Open(ctx context.Context, id dossier.ID) error {
	s.Flush()
	d, err := s.Store.Load(ctx, id)
	if err != nil {
		return err
	}
	s.Dossier, s.checked, s.timed = d, false, false
	return nil
}

// Reload reads the open case again, after an undo or a link to a shared party.
func (s *Session) Reload(ctx context.Context, ids ...dossier.ID) error {
	d, err := s.Store.Load(ctx, s.CaseID())
	if err != nil {
		return err
	}
	s.Dossier, s.checked, s.timed = d, false, false
	s.tell(Change{IDs: ids, Whole: true})
	return nil
}

func (s *Session) CaseID() dossier.ID {
	if s == nil || s.Dossier == nil || s.Dossier.Case() == nil {
		return ""
	}
	return s.Dossier.Case().ID
}

// Record is the record as it is, with what is being typed.
func (s *Session) Record(id dossier.ID) dossier.Record {
	if s.Pending != nil && s.Pending.Header().ID == id {
		return s.Pending
	}
	if s.Dossier == nil {
		return nil
	}
	return s.Dossier.Get(id)
}

// Typed takes a change of one field by the keyboard. Keys in one field become
// one step of undo. The change is applied after a pause; the keeper brings it to the
// disk without waiting for one.
func (s *Session) Typed(id dossier.ID, field string, set func(dossier.Record)) {
	group := string(id) + "." + field
	if s.group != group {
		s.Flush()
	}
	if s.Pending == nil {
		r := s.Dossier.Get(id)
		if r == nil {
			return
		}
		s.Pending, s.group = dossier.Copy(r), group
		s.tellHeld()
	}
	set(s.Pending)
	s.Keeper.hold(s.change(group, dossier.Copy(s.Pending)))
	s.turn++
	turn := s.turn
	s.Schedule(typingPause, func() {
		if turn == s.turn {
			s.Flush()
		}
	})
}

// Set changes one field of a record at once: a choice, a link.
func (s *Session) Set(id dossier.ID, set func(dossier.Record)) {
	s.Flush()
	r := s.Dossier.Get(id)
	if r == nil {
		return
	}
	c := dossier.Copy(r)
	set(c)
	s.Apply("edit", "", []dossier.Record{c}, nil)
}

// Flush applies what was typed, and tells of it.
func (s *Session) Flush() {
	r, group := s.Pending, s.group
	s.Pending, s.group = nil, ""
	if r == nil {
		return
	}
	s.Keeper.drop()
	s.Apply("edit", group, []dossier.Record{r}, nil)
	s.tellHeld()
}

// Apply changes the case in the store and then here. When the store refuses,
// the case here stays as it was and the screens show it again.
func (s *Session) Apply(label, group string, put []dossier.Record, remove []dossier.ID) bool {
	c, ok := s.commit(label, group, put, remove)
	if ok {
		s.tell(c)
	}
	return ok
}

// commit is apply without a word to the screens, but for what the store refuses.
func (s *Session) commit(label, group string, put []dossier.Record, remove []dossier.ID) (Change, bool) {
	put = desk.Derive(s.Dossier, put)
	err := s.Store.Apply(context.Background(), store.Change{
		Label: label, Group: group, Case: s.CaseID(), Put: put, Remove: remove,
	})
	if err != nil {
		if group != "" {
			s.Refused, s.RefusedGroup = put[0], group
		}
		s.Fail(err)
		ids := remove
		for _, r := range put {
			ids = append(ids, r.Header().ID)
		}
		refused := errors.Is(err, vault.ErrReadOnly)             // then nothing is to look as if it were kept
		s.tell(Change{IDs: ids, Edit: !refused, Whole: refused}) // else what was typed stays where it was typed
		return Change{}, false
	}
	if group == s.RefusedGroup {
		s.Refused, s.RefusedGroup = nil, ""
	}
	if group != "" && s.Secure != nil {
		s.Secure()
	}
	c := Change{Whole: len(remove) > 0, Edit: label == "edit" && len(remove) == 0}
	for _, id := range remove {
		for _, r := range s.Dossier.Owned(id) {
			c.IDs = append(c.IDs, r.Header().ID)
			s.Dossier.Remove(r.Header().ID)
		}
		s.Dossier.Remove(id)
	}
	for _, r := range put {
		c.Whole = c.Whole || s.Dossier.Get(r.Header().ID) == nil
		s.Dossier.Put(r)
		c.IDs = append(c.IDs, r.Header().ID)
	}
	s.checked, s.timed = false, false
	if s.foreign(put) { // a party of another case came in with all it owns
		d, err := s.Store.Load(context.Background(), s.CaseID())
		if err != nil {
			s.Fail(err)
			return c, true
		}
		s.Dossier, c.Whole = d, true
	}
	return c, true
}

// foreign tells whether a record links to something that is not loaded.
func (s *Session) foreign(put []dossier.Record) bool {
	for _, r := range put {
		for _, f := range dossier.TableOf(r.Type()).Fields {
			if slices.ContainsFunc(f.Links(r), func(id dossier.ID) bool { return s.Dossier.Get(id) == nil }) {
				return true
			}
		}
	}
	return false
}

func (s *Session) tell(c Change) {
	if s.OnChange != nil {
		s.OnChange(c)
	}
}

func (s *Session) tellHeld() {
	if s.OnHeld != nil {
		s.OnHeld()
	}
}

func (s *Session) Fail(err error) {
	if s.OnFail != nil {
		s.OnFail(err)
	}
}

// NewRecord is a record of type t in the open case, at the end of its list.
func (s *Session) NewRecord(t dossier.Type) (dossier.Record, error) {
	return desk.NewRecord(s.Store, s.Dossier, t)
}

// Undo takes the last step back, or with again does it once more. It answers
// with the records that are different; ErrNothing is no failure.
func (s *Session) Undo(again bool) (store.Undone, error) {
	s.Flush()
	step := s.Store.Undo
	if again {
		step = s.Store.Redo
	}
	u, err := step(context.Background(), s.CaseID())
	if errors.Is(err, store.ErrNothing) {
		return store.Undone{}, nil
	}
	if err != nil {
		return u, err
	}
	return u, s.Reload(context.Background(), u.Changed...)
}

// Check is everything wrong with the open case, computed once after a change.
func (s *Session) Check() []dossier.Problem {
	if !s.checked && s.Dossier != nil {
		s.problems, s.checked = dossier.Check(s.Dossier), true
	}
	return s.problems
}

// Deadlines are those of the open case, computed once after a change or on
// another day.
func (s *Session) Deadlines(l *law.Library, today edtf.Date) []door.Deadline {
	if (!s.timed || s.timedOn != today) && s.Dossier != nil && s.Dossier.Case() != nil {
		s.due, s.timed, s.timedOn = door.Deadlines(l, door.Question{Dossier: s.Dossier, Today: today}), true, today
	}
	return s.due
}

// Restore makes a record what it was after an entry of its history.
func (s *Session) Restore(id dossier.ID, seq int64) error {
	s.Flush()
	if err := s.Store.Restore(context.Background(), id, seq); err != nil {
		return err
	}
	return s.Reload(context.Background(), id)
}

// Untrash puts deleted records back with what belonged to them.
func (s *Session) Untrash(ids ...dossier.ID) error {
	s.Flush()
	if err := s.Store.Untrash(context.Background(), s.CaseID(), ids...); err != nil {
		return err
	}
	return s.Reload(context.Background(), ids...)
}
