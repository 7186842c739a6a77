package door

import (
	"slices"

	"probata/dossier"
)

// lacks are the reasons that stand against the case as a whole because a record of a
// type is not there yet, or says too little.
var lacks = map[dossier.Type][]string{
	dossier.TypeRemedy: {
		"remedies-describe", "remedies-described", "remedies-excused", "remedies-none", "remedies-outcome", "remedies-pending", "remedies-report",
		"remedies-reported", "remedies-suspend", "remedies-suspending", "remedies-used", "same-body", "same-checks", "same-closes", "same-declared",
		"same-declared-not-known", "same-not-declared", "same-tells",
	},
	dossier.TypeParty: {"author", "consent", "no-victim"},
	dossier.TypeEvent: {
		"facts-after", "facts-before", "facts-continue", "facts-partly-after", "facts-partly-before", "facts-undated", "no-child", "no-cooperation",
		"no-detention", "no-disability", "no-disappearance", "no-discrimination", "no-environment", "no-expression", "no-facts", "no-hate-crime",
		"no-ill-treatment", "no-imminent-harm", "no-judgment", "no-knowledge", "no-reprisal", "no-state", "no-union", "no-woman",
	},
}

// Lacks is the type of record that is to be added where a reason names the case as a
// whole, "" where it names what mends it.
func (r Reason) Lacks() dossier.Type {
	if r.Record.Type() != dossier.TypeCase || r.Field != "" {
		return ""
	}
	for typ, keys := range lacks {
		if slices.Contains(keys, r.Key) {
			return typ
		}
	}
	return ""
}
