package records

import (
	"fyne.io/fyne/v2"

	"probata/dossier"
	"probata/ui/room"
)

// Host is what the rooms of records have of the window: beside what all have, the
// ways to the files of evidence.
type Host interface {
	room.Host
	Attach()                                         // takes a file in as evidence
	AskCopy(ev *dossier.Evidence)                    // writes a copy of it
	View(ev *dossier.Evidence)                       // shows it
	FollowUp(f *dossier.Filing)                      // begins what tells its body what is new
	FileCard(ev *dossier.Evidence) fyne.CanvasObject // what is known of it
}
