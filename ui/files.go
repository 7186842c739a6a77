package ui

import (
	"context"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"probata/ui/care"
	"probata/ui/room"
	"probata/ui/speech"
)

// menu shows what else can be done with a case.
func (v *caseView) menu(at fyne.CanvasObject) {
	t := v.w.say.T
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(t("ui.menu.json"), func() { v.shell().exportCase() }),
		fyne.NewMenuItem(t("ui.menu.handover"), func() { care.HandOver(v.w, "") }),
		fyne.NewMenuItem(t("ui.menu.references-in"), func() { takeReferences(v.w) }),
		fyne.NewMenuItem(t("ui.menu.references-out"), func() { askReferences(v.w) }),
		fyne.NewMenuItem(t("ui.menu.history"), func() { v.showTab("history") }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(t("ui.menu.delete"), func() { v.shell().deleteCase() }),
	}
	m := fw.NewPopUpMenu(fyne.NewMenu("", items...), v.w.win.Canvas())
	m.ShowAtRelativePosition(fyne.NewPos(0, at.Size().Height+4), at)
}

// deleteCase deletes a case for good, after saying so.
func (s *shell) deleteCase() {
	s.w.session.Flush()
	id := s.w.session.CaseID()
	say := s.w.say
	s.w.Ask(room.Question{
		Title: say.T("ui.delete.title", "what", speech.Shorter(say.Label(s.w.session.Dossier, id), 60)), Text: say.T("ui.delete.text"),
		Yes: say.T("ui.delete.yes"), No: say.Words.Cancel, Danger: true,
	}, func() {
		st := s.w.session.Store
		s.showCases()
		s.w.Work(func(ctx context.Context) error { return st.DeleteCase(ctx, id) }, func(err error) {
			if err != nil {
				s.w.Fail(err)
			}
			s.showCases()
		})
	})
}
