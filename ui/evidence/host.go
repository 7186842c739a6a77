package evidence

import (
	"probata/dossier"
	"probata/ui/room"
)

// Host is what the room of evidence has of the window.
type Host interface {
	room.Host
	Locking() bool         // the vault is being closed
	Overlay() room.Overlay // the viewer of a file, nil while none is shown
	SetOverlay(room.Overlay)
	ReadReport(file dossier.ID) // shows its words where reports are read
}
