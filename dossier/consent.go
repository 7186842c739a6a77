package dossier

import (
	"slices"

	"probata/dossier/edtf"
)

// Agreed tells whether a party has agreed to a level of disclosure towards a
// body on a day: a consent on record that covers both and is neither expired
// nor withdrawn. A consent without any limit of bodies covers every body.
func Agreed(d *Dossier, party ID, level, body string, today edtf.Date) bool {
	for _, c := range As[*Consent](d.LinkedFrom(party, TypeConsent, "party")) {
		if c.inForce(today) && slices.Contains(c.Scope, level) &&
			(len(c.Bodies) == 0 || slices.Contains(c.Bodies, body)) {
			return true
		}
	}
	return false
}

// inForce errs on the side of silence: a withdrawal in words counts at once,
// and an expiry that may have passed has passed.
func (c *Consent) inForce(today edtf.Date) bool {
	if !c.Withdrawn.IsZero() || c.Impossible != "" {
		return false
	}
	if c.Expires.IsZero() {
		return true
	}
	return edtf.Before(today, c.Expires.Value()) == edtf.Yes
}
