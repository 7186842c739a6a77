package records

import (
	"fyne.io/fyne/v2"

	"probata/dossier"
	"probata/ui/room"
	"probata/ui/widget"
)

// attached are types that a record does not own but that are entered with it,
// by the field that links to it: what a party is in the case and has allowed.
var attached = map[dossier.Type][]Attachment{
	dossier.TypeParty: {{dossier.TypeRole, "party"}, {dossier.TypeConsent, "party"}},
}

type Attachment struct {
	Child dossier.Type
	Field string // of the child, which links to the record
}

// ChildrenOf are the lists of further records that the editor of a type shows.
func ChildrenOf(t dossier.Type) []Attachment {
	var out []Attachment
	for _, c := range dossier.ChildTypes(t) {
		if c == dossier.TypeTranslation && t != dossier.TypeQuote {
			continue // versions of a whole case are entered side by side, not record by record
		}
		f, _ := dossier.TableOf(c).ParentTo(t)
		out = append(out, Attachment{c, f.Key})
	}
	return append(out, attached[t]...)
}

// leads tells whether a list stands before the fields of the record: a party is
// its names first of all.
func (a Attachment) leads() bool { return a.Child == dossier.TypeName }

// childField is the list of records that belong to the one being edited. Each
// line opens its own editor.
type childField struct {
	widget.FieldBase
	editor *Editor
	kind   Attachment
	stack  *fyne.Container
	add    *widget.Button
	object *fyne.Container
}

func newChildField(e *Editor, a Attachment) *childField {
	f := &childField{FieldBase: widget.NewFieldBase(childKey(a.Child)), editor: e, kind: a, stack: widget.NewStack(6)}
	f.add = widget.NewButton(e.say().T("ui.record.add", "type", e.say().TypeLower(a.Child)), e.w.Icons()["add"], func() { e.AddChild(a) })
	f.object = widget.NewStack(6, f.stack, widget.NewBar(0, -1, f.add))
	return f
}

func childKey(t dossier.Type) string { return "+" + string(t) }

func (f *childField) fill(r dossier.Record) {
	f.stack.Objects = nil
	for _, c := range f.editor.d().LinkedFrom(r.Header().ID, f.kind.Child, f.kind.Field) {
		id := c.Header().ID
		row := room.Rower(f.editor.w).Row(c)
		line := widget.NewBar(2, 0, widget.NewClickRow(widget.ClickRow{
			Icon: row.Kind, Kind: markKind(row), Title: row.Title, Subtitle: row.Subtitle, Tapped: func() { f.editor.open(id, "") },
		}))
		line.Add(widget.NewIconButton(f.editor.w.Icons()["close"], f.editor.say().Words.Remove, func() { room.AskRemove(f.editor.w, id) }))
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
