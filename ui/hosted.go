package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"probata/ui/room"
	"probata/ui/session"
	"probata/ui/speech"
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
