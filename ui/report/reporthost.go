package report

import (
	"probata/dossier"
	"probata/ui/room"
)

// Host is what the room has of the window.
type Host interface {
	room.Host
	// ChooseReport asks for a file and takes it into the case; then hears what it is there.
	ChooseReport(then func(dossier.ID))
	// TakeWords takes a text into the case as a file of a media type.
	TakeWords(name, mediaType, text string, then func(dossier.ID))
}
