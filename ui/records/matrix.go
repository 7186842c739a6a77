package records

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
	w      Host
	ID     dossier.ID // of the allegation
	grid   *widget.Matrix
	bar    *fyne.Container
	Pane   *fyne.Container
	object *fyne.Container
}

// LegalElement is a column: an element of the provision and the finding on it,
// which may not be there yet.
type LegalElement struct {
	ID      string
	Finding *dossier.Finding
}

// newMatrix shows the matrix of an allegation; head is the switch that leads back
// to the lists.
func newMatrix(w Host, id dossier.ID, head fyne.CanvasObject) *matrix {
	m := &matrix{w: w, ID: id, bar: container.NewStack(), Pane: container.NewStack()}
	m.object = widget.NewHeaded(10, container.New(&room.GridRows{Least: 420, Gap: 10}, head, m.bar), m.Pane)
	m.refill()
	return m
}

// refill makes chooser and grid anew and keeps the choice.
func (m *matrix) refill() {
	say, d := m.w.Say(), m.w.Session().Dossier
	all := d.List(dossier.TypeAllegation)
	if len(all) == 0 {
		m.bar.Objects = nil
		m.Pane.Objects = []fyne.CanvasObject{widget.NewEmpty(m.w.Icons()["law"], say.T("ui.empty.allegation"), "", nil)}
		m.object.Refresh()
		return
	}
	if _, ok := dossier.Find[*dossier.Allegation](d, m.ID); !ok {
		m.ID = all[0].Header().ID
	}
	options := make([]widget.Option, 0, len(all))
	for _, a := range dossier.As[*dossier.Allegation](all) {
		options = append(options, widget.Option{Key: string(a.ID), Label: speech.Join(say.Label(d, a.ID), say.Label(d, a.Victim)), Detail: m.progress(a)})
	}
	c := widget.NewChoiceField("allegation", "", options, widget.Words{Search: say.Words.Search, Choose: say.Words.Choose, Fold: say.Words.Fold})
	c.Set(string(m.ID))
	c.OnChanged = func(k string) {
		m.w.Touch()
		m.ID, m.grid = dossier.ID(k), nil
		m.show()
	}
	m.bar.Objects = []fyne.CanvasObject{c.Object()}
	m.bar.Refresh()
	m.show()
}

// progress is how many elements of an allegation have holes.
func (m *matrix) progress(a *dossier.Allegation) string {
	elements := ElementsOf(m.w.Say(), m.w.Session().Dossier, a)
	open := 0
	for _, e := range elements {
		if hole, _ := HoleOf(m.w.Say(), e); hole != "" {
			open++
		}
	}
	if open == 0 {
		return m.w.Say().T("ui.matrix.whole")
	}
	return m.w.Say().T("ui.matrix.open", "open", m.w.Say().Number(open), "all", m.w.Say().Number(len(elements)))
}

// ElementsOf are the elements of an allegation's provision, then those that only
// its findings name, each with its finding.
func ElementsOf(s *speech.Speech, d *dossier.Dossier, a *dossier.Allegation) []LegalElement {
	findings := dossier.As[*dossier.Finding](d.Children(a.ID, dossier.TypeFinding))
	var out []LegalElement
	if p, ok := s.Law.With(d).Provision(a.Provision); ok {
		for _, e := range p.Elements {
			out = append(out, LegalElement{ID: e.ID})
		}
	}
	for _, f := range findings {
		i := slices.IndexFunc(out, func(e LegalElement) bool { return e.ID == f.Element && e.Finding == nil })
		if i < 0 {
			out = append(out, LegalElement{f.Element, f})
			continue
		}
		out[i].Finding = f
	}
	return out
}

// FactsOf are the facts of an allegation and of its findings, each once, events
// and acts in the order of the timeline.
func FactsOf(d *dossier.Dossier, a *dossier.Allegation, elements []LegalElement) []dossier.ID {
	all := slices.Clone(a.Facts)
	for _, e := range elements {
		if e.Finding != nil {
			all = append(all, e.Finding.Facts...)
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

// HoleOf is what is missing of an element, in words; "" when nothing is.
func HoleOf(s *speech.Speech, e LegalElement) (string, widget.Kind) {
	switch f := e.Finding; {
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
	a, ok := dossier.Find[*dossier.Allegation](d, m.ID)
	if !ok {
		return
	}
	elements := ElementsOf(say, d, a)
	facts := FactsOf(d, a, elements)
	rows := make([]widget.MatrixRow, len(facts))
	for i, id := range facts {
		rows[i] = m.FactRow(id)
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
			return elements[c].Finding != nil && slices.Contains(elements[c].Finding.Facts, facts[r])
		},
		func(r, c int) { m.Flip(elements[c], facts[r]) })
	body := fyne.CanvasObject(m.grid)
	if len(elements) == 0 {
		body = widget.NewEmpty(m.w.Icons()["law"], say.T("ui.matrix.no-elements"), "", nil)
	}
	m.Pane.Objects = []fyne.CanvasObject{widget.NewSheet(widget.NewPadded(widget.NewHeaded(10, m.head(a), body), 14, 12, 12, 12))}
	m.Pane.Refresh()
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

func (m *matrix) FactRow(id dossier.ID) widget.MatrixRow {
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
func (m *matrix) column(a *dossier.Allegation, e LegalElement) widget.MatrixColumn {
	say := m.w.Say()
	open := func(field string) func() { return func() { m.Open(e, field) } }
	hole, kind := HoleOf(say, e)
	if hole == "" {
		hole = say.T("ui.matrix.none")
	}
	analysis, tone := say.T("ui.matrix.no-analysis"), widget.Warning
	if e.Finding != nil && e.Finding.Analysis != "" {
		analysis, tone = say.N("ui.submit.words", submission.Counter(e.Finding.Analysis)), widget.Neutral
	}
	decisions := say.N("ui.decisions.count", len(say.Law.DecisionsFor(a.Provision, e.ID)))
	return widget.MatrixColumn{
		Title: m.ElementTitle(e.ID), Tapped: open(""), State: m.state(e),
		Notes: []widget.MatrixNote{
			{Text: hole, Kind: kind, Tapped: open("holes")},
			{Text: analysis, Kind: tone, Tapped: open("analysis")},
			{Text: decisions, Tapped: open("")},
		},
	}
}

func (m *matrix) ElementTitle(id string) string {
	if e, ok := m.w.Data().Law.With(m.w.Session().Dossier).Element(id); ok {
		return e.Title.In(m.w.Say().Tag())
	}
	return m.w.Say().Word("element", id)
}
