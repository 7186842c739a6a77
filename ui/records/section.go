package records

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

// Screen is one tab of a case: a virtual list of the records of one type at a
// time, the editor of the one chosen, and the inspector.
type Screen struct {
	w      Host
	types  []dossier.Type
	shown  dossier.Type
	List   *widget.RecordList
	IDs    []dossier.ID // of the rows, after the filter
	Rows   *speech.Rower
	filter string

	Editor  *Editor
	Inspect *Inspect
	Matrix  *matrix // in place of lists and editor, of the law alone
	lists   *fyne.Container
	split   *widget.Split
	Canvas  fyne.CanvasObject
}

// matrixKey is the entry of the switch of lists that shows the matrix.
const matrixKey = "matrix"

func New(w Host, types []dossier.Type) *Screen {
	s := &Screen{w: w, types: types}
	s.Editor = NewEditor(w, w.Say().T("ui.record.choose"))
	s.Inspect = newInspect(w, s.Editor)
	s.Editor.onShown = s.Inspect.fill
	s.lists = container.NewStack()
	s.split = widget.NewSplit(room.NewWide(s.lists, room.ListLeast), s.Inspect.object, 0.32)
	s.Canvas = container.NewStack(s.split)
	if len(types) == 1 && types[0] == dossier.TypeCase {
		s.Canvas = s.Inspect.object
		s.shown = dossier.TypeCase
		s.Editor.OpenRoot(w.Session().CaseID())
		return s
	}
	s.showList(types[0])
	return s
}

// showList lists the records of one of the section's types.
func (s *Screen) showList(t dossier.Type) {
	s.shown, s.filter = t, ""
	say := s.w.Say()
	name := string(t)
	opts := widget.RecordListOptions{
		FilterHint: say.T("ui.list.filter"), Add: say.T("ui.list.add"), EmptyIcon: s.w.Icons()[speech.IconOf[t]],
		EmptyText: say.T("ui.empty." + name), EmptyAdd: say.T("ui.record.add", "type", say.TypeLower(t)),
		NoMatch: say.T("ui.list.no-match"), Timeline: t == dossier.TypeEvent,
	}
	s.List = widget.NewRecordList(opts)
	s.List.OnFilter = func(q string) { s.filter = q; s.refill() }
	s.List.OnAdd = s.make
	s.List.OnSelected = func(i int) { s.choose(i) }
	s.List.OnActivated = func(int) { s.Editor.focusField(firstField(t)) }
	var content fyne.CanvasObject = s.List
	if len(s.types) > 1 {
		content = widget.NewHeaded(8, s.switcher(), s.List)
	}
	s.lists.Objects = []fyne.CanvasObject{content}
	s.lists.Refresh()
	s.refill()
	if len(s.IDs) > 0 {
		s.selectID(s.IDs[0])
		s.Editor.OpenRoot(s.IDs[0])
	} else {
		s.Editor.OpenRoot("")
	}
}

func (s *Screen) switcher() fyne.CanvasObject {
	var options []widget.Option
	for i, t := range s.types {
		options = append(options, widget.Option{Key: string(t), Label: s.w.Say().T("ui.lists." + string(t))})
		if i == 0 && t == dossier.TypeAllegation {
			options = append(options, widget.Option{Key: matrixKey, Label: s.w.Say().T("ui.matrix.tab")})
		}
	}
	key := string(s.shown)
	if s.Matrix != nil {
		key = matrixKey
	}
	return widget.NewSwitch(options, key, func(k string) {
		s.w.Session().Flush()
		if k == matrixKey {
			s.ShowMatrix()
			return
		}
		s.LeaveMatrix()
		s.showList(dossier.Type(k))
	})
}

// ShowMatrix shows facts against elements in place of lists and editor.
func (s *Screen) ShowMatrix() {
	s.Matrix = &matrix{} // the switch shows where it is
	s.Matrix = newMatrix(s.w, s.Editor.root, s.switcher())
	s.List.Select(-1)
	s.put(s.Matrix.object)
}

