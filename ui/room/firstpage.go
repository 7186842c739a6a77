package room

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"probata/ui/widget"
)

// FirstHead is the picture and the words above a first screen.
func FirstHead(w Host, title, about string) fyne.CanvasObject {
	name := widget.NewText(title)
	name.TextSize, name.Bold, name.Align = theme.SizeNameHeadingText, true, fyne.TextAlignCenter
	text := widget.NewText(about)
	text.Color, text.Align = widget.ColorMuted, fyne.TextAlignCenter
	return widget.NewStack(10, container.NewCenter(widget.NewTinted(w.Icons()["app"], widget.ColorAccent, 56)), name, text)
}

// FirstPage centres a first screen, with the choice of language above it.
func FirstPage(w Host, col fyne.CanvasObject) fyne.CanvasObject {
	var options []widget.Option
	for _, l := range w.Data().Words.Languages() {
		if l.UI {
			options = append(options, widget.Option{Key: l.Tag, Label: l.Name})
		}
	}
	tongue := widget.NewSwitch(options, w.Say().Tag(), w.SetLanguage)
	top := widget.NewPadded(widget.NewBar(0, 0, fyne.CanvasObject(widget.NewCaption("")), tongue), 16, 20, 0, 20)
	return container.NewBorder(top, nil, nil, nil, Page(widget.NewPadded(widget.NewMiddle(520, col), 8, 20, 28, 20)))
}
