package doors

import (
	"probata/dossier"
	"probata/ui/room"
)

// Host is what the room of doors has of the window: the ways to a submission.
type Host interface {
	room.Host
	// BeginSubmission makes a submission of a form for a body and an alleged victim.
	BeginSubmission(form, body string, victim dossier.ID)
	FollowUp(f *dossier.Filing) // makes one that tells the body of a filing what is new
}
