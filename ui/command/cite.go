package command

import (
	"context"
	"crypto/rand"
	"slices"

	"probata/dossier"
	"probata/dossier/law"
	"probata/dossier/store"
)

func citeCommand(c *call) command {
	return command{name: "cite", args: "VAULT CASE ALLEGATION|FINDING DECISION", run: c.runCite}
}

// runCite makes an allegation, or the finding on one of its elements, lean on a decision.
func (c *call) runCite(ctx context.Context) error {
	decision, ok := c.Law.Decision(c.pos[3])
	if !ok {
		return failed("cite-decision", "id", c.pos[3])
	}
	return c.openCase(ctx, func(s *store.Store, d *dossier.Dossier) error {
		r, ok := reliance(d, dossier.ID(c.pos[2]))
		if !ok {
			return failed("cite-record", "id", c.pos[2])
		}
		r.Decision, r.Language = decision, c.say.Tag()
		if l := d.Case().Languages; len(l) > 0 {
			r.Language = l[0]
		}
		put, err := c.Law.Rely(d, r, rand.Reader)
		if err != nil {
			return err
		}
		if len(put) == 0 {
			c.note("cite-already")
			return c.finish(done{Case: d.Case().ID, Was: true})
		}
		if err := s.Apply(ctx, store.Change{Label: "add", Case: d.Case().ID, Put: put}); err != nil {
			return err
		}
		if err := s.Flush(ctx); err != nil {
			return err
		}
		if slices.Contains([]string{"memory", "uncertain"}, string(decision.Confidence)) {
			c.note("cite-memory", "source", decision.Source)
		}
		source, _ := c.Law.SourceOf(dossier.New(append(d.All(), put...)...), decision)
		if c.json {
			return c.finish(done{Case: d.Case().ID, Record: source.ID})
		}
		return c.printLine(string(source.ID))
	})
}

// reliance is what it means to cite a decision for a record: an allegation, or a finding of one.
func reliance(d *dossier.Dossier, id dossier.ID) (law.Reliance, bool) {
	switch r := d.Get(id).(type) {
	case *dossier.Allegation:
		return law.Reliance{Allegation: id}, true
	case *dossier.Finding:
		return law.Reliance{Allegation: r.Allegation, Finding: id}, true
	}
	return law.Reliance{}, false
}
