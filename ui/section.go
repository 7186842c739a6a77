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
	w      recordsHost
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

func newSection(w recordsHost, types []dossier.Type) *section {
	s := &section{w: w, types: types}
	s.editor = newEditor(w, w.Say().T("ui.record.choose"))
	s.inspect = newInspect(w, s.editor)
	s.editor.onShown = s.inspect.fill
	s.lists = container.NewStack()
	s.split = widget.NewSplit(room.NewWide(s.lists, room.ListLeast), s.inspect.object, 0.32)
	s.object = container.NewStack(s.split)
	if len(types) == 1 && types[0] == dossier.TypeCase {
		s.object = s.inspect.object
		s.shown = dossier.TypeCase
		s.editor.openRoot(w.Session().CaseID())
		return s
	}
	s.showList(types[0])
	return s
}

// showList lists the records of one of the section's types.
func (s *section) showList(t dossier.Type) {
	s.shown, s.filter = t, ""
	say := s.w.Say()
	name := string(t)
	opts := widget.RecordListOptions{
		FilterHint: say.T("ui.list.filter"), Add: say.T("ui.list.add"), EmptyIcon: s.w.Icons()[speech.IconOf[t]],
		EmptyText: say.T("ui.empty." + name), EmptyAdd: say.T("ui.record.add", "type", say.TypeLower(t)),
		NoMatch: say.T("ui.list.no-match"), Timeline: t == dossier.TypeEvent,
	}
	s.list = widget.NewRecordList(opts)
	s.list.OnFilter = func(q string) { s.filter = q; s.refill() }
	s.list.OnAdd = s.make
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
		options = append(options, widget.Option{Key: string(t), Label: s.w.Say().T("ui.lists." + string(t))})
		if i == 0 && t == dossier.TypeAllegation {
			options = append(options, widget.Option{Key: matrixKey, Label: s.w.Say().T("ui.matrix.tab")})
		}
	}
	key := string(s.shown)
	if s.matrix != nil {
		key = matrixKey
	}
	return widget.NewSwitch(options, key, func(k string) {
		s.w.Session().Flush()
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
	d := s.w.Session().Dossier
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
		if r := s.w.Session().Dossier.Get(s.ids[i]); r != nil {
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
	s.w.Session().Flush()
	if i >= 0 && i < len(s.ids) {
		s.editor.openRoot(s.ids[i])
	}
}

// Add makes a record of the type listed and opens it.
func (s *section) Add() bool {
	if s.list == nil {
		return false
	}
	s.make()
	return true
}

func (s *section) make() {
	if s.shown == dossier.TypeEvidence {
		s.w.Attach()
		return
	}
	id := room.Create(s.w, s.shown, "", nil)
	if id == "" {
		return
	}
	for _, n := range s.w.Session().Dossier.Children(id, dossier.TypeName) { // a party is begun with its name
		s.w.Jump(n.Header().ID, "family")
		return
	}
	s.w.Jump(id, firstField(s.shown))
}

// Object is the tab.
func (s *section) Object() fyne.CanvasObject { return s.object }

// Leave gives nothing up: nothing works beside the main goroutine.
func (s *section) Leave() {}

// Shows tells whether the editor shows the record.
func (s *section) Shows(id dossier.ID) bool { return s.editor.id == id }

// Filter moves the keyboard to the filter.
func (s *section) Filter() bool {
	if s.list == nil {
		return false
	}
	s.list.FocusFilter()
	return true
}

// Changed takes notice that records are different.
func (s *section) Changed(c session.Change) {
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

// Jump shows a record, be it listed here or owned by one that is, and its field.
func (s *section) Jump(place room.Place) bool {
	chain, field := place.Chain, place.Field
	if len(chain) == 0 {
		return false
	}
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
	return true
}
