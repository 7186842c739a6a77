package ui

import (
	"context"
	"io/fs"
	"slices"

	"fyne.io/fyne/v2"

	"probata/dossier"
	"probata/dossier/intake"
	"probata/dossier/store"
	"probata/dossier/submission"
	"probata/ui/care"
	"probata/ui/evidence"
	"probata/ui/records"
	"probata/ui/room"
	"probata/ui/session"
	"probata/ui/speech"
	"probata/ui/submit"
	"probata/ui/widget"
)

// What rooms have of the window: see room.Host.

// Say is the speech of the language chosen.
func (w *Window) Say() *speech.Speech { return w.say }

// Icons are the pictures.
func (w *Window) Icons() widget.Icons { return w.icons }

// Data is what ships with the program.
func (w *Window) Data() *room.Data { return &w.parts.Data }

// Session is the open vault, nil without any.
func (w *Window) Session() *session.Session { return w.session }

// Win is the window of the toolkit.
func (w *Window) Win() fyne.Window { return w.win }

// Do brings work back to the main goroutine.
func (w *Window) Do(f func()) { w.do(f) }

// Tasks are those that run.
func (w *Window) Tasks() room.Tasks { return w.tasks }

// Warn says something in the bar above the room.
func (w *Window) Warn(kind widget.Kind, text string) {
	if s, ok := w.screen.(*shell); ok {
		s.banner.Say(kind, text, "", nil)
	}
}

// Busy tells, and says, that files are on their way.
func (w *Window) Busy() bool {
	s, ok := w.screen.(*shell)
	if ok && s.task.Idle() {
		return false
	}
	w.Warn(widget.Info, w.say.T("ui.intake.busy"))
	return true
}

// Job does work with files, one at a time.
func (w *Window) Job(text string, f func(ctx context.Context, progress func(done, total int64)) error, done func(err error, ended bool)) {
	s, ok := w.screen.(*shell)
	if !ok {
		return
	}
	s.working(text)
	s.task.Run(f, func(err error, ended bool) {
		s.working("")
		done(err, ended)
	})
}

// ShowDoors shows the doors, of which body first, or the deadlines of the case.
func (w *Window) ShowDoors(mode, body string) { w.showDoors(mode, body) }

// App is the application of the toolkit.
func (w *Window) App() fyne.App { return w.app }

// Looks draws pages.
func (w *Window) Looks() *intake.Inspector { return w.looks }

// Hush takes back what Warn says.
func (w *Window) Hush() {
	if s, ok := w.screen.(*shell); ok {
		s.banner.Hide()
	}
}

// Imported shows the cases anew, and opens the one that came in.
func (w *Window) Imported(err error) {
	if s, ok := w.screen.(*shell); ok {
		s.imported(err)
	}
}

// Remind shows or hides what is to be said of backups.
func (w *Window) Remind() {
	if s, ok := w.screen.(*shell); ok {
		s.remind()
	}
}

// ShowSettings shows the settings of the open vault.
func (w *Window) ShowSettings() {
	s, ok := w.screen.(*shell)
	if !ok {
		s = newShell(w, "")
		w.show(s)
	}
	s.showSettings()
}

// SettingsAgain draws the settings anew, if they are still shown.
func (w *Window) SettingsAgain() {
	if s, ok := w.screen.(*shell); ok && s.settings {
		s.showSettings()
	}
}

// Put shows something in place of the settings.
func (w *Window) Put(o fyne.CanvasObject) {
	if s, ok := w.screen.(*shell); ok {
		s.put(o)
	}
}

// OfferKey offers a recovery key for an open vault.
func (w *Window) OfferKey(st *store.Store, path string, then func()) {
	w.show(care.NewKeyOffer(w, st, path, then))
}

// LockMinutes is after how many minutes without anybody the vault is locked, 0 for never.
func (w *Window) LockMinutes() int { return w.lockMinutes() }

// Licences holds LICENCES.txt.
func (w *Window) Licences() fs.FS { return w.parts.Licences }

// SetLanguage chooses the language of the window.
func (w *Window) SetLanguage(tag string) {
	w.app.Preferences().SetString("language", tag)
	w.speak(tag)
	w.rebuild()
}

