package command

import (
	"context"
	"io"
	"io/fs"
	"time"

	"probata/dossier/lang"
	"probata/dossier/law"
	"probata/dossier/reading"
	"probata/dossier/release"
	"probata/dossier/store"
	"probata/dossier/submission"
	"probata/dossier/vault"
	"probata/dossier/withhold"
	"probata/pdf"
)

// Exit codes. They are part of the interface: scripts branch on them.
const (
	ExitDone       = 0
	ExitError      = 1
	ExitUsage      = 2
	ExitProblems   = 3 // a check found problems
	ExitNoVault    = 10
	ExitLocked     = 11 // another running program holds the vault
	ExitPassphrase = 12
	ExitDamaged    = 13
	ExitNewer      = 14
	ExitNoSpace    = 15 // or not writable
)

// Env is everything a command touches besides its arguments and the vault.
type Env struct {
	Words   *lang.Catalog
	Law     *law.Library
	Forms   *submission.Forms
	Names   *withhold.Rules
	Reading func() (*reading.Rules, error) // called when a text is to be read
	Fonts   func() (*pdf.Fonts, error)     // called when a page is to be set
	Example fs.FS                          // case files, *.json
	Version string
	// Licences is the folder with the licences of what is linked in, LICENCES.txt.
	Licences fs.FS
	// Releases are the keys whose signature on the paper of a release is believed.
	Releases release.Keys

	In       io.Reader
	Out, Err io.Writer
	Getenv   func(string) string
	Now      func() time.Time
	// Ask asks for a line that is not shown while it is typed. Nil when nobody
	// sits at a terminal.
	Ask func(ctx context.Context, question string) ([]byte, error)
	// Inspect looks into a file that is taken in, in a process of its own; nil looks into it within the program.
	Inspect func(context.Context, store.File) (store.Finding, error)
	Vault   vault.Options // for tests; the zero value is what the program uses
}

// locale is the user's, in the order of POSIX; "C" where none is named.
func (e Env) locale() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := e.Getenv(name); v != "" {
			return v
		}
	}
	return "C"
}
