package command

import (
	"context"
	"fmt"
	"strings"

	"probata/dossier"
	"probata/dossier/reading"
	"probata/dossier/store"
)

// runDiffer lists the facts of a case of which two of its sources do not say the same, both sides of each.
func (c *readRun) runDiffer(ctx context.Context) error {
	rules, err := c.Reading()
	if err != nil {
		return err
	}
	return c.open(ctx, func(s *store.Store) error {
		id, err := c.find(ctx, s, c.pos[1])
		if err != nil {
			return err
		}
		d, err := s.Load(ctx, id)
		if err != nil {
			return err
		}
		found := rules.Differences(d)
		if c.json {
			return c.printJSON(struct {
				Differences []reading.Difference `json:"differences"`
			}{append([]reading.Difference{}, found...)})
		}
		return c.print(c.differences(d, found))
	})
}

func (c *readRun) differences(d *dossier.Dossier, found []reading.Difference) string {
	if len(found) == 0 {
		return c.say.T("command.read.no-differences") + "\n"
	}
	var b strings.Builder
	for _, x := range found {
		ids := string(x.Fact)
		if x.Other != "" {
			ids += ", " + string(x.Other)
		}
		fmt.Fprintf(&b, "%s  %s  %s\n", oneLine(ids), oneLine(c.say.T("reading.kind."+string(x.What))), oneLine(d.Label(x.Fact, c.say.Tag())))
		for _, e := range x.Sides {
			fmt.Fprintf(&b, "   %s  %s: %s\n      >>%s<<\n", oneLine(string(e.Citation)), oneLine(d.Label(e.Source, c.say.Tag())), oneLine(strings.Join(e.Says, ", ")), oneLine(e.Words))
		}
	}
	return b.String()
}
