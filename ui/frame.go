package ui

import (
	"probata/dossier"
)

// jump shows a record and one of its fields: what a click on a problem does.
func (w *Window) Jump(id dossier.ID, field string) {
	s, ok := w.screen.(*shell)
	if !ok || s.view == nil {
		return
	}
	w.session.Flush()
	s.view.jump(id, field)
}

func (w *Window) ShowTab(key string) {
	if s, ok := w.screen.(*shell); ok {
		s.showTab(key)
	}
}
