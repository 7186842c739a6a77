package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"
)

// InspectorSection is a card of rows. Rows beyond Most are counted, not drawn:
// the caller says in More what opens the rest.
type InspectorSection struct {
	Title string
	Kind  Kind // tone of the count beside the title
	Count bool // show how many rows there are
	Rows  []ClickRow
	Empty string // said when there are none; "" leaves the card out
	More  ClickRow
}

// InspectorMost is how many rows of a section are drawn at most.
const InspectorMost = 30

// Inspector is the column at the right: where a record is used, what it rests
// on, what is wrong with it.
type Inspector struct {
	fw.BaseWidget
	column *fyne.Container
	scroll *container.Scroll
}

// NewInspector returns an empty column.
func NewInspector() *Inspector {
	p := &Inspector{column: newColumn(12)}
	p.scroll = container.NewVScroll(padded(p.column, 4, 8, 8, 4))
	p.ExtendBaseWidget(p)
	return p
}

// SetSections replaces what the column shows.
func (p *Inspector) SetSections(sections ...InspectorSection) {
	p.column.Objects = nil
	p.AddSections(sections...)
}

// AddSections puts sections below what is there.
func (p *Inspector) AddSections(sections ...InspectorSection) {
	for _, s := range sections {
		if len(s.Rows) == 0 && s.Empty == "" {
			continue
		}
		p.column.Add(sectionCard(s))
	}
	p.relayout()
}

// Add puts any other object, a card mostly, below the sections.
func (p *Inspector) Add(o fyne.CanvasObject) {
	p.column.Add(o)
	p.relayout()
}

// ScrollToTop shows the first card.
func (p *Inspector) ScrollToTop() { p.scroll.ScrollToTop() }

func sectionCard(s InspectorSection) *Card {
	rows := newColumn(2)
	for i, r := range s.Rows {
		if i == InspectorMost {
			rows.Add(newClickRow(s.More))
			break
		}
		rows.Add(newClickRow(r))
	}
	if len(s.Rows) == 0 {
		rows.Add(padded(NewCaption(s.Empty), 2, 8, 4, 8))
	}
	var actions []fyne.CanvasObject
	if s.Count && len(s.Rows) > 0 {
		actions = append(actions, NewBadge(len(s.Rows), s.Kind))
	}
	// Rows reach under the padding of the card, so that their words stand below its title.
	return NewCard(s.Title, container.New(outdent{8}, rows), actions...)
}

// outdent widens its object by some pixels on both sides.
type outdent struct{ by float32 }

func (l outdent) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[0].MinSize()
	return fyne.NewSize(max(0, m.Width-2*l.by), m.Height)
}

func (l outdent) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.NewPos(-l.by, 0))
	o[0].Resize(fyne.NewSize(size.Width+2*l.by, size.Height))
}

func (p *Inspector) relayout() {
	inner := p.scroll.Content
	if inner.Size().Width > 0 {
		p.column.Layout.Layout(p.column.Objects, p.column.Size())
		inner.Resize(fyne.NewSize(inner.Size().Width, max(p.scroll.Size().Height, inner.MinSize().Height)))
	}
	p.scroll.Refresh()
}

// Resize lays out twice: heights are known only after widths are.
func (p *Inspector) Resize(s fyne.Size) {
	p.BaseWidget.Resize(s)
	p.relayout()
}

// MinSize is small: the column scrolls.
func (p *Inspector) MinSize() fyne.Size { return fyne.NewSize(220, 120) }

// CreateRenderer is for Fyne.
func (p *Inspector) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.New(flush{4}, p.scroll))
}

// flush lets a scroller begin some pixels above and left of its place, because
// Fyne's software painter shifts a bordered box that touches the edge of a clip.
type flush struct{ by float32 }

func (l flush) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (l flush) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.NewPos(-l.by, -l.by))
	o[0].Resize(size.AddWidthHeight(l.by, l.by))
}
