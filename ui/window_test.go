package ui

import (
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"probata/dossier"
	"probata/dossier/lang"
	"probata/dossier/law"
	"probata/dossier/reading"
	"probata/dossier/store"
	"probata/dossier/submission"
	"probata/dossier/vault"
	"probata/dossier/withhold"
	"probata/pdf"
	"probata/ui/first"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

const testPhrase = "anchor birch copper delta ember falcon granite"

// testNow is the clock of all tests and pictures.
func testNow() time.Time { return time.Date(2026, time.November, 24, 10, 30, 0, 0, time.UTC) }

func testParts(t testing.TB) Parts {
	t.Helper()
	must := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	words, err := lang.Load(os.DirFS("../assets/lang"))
	must(err)
	library, err := law.Load(os.DirFS("../assets"))
	must(err)
	forms, err := submission.LoadForms(os.DirFS("../assets"))
	must(err)
	names, err := withhold.Load(os.DirFS("../assets"))
	must(err)
	rules, err := reading.Load(os.DirFS("../assets"))
	must(err)
	face := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join("../assets/fonts/ui", name))
		must(err)
		return data
	}
	return Parts{
		Data: room.Data{
			Words: words, Law: library, Forms: forms, Names: names,
			Reading: func() (*reading.Rules, error) { return rules, nil },
			Fonts:   sync.OnceValues(func() (*pdf.Fonts, error) { return pdf.LoadFonts(os.DirFS("../assets/fonts")) }),
			Example: func() (io.ReadCloser, error) { return os.Open("../assets/example/example-1.json") },
			Version: "0.1.0", Now: testNow, Vault: vault.Options{WorkFactor: 10},
		},
		ThemeFonts: widget.ThemeFonts{Regular: face("Inter-Regular.ttf"), Bold: face("Inter-SemiBold.ttf"), Italic: face("Inter-Italic.ttf")},
		Icons:      os.DirFS("../assets/icons"), Licences: os.DirFS("../assets/licences"),
	}
}

// testSpeech speaks the words of a language.
func testSpeech(t testing.TB, tag string) *speech.Speech {
	p := testParts(t)
	return speech.New(p.Words, p.Law, p.Forms, tag)
}

// bench is a window on Fyne's test driver whose work is carried out on the
// test's goroutine: what comes back from other goroutines waits for settle.
type bench struct {
	*Window
	t    testing.TB
	mu   sync.Mutex
	jobs []func()
	late []func() // typing pauses that have not passed
	wake chan struct{}
}

func newBench(t testing.TB, language, theme string) *bench {
	t.Helper()
	t.Setenv("HOME", t.TempDir()) // with no vaults of whoever runs the test
	app := test.NewTempApp(t)
	app.Preferences().SetString("language", language)
	app.Preferences().SetString("theme", theme)
	w, err := New(app, testParts(t))
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{Window: w, t: t, wake: make(chan struct{}, 1000)}
	w.do = func(f func()) {
		b.mu.Lock()
		b.jobs = append(b.jobs, f)
		b.mu.Unlock()
		b.wake <- struct{}{}
	}
	w.after = func(_ time.Duration, f func()) { b.late = append(b.late, f) }
	b.win.Resize(fyne.NewSize(1440, 900))
	t.Cleanup(func() {
		if b.session != nil {
			_ = b.session.Store.Abandon()
		}
	})
	return b
}

// settle runs what came back until ok holds.
func (b *bench) settle(what string, ok func() bool) {
	b.t.Helper()
	deadline := time.After(60 * time.Second)
	for {
		b.mu.Lock()
		jobs := b.jobs
		b.jobs = nil
		b.mu.Unlock()
		for _, f := range jobs {
			f()
		}
		if ok() {
			return
		}
		select {
		case <-b.wake:
		case <-deadline:
			b.t.Fatalf("waited in vain for: %s", what)
		}
	}
}

// pause lets the typing pause pass.
func (b *bench) pause() {
	late := b.late
	b.late = nil
	for _, f := range late {
		f()
	}
}

// example opens a vault with the example case in a temporary folder and shows
// the case.
func (b *bench) example() *shell {
	b.t.Helper()
	path := filepath.Join(b.t.TempDir(), "Cases.probata")
	st, err := store.Create(path, []byte(testPhrase), b.options())
	if err != nil {
		b.t.Fatal(err)
	}
	if err := first.ImportExample(b.Window, b.t.Context(), st); err != nil {
		b.t.Fatal(err)
	}
	b.begin(st, path)
	s := b.screen.(*shell)
	s.openCase(b.session.Cases[0].ID)
	return s
}

// reopen opens a vault that the window has closed.
func (b *bench) reopen(path string) *store.Store {
	b.t.Helper()
	st, err := store.Open(path, []byte(testPhrase), b.options())
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { _ = st.Abandon() }) // only read
	return st
}

func (b *bench) shell() *shell {
	b.t.Helper()
	s, ok := b.screen.(*shell)
	if !ok {
		b.t.Fatalf("the window shows %T, not the cases", b.screen)
	}
	return s
}

// first is the first record of a type in the open case.
func (b *bench) first(t dossier.Type) dossier.ID {
	b.t.Helper()
	l := b.session.Dossier.List(t)
	if len(l) == 0 {
		b.t.Fatalf("the case has no %s", t)
	}
	return l[0].Header().ID
}

// buttons are those that can be seen in an object, in the order they are drawn.
func buttons(o fyne.CanvasObject) (out []*widget.Button) {
	for _, x := range test.LaidOutObjects(o) {
		if b, ok := x.(*widget.Button); ok {
			out = append(out, b)
		}
	}
	return out
}

// tapButton taps the button with a label.
func tapButton(t testing.TB, o fyne.CanvasObject, label string) {
	t.Helper()
	for _, b := range buttons(o) {
		if b.Text() == label {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("there is no button %q", label)
}

// confirm answers the question that is asked with yes.
func (b *bench) confirm() {
	b.t.Helper()
	top := b.win.Canvas().Overlays().Top()
	if top == nil {
		b.t.Fatal("nothing is asked")
	}
	all := buttons(top)
	test.Tap(all[len(all)-1])
}

// typeInto types into the first entry of an object.
func (b *bench) typeInto(o fyne.CanvasObject, text string) {
	b.t.Helper()
	for _, x := range test.LaidOutObjects(o) {
		if e, ok := x.(interface {
			fyne.Focusable
			SetPlaceHolder(string)
		}); ok {
			test.Type(e, text)
			return
		}
	}
	b.t.Fatal("there is no entry")
}

// switchOn presses the right arrow in a switch.
func switchOn(t testing.TB, o fyne.CanvasObject) {
	t.Helper()
	for _, x := range test.LaidOutObjects(o) {
		if f, ok := x.(fyne.Focusable); ok {
			f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
			return
		}
	}
	t.Fatal("the switch takes no key")
}
