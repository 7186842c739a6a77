package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"probata/dossier"
	"probata/dossier/store"
	"probata/dossier/vault"
	"probata/ui/care"
	"probata/ui/room"
	"probata/ui/session"
	"probata/ui/speech"
	"probata/ui/widget"
)

// shell is the screen of an open vault: the column of cases at the left, and at
// the right the list of cases, one case, or the settings.
type shell struct {
	w        *Window
	side     *widget.Sidebar
	shown    []store.CaseRow // in the sidebar, after its filter
	main     *fyne.Container
	banner   *widget.Banner
	status   *widget.StatusLine
	chip     *widget.Button // reminds of a backup
	task     *room.Task     // files on their way in or out
	doing    *widget.Text   // what the task does
	work     *fyne.Container
	object   fyne.CanvasObject
	view     *caseView // nil while another thing is shown
	cases    *cases    // nil while another thing is shown
	settings bool
}

// newShell builds the screen; a case id opens that case.
func newShell(w *Window, id dossier.ID) *shell {
	s := &shell{w: w}
	t := w.say.T
	s.side = widget.NewSidebar(widget.SidebarOptions{
		Title: neutralTitle, SearchHint: t("ui.sidebar.search"), Primary: t("ui.cases.new"), Empty: t("ui.sidebar.empty"),
		Footer: []fyne.CanvasObject{widget.NewBar(4, -1,
			widget.NewQuietButton(t("ui.sidebar.all"), w.icons["case"], func() { s.showCases() }),
			widget.NewIconButton(w.icons["settings"], t("ui.sidebar.settings"), func() { s.showSettings() }),
			widget.NewIconButton(w.icons["lock"], t("ui.sidebar.lock"), func() { w.lock(nil) }))},
	})
	s.side.OnSelected = func(i int) {
		w.Touch()
		s.openCase(s.shown[i].ID)
	}
	s.side.OnSearch = func(string) { s.fillSide() }
	s.side.OnSubmit = func(q string) { s.searchFor(q) }
	s.side.OnPrimary = s.newCase
	s.main = container.NewStack()
	s.banner = widget.NewBanner(w.say.Words)
	s.status = widget.NewStatusLine()
	s.showSave(w.saveState())
	s.task, s.doing = room.NewTask(w), widget.NewCaption("")
	s.work = widget.NewPadded(widget.NewStack(4, s.doing, s.task.Object), 10, 20, 0, 20)
	s.work.Hide()
	s.chip = widget.NewQuietButton("", w.icons["warning"], s.showSettings)
	s.remind()
	foot := container.NewStack(widget.NewGround(theme.ColorNameBackground), widget.NewPadded(widget.NewBar(8, 0, s.status, s.chip), 2, 20, 6, 20))
	top := fyne.CanvasObject(widget.NewStack(0, newBannerSpace(s.banner), s.work))
	if w.session.Store.ReadOnly() {
		top = widget.NewStack(0, newBannerSpace(w.readOnlyBar()), top)
	}
	s.object = widget.NewSplit(s.side, container.NewBorder(top, foot, nil, nil, s.main), 0.16)
	w.session.OnChange = s.changed
	s.fillSide()
	w.findDues(w.session.Cases, s.dated)
	if id != "" {
		s.openCase(id)
	} else {
		s.showCases()
	}
	return s
}

// readOnlyBar says, as long as the vault is open so, that nothing can be changed.
func (w *Window) readOnlyBar() *widget.Banner {
	b := widget.NewBanner(w.say.Words)
	b.Say(widget.Warning, w.say.T("ui.status.read-only"), w.say.T("ui.sidebar.lock"), func() { w.lock(nil) })
	b.Stay()
	return b
}

// working says what the task does; "" hides it.
func (s *shell) working(text string) {
	s.doing.SetText(text)
	if text == "" {
		s.work.Hide()
	} else {
		s.work.Show()
	}
	s.object.Refresh()
}

