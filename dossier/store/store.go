package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"probata/dossier"
	"probata/dossier/store/memvfs"
	"probata/dossier/vault"
)

// Options say how a store is opened. The zero value is usable.
type Options struct {
	Vault  vault.Options
	Who    string           // the user's code, written beside every change; never a name that the program chose
	Now    func() time.Time // nil is time.Now
	Random io.Reader        // for ids; nil is crypto/rand
	OnSave func(SaveState)  // called from other goroutines; it must not block; may be nil

	// Inspect looks into a file that is taken in; nil looks into none. What it
	// cannot read it leaves out: an error stops the intake, and is for a context
	// that has ended or a file that the disk does not give back.
	Inspect func(context.Context, File) (Finding, error)
}

// SaveState says how far the changes are on their way to the disk.
type SaveState struct {
	Phase Phase
	Err   error // with Failed
}

// Phase is a state of saving.
type Phase string

// The phases.
const (
	Saved  Phase = "saved"  // everything is on the disk
	Saving Phase = "saving" // a change waits to be saved, a second at most
	Failed Phase = "failed" // the last attempt failed; it is tried again, nothing is lost in memory
)

// Store is an open vault with its cases. Its methods may be called from several
// goroutines.
type Store struct {
	vault      *vault.Vault
	save       *vault.Autosave
	db         *database
	unregister func() error
	plans      []*plan
	byType     map[dossier.Type]*plan
	o          Options
	readOnly   bool
	recovered  bool        // opened without a pass phrase, as it was forgotten
	once       sync.Once   // ends the use of the database
	ended      atomic.Bool // after once
	confirm    *time.Timer // reports that a change is on the disk

	telling sync.Mutex // held while OnSave is called, so that its calls come in their order
	changes uint64     // that OnSave has heard of as waiting to be saved

	// blobs is held for reading while files are sealed that nothing speaks of yet,
	// and for writing while such files are removed.
	blobs sync.RWMutex
}

// newStore takes tables and steps as they were in other versions, for tests.
func newStore(v *vault.Vault, o Options, tables []*dossier.Table, steps []string) (_ *Store, err error) {
	return (&Store{}).start(v, o, tables, steps)
}

func (s *Store) start(v *vault.Vault, o Options, tables []*dossier.Table, steps []string) (_ *Store, err error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	if o.OnSave == nil {
		o.OnSave = func(SaveState) {}
	}
	s.vault, s.plans, s.byType, s.o = v, plans(tables), make(map[dossier.Type]*plan), o
	for _, p := range s.plans {
		s.byType[p.Type] = p
	}
	vfs := "probata-" + rand.Text() // several vaults may be open in one program
	if s.unregister, err = memvfs.Register(vfs, v.Pages()); err != nil {
		return nil, err
	}
	if s.db, err = openDatabase(memvfs.Path, vfs); err != nil {
		return nil, errors.Join(err, s.unregister())
	}
	if err := s.migrate(context.Background(), steps); err != nil {
		return nil, errors.Join(err, s.db.close(), s.unregister())
	}
	s.confirm = time.AfterFunc(time.Hour, s.confirmSaved)
	s.confirm.Stop()
	s.save = v.Autosave(s.autosaved)
	return s, nil
}

// migrate brings schema and search index up to date, and puts an image with the
// new schema on the disk before anything else is done with it. A run of changes
// that a crash has left open is sealed.
func (s *Store) migrate(ctx context.Context, steps []string) error {
	db := s.db.write
	if s.readOnly {
		db = s.db.read
	}
	changed := false
	err := in(ctx, db, func(x *session) (err error) {
		changed, err = prepare(ctx, x, steps, s.plans, s.readOnly)
		if err != nil || s.readOnly {
			return err
		}
		if changed {
			if err := s.thin(ctx, x); err != nil {
				return fmt.Errorf("thin history: %w", err)
			}
		}
		indexed, err := s.reindex(ctx, x)
		if err != nil {
			return err
		}
		changed = changed || indexed
		return s.sealAll(ctx, x)
	})
	if err != nil || !s.vault.Pages().Dirty() {
		return err
	}
	if changed {
		if _, err := db.ExecContext(ctx, "VACUUM"); err != nil { // what the steps have freed
			return fmt.Errorf("shrink database: %w", err)
		}
	}
	if err := s.vault.Save(ctx); err != nil || !changed {
		return err
	}
	return s.vault.Compact(ctx)
}

