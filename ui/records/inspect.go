package records

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/dossier/door"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// Inspect is the column beside an editor: what is wrong with the record, what it
// rests on, where it is used. Without room for both it takes the editor's place.
type Inspect struct {
	w       Host
	editor  *Editor
	Pane    *widget.Inspector
	object  *fyne.Container
	back    fyne.CanvasObject
	flipped bool
	sent    map[dossier.ID]*dossier.Dossier // the case as it was at filings
}

// inspectFrom is the width from which editor and inspector stand side by side.
const (
	inspectFrom  = 740
	inspectWidth = 256
)

func newInspect(w Host, e *Editor) *Inspect {
	p := &Inspect{w: w, editor: e, Pane: widget.NewInspector()}
	e.info.SetTapped(p.flip)
	p.back = widget.NewBar(0, -1, widget.NewQuietButton(w.Say().T("ui.inspect.hide"), w.Icons()["back"], p.flip))
	side := widget.NewHeaded(4, p.back, p.Pane)
	p.object = container.New(inspectLayout{p}, e.object, side)
	return p
}

func (p *Inspect) flip() {
	p.flipped = !p.flipped
	p.object.Refresh()
}

type inspectLayout struct{ p *Inspect }

func (l inspectLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(300, max(o[0].MinSize().Height, 200))
}

func (l inspectLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	narrow := size.Width < inspectFrom
	if l.p.editor.info.Hidden != !narrow {
		l.p.editor.info.Hidden = !narrow
		l.p.editor.head.Refresh()
	}
	if l.p.back.Visible() != narrow {
		if narrow {
			l.p.back.Show()
		} else {
			l.p.back.Hide()
		}
	}
	if narrow {
		show, hide := o[0], o[1]
		if l.p.flipped {
			show, hide = hide, show
		}
		hide.Hide()
		show.Show()
		show.Move(fyne.NewPos(0, 0))
		show.Resize(size)
		return
	}
	w := size.Width - inspectWidth - 12
	o[0].Show()
	o[1].Show()
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(w, size.Height))
	o[1].Move(fyne.NewPos(w+12, 0))
	o[1].Resize(fyne.NewSize(inspectWidth, size.Height))
}

// fill shows what there is to know about the record in the editor.
func (p *Inspect) fill() {
	id := p.editor.ID
	if id == "" || p.editor.Draft != nil {
		p.Pane.SetSections()
		return
	}
	if id.Type() == dossier.TypeCase {
		p.Pane.SetSections(p.deadlines(), p.contents(), p.problems(id))
		return
	}
	p.Pane.SetSections(p.problems(id))
	if f, ok := p.w.Session().Dossier.Get(id).(*dossier.Filing); ok {
		p.Pane.AddSections(p.since(f)...)
	}
	p.Pane.AddSections(p.sources(id), p.decisions(id), p.uses(id))
	if ev, ok := p.w.Session().Dossier.Get(id).(*dossier.Evidence); ok && ev.Blob != "" {
		p.Pane.Add(p.w.FileCard(ev))
	}
}

func (p *Inspect) problems(id dossier.ID) widget.InspectorSection {
	out := widget.InspectorSection{Title: p.w.Say().T("ui.inspect.problems"), Count: true, Kind: widget.Success, Empty: p.w.Say().T("ui.inspect.no-problems")}
	within := map[dossier.ID]bool{}
	for _, r := range p.w.Session().Dossier.Owned(id) {
		within[r.Header().ID] = true
	}
	var worst []dossier.Problem
	for _, x := range p.w.Session().Check() {
		if within[x.Record] || id.Type() == dossier.TypeCase {
			worst = append(worst, x)
			out.Kind = max(out.Kind, room.WeightKind(x.Weight))
		}
	}
	slices.SortStableFunc(worst, func(a, b dossier.Problem) int { return int(b.Weight) - int(a.Weight) })
	out.Rows = room.Drawn(worst, func(x dossier.Problem) widget.ClickRow { return room.ProblemRow(p.w, x, x.Record != id) })
	out.More = widget.ClickRow{Icon: p.w.Icons()["submission"], Title: p.w.Say().T("ui.inspect.more"), Tapped: func() { p.w.ShowTab("submissions") }}
	return out
}

func (p *Inspect) sources(id dossier.ID) widget.InspectorSection {
	s := p.w.Say()
	if !citable(id.Type()) {
		return widget.InspectorSection{}
	}
	out := widget.InspectorSection{Title: s.T("ui.inspect.sources")}
	for _, c := range p.w.Session().Dossier.Citations(id) {
		cid := c.ID
		sub := room.Rower(p.w).Locator(c)
		if c.Field != "" {
			sub = speech.Join(s.FieldLabel(id.Type(), c.Field), sub)
		}
		out.Rows = append(out.Rows, widget.ClickRow{
			Icon: p.w.Icons()["source"], Title: s.Or(p.w.Session().Dossier.Label(c.Source, s.Tag()), c), Subtitle: speech.Join(sub, speech.Shorter(speech.Quoted(c.Quoted), 90)),
			Tapped: func() { p.editor.open(cid, ""); p.unflip() },
		})
	}
	out.Rows = append(out.Rows, widget.ClickRow{Icon: p.w.Icons()["add"], Kind: widget.Info, Title: s.T("ui.inspect.add-source"), Tapped: func() { p.cite(id) }})
	if id.Type() == dossier.TypeFinding || id.Type() == dossier.TypeAllegation {
		out.Rows = append(out.Rows, widget.ClickRow{Icon: p.w.Icons()["link"], Kind: widget.Info, Title: s.T("ui.cite.from-case"), Tapped: func() { p.insertCitation(id) }})
	}
	return out
}

