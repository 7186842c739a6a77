package room

import (
	"os"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"probata/dossier/desk"
	"probata/dossier/door"
	"probata/dossier/exhibit"
	"probata/dossier/submission"
	"probata/ui/speech"
	"probata/ui/widget"
)

// DeadlineLine is a deadline as a row of a card; a tap opens what it follows from.
func DeadlineLine(w Host, d door.Deadline) widget.ClickRow {
	words, kind := w.Say().Nearness(d, w.Today())
	row := widget.ClickRow{
		Icon: w.Icons()["history"], Kind: kind, Title: w.Say().DeadlineTitle(d), Subtitle: speech.Join(w.Say().Printer.Date(d.Due), words), Whole: true,
	}
	if w.Session().Dossier.Get(d.Record) != nil {
		row.Tapped = func() { w.Jump(d.Record, "") }
	}
	return row
}

func ExhibitFiles(w Host) exhibit.Files {
	return exhibit.Files{Store: w.Session().Store, By: w.Looks()}
}

// FormLanguage is the best language for a form: that of the case, else of the
// window, as far as the form has it.
func FormLanguage(w Host, f *submission.Form) string {
	for _, tag := range append(slices.Clone(w.Session().Dossier.Case().Languages), w.Say().Tag()) {
		if slices.Contains(f.Languages, tag) {
			return tag
		}
	}
	return f.Languages[0]
}

func Stacked(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "\n")
}

// GridRows sets cells in as many columns as there is room for; each row is as
// high as its highest cell.
type GridRows struct{ Least, Gap, width float32 }

func (l *GridRows) columns(width float32) int { return max(1, int((width+l.Gap)/(l.Least+l.Gap))) }

func (l *GridRows) place(o []fyne.CanvasObject, width float32, put bool) float32 {
	cols := l.columns(width)
	w := (width - float32(cols-1)*l.Gap) / float32(cols)
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
				x.Move(fyne.NewPos(float32(i)*(w+l.Gap), y))
			}
		}
		y += h + l.Gap
	}
	return max(0, y-l.Gap)
}

func (l *GridRows) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(240, l.place(o, max(240, l.width), false))
}

func (l *GridRows) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(o, size.Width, true)
}

// FindingsMost is how many findings are drawn.
const FindingsMost = 20

// SystemLanguage is the language of the environment as a BCP 47 tag.
func SystemLanguage() string {
	for _, v := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if s := os.Getenv(v); s != "" {
			tag, _, _ := strings.Cut(s, ".")
			return strings.ReplaceAll(tag, "_", "-")
		}
	}
	return ""
}

// Shelf is what the acts on a case need of what ships with the program.
func Shelf(w Host) desk.Shelf {
	d := w.Data()
	return desk.Shelf{Words: d.Words, Law: d.Law, Forms: d.Forms, Names: d.Names, Fonts: d.Fonts}
}