// autosaved hears of a save in the background that failed, and that saving works
// again.
func (s *Store) autosaved(err error) {
	if err == nil {
		s.confirm.Reset(0)
		return
	}
	s.saved(0, err)
}

// saving tells that a change waits to be saved.
func (s *Store) saving() {
	s.telling.Lock()
	defer s.telling.Unlock()
	s.changes++
	s.o.OnSave(SaveState{Phase: Saving})
}

// waiting is the number of the newest change, for saved.
func (s *Store) waiting() uint64 {
	s.telling.Lock()
	defer s.telling.Unlock()
	return s.changes
}

// saved tells that everything up to a change is on the disk, or why not. When
// there was another one meanwhile it says nothing: that one will be spoken of.
func (s *Store) saved(upTo uint64, err error) {
	s.telling.Lock()
	defer s.telling.Unlock()
	switch {
	case err != nil:
		s.o.OnSave(SaveState{Failed, err})
	case upTo == s.changes:
		s.o.OnSave(SaveState{Phase: Saved})
	}
}

// view runs f on one state of the database, beside other readers.
func (s *Store) view(ctx context.Context, f func(*session) error) error {
	return in(ctx, s.db.read, f)
}

// change runs f in the one write transaction there is at a time. The vault
// notices what it wrote, and saves it.
func (s *Store) change(ctx context.Context, f func(*session) error) error {
	if s.readOnly {
		return vault.ErrReadOnly
	}
	if err := in(ctx, s.db.write, f); err != nil {
		return err
	}
	if s.vault.Pages().Dirty() {
		s.saving()
		s.confirm.Reset(confirmAfter)
	}
	return nil
}

// confirmAfter is a little longer than a quiet vault waits before it saves.
const confirmAfter = 400 * time.Millisecond

// confirmSaved tells that a change has been saved: the vault speaks only of
// saves that fail. Flushing what is already saved waits for the one under way.
func (s *Store) confirmSaved() {
	if s.vault.Pages().Dirty() {
		s.confirm.Reset(confirmAfter)
		return
	}
	upTo := s.waiting()
	if err := s.save.Flush(context.Background()); !errors.Is(err, vault.ErrClosed) {
		s.saved(upTo, err)
	}
}

// Flush saves what has changed and returns when it is on the disk.
func (s *Store) Flush(ctx context.Context) error {
	if s.readOnly {
		return nil // there is never anything to save
	}
	upTo := s.waiting()
	err := s.save.Flush(ctx)
	s.saved(upTo, err)
	if err != nil {
		return fmt.Errorf("save: %w", err)
	}
	return nil
}

// Close saves and closes the vault. When the changes cannot be saved the store
// stays open and Close can be tried again; Abandon gives them up.
func (s *Store) Close() error {
	ctx := context.Background()
	if s.readOnly {
		return s.end(s.vault.Abandon)
	}
	if !s.ended.Load() {
		if err := s.change(ctx, func(x *session) error { return s.sealAll(ctx, x) }); err != nil {
			return fmt.Errorf("close store: %w", err)
		}
	}
	if err := s.Flush(ctx); err != nil && !errors.Is(err, vault.ErrClosed) {
		return fmt.Errorf("close store: %w", err)
	}
	return s.end(s.vault.Close)
}

// Abandon closes the store and gives up what has not been saved.
func (s *Store) Abandon() error { return s.end(s.vault.Abandon) }

// end lets go of the database once, and of the vault as often as it is asked to:
// a vault that could not be saved stays open for another attempt.
func (s *Store) end(closeVault func() error) error {
	var err error
	s.once.Do(func() {
		s.ended.Store(true)
		s.confirm.Stop()
		s.save.Stop()
		err = errors.Join(s.db.close(), s.unregister())
	})
	if err = errors.Join(err, closeVault()); err != nil {
		return fmt.Errorf("close store: %w", err)
	}
	return nil
}

// NewID makes an id for a new record of type t.
func (s *Store) NewID(t dossier.Type) (dossier.ID, error) { return dossier.NewID(t, s.o.Random) }
