package ui

import "probata/ui/room"

// pathPreferences are the keys under which a path could stay on the disk in
// clear: the last vault of an early version, and the last folder of the
// toolkit's file dialogs. Whoever searches the computer is not to be told where
// a vault lies, nor to which stick a submission was written.
var pathPreferences = []string{"vault", "fyne:fileDialogLastFolder"}

// leaveNoPath takes paths out of the preferences, now and whenever one gets in.
func (w *Window) leaveNoPath() {
	p := w.app.Preferences()
	clear := func() {
		for _, key := range pathPreferences {
			if p.String(key) != "" {
				p.RemoveValue(key)
			}
		}
	}
	clear()
	p.AddChangeListener(clear)
}

// UsualFolders are those into which people export: the home folder, documents, the
// desktop, downloads.
func UsualFolders(home string) []string {
	return []string{home, room.DocumentsOf(home), room.UsualFolder(home, "DESKTOP", "Desktop"), room.UsualFolder(home, "DOWNLOAD", "Downloads")}
}
