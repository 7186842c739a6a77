package ui

import "time"

// clipboardStay is how long what was copied out of a vault stays in the
// clipboard, which every other program can read.
const clipboardStay = time.Minute

// forgetClipboard empties the clipboard after a minute, or when the vault is
// locked or closed before, unless something else was copied by then. The desktop
// may keep a history of it that no program can clear. When the system ends the
// program the toolkit is gone before; on X11 so is then what it offered.
func (w *Window) ForgetClipboard() {
	mine := w.app.Clipboard().Content()
	if mine == "" {
		return
	}
	w.copied = mine
	w.after(clipboardStay, func() {
		if w.copied == mine {
			w.clearClipboard()
		}
	})
}

// clearClipboard takes back what was copied, if it is still there.
func (w *Window) clearClipboard() {
	if c := w.app.Clipboard(); w.copied != "" && c.Content() == w.copied {
		c.SetContent("")
	}
	w.copied = ""
}