// SetTheme chooses the palette.
func (w *Window) SetTheme(name string) {
	w.app.Preferences().SetString("theme", name)
	w.dress()
	w.rebuild()
}

// Display shows a scene in place of this one.
func (w *Window) Display(s room.Scene) { w.show(s) }

// Displays tells whether the scene is shown.
func (w *Window) Displays(s room.Scene) bool { return w.screen == s }

// Options are what a store is opened with.
func (w *Window) Options() store.Options { return w.options() }

// Begin shows the cases of an open store.
func (w *Window) Begin(st *store.Store, path string) { w.begin(st, path) }

// Hold makes an open store the one that locking and closing close.
func (w *Window) Hold(st *store.Store, path string) { w.hold(st, path) }

// Start shows the cases of the vault that is held.
func (w *Window) Start() { w.start() }

// Locking tells that the vault is being closed.
func (w *Window) Locking() bool { return w.locking }

// Overlay is what is shown over a room, nil without any.
func (w *Window) Overlay() room.Overlay { return w.overlay }

// SetOverlay says what is shown over a room; it ends when another thing is.
func (w *Window) SetOverlay(o room.Overlay) { w.overlay = o }

// Attach takes a file into the case as evidence.
func (w *Window) Attach() { evidence.Attach(w) }

// ChooseReport asks for a file, takes it into the case and tells what it is there.
func (w *Window) ChooseReport(then func(dossier.ID)) {
	evidence.Choose(w, func(ids []dossier.ID) { then(ids[len(ids)-1]) })
}

// TakeWords takes a text into the case as a file.
func (w *Window) TakeWords(name, mediaType, text string, then func(dossier.ID)) {
	evidence.TakeInThen(w, []evidence.Incoming{evidence.Words(name, mediaType, text)}, func(ids []dossier.ID) { then(ids[len(ids)-1]) })
}

// ReadReport shows a file of the case in the room where reports are read.
func (w *Window) ReadReport(file dossier.ID) {
	w.ShowTab("report")
	if sh, ok := w.screen.(*shell); ok && sh.view != nil {
		sh.view.screen.Jump(room.Place{Chain: []dossier.ID{file}})
	}
}

// AskCopy writes a copy of a piece of evidence.
func (w *Window) AskCopy(ev *dossier.Evidence) { evidence.AskCopy(w, ev) }

// View shows a piece of evidence.
func (w *Window) View(ev *dossier.Evidence) { evidence.View(w, ev) }

// FileCard is what is known of the file of a piece of evidence.
func (w *Window) FileCard(ev *dossier.Evidence) fyne.CanvasObject { return evidence.FileCard(w, ev) }

// Control is a narrow control for a field of a record, and what fills it.
func (w *Window) Control(id dossier.ID, f dossier.Field) (widget.Field, func(dossier.Record)) {
	return records.Narrow(w, id, f)
}

// BeginSubmission makes a submission of a form for a body and an alleged victim.
func (w *Window) BeginSubmission(form, body string, victim dossier.ID) {
	if s, ok := w.submitRoom(); ok {
		s.BeginFor(form, body, victim)
	}
}

// FollowUp begins a submission that tells the body of a filing what is new since.
func (w *Window) FollowUp(f *dossier.Filing) {
	forms := slices.DeleteFunc(w.Data().Forms.All(), func(x *submission.Form) bool { return !x.FollowUp })
	if len(forms) == 0 {
		w.Tell(w.Say().T("ui.sent.follow-up"), w.Say().T("ui.door.no-form"))
		return
	}
	if s, ok := w.submitRoom(); ok {
		s.BeginAfter(forms[0], f)
	}
}

// submitRoom shows the submissions.
func (w *Window) submitRoom() (*submit.Screen, bool) {
	w.ShowTab("submissions")
	sh, ok := w.screen.(*shell)
	if !ok || sh.view == nil {
		return nil, false
	}
	s, ok := sh.view.screen.(*submit.Screen)
	return s, ok
}

// Escape says what the key ends.
func (w *Window) Escape(end func()) { w.escape = end }

// EndAsking takes the question back that is asked.
func (w *Window) EndAsking() {
	if w.escape != nil {
		w.escape()
	}
}
