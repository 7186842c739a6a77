package records

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/ui/session"
	"probata/ui/speech"
	"probata/ui/widget"
)

// Editor edits any record of any type. For each type it builds one form from the
// field table and refills it; records that belong to the one shown are lists in
// the form, and open in the same place with a way back.
type Editor struct {
	w     Host
	forms map[dossier.Type]*typeForm
	root  dossier.ID   // what was opened from the list
	trail []dossier.ID // the way from root to id, without id
	ID    dossier.ID   // what is shown
	Draft dossier.Record
	// compact editors lend their controls to a narrow place.
	compact bool

	crumbs *fyne.Container
	title  *widget.Text
	kind   *widget.Text
	tools  *fyne.Container
	info   *widget.IconButton // shows the inspector where there is no room for both
	body   *fyne.Container
	empty  *widget.Empty
	head   *fyne.Container
	object *fyne.Container
	foot   *fyne.Container

	onShown func() // the record shown is another one
}

// typeForm is the form of one type of record.
type typeForm struct {
	Form     *widget.Form
	Controls []Control
	children []*childField
}

func NewEditor(w Host, nothing string) *Editor {
	e := &Editor{w: w, forms: map[dossier.Type]*typeForm{}}
	e.crumbs = widget.NewBar(2, -1)
	e.title = widget.NewHeading("")
	e.kind = widget.NewCaption("")
	e.tools = widget.NewBar(2, -1)
	e.info = widget.NewIconButton(w.Icons()["info"], w.Say().T("ui.inspect.show"), nil)
	e.info.Hide()
	e.body = container.NewStack()
	e.foot = widget.NewBar(8, -1)
	words := widget.NewStack(2, e.crumbs, e.kind, e.title)
	e.head = widget.NewPadded(widget.NewBar(8, 0, words, e.tools), 12, 10, 8, 16)
	e.empty = widget.NewEmpty(w.Icons()["edit"], nothing, "", nil)
	inner := container.NewBorder(e.head, widget.NewPadded(e.foot, 0, 16, 0, 16), nil, nil, e.body)
	e.object = widget.NewSheet(container.NewStack(e.empty, inner))
	e.show()
	return e
}

func (e *Editor) say() *speech.Speech { return e.w.Say() }
func (e *Editor) d() *dossier.Dossier { return e.w.Session().Dossier }

// OpenRoot shows a record chosen in the list.
func (e *Editor) OpenRoot(id dossier.ID) {
	e.root, e.trail, e.Draft = id, nil, nil
	e.ID = id
	e.show()
}

// open goes on to a record that belongs to the one shown, and to one of its fields.
func (e *Editor) open(id dossier.ID, field string) {
	e.w.Session().Flush()
	if id != e.ID {
		e.trail = append(e.trail, e.ID)
		e.ID, e.Draft = id, nil
		e.show()
	}
	if field != "" {
		e.focusField(field)
	}
}

// back returns along the trail to its i-th record.
func (e *Editor) back(i int) {
	e.w.Session().Flush()
	e.ID, e.trail, e.Draft = e.trail[i], e.trail[:i], nil
	e.show()
}

// Current is the record shown, with what is being typed.
func (e *Editor) Current() dossier.Record {
	if e.Draft != nil {
		return e.Draft
	}
	return e.w.Session().Record(e.ID)
}

// show draws the record anew.
func (e *Editor) show() {
	r := e.Current()
	for r == nil && len(e.trail) > 0 { // it went with an undo: step back
		e.ID, e.trail = e.trail[len(e.trail)-1], e.trail[:len(e.trail)-1]
		r = e.Current()
	}
	e.empty.Hidden = r != nil
	e.head.Hidden = r == nil
	if r == nil {
		e.ID = ""
		e.body.Objects, e.foot.Objects = nil, nil
		e.object.Refresh()
	} else {
		f := e.Form(r.Type())
		e.fill(f, r)
		if len(e.body.Objects) != 1 || e.body.Objects[0] != f.Form {
			e.body.Objects = []fyne.CanvasObject{f.Form}
			e.body.Refresh()
		}
		f.Form.ScrollToTop()
		e.fillHead(r)
	}
	if e.onShown != nil {
		e.onShown()
	}
}

