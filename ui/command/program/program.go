// Package program is the program around its commands: it reads what ships inside, looks into files in a process of its own, and
// runs one command, or gives over to a window. The program with a window and the one without are this, so that neither differs
// in what it reads, hardens or refuses. It decides nothing about a case and knows no window toolkit.
package program

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	"probata/dossier/apart"
	"probata/dossier/document"
	"probata/dossier/lang"
	"probata/dossier/law"
	"probata/dossier/reading"
	"probata/dossier/release"
	"probata/dossier/submission"
	"probata/dossier/vault"
	"probata/dossier/withhold"
	"probata/pdf"
	"probata/ui/command"
)

// Main is the program with the given data, version and arguments, the first of which is its own name; it gives the exit code.
// Where the arguments ask for a window, window opens it; without one that is said.
func Main(args []string, tree fs.FS, version string, window func(dir string, p *Parts, env command.Env) int) int {
	if apart.Child(args) { // the program started itself, to look into a file
		_ = vault.Harden() // the limits of the child are what counts
		return apart.Serve(os.Stdin, os.Stdout)
	}
	hardening := vault.Harden() // before anything is read that must not land in a core dump
	parts, err := Load(tree, OwnData(os.Getenv))
	if err != nil {
		fmt.Fprintf(os.Stderr, "The program's own data is broken. Install it again.\n%s\n", document.Clean(err.Error()))
		return command.ExitError
	}
	env := parts.Env(version)
	if reader, err := apart.New(); err != nil {
		env.Tell("command.note.inspect-within")
	} else {
		env.Inspect = reader.Inspect
		defer reader.Close()
	}
	parts.tellFaults(env, hardening)
	if dir, ok := command.Window(args[1:]); ok {
		if window == nil {
			return command.Run(context.Background(), []string{"help"}, env)
		}
		return window(dir, parts, env)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends what does not heed the first
	return command.Run(ctx, args[1:], env)
}

func (p *Parts) tellFaults(env command.Env, hardening error) {
	if hardening != nil {
		env.Tell("command.note.harden")
	}
	if p.LawFault != nil {
		env.Tell("command.note.law-fault", "fault", p.LawFault)
	}
	if p.FormFaults != nil {
		env.Tell("command.note.form-fault", "fault", p.FormFaults)
	}
}

// Parts is what ships inside, read.
type Parts struct {
	Words      *lang.Catalog
	Law        *law.Library
	Forms      *submission.Forms
	Names      *withhold.Rules
	Reading    func() (*reading.Rules, error)
	FormFaults error // forms that could not be read; the others work
	LawFault   error // law data of the user's that could not be read; what ships inside is used
	Fonts      func() (*pdf.Fonts, error)
	Example    fs.FS
	Icons      fs.FS
	WindowFont fs.FS
	Licences   fs.FS
	Releases   release.Keys
}

// OwnData is the folder in which the user keeps forms and law data that are newer than the program's: forms/ and law/
// below PROBATA_DATA or the user's folder for settings. Nothing of a case ever lies there.
func OwnData(getenv func(string) string) string {
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

// Load reads what every run needs, words beside law beside forms: the window is
// to be there at once. Fonts of pages wait until a page is set.
//
// Forms and law of the user's own, in the folder own, are laid upon what ships inside. What cannot be read of them is said
// and left out: a fault there must not shut anybody out of a vault.
func Load(tree fs.FS, own string) (*Parts, error) {
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
	p := &Parts{
		Example: folders["example"], Icons: folders["icons"], WindowFont: folders["fonts/ui"], Licences: folders["licences"],
		Fonts: sync.OnceValues(func() (*pdf.Fonts, error) { return pageFonts(folders["fonts"], own) }),
	}
	var all sync.WaitGroup
	var wordsErr, lawErr, namesErr error
	all.Go(func() { p.Words, wordsErr = lang.Load(folders["lang"]) })
	all.Go(func() {
		if over != nil {
			p.Law, p.LawFault = law.LoadLayered(tree, over)
		}
		if over == nil || p.LawFault != nil {
			p.Law, lawErr = law.Load(tree)
		}
	})
	all.Go(func() { p.Forms, p.FormFaults = loadForms(tree, over) })
	p.Releases = releaseKeys(tree, over)
	p.Reading = sync.OnceValues(func() (*reading.Rules, error) { return reading.Load(tree) })
	all.Go(func() { p.Names, namesErr = withhold.Load(tree) })
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

// Env is what commands run with.
func (p *Parts) Env(version string) command.Env {
	return command.Env{
		Words: p.Words, Law: p.Law, Forms: p.Forms, Names: p.Names, Reading: p.Reading, Fonts: p.Fonts, Example: p.Example,
		Version: builtVersion(version), Licences: p.Licences, Releases: p.Releases, Vault: vaultOptions(),
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv, Now: time.Now,
		Ask: command.Terminal(os.Stdin, os.Stderr),
	}
}

// builtVersion is the version with the commit it was built from, where the build
// recorded one.
func builtVersion(version string) string {
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
