package door

import (
	"slices"

	"probata/dossier"
)

// consent: who is alleged to be a victim must have agreed to each level that dealing with the body entails.
func (k *keeper) consent() {
	victims := k.victims()
	if len(victims) == 0 {
		k.add(Reason{Key: "no-victim", State: Needed, Record: k.caseID()})
	}
	k.lacking(victims)
}

// lacking is one reason for all who have not agreed to the same levels.
func (k *keeper) lacking(victims []dossier.ID) {
	type gap struct {
		levels []string
		first  dossier.ID
		n      int
	}
	var gaps []*gap
	for _, id := range victims {
		levels := k.open(id)
		if len(levels) == 0 {
			continue
		}
		i := slices.IndexFunc(gaps, func(g *gap) bool { return slices.Equal(g.levels, levels) })
		if i < 0 {
			i = len(gaps)
			gaps = append(gaps, &gap{levels: levels, first: id})
		}
		gaps[i].n++
	}
	for _, g := range gaps {
		k.add(Reason{Key: "consent", State: Needed, Args: []any{"level", g.levels, "n", g.n}, Record: g.first})
	}
}

// open are the levels that a person has not agreed to.
func (k *keeper) open(id dossier.ID) []string {
	var out []string
	for _, level := range k.body.Consent {
		if !dossier.Agreed(k.Dossier, id, level, k.body.ID, k.Today) {
			out = append(out, "vocab.consent-scope."+level)
		}
	}
	return out
}

// author: a body that does not deal with anonymous authors needs one with a name.
func (k *keeper) author() {
	if !k.body.Named {
		return
	}
	roles := []string{"author", "representative", "source"}
	named := slices.ContainsFunc(dossier.Of[*dossier.Role](k.Dossier), func(r *dossier.Role) bool {
		return slices.Contains(roles, r.Role) && k.Dossier.Named(r.Party)
	})
	if !named {
		k.add(Reason{Key: "author", State: Needed, Record: k.caseID()})
	}
}
