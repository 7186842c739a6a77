package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"probata/dossier"
	"probata/dossier/apart"
	"probata/dossier/exchange"
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
	s, err := c.unlock(ctx)
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

// readIdentity reads the secret key of a user from a file.
func (c *call) readIdentity(name string) (vault.Identity, error) {
	text, err := c.smallFile(name, "key-open", true)
	if err != nil {
		return vault.Identity{}, err
	}
	defer clear(text)
	id, err := vault.ParseIdentity(string(text))
	if err != nil {
		return id, failed("identity-file", "file", name)
	}
	return id, nil
}

// warnPlace tells what is to be known about where a vault or a backup lies.
func (c *call) warnPlace(dir string) {
	for _, p := range vault.Places(dir) {
		if !c.quiet {
			c.tell(c.say.T("command." + string(p)))
		}
	}
}

// openCase does work on the case of the second argument.
func (c *call) openCase(ctx context.Context, work func(*store.Store, *dossier.Dossier) error) error {
	return c.open(ctx, func(s *store.Store) error {
		id, err := s.Find(ctx, c.pos[1])
		if err != nil {
			return err
		}
		d, err := s.Load(ctx, id)
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
	switch {
	case closing == nil:
		return work
	case work == nil, errors.Is(work, errProblems), errors.Is(work, errDamaged):
		return closing
	}
	return errors.Join(work, closing)
}

// create makes a new vault and fills it.
func (c *call) create(ctx context.Context, fill func(*store.Store) error) (err error) {
	pass, err := c.newPassphrase(ctx, c.passFile())
	if err != nil {
		return err
	}
	defer clear(pass)
	s, err := store.Create(c.pos[0], pass, c.storeOptions())
	if err != nil {
		return err
	}
	defer func() { err = heavier(closed(s), err) }()
	return fill(s)
}

func (c *call) runInit(ctx context.Context) error {
	if err := c.create(ctx, func(*store.Store) error { return nil }); err != nil {
		return err
	}
	c.note("created", "vault", c.pos[0])
	c.warnPlace(c.pos[0])
	return nil
}

func (c *call) runExample(ctx context.Context) error {
	cases, err := c.exampleCases()
	if err != nil {
		return err
	}
	err = c.create(ctx, func(s *store.Store) error {
		for _, d := range cases {
			if err := s.Import(ctx, d.All()); err != nil {
				return err
			}
		}
		return s.Flush(ctx)
	})
	if err != nil {
		return err
	}
	c.note("created", "vault", c.pos[0])
	c.warnPlace(c.pos[0])
	var made []caseName
	for _, d := range cases {
		made = append(made, nameOf(d))
		if !c.json && !c.opts.generate { // the seven words are the output then
			if err := c.printLine(d.Case().Reference); err != nil {
				return err
			}
		}
	}
	if c.json {
		return c.printJSON(struct {
			Cases []caseName `json:"cases"`
		}{made})
	}
	return nil
}

func (c *call) exampleCases() ([]*dossier.Dossier, error) {
	names, err := fs.Glob(c.Example, "*.json")
	if err != nil || len(names) == 0 {
		return nil, errors.Join(errors.New("find the example: it is not in this build"), err)
	}
	var out []*dossier.Dossier
	for _, name := range names {
		d, err := c.exampleCase(name)
		if err != nil {
			return nil, fmt.Errorf("read example %s: %w", path.Base(name), err)
		}
		out = append(out, d)
	}
	return out, nil
}

func (c *call) exampleCase(name string) (*dossier.Dossier, error) {
	f, err := c.Example.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return exchange.ReadJSON(f)
}
