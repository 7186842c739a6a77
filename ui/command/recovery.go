package command

import (
	"context"
	"errors"
	"strings"

	"probata/dossier/store"
	"probata/dossier/vault"
)

type recoveryRun struct {
	*call
	generate bool
	shares   bool   // in the place of the key
	file     string // with the key
}

func recoveryCommand(c *call) command {
	r := &recoveryRun{call: c}
	return command{name: "recovery", args: "VAULT [make|check|remove]", flags: r.flags, run: r.runRecovery}
}

func (c *recoveryRun) flags(f *flags) {
	f.yes(&c.generate, "generate")
	f.yes(&c.shares, "shares")
	f.text(&c.file, "recovery-file", "FILE")
}

// runRecovery tells whether there is a recovery key, makes one, tries one or
// voids it.
func (c *recoveryRun) runRecovery(ctx context.Context) error {
	action := "status"
	if len(c.pos) == 2 {
		action = c.pos[1]
	}
	do, ok := map[string]func(context.Context, *store.Store) error{
		"status": c.recoveryStatus, "make": c.makeRecovery, "check": c.checkRecovery, "remove": c.removeRecovery,
	}[action]
	switch {
	case !ok:
		return usage("recovery")
	case action == "make" && !c.generate && !isTerminal(c.Out):
		return usage("recovery-terminal") // it would land in whatever file is behind
	}
	return c.open(ctx, func(s *store.Store) error { return do(ctx, s) })
}

func (c *recoveryRun) recoveryStatus(_ context.Context, s *store.Store) error {
	has := s.HasRecovery()
	if c.json {
		return c.printJSON(struct {
			Recovery bool `json:"recovery_key"`
		}{has})
	}
	key := "command.recovery.none"
	if has {
		key = "command.recovery.there"
	}
	return c.print(c.say.T(key) + "\n")
}

// makeRecovery prints the key once, and lets whoever sits there type it, as a key
// that was written down wrongly is none.
func (c *recoveryRun) makeRecovery(ctx context.Context, s *store.Store) error {
	key, err := s.AddRecovery()
	if err != nil {
		return err
	}
	lines := []string{key}
	if c.shares {
		shares, err := vault.SplitRecovery(key)
		if err != nil {
			return err
		}
		lines = shares[:]
		c.note("recovery-shares")
	} else {
		c.note("recovery-made")
	}
	if err := c.printRecovery(lines); err != nil {
		return errors.Join(err, s.RemoveRecovery()) // one that nobody has seen is of no use
	}
	if c.Ask == nil || c.generate || c.shares {
		return nil
	}
	return c.typedBack(ctx, s)
}

func (c *recoveryRun) printRecovery(lines []string) error {
	switch {
	case !c.json:
		return c.print(strings.Join(lines, "\n") + "\n")
	case c.shares:
		return c.printJSON(struct {
			Shares []string `json:"shares"`
		}{lines})
	}
	return c.printJSON(struct {
		Key string `json:"key"`
	}{lines[0]})
}

// typedBack asks for the key that was just shown.
func (c *recoveryRun) typedBack(ctx context.Context, s *store.Store) error {
	for {
		typed, err := c.Ask(ctx, c.say.T("command.ask.recovery"))
		if err != nil {
			return err
		}
		err = s.CheckRecovery(string(typed))
		clear(typed)
		if !errors.Is(err, vault.ErrTyping) && !errors.Is(err, vault.ErrRecovery) {
			if err == nil {
				c.note("recovery-fits")
			}
			return err
		}
		c.note("recovery-again")
	}
}

func (c *recoveryRun) checkRecovery(ctx context.Context, s *store.Store) error {
	if !s.HasRecovery() {
		return failed("recovery-none")
	}
	key, err := c.recoveryKey(ctx, c.file)
	if err != nil {
		return err
	}
	if err := s.CheckRecovery(key); err != nil {
		return err
	}
	c.note("recovery-fits")
	if !c.json {
		return nil
	}
	return c.printJSON(struct {
		Fits bool `json:"fits"`
	}{true})
}

func (c *recoveryRun) removeRecovery(_ context.Context, s *store.Store) error {
	if !s.HasRecovery() {
		return failed("recovery-none")
	}
	if err := s.RemoveRecovery(); err != nil {
		return err
	}
	c.note("recovery-removed")
	return c.finish(done{Vault: c.pos[0]})
}
