package records

import (
	"probata/dossier"
	"probata/ui/room"
)

// AddChild makes a record that belongs to the one shown and opens it.
func (e *Editor) AddChild(a Attachment) {
	e.w.Session().Flush()
	owner := e.ID
	if a.Child == dossier.TypeCustody {
		e.beginCustody(owner)
		return
	}
	id := room.Create(e.w, a.Child, "", func(r dossier.Record) {
		if f, ok := dossier.TableOf(a.Child).Field(a.Field); ok {
			f.SetLinks(r, []dossier.ID{owner})
		}
	})
	if id != "" {
		e.open(id, firstField(a.Child))
	}
}

// firstField is where somebody begins to fill in a record of a type.
func firstField(t dossier.Type) string {
	for _, f := range dossier.TableOf(t).Fields {
		if !f.Parent && !f.Fixed {
			return f.Key
		}
	}
	return ""
}

// beginCustody edits a line of the custody log before it is kept: once kept, a
// line never changes.
func (e *Editor) beginCustody(evidence dossier.ID) {
	r, err := e.w.Session().NewRecord(dossier.TypeCustody)
	if err != nil {
		e.w.Fail(err)
		return
	}
	r.(*dossier.Custody).Evidence = evidence
	r.(*dossier.Custody).At.EDTF = e.w.Today().String()
	e.beginDraft(r)
}

// beginDraft shows a record that is not kept yet, of the one shown.
func (e *Editor) beginDraft(r dossier.Record) {
	e.trail = append(e.trail, e.ID)
	e.ID, e.Draft = r.Header().ID, r
	e.show()
}

func (e *Editor) KeepDraft() {
	r := e.Draft
	if e.w.Session().Apply("add", "", []dossier.Record{r}, nil) {
		e.Draft = nil
		e.back(len(e.trail) - 1)
	}
}

// offerElements proposes to add a finding for each element of the provision
// just chosen, where none is there yet.
func (e *Editor) offerElements() {
	a, ok := e.Current().(*dossier.Allegation)
	if !ok {
		return
	}
	missing := e.MissingElements(a)
	if len(missing) == 0 {
		return
	}
	e.w.Ask(room.Question{
		Title: e.say().T("ui.law.elements-title"), Text: e.say().N("ui.law.elements-text", len(missing)),
		Yes: e.say().T("ui.law.elements-add"), No: e.say().T("ui.law.elements-no"),
	}, func() { e.AddElements(a.ID, missing) })
}

func (e *Editor) MissingElements(a *dossier.Allegation) []string {
	p, ok := e.say().Law.Provision(a.Provision)
	if !ok {
		return nil
	}
	have := map[string]bool{}
	for _, f := range dossier.As[*dossier.Finding](e.d().Children(a.ID, dossier.TypeFinding)) {
		have[f.Element] = true
	}
	var out []string
	for _, el := range p.Elements {
		if !have[el.ID] {
			out = append(out, el.ID)
		}
	}
	return out
}

func (e *Editor) AddElements(allegation dossier.ID, elements []string) {
	var put []dossier.Record
	for i, el := range elements {
		r, err := e.w.Session().NewRecord(dossier.TypeFinding)
		if err != nil {
			e.w.Fail(err)
			return
		}
		f := r.(*dossier.Finding)
		f.Allegation, f.Element, f.State = allegation, el, "missing"
		f.Place += int64(10 * i)
		put = append(put, f)
	}
	e.w.Session().Apply("add", "", put, nil)
}