// citable tells whether a statement of the type can rest on a source.
func citable(t dossier.Type) bool {
	switch t {
	case dossier.TypeCitation, dossier.TypeSource, dossier.TypeCustody, dossier.TypeNote, dossier.TypeTask,
		dossier.TypeSubmission, dossier.TypeAnswer, dossier.TypeRole, dossier.TypeCase, dossier.TypeEvidence:
		return false
	}
	return true
}

// cite adds a citation to a fact and opens it at its source.
func (p *Inspect) cite(fact dossier.ID) {
	id := room.Create(p.w, dossier.TypeCitation, "", func(r dossier.Record) {
		c := r.(*dossier.Citation)
		c.Fact = fact
		if all := p.w.Session().Dossier.List(dossier.TypeSource); len(all) == 1 { // there is nothing else to choose
			c.Source = all[0].Header().ID
		}
	})
	if id != "" {
		p.unflip()
		p.editor.open(id, "source")
	}
}

func (p *Inspect) unflip() {
	if p.flipped {
		p.flip()
	}
}

func (p *Inspect) uses(id dossier.ID) widget.InspectorSection {
	s, d := p.w.Say(), p.w.Session().Dossier
	out := widget.InspectorSection{Title: s.T("ui.inspect.uses"), Count: true, Kind: widget.Neutral, Empty: s.T("ui.inspect.no-uses")}
	var used []dossier.Use
	for _, u := range d.Uses(id) {
		r := d.Get(u.By)
		if r == nil || u.By.Type() == dossier.TypeCitation && u.Field == "fact" {
			continue
		}
		if f, ok := dossier.TableOf(r.Type()).ParentTo(id.Type()); ok && f.Key == u.Field {
			continue // stands in the editor as a part of the record
		}
		if slices.Contains(attached[id.Type()], Attachment{r.Type(), u.Field}) {
			continue // so do these
		}
		used = append(used, u)
	}
	out.Rows = room.Drawn(used, func(u dossier.Use) widget.ClickRow {
		return widget.ClickRow{
			Icon: p.w.Icons()[speech.IconOf[u.By.Type()]], Title: s.Label(d, u.By),
			Subtitle: speech.Join(s.TypeWord(u.By.Type()), s.FieldLabel(u.By.Type(), u.Field)), Tapped: func() { p.w.Jump(u.By, "") },
		}
	})
	return out
}

// caseDues is how many deadlines stand on the first screen of a case.
const caseDues = 4

// deadlines are the next ones of the case, and the way to all of them.
func (p *Inspect) deadlines() widget.InspectorSection {
	out := widget.InspectorSection{Title: p.w.Say().T("ui.due.title")}
	all := p.w.Session().Deadlines(p.w.Data().Law, p.w.Today())
	next, ok := speech.Nearest(all, p.w.Today())
	if !ok {
		return out
	}
	from := slices.IndexFunc(all, func(d door.Deadline) bool { return d.Key == next.Key && d.Record == next.Record && d.Body == next.Body })
	for _, d := range all[from:min(len(all), from+caseDues)] {
		row := room.DeadlineLine(p.w, d)
		row.Tapped = func() { p.w.ShowDoors("deadlines", "") }
		out.Rows = append(out.Rows, row)
	}
	if len(all) > from+caseDues {
		out.Rows = append(out.Rows, widget.ClickRow{Icon: p.w.Icons()["forward"], Title: p.w.Say().T("ui.due.all"), Trail: p.w.Say().Number(len(all)), Tapped: func() { p.w.ShowDoors("deadlines", "") }})
	}
	return out
}

// contents is how much of what there is in the case, and the way to it.
func (p *Inspect) contents() widget.InspectorSection {
	out := widget.InspectorSection{Title: p.w.Say().T("ui.inspect.contents")}
	for _, x := range room.Tabs {
		if len(x.Types) == 0 || x.Key == "overview" || x.Key == "submissions" {
			continue
		}
		n := 0
		for _, t := range x.Types {
			if t != dossier.TypeRole && t != dossier.TypeCitation {
				n += len(p.w.Session().Dossier.List(t))
			}
		}
		key := x.Key
		out.Rows = append(out.Rows, widget.ClickRow{
			Icon: p.w.Icons()[speech.IconOf[x.Types[0]]], Title: p.w.Say().T("ui.tab." + key), Trail: p.w.Say().Number(n), Tapped: func() { p.w.ShowTab(key) },
		})
	}
	return out
}
