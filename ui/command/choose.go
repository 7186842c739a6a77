package command

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"

	"probata/dossier/store"
	"probata/dossier/vault"
)

// choosing is the choice of a new pass phrase.
type choosing struct {
	*call
	generate   bool
	acceptWeak bool // one that can be guessed is taken all the same
	later      bool // a drawn one is printed by the command, in its result
	drawn      string
}

func (c *choosing) flags(f *flags) {
	f.yes(&c.generate, "generate")
	f.yes(&c.acceptWeak, "accept-weak")
}

// drawnLine is a pass phrase that was drawn, for programs.
type drawnLine struct {
	Passphrase string `json:"passphrase,omitempty"`
}

// newPassphrase is the pass phrase of a vault to be made or sealed anew: drawn
// if asked for, else from a file, else typed twice. One that is too easy to guess is
// refused, a weak one taken only after an explicit yes.
func (c *choosing) newPassphrase(ctx context.Context, file string) ([]byte, error) {
	switch {
	case c.generate:
		words := vault.GeneratePassphrase(nil)
		c.note("generated")
		switch {
		case c.later:
			c.drawn = words
			return []byte(words), nil
		case c.json:
			return []byte(words), c.printJSON(drawnLine{words})
		}
		return []byte(words), c.print(words + "\n")
	case file != "":
		pass, err := c.fromFile(file)
		if err == nil {
			err = c.accept(ctx, pass)
		}
		if err == nil && errors.Is(vault.Accept(string(pass), false), vault.ErrWeak) {
			c.note("weak-taken")
		}
		return pass, err
	case c.Ask == nil:
		return nil, usage("no-passphrase", "variable", fileVariable)
	}
	return c.typedTwice(ctx)
}

// accept refuses a pass phrase that is too easy to guess. For a weak one it asks
// whoever sits there, unless --accept-weak has said so.
func (c *choosing) accept(ctx context.Context, passphrase []byte) error {
	err := vault.Accept(string(passphrase), c.acceptWeak)
	if errors.Is(err, vault.ErrWeak) && c.Ask != nil {
		var said []byte
		if said, err = c.Ask(ctx, c.say.T("command.ask.weak")); err == nil {
			err = vault.Accept(string(passphrase), strings.EqualFold(strings.TrimSpace(string(said)), c.say.T("command.ask.yes")))
		}
	}
	if err != nil {
		clear(passphrase)
	}
	return err
}

func (c *choosing) typedTwice(ctx context.Context) ([]byte, error) {
	const tries = 3
	for range tries {
		first, err := c.Ask(ctx, c.say.T("command.ask.new"))
		if err != nil {
			return nil, err
		}
		if len(first) == 0 {
			c.note("empty")
			continue
		}
		second, err := c.Ask(ctx, c.say.T("command.ask.again"))
		if err != nil {
			return nil, err
		}
		same := bytes.Equal(first, second)
		clear(second)
		if same {
			err := c.accept(ctx, first)
			if errors.Is(err, vault.ErrTooWeak) {
				c.note("too-weak")
				continue
			}
			return first, err
		}
		c.note("different")
		clear(first)
	}
	return nil, failed("not-repeated")
}

// create makes a new vault and fills it.
func (c *choosing) create(ctx context.Context, fill func(*store.Store) error) (err error) {
	if there, err := os.ReadDir(c.pos[0]); len(there) > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return vault.ErrExists // before a pass phrase is drawn or asked for
	}
	c.later = c.json
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
