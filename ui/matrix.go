package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/dossier/submission"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// matrix is the legal assessment of one allegation at a glance: the facts
// against the elements that have to be shown, with the holes below. A tap on a
// cell says that the fact shows the element, or takes that back; everything else
// opens its place.
type matrix struct {
	w      recordsHost
	id     dossier.ID // of the allegation
	grid   *widget.Matrix
	bar    *fyne.Container
	pane   *fyne.Container
	object *fyne.Container
}

// legalElement is a column: an element of the provision and the finding on it,
// which may not be there yet.
type legalElement struct {
	id      string
	finding *dossier.Finding
}

// newMatrix shows the matrix of an allegation; head is the switch that leads back
// to the lists.
func newMatrix(w recordsHost, id dossier.ID, head fyne.CanvasObject) *matrix {
	m := &matrix{w: w, id: id, bar: container.NewStack(), pane: container.NewStack()}
	m.object = widget.NewHeaded(10, container.New(&room.GridRows{Least: 420, Gap: 10}, head, m.bar), m.pane)
	m.refill()
	return m
}

// refill makes chooser and grid anew and keeps the choice.
func (m *matrix) refill() {
	say, d := m.w.Say(), m.w.Session().Dossier
	all := d.List(dossier.TypeAllegation)
	if len(all) == 0 {
		m.bar.Objects = nil
		m.pane.Objects = []fyne.CanvasObject{widget.NewEmpty(m.w.Icons()["law"], say.T("ui.empty.allegation"), "", nil)}
		m.object.Refresh()
		return
	}
	if _, ok := dossier.Find[*dossier.Allegation](d, m.id); !ok {
		m.id = all[0].Header().ID
	}
	options := make([]widget.Option, 0, len(all))
	for _, a := range dossier.As[*dossier.Allegation](all) {
		options = append(options, widget.Option{Key: string(a.ID), Label: speech.Join(say.Label(d, a.ID), say.Label(d, a.Victim)), Detail: m.progress(a)})
	}
	c := widget.NewChoiceField("allegation", "", options, widget.Words{Search: say.Words.Search, Choose: say.Words.Choose})
	c.Set(string(m.id))
	c.OnChanged = func(k string) {
		m.w.Touch()
		m.id, m.grid = dossier.ID(k), nil
		m.show()
	}
	m.bar.Objects = []fyne.CanvasObject{c.Object()}
	m.bar.Refresh()
	m.show()
}

// progress is how many elements of an allegation have holes.
func (m *matrix) progress(a *dossier.Allegation) string {
	elements := elementsOf(m.w.Say(), m.w.Session().Dossier, a)
	open := 0
	for _, e := range elements {
		if hole, _ := holeOf(m.w.Say(), e); hole != "" {
			open++
		}
	}
	if open == 0 {
		return m.w.Say().T("ui.matrix.whole")
	}
	return m.w.Say().T("ui.matrix.open", "open", m.w.Say().Number(open), "all", m.w.Say().Number(len(elements)))
}

// elementsOf are the elements of an allegation's provision, then those that only
// its findings name, each with its finding.
func elementsOf(s *speech.Speech, d *dossier.Dossier, a *dossier.Allegation) []legalElement {
	findings := dossier.As[*dossier.Finding](d.Children(a.ID, dossier.TypeFinding))
	var out []legalElement
	if p, ok := s.Law.With(d).Provision(a.Provision); ok {
		for _, e := range p.Elements {
			out = append(out, legalElement{id: e.ID})
		}
	}
	for _, f := range findings {
		i := slices.IndexFunc(out, func(e legalElement) bool { return e.id == f.Element && e.finding == nil })
		if i < 0 {
			out = append(out, legalElement{f.Element, f})
			continue
		}
		out[i].finding = f
	}
	return out
}

