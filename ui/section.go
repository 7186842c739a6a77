package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/dossier/lang"
	"probata/ui/room"
	"probata/ui/session"
	"probata/ui/speech"
	"probata/ui/widget"
)

// section is one tab of a case: a virtual list of the records of one type at a
// time, the editor of the one chosen, and the inspector.
type section struct {
	w      *Window
	types  []dossier.Type
	shown  dossier.Type
	list   *widget.RecordList
	ids    []dossier.ID // of the rows, after the filter
	rows   *speech.Rower
	filter string

	editor  *editor
	inspect *inspect
	matrix  *matrix // in place of lists and editor, of the law alone
	lists   *fyne.Container
	split   *widget.Split
	object  fyne.CanvasObject
}

// matrixKey is the entry of the switch of lists that shows the matrix.
const matrixKey = "matrix"

// tab is a section of the case screen with the types it lists. Types owned by
// others are reached through their owners' editors.
type tab struct {
	key   string
	types []dossier.Type
}

// tabs are all sections of a case in their order.
var tabs = []tab{
	{"overview", []dossier.Type{dossier.TypeCase}},
	{"parties", []dossier.Type{dossier.TypeParty, dossier.TypeRole, dossier.TypeConsent}},
	{"timeline", []dossier.Type{dossier.TypeEvent}},
	{"quotes", []dossier.Type{dossier.TypeQuote}},
	{"sources", []dossier.Type{dossier.TypeSource, dossier.TypeEvidence, dossier.TypeCitation}},
	{"law", []dossier.Type{dossier.TypeAllegation, dossier.TypeNorm, dossier.TypeAcceptance}},
	{"remedies", []dossier.Type{dossier.TypeRemedy, dossier.TypeRelief, dossier.TypeFiling}},
	{"doors", nil},
	{"submissions", []dossier.Type{dossier.TypeSubmission}},
	{"history", nil},
	{"notes", []dossier.Type{dossier.TypeTask, dossier.TypeNote, dossier.TypeWaiver, dossier.TypeReview, dossier.TypeDraft}},
}

// tabOf is the tab that lists records of a type, "" when their owners do.
func tabOf(t dossier.Type) string {
	for _, x := range tabs {
		if slices.Contains(x.types, t) {
			return x.key
		}
	}
	return ""
}

func newSection(w *Window, types []dossier.Type) *section {
	s := &section{w: w, types: types}
	s.editor = newEditor(w, w.say.T("ui.record.choose"))
	s.inspect = newInspect(w, s.editor)
	s.editor.onShown = s.inspect.fill
	s.lists = container.NewStack()
	s.split = widget.NewSplit(room.NewWide(s.lists, room.ListLeast), s.inspect.object, 0.32)
	s.object = container.NewStack(s.split)
	if len(types) == 1 && types[0] == dossier.TypeCase {
		s.object = s.inspect.object
		s.shown = dossier.TypeCase
		s.editor.openRoot(w.session.CaseID())
		return s
	}
	s.showList(types[0])
	return s
}

// showList lists the records of one of the section's types.
func (s *section) showList(t dossier.Type) {
	s.shown, s.filter = t, ""
	say := s.w.say
	name := string(t)
	opts := widget.RecordListOptions{
		FilterHint: say.T("ui.list.filter"), Add: say.T("ui.list.add"), EmptyIcon: s.w.icons[speech.IconOf[t]],
		EmptyText: say.T("ui.empty." + name), EmptyAdd: say.T("ui.record.add", "type", say.TypeLower(t)),
		NoMatch: say.T("ui.list.no-match"), Timeline: t == dossier.TypeEvent,
	}
	s.list = widget.NewRecordList(opts)
	s.list.OnFilter = func(q string) { s.filter = q; s.refill() }
	s.list.OnAdd = s.add
	s.list.OnSelected = func(i int) { s.choose(i) }
	s.list.OnActivated = func(int) { s.editor.focusField(firstField(t)) }
	var content fyne.CanvasObject = s.list
	if len(s.types) > 1 {
		content = widget.NewHeaded(8, s.switcher(), s.list)
	}
	s.lists.Objects = []fyne.CanvasObject{content}
	s.lists.Refresh()
	s.refill()
	if len(s.ids) > 0 {
		s.selectID(s.ids[0])
		s.editor.openRoot(s.ids[0])
	} else {
		s.editor.openRoot("")
	}
}

