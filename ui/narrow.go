package ui

import (
	"probata/dossier"
	"probata/ui/widget"
)

// narrowControl is a control for one field of a record in a narrow place, and what
// fills it.
func narrowControl(w recordsHost, id dossier.ID, f dossier.Field) (widget.Field, func(dossier.Record)) {
	c := (&editor{w: w, id: id, compact: true}).newControl(id.Type(), f)
	return c.widget, c.fill
}
