package records

import (
	"fyne.io/fyne/v2"

	"probata/dossier"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// fillHead says what is shown, the way back, and what can be done with it.
func (e *Editor) fillHead(r dossier.Record) {
	e.kind.SetText(e.say().TypeWord(r.Type()))
	e.title.SetText(e.titleOf(r))
	e.crumbs.Objects = nil
	for i, id := range e.trail {
		e.crumbs.Add(widget.NewQuietButton(speech.Shorter(e.say().Label(e.d(), id), 34), e.w.Icons()["back"], func() { e.back(i) }))
	}
	e.crumbs.Hidden = len(e.trail) == 0
	e.tools.Objects = nil
	if r.Type() != dossier.TypeCase && e.Draft == nil && r.Type() != dossier.TypeCustody {
		id := e.ID
		e.tools.Add(widget.NewIconButton(e.w.Icons()["trash"], e.say().T("ui.record.delete"), func() { room.AskRemove(e.w, id) }))
	}
	e.tools.Add(e.info)
	e.foot.Objects = nil
	if e.Draft != nil {
		e.foot.Objects = []fyne.CanvasObject{
			widget.NewPadded(widget.NewBar(8, -1,
				widget.NewPrimaryButton(e.say().T("ui.custody.keep"), e.w.Icons()["check"], e.KeepDraft),
				widget.NewQuietButton(e.say().Words.Cancel, nil, func() { e.back(len(e.trail) - 1) })), 8, 0, 12, 0),
		}
	}
	if ev, ok := r.(*dossier.Evidence); ok && ev.Blob != "" {
		e.tools.Objects = append([]fyne.CanvasObject{widget.NewIconButton(e.w.Icons()["export"], e.say().T("ui.evidence.save"), func() { e.w.AskCopy(ev) }), widget.NewIconButton(e.w.Icons()["eye"], e.say().T("ui.evidence.view"), func() { e.w.View(ev) })}, e.tools.Objects...)
	}
	e.object.Refresh()
}

func (e *Editor) titleOf(r dossier.Record) string {
	if e.Draft != nil {
		return e.say().T("ui.record.new", "type", e.say().TypeLower(r.Type()))
	}
	return e.say().Label(e.d(), r.Header().ID)
}
