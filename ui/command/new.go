package command

import (
	"context"

	"probata/dossier"
	"probata/dossier/store"
)

// newRun makes one record: a case, or a record of one.
type newRun struct {
	entering
	of string // the case
}

func newCommand(c *call) command {
	r := &newRun{entering: entering{call: c}}
	return command{name: "new", args: "VAULT TYPE [KEY=VALUE…]", flags: r.flags, run: r.runNew}
}

func (c *newRun) flags(f *flags) {
	f.text(&c.of, "case", "CASE")
	c.entering.flags(f)
}

func (c *newRun) runNew(ctx context.Context) error {
	t := dossier.Type(c.pos[1])
	table := dossier.TableOf(t)
	switch {
	case table == nil || t == dossier.TypeCustody:
		return meaning(usage("type"), nearest(c.pos[1], types()))
	case t == dossier.TypeCase && c.of != "", t != dossier.TypeCase && c.of == "" && !table.Shared:
		return usage("new-case")
	}
	fields, err := c.fields()
	if err != nil {
		return err
	}
	return c.open(ctx, func(s *store.Store) error {
		d := dossier.New()
		if c.of != "" {
			of, err := c.find(ctx, s, c.of)
			if err != nil {
				return err
			}
			if d, err = s.Load(ctx, of); err != nil {
				return err
			}
		}
		r, err := blank(s, d, table)
		if err != nil {
			return err
		}
		if r, err = c.enter(r, fields, c.pos[2:]); err != nil {
			return err
		}
		if r.Header().Case == "" && t == dossier.TypeCase {
			d.Put(r)
		}
		put := []dossier.Record{r}
		if err := c.write(ctx, s, d, "add", put); err != nil {
			return err
		}
		return c.tellWritten(r.Header().Case, put)
	})
}

// blank is a new record of a case, with an id and nothing else.
func blank(s *store.Store, d *dossier.Dossier, t *dossier.Table) (dossier.Record, error) {
	id, err := s.NewID(t.Type)
	if err != nil {
		return nil, err
	}
	r := t.New()
	r.Header().ID = id
	if of := d.Case(); of != nil && !t.Shared && t.Type != dossier.TypeCase {
		r.Header().Case = of.ID
	}
	return r, nil
}

func types() (names []string) {
	for _, t := range dossier.Tables() {
		names = append(names, string(t.Type))
	}
	return names
}
