// Probata builds sealed case files of human-rights violations and turns them
// into submissions to UN and OSCE bodies.
//
// Without arguments it opens its window; with the folder of a vault, the window
// on that vault; with the name of a command it does that work and ends. This
// package wires what ships inside to the packages that use it and decides
// nothing else. It is the only one that starts a Fyne application.
package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"probata/assets"
	"probata/dossier/apart"
	"probata/dossier/document"
	"probata/dossier/lang"
	"probata/dossier/law"
	"probata/dossier/outfile"
	"probata/dossier/reading"
	"probata/dossier/release"
	"probata/dossier/submission"
	"probata/dossier/vault"
	"probata/dossier/withhold"
	"probata/pdf"
	"probata/ui"
	"probata/ui/command"
	"probata/ui/room"
	"probata/ui/widget"
)

// version is what the program calls itself; the build may set it with -X.
var version = "0.1.0-dev"

func main() {
	if apart.Child(os.Args) { // the program started itself, to look into a file
		_ = vault.Harden() // the limits of the child are what counts
		os.Exit(apart.Serve(os.Stdin, os.Stdout))
	}
	os.Exit(run(os.Args[1:]))
}

func run(args []string) int {
	nameLanguage()
	hardening := vault.Harden() // before anything is read that must not land in a core dump
	parts, err := load(assets.FS, ownData(os.Getenv))
	if err != nil {
		fmt.Fprintf(os.Stderr, "The program's own data is broken. Install it again.\n%s\n", document.Clean(err.Error()))
		return command.ExitError
	}
	env := parts.env()
	if reader, err := apart.New(); err != nil {
		env.Tell("command.note.inspect-within")
	} else {
		env.Inspect = reader.Inspect
		defer reader.Close()
	}
	if hardening != nil {
		env.Tell("command.note.harden")
	}
	if parts.lawFault != nil {
		env.Tell("command.note.law-fault", "fault", parts.lawFault)
	}
	if parts.formFaults != nil {
		env.Tell("command.note.form-fault", "fault", parts.formFaults)
	}
	if dir, ok := command.Window(args); ok {
		return openWindow(dir, parts, env)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends what does not heed the first
	return command.Run(ctx, args, env)
}

// parts is what ships inside, read.
type parts struct {
	words      *lang.Catalog
	law        *law.Library
	forms      *submission.Forms
	names      *withhold.Rules
	reading    func() (*reading.Rules, error)
	formFaults error // forms that could not be read; the others work
	lawFault   error // law data of the user's that could not be read; what ships inside is used
	fonts      func() (*pdf.Fonts, error)
	example    fs.FS
	icons      fs.FS
	windowFont fs.FS
	licences   fs.FS
	releases   release.Keys
}

// ownData is the folder in which the user keeps forms and law data that are newer than the program's: forms/ and law/
// below PROBATA_DATA or the user's folder for settings. Nothing of a case ever lies there.
func ownData(getenv func(string) string) string {
	if dir := getenv("PROBATA_DATA"); dir != "" {
		return dir
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "probata", "data")
}

// vaultOptions say where the program keeps what it remembers of vaults, sealed.
func vaultOptions() vault.Options {
	dir, err := os.UserConfigDir()
	if err != nil {
		return vault.Options{} // nothing is remembered; verify says so
	}
	return vault.Options{Settings: filepath.Join(dir, "probata")}
}

// load reads what every run needs, words beside law beside forms: the window is
// to be there at once. Fonts of pages wait until a page is set.
//
// Forms and law of the user's own, in the folder own, are laid upon what ships inside. What cannot be read of them is said
// and left out: a fault there must not shut anybody out of a vault.
func load(tree fs.FS, own string) (*parts, error) {
	var over fs.FS // nil without a folder of the user's
	if info, err := os.Stat(own); err == nil && info.IsDir() {
		over = os.DirFS(own)
	}
	folders := map[string]fs.FS{}
	for _, name := range []string{"example", "fonts", "fonts/ui", "icons", "lang", "licences"} {
		sub, err := fs.Sub(tree, name)
		if err != nil {
			return nil, fmt.Errorf("open %s: %w", name, err)
		}
		folders[name] = sub
	}
	p := &parts{
		example: folders["example"], icons: folders["icons"], windowFont: folders["fonts/ui"], licences: folders["licences"],
		fonts: sync.OnceValues(func() (*pdf.Fonts, error) { return pageFonts(folders["fonts"], own) }),
	}
	var all sync.WaitGroup
	var wordsErr, lawErr, namesErr error
	all.Go(func() { p.words, wordsErr = lang.Load(folders["lang"]) })
	all.Go(func() {
		if over != nil {
			p.law, p.lawFault = law.LoadLayered(tree, over)
		}
		if over == nil || p.lawFault != nil {
			p.law, lawErr = law.Load(tree)
		}
	})
	all.Go(func() { p.forms, p.formFaults = loadForms(tree, over) })
	p.releases = releaseKeys(tree, over)
	p.reading = sync.OnceValues(func() (*reading.Rules, error) { return reading.Load(tree) })
	all.Go(func() { p.names, namesErr = withhold.Load(tree) })
	all.Wait()
	for _, err := range []error{wordsErr, lawErr, namesErr} {
		if err != nil {
			return nil, err
		}
	}
	return p, nil
}

// releaseKeys are the keys that ship inside and those of the user's own. What cannot be read of them signs nothing.
func releaseKeys(trees ...fs.FS) release.Keys {
	out := release.Keys{}
	for _, tree := range trees {
		if tree == nil {
			continue
		}
		text, err := fs.ReadFile(tree, "release/keys.txt")
		if err != nil {
			continue
		}
		if keys, err := release.ParseKeys(string(text)); err == nil {
			maps.Copy(out, keys)
		}
	}
	return out
}

func loadForms(tree, over fs.FS) (*submission.Forms, error) {
	if over != nil {
		return submission.LoadLayered(tree, over)
	}
	return submission.LoadForms(tree)
}

// pageFonts are the fonts of pages: those that ship inside, and for Chinese a file in fonts/ of the user's folder or an
// installed font, looked for when a text first needs it.
func pageFonts(inside fs.FS, own string) (*pdf.Fonts, error) {
	f, err := pdf.LoadFonts(inside)
	if err != nil {
		return nil, err
	}
	if own != "" {
		own = filepath.Join(own, "fonts")
	}
	return f.WithChinese(own, pdf.SystemFolders()), nil
}

// env is what commands run with.
func (p *parts) env() command.Env {
	return command.Env{
		Words: p.words, Law: p.law, Forms: p.forms, Names: p.names, Reading: p.reading, Fonts: p.fonts, Example: p.example,
		Version: builtVersion(), Licences: p.licences, Releases: p.releases, Vault: vaultOptions(),
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv, Now: time.Now,
		Ask: command.Terminal(os.Stdin, os.Stderr),
	}
}

// builtVersion is the version with the commit it was built from, where the build
// recorded one.
func builtVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return version
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) > 12 {
			return version + "+" + s.Value[:12]
		}
	}
	return version
}

// openWindow runs the window until it is closed.
func openWindow(dir string, p *parts, env command.Env) int {
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
func newWindow(p *parts, env command.Env, reopened *ui.Reopen) (*ui.Window, error) {
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
	calm := widget.Calm(app.New())
	fyne.SetCurrentApp(calm)
	return ui.New(calm, ui.Parts{
		Data: room.Data{
			Words: p.words, Law: p.law, Forms: p.forms, Names: p.names, FormsFault: p.formFaults, Reading: p.reading, Fonts: p.fonts, Inspect: env.Inspect,
			Version: env.Version, Now: env.Now, Vault: env.Vault,
			Example: func() (io.ReadCloser, error) { return p.example.Open("example-1.json") },
		},
		ThemeFonts: fonts, Icons: p.icons, Licences: p.licences, Renews: canRenew(), Reopened: reopened,
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
