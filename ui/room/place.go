package room

import (
	"encoding/json"

	"probata/dossier"
)

// LeftOff is where somebody was when the vault was locked, and what was typed
// and could not be kept in the case: it waits in the vault, as after the lock
// nothing of it is in memory or anywhere else.
type LeftOff struct {
	Case       dossier.ID        `json:"case,omitempty"`
	Settings   bool              `json:"settings,omitempty"`
	Tab        string            `json:"tab,omitempty"`
	List       dossier.Type      `json:"list,omitempty"`
	Record     dossier.ID        `json:"record,omitempty"`
	Field      string            `json:"field,omitempty"` // with the keyboard
	Submission dossier.ID        `json:"submission,omitempty"`
	Question   string            `json:"question,omitempty"`
	Passage    dossier.ID        `json:"passage,omitempty"` // of the narrative, that is being written
	Draft      json.RawMessage   `json:"draft,omitempty"`   // a line of custody that is not kept yet
	Owner      dossier.ID        `json:"owner,omitempty"`   // of the draft
	Loose      map[string]string `json:"loose,omitempty"`   // what stands in fields and says nothing yet, by their keys
	Typed      []string          `json:"typed,omitempty"`   // in a question that was open, or refused by the store
}

// ChainTo is the way from the record that a tab lists down to id.
func ChainTo(d *dossier.Dossier, id dossier.ID) []dossier.ID {
	var out []dossier.ID
	for r := d.Get(id); r != nil; r = d.Owner(r) {
		out = append([]dossier.ID{r.Header().ID}, out...)
		if TabOf(r.Type()) != "" {
			return out
		}
	}
	return nil
}
