package ui

import (
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/ui/first"
	"probata/ui/room"
	"probata/ui/widget"
)

// idleMinutes is the lock timer of a new vault.
const idleMinutes = 10

// idleStep is how often the timer looks at the clock.
const idleStep = 15 * time.Second

// touch notes that somebody is there.
func (w *Window) Touch() { w.active = w.parts.Now() }

// watchIdle locks the vault when nobody was there for long enough.
func (w *Window) watchIdle() {
	w.after(idleStep, func() {
		w.lockIfIdle()
		if !w.closed {
			w.watchIdle()
		}
	})
}

// lockIfIdle waits for work that somebody began and that may take longer than
// the timer: a backup would otherwise never come to its end.
func (w *Window) lockIfIdle() {
	m := w.lockMinutes()
	if w.session != nil && len(w.tasks) > 0 {
		w.Touch()
	}
	if w.session != nil && m > 0 && elapsed(w.active, w.parts.Now()) >= time.Duration(m)*time.Minute {
		w.lock(nil)
	}
}

// elapsed counts the time a computer slept, for which the clock that Go compares
// by stands still on some systems; and it counts on when somebody sets the clock
// of the wall back.
func elapsed(from, to time.Time) time.Duration {
	return max(to.Sub(from), to.Round(0).Sub(from.Round(0)))
}

func (w *Window) lockMinutes() int {
	return w.app.Preferences().IntWithFallback("lock-minutes", idleMinutes)
}

// Reopen is all that a window that has locked leaves to the program that takes
// its place: nothing of a case.
type Reopen struct {
	Path string    // of the vault
	Size fyne.Size // of the window

	Elsewhere bool // the vault was saved there as its own disk was full or gone
	Lost      int  // and so many of its files could not be taken along
}

// reopened asks for the pass phrase in the place of a program that has locked.
func (w *Window) reopened(r *Reopen) {
	u := first.NewUnlock(w, r.Path, nil)
	w.show(u)
	switch t := w.say.T; {
	case r.Lost > 0:
		u.Say(widget.Warning, w.say.N("ui.opened.elsewhere-lost", r.Lost, "path", r.Path))
	case r.Elsewhere:
		u.Say(widget.Success, t("ui.opened.elsewhere-done", "path", r.Path))
	default:
		u.Say(widget.Info, t("ui.lock.locked"))
	}
}

// handOn asks for the pass phrase where the window was left: in a new program if
// one can take the place of this. Who waits for the lock, as the computer does
// before it sleeps, is then let go with the program, when nothing is in memory.
// Without one, what was let go of is given back to the system; whether the toolkit
// keeps a copy of words that it drew is not in our hand.
func (w *Window) handOn(r Reopen) {
	if w.parts.Renews {
		r.Size = w.win.Canvas().Size()
		w.reopen = &r
		w.end()
		return
	}
	w.reopened(&r)
	waiting := w.locked
	w.locked = nil
	debug.FreeOSMemory()
	for _, f := range waiting {
		f(w.screen.(*first.Unlock))
	}
}

// lock hides the case at once, saves, closes the vault and asks for the pass
// phrase. What is in memory of the case and of its keys goes with the program:
// where it can be replaced by a new one (Parts.Renews) that one asks. If the vault
// cannot be closed the case stays hidden and the screen says what to do; what was
// typed stays in memory. message is called when the vault is closed and the screen
// of this program asks for the pass phrase; it may be nil.
func (w *Window) lock(message func(*first.Unlock)) {
	if w.session == nil {
		return
	}
	if message != nil {
		w.locked = append(w.locked, message)
	}
	if w.locking { // the computer sleeps, and its screen is locked: both are told
		return
	}
	w.locking = true
	path, left := w.session.Path, w.leaving()
	w.session.Flush()
	w.keepLeftOff(left)
	w.session.OnChange = nil
	w.leavePage()
	w.clearClipboard()
	curtain := newCurtain(w)
	w.show(curtain)
	w.closeVault(func(err error) {
		w.locking = false
		switch {
		case err != nil:
			w.leave = false
			curtain.failed(err)
		case w.leave:
			w.end()
		default:
			w.handOn(Reopen{Path: path})
		}
	})
}

// end closes the window, and with it the run of the program.
func (w *Window) end() {
	w.closed = true
	w.win.Close()
}

// curtain hides everything while the vault is being closed.
type curtain struct {
	w      *Window
	text   *widget.Text
	banner *widget.Banner
	object fyne.CanvasObject
}

func newCurtain(w *Window) *curtain {
	c := &curtain{w: w, text: widget.NewText(w.say.T("ui.lock.closing")), banner: widget.NewBanner(w.say.Words)}
	c.text.Align = fyne.TextAlignCenter
	col := widget.NewStack(16, container.NewCenter(widget.NewTinted(w.icons["lock"], widget.ColorMuted, 48)), c.text, c.banner)
	c.object = widget.NewMiddle(460, col)
	return c
}

func (c *curtain) Content() fyne.CanvasObject { return c.object }
func (c *curtain) Rebuilt() room.Scene        { return newCurtain(c.w) }

func (c *curtain) failed(err error) {
	c.text.SetText(c.w.say.T("ui.lock.failed"))
	c.banner.Say(widget.Danger, c.w.Sentence(err), c.w.say.T("ui.quit.again"), func() {
		c.banner.Hide()
		c.w.lock(nil)
	})
	c.object.Refresh()
	c.offerElsewhere(err)
}
