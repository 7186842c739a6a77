package widget_test

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"

	. "probata/ui/widget"
	"probata/ui/widget/shot"
)

// TestChangeOfPalette draws screens made in the light palette after a change to
// the dark one. They must equal those made in the dark one: a control that
// keeps an old colour is found by its pixels.
func TestChangeOfPalette(t *testing.T) {
	light, icons := loadTheme(t, Light)
	dark := light.WithVariant(Dark)
	galleryIcons = icons
	for name, make := range map[string]func() fyne.CanvasObject{
		"overview": func() fyne.CanvasObject {
			return screen("overview", NewSplit(NewCard("", sampleForm(english)), sampleInspector(), 0.68))
		},
		"timeline": func() fyne.CanvasObject { return screen("timeline", sampleTimeline(true)) },
		"records":  func() fyne.CanvasObject { return screen("parties", sampleTimeline(false)) },
		"vault":    sampleVault,
		"russian":  russianForm,
	} {
		size := fyne.NewSize(1200, 900)
		shot.Use(light)
		w := shot.Window(make(), size, light)
		shot.Use(dark)
		shot.Settle(w, size)
		got := w.Canvas().Capture()
		w.Close()
		want := shot.Draw(make(), size, dark)
		if n, at := differing(got, want); n > 0 {
			t.Errorf("%s: %d pixels differ after the change, the first at %v: %v, want %v", name, n, at, got.At(at.X, at.Y), want.At(at.X, at.Y))
		}
	}
}

func differing(a, b image.Image) (n int, first image.Point) {
	for y := range b.Bounds().Dy() {
		for x := range b.Bounds().Dx() {
			if a.At(x, y) != b.At(x, y) {
				if n == 0 {
					first = image.Pt(x, y)
				}
				n++
			}
		}
	}
	return n, first
}
