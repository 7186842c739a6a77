package door

import (
	"probata/dossier"
	"probata/dossier/edtf"
)

// LastDecision is the day of the last decision on ordinary remedies, as received or else as made, and the remedy that says
// so; both are zero while there is none. Time limits that begin with exhaustion run from it once nothing is pending.
func LastDecision(q Question) (edtf.Date, dossier.ID) {
	k := keeper{Question: q}
	s := k.steps()
	return s.last, s.lastIn
}
