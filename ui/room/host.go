package room

import (
	"context"
	"io"
	"time"

	"fyne.io/fyne/v2"

	"probata/dossier"
	"probata/dossier/edtf"
	"probata/dossier/intake"
	"probata/dossier/lang"
	"probata/dossier/law"
	"probata/dossier/reading"
	"probata/dossier/store"
	"probata/dossier/submission"
	"probata/dossier/vault"
	"probata/dossier/withhold"
	"probata/pdf"
	"probata/ui/session"
	"probata/ui/speech"
	"probata/ui/widget"
)

// Host is what a room has of the window in which it is shown. All of it belongs to
// Fyne's main goroutine but Do.
type Host interface {
	Reader
	Asker
	Worker
	Walker
	App() fyne.App // for its preferences and its clipboard
	SetLanguage(tag string)
	Looks() *intake.Inspector // draws pages; what it holds is let go at the lock
	Win() fyne.Window         // for focus, overlays and file dialogs; its title and content are the frame's
}

// Reader is what a room shows from.
type Reader interface {
	Say() *speech.Speech // of the language chosen; a change of it makes the room anew
	Icons() widget.Icons
	Data() *Data               // what ships with the program
	Session() *session.Session // the open vault and its case; nil while none is open
	Today() edtf.Date
}

// Asker is how a room speaks with the person.
type Asker interface {
	Ask(q Question, yes func())
	EndAsking() // takes the question back that is asked, as Escape does
	Tell(title, text string)
	Fail(err error)                     // what went wrong and what to do
	Sentence(err error) string          // the same for a place of the room's own
	Notice(text string)                 // what has been done
	Warn(kind widget.Kind, text string) // in the bar above the room
	Escape(end func())                  // what the key ends that takes back, nil for nothing
	Hush()                              // takes back what Warn says
	ForgetClipboard()                   // takes back in a minute what was copied now
}

// Worker is how a room does what takes time.
type Worker interface {
	Touch() // somebody is there: the timer of the lock begins anew
	// Work runs f beside the main goroutine and then done on it.
	Work(f func(ctx context.Context) error, done func(error))
	Do(f func())  // brings work of another goroutine back to the main one
	Tasks() Tasks // those that run, which the lock ends
	// Busy tells whether files are on their way in or out, and says so.
	Busy() bool
	// Job does work with files, with a bar and a button that ends it, one at a time;
	// see Task.Run. text says what is done.
	Job(text string, f func(ctx context.Context, progress func(done, total int64)) error, done func(err error, ended bool))
}

// Walker is how a room leads elsewhere.
type Walker interface {
	Jump(id dossier.ID, field string) // shows a record wherever it has its place, and one of its fields
	ShowTab(key string)
	ShowDoors(mode, body string) // the doors, of which body first, or the deadlines
}

// Data is what ships with the program, loaded by main, and the clock.
type Data struct {
	Words *lang.Catalog
	Law   *law.Library
	// Inspect looks into a file that is taken in, in a process of its own; nil looks into it within the program.
	Inspect    func(context.Context, store.File) (store.Finding, error)
	Forms      *submission.Forms
	Names      *withhold.Rules
	Reading    func() (*reading.Rules, error) // by which reports are read; loaded when one first is
	FormsFault error                          // forms that could not be read; said on the submissions screen
	Fonts      func() (*pdf.Fonts, error)
	Example    func() (io.ReadCloser, error) // the JSON of the example case
	Version    string
	Now        func() time.Time // nil is time.Now
	Vault      vault.Options
}

// Screen is what a room shows of a case: one tab. It is made when its tab is chosen
// and let go when another one is, or the vault is locked.
type Screen interface {
	Object() fyne.CanvasObject
	// Changed takes notice that records of the case are different.
	Changed(c session.Change)
	// Jump shows what place says; false when it shows nothing of it.
	Jump(place Place) bool
	// Leave gives up what still works for it.
	Leave()
}

// Place is where a jump leads within a tab.
type Place struct {
	Chain []dossier.ID // from the record that the tab lists down to the one that is meant
	Field string       // of that, "" for none
	Mode  string       // of a tab that has several
	Body  string       // of the doors
}

// What a Screen may do beside:

// Adder makes a record of the list shown; false when none is.
type Adder interface{ Add() bool }

// Filterer moves the keyboard to the filter of the list shown; false when none is.
type Filterer interface{ Filter() bool }

// Writer has something to be written in the whole width of the screen: Write shows it, Back
// leaves it, Step goes to the part of it so many further on. Write and Back answer false when
// there is nothing to show or to leave.
type Writer interface {
	Write() bool
	Back() bool
	Step(by int)
}

// Citer makes what is shown rest on the source that was cited last.
type Citer interface{ CiteAgain() }

// Paster takes the clipboard, where no field has the keyboard; false when it does not.
type Paster interface{ Paste() bool }

// Follower goes along where an undo has changed something.
type Follower interface {
	Shows(id dossier.ID) bool // then nobody has to be led to it
}

// Returner can be left at the lock and come back to.
type Returner interface {
	Leaving(l *LeftOff) // adds where somebody is in it
	ComeBack(l LeftOff)
}

// Scene is one of the few things that the whole window can show: the screens before
// an open vault, and the vault.
type Scene interface {
	Content() fyne.CanvasObject
	// Rebuilt is the same scene anew, in another language or palette.
	Rebuilt() Scene
}

// Overlay is what is shown over a room until another thing is.
type Overlay interface{ End() }

// Question is what a dialog asks before something that matters.
type Question struct {
	Title, Text string
	More        fyne.CanvasObject // further details, may be nil
	Yes, No     string
	Danger      bool
}
