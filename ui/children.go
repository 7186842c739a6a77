package ui

import (
	"fyne.io/fyne/v2"

	"probata/dossier"
	"probata/ui/widget"
)

// attached are types that a record does not own but that are entered with it,
// by the field that links to it: what a party is in the case and has allowed.
var attached = map[dossier.Type][]attachment{
	dossier.TypeParty: {{dossier.TypeRole, "party"}, {dossier.TypeConsent, "party"}},
}

type attachment struct {
	child dossier.Type
	field string // of the child, which links to the record
}

// childrenOf are the lists of further records that the editor of a type shows.
func childrenOf(t dossier.Type) []attachment {
	var out []attachment
	for _, c := range dossier.ChildTypes(t) {
		if c == dossier.TypeTranslation && t != dossier.TypeQuote {
			continue // versions of a whole case are entered side by side, not record by record
		}
		f, _ := dossier.TableOf(c).ParentTo(t)
		out = append(out, attachment{c, f.Key})
	}
	return append(out, attached[t]...)
}

// leads tells whether a list stands before the fields of the record: a party is
// its names first of all.
func (a attachment) leads() bool { return a.child == dossier.TypeName }

// childField is the list of records that belong to the one being edited. Each
// line opens its own editor.
type childField struct {
	widget.FieldBase
	editor *editor
	kind   attachment
	stack  *fyne.Container
	add    *widget.Button
	object *fyne.Container
}

func newChildField(e *editor, a attachment) *childField {
	f := &childField{FieldBase: widget.NewFieldBase(childKey(a.child)), editor: e, kind: a, stack: widget.NewStack(6)}
	f.add = widget.NewButton(e.say().T("ui.record.add", "type", e.say().typeLower(a.child)), e.w.icons["add"], func() { e.addChild(a) })
	f.object = widget.NewStack(6, f.stack, widget.NewBar(0, -1, f.add))
	return f
}

func childKey(t dossier.Type) string { return "+" + string(t) }

func (f *childField) fill(r dossier.Record) {
	f.stack.Objects = nil
	for _, c := range f.editor.d().LinkedFrom(r.Header().ID, f.kind.child, f.kind.field) {
		id := c.Header().ID
		row := f.editor.w.rower().row(c)
		line := widget.NewBar(2, 0, widget.NewClickRow(widget.ClickRow{
			Icon: row.Kind, Kind: markKind(row), Title: row.Title, Subtitle: row.Subtitle, Tapped: func() { f.editor.open(id, "") },
		}))
		line.Add(widget.NewIconButton(f.editor.w.icons["close"], f.editor.say().words.Remove, func() { f.editor.w.askRemove(id) }))
		f.stack.Add(line)
	}
	f.stack.Hidden = len(f.stack.Objects) == 0
	f.object.Refresh()
	f.Touch()
}

func markKind(r widget.Row) widget.Kind {
	out := widget.Neutral
	for _, m := range r.Marks {
		if m.Kind == widget.Danger || m.Kind == widget.Warning {
			out = max(out, m.Kind)
		}
	}
	return out
}

// Object is the lines with the button that adds one.
func (f *childField) Object() fyne.CanvasObject { return f.object }

// FocusTarget is the button.
func (f *childField) FocusTarget() fyne.Focusable { return f.add }

// SetReadOnly takes the button away.
func (f *childField) SetReadOnly(on bool) { f.add.Hidden = on }
