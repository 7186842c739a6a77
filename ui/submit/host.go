package submit

import (
	"probata/dossier"
	"probata/ui/room"
	"probata/ui/widget"
)

// Host is what the room of submissions has of the window.
type Host interface {
	room.Host
	// Control is a narrow control for a field of a record, and what fills it.
	Control(id dossier.ID, f dossier.Field) (widget.Field, func(dossier.Record))
}
