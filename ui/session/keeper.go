package session

import (
	"context"
	"sync"
	"time"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/dossier/store"
)

// keepAfter is how long after the first key at the latest what was typed goes to
// the store and on to the disk, whether the typing pauses or not. What is left of a
// second is for the disk, which may have to end another save before this one.
const keepAfter = 350 * time.Millisecond

// keeper brings what is being typed to the store and to the disk without the main
// goroutine, which may be drawing or waiting. It does nothing that the session does
// not do once more at the pause in the typing, and then without effect: all that the
// screens show, and all that a refusal needs, is done there.
type keeper struct {
	store   *store.Store
	Secure  func()                      // begins to bring the store to the disk; it may not wait
	refused func()                      // hears from another goroutine that the store would not have it
	After   func(time.Duration, func()) // time.AfterFunc but for tests

	applying sync.Mutex // held while something goes to the store, and taken before mu

	mu    sync.Mutex
	next  *store.Change // newest that the store has not; nil without any
	armed bool          // a timer runs
}

func NewKeeper(st *store.Store, refused func()) *keeper {
	return &keeper{
		store: st, Secure: (&securing{store: st}).now, refused: refused,
		After: func(d time.Duration, f func()) { time.AfterFunc(d, f) },
	}
}

// hold takes a record as it is after a key. The keeper owns the record.
func (k *keeper) hold(c store.Change) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.next = &c
	if !k.armed {
		k.armed = true
		k.After(keepAfter, k.keep)
	}
}

// keep applies the newest that is held.
func (k *keeper) keep() {
	k.applying.Lock()
	defer k.applying.Unlock()
	k.mu.Lock()
	next := k.next
	k.next, k.armed = nil, false
	k.mu.Unlock()
	if next == nil {
		return // the session was faster
	}
	if err := k.store.Apply(context.Background(), *next); err != nil {
		k.refused() // it is tried again there, and told
		return
	}
	k.Secure()
}

// drop lets go of what is held, as the session is about to apply it. When it
// returns nothing older can come after that.
func (k *keeper) drop() {
	k.applying.Lock()
	defer k.applying.Unlock()
	k.mu.Lock()
	defer k.mu.Unlock()
	k.next = nil
}

// change is what a key makes of a record: consecutive ones are one step of undo.
func (s *Session) change(group string, r dossier.Record) store.Change {
	return store.Change{Label: "edit", Group: group, Case: s.CaseID(), Put: desk.Derive(s.Dossier, []dossier.Record{r})}
}
