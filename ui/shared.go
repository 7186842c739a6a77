package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"probata/dossier/door"
	"probata/dossier/exhibit"
	"probata/dossier/submission"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// deadlineLine is a deadline as a row of a card; a tap opens what it follows from.
func deadlineLine(w room.Host, d door.Deadline) widget.ClickRow {
	words, kind := w.Say().Nearness(d, w.Today())
	row := widget.ClickRow{
		Icon: w.Icons()["history"], Kind: kind, Title: w.Say().DeadlineTitle(d), Subtitle: speech.Join(w.Say().Printer.Date(d.Due), words), Whole: true,
	}
	if w.Session().Dossier.Get(d.Record) != nil {
		row.Tapped = func() { w.Jump(d.Record, "") }
	}
	return row
}

func exhibitFiles(w room.Host) exhibit.Files {
	return exhibit.Files{Store: w.Session().Store, By: w.Looks()}
}

// formLanguage is the best language for a form: that of the case, else of the
// window, as far as the form has it.
func formLanguage(w room.Host, f *submission.Form) string {
	for _, tag := range append(slices.Clone(w.Session().Dossier.Case().Languages), w.Say().Tag()) {
		if slices.Contains(f.Languages, tag) {
			return tag
		}
	}
	return f.Languages[0]
}

func stacked(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "\n")
}

// gridRows sets cells in as many columns as there is room for; each row is as
// high as its highest cell.
type gridRows struct{ least, gap, width float32 }

func (l *gridRows) columns(width float32) int { return max(1, int((width+l.gap)/(l.least+l.gap))) }

func (l *gridRows) place(o []fyne.CanvasObject, width float32, put bool) float32 {
	cols := l.columns(width)
	w := (width - float32(cols-1)*l.gap) / float32(cols)
	var y float32
	for at := 0; at < len(o); at += cols {
		line := o[at:min(at+cols, len(o))]
		var h float32
		for _, x := range line {
			if put { // wrapped text knows its height only at its width
				x.Resize(fyne.NewSize(w, x.MinSize().Height))
			}
			h = max(h, x.MinSize().Height)
		}
		for i, x := range line {
			if put {
				x.Resize(fyne.NewSize(w, h))
				x.Move(fyne.NewPos(float32(i)*(w+l.gap), y))
			}
		}
		y += h + l.gap
	}
	return max(0, y-l.gap)
}

func (l *gridRows) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(240, l.place(o, max(240, l.width), false))
}

func (l *gridRows) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(o, size.Width, true)
}