func (s *Screen) LeaveMatrix() {
	if s.Matrix != nil {
		s.Matrix = nil
		s.put(s.split)
	}
}

func (s *Screen) put(o fyne.CanvasObject) {
	c := s.Canvas.(*fyne.Container)
	c.Objects = []fyne.CanvasObject{o}
	c.Refresh()
}

// records are those of the list in their order: events as they happened.
func (s *Screen) records() []dossier.Record {
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
func (s *Screen) refill() {
	if s.List == nil {
		return
	}
	s.Rows = room.Rower(s.w)
	q := lang.Fold(s.filter)
	s.IDs = s.IDs[:0]
	for _, r := range s.records() {
		if q == "" || strings.Contains(lang.Fold(s.words(r)), q) {
			s.IDs = append(s.IDs, r.Header().ID)
		}
	}
	s.List.SetRows(func(i int) widget.Row {
		if r := s.w.Session().Dossier.Get(s.IDs[i]); r != nil {
			return s.Rows.Row(r)
		}
		return widget.Row{}
	}, len(s.IDs))
	s.selectID(s.Editor.root)
}

// words are what the filter looks through.
func (s *Screen) words(r dossier.Record) string {
	row := s.Rows.Row(r)
	return row.Lead + " " + row.Title + " " + row.Subtitle
}

func (s *Screen) selectID(id dossier.ID) {
	if i := slices.Index(s.IDs, id); i >= 0 && s.List.Selected() != i {
		s.List.Select(i)
	}
}

func (s *Screen) choose(i int) {
	s.w.Touch()
	s.w.Session().Flush()
	if i >= 0 && i < len(s.IDs) {
		s.Editor.OpenRoot(s.IDs[i])
	}
}

// Add makes a record of the type listed and opens it.
func (s *Screen) Add() bool {
	if s.List == nil {
		return false
	}
	s.make()
	return true
}

func (s *Screen) make() {
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
func (s *Screen) Object() fyne.CanvasObject { return s.Canvas }

// Leave gives nothing up: nothing works beside the main goroutine.
func (s *Screen) Leave() {}

// Shows tells whether the editor shows the record.
func (s *Screen) Shows(id dossier.ID) bool { return s.Editor.ID == id }

// Filter moves the keyboard to the filter.
func (s *Screen) Filter() bool {
	if s.List == nil {
		return false
	}
	s.List.FocusFilter()
	return true
}

// Changed takes notice that records are different.
func (s *Screen) Changed(c session.Change) {
	if s.Matrix != nil {
		s.Matrix.refill()
	}
	s.Editor.changed(c)
	s.Inspect.fill()
	if s.List == nil {
		return
	}
	if c.Whole || s.shown == dossier.TypeEvent || s.filter != "" {
		s.refill()
		if s.Editor.ID == "" && len(s.IDs) > 0 {
			s.selectID(s.IDs[0])
			s.Editor.OpenRoot(s.IDs[0])
		}
		return
	}
	s.Rows = room.Rower(s.w)
	for _, id := range c.IDs {
		if i := slices.Index(s.IDs, id); i >= 0 {
			s.List.RefreshRow(i)
		}
	}
}

// Jump shows a record, be it listed here or owned by one that is, and its field.
func (s *Screen) Jump(place room.Place) bool {
	chain, field := place.Chain, place.Field
	if len(chain) == 0 {
		return false
	}
	root := chain[0]
	if s.Matrix != nil {
		s.LeaveMatrix()
		s.showList(s.shown) // its switch stood at the matrix
	}
	if root.Type() != s.shown && slices.Contains(s.types, root.Type()) {
		s.showList(root.Type())
	}
	if s.List != nil {
		if !slices.Contains(s.IDs, root) && s.filter != "" {
			s.showList(s.shown)
		}
		s.selectID(root)
	}
	if s.Editor.ID != chain[len(chain)-1] {
		s.Editor.OpenRoot(root)
		for _, id := range chain[1:] {
			s.Editor.open(id, "")
		}
	}
	s.Inspect.unflip()
	if field != "" {
		s.Editor.focusField(field)
	}
	return true
}
