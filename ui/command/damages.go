package command

import (
	"probata/dossier/vault"
)

// damageLine is one damage for programs.
type damageLine struct {
	File  string     `json:"file"`
	What  vault.What `json:"what"`
	Next  vault.Step `json:"next_step"`
	Cause string     `json:"cause,omitempty"` // names tables, records and entries, no values
}

// damages are what is damaged of a vault.
type damages struct {
	Vault   string       `json:"vault,omitempty"`
	Damaged []damageLine `json:"damaged"`
}

func damageLines(found []vault.Damage) []damageLine {
	out := []damageLine{}
	for _, d := range found {
		l := damageLine{File: d.File, What: d.What, Next: d.NextStep}
		if d.Cause != nil {
			l.Cause = d.Cause.Error()
		}
		out = append(out, l)
	}
	return out
}
