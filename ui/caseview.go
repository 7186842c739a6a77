package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/ui/doors"
	"probata/ui/facts"
	"probata/ui/history"
	"probata/ui/records"
	"probata/ui/report"
	"probata/ui/room"
	"probata/ui/session"
	"probata/ui/speech"
	"probata/ui/submit"
	"probata/ui/widget"
)

// caseView is one case: its head, its tabs, and the section of the tab chosen.
type caseView struct {
	w      *Window
	key    string
	header *widget.Header
	tabs   *widget.Tabs
	screen room.Screen // of the tab
	body   *fyne.Container
	object fyne.CanvasObject
}

func newCaseView(w *Window) *caseView {
	t := w.say.T
	v := &caseView{w: w, body: container.NewStack()}
	undo := widget.NewIconButton(w.icons["undo"], t("ui.case.undo"), func() { v.shell().undo(false) })
	redo := widget.NewIconButton(w.icons["redo"], t("ui.case.redo"), func() { v.shell().undo(true) })
	find := widget.NewIconButton(w.icons["search"], t("ui.case.search"), func() { v.shell().search() })
	menu := widget.NewIconButton(w.icons["menu"], t("ui.case.menu"), nil)
	menu.SetTapped(func() { v.menu(menu) })
	export := widget.NewPrimaryButton(t("ui.case.export"), w.icons["export"], func() { v.showTab("submissions") })
	v.header = widget.NewHeader(undo, redo, find, menu, export)
	v.tabs = widget.NewTabs(v.tabList(), func(k string) { v.showTab(k) })
	head := widget.NewPadded(widget.NewStack(6, v.header, v.tabs), 16, 20, 0, 20)
	v.object = container.NewBorder(head, nil, nil, nil, widget.NewPadded(v.body, 12, 20, 0, 20))
	v.fillHead()
	v.showTab("overview")
	return v
}

func (v *caseView) shell() *shell {
	s, _ := v.w.screen.(*shell)
	return s
}

// tabList is the row of tabs with what waits behind each.
func (v *caseView) tabList() []widget.Tab {
	waiting := map[string]int{}
	for _, p := range v.w.session.Check() {
		if p.Weight == dossier.Stops {
			waiting["submissions"]++
		}
	}
	out := make([]widget.Tab, 0, len(room.Tabs))
	for _, x := range room.Tabs {
		out = append(out, widget.Tab{Key: x.Key, Label: v.w.say.T("ui.tab." + x.Key), Badge: waiting[x.Key], Kind: widget.Danger})
	}
	return out
}

func (v *caseView) fillHead() {
	c := v.w.session.Dossier.Case()
	say := v.w.say
	title := c.Title
	if title == "" {
		title = say.T("ui.record.unnamed", "type", say.TypeLower(dossier.TypeCase))
	}
	var chips []*widget.Chip
	if c.Status != "" {
		chips = append(chips, widget.NewChip(say.Word("case-status", c.Status), speech.StatusKind(c.Status)))
	}
	if due, ok := speech.Nearest(v.w.session.Deadlines(v.w.parts.Law, v.w.Today()), v.w.Today()); ok {
		words, kind := say.Nearness(due, v.w.Today())
		chips = append(chips, widget.NewChip(say.T("ui.due.chip", "when", words), kind))
	}
	stops, warns := 0, 0
	for _, p := range v.w.session.Check() {
		switch p.Weight {
		case dossier.Stops:
			stops++
		case dossier.Warn:
			warns++
		}
	}
	if stops > 0 {
		chips = append(chips, widget.NewChip(say.N("ui.count.stops", stops), widget.Danger))
	}
	if warns > 0 {
		chips = append(chips, widget.NewChip(say.N("ui.count.warns", warns), widget.Warning))
	}
	v.header.Set(title, speech.Join(c.Reference, say.WordsOf("country", c.States)), chips...)
}

// showTab shows a section; the widgets of the one before are let go.
func (v *caseView) showTab(key string) {
	v.w.Touch()
	v.w.session.Flush()
	if v.key == key {
		return
	}
	v.key = key
	v.tabs.Select(key)
	if v.screen != nil {
		v.screen.Leave()
	}
	v.screen = v.w.screenOf(key)
	v.body.Objects = []fyne.CanvasObject{v.screen.Object()}
	v.body.Refresh()
}

// changed takes notice that records are different.
func (v *caseView) changed(c session.Change) {
	if v.w.session.Dossier.Case() == nil {
		return
	}
	v.fillHead()
	v.tabs.SetTabs(v.tabList())
	v.screen.Changed(c)
}

// showChanged goes to the first of the records that an undo changed, unless it
// is shown already.
func (v *caseView) showChanged(ids []dossier.ID) {
	f, ok := v.screen.(room.Follower)
	if !ok {
		return
	}
	for _, id := range ids {
		if v.w.session.Dossier.Get(id) == nil {
			continue
		}
		if f.Shows(id) {
			return
		}
		v.w.Jump(id, "")
		return
	}
}

// jump shows a record wherever it has its place, and one of its fields.
func (v *caseView) jump(id dossier.ID, field string) {
	chain := room.ChainTo(v.w.session.Dossier, id)
	if len(chain) == 0 {
		return
	}
	if field == "" && v.passage(id, chain) {
		return
	}
	v.showTab(room.TabOf(chain[0].Type()))
	v.screen.Jump(room.Place{Chain: chain, Field: field})
}

// passage shows a citation in place, in the text that it is of, if it has a place there.
func (v *caseView) passage(id dossier.ID, chain []dossier.ID) bool {
	d := v.w.session.Dossier
	c, ok := dossier.Find[*dossier.Citation](d, id)
	if !ok || c.Passage == "" {
		return false
	}
	if s, ok := dossier.Find[*dossier.Source](d, c.Source); !ok || len(s.Files) == 0 {
		return false
	}
	v.showTab("report")
	return v.screen.Jump(room.Place{Chain: chain})
}

// showDoors shows the doors, of which body first, or the deadlines of the case.
func (w *Window) showDoors(mode, body string) {
	if sh, ok := w.screen.(*shell); ok && sh.view != nil {
		sh.view.showTab("doors")
		sh.view.screen.Jump(room.Place{Mode: mode, Body: body})
	}
}

// screenOf makes the screen of a tab.
func (w *Window) screenOf(key string) room.Screen {
	switch key {
	case "submissions":
		return submit.New(w)
	case "doors":
		return doors.New(w)
	case "report":
		return report.New(w)
	case "history":
		return history.New(w)
	}
	i := slices.IndexFunc(room.Tabs, func(t room.Tab) bool { return t.Key == key })
	list := records.New(w, room.Tabs[max(i, 0)].Types)
	if key == "timeline" {
		return facts.New(w, list)
	}
	return list
}