// remind shows or hides what is to be said of backups.
func (s *shell) remind() {
	text := care.Reminder(s.w)
	s.chip.SetText(text)
	s.chip.Hidden = text == ""
	s.chip.Refresh()
}

// newBannerSpace gives a banner its margin, and none when it is hidden.
func newBannerSpace(b *widget.Banner) fyne.CanvasObject {
	return container.New(bannerSpace{}, b)
}

type bannerSpace struct{}

func (bannerSpace) MinSize(o []fyne.CanvasObject) fyne.Size {
	if !o[0].Visible() {
		return fyne.Size{}
	}
	return o[0].MinSize().AddWidthHeight(40, 12)
}

func (bannerSpace) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.NewPos(20, 12))
	o[0].Resize(fyne.NewSize(max(0, size.Width-40), max(0, size.Height-12)))
}

func (s *shell) Content() fyne.CanvasObject { return s.object }

func (s *shell) Rebuilt() room.Scene {
	id, key := s.w.session.CaseID(), ""
	if s.view != nil {
		key = s.view.key
	}
	n := newShell(s.w, id)
	if s.settings {
		n.showSettings()
	}
	if key != "" {
		n.showTab(key)
	}
	return n
}

// fillSide lists the cases that fit the words in the search entry.
func (s *shell) fillSide() {
	s.shown = s.shown[:0]
	q := s.side.SearchText()
	for _, c := range s.w.session.Cases {
		if q == "" || speech.CaseMatches(c, q) {
			s.shown = append(s.shown, c)
		}
	}
	say := s.w.say
	s.side.SetRows(func(i int) widget.SidebarRow {
		r := say.CaseRow(s.shown[i], s.w.icons)
		hint := s.w.dueHint(s.shown[i].ID)
		if hint == "" {
			hint = say.Word("case-status", s.shown[i].Status)
		}
		return widget.SidebarRow{Title: r.Title, Subtitle: s.shown[i].Reference, Hint: hint}
	}, len(s.shown))
	for i, c := range s.shown {
		if c.ID == s.w.session.CaseID() && s.view != nil {
			s.side.Select(i)
		}
	}
}

func (s *shell) put(o fyne.CanvasObject) {
	s.main.Objects = []fyne.CanvasObject{o}
	s.main.Refresh()
}

// openCase shows one case at its first tab.
func (s *shell) openCase(id dossier.ID) {
	if s.view != nil && s.w.session.CaseID() == id {
		return
	}
	if err := s.w.session.Open(context.Background(), id); err != nil {
		s.w.Fail(err)
		return
	}
	s.settings, s.cases = false, nil
	s.view = newCaseView(s.w)
	s.put(s.view.object)
	s.fillSide()
}

// showCases shows the list of all cases.
func (s *shell) showCases() {
	s.w.session.Flush()
	s.w.session.Dossier = nil
	s.view, s.settings = nil, false
	if err := s.w.session.RefreshCases(context.Background()); err != nil {
		s.w.Fail(err)
	}
	s.fillSide()
	s.w.findDues(s.w.session.Cases, s.dated)
	s.cases = newCases(s)
	s.put(s.cases.object)
}

// dated shows the deadlines that have been found.
func (s *shell) dated() {
	s.fillSide()
	if s.view == nil && !s.settings && s.cases != nil {
		s.cases.dated()
	}
}

func (s *shell) showSettings() {
	s.w.session.Flush()
	s.w.session.Dossier = nil
	s.view, s.cases, s.settings = nil, nil, true
	s.fillSide()
	s.put(care.NewSettings(s.w).Object)
}

// showSave says in the status line how far the changes are.
func (s *shell) showSave(st store.SaveState) {
	t := s.w.say.T
	switch st.Phase {
	case store.Saving:
		s.status.Set(widget.Saving, t("ui.status.saving"))
	case store.Failed:
		key := "ui.status.failed"
		if errors.Is(st.Err, vault.ErrNoSpace) {
			key = "ui.status.full"
		}
		s.status.Set(widget.NotSaved, t(key))
	default:
		s.status.Set(widget.Saved, t("ui.status.saved"))
	}
}

