package first

import (
	"probata/dossier/store"
	"probata/ui/room"
)

// Host is what the scenes before an open vault have of the window.
type Host interface {
	room.Host
	Display(s room.Scene) // in place of this one
	Displays(s room.Scene) bool
	Options() store.Options             // what a store is opened with
	Begin(st *store.Store, path string) // shows its cases
	Hold(st *store.Store, path string)  // it is closed with the window
	Start()                             // shows the cases of what is held
	OfferKey(st *store.Store, path string, then func())
}
