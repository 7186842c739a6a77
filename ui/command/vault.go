package command

import (
	"context"
	"errors"

	"probata/dossier"
	"probata/dossier/apart"
	"probata/dossier/intake"
	"probata/dossier/store"
	"probata/dossier/vault"
)

func (c *call) storeOptions() store.Options {
	o := store.Options{Vault: c.Vault, Now: c.Now, Inspect: c.Inspect}
	if o.Inspect == nil {
		o.Inspect = apart.Within(new(intake.Inspector))
	}
	return o
}

// open opens the vault of the first argument, does the work and closes it.
func (c *call) open(ctx context.Context, work func(*store.Store) error) (err error) {
	if c.shared != nil {
		return work(c.shared)
	}
	end := c.trace.Begin("vault.open")
	s, err := c.unlock(ctx)
	end()
	if err != nil {
		return err
	}
	defer func() { err = heavier(closed(s), err) }()
	return work(s)
}

// unlock opens the vault with the user's own identity or the pass phrase.
func (c *call) unlock(ctx context.Context) (*store.Store, error) {
	if c.identity != "" {
		id, err := c.readIdentity(c.identity)
		if err != nil {
			return nil, err
		}
		return c.opened(store.OpenWithIdentity(c.pos[0], id, c.storeOptions()))
	}
	pass, err := c.passphrase(ctx)
	if err != nil {
		return nil, err
	}
	defer clear(pass)
	if c.readOnly {
		return c.opened(store.OpenReadOnly(c.pos[0], pass, c.storeOptions()))
	}
	return c.opened(store.Open(c.pos[0], pass, c.storeOptions()))
}

// warnPlace tells what is to be known about where a vault or a backup lies.
func (c *call) warnPlace(dir string) {
	for _, p := range vault.Places(dir) {
		if !c.quiet {
			c.tell(c.say.T("command." + string(p)))
		}
	}
}

// find is the case of an id or a reference. Cases that may have been meant are named by their ids, and by their references
// only to somebody at a terminal: they may say who it is about, and standard error becomes a log.
func (c *call) find(ctx context.Context, s *store.Store, name string) (dossier.ID, error) {
	id, err := s.Find(ctx, name)
	if !errors.Is(err, store.ErrNotFound) {
		return id, err
	}
	own := failed("no-case")
	own.err = err
	rows, _ := s.Cases(ctx) // what is wrong is told already
	for _, r := range rows {
		if len(nearest(name, []string{r.Reference, string(r.ID)})) == 0 {
			continue
		}
		meant := string(r.ID)
		if isTerminal(c.Err) && r.Reference != "" {
			meant += " (" + oneLine(r.Reference) + ")"
		}
		own.meant = append(own.meant, meant)
	}
	return id, own
}

// openCase does work on the case of the second argument.
func (c *call) openCase(ctx context.Context, work func(*store.Store, *dossier.Dossier) error) error {
	return c.open(ctx, func(s *store.Store) error {
		id, err := c.find(ctx, s, c.pos[1])
		if err != nil {
			return err
		}
		end := c.trace.Begin("case.load")
		d, err := s.Load(ctx, id)
		end(id)
		if err != nil {
			return err
		}
		return work(s, d)
	})
}

// closed closes the store. When it cannot be saved, which Close leaves open for
// another try, the process ends anyway.
func closed(s *store.Store) error {
	err := s.Close()
	if err != nil && !errors.Is(err, vault.ErrClosed) {
		return errors.Join(err, ignoreClosed(s.Abandon()))
	}
	return nil
}

func ignoreClosed(err error) error {
	if errors.Is(err, vault.ErrClosed) {
		return nil
	}
	return err
}

// heavier is the error of closing, beside that of the work if there is one; that
// a check found problems is none beside it.
func heavier(closing, work error) error {
	var code exitCode
	switch {
	case closing == nil:
		return work
	case work == nil, errors.Is(work, errProblems), errors.Is(work, errDamaged), errors.As(work, &code):
		return closing
	}
	return errors.Join(work, closing)
}
