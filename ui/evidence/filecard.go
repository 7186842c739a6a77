package evidence

import (
	"bytes"
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"probata/dossier"
	"probata/ui/speech"
	"probata/ui/widget"
)

// FileCard is the file itself beside the editor of a piece of evidence.
func FileCard(w Host, ev *dossier.Evidence) fyne.CanvasObject {
	t := w.Say().T
	col := widget.NewStack(8)
	if data, err := w.Session().Store.Thumbnail(context.Background(), ev.ID); err == nil { // most files have none
		if small, _, err := image.Decode(bytes.NewReader(data)); err == nil {
			img := canvas.NewImageFromImage(small)
			img.FillMode = canvas.ImageFillContain
			img.SetMinSize(fyne.NewSize(120, min(200, float32(small.Bounds().Dy()))))
			col.Add(img)
		}
	}
	col.Add(widget.NewCaption(speech.Join(ev.MediaType, w.Say().Size(ev.Size))))
	col.Add(widget.NewButton(t("ui.evidence.view"), w.Icons()["eye"], func() { View(w, ev) }))
	col.Add(widget.NewButton(t("ui.evidence.read"), w.Icons()["source"], func() { w.ReadReport(ev.ID) }))
	col.Add(widget.NewButton(t("ui.evidence.copy"), w.Icons()["export"], func() { AskCopy(w, ev) }))
	return widget.NewCard(t("ui.evidence.file"), col)
}