// Form is the form of a type, built when it is first needed.
func (e *Editor) Form(t dossier.Type) *typeForm {
	if f, ok := e.forms[t]; ok {
		return f
	}
	f := &typeForm{Form: widget.NewForm()}
	for _, a := range ChildrenOf(t) {
		f.children = append(f.children, newChildField(e, a))
	}
	e.addChildren(f, true)
	for _, field := range dossier.TableOf(t).Fields {
		if field.Parent {
			continue // the trail shows it, and it never changes
		}
		c := e.newControl(t, field)
		f.Controls = append(f.Controls, c)
		f.Form.Add(c.Widget, e.say().FieldLabel(t, field.Key), hint(e.say(), t, field.Key), field.Required)
	}
	e.addChildren(f, false)
	e.forms[t] = f
	return f
}

func (e *Editor) addChildren(f *typeForm, lead bool) {
	for _, c := range f.children {
		if c.kind.leads() == lead {
			f.Form.Add(c, e.say().TypesWord(c.kind.Child), "", false)
		}
	}
}

func hint(s *speech.Speech, t dossier.Type, key string) string {
	if k := "hint." + string(t) + "." + key; s.Has(k) {
		return s.T(k)
	}
	return ""
}

func (e *Editor) fill(f *typeForm, r dossier.Record) {
	locked := r.Type() == dossier.TypeCustody && e.Draft == nil
	f.Form.Refill(func() {
		for _, c := range f.Controls {
			c.fill(r)
			c.Widget.SetReadOnly(locked || c.Field.Fixed)
			f.Form.SetShown(c.Field.Key, applies(c.Field, r))
		}
		for _, c := range f.children {
			c.fill(r)
		}
	})
	e.problems(f, r)
}

// applies tells whether a field is shown: it applies, or it says something
// although it does not apply any more, which must stay visible.
func applies(f dossier.Field, r dossier.Record) bool { return f.Shown(r) || !f.Empty(r) }

// problems puts the sentences of the record's problems under its fields.
func (e *Editor) problems(f *typeForm, r dossier.Record) {
	wrong, doubt := map[string]string{}, map[string]string{}
	for _, p := range e.w.Session().Check() {
		if p.Record != r.Header().ID || p.Field == "" || p.Key == "required" && e.Draft != nil {
			continue
		}
		to := doubt
		if p.Weight == dossier.Stops {
			to = wrong
		}
		if to[p.Field] == "" {
			to[p.Field] = e.say().Problem(p)
		}
	}
	f.Form.SetProblems(wrong, doubt)
}

// typed passes a change by the keyboard on.
func (e *Editor) typed(f dossier.Field, set func(dossier.Record)) {
	e.w.Touch()
	if e.Draft != nil {
		set(e.Draft)
		return
	}
	e.w.Session().Typed(e.ID, f.Key, set)
}

// set passes a choice on, which may show or hide other fields.
func (e *Editor) set(f dossier.Field, set func(dossier.Record)) {
	e.w.Touch()
	if e.Draft != nil {
		set(e.Draft)
		return
	}
	e.w.Session().Set(e.ID, set)
	if r := e.Current(); r != nil {
		tf := e.Form(r.Type())
		tf.Form.Refill(func() {
			for _, c := range tf.Controls {
				tf.Form.SetShown(c.Field.Key, applies(c.Field, r))
			}
		})
	}
}

// changed takes notice that records are different. Own edits do not refill the
// form, so that the cursor stays where it is.
func (e *Editor) changed(c session.Change) {
	r := e.Current()
	if r == nil || c.Whole && !slices.Contains(c.IDs, e.ID) && e.Draft != nil {
		e.show()
		return
	}
	f := e.Form(r.Type())
	if c.Edit && !c.Whole {
		e.title.SetText(e.titleOf(r))
		for _, k := range f.children {
			k.fill(r)
		}
		e.problems(f, r)
		return
	}
	e.fill(f, r)
	e.fillHead(r)
}

// focusField goes to a field, or to the list of children of a key.
func (e *Editor) focusField(key string) bool {
	r := e.Current()
	if r == nil {
		return false
	}
	form := e.Form(r.Type()).Form
	if !form.FocusField(key) {
		return false
	}
	// What was put into the window just now cannot be found from itself yet.
	e.w.Win().Canvas().Focus(form.Field(key).FocusTarget())
	return true
}