// tellUnsaved says why the last attempt to save failed.
func (s *shell) tellUnsaved(err error) {
	s.banner.Say(widget.Danger, s.w.Sentence(err), s.w.say.T("ui.quit.again"), func() { s.retrySave() })
}

func (s *shell) retrySave() {
	st := s.w.session.Store
	s.w.Work(st.Flush, func(err error) {
		if err == nil {
			s.banner.Hide()
		}
	})
}

// changed takes notice that records of the open case are different.
func (s *shell) changed(c session.Change) {
	if s.view != nil {
		s.view.changed(c)
	}
	for _, id := range c.IDs {
		if id.Type() == dossier.TypeCase {
			if err := s.w.session.RefreshCases(context.Background()); err != nil {
				s.w.Fail(err)
			}
			s.fillSide()
			return
		}
	}
}

// undo takes the last step back, or does it again, and shows where.
func (s *shell) undo(again bool) {
	if s.view == nil {
		return
	}
	u, err := s.w.session.Undo(again)
	if errors.Is(err, store.ErrNotFound) { // the step had made the case itself
		s.showCases()
		return
	}
	if err != nil {
		s.w.Fail(err)
		return
	}
	key := "ui.undo.undone"
	if again {
		key = "ui.undo.redone"
	}
	if len(u.Changed) == 0 {
		key = "ui.undo.nothing"
		if again {
			key = "ui.undo.nothing-more"
		}
	} else {
		s.view.showChanged(u.Changed)
	}
	s.status.Set(widget.Saving, s.w.say.T(key, "what", s.w.say.T("ui.change."+u.Label)))
}

// add makes a new record of the list shown, or a new case.
func (s *shell) add() {
	if s.view != nil {
		if a, ok := s.view.screen.(room.Adder); ok && a.Add() {
			return
		}
	}
	s.newCase()
}

// citeAgain makes what is shown rest on the source that was cited last.
func (s *shell) citeAgain() {
	if s.view == nil {
		return
	}
	if c, ok := s.view.screen.(room.Citer); ok {
		c.CiteAgain()
	}
}

// filter moves the keyboard to the filter of the list shown.
func (s *shell) filter() {
	if s.view != nil {
		if f, ok := s.view.screen.(room.Filterer); ok && f.Filter() {
			return
		}
	}
	s.side.FocusSearch()
}

// write shows the submissions, and from there the narrative of one, and leaves it again.
func (s *shell) write() {
	if v, ok := s.writer(); ok && !v.Back() {
		v.Write()
	} else if !ok {
		s.showTab("submissions")
	}
}

func (s *shell) back() {
	if v, ok := s.writer(); ok {
		v.Back()
	}
}

func (s *shell) step(by int) {
	if v, ok := s.writer(); ok {
		v.Step(by)
	}
}

func (s *shell) writer() (room.Writer, bool) {
	if s.view == nil {
		return nil, false
	}
	v, ok := s.view.screen.(room.Writer)
	return v, ok
}

func (s *shell) showTab(key string) {
	if s.view != nil {
		s.view.showTab(key)
	}
}

// newCase makes a case and opens it at its title.
func (s *shell) newCase() {
	ses := s.w.session
	ses.Flush()
	ses.Dossier = nil
	r, err := ses.NewRecord(dossier.TypeCase)
	if err != nil {
		s.w.Fail(err)
		return
	}
	c := r.(*dossier.Case)
	c.Place = int64(10 * (len(ses.Cases) + 1))
	c.Status, c.Confidentiality, c.Languages = "preparing", "confidential", []string{s.w.say.Tag()}
	ctx := context.Background()
	err = ses.Store.Apply(ctx, store.Change{Label: "add", Case: c.ID, Put: []dossier.Record{c}})
	if err == nil {
		err = ses.RefreshCases(ctx)
	}
	if err != nil {
		s.w.Fail(err)
		return
	}
	s.view = nil
	s.openCase(c.ID)
	if s.view != nil {
		s.view.jump(c.ID, "reference")
	}
}
