package records

import (
	"slices"

	"probata/dossier"
	"probata/dossier/desk"
)

// CiteAgain makes the record in the editor rest on the next page of the source that was
// cited last in the case. What rests on no source is left alone.
func (s *Screen) CiteAgain() {
	id := s.Editor.ID
	facts := []dossier.Type{dossier.TypeEvent, dossier.TypeAct, dossier.TypeInvolvement, dossier.TypeDetention, dossier.TypeQuote, dossier.TypeParty, dossier.TypeRemedy, dossier.TypeAllegation, dossier.TypeFinding}
	if id == "" || s.Editor.Draft != nil || !slices.Contains(facts, id.Type()) {
		return
	}
	ses := s.w.Session()
	ses.Flush()
	if desk.LastCited(ses.Dossier) == nil {
		s.w.Notice(s.w.Say().T("ui.facts.none-cited"))
		return
	}
	records, err := desk.CiteAgain(ses.Store, ses.Dossier, id)
	if err != nil {
		s.w.Fail(err)
		return
	}
	if len(records) > 0 {
		ses.Apply("add", "", records, nil)
	}
}
