package command

import (
	"context"
	"errors"
	"strings"

	"probata/dossier/store"
	"probata/dossier/vault"
)

// runRecovery tells whether there is a recovery key, makes one, tries one or
// voids it.
func (c *call) runRecovery(ctx context.Context) error {
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
	case c.json && action != "status":
		return usage("no-json")
	case action == "make" && !c.opts.generate && !isTerminal(c.Out):
		return usage("recovery-terminal") // it would land in whatever file is behind
	}
	return c.open(ctx, func(s *store.Store) error { return do(ctx, s) })
}

func (c *call) recoveryStatus(_ context.Context, s *store.Store) error {
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
func (c *call) makeRecovery(ctx context.Context, s *store.Store) error {
	key, err := s.AddRecovery()
	if err != nil {
		return err
	}
	lines := []string{key}
	if c.opts.shares {
		shares, err := vault.SplitRecovery(key)
		if err != nil {
			return err
		}
		lines = shares[:]
		c.note("recovery-shares")
	} else {
		c.note("recovery-made")
	}
	if err := c.print(strings.Join(lines, "\n") + "\n"); err != nil {
		return errors.Join(err, s.RemoveRecovery()) // one that nobody has seen is of no use
	}
	if c.Ask == nil || c.opts.generate || c.opts.shares {
		return nil
	}
	return c.typedBack(ctx, s)
}

// typedBack asks for the key that was just shown.
func (c *call) typedBack(ctx context.Context, s *store.Store) error {
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

func (c *call) checkRecovery(ctx context.Context, s *store.Store) error {
	if !s.HasRecovery() {
		return failed("recovery-none")
	}
	key, err := c.recoveryKey(ctx)
	if err != nil {
		return err
	}
	if err := s.CheckRecovery(key); err != nil {
		return err
	}
	c.note("recovery-fits")
	return nil
}

func (c *call) removeRecovery(_ context.Context, s *store.Store) error {
	if !s.HasRecovery() {
		return failed("recovery-none")
	}
	if err := s.RemoveRecovery(); err != nil {
		return err
	}
	c.note("recovery-removed")
	return nil
}

// recoveryKey is the recovery key from --recovery-file, where two shares of it on
// two lines stand for it, or as it is typed.
func (c *call) recoveryKey(ctx context.Context) (string, error) {
	if c.opts.recovery == "" {
		if c.Ask == nil {
			return "", usage("no-recovery")
		}
		typed, err := c.Ask(ctx, c.say.T("command.ask.recovery"))
		defer clear(typed)
		return string(typed), err
	}
	text, err := c.smallFile(c.opts.recovery, "key-open", true)
	if err != nil {
		return "", err
	}
	defer clear(text)
	lines := strings.FieldsFunc(string(text), func(r rune) bool { return r == '\n' || r == '\r' })
	switch len(lines) {
	case 1:
		return lines[0], nil
	case 2:
		return vault.CombineShares(lines[0], lines[1])
	}
	return "", failed("recovery-file", "file", c.opts.recovery)
}
