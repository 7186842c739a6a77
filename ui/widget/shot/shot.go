// Package shot draws a window's content to a picture without a display, with
// Fyne's software painter: for pictures of every screen, and for tests.
//
// Importing it makes Fyne's test app the current app, and so must never be linked
// into the program itself; only `make screenshots` and tests import it.
package shot

import (
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// Draw lays obj out at a size in device-independent pixels, in a theme, and
// returns what a window would show, overlays included.
func Draw(obj fyne.CanvasObject, size fyne.Size, theme fyne.Theme) image.Image {
	w := Window(obj, size, theme)
	defer w.Close()
	return w.Canvas().Capture()
}

// Use makes theme the current one. Controls look their colours up while they
// are made, so call it before making any.
func Use(theme fyne.Theme) {
	if s := fyne.CurrentApp().Settings(); s.Theme() != theme {
		s.SetTheme(theme)
	}
}

// Window returns a test window showing obj, for those who want to type and tap
// before they take a picture of it. The caller closes it.
func Window(obj fyne.CanvasObject, size fyne.Size, theme fyne.Theme) fyne.Window {
	Use(theme)
	w := test.NewWindow(obj)
	w.SetPadded(false)
	Settle(w, size)
	return w
}

// Settle lays a window out until heights that depend on widths are right: a
// real window does so frame by frame.
func Settle(w fyne.Window, size fyne.Size) {
	w.Resize(size.AddWidthHeight(1, 1))
	w.Resize(size)
	w.Content().Refresh()
}

// Save writes a picture as PNG, making its folder.
func Save(path string, img image.Image) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("make folder for picture: %w", err)
	}
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("create picture: %w", err)
	}
	defer f.Close()
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(f, fewColours(img)); err != nil {
		return fmt.Errorf("encode picture: %w", err)
	}
	return f.Close()
}

// fewColours draws a picture with the 256 colours it has most of, each other
// pixel in the one nearest to it: a window has few but for the edges of letters,
// and its picture is a third as large then.
func fewColours(img image.Image) image.Image {
	count := map[color.RGBA]int{}
	b := img.Bounds()
	at := func(x, y int) color.RGBA {
		r, g, b, _ := img.At(x, y).RGBA()
		return color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 255}
	}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			count[at(x, y)]++
		}
	}
	all := slices.SortedFunc(maps.Keys(count), func(a, b color.RGBA) int {
		return cmp.Or(count[b]-count[a], cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B))
	})
	var palette color.Palette
	for _, c := range all[:min(len(all), 256)] {
		palette = append(palette, c)
	}
	index := map[color.RGBA]uint8{}
	for _, c := range all {
		index[c] = uint8(palette.Index(c))
	}
	out := image.NewPaletted(b, palette)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			out.SetColorIndex(x, y, index[at(x, y)])
		}
	}
	return out
}
