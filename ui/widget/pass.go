package widget

import "fyne.io/fyne/v2"

// passEscape gives Escape and F1 to the window, which closes a dialog and helps: whoever
// has the keyboard would swallow it.
func passEscape(o fyne.CanvasObject, k *fyne.KeyEvent) {
	if k.Name != fyne.KeyEscape && k.Name != fyne.KeyF1 {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(k)
	}
}
