package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/dossier/door"
	"probata/ui/widget"
)

// inspect is the column beside an editor: what is wrong with the record, what it
// rests on, where it is used. Without room for both it takes the editor's place.
type inspect struct {
	w       *Window
	editor  *editor
	pane    *widget.Inspector
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

func newInspect(w *Window, e *editor) *inspect {
	p := &inspect{w: w, editor: e, pane: widget.NewInspector()}
	e.info.SetTapped(p.flip)
	p.back = widget.NewBar(0, -1, widget.NewQuietButton(w.say.T("ui.inspect.hide"), w.icons["back"], p.flip))
	side := widget.NewHeaded(4, p.back, p.pane)
	p.object = container.New(inspectLayout{p}, e.object, side)
	return p
}

func (p *inspect) flip() {
	p.flipped = !p.flipped
	p.object.Refresh()
}

type inspectLayout struct{ p *inspect }

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
func (p *inspect) fill() {
	id := p.editor.id
	if id == "" || p.editor.draft != nil {
		p.pane.SetSections()
		return
	}
	if id.Type() == dossier.TypeCase {
		p.pane.SetSections(p.deadlines(), p.contents(), p.problems(id))
		return
	}
	p.pane.SetSections(p.problems(id))
	if f, ok := p.w.session.d.Get(id).(*dossier.Filing); ok {
		p.pane.AddSections(p.since(f)...)
	}
	p.pane.AddSections(p.sources(id), p.decisions(id), p.uses(id))
	if ev, ok := p.w.session.d.Get(id).(*dossier.Evidence); ok && ev.Blob != "" {
		p.pane.Add(p.w.fileCard(ev))
	}
}

func (p *inspect) problems(id dossier.ID) widget.InspectorSection {
	out := widget.InspectorSection{Title: p.w.say.T("ui.inspect.problems"), Count: true, Kind: widget.Success, Empty: p.w.say.T("ui.inspect.no-problems")}
	within := map[dossier.ID]bool{}
	for _, r := range p.w.session.d.Owned(id) {
		within[r.Header().ID] = true
	}
	var worst []dossier.Problem
	for _, x := range p.w.session.check() {
		if within[x.Record] || id.Type() == dossier.TypeCase {
			worst = append(worst, x)
			out.Kind = max(out.Kind, weightKind(x.Weight))
		}
	}
	slices.SortStableFunc(worst, func(a, b dossier.Problem) int { return int(b.Weight) - int(a.Weight) })
	out.Rows = drawn(worst, func(x dossier.Problem) widget.ClickRow { return p.w.problemRow(x, x.Record != id) })
	out.More = widget.ClickRow{Icon: p.w.icons["submission"], Title: p.w.say.T("ui.inspect.more"), Tapped: func() { p.w.showTab("submissions") }}
	return out
}

// drawn makes the rows that a section draws; the others are only counted.
func drawn[T any](items []T, row func(T) widget.ClickRow) []widget.ClickRow {
	out := make([]widget.ClickRow, len(items))
	for i := range min(len(items), widget.InspectorMost) {
		out[i] = row(items[i])
	}
	return out
}

// problemRow is a problem to be clicked: it opens its place.
func (w *Window) problemRow(x dossier.Problem, where bool) widget.ClickRow {
	row := widget.ClickRow{
		Icon: w.icons["warning"], Kind: weightKind(x.Weight), Title: w.say.problem(x),
		Tapped: func() { w.jump(x.Record, x.Field) },
	}
	if x.Weight == dossier.Hint {
		row.Icon = w.icons["info"]
	}
	if where && w.session.d.Get(x.Record) != nil {
		row.Subtitle = w.say.typeWord(x.Record.Type()) + w.say.dash(w.say.label(w.session.d, x.Record))
	}
	return row
}

func weightKind(w dossier.Weight) widget.Kind {
	switch w {
	case dossier.Stops:
		return widget.Danger
	case dossier.Warn:
		return widget.Warning
	}
	return widget.Info
}

func (p *inspect) sources(id dossier.ID) widget.InspectorSection {
	s := p.w.say
	if !citable(id.Type()) {
		return widget.InspectorSection{}
	}
	out := widget.InspectorSection{Title: s.T("ui.inspect.sources")}
	for _, c := range p.w.session.d.Citations(id) {
		cid := c.ID
		sub := p.w.rower().locator(c)
		if c.Field != "" {
			sub = join(s.fieldLabel(id.Type(), c.Field), sub)
		}
		out.Rows = append(out.Rows, widget.ClickRow{
			Icon: p.w.icons["source"], Title: s.or(p.w.session.d.Label(c.Source, s.Tag()), c), Subtitle: join(sub, shorter(quoted(c.Quoted), 90)),
			Tapped: func() { p.editor.open(cid, ""); p.unflip() },
		})
	}
	out.Rows = append(out.Rows, widget.ClickRow{Icon: p.w.icons["add"], Kind: widget.Info, Title: s.T("ui.inspect.add-source"), Tapped: func() { p.cite(id) }})
	if id.Type() == dossier.TypeFinding || id.Type() == dossier.TypeAllegation {
		out.Rows = append(out.Rows, widget.ClickRow{Icon: p.w.icons["link"], Kind: widget.Info, Title: s.T("ui.cite.from-case"), Tapped: func() { p.insertCitation(id) }})
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
func (p *inspect) cite(fact dossier.ID) {
	id := p.w.create(dossier.TypeCitation, "", func(r dossier.Record) {
		c := r.(*dossier.Citation)
		c.Fact = fact
		if all := p.w.session.d.List(dossier.TypeSource); len(all) == 1 { // there is nothing else to choose
			c.Source = all[0].Header().ID
		}
	})
	if id != "" {
		p.unflip()
		p.editor.open(id, "source")
	}
}

func (p *inspect) unflip() {
	if p.flipped {
		p.flip()
	}
}

func (p *inspect) uses(id dossier.ID) widget.InspectorSection {
	s, d := p.w.say, p.w.session.d
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
		if slices.Contains(attached[id.Type()], attachment{r.Type(), u.Field}) {
			continue // so do these
		}
		used = append(used, u)
	}
	out.Rows = drawn(used, func(u dossier.Use) widget.ClickRow {
		return widget.ClickRow{
			Icon: p.w.icons[iconOf[u.By.Type()]], Title: s.label(d, u.By),
			Subtitle: join(s.typeWord(u.By.Type()), s.fieldLabel(u.By.Type(), u.Field)), Tapped: func() { p.w.jump(u.By, "") },
		}
	})
	return out
}

// caseDues is how many deadlines stand on the first screen of a case.
const caseDues = 4

// deadlines are the next ones of the case, and the way to all of them.
func (p *inspect) deadlines() widget.InspectorSection {
	out := widget.InspectorSection{Title: p.w.say.T("ui.due.title")}
	all := p.w.session.deadlines(p.w.parts.Law, p.w.today())
	next, ok := nearest(all, p.w.today())
	if !ok {
		return out
	}
	from := slices.IndexFunc(all, func(d door.Deadline) bool { return d.Key == next.Key && d.Record == next.Record && d.Body == next.Body })
	for _, d := range all[from:min(len(all), from+caseDues)] {
		row := p.w.deadlineLine(d)
		row.Tapped = func() { p.w.showDoors("deadlines", "") }
		out.Rows = append(out.Rows, row)
	}
	if len(all) > from+caseDues {
		out.Rows = append(out.Rows, widget.ClickRow{Icon: p.w.icons["forward"], Title: p.w.say.T("ui.due.all"), Trail: p.w.say.Number(len(all)), Tapped: func() { p.w.showDoors("deadlines", "") }})
	}
	return out
}

// contents is how much of what there is in the case, and the way to it.
func (p *inspect) contents() widget.InspectorSection {
	out := widget.InspectorSection{Title: p.w.say.T("ui.inspect.contents")}
	for _, x := range tabs {
		if len(x.types) == 0 || x.key == "overview" || x.key == "submissions" {
			continue
		}
		n := 0
		for _, t := range x.types {
			if t != dossier.TypeRole && t != dossier.TypeCitation {
				n += len(p.w.session.d.List(t))
			}
		}
		key := x.key
		out.Rows = append(out.Rows, widget.ClickRow{
			Icon: p.w.icons[iconOf[x.types[0]]], Title: p.w.say.T("ui.tab." + key), Trail: p.w.say.Number(n), Tapped: func() { p.w.showTab(key) },
		})
	}
	return out
}
