package command

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/exchange"
	"probata/dossier/store"
)

type referencesRun struct {
	*call
	outFlags
}

func referencesCommand(c *call) command {
	r := &referencesRun{call: c}
	return command{name: "references", args: "VAULT CASE [FILE.json]", flags: r.flags, run: r.runReferences}
}

func (c *referencesRun) flags(f *flags) {
	c.outFlags.register(f, "FILE.json")
}

// referencesLine says what was taken in, for programs.
type referencesLine struct {
	Sources []dossier.ID   `json:"sources"`
	Norms   []dossier.ID   `json:"norms"`
	Left    map[string]int `json:"left,omitempty"` // properties without a field here: how many references have them
}

// runReferences takes sources and provisions in from a reference manager, or
// writes those of a case for one.
func (c *referencesRun) runReferences(ctx context.Context) error {
	switch in, out := len(c.pos) == 3, c.out != ""; {
	case in == out:
		return usage("references")
	case out:
		return c.writeReferences(ctx)
	}
	refs, err := c.readReferences(c.pos[2])
	if err != nil {
		return err
	}
	return c.openCase(ctx, func(s *store.Store, d *dossier.Dossier) error {
		return c.addReferences(ctx, s, d, refs)
	})
}

func (c *referencesRun) writeReferences(ctx context.Context) error {
	if err := c.free(c.outFlags); err != nil { // before the pass phrase is asked for
		return err
	}
	return c.openCase(ctx, func(_ *store.Store, d *dossier.Dossier) error {
		if err := c.writeWhole(c.outFlags, func(w io.Writer) error { return exchange.WriteCSL(w, d) }); err != nil {
			return err
		}
		c.note("unsealed", "file", c.out)
		return c.finish(done{File: c.out, Case: d.Case().ID})
	})
}

func (c *referencesRun) readReferences(name string) (exchange.References, error) {
	r := c.In
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return exchange.References{}, &fault{key: "import-open", args: []any{"file", name}, code: ExitError, err: err}
		}
		defer func() { _ = f.Close() }()
		r = f
	}
	refs, err := exchange.ReadCSL(r, rand.Reader)
	var faults *exchange.ReadError
	if errors.As(err, &faults) {
		err = &fault{key: "references-faults", code: ExitError, err: err, detail: true}
	}
	return refs, err
}

// addReferences adds all in one step, so that one undo takes them back.
func (c *referencesRun) addReferences(ctx context.Context, s *store.Store, d *dossier.Dossier, refs exchange.References) error {
	if err := s.Apply(ctx, store.Change{Label: "add", Case: d.Case().ID, Put: refs.Into(d)}); err != nil {
		return err
	}
	if err := s.Flush(ctx); err != nil {
		return err
	}
	c.note("references", "sources", len(refs.Sources), "norms", len(refs.Norms))
	if len(refs.Left) > 0 {
		c.note("references-left", "keys", strings.Join(slices.Sorted(maps.Keys(refs.Left)), ", "))
	}
	if refs.Told > 0 {
		c.note("references-told", "n", refs.Told)
	}
	if !c.json {
		return nil
	}
	line := referencesLine{Sources: []dossier.ID{}, Norms: []dossier.ID{}, Left: refs.Left}
	for _, x := range refs.Sources {
		line.Sources = append(line.Sources, x.ID)
	}
	for _, x := range refs.Norms {
		line.Norms = append(line.Norms, x.ID)
	}
	return c.printJSON(line)
}
