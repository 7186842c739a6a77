package care

import (
	"io/fs"

	"fyne.io/fyne/v2"

	"probata/dossier/store"
	"probata/ui/room"
)

// Host is what the care for a vault has of the window.
type Host interface {
	room.Host
	Imported(err error) // shows the cases anew, and opens the one that came in
	Remind()            // shows or hides what is to be said of backups
	ShowSettings()
	SettingsAgain()                                     // if they are still shown
	Put(o fyne.CanvasObject)                            // in place of the settings
	OfferKey(st *store.Store, path string, then func()) // a recovery key
	SetTheme(name string)
	LockMinutes() int
	Licences() fs.FS // LICENCES.txt
}
