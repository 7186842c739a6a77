package ui

import (
	"os"

	"fyne.io/fyne/v2"

	"probata/dossier"
	"probata/ui/evidence"
	"probata/ui/report"
	"probata/ui/widget"
)

// dropped takes files that were dropped onto the window into the open case.
func (w *Window) dropped(_ fyne.Position, uris []fyne.URI) {
	w.Touch()
	s, ok := w.screen.(*shell)
	if !ok || w.Win().Canvas().Overlays().Top() != nil {
		return
	}
	if s.view == nil {
		s.banner.Say(widget.Info, w.Say().T("ui.intake.no-case"), "", nil)
		return
	}
	var files []evidence.Incoming
	for _, u := range uris {
		if info, err := os.Stat(u.Path()); u.Scheme() != "file" || err == nil && info.Mode().IsRegular() {
			files = append(files, evidence.IncomingOf(w, u))
		}
	}
	if len(files) == 0 {
		s.banner.Say(widget.Warning, w.Say().T("ui.intake.no-file"), "", nil)
		return
	}
	if r, ok := s.view.screen.(*report.Screen); ok {
		evidence.TakeInThen(w, files, func(ids []dossier.ID) { r.Begin(ids[len(ids)-1]) })
		return
	}
	evidence.TakeIn(w, files)
}
