package ui

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"probata/dossier"
	"probata/dossier/apart"
	"probata/dossier/edtf"
	"probata/dossier/intake"
	"probata/dossier/store"
	"probata/ui/first"
	"probata/ui/manual"
	"probata/ui/room"
	"probata/ui/session"
	"probata/ui/speech"
	"probata/ui/widget"
)

// neutralTitle is all that the title of the window ever says: other programs and
// people behind one's back read it.
const neutralTitle = "Probata"

// Parts are what the window is made of, loaded by main.
type Parts struct {
	room.Data
	ThemeFonts widget.ThemeFonts
	Icons      fs.FS
	Licences   fs.FS   // LICENCES.txt
	Guide      fs.FS   // the guide for users, <language>.txt
	Renews     bool    // after a lock Run returns, so that a new program takes the place of this one
	Reopened   *Reopen // this one has taken such a place; nil else
}

// Window is the window of the program. Its methods, but for New, belong to
// Fyne's main goroutine.
type Window struct {
	parts   Parts
	app     fyne.App
	win     fyne.Window
	say     *speech.Speech
	icons   widget.Icons
	session *session.Session // nil while no vault is open
	screen  room.Scene       // what is shown
	guide   *manual.Manual   // over the window, nil while closed
	save    store.SaveState
	latest  atomic.Pointer[store.SaveState]

	do      func(func())                // brings work back to the main goroutine
	after   func(time.Duration, func()) // calls back on the main goroutine
	active  time.Time                   // last sign of somebody being there
	closed  bool
	looks   *intake.Inspector // draws pages; what it holds is let go at the lock
	overlay room.Overlay      // shown over a room, nil while none is
	portal  bool              // the desktop tells whether it is light or dark

	locking bool // the vault is being closed
	leave   bool // and then the window
	locked  []func(*first.Unlock)
	reopen  *Reopen           // what the program that takes its place is to show; nil while none does
	escape  func()            // what Escape ends: the question that is asked
	asked   fyne.CanvasObject // the entries of that Question, nil without any
	copied  string            // what is to leave the clipboard again
	tasks   room.Tasks        // that run
	dues    map[dossier.ID]caseDue
	endDues func() // ends the search for them
}

// New builds the window at its first screen: open a vault, or make one.
func New(app fyne.App, p Parts) (*Window, error) {
	if p.Now == nil {
		p.Now = time.Now
	}
	icons, err := widget.LoadIcons(p.Icons)
	if err != nil {
		return nil, err
	}
	w := &Window{parts: p, app: app, icons: icons, do: fyne.Do, tasks: room.Tasks{}, dues: map[dossier.ID]caseDue{}, endDues: func() {}, looks: new(intake.Inspector)}
	w.after = func(d time.Duration, f func()) { time.AfterFunc(d, func() { w.do(f) }) }
	w.speak(w.language())
	w.dress()
	w.leaveNoPath()
	leaveUnmade()
	w.win = app.NewWindow(neutralTitle)
	w.win.SetPadded(false)
	w.win.SetMaster()
	w.win.Resize(fyne.NewSize(1280, 820))
	if p.Reopened != nil {
		w.win.Resize(p.Reopened.Size)
	}
	w.win.SetCloseIntercept(w.quit)
	w.win.SetOnDropped(w.dropped)
	w.shortcuts()
	w.show(first.NewUnlock(w, "", nil))
	if p.Reopened != nil {
		w.reopened(p.Reopened)
	}
	return w, nil
}

// Reopen tells, after Run, what a new program is to show that takes the place of
// this one, as the vault was locked; nil when the window was closed.
func (w *Window) Reopen() *Reopen { return w.reopen }

// Show shows the window; ShowAndRun of the app's driver runs it.
func (w *Window) Show() { w.win.Show() }

// Run shows the window and returns when it is closed, or when the system has
// ended the application: then what was typed is saved and the vault closed here,
// with the error if that failed.
func (w *Window) Run() error {
	w.watchIdle()
	ctx, end := context.WithCancel(context.Background())
	defer end()
	go w.watchSystem(ctx) // a bus may be slow to answer
	go w.heedHangup(ctx)
	w.win.ShowAndRun()
	return w.Stop()
}

// heedHangup ends the application as the toolkit does at the other signals that
// ask for it: when the terminal closes that it was started from.
func (w *Window) heedHangup(ctx context.Context) {
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGHUP)
	defer signal.Stop(told)
	select {
	case <-told:
		w.do(w.app.Quit)
	case <-ctx.Done():
	}
}

