package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"probata/dossier"
	"probata/dossier/exchange"
	"probata/dossier/store"
)

func exampleCommand(c *call) command {
	r := &choosing{call: c}
	return command{name: "example", args: "VAULT", flags: r.flags, run: r.runExample, alone: true}
}

func (c *choosing) runExample(ctx context.Context) error {
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
		if !c.json && !c.generate { // the seven words are the output then
			if err := c.printLine(d.Case().Reference); err != nil {
				return err
			}
		}
	}
	if c.json {
		return c.printJSON(struct {
			Cases []caseName `json:"cases"`
			drawnLine
		}{made, drawnLine{c.drawn}})
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
