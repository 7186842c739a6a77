// Probata builds sealed case files of human-rights violations and turns them
// into submissions to UN and OSCE bodies.
//
// Without arguments it opens its window; with the folder of a vault, the window
// on that vault; with the name of a command it does that work and ends. This
// package wires what ships inside to the packages that use it and decides
// nothing else. It is the only one that starts a Fyne application.
package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"probata/assets"
	"probata/dossier/document"
	"probata/dossier/outfile"
	"probata/ui"
	"probata/ui/command"
	"probata/ui/command/program"
	"probata/ui/room"
	"probata/ui/widget"
)

// version is what the program calls itself; the build may set it with -X.
var version = "0.1.0-dev"

func main() {
	nameLanguage()
	os.Exit(program.Main(os.Args, assets.FS, version, openWindow))
}

// openWindow runs the window until it is closed.
func openWindow(dir string, p *program.Parts, env command.Env) int {
	if !hasDisplay() {
		env.Tell("command.error.no-display")
		return command.ExitError
	}
	go sweepExports()
	keepNoBus("/run/user", os.Getuid())
	reopened := takeReopen()
	w, err := newWindow(p, env, reopened)
	if err == nil && dir != "" && reopened == nil {
		w.Open(dir)
	}
	if err == nil {
		err = show(w)
	}
	if err != nil {
		env.Tell("command.error.window")
		fmt.Fprintln(os.Stderr, document.Clean(err.Error()))
		return command.ExitError
	}
	heedDisplay(func() {
		if ended(w.Stop(), env) == command.ExitDone {
			env.Tell("command.error.display-lost")
		}
	})
	if code := ended(w.Run(), env); code != command.ExitDone {
		return code
	}
	if next := w.Reopen(); next != nil {
		if err := renew(*next); err != nil {
			env.Tell("command.error.no-renewal")
			fmt.Fprintln(os.Stderr, document.Clean(err.Error()))
		}
	}
	return command.ExitDone
}

// ended says what became of the last edit.
func ended(err error, env command.Env) int {
	if err != nil {
		env.Tell("command.error.save-at-end")
		fmt.Fprintln(os.Stderr, document.Clean(err.Error()))
		return command.ExitError
	}
	return command.ExitDone
}

// sweepExports takes away what an export that was killed left in clear, where the file
// system has no files without a name; elsewhere the next export does.
func sweepExports() {
	home, err := os.UserHomeDir()
	if err != nil {
		return
	}
	for _, dir := range ui.UsualFolders(home) {
		outfile.Sweep(dir)
	}
}

// show makes the window appear. Where a display is named and none answers, the
// toolkit panics; that is an error like any other.
func show(w *ui.Window) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("show the window: %v", r)
		}
	}()
	w.Show()
	return nil
}

// hasDisplay tells whether a window can be expected to open at all.
func hasDisplay() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

// newWindow starts the application and builds the window.
func newWindow(p *program.Parts, env command.Env, reopened *ui.Reopen) (*ui.Window, error) {
	fonts, err := windowFonts(p)
	if err != nil {
		return nil, err
	}
	icon, err := fs.ReadFile(p.Icons, "app/Icon.svg")
	if err != nil {
		return nil, fmt.Errorf("read the icon: %w", err)
	}
	app.SetMetadata(fyne.AppMetadata{
		ID: "org.probata.Probata", Name: "Probata", Version: version, Release: true,
		Icon:       fyne.NewStaticResource("probata.svg", icon),
		Migrations: map[string]bool{"fyneDo": true},
	})
	calm := widget.Calm(app.New())
	fyne.SetCurrentApp(calm)
	return ui.New(calm, ui.Parts{
		Data: room.Data{
			Words: p.Words, Law: p.Law, Forms: p.Forms, Names: p.Names, FormsFault: p.FormFaults, Reading: p.Reading, Fonts: p.Fonts, Inspect: env.Inspect,
			Version: env.Version, Now: env.Now, Vault: env.Vault,
			Example: func() (io.ReadCloser, error) { return p.Example.Open("example-1.json") },
		},
		ThemeFonts: fonts, Icons: p.Icons, Licences: p.Licences, Renews: canRenew(), Reopened: reopened,
	})
}

func windowFonts(p *program.Parts) (widget.ThemeFonts, error) {
	var f widget.ThemeFonts
	for name, into := range map[string]*[]byte{"Inter-Regular.ttf": &f.Regular, "Inter-SemiBold.ttf": &f.Bold, "Inter-Italic.ttf": &f.Italic} {
		data, err := fs.ReadFile(p.WindowFont, name)
		if err != nil {
			return f, fmt.Errorf("read the font of the window: %w", err)
		}
		*into = data
	}
	return f, nil
}
