package room

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/dossier/lang"
	"probata/ui/widget"
)

// Labelled puts a bold label above a control.
func Labelled(label string, o fyne.CanvasObject) fyne.CanvasObject {
	l := widget.NewText(label)
	l.Bold = true
	return widget.NewStack(5, l, o)
}

// NewWide holds an object to at least a width.
func NewWide(o fyne.CanvasObject, width float32) fyne.CanvasObject {
	return container.New(wideLayout{width}, o)
}

type wideLayout struct{ width float32 }

func (l wideLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[0].MinSize()
	return fyne.NewSize(max(l.width, m.Width), m.Height)
}

func (l wideLayout) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// ListLeast is the width a list keeps in a small window.
const ListLeast = 300

func Contains(text, query string) bool { return strings.Contains(lang.Fold(text), lang.Fold(query)) }

// Drawn makes the rows that a section draws; the others are only counted.
func Drawn[T any](items []T, row func(T) widget.ClickRow) []widget.ClickRow {
	out := make([]widget.ClickRow, len(items))
	for i := range min(len(items), widget.InspectorMost) {
		out[i] = row(items[i])
	}
	return out
}

// ProblemRow is a problem to be clicked: it opens its place.
func ProblemRow(w Host, x dossier.Problem, where bool) widget.ClickRow {
	row := widget.ClickRow{
		Icon: w.Icons()["warning"], Kind: WeightKind(x.Weight), Title: w.Say().Problem(x),
		Tapped: func() { w.Jump(x.Record, x.Field) },
	}
	if x.Weight == dossier.Hint {
		row.Icon = w.Icons()["info"]
	}
	if where && w.Session().Dossier.Get(x.Record) != nil {
		row.Subtitle = w.Say().TypeWord(x.Record.Type()) + w.Say().Dash(w.Say().Label(w.Session().Dossier, x.Record))
	}
	return row
}

func WeightKind(w dossier.Weight) widget.Kind {
	switch w {
	case dossier.Stops:
		return widget.Danger
	case dossier.Warn:
		return widget.Warning
	}
	return widget.Info
}

// container of a page that scrolls, as settings and first screens are.
func Page(o fyne.CanvasObject) fyne.CanvasObject { return container.NewVScroll(o) }

// FixedWidth holds its object to a width and gives it the height it wants there.
type FixedWidth struct{ Width float32 }

func (l FixedWidth) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := o[0].MinSize().Height
	for range 2 { // wrapped text knows its height only at its width
		o[0].Resize(fyne.NewSize(l.Width, h))
		h = o[0].MinSize().Height
	}
	return fyne.NewSize(l.Width, h)
}

func (l FixedWidth) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }
