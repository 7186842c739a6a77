package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"probata/ui"
	"probata/ui/command"
	"probata/ui/widget"
)

// openWindow runs the window until it is closed.
func openWindow(dir string, p *parts, env command.Env) int {
	if !hasDisplay() {
		env.Tell("command.error.no-display")
		return command.ExitError
	}
	w, err := newWindow(p, env)
	if err == nil && dir != "" {
		w.Open(dir)
	}
	if err == nil {
		err = show(w)
	}
	if err != nil {
		env.Tell("command.error.window")
		fmt.Fprintln(os.Stderr, err)
		return command.ExitError
	}
	if err := w.Run(); err != nil { // the last edit could not be saved
		env.Tell("command.error.save-at-end")
		fmt.Fprintln(os.Stderr, err)
		return command.ExitError
	}
	return command.ExitDone
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
func newWindow(p *parts, env command.Env) (*ui.Window, error) {
	fonts, err := p.windowFonts()
	if err != nil {
		return nil, err
	}
	icon, err := fs.ReadFile(p.icons, "app/Icon.svg")
	if err != nil {
		return nil, fmt.Errorf("read the icon: %w", err)
	}
	app.SetMetadata(fyne.AppMetadata{
		ID: "org.probata.Probata", Name: "Probata", Version: version, Release: true,
		Icon:       fyne.NewStaticResource("probata.svg", icon),
		Migrations: map[string]bool{"fyneDo": true},
	})
	return ui.New(app.New(), ui.Parts{
		Words: p.words, Law: p.law, Forms: p.forms, FormsFault: p.formFaults, Fonts: p.fonts,
		ThemeFonts: fonts, Icons: p.icons, Version: env.Version, Now: env.Now,
		Example: func() (io.ReadCloser, error) { return p.example.Open("example-1.json") },
	})
}

func (p *parts) windowFonts() (widget.ThemeFonts, error) {
	var f widget.ThemeFonts
	for name, into := range map[string]*[]byte{"Inter-Regular.ttf": &f.Regular, "Inter-SemiBold.ttf": &f.Bold, "Inter-Italic.ttf": &f.Italic} {
		data, err := fs.ReadFile(p.windowFont, name)
		if err != nil {
			return f, fmt.Errorf("read the font of the window: %w", err)
		}
		*into = data
	}
	return f, nil
}
