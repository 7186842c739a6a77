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
	for _, id := range victims {
		var open []string
		for _, level := range k.body.Consent {
			if !dossier.Agreed(k.Dossier, id, level, k.body.ID, k.Today) {
				open = append(open, "vocab.consent-scope."+level)
			}
		}
		if len(open) > 0 {
			k.add(Reason{Key: "consent", State: Needed, Args: []any{"level", open}, Record: id})
		}
	}
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
