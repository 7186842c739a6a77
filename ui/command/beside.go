package command

import (
	"context"

	"probata/dossier"
	"probata/dossier/store"
)

// beside loads the cases of --with, which a form that shows a pattern puts
// beside the case itself. A case named twice, or the case itself, is there once.
func (c *call) beside(ctx context.Context, s *store.Store, d *dossier.Dossier) ([]*dossier.Dossier, error) {
	seen := map[dossier.ID]bool{d.Case().ID: true}
	var out []*dossier.Dossier
	for _, name := range c.opts.with {
		id, err := s.Find(ctx, name)
		if err != nil {
			return nil, err
		}
		if seen[id] {
			continue
		}
		seen[id] = true
		other, err := s.Load(ctx, id)
		if err != nil {
			return nil, err
		}
		out = append(out, other)
	}
	return out, nil
}
