package ui

import "time"

// clipboardStay is how long what was copied out of a vault stays in the
// clipboard, which every other program can read.
const clipboardStay = time.Minute

// forgetClipboard empties the clipboard after a minute, unless something else
// was copied by then. The desktop may keep a history of it that no program can
// clear.
func (w *Window) forgetClipboard() {
	c := w.app.Clipboard()
	mine := c.Content()
	if mine == "" {
		return
	}
	w.after(clipboardStay, func() {
		if c.Content() == mine {
			c.SetContent("")
		}
	})
}
