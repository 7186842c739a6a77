package records

import (
	"probata/dossier"
	"probata/ui/widget"
)

// Narrow is a control for one field of a record in a narrow place, and what
// fills it.
func Narrow(w Host, id dossier.ID, f dossier.Field) (widget.Field, func(dossier.Record)) {
	c := (&Editor{w: w, ID: id, compact: true}).newControl(id.Type(), f)
	return c.Widget, c.fill
}
