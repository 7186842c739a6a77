// Package shot draws a window's content to a picture without a display, with
// Fyne's software painter: for pictures of every screen, and for tests.
//
// Importing it makes Fyne's test app the current app, and so must never be linked
// into the program itself; only `make screenshots` and tests import it.
package shot

import (
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"

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
	if err := png.Encode(f, img); err != nil {
		return fmt.Errorf("encode picture: %w", err)
	}
	return f.Close()
}