// Stop saves and closes without a window: nothing is drawn any more. Run does so;
// it is for whoever learns that the display has gone. It belongs to the main
// goroutine too.
func (w *Window) Stop() error {
	s := w.session
	if s == nil {
		return nil
	}
	var failed error
	s.OnChange, s.OnHeld, s.Secure = nil, nil, nil
	s.OnFail = func(err error) { failed = errors.Join(failed, err) }
	s.Flush()
	w.session = nil
	if err := errors.Join(failed, s.Store.Close()); err != nil {
		return fmt.Errorf("close the vault at the end: %w", err)
	}
	return nil
}

// Open offers to open the vault in a folder.
func (w *Window) Open(path string) { w.show(first.NewUnlock(w, path, nil)) }

// show replaces what the window shows.
func (w *Window) show(s room.Scene) {
	w.closeOverlays()
	w.screen = s
	w.win.SetContent(s.Content())
	if f, ok := s.(interface{ Focus() }); ok {
		f.Focus()
	}
}

func (w *Window) closeOverlays() {
	w.escape, w.asked = nil, nil
	if w.overlay != nil {
		w.overlay.End()
	}
	for w.win.Canvas().Overlays().Top() != nil {
		o := w.win.Canvas().Overlays().Top()
		o.Hide()
		w.win.Canvas().Overlays().Remove(o)
	}
}

// rebuild draws the screen anew after a change of language or palette.
func (w *Window) rebuild() {
	if w.session != nil {
		w.session.Flush()
	}
	w.show(w.screen.Rebuilt())
}

func (w *Window) speak(tag string) {
	w.say = speech.New(w.parts.Words, w.parts.Law, w.parts.Forms, tag)
}

// language is the language chosen, else that of the system, else English.
func (w *Window) language() string {
	tag := w.app.Preferences().String("language")
	if tag == "" {
		tag, _, _ = strings.Cut(room.SystemLanguage(), "-")
	}
	for _, l := range w.parts.Words.Languages() {
		if l.UI && l.Tag == tag {
			return tag
		}
	}
	return "en"
}

// dress puts the theme on the app.
func (w *Window) dress() {
	variant := widget.Light
	switch w.app.Preferences().String("theme") {
	case "dark":
		variant = widget.Dark
	case "system":
		if w.portal || runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
			variant = widget.System // else the toolkit takes silence for dark
		}
	}
	w.app.Settings().SetTheme(widget.NewTheme(variant, w.parts.ThemeFonts).WithIcons(w.icons))
}

func (w *Window) Today() edtf.Date { return edtf.OfTime(w.parts.Now()) }

// shortcuts are the keys that work everywhere.
func (w *Window) shortcuts() {
	ctrl, shift := fyne.KeyModifierShortcutDefault, fyne.KeyModifierShift
	keys := []struct {
		key fyne.KeyName
		mod fyne.KeyModifier
		run func(*shell)
	}{
		{fyne.KeyZ, ctrl | shift, func(s *shell) { s.undo(true) }},
		{fyne.KeyZ, ctrl, func(s *shell) { s.undo(false) }},
		{fyne.KeyY, ctrl, func(s *shell) { s.undo(true) }},
		{fyne.KeyL, ctrl, func(*shell) { w.lock(nil) }},
		{fyne.KeyK, ctrl, func(s *shell) { s.search() }},
		{fyne.KeyN, ctrl, func(s *shell) { s.add() }},
		{fyne.KeyF, ctrl, func(s *shell) { s.filter() }},
		{fyne.KeyE, ctrl, func(s *shell) { s.write() }},
		{fyne.KeyPageUp, fyne.KeyModifierAlt, func(s *shell) { s.step(-1) }},
		{fyne.KeyPageDown, fyne.KeyModifierAlt, func(s *shell) { s.step(1) }},
		{fyne.KeyUp, fyne.KeyModifierAlt, func(s *shell) { s.step(-1) }},
		{fyne.KeyDown, fyne.KeyModifierAlt, func(s *shell) { s.step(1) }},
		{fyne.KeyApostrophe, ctrl, func(s *shell) { s.citeAgain() }},
	}
	c := w.win.Canvas()
	for _, k := range keys {
		run := func(fyne.Shortcut) {
			w.Touch()
			if s, ok := w.screen.(*shell); ok && c.Overlays().Top() == nil {
				k.run(s)
			}
		}
		c.AddShortcut(&desktop.CustomShortcut{KeyName: k.key, Modifier: k.mod}, run)
		switch {
		case k.key == fyne.KeyZ && k.mod == ctrl:
			c.AddShortcut(&fyne.ShortcutUndo{}, run)
		case k.key == fyne.KeyY:
			c.AddShortcut(&fyne.ShortcutRedo{}, run)
		}
	}
	c.AddShortcut(&fyne.ShortcutPaste{}, func(fyne.Shortcut) { // where no field takes it
		if s, ok := w.screen.(*shell); ok && s.view != nil && c.Overlays().Top() == nil {
			if p, ok := s.view.screen.(room.Paster); ok {
				w.Touch()
				p.Paste()
			}
		}
	})
	c.SetOnTypedKey(func(k *fyne.KeyEvent) {
		w.Touch()
		s, ok := w.screen.(*shell)
		switch {
		case k.Name == fyne.KeyF1:
			w.showGuide()
		case k.Name != fyne.KeyEscape:
		case w.guide != nil:
			w.guide.Close()
		case w.escape != nil:
			w.escape()
		case ok && c.Overlays().Top() == nil:
			s.back()
		}
	})
}

