package door

import (
	"probata/dossier"
	"probata/dossier/edtf"
)

// LastDecision is the day of the last decision on ordinary remedies, as received or else as made, and the remedy that says
// so; both are zero while there is none. A later step of a lower rank, such as a complaint to a prosecutor after the appeal,
// does not take its place.
func LastDecision(q Question) (edtf.Date, dossier.ID) {
	k := keeper{Question: q}
	s := k.steps()
	var out start
	highest := 0
	for _, f := range s.final() {
		r, _ := dossier.Find[*dossier.Remedy](q.Dossier, f.record)
		if rank := reviews[r.Kind]; rank >= highest {
			highest, out = rank, f
		}
	}
	return out.day, out.record
}