// factsOf are the facts of an allegation and of its findings, each once, events
// and acts in the order of the timeline.
func factsOf(d *dossier.Dossier, a *dossier.Allegation, elements []legalElement) []dossier.ID {
	all := slices.Clone(a.Facts)
	for _, e := range elements {
		if e.finding != nil {
			all = append(all, e.finding.Facts...)
		}
	}
	place := map[dossier.ID]int{}
	for i, e := range d.Timeline() {
		place[e.ID] = i + 1
	}
	order := func(id dossier.ID) int {
		if act, ok := dossier.Find[*dossier.Act](d, id); ok {
			id = act.Event
		}
		if n := place[id]; n > 0 {
			return n
		}
		return len(place) + 1
	}
	var out []dossier.ID
	for _, id := range all {
		if d.Get(id) != nil && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	slices.SortStableFunc(out, func(a, b dossier.ID) int { return order(a) - order(b) })
	return out
}

// holeOf is what is missing of an element, in words; "" when nothing is.
func holeOf(s *speech.Speech, e legalElement) (string, widget.Kind) {
	switch f := e.finding; {
	case f == nil:
		return s.T("ui.matrix.not-begun"), widget.Danger
	case f.State == "not-applicable":
		return "", widget.Neutral
	case len(f.Holes) > 0 && f.State == "shown":
		return strings.Join(f.Holes, " · "), widget.Warning
	case len(f.Holes) > 0:
		return strings.Join(f.Holes, " · "), widget.Danger
	case len(f.Facts) == 0:
		return s.T("ui.matrix.no-facts"), widget.Danger
	case f.State == "missing":
		return s.T("ui.matrix.missing"), widget.Danger
	case f.State == "partly" || f.State == "":
		return s.T("ui.matrix.partly"), widget.Warning
	}
	return "", widget.Neutral
}

// show draws the grid of the allegation chosen.
func (m *matrix) show() {
	say, d := m.w.Say(), m.w.Session().Dossier
	a, ok := dossier.Find[*dossier.Allegation](d, m.id)
	if !ok {
		return
	}
	elements := elementsOf(say, d, a)
	facts := factsOf(d, a, elements)
	rows := make([]widget.MatrixRow, len(facts))
	for i, id := range facts {
		rows[i] = m.factRow(id)
	}
	columns := make([]widget.MatrixColumn, len(elements))
	for i, e := range elements {
		columns[i] = m.column(a, e)
	}
	var at fyne.Position
	if m.grid != nil {
		at = m.grid.Offset()
	}
	notes := []string{say.T("ui.matrix.holes"), say.FieldLabel(dossier.TypeFinding, "analysis"), say.T("ui.decisions.title")}
	m.grid = widget.NewMatrix(say.T("ui.matrix.corner"), rows, columns, notes,
		func(r, c int) bool {
			return elements[c].finding != nil && slices.Contains(elements[c].finding.Facts, facts[r])
		},
		func(r, c int) { m.flip(elements[c], facts[r]) })
	body := fyne.CanvasObject(m.grid)
	if len(elements) == 0 {
		body = widget.NewEmpty(m.w.Icons()["law"], say.T("ui.matrix.no-elements"), "", nil)
	}
	m.pane.Objects = []fyne.CanvasObject{widget.NewSheet(widget.NewPadded(widget.NewHeaded(10, m.head(a), body), 14, 12, 12, 12))}
	m.pane.Refresh()
	m.grid.ScrollTo(at)
}

// head says how far the allegation is, and adds facts.
func (m *matrix) head(a *dossier.Allegation) fyne.CanvasObject {
	say := m.w.Say()
	progress := m.progress(a)
	kind := widget.Danger
	if progress == say.T("ui.matrix.whole") {
		kind = widget.Success
	}
	var add *widget.Button
	add = widget.NewButton(say.T("ui.matrix.add-fact"), m.w.Icons()["add"], func() { m.pickFact(add, a) })
	edit := widget.NewQuietButton(say.T("ui.matrix.edit"), m.w.Icons()["edit"], func() { m.w.Jump(a.ID, "") })
	return widget.NewBar(8, 0, widget.NewChips(widget.NewChip(progress, kind)), edit, add)
}

func (m *matrix) factRow(id dossier.ID) widget.MatrixRow {
	say, d := m.w.Say(), m.w.Session().Dossier
	out := widget.MatrixRow{Title: say.Label(d, id), Subtitle: say.TypeWord(id.Type()), Tapped: func() { m.w.Jump(id, "") }}
	switch r := d.Get(id).(type) {
	case *dossier.Event:
		out.Subtitle = speech.Join(out.Subtitle, say.When(r.When))
	case *dossier.Quote:
		out.Title = speech.Quoted(speech.Shorter(r.Words, 90))
	}
	if n := len(d.Citations(id)); n > 0 {
		out.Subtitle = speech.Join(out.Subtitle, say.N("ui.count.sources", n))
	}
	return out
}

// column is one element: its title opens the finding, and below stand its state,
// what is missing, how much is written on it, and how many decisions serve it.
func (m *matrix) column(a *dossier.Allegation, e legalElement) widget.MatrixColumn {
	say := m.w.Say()
	open := func(field string) func() { return func() { m.open(e, field) } }
	hole, kind := holeOf(say, e)
	if hole == "" {
		hole = say.T("ui.matrix.none")
	}
	analysis, tone := say.T("ui.matrix.no-analysis"), widget.Warning
	if e.finding != nil && e.finding.Analysis != "" {
		analysis, tone = say.N("ui.submit.words", submission.Counter(e.finding.Analysis)), widget.Neutral
	}
	decisions := say.N("ui.decisions.count", len(say.Law.DecisionsFor(a.Provision, e.id)))
	return widget.MatrixColumn{
		Title: m.elementTitle(e.id), Tapped: open(""), State: m.state(e),
		Notes: []widget.MatrixNote{
			{Text: hole, Kind: kind, Tapped: open("holes")},
			{Text: analysis, Kind: tone, Tapped: open("analysis")},
			{Text: decisions, Tapped: open("")},
		},
	}
}

func (m *matrix) elementTitle(id string) string {
	if e, ok := m.w.Data().Law.With(m.w.Session().Dossier).Element(id); ok {
		return e.Title.In(m.w.Say().Tag())
	}
	return m.w.Say().Word("element", id)
}