func (s *section) switcher() fyne.CanvasObject {
	var options []widget.Option
	for i, t := range s.types {
		options = append(options, widget.Option{Key: string(t), Label: s.w.say.T("ui.lists." + string(t))})
		if i == 0 && t == dossier.TypeAllegation {
			options = append(options, widget.Option{Key: matrixKey, Label: s.w.say.T("ui.matrix.tab")})
		}
	}
	key := string(s.shown)
	if s.matrix != nil {
		key = matrixKey
	}
	return widget.NewSwitch(options, key, func(k string) {
		s.w.session.Flush()
		if k == matrixKey {
			s.showMatrix()
			return
		}
		s.leaveMatrix()
		s.showList(dossier.Type(k))
	})
}

// showMatrix shows facts against elements in place of lists and editor.
func (s *section) showMatrix() {
	s.matrix = &matrix{} // the switch shows where it is
	s.matrix = newMatrix(s.w, s.editor.root, s.switcher())
	s.list.Select(-1)
	s.put(s.matrix.object)
}

func (s *section) leaveMatrix() {
	if s.matrix != nil {
		s.matrix = nil
		s.put(s.split)
	}
}

func (s *section) put(o fyne.CanvasObject) {
	c := s.object.(*fyne.Container)
	c.Objects = []fyne.CanvasObject{o}
	c.Refresh()
}

// records are those of the list in their order: events as they happened.
func (s *section) records() []dossier.Record {
	d := s.w.session.Dossier
	if s.shown != dossier.TypeEvent {
		return d.List(s.shown)
	}
	var out []dossier.Record
	for _, e := range d.Timeline() {
		out = append(out, e)
	}
	return out
}

// refill makes the rows anew and keeps the choice.
func (s *section) refill() {
	if s.list == nil {
		return
	}
	s.rows = room.Rower(s.w)
	q := lang.Fold(s.filter)
	s.ids = s.ids[:0]
	for _, r := range s.records() {
		if q == "" || strings.Contains(lang.Fold(s.words(r)), q) {
			s.ids = append(s.ids, r.Header().ID)
		}
	}
	s.list.SetRows(func(i int) widget.Row {
		if r := s.w.session.Dossier.Get(s.ids[i]); r != nil {
			return s.rows.Row(r)
		}
		return widget.Row{}
	}, len(s.ids))
	s.selectID(s.editor.root)
}

// words are what the filter looks through.
func (s *section) words(r dossier.Record) string {
	row := s.rows.Row(r)
	return row.Lead + " " + row.Title + " " + row.Subtitle
}

func (s *section) selectID(id dossier.ID) {
	if i := slices.Index(s.ids, id); i >= 0 && s.list.Selected() != i {
		s.list.Select(i)
	}
}

func (s *section) choose(i int) {
	s.w.Touch()
	s.w.session.Flush()
	if i >= 0 && i < len(s.ids) {
		s.editor.openRoot(s.ids[i])
	}
}

// add makes a record of the type listed and opens it.
func (s *section) add() {
	if s.shown == dossier.TypeEvidence {
		s.w.attach()
		return
	}
	id := room.Create(s.w, s.shown, "", nil)
	if id == "" {
		return
	}
	for _, n := range s.w.session.Dossier.Children(id, dossier.TypeName) { // a party is begun with its name
		s.w.Jump(n.Header().ID, "family")
		return
	}
	s.w.Jump(id, firstField(s.shown))
}

// changed takes notice that records are different.
func (s *section) changed(c session.Change) {
	if s.matrix != nil {
		s.matrix.refill()
	}
	s.editor.changed(c)
	s.inspect.fill()
	if s.list == nil {
		return
	}
	if c.Whole || s.shown == dossier.TypeEvent || s.filter != "" {
		s.refill()
		if s.editor.id == "" && len(s.ids) > 0 {
			s.selectID(s.ids[0])
			s.editor.openRoot(s.ids[0])
		}
		return
	}
	s.rows = room.Rower(s.w)
	for _, id := range c.IDs {
		if i := slices.Index(s.ids, id); i >= 0 {
			s.list.RefreshRow(i)
		}
	}
}

// jump shows a record, be it listed here or owned by one that is, and its field.
func (s *section) jump(chain []dossier.ID, field string) {
	root := chain[0]
	if s.matrix != nil {
		s.leaveMatrix()
		s.showList(s.shown) // its switch stood at the matrix
	}
	if root.Type() != s.shown && slices.Contains(s.types, root.Type()) {
		s.showList(root.Type())
	}
	if s.list != nil {
		if !slices.Contains(s.ids, root) && s.filter != "" {
			s.showList(s.shown)
		}
		s.selectID(root)
	}
	if s.editor.id != chain[len(chain)-1] {
		s.editor.openRoot(root)
		for _, id := range chain[1:] {
			s.editor.open(id, "")
		}
	}
	s.inspect.unflip()
	if field != "" {
		s.editor.focusField(field)
	}
}