// showGuide opens the user's guide over what is shown, unless a question is open.
func (w *Window) showGuide() {
	if w.guide != nil || w.win.Canvas().Overlays().Top() != nil {
		return
	}
	open, err := manual.Show(w.win, w.parts.Guide, w.say.Printer, w.icons, func() { w.guide = nil })
	if err != nil {
		w.Fail(err)
		return
	}
	w.guide = open
}

// work runs f beside the main goroutine and then done on it.
func (w *Window) Work(f func(ctx context.Context) error, done func(error)) {
	go func() {
		err := f(context.Background())
		w.do(func() { done(err) })
	}()
}

// begin takes an open store and shows its cases.
func (w *Window) begin(st *store.Store, path string) {
	w.hold(st, path)
	w.start()
	w.tellFound()
}

// hold makes an open store the one that locking and closing close.
func (w *Window) hold(st *store.Store, path string) {
	s := &session.Session{Store: st, Path: path, Schedule: w.after, OnFail: w.Fail, OnHeld: w.showSave}
	s.Keeper = session.NewKeeper(st, func() {
		w.do(func() {
			if w.session == s {
				s.Flush()
			}
		})
	})
	s.Secure = s.Keeper.Secure
	w.session = s
	w.save = store.SaveState{Phase: store.Saved}
	w.Touch()
}

// start shows the cases of the vault.
func (w *Window) start() {
	s := w.session
	if err := s.RefreshCases(context.Background()); err != nil {
		w.Fail(err)
	}
	only := dossier.ID("")
	if len(s.Cases) == 1 { // there is nothing to choose
		only = s.Cases[0].ID
	}
	w.show(newShell(w, only))
	w.comeBack()
}

// options are what a store is opened with.
func (w *Window) options() store.Options {
	return store.Options{
		Vault: w.parts.Vault, Now: w.parts.Now, Who: w.app.Preferences().String("who"), Inspect: w.inspectFile,
		OnSave: func(s store.SaveState) {
			w.latest.Store(&s) // whatever order they come back in, the last one counts
			go w.do(func() { w.saved(*w.latest.Load()) })
		},
	}
}

// inspectFile looks into a file that is taken in.
func (w *Window) inspectFile(ctx context.Context, f store.File) (store.Finding, error) {
	if w.parts.Inspect != nil {
		return w.parts.Inspect(ctx, f)
	}
	return apart.Within(w.looks)(ctx, f)
}

// saved shows how far the changes are on their way to the disk.
func (w *Window) saved(s store.SaveState) {
	w.save = s
	w.showSave()
	if sh, ok := w.screen.(*shell); ok && s.Phase == store.Failed {
		sh.tellUnsaved(s.Err)
	}
}

func (w *Window) showSave() {
	if sh, ok := w.screen.(*shell); ok {
		sh.showSave(w.saveState())
	}
}

// saveState is how far the changes are, those with them that are still being typed.
func (w *Window) saveState() store.SaveState {
	if s := w.session; s != nil && s.Pending != nil && w.save.Phase == store.Saved {
		return store.SaveState{Phase: store.Saving}
	}
	return w.save
}

// quit saves, closes the vault and then the window. When that fails the window
// stays, and says why.
func (w *Window) quit() {
	if w.locking {
		w.leave = true
		return
	}
	w.clearClipboard()
	if w.session == nil || w.closed {
		w.end()
		return
	}
	w.closeVault(func(err error) {
		if err != nil {
			w.Ask(room.Question{
				Title: w.say.T("ui.quit.failed"), Text: w.Sentence(err),
				Yes: w.say.T("ui.quit.again"), No: w.say.T("ui.quit.stay"),
			}, w.quit)
			return
		}
		w.end()
	})
}

// closeVault saves and closes beside the main goroutine.
func (w *Window) closeVault(done func(error)) {
	s := w.session
	s.Flush()
	w.tasks.End()
	w.endDues()
	clear(w.dues)
	w.leavePage()
	w.Work(func(context.Context) error { return errors.Join(s.Store.Close(), w.looks.Close()) }, func(err error) {
		if err == nil {
			w.session = nil
		}
		done(err)
	})
}

// leavePage gives up a page that is being drawn of the case.
func (w *Window) leavePage() {
	if sh, ok := w.screen.(*shell); ok && sh.view != nil && sh.view.screen != nil {
		sh.view.screen.Leave()
	}
}
